"""The only year or named day of a sentence against another one is a serious error, whatever else is counted there."""

from __future__ import annotations

import pytest

from models.checks.numbers.numbers import NUMBERS
from models.mqm import Severity


@pytest.mark.parametrize(
    ("lang", "source", "target", "wrong", "severity"),
    [
        ("de", "1926 kamen 340 Gäste", "In 1962 some 430 guests came", "1962", Severity.MAJOR),
        ("fr", "Le 4 avril, 25 députés ont voté", "On 14 April, 52 deputies voted", "14", Severity.MAJOR),
        ("ru", "Четвёртого апреля пришли 25 депутатов", "On 14 April 52 deputies came", "14", Severity.MAJOR),
        ("ar", "في الرابع من أبريل", "On 14 April", "14", Severity.MAJOR),
        ("de", "1926 und 1934 kamen 340 Gäste", "In 1962 and 1934 some 430 guests came", "1962", Severity.MINOR),
        ("fr", "Le 4 avril, 25 députés ont voté", "On 14 May, 52 deputies voted", "14", Severity.MINOR),
        ("de", "340 Gäste und 25 Kellner", "430 guests and 52 waiters", "430", Severity.MINOR),
    ],
)
def test_severity(make_document, lang: str, source: str, target: str, wrong: str, severity: Severity) -> None:
    flags = {flag.span.of(target): flag.severity for flag in NUMBERS.find(make_document(source, target, lang))}
    assert flags[wrong] is severity


@pytest.mark.parametrize(
    ("lang", "source", "target"),
    [
        ("ru", "Четвёртого апреля", "On 4 April"),
        ("ar", "في الخامس عشر من يونيو", "On June 15"),
        ("es", "el veinticinco de mayo", "on the 25th of May"),
        ("de", "am vierten April", "on April the fourth"),
        ("uk", "двадцять першого серпня", "on 21 August"),
        ("de", "Anfang April", "in early April"),
    ],
)
def test_silent_on_the_same_day(make_document, lang: str, source: str, target: str) -> None:
    assert NUMBERS.find(make_document(source, target, lang)) == []
