"""How far words are answered on the other side: told where there is one, of whole words, whatever stands beside."""

from __future__ import annotations

import torch

from models.network.answers import ANSWERS, DEPTHS, SUMMARY, answers, summary
from models.network.pairs import SOURCE, TRANSLATION, Batch, collate
from tests.network.toy import toy_network, toy_tokenizer

TARGET, ORIGINAL = ["the", "minister", "denied"], ["نفى", "الوزير"]


def _layers(batch: Batch, alike: dict[tuple[int, int], int], width: int = 16) -> list[torch.Tensor]:
    """Hidden states: words of one number in `alike`, by (side, word), have one vector, the others their own."""
    states = torch.zeros(*batch.ids.shape, width)
    for row, place in torch.nonzero(batch.owner >= 0).tolist():
        side, word = int(batch.sides[row, place]), int(batch.owner[row, place])
        states[row, place, alike.get((side, word), 3 + word + 6 * side)] = 1.0
    return [states] * len(DEPTHS)


def test_a_word_with_its_like_on_the_other_side_is_answered_and_one_without_is_not() -> None:
    batch = collate([toy_tokenizer().encode(TARGET, ORIGINAL)])
    found = answers(_layers(batch, {(TRANSLATION, 1): 0, (SOURCE, 1): 0}), batch)[0]
    target, source = ((batch.word[0] >= 0) & (batch.sides[0] == side) for side in (TRANSLATION, SOURCE))
    for depth in range(len(DEPTHS)):
        assert found[target][:, depth].argmax() == 1
        assert found[source][:, depth].argmax() == 1
    assert found[target][1, -1] > 0.9
    assert found[target][[0, 2], -1].max() < 0.7


def test_without_the_other_side_nothing_is_said() -> None:
    batch = collate([toy_tokenizer().encode(TARGET, None), toy_tokenizer().encode(TARGET, ORIGINAL)])
    found = answers(_layers(batch, {}), batch)
    assert not found[0].any()
    assert not summary(found, batch)[0].any()
    assert found[1].any()


def test_marks_and_padding_answer_nothing() -> None:
    batch = collate([toy_tokenizer().encode(["the"], ["نفى"]), toy_tokenizer().encode(TARGET, ORIGINAL)])
    found = answers(_layers(batch, {}), batch)
    assert found.shape == (*batch.ids.shape, ANSWERS)
    assert not found[batch.owner < 0].any()
    assert summary(found, batch).shape == (2, SUMMARY)


def test_what_is_read_beside_a_pair_changes_nothing() -> None:
    network, tokenizer = toy_network().eval(), toy_tokenizer()
    short, long = tokenizer.encode(["the", "treaty"], ["نفى"]), tokenizer.encode(TARGET * 3, ORIGINAL)
    with torch.no_grad():
        alone, beside = network.states(collate([short])), network.states(collate([short, long]))
    torch.testing.assert_close(alone.answers[0], beside.answers[0, : len(short.ids)], atol=1e-5, rtol=1e-4)


def test_the_heads_teach_the_encoder_what_is_alike() -> None:
    network, tokenizer = toy_network(), toy_tokenizer()
    states = network.states(collate([tokenizer.encode(TARGET, ORIGINAL)]))
    states.answers.sum().backward()
    assert any(p.grad is not None and bool(p.grad.any()) for p in network.base.encoder.parameters())
