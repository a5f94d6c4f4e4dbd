"""Figures that the source has too, about which the model cannot be right."""

import pytest

from models.article import Segment
from models.checks.numbers.agreeing_figures import figures_agree
from models.languages import LanguagePair
from models.spans import Span


@pytest.mark.parametrize(
    ("lang", "source", "target", "place", "agree"),
    [
        ("ar", "بلغت الأضرار 3 ملايين دينار.", "The damage amounted to 3 million dinars.", "3 million dinars", True),
        ("ar", "بلغت الأضرار 3 ملايين دينار.", "The damage amounted to 4 million dinars.", "4 million dinars", False),
        ("de", "Die Arbeiten dauern vier Wochen.", "The work will take four weeks.", "four weeks", True),
        ("de", "Die Arbeiten dauern drei Wochen.", "The work will take four weeks.", "four weeks", False),
        ("de", "Er lief 20 Kilometer.", "He ran 20 miles.", "20 miles", False),  # another measure
        ("de", "Acht Tote, acht Verletzte.", "Eight dead, eight hurt.", "eight hurt", True),
        ("de", "Acht Tote, neun Verletzte.", "Eight dead, eight hurt.", "eight hurt", False),  # oftener than there
        ("de", "Die Arbeiten dauern vier Wochen.", "The work will take four weeks.", "The work", False),  # no figure
        ("tr", "Toplantı Kasım ayında yapılacak.", "The meeting will be held in November.", "in November", True),
        ("tr", "Toplantı Ekim ayında yapılacak.", "The meeting will be held in November.", "in November", False),
        ("ar", "الخميس 5 مايو", "Thursday, 5 May", "Thursday, 5 May", True),
        ("ar", "الأربعاء 5 مايو", "Thursday, 5 May", "Thursday, 5 May", False),
        ("de", "am 3.10.1990", "in October 1990", "in October", True),
        ("de", "Im Mai fehlten 4 von 9 Booten.", "In May 4 of 7 boats were missing.", "4 of 7", False),  # one of two
    ],
)
def test_figures_agree(lang: str, source: str, target: str, place: str, agree: bool) -> None:
    begin = target.index(place)
    segment = Segment("s1", source, target, Span(0, len(source)), Span(0, len(target)))
    assert figures_agree(segment, LanguagePair(lang, "en"), Span(begin, begin + len(place))) is agree
