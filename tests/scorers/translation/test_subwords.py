"""Where the subwords of translation models stand in a text."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from models.scorers.files import ModelFiles
from models.scorers.translation.network import TranslationNetwork
from models.scorers.translation.scorer import TranslationScorer
from models.scorers.translation.subwords import locate
from scorers.tiny_models import CHECKSUM, ENGLISH, SETTINGS, TEXTS
from scorers.translation.tiny_translation import FAMILIES, make

ODD = st.text(
    st.sampled_from([*"ae .ﬁ½ﷺ¨Ⅷ가ｶﾞÅ̧⁉…", "\u0301", "\u1100", "\u1161", "\u200b", "\ufeff", "\xad", "\u3000", "\x07"]),
    min_size=1,
    max_size=20,
)


@pytest.fixture(scope="module")
def networks(tmp_path_factory: pytest.TempPathFactory) -> dict[str, TranslationNetwork]:
    place = tmp_path_factory.mktemp("models")
    return {
        family: TranslationScorer.load(ModelFiles(make(family, place / family), SETTINGS, CHECKSUM)).network
        for family in FAMILIES
    }


@pytest.mark.parametrize(
    ("text", "cut", "places"),
    [
        ("ab cd", {"ab": [(0, 1), (1, 2)], "cd": [(0, 2)]}, [(0, 1), (1, 2), (3, 5)]),
        ("ab", {"ab": [(0, 0), (0, 2)]}, [(0, 1), (0, 2)]),
        ("ﬁn", {"ﬁn": [(0, 0), (0, 1), (1, 2)]}, [(0, 1), (0, 1), (1, 2)]),
        ("ab", {"ab": [(0, 2), (2, 2)]}, [(0, 2), (1, 2)]),
        ("  \n", {}, []),
    ],
)
def test_subwords_are_found_in_the_text(
    text: str, cut: dict[str, list[tuple[int, int]]], places: list[tuple[int, int]]
) -> None:
    found = locate(lambda chunk: [(7, *place) for place in cut[chunk]], text)
    assert [(subword.start, subword.end) for subword in found] == places


@pytest.mark.parametrize("family", FAMILIES)
@pytest.mark.parametrize("marks", ["e\u0301.a\u0301!", "é.á!", "ﬁ.½!", "👩\u200d🚀.漢!", "가.\u1100\u1161!"])
def test_a_full_stop_stands_where_it_is(networks: dict[str, TranslationNetwork], family: str, marks: str) -> None:
    """Whatever is composed, taken apart or unknown before it."""
    found = networks[family].subwords(marks)
    stop = networks[family].subwords(".")[-1].id
    assert [(one.start, one.end) for one in found if one.id == stop] == [(marks.index("."), marks.index(".") + 1)]


def dropped(network: TranslationNetwork, text: str) -> bool:
    """True when the tokenizer leaves nothing of a text but the space before it."""
    ids = [one.id for one in network.subwords(text)]
    return network.tokenizer.unk_token_id not in ids and not network.text(ids)


@pytest.mark.parametrize("family", FAMILIES)
@settings(max_examples=200)
@given(text=TEXTS | ODD)
@example(text=ENGLISH)
@example(text="\u00a8\u00bd ﬁne Ⅷ ﷺ. e\u0301 ǆ ½½ 가\u1100\u1161 \u200d x\u200dy \u064b")
@example(text="</s> <pad> __en__ eng_Latn >>deu<< a")
def test_subwords_stand_in_order_and_cover_the_text(
    networks: dict[str, TranslationNetwork], family: str, text: str
) -> None:
    network = networks[family]
    found = network.subwords(text)
    assert all(0 <= one.start < one.end <= len(text) for one in found)
    assert [one.start for one in found] == sorted(one.start for one in found)
    assert [one.end for one in found] == sorted(one.end for one in found)
    covered = {place for one in found for place in range(one.start, one.end)}
    assert not any(text[place].isspace() for place in covered)
    for place, character in enumerate(text):
        assert place in covered or character.isspace() or dropped(network, character), (place, found)
