"""Who is asked in a chain, whose numbers are taken, and what the report says of it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cascade.stubs import Stub, estimator, rows
from models.cascade import ModelCascade, joined
from models.checker import estimator_names
from models.errors import InvalidInput, ModelUnavailable
from models.languages import UNTOLD_INTO_ENGLISH, LanguagePair
from models.rating import Rating

PAIR = LanguagePair("ar", "en")
SAID = {"Sure it is good.": 0.9, "Sure it is bad.": 0.05, "Who knows?": 0.52, "Nearly half.": 0.42}
SEGMENTS = rows(*SAID, "Unknown to it.", "")


def cascade(budget: float, second: Stub, first: Stub | None = None) -> ModelCascade:
    cheap = first or Stub("cheap", SAID, fluency=0.7, target_only=0.3)
    return ModelCascade(estimator(cheap), estimator(second), budget)


@pytest.mark.parametrize(
    ("budget", "asked"),
    [
        (0.0, ["Unknown to it."]),
        (0.1, ["Who knows?", "Unknown to it."]),
        (0.2, ["Who knows?", "Nearly half.", "Unknown to it."]),
        (1.0, [*SAID, "Unknown to it."]),
    ],
)
def test_the_second_is_asked_where_the_first_is_unsure(budget: float, asked: list[str]) -> None:
    second = Stub("strong", dict.fromkeys([*SAID, "Unknown to it."], 0.8))
    found, _ = cascade(budget, second).estimates(SEGMENTS, PAIR, {})
    assert second.asked == asked
    for segment, estimate in zip(SEGMENTS, found, strict=True):
        assert estimate.rating.segment_id == segment.id
        expected = 0.8 if segment.target in asked else SAID.get(segment.target)
        assert estimate.rating.consistency.value == expected
        assert [j.name for j in estimate.asked] == ["cheap", *(["strong"] if segment.target in asked else [])]


def test_whether_a_segment_is_asked_depends_on_nothing_around_it() -> None:
    together, _ = cascade(0.2, Stub("strong", {"Who knows?": 0.8})).estimates(SEGMENTS, PAIR, {})
    for segment, estimate in zip(SEGMENTS, together, strict=True):
        (target_only,), _ = cascade(0.2, Stub("strong", {"Who knows?": 0.8})).estimates([segment], PAIR, {})
        assert target_only.rating == estimate.rating and target_only.notes == estimate.notes


def test_what_both_have_said_before_is_not_asked_again() -> None:
    first, second = Stub("cheap", SAID, fluency=0.7), Stub("strong", {"Who knows?": 0.8, "Nearly half.": 0.1})
    chain = cascade(0.2, second, first)
    before, memory = chain.estimates(SEGMENTS, PAIR, {})
    first.asked.clear()
    second.asked.clear()
    again, renewed = chain.estimates([*SEGMENTS[::-1], *rows("New.")], PAIR, memory)
    assert (first.asked, second.asked) == (["New."], ["New."])
    assert {o.rating.segment_id: o.rating.consistency for o in again[:-1]} == {
        o.rating.segment_id: o.rating.consistency for o in before
    }
    assert memory.keys() < renewed.keys()


def test_each_score_says_which_model_it_came_from() -> None:
    (estimate,), _ = cascade(0.2, Stub("strong", {"Who knows?": 0.8})).estimates(rows("Who knows?"), PAIR, {})
    assert (estimate.rating.fluency.value, estimate.rating.fluency.signature) == (0.7, "cheap:0")
    assert (estimate.rating.consistency.value, estimate.rating.consistency.signature) == (0.8, "strong:0")
    assert estimate.notes == ("Scored by strong: cheap was 52 of 100 sure.",)


@pytest.mark.parametrize(
    ("second", "marker", "target_only", "with_source"),
    [
        (Stub("strong", SAID, with_source=0.9), "strong", 0.3, 0.9),  # reads the pair alone: its words of the pair
        (Stub("strong", SAID, fluency=0.2, with_source=None, target_only=0.8), "cheap", 0.8, 0.1),  # a language model
        (Stub("strong", SAID, fluency=0.2, with_source=0.9, target_only=0.8), "strong", 0.8, 0.9),  # both
    ],
)
def test_of_the_words_each_view_is_taken_for_itself(
    second: Stub, marker: str, target_only: float, with_source: float
) -> None:
    (estimate,), _ = cascade(1.0, second).estimates(rows("Who knows?"), PAIR, {})
    assert estimate.marker.name == marker
    assert {(word.target_only, word.with_source) for word in estimate.rating.words} == {(target_only, with_source)}


def test_a_second_that_has_nothing_to_say_leaves_the_first_alone() -> None:
    found, _ = cascade(1.0, Stub("strong")).estimates(SEGMENTS, PAIR, {})
    for segment, estimate in zip(SEGMENTS, found, strict=True):
        assert estimate.rating.consistency.value == SAID.get(segment.target)
        assert estimate.notes == () and [j.name for j in estimate.asked] == ["cheap"]


def test_long_segments_are_told() -> None:
    second = Stub("strong", SAID, windows=3)
    found, _ = cascade(0.2, second, Stub("cheap", SAID, windows=2)).estimates(rows("Who knows?"), PAIR, {})
    assert found[0].notes == (
        "Too long for cheap to read at once: read in 2 overlapping parts.",
        "Scored by strong: cheap was 52 of 100 sure.",
        "Too long for strong to read at once: read in 3 overlapping parts.",
    )


def test_nothing_is_asked_without_a_source() -> None:
    second = Stub("strong", SAID)
    cascade(1.0, second).estimates(rows(*SAID, sources=False), UNTOLD_INTO_ENGLISH, {})
    assert second.asked == []


def test_a_chain_names_both_and_the_budget() -> None:
    assert cascade(0.2, Stub("strong")).signature == "cheap:0+strong:0@0.2"
    assert ModelCascade(estimator(Stub("cheap"))).signature == "cheap:0"


@pytest.mark.parametrize("calibrated", [(True, False), (False, True)])
def test_a_chain_of_models_that_cannot_be_compared_is_refused(calibrated: tuple[bool, bool]) -> None:
    estimators = [estimator(Stub(name), known) for name, known in zip(("cheap", "strong"), calibrated, strict=True)]
    bad = "cheap" if calibrated[1] else "strong"
    with pytest.raises(ModelUnavailable, match=f"{bad} is not: calibrate it with: .*calibrate_model {bad} --data"):
        ModelCascade(*estimators)


@pytest.mark.parametrize("budget", [-0.1, 1.01, float("nan")])
def test_a_budget_is_a_share(budget: float) -> None:
    with pytest.raises(InvalidInput, match="from 0 to 1"):
        cascade(budget, Stub("strong"))


@pytest.mark.parametrize(
    ("model", "names"), [("builtin", ("builtin",)), ("builtin+comet-kiwi", ("builtin", "comet-kiwi"))]
)
def test_names(model: str, names: tuple[str, ...]) -> None:
    assert estimator_names(model) == names


@pytest.mark.parametrize("model", ["", "best", "builtin+", "builtin+builtin", "builtin+m2m100+nllb", "builtin, m2m100"])
def test_what_is_no_model_is_told(model: str) -> None:
    with pytest.raises(InvalidInput):
        estimator_names(model)


@given(st.lists(st.floats(0, 1), min_size=1, max_size=8), st.floats(0, 1))
def test_a_greater_budget_asks_no_less(values: list[float], budget: float) -> None:
    said = {f"Sentence {n}.": value for n, value in enumerate(values)}
    asked = []
    for share in (budget / 2, budget):
        second = Stub("strong", dict.fromkeys(said, 0.5))
        cascade(share, second, Stub("cheap", said)).estimates(rows(*said), PAIR, {})
        asked.append(set(second.asked))
    assert asked[0] <= asked[1]


def test_joining_with_oneself_changes_nothing() -> None:
    (rating,) = Stub("cheap", SAID, fluency=0.7).rate(rows("Who knows?"), PAIR)
    assert isinstance(rating, Rating) and joined(rating, rating) == rating
