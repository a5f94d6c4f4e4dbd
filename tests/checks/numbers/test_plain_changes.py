"""One part of a whole, a result of a match, one and a half: another one is found, and all ways to say the same pass."""

from __future__ import annotations

import pytest

from models.checks.numbers.numbers import NUMBERS
from models.mqm import Severity
from tests.checks.conftest import MakeDocument

OTHER = [
    # language, source, target, what is wrong
    ("de", "Ein Drittel der Wähler blieb daheim.", "A quarter of voters stayed at home.", "A quarter of"),
    ("fr", "Un quart des électeurs est resté chez soi.", "A third of voters stayed at home.", "A third of"),
    ("es", "Un tercio de los votantes se quedó en casa.", "A quarter of voters stayed at home.", "A quarter of"),
    ("it", "Un terzo degli elettori è rimasto a casa.", "A quarter of voters stayed at home.", "A quarter of"),
    ("pt", "Um quinto dos eleitores ficou em casa.", "A quarter of voters stayed at home.", "A quarter of"),
    ("ro", "O treime dintre alegători au stat acasă.", "A quarter of voters stayed at home.", "A quarter of"),
    ("cs", "Třetina voličů zůstala doma.", "A quarter of voters stayed at home.", "A quarter of"),
    ("ru", "Треть избирателей осталась дома.", "A quarter of voters stayed at home.", "A quarter of"),
    ("uk", "Чверть виборців залишилася вдома.", "A third of voters stayed at home.", "A third of"),
    ("tr", "Seçmenlerin üçte biri evde kaldı.", "A quarter of voters stayed at home.", "A quarter of"),
    ("et", "Kolmandik valijatest jäi koju.", "A quarter of voters stayed at home.", "A quarter of"),
    ("et", "Veerand õpilastest on haiged.", "A third of pupils are ill.", "A third of"),
    ("ar", "بقي ثلث الناخبين في منازلهم.", "A quarter of voters stayed at home.", "A quarter of"),
    ("he", "שליש מהבוחרים נשארו בבית.", "One-quarter of voters stayed at home.", "One-quarter of"),
    ("fa", "یک سوم رأی‌دهندگان در خانه ماندند.", "A quarter of voters stayed at home.", "A quarter of"),
    ("zh", "三分之一的选民待在家里。", "A quarter of voters stayed at home.", "A quarter of"),
    ("pt", "A equipa venceu por 3-1 e soma 45 pontos.", "The team won 3-2 and now have 45 points.", "3-2"),
    ("es", "El partido acabó 1-0.", "The match ended 1-1.", "1-1"),
    ("zh", "主队以3比1获胜。", "The home side won 3-0.", "3-0"),
    ("de", "Anderthalb Jahre danach ist es fertig.", "Two and a half years later it is done.", "Two and a half"),
    ("fr", "Deux heures et demie plus tard.", "An hour and a half later.", "half"),
    ("ru", "Полтора года спустя он вернулся.", "Two and a half years later he returned.", "Two and a half"),
    ("ar", "قتل أحد عشر شخصا وأصيب خمسة وعشرون.", "Twelve people were killed and 25 injured.", "Twelve"),
    ("tr", "İki kişi öldü.", "Three people died.", "Three"),
    ("it", "Il palazzo è del tardo Cinquecento.", "The palace is of the late fifteenth century.", "fifteenth"),
]
SAME = [
    ("de", "Ein gutes Drittel der Wähler blieb daheim.", "A good third of voters stayed at home."),
    ("de", "Ein Viertel, im Osten ein Drittel, ist dafür.", "A quarter and, in the east, a third are in favour."),
    ("pt", "Um terço das crianças não estuda.", "One child in three is not in school."),
    ("ru", "Через четверть часа счёт был 1:0.", "A quarter of an hour later it was 1-0."),
    ("ru", "Две трети избирателей.", "Two thirds of voters."),
    ("ar", "تأهل إلى ربع النهائي.", "He reached the quarter-finals."),
    ("it", "Un quarto d'ora dopo, un terzo della pista.", "Fifteen minutes later, a third of the track."),
    ("de", "Die Partie endete 2:1 (1:0).", "The match ended 2-1 (1-0)."),
    ("de", "Ein Drittel ist dafür, 25 Prozent sind dagegen.", "33 percent are for, a quarter of them against."),
    ("de", "Jeder Vierte kommt, ein Drittel zahlt.", "A quarter of them come, one in three pays."),
    ("de", "Nach 5-6 km ist man am Ziel.", "After 3-4 miles you are there."),
    ("fr", "À trois heures et demie, il partit.", "At half past three he left."),
    ("es", "A las ocho y media cierran.", "They close at half past eight."),
    ("de", "Bayern verlor 0:2 in Köln.", "Bayern lost 2-0 in Cologne."),
    ("de", "Kinder von 8-12 Jahren, um 9:15 Uhr", "Children of 8 to 12, at 9:15"),
    ("fr", "Le débat a duré deux heures et demie.", "The debate lasted two and a half hours."),
    ("fr", "Le débat a duré une heure et demie.", "The debate lasted 90 minutes."),
    ("cs", "Po roce a půl se vrátil.", "After a year and a half he returned."),
    ("ar", "بعد سنتين ونصف عاد.", "He returned after two and a half years."),
    ("tr", "İki buçuk milyon öğrenci sınava girdi.", "Two and a half million students sat the exam."),
    ("it", "Tra Quattrocento e Cinquecento.", "Between the fifteenth and sixteenth centuries."),
    ("de", "Seit vier Jahrhunderten steht die Burg.", "The castle has stood for 400 years."),
    ("cs", "Ve vzorcích byly kyselina i melamin.", "Both acid and melamine were in the samples."),
    ("tr", "Ve sonunda geldi.", "And in the end both came."),
    ("he", "במשך למעלה מאלף שנים", "For over a thousand years"),
    ("he", "שנים עשר איש", "Twelve people"),
    ("zh", "年发电量82万千瓦，隧道长18.9千米。", "It has 820,000 kilowatts; the tunnel is 18.9 kilometres long."),
    ("zh", "十三五规划完成。", "The 13th Five-Year Plan is complete."),
    ("zh", "新华社7月26日电", "Xinhua, July 26, 2020"),
    ("ru", "Еще $1 трлн и +8.8 градуса.", "Another $1 tln and +8.8 degrees."),
    ("ru", "Температура составит +22-25 градусов.", "The temperature will be +22 to +25 degrees."),
    ("pt", "Empatou com um golo aos 90+3.", "They drew with a goal in stoppage time."),
    ("fr", "Il a marqué à la 45e+2.", "He scored in the 47th minute."),
    ("uk", "Через рік і півроку.", "After a year, and half a year."),
]


@pytest.mark.parametrize(("lang", "source", "target", "wrong"), OTHER)
def test_another_part_result_or_half_is_found(
    make_document: MakeDocument, lang: str, source: str, target: str, wrong: str
) -> None:
    flags = NUMBERS.find(make_document(source, target, lang))
    assert [(flag.span.of(target), flag.severity) for flag in flags] == [(wrong, Severity.MAJOR)]


@pytest.mark.parametrize(("lang", "source", "target"), SAME)
def test_the_same_is_left_alone_however_it_is_said(
    make_document: MakeDocument, lang: str, source: str, target: str
) -> None:
    assert NUMBERS.find(make_document(source, target, lang)) == []
