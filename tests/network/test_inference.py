"""Reading pairs with the network: every word is told of, however long the text and whatever stands beside it."""

from __future__ import annotations

import numpy as np
import pytest

from models.languages import LanguagePair
from models.network.inference import Inference
from models.network.kinds import KINDS
from models.network.output import UNALIGNED, NetworkOutput
from models.network.pairs import Words
from models.text.windows import OVERLAP
from tests.network.toy import toy_network, toy_tokenizer

TARGET = ["the", "minister", "denied", "talks"]
SOURCE = ["نفى", "الوزير"]
PER_WORD = ("error", "edited", "major", "critical", "kinds")


def inference(longest: int = 128) -> Inference:
    return Inference(toy_network().eval(), toy_tokenizer(longest))


def only(found: list[NetworkOutput]) -> NetworkOutput:
    (one,) = found
    return one


@pytest.mark.parametrize(
    ("target", "source"),
    [
        (TARGET, SOURCE),
        (TARGET, None),
        ([], SOURCE),
        (TARGET, []),
        ([], None),
        (TARGET * 60, SOURCE * 60),
        (TARGET * 60, SOURCE),
        (TARGET, SOURCE * 90),
    ],
)
@pytest.mark.parametrize("from_english", [False, True])
def test_every_word_of_the_target_is_told_of(target: Words, source: Words | None, from_english: bool) -> None:
    found = only(inference().read([(target, source)], LanguagePair.beside_english("ar", from_english)))
    for name in PER_WORD:
        values = getattr(found, name)
        assert len(values) == len(target) and ((values >= 0) & (values <= 1)).all(), name
    assert found.kinds.shape == (len(target), len(KINDS))
    assert len(found.gaps) == len(target) + 1
    assert len(found.lost) == len(source or ())
    assert len(found.aligned) == len(target)
    assert set(found.aligned) <= {UNALIGNED, *range(len(source or ()))}


def test_what_is_read_beside_a_pair_changes_nothing() -> None:
    reader = inference()
    pairs: list[tuple[Words, Words | None]] = [(TARGET * 9, SOURCE), (TARGET, SOURCE), (["ships"], None)]
    together = reader.read(pairs)
    for pair, found in zip(pairs, together, strict=True):
        alone = only(reader.read([pair]))
        np.testing.assert_allclose(found.error, alone.error, atol=1e-5)
        assert found.z == pytest.approx(alone.z, abs=1e-5)


def test_a_long_text_is_read_in_overlapping_windows() -> None:
    whole = only(inference().read([(TARGET * 30, SOURCE * 30)]))
    assert whole.windows > 1
    short = only(inference().read([(TARGET, SOURCE)]))
    assert short.windows == 1
    room = inference(64)
    assert only(room.read([((TARGET * 30)[: OVERLAP * 3], None)])).windows > 1


def test_source_words_of_later_windows_keep_their_places() -> None:
    """Words that only stand at the end of both sides are aligned there, not where their window begins."""
    found = only(inference().read([(["the"] * 100 + ["12"], ["في"] * 100 + ["12"])]))
    assert found.windows > 1
    told = found.aligned[found.aligned != UNALIGNED]
    assert not len(told) or told.max() <= 100


def test_a_word_that_is_nothing_to_the_tokenizer_has_no_doubt() -> None:
    found = only(inference().read([(["the", "\u200b"], None)]))
    assert len(found.error) == 2
