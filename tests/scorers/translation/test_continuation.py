"""Cutting what a model goes on to say down to what answers to a passage; how alike a translation back is."""

from __future__ import annotations

import pytest

from models.scorers.reference import similarity_of_back
from models.scorers.translation.continuation import Gap, counterpart, is_enough, same
from models.spans import Span


def gap(marked: str, lang: str = "en") -> Gap:
    """A translation whose passage stands in brackets."""
    before, passage, after = marked.replace("]", "[").split("[")
    return Gap(before + passage + after, Span(len(before), len(before) + len(passage)), lang)


@pytest.mark.parametrize(
    ("marked", "said", "proposal"),
    [
        # it meets what follows
        ("The [house] burned down.", " home burned down.", "home"),
        ("The [house] burned down.", " old family home burned down.", "old family home"),
        ("The [house] burned down.", " very old family home burned down.", "very"),  # three words more: not met
        ("The [old family house] burned down.", " home burned down.", "home"),
        ("The [big] house burned.", " house burned.", ""),  # it would leave the passage out
        ("He [left], and she stayed.", " went, and she stayed.", "went"),
        ("He [left] and she stayed.", " went, and she stayed.", "went,"),
        ("He said he was [glad].", " happy.", "happy"),
        ("He said he was [glad]", " happy.", "happy."),
        ("The [house] BURNED down.", " home burned down.", "home"),
        ("The [house] and people.", " home or and people.", "home or"),
        ("Look [in] the old barn.", " at the barn.", "at"),  # one word met, where the passage's words end
        # it never does
        ("He [went home] at once.", " travelled to the capital of Egypt.", "travelled to"),
        ("He [left.] She stayed.", " travelled. Nobody stayed.", "travelled."),
        ("He [left, however,] at once.", " travelled, then, to Egypt.", "travelled, then,"),
        # the same, or nothing
        ("He [left] at once.", " left at once.", ""),
        ("He [left] at once.", " Left, then.", ""),
        ("He [left,] at once.", " left at once.", ""),
        ("He [left] at once.", "", ""),
        ("He [left] at once.", ".", ""),
        ("A [ﬁne] day.", " fine day.", ""),
        # never past the sentence
        ("He [went there] at once.", " slept. Then he went.", "slept"),
        ("[He went. She] stayed.", "He slept. They stayed.", "He slept. They"),
        # words of the text before go on, or marks stand at them
        ("The minister [in] Egypt.", "s of Egypt.", ""),
        ("The minister [in] Egypt.", ", of Egypt.", "of"),
        ("“[In] Egypt.”", "Of Egypt.”", "Of"),
        # no spaces
        ("部长[昨天]说价格上涨了。", "今天说价格上涨了。", "今天"),
        ("部长[昨天]说价格上涨了。", "早上说价格上涨了。", "早上"),
        ("قال [الرئيس] في مصر.", " الوزير في مصر.", "الوزير"),
    ],
)
def test_the_counterpart_of_a_passage(marked: str, said: str, proposal: str) -> None:
    lang = "zh" if "长" in marked else "ar" if "قال" in marked else "en"
    assert counterpart(gap(marked, lang), said, True) == proposal


@pytest.mark.parametrize(
    ("said", "proposal"),
    [
        (" hom", ""),  # the word may go on
        (" home bur", "home"),
        (" home burned dow", "home"),
        (" fine old home burned down", "fine"),  # "down" may go on: not met yet
        (" fine old home burned down.", "fine old home"),
    ],
)
def test_a_word_that_may_go_on_is_not_whole(said: str, proposal: str) -> None:
    assert counterpart(gap("The [house] burned down."), said, False) == proposal


@pytest.mark.parametrize(
    ("marked", "said", "enough"),
    [
        ("The [house] burned down again.", " home burned", False),
        ("The [house] burned down again.", " home burned down", False),
        ("The [house] burned down again.", " home burned down ag", True),
        ("The [house] burned down.", " one two three four five", False),
        ("The [house] burned down.", " one two three four five six", True),
        ("The [house] burned down.", " home. The", True),
        ("The [house] burned down.", "s", True),
    ],
)
def test_when_enough_was_said(marked: str, said: str, enough: bool) -> None:
    assert is_enough(gap(marked), said) is enough


@pytest.mark.parametrize("marked", ["The [house] burned down.", "He [went home] at once. She stayed.", "[He]"])
@pytest.mark.parametrize("more", ["", " and more", ". Then he went", "s burned down at once in a row"])
def test_more_of_what_was_said_would_not_change_the_answer(marked: str, more: str) -> None:
    whole = f" home burned down in the old town at once{more}"
    enough = next(size for size in range(len(whole)) if is_enough(gap(marked), whole[:size]))
    assert counterpart(gap(marked), whole[:enough], False) == counterpart(gap(marked), whole, False)


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [("Left", "left,", True), ("«left»", "left", True), ("left", "right", False), ("a b", "ab", False)],
)
def test_case_and_edges_do_not_make_another_wording(one: str, other: str, alike: bool) -> None:
    assert same(one, other) is alike


@pytest.mark.parametrize(
    ("back", "source", "low", "high"),
    [
        ("قال الوزير في مصر.", "قال الوزير في مصر.", 1.0, 1.0),
        ("قال الرئيس في مصر.", "قال الوزير في مصر.", 0.4, 0.8),
        ("xyz", "قال الوزير في مصر.", 0.0, 0.0),
        ("", "قال", 0.0, 0.0),
        ("قال", "", 0.0, 0.0),
        ("部长说。", "部长说了。", 0.3, 0.9),
    ],
)
def test_the_similarity_of_a_translation_back(back: str, source: str, low: float, high: float) -> None:
    assert low - 1e-9 <= similarity_of_back(back, source) <= high + 1e-9
