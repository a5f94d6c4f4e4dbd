"""Dates and times: impossible ones, and months, weekdays and times that the source has otherwise."""

from __future__ import annotations

import pytest

from models.checks.dates.dates import DATES
from models.checks.words.calendar_names import find_names
from models.mqm import Category, Severity


@pytest.mark.parametrize(
    ("lang", "text", "kind", "numbers"),
    [
        ("ar", "في يناير/كانون الثاني", "months", [1, 1]),
        ("ar", "وفي تشرين الأول والاثنين، وقال أحد", "months", [10]),
        ("ar", "والإثنين والأحد، وقال أحد", "days", [0, 6]),
        ("ru", "в январе и марте", "months", [1, 3]),
        ("uk", "у січні", "months", [1]),
        ("de", "am Mittwoch", "days", [2]),
        ("zh", "周一和星期日", "days", [0, 6]),
        ("zh", "12月3日", "months", [12]),
        ("he", "בינואר", "months", [1]),
        ("en", "they may march in May", "months", [5]),
        ("xx", "January", "months", []),
    ],
)
def test_finds_names(lang, text, kind, numbers) -> None:
    found = find_names(text, lang, kind)
    assert [name.number for name in found] == numbers
    assert all(name.span.of(text) == name.text for name in found)


@pytest.mark.parametrize(
    ("wrong", "target"),
    [
        ("31 June", "On 31 June they met."),
        ("30th of February", "On the 30th of February they met."),
        ("February 30", "On February 30, they met."),
        ("29 February 2021", "On 29 February 2021 they met."),
        ("31/02/2021", "Updated 31/02/2021 by us."),
        ("13/13/2021", "Updated 13/13/2021."),
        ("2021-02-30", "Updated 2021-02-30."),
        ("3/4/20219:15", "Updated 3/4/20219:15 AM"),
        ("25:61", "They met at 25:61 in the hall."),
        ("15:30 PM", "They met 15:30 PM in the hall."),
    ],
)
def test_flags_the_impossible_without_a_source(make_document, wrong: str, target: str) -> None:
    (flag,) = DATES.find(make_document(None, target))
    assert flag.category is Category.DATE_FORMAT
    assert wrong.startswith(flag.span.of(target)) or flag.span.of(target) in wrong


@pytest.mark.parametrize(
    "target",
    [
        "On 29 February 2020, 31 January and 30/04/2021 they met.",
        "In June 31 people came; May 68 is remembered.",
        "Psalm 119:105, a score of 105:98 and version 2.31.21.",
        "Updated 28/12/2021, 12/28/2021 and 2021-12-28 11:04 AM.",
        "At 12:00 p.m. and 23:59 GMT, 24:00 and 0:30 am.",
    ],
)
def test_silent_on_possible_dates(make_document, target: str) -> None:
    assert DATES.find(make_document(None, target)) == []


@pytest.mark.parametrize(
    ("lang", "source", "target", "wrong", "right"),
    [
        ("ar", "قال الاثنين إنه جاء", "He said on Tuesday that he came", "Tuesday", ("Monday",)),
        ("ar", "في كانون الثاني الماضي", "last February", "February", ("January",)),
        ("ru", "в марте прошлого года", "in August last year", "August", ()),
        ("ru", "в ночь на пятницу", "on Tuesday night", "Tuesday", ("Friday",)),
        ("uk", "у травні", "in March", "March", ("May",)),
        ("he", "במאי", "since March", "March", ()),
        ("fr", "fermé depuis mai", "closed since March", "March", ("May",)),
        ("zh", "三月", "in May", "May", ()),
        ("ne", "मार्चमा", "in May", "May", ("March",)),
        ("uk", "у четвер", "on Tuesday", "Tuesday", ("Thursday",)),
        ("de", "am Dienstag um neun", "on Friday at nine", "Friday", ("Tuesday",)),
        ("zh", "12月3日", "on September 3", "September", ("December",)),
        ("de", "um 17:30 Uhr", "at 5:40 p.m.", "5:40 p.m", ()),
        ("ar", "الساعة 10:00 AM", "at 22:00", "22:00", ()),
    ],
)
def test_flags_what_the_source_has_otherwise(make_document, lang, source, target, wrong, right) -> None:
    (flag,) = DATES.find(make_document(source, target, lang))
    assert flag.span.of(target) == wrong
    assert (flag.category, flag.severity) == (Category.MISTRANSLATION, Severity.MAJOR)
    assert not right or flag.replacements == right
    (evidence,) = flag.evidence
    assert evidence.span is not None and evidence.span.of(source) == evidence.text


@pytest.mark.parametrize(
    ("lang", "source", "target"),
    [
        ("ar", "الاثنين في يناير/كانون الثاني", "on Monday in January"),
        ("ar", "الثلاثاء المقبل", "next week"),
        ("ar", "غدا", "on Tuesday"),
        ("ru", "в среду, 9 мая", "on Wednesday, May 9"),
        ("de", "um 17:30 Uhr und um 9.15 Uhr", "at 5:30 p.m. and at 9:15 a.m."),
        ("fr", "à 17h30", "at 5:30 pm"),
        ("zh", "1月，周日", "in January, on Sunday"),
        ("de", "bis Ende Juni", "before July"),
        ("fa", "یک‌شنبه تعطیل شد", "closed on Sunday"),
        ("ru", "в ночь на пятницу", "on Thursday night"),
        ("de", "in der Nacht auf Freitag", "on Thursday night"),
        ("cs", "v noci na pátek", "overnight on Thursday"),
        ("uk", "у травні", "in May"),
        ("fr", "fermé en mars", "closed in March"),
        ("fr", "une sonde vers Mars en orbite", "a probe to Mars orbits in May"),
        ("ar", "في الساعة الحادية عشر صباحا", "at around 11 a.m."),
        ("ar", "الاثنين\nجاء", "He came\non Monday"),
        ("xx", "lundo", "on Tuesday"),
    ],
)
def test_silent_where_they_agree(make_document, lang: str, source: str, target: str) -> None:
    assert DATES.find(make_document(source, target, lang)) == []
