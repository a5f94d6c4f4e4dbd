"""Numbers and names that two texts share: the tokens of runs are joined once, and cost what they cost anew."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.text import shared_tokens
from models.text.beads import SHAPES
from models.text.shared_tokens import SharedTokens

UNITS = st.lists(
    st.lists(st.sampled_from(["12", "٤٥", "1990", "NATO", "Paris", "Lima", "of", "да"]), max_size=5).map(" ".join),
    min_size=1,
    max_size=6,
)


def plain_cost(sources: Sequence[str], targets: Sequence[str], left: range, right: range) -> float:
    """As it is defined: gain for what is shared, cost for numbers that are not."""
    theirs, ours = shared_tokens._telling(
        [shared_tokens._tokens(text) for text in sources], [shared_tokens._tokens(text) for text in targets]
    )
    rarity = shared_tokens._rarity(ours)
    one = frozenset[str]().union(*(theirs[n] for n in left))
    other = frozenset[str]().union(*(ours[n] for n in right))
    gain = shared_tokens.SHARED_TOKEN_GAIN * sum(rarity[token] for token in one & other)
    loss = shared_tokens.UNSHARED_NUMBER_COST * sum(token[0].isdigit() for token in one ^ other)
    most = shared_tokens.MAX_TOKEN_EVIDENCE
    return max(-most, min(most, loss - gain))


@given(UNITS, UNITS)
def test_runs_cost_what_their_tokens_say(sources: list[str], targets: list[str]) -> None:
    tokens = SharedTokens(sources, targets)
    for here, there in ((h, t) for h, t in SHAPES if 0 < h <= len(sources) and 0 < t <= len(targets)):
        for i in range(len(sources) - here + 1):
            for j in range(len(targets) - there + 1):
                plain = plain_cost(sources, targets, range(i, i + here), range(j, j + there))
                assert tokens.cost(i, j, here, there) == pytest.approx(plain, abs=1e-12)


def test_what_stands_once_on_both_sides_is_a_place_to_hold_on_to() -> None:
    tokens = SharedTokens(["In 1990.", "Nothing.", "In 2001."], ["1990 it was.", "2001 it was."])
    assert tokens.once(range(3), range(2)) == [(0, 0), (2, 1)]
