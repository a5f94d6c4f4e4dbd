"""The same number said otherwise is right; a plain change of the same kind is found."""

from __future__ import annotations

import pytest

from models.checks.numbers.numbers import NUMBERS
from tests.checks.conftest import MakeDocument

CASES = [
    # language, source, a sound translation, a wrong one, what is flagged in it
    ("es", "Esperaron año y medio", "They waited 18 months", "They waited 28 months", "28"),
    ("fr", "La séance a duré deux heures et demie", "The session took 150 minutes", "It took 250 minutes", "250"),
    ("it", "Attesero un anno e mezzo", "They waited a year and a half", "They waited 28 months", "28"),
    ("cs", "Čekali rok a půl", "They waited 18 months", "They waited 28 months", "28"),
    ("ar", "انتظروا سنة ونصف السنة", "They waited 18 months", "They waited 28 months", "28"),
    ("he", "הטיסה נמשכה שעה וחצי", "The flight took 90 minutes", "The flight took 190 minutes", "190"),
    ("he", "ברוחב שלושה מטרים וחצי", "3.50 metres wide", "13.50 metres wide", "13.50"),
    ("ar", "الطريق مغلق منذ 24 ساعة", "The road has been closed for a day", "It was closed for 42 hours", "42"),
    ("ar", "1.0 بالمائة سنة 2016 مقابل 1.1 سنة 2015", "1.0 percent in 2016, 1.1 the year before",
     "1.0 percent in 2016, 1.1 in 2014", "2014"),
    ("ar", "شاب في العقد الثالث من عمره", "a young man aged between 20 and 30", "a man aged 45", "45"),
    ("ro", "A sunat la 112", "He made the emergency call", "He called 114", "114"),
    ("ru", "ушёл из жизни на 102-м году", "died at the age of 101", "died at the age of 120", "120"),
    ("fr", "mort dans sa quatre-vingt-treizième année", "died aged 92", "died aged 82", "82"),
    ("fr", "hausse au quatrième trimestre", "up in the final three months", "up in the final 13 months", "13"),
    ("es", "en la segunda quincena de mayo", "in the second half of May", "in the last 25 days of May", "25"),
    ("it", "un gol al novantesimo", "a 90th-minute goal", "a 19th-minute goal", "19"),
    ("it", "il fegato di un'ultranovantenne", "the liver of a donor over 90", "of a donor over 80", "80"),
    ("cs", "rekord na 472 centimetrů", "a record of 4.72 metres", "a record of 4.27 metres", "4.27"),
    ("cs", "stopadesátikilometrová rychlost", "driving at 150 km/h", "driving at 130 km/h", "130"),
    ("cs", "Projekt stojí 4 mld. 200 mil. korun", "It costs 4.2 billion crowns", "It costs 42 billion", "42 billion"),
    ("ru", "в честь столетия института", "the institute is 100 years old", "the institute is 150 years old", "150"),
    ("ru", "задержка на час с четвертью", "delayed by 75 minutes", "delayed by 35 seconds", "35"),
    ("uk", "зросла в півтора раза", "is up 50 per cent", "is up 15 per cent", "15"),
    ("fa", "زندان در دهه شصت", "prison in the 1980s", "prison in the 1950s", "1950"),
    ("fa", "بدهی ۱/۶ میلیارد دلاری", "a debt of 1.6 billion dollars", "a debt of 6.1 billion dollars", "6.1 billion"),
    ("zh", "十六兆瓦风电机组", "a 16-megawatt turbine", "a 60-megawatt turbine", "60"),
    ("zh", "人口翻了两番", "The population quadrupled", "The population grew by 8", "8"),
    ("zh", "一口水井，深约四丈", "a well some 13 metres deep", "a well some 45 metres deep", "45"),
    ("zh", "绕行百里", "go 50 kilometres out of their way", "go 500 kilometres out of their way", "500"),
    ("fr", "Il mesure 1 m 85", "He is 1.85 metres tall", "He is 2.58 metres tall", "2.58"),
    ("de", "einer von den 68ern", "one of the 1968 generation", "one of the 1986 generation", "1986"),
    ("uk", "палац ХІХ століття", "a palace of the 19th century", "a palace of the 18th century", "18"),
    ("ne", "अठचालीस बालबालिका आए", "48 children came", "Eighty-four children came", "Eighty-four"),
    ("si", "මිලියන එකහමාරක් පැමිණියහ", "1.5 million came", "3.5 million came", "3.5 million"),
    ("ar", "يكلف مليونين و350 ألف دينار", "It costs 2.35 million dinars", "It costs 3.25 million", "3.25 million"),
    ("cs", "zlato na třech kilometrech", "the 3,000-metre title", "the 5,000-metre title", "5,000"),
    ("ar", "تقدمت الأشغال بنسبة 50 في المائة", "the works are at the halfway mark", "the works are 15% done", "15"),
    ("ar", "خالف أحد القضاة الثلاثة رأي زميليه", "one judge opposed the other two", "one of four judges", "four"),
    ("de", "kein Verein mehr im Achtelfinale", "no club left in the last 16", "no club left in the last 18", "18"),
    ("fr", "indemniser à hauteur de 100 %", "full compensation", "compensation of 10 per cent", "10"),
    ("ru", "К концу века льда не будет", "There will be no ice by 2100", "There will be no ice by 2150", "2150"),
    ("pt", "na primeira quinzena de maio", "in the first fortnight of May", "in the first 25 days of May", "25"),
    ("ru", "долг около полумиллиарда рублей", "almost 500 million rubles", "almost 5 million rubles", "5 million"),
    ("ar", "مفاوضات دامت ستاً وثلاثين ساعة", "negotiations of 36 hours", "negotiations of 46 hours", "46"),
    ("zh", "临期食品一律四折出售", "food is sold at 60 per cent off", "food is sold at 30 per cent off", "30"),
    ("it", "quattro quintali di hashish", "400 kilograms of hashish", "900 kilograms of hashish", "900"),
    ("es", "Italia y otros cuatro países", "Italy is among five states", "Italy is among six states", "six"),
    ("es", "Estaba en sus veintes", "He was in his 20s", "He was in his 40s", "40"),
    ("fa", "به یک‌سوم دهه هشتاد رسیده است", "a third of the 1380s (2001–2011)", "a third of the 1350s", "1350"),
    ("de", "wirklich rund um die Uhr besetzt", "staffed 24/7 indeed", "staffed 23 hours a day", "23"),
]  # fmt: skip


@pytest.mark.parametrize(("lang", "source", "sound", "wrong", "flagged"), CASES)
def test_sound_and_wrong(
    make_document: MakeDocument, lang: str, source: str, sound: str, wrong: str, flagged: str
) -> None:
    assert NUMBERS.find(make_document(source, sound, lang)) == []
    flags = NUMBERS.find(make_document(source, wrong, lang))
    assert [True for flag in flags if flag.side == "target" and flag.span.of(wrong).startswith(flagged)] == [True]


UNITS = [
    ("he", 'המרחק הוא 15 ק"מ', "The distance is 15 kilometres", "15 miles"),
    ("si", "දුර කිලෝමීටර 20 කි", "The distance is 20 kilometres", "20 miles"),
    ("pt", "A distância é de 20 quilómetros", "The distance is 20 kilometres", "20 miles"),
    ("de", "Die Ladung wiegt 5 Tonnen", "The load weighs 5 tonnes", "5 kilograms"),
    ("es", "Pesa 300 gramos", "It weighs 300 grams", "300 kilograms"),
    ("fr", "La centrale produit 500 mégawatts", "The plant produces 500 megawatts", "500 gigawatts"),
    ("it", "Il muro è spesso 30 millimetri", "The wall is 30 millimetres thick", "30 centimetres"),
    ("zh", "票价100元", "A ticket costs 100 yuan", "100 dollars"),
    ("zh", "工程历时5天", "The work took 5 days", "5 weeks"),
    ("fa", "قیمت بلیت ۱۰۰ تومان است", "A ticket costs 100 tomans", "100 dollars"),
    ("si", "ප්‍රවේශ පත්‍රයක් රුපියල් 100 කි", "A ticket costs 100 rupees", "100 dollars"),
]


@pytest.mark.parametrize(("lang", "source", "sound", "other"), UNITS)
def test_units_by_any_name(make_document: MakeDocument, lang: str, source: str, sound: str, other: str) -> None:
    assert NUMBERS.find(make_document(source, sound, lang)) == []
    wrong = f"It is {other}"
    assert [flag.span.of(wrong) for flag in NUMBERS.find(make_document(source, wrong, lang))] == [other]


@pytest.mark.parametrize(
    ("lang", "source", "target"),
    [
        ("tr", "mevsim normallerinin 6 ila 8 derece altına inecek", "will fall 6 to 8 degrees below seasonal norms"),
        ("ar", "بين 8 و 13 درجة ولا تتجاوز 4", "between 8 and 13 degrees but not below 4"),
        ("de", "bis 13 Grad, sieben weniger als gestern", "up to 13 degrees, seven below yesterday's value"),
        ("de", "es wurden 13 Grad, keine fünf Grad", "it was 13 degrees, not below five degrees"),
        ("ru", "−8 градусов", "eight degrees below on Monday"),
        ("ar", "قُتل متسلقان وفُقد ثالث", "two climbers died and another is missing"),
        ("cs", "Úmrtnost klesla na čtvrtinu", "Mortality has dropped by three quarters"),
        ("de", "Der Bestand sank auf ein Drittel", "Stocks fell by two thirds"),
        ("zh", "以五百万元交保", "Bail was set at NT$5 million"),
        ("zh", "支持者占七成五", "three out of four are in favour"),
        ("zh", "投票率未过半", "fewer than 50 percent of voters took part"),
        ("zh", "在台湾，票价100元", "In Taiwan a ticket costs 100 dollars"),
        ("de", "Die Wohnung hat 80 Quadratmeter", "The flat has 860 square feet"),
        ("ru", "передачи носит через день второй месяц", "she brings parcels every second day, for two months"),
    ],
)
def test_silent_on_what_may_be_the_same(make_document: MakeDocument, lang: str, source: str, target: str) -> None:
    assert NUMBERS.find(make_document(source, target, lang)) == []
