"""Numbers in words, as each language says them: a hundred, duals, case endings, hours, parts."""

from __future__ import annotations

import pytest

from models.checks.numbers.numbers import NUMBERS
from models.checks.numerals.number_reading import read_numbers
from models.mqm import Severity


@pytest.mark.parametrize(
    ("lang", "text", "values"),
    [
        ("ar", "بعد يومين ثم ساعتين، مرتان", [2, 2, 2]),
        ("he", "לפני יומיים, פעמיים, שנתיים", [2, 2, 2]),
        ("tr", "ikiye, üçte biri, altısının, yüze yakın, iki yüzden fazla", [2, 3, 6, 100, 200]),
        ("tr", "Beşiktaş kazandı", []),
        ("ru", "трое, семеро, двумястами, трёхстах, втрое, двухнедельный, четвёртый", [3, 7, 200, 300, 3, 2, 4]),
        ("uk", "троє, двічі, трьомстам, півтораста", [3, 2, 300, 150]),
        ("cs", "oba, dvakrát, dvě stovky, pětina", [2, 2, 200, 5]),
        ("et", "kahele, kolmest, neljakümneaastased", [2, 3, 40]),
        ("it", "settant'anni, diciottenne, una decina, un migliaio", [70, 18, 1, 10, 1000]),
        ("it", "la cucina trentina", []),
        ("fr", "moins d'une minute, une dizaine, deux tiers", [1, 1, 10, 2]),
        ("es", "un centenar, una veintena, dos tercios", [100, 1, 20, 2]),
        ("pt", "uma centena, um terço", [100, 1, 3]),
        ("ro", "o treime, un sfert, amândoi", [1, 3, 1, 0.25, 2]),
        ("ne", "दुई सयभन्दा बढी", [200]),
        ("si", "එකසිය විස්සක්, හාරසියයක්, දහඅට, විසි තුනක, ලක්ෂ දහයක", [120, 400, 18, 23, 1_000_000]),
        ("en", "a couple, threefold, two thirds", [2, 3, 2]),
        ("fa", "هفده‌ساله، دختر سیزده‌ساله‌ای، یک‌سوم، سه‌شنبه", [17, 13, 3]),
        ("he", "שישה-עשר אלף", [16_000]),
        ("tr", "4 bin 69 lira, on beşinden, yarısından", [4069, 15, 0.5]),
    ],
)
def test_reads(lang: str, text: str, values: list[float]) -> None:
    assert [q.value for q in read_numbers(text, lang)] == values


@pytest.mark.parametrize(
    ("lang", "text", "is_said"),
    [
        ("de", "hundert Menschen", True),
        ("de", "Hunderte Menschen", False),
        ("ru", "тысячу рублей", True),
        ("ru", "тысячи рублей", False),
        ("en", "a hundred people", True),
        ("en", "several hundred people", False),
        ("ar", "ألف دينار", True),
        ("ar", "آلاف الدنانير", False),
    ],
)
def test_a_scale_alone_is_a_number_where_it_means_one(lang: str, text: str, is_said: bool) -> None:
    (number,) = read_numbers(text, lang)
    assert number.spelled is is_said


@pytest.mark.parametrize(
    ("lang", "source", "target", "wrong", "meant"),
    [
        ("de", "Es kamen hundert Gäste", "Two hundred guests came", "Two hundred", "100"),
        ("ru", "Пришла тысяча человек", "A hundred people came", "hundred", "1000"),
        ("ar", "توقفت المصانع لمدة شهرين", "The factories stood still for three months", "three", "2"),
        ("ar", "نجا ثلثا الركاب", "A third of the passengers survived", "third", "2"),
        ("pt", "dois terços das urgências", "a third of emergency shifts", "third", "2"),
        ("he", "המפעל נסגר ליומיים", "The plant closed for four days", "four", "2"),
        ("tr", "Ölü sayısı ikiye yükseldi", "The death toll rose to three", "three", "2"),
        ("de", "Drei von einer Gruppe", "Four of one group", "Four", "3"),
        ("zh", "损失两万三", "Losses came to 2,300", "2,300", "23,000"),
    ],
)
def test_flags_a_changed_one(make_document, lang: str, source: str, target: str, wrong: str, meant: str) -> None:
    (flag,) = NUMBERS.find(make_document(source, target, lang))
    assert (flag.span.of(target), flag.severity, flag.evidence[0].meanings) == (wrong, Severity.MAJOR, (meant,))


@pytest.mark.parametrize(
    ("lang", "source", "target"),
    [
        ("cs", "Vlak odjíždí v sedm patnáct", "The train leaves at 7.15"),
        ("cs", "Začíná v půl osmé", "It starts at 7.30"),
        ("de", "Um halb acht begann es", "It began at half past seven"),
        ("de", "Um Viertel vor neun", "At 8.45"),
        ("fr", "Rendez-vous à neuf heures moins le quart", "Meet at 8.45"),
        ("ar", "في السابعة والنصف", "At 7.30"),
        ("ru", "Магазин работал трое суток", "The shop was open for 72 hours"),
        ("ru", "За сутки выпал снег", "Snow fell within 24 hours"),
        ("fr", "sous quinze jours", "within two weeks"),
        ("fr", "en moins d'une minute", "in less than 60 seconds"),
        ("uk", "понад п'ять століть тому", "more than 500 years ago"),
        ("tr", "40 yıl aradan sonra", "after four decades"),
        ("es", "hace cuatro décadas", "40 years ago"),
        ("fa", "رشد اقتصادی از ۳/۲ درصد فراتر نرفت", "Growth did not exceed 3.2 per cent"),
        ("ar", "تضاعفت الأرباح ثلاث مرات في العامين", "Profits rose threefold in two years"),
        ("it", "fasce garantite dalle 18 alle 21", "guaranteed between 6 and 9 in the evening"),
        ("it", "il culmine poco dopo le 22", "reaches its maximum just past ten"),
        ("es", "en el primer cuarto de hora", "inside the first fifteen minutes"),
        ("ru", "третий месяц живёт без тепла", "without heat for over two months"),
        ("he", "ובשנים עשר החודשים האחרונים", "over the past twelve months"),
        ("zh", "账上趴着八个亿现金", "800 million in cash"),
        ("zh", "掷出六十七米零八", "threw 67.08 m"),
        ("zh", "有期徒刑一年半", "jailed for 18 months"),
        ("zh", "仅及目标的一半", "just 50 percent of the target"),
        ("pt", "um navio quinhentista", "a sixteenth-century ship"),
        ("tr", "mevsim normallerinin 8 derece altına", "8 degrees below the seasonal average"),
        ("cs", "spoj v sedm patnáct", "the 7.15 morning bus service"),
        ("de", "Tags bis 24 Grad, nachts Bodenfrost", "highs of 24 degrees, and ground frost at night"),
        ("uk", "перейшли на чотириденний тиждень", "switched to a four-day week"),
        ("fr", "avant vingt heures", "before eight in the evening"),
        ("de", "verdreifacht, Kinder unter fünf Jahren", "threefold, children under the age of five"),
        ("uk", "дев'ятсот листівок Першої світової", "nine hundred First World War postcards"),
        ("zh", "较估价高出近三倍", "nearly four times its estimate"),
        ("zh", "体重不足九十斤", "under 45 kilos"),
        ("zh", "八萬年前", "eighty millennia ago"),
        ("uk", "вивезена у вісімнадцятому році", "taken away in 1918"),
        ("uk", "заморозки до трьох градусів", "frost down to minus three degrees"),
        ("zh", "少花十九块五", "pay 19.50 yuan less"),
        ("cs", "Dvanáct ze čtrnácti obviněných", "all but two of the fourteen accused"),
        ("es", "Cinco de los nueve votaron a favor", "by five votes to four"),
    ],
)
def test_silent_on_the_same_said_otherwise(make_document, lang: str, source: str, target: str) -> None:
    assert NUMBERS.find(make_document(source, target, lang)) == []
