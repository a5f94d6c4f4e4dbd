"""Numbers: what is read, what is flagged, and on how much sound text the check is silent."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from models.checks.numbers.numbers import NUMBERS
from models.checks.numerals.number_reading import read_numbers
from models.mqm import Category, Severity


@pytest.mark.parametrize(
    ("lang", "text", "values"),
    [
        ("en", "two hundred and five, twenty-five, 2.5 million", [205, 25, 2_500_000]),
        ("en", "five hundred thousand of 1,234", [500_000, 1234]),
        ("ar", "نحو 100 ألف وخمسة وعشرين", [100_000, 25]),
        ("ar", "الحادي عشر من ١٬٢٠٠٫٥", [11, 1200.5]),
        ("ar", "خمسمائة ثم ثلاثة ملايين", [500, 3_000_000]),
        ("de", "3,5 Millionen und fünfundzwanzig von 1.234", [3_500_000, 25, 1234]),
        ("fr", "quatre-vingt-dix-sept, soixante-quinze, 10 000", [97, 75, 10_000]),
        ("es", "doscientos cincuenta mil, mil millones", [250_000, 1_000_000_000]),
        ("ru", "двадцать пять тысяч и 3 млн", [25_000, 3_000_000]),
        ("zh", "3万，1.2亿，三百二十万，二〇一六", [30_000, 120_000_000, 3_200_000, 2016]),
        ("ro", "douăzeci și cinci de mii", [25_000]),
        ("et", "kakskümmend viis", [25]),
        ("fa", "۲۵ میلیون", [25_000_000]),
        ("it", "venticinque", [25]),
        ("tr", "yirmi beş bin", [25_000]),
        ("cs", "dvacet pět milionů", [25_000_000]),
        ("ne", "२५ हजार", [25_000]),
        ("xx", "sama 1234", [1234]),
        ("fr", "2 345,60 puis 48’000", [2345.6, 48_000]),
        ("ne", "३,२५,००,०००", [32_500_000]),
        ("en", "3.5 crore, 40 lakh, 2 lakh crore", [35_000_000, 4_000_000, 2 * 10**12]),
        ("es", "dos millones y medio, medio millón", [2_500_000, 500_000]),
        ("ar", "ثلاثة ملايين ونصف المليون", [3_500_000]),
        ("ar", "40 بالمئة ثم 30 في المئة", [40, 30]),
        ("ru", "полторы тысячи, два с половиной миллиона, двадцатипятилетний", [1500, 2_500_000, 25]),
        ("de", "anderthalb Millionen, 2 Mrd. 300 Mio., tausendneunhundertelf", [1_500_000, 2_300_000_000, 1911]),
        ("cs", "půldruhého milionu, pětatřicet, třicet pět, sedmdesátých", [1_500_000, 35, 35, 70]),
        ("ru", "двадцатое столетие, пятидесятилетний", [20, 50]),
        ("tr", "iki buçuk milyon, kırkbeş", [2_500_000, 45]),
        ("it", "tre milioni e mezzo, cinquantaduenne", [3_500_000, 52]),
        ("zh", "三点四万亿美元，一点二亿千瓦，一千三百余万元，三万五千亿", [3.4e12, 1.2e8, 1.3e7, 3.5e12]),
        ("zh", "九点四十五分", [9, 45]),
        ("ar", "ملياران وستمئة مليون ريال", [2.6e9]),
        ("ar", "\U000116d0 و 7", [7]),  # a digit that Python does not know yet
    ],
)
def test_reads(lang: str, text: str, values: list[float]) -> None:
    assert [q.value for q in read_numbers(text, lang)] == values


@pytest.mark.parametrize(
    ("lang", "source", "target"),
    [
        ("ar", "وصل 100 ألف شخص", "Some 100,000 people came"),
        ("ar", "وصل ١٢ ضيفا في العاشر من يناير", "Twelve guests came on the 10th of January"),
        ("ar", "في ستينيات القرن الماضي", "In the 1960s"),
        ("ar", "28/12/2021", "12/28/2021"),
        ("de", "am 10. Januar kamen 3,5 Millionen", "3.5 million came on January 10"),
        ("de", "in den 90er Jahren", "in the 1990s"),
        ("fr", "au XIVe siècle, 2 500 hommes", "in the 14th century, 2,500 men"),
        ("es", "la 2.ª vez, 5 mil personas", "the second time, 5,000 people"),
        ("zh", "3万人和1.2亿元", "30,000 people and 120 million yuan"),
        ("zh", "有400多万人", "over four million people"),
        ("cs", "30 metrů vysoký, 31 mil", "100 feet high, 31 miles"),
        ("ru", "в 17:30 пришли двадцать пять человек", "25 people came at 5:30 p.m."),
        ("pt", "entre 4,2 e 3,9 milhões", "between 4.2 and 3.9 million"),
        ("de", "Rufen Sie 0211-9876543 an", "Call 0211 987 6543"),
        ("fr", "le 3 avril 59", "on 3 April 1959"),
        ("de", "Saison 2018/2019", "the 2018-19 season"),
        ("it", "la pittura del Settecento", "painting of the 18th century"),
        ("de", "Abfahrt um 19.45 Uhr am 6.11.", "Departure at 7.45pm on 6 November"),
        ("fr", "40 km", "25 miles"),
        ("ru", "рост 178 см", "5 feet 10 inches tall"),
        ("de", "die Hälfte der Gäste", "50% of the guests"),
        ("et", "kolm ja pool miljonit", "3.5 million"),
        ("fr", "à des milliers de kilomètres", "thousands of miles away"),
        ("uk", "фреска 16 сторіччя", "a fresco of the 16th century"),
        ("de", "Umsatz: −12 %", "Sales were down 12%"),
        ("ru", "−20 градусов", "20 degrees below zero"),
        ("de", "14 Gäste kamen und gingen.\nSie sangen.", "Guests came.\nThe 14 left singing."),
        ("ar", "عاش رجل واحد", "One man lived"),
        ("ar", "", "In 2016 he came"),
        ("ar", "عام 2015\nقال ذلك", "He came\nHe said so in 2015"),
        ("de", "eine 72-stündige Feuerpause", "a three-day truce"),
        ("de", "eine Laufzeit von 24 Monaten", "valid for two years"),
        ("zh", "海拔五千米，两千千瓦", "at 5,000 metres, 2,000 kilowatts"),
        ("zh", "七分靠手艺，八旬老人", "70 per cent craft, says the man of 80"),
        ("ar", "بلغ العجز 3ر5 بالمائة", "the deficit was 5.3 per cent"),
        ("ar", "مستوى 028 9 مليون دينار", "9,028 million dinars"),
        ("ru", "умер на 79-м году жизни", "died at the age of 78"),
        ("de", "starb im 79. Lebensjahr", "died aged 78"),
        ("uk", "з дев'яносто восьмого року", "since 1998"),
        ("cs", "V Praze žijí", "The couple live in Prague"),
        ("ar", "بين البلدين", "between the two countries"),
        ("ar", "عقد الرجلان اجتماعا", "The two men held a meeting"),
        ("es", "el veinte por ciento", "one in five"),
        ("fr", "un neuf pièces", "a three-room flat"),
        ("de", "Drei kamen.\nVier sangen.", "Four sang.\nThree came."),
    ],
)
def test_silent_on_sound_text(make_document, lang: str, source: str, target: str) -> None:
    assert NUMBERS.find(make_document(source, target, lang)) == []


@pytest.mark.parametrize(
    ("lang", "source", "target", "wrong", "meant"),
    [
        ("ar", "قُتل 100 ألف شخص", "10,000 people were killed", "10,000", "100,000"),
        ("ar", "وصل ٢٥ ضيفا", "Some 52 guests came", "52", "25"),
        ("de", "3,5 Millionen Euro", "3.5 billion euros", "3.5 billion", "3,500,000"),
        ("fr", "en 2012", "in 2021", "2021", "2012"),
        ("zh", "3万人", "3,000 people", "3,000", "30,000"),
        ("de", "einundvierzig Schafe", "fifty-three sheep", "fifty-three", "41"),
        ("cs", "dvacet pět lidí", "forty people", "forty", "25"),
        ("ru", "25 тысяч человек", "forty-five thousand people", "forty-five thousand", "25,000"),
        ("de", "vor drei Wochen", "four weeks ago", "four", "3"),
        ("ru", "2 недели назад", "three weeks ago", "three", "2"),
        ("zh", "三年前", "two years ago", "two", "3"),
        ("de", "Einundzwanzig Menschen starben", "Twelve people died", "Twelve", "21"),
        ("tr", "beş kişi öldü", "Six people died", "Six", "5"),
    ],
)
def test_flags_a_changed_number(make_document, lang, source, target, wrong, meant) -> None:
    (flag,) = NUMBERS.find(make_document(source, target, lang))
    assert flag.span.of(target) == wrong
    assert (flag.severity, flag.category) == (Severity.MAJOR, Category.MISTRANSLATION)
    (evidence,) = flag.evidence
    assert evidence.meanings == (meant,)
    assert evidence.span is not None and evidence.span.of(source) == evidence.text


@pytest.mark.parametrize(
    ("lang", "source", "target", "wrong"),
    [
        ("de", "Es sind 70 Kilometer", "It is 70 miles", "70 miles"),
        ("es", "3 millones de euros", "3 million dollars", "3 million dollars"),
        ("fr", "28 degrés Celsius", "28 degrees Fahrenheit", "28 degrees Fahrenheit"),
        ("ru", "Было −22 градуса", "It was 22 degrees", "22"),
        ("de", "Es waren 13 Grad", "It was -13 degrees", "-13"),
    ],
)
def test_unit_currency_and_sign_belong_to_the_number(make_document, lang, source, target, wrong) -> None:
    (flag,) = NUMBERS.find(make_document(source, target, lang))
    assert (flag.span.of(target), flag.severity) == (wrong, Severity.MAJOR)


def test_the_next_sentence_excuses_no_wrong_number(make_document) -> None:
    source, target = "14 Tote\n14 Tote und 3 Verletzte", "3 dead\n14 dead and 3 injured"
    (flag,) = NUMBERS.find(make_document(source, target, "de"))
    assert (flag.span.start, flag.span.of(target)) == (0, "3")


def test_days_are_no_weeks_of_the_next_sentence(make_document) -> None:
    source = "بعد إغلاق دام 12 يوما\nبلغت 3 ملايين دينار"
    target = "after a closure of 21 days\namounted to 3 million dinars"
    assert [f.span.of(target) for f in NUMBERS.find(make_document(source, target))] == ["21"]


def test_two_changed_numbers_excuse_each_other_no_more_than_one(make_document) -> None:
    source = "Der Streik dauert drei Wochen.\nZwei Menschen wurden verletzt."
    target = "The strike will last four weeks.\nThree people were injured."
    assert [f.span.of(target) for f in NUMBERS.find(make_document(source, target, "de"))] == ["four", "Three"]


def test_message_is_for_an_editor(make_document) -> None:
    (flag,) = NUMBERS.find(make_document("قُتل 100 ألف شخص", "10,000 people were killed"))
    assert flag.message == "The source says 100 ألف (100,000); the translation says 10,000."


@pytest.mark.parametrize(
    ("lang", "source", "target", "told"),
    [
        ("ar", "في عام ٢٠٢٦", "in 2062", "The source says ٢٠٢٦ (2026); the translation says 2062."),
        ("zh", "２０２６年", "in 2062", "The source says ２０２６ (2026); the translation says 2062."),
        ("de", "etwa 2.026 Gäste", "some 2,062 guests", "The source says 2.026 (2,026); the translation says 2,062."),
        ("ru", "пришли 2 тысячи", "3,000 people came", "The source says 2 тысячи (2,000); the translation says 3,000."),
        ("ar", "وصل ٣٠٠٠ ضيف", "4,000 guests came", "The source says ٣٠٠٠ (3,000); the translation says 4,000."),
    ],
)
def test_what_may_be_a_year_is_told_without_a_separator(make_document, lang, source, target, told) -> None:
    (flag,) = NUMBERS.find(make_document(source, target, lang))
    assert flag.message == told


def test_added_and_lost_numbers_are_minor(make_document) -> None:
    (added,) = NUMBERS.find(make_document("جاء الرجل", "The man came in 2016"))
    assert (added.side, added.category, added.severity) == ("target", Category.ADDITION, Severity.MINOR)
    (lost,) = NUMBERS.find(make_document("جاء الرجل عام 2016", "The man came"))
    assert (lost.side, lost.category, lost.severity) == ("source", Category.OMISSION, Severity.MINOR)


@pytest.mark.parametrize(
    ("written", "right"), [("1.234", "1,234"), ("2,4", "2.4"), ("1.234.567", "1,234,567")]
)
def test_foreign_separators(make_document, written: str, right: str) -> None:
    (flag,) = NUMBERS.find(make_document(f"etwa {written} Meter", f"about {written} metres", "de"))
    assert flag.category is Category.NUMBER_FORMAT
    assert flag.replacements == (right,)


@pytest.mark.parametrize(
    ("lang", "source", "target", "instead"),
    [
        ("de", "Das Beben hatte die Stärke 5,6.", "The quake had a magnitude of 6.5.", ("5.6",)),
        ("de", "Der Schaden beträgt 300 Millionen Euro.", "The damage is 30 million euros.", ("300 million",)),
        ("de", "Der Gewinn stieg auf 2,5 Milliarden.", "Profit rose to 25 million.", ("2.5 billion",)),
        ("de", "Der Schaden beträgt 900 Euro.", "The damage is 9 million euros.", ("900",)),
        ("zh", "约26万人撤离", "About 26,000 people were evacuated", ("260,000",)),
        ("ar", "عام ٢٠٢١", "In the year 2012", ("2021",)),
        ("de", "Es kamen 1.234 Gäste.", "There were 1,243 guests.", ()),  # 1.234 may be little more than one
        ("de", "Es kamen achtzehn Gäste.", "There were eighty guests.", ()),  # words are for the editor
        ("ar", f"{'9' * 400} نجم", "There are 5 million stars.", ()),
    ],
)  # fmt: skip
def test_a_changed_number_is_offered_as_the_translation_would_write_it(
    make_document, lang: str, source: str, target: str, instead: tuple[str, ...]
) -> None:
    (flag,) = NUMBERS.find(make_document(source, target, lang))
    assert flag.side == "target" and flag.replacements == instead


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    source=st.text(st.sampled_from("0٣万三十 .,:/ألف وعشرين½aZ👩e\u0301<b>\n"), max_size=60),
    target=st.text(st.sampled_from("019 .,:/ten million½aZ👩e\u0301<b>\n-pm"), min_size=1, max_size=60),
    lang=st.sampled_from(["ar", "zh", "de", "fr", "", "xx"]),
)
def test_any_text_gives_spans_inside_it(make_document, source: str, target: str, lang: str) -> None:
    document = make_document(source, target, lang)
    flags = NUMBERS.find(document)
    assert flags == NUMBERS.find(document)
    for flag in flags:
        assert any(c.isalnum() for c in flag.span.of(document.article.text(flag.side)))


@pytest.mark.parametrize("digits", ["10000000000000000000000000", "٩" * 26, "9" * 400])
def test_a_number_of_any_length_is_told_as_it_is_written(make_document, digits: str) -> None:
    (flag,) = NUMBERS.find(make_document(f"{digits} نجم", "There are 5000000 stars.", "ar"))
    assert flag.message.startswith(f"The source says {digits}")
