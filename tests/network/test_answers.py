"""How far words are answered on the other side: told where there is one, of whole words, whatever stands beside."""

from __future__ import annotations

import pytest
import torch

from models.network.answers import ANSWERS, DEPTHS, SPREAD, SUMMARY, USUAL, answers, mean_of_words, summary
from models.network.pairs import SOURCE, TRANSLATION, Batch, collate
from tests.network.toy import toy_network, toy_tokenizer

WIDTH = 16
NOTHING_COMMON = torch.zeros(len(DEPTHS), WIDTH)
TARGET, ORIGINAL = ["the", "minister", "denied"], ["نفى", "الوزير"]


def _layers(batch: Batch, alike: dict[tuple[int, int], int]) -> list[torch.Tensor]:
    """Hidden states: words of one number in `alike`, by (side, word), have one vector, the others their own."""
    states = torch.zeros(*batch.ids.shape, WIDTH)
    for row, place in torch.nonzero(batch.owner >= 0).tolist():
        side, word = int(batch.sides[row, place]), int(batch.owner[row, place])
        states[row, place, alike.get((side, word), 3 + word + 6 * side)] = 1.0
    return [states] * len(DEPTHS)


def test_a_word_with_its_like_on_the_other_side_is_answered_and_one_without_is_not() -> None:
    batch = collate([toy_tokenizer().encode(TARGET, ORIGINAL)])
    found = answers(_layers(batch, {(TRANSLATION, 1): 0, (SOURCE, 1): 0}), NOTHING_COMMON, batch)[0]
    target, source = ((batch.word[0] >= 0) & (batch.sides[0] == side) for side in (TRANSLATION, SOURCE))
    for depth in range(len(DEPTHS)):
        assert found[target][:, depth].argmax() == 1
        assert found[source][:, depth].argmax() == 1
    assert found[target][1, -1] > 0.9
    assert found[target][[0, 2], -1].max() < 0.7


@pytest.mark.parametrize(("same", "cosine"), [(True, 1.0), (False, 0.0)])
def test_one_word_is_answered_by_its_translation_as_in_a_sentence(same: bool, cosine: float) -> None:
    """Beside what the two have in common, each would be the other's opposite, whatever they mean."""
    batch = collate([toy_tokenizer().encode(["minister"], ["الوزير"])])
    shared = torch.zeros(WIDTH)
    shared[-1] = 30.0
    states = _layers(batch, {(TRANSLATION, 0): 0, (SOURCE, 0): 0} if same else {})[0]
    found = answers([states + shared] * len(DEPTHS), shared.expand(len(DEPTHS), -1), batch)[0]
    expected = SPREAD * (cosine - USUAL)
    assert found[batch.word[0] >= 0, 0].tolist() == pytest.approx([expected] * 2, abs=0.25 * SPREAD)


def test_training_keeps_an_average_of_what_words_have_in_common() -> None:
    network, batch = toy_network(), collate([toy_tokenizer().encode(TARGET, ORIGINAL)])
    with torch.no_grad():
        layers = [network.train().base(inputs_embeds=network.embed(batch), attention_mask=batch.mask).last_hidden_state]
        assert mean_of_words(layers, batch).shape == (1, layers[0].shape[2])
        before = network.common.clone()
        network.eval().states(batch)
        assert torch.equal(network.common, before)
        for _ in range(600):
            network.train().states(batch)
        was = network.common.clone()
        network.states(batch)
    assert not torch.equal(was, before)
    torch.testing.assert_close(network.common, was, atol=1e-2, rtol=0)


def test_without_the_other_side_nothing_is_said() -> None:
    batch = collate([toy_tokenizer().encode(TARGET, None), toy_tokenizer().encode(TARGET, ORIGINAL)])
    found = answers(_layers(batch, {}), NOTHING_COMMON, batch)
    assert not found[0].any()
    assert not summary(found, batch)[0].any()
    assert found[1].any()


def test_marks_and_padding_answer_nothing() -> None:
    batch = collate([toy_tokenizer().encode(["the"], ["نفى"]), toy_tokenizer().encode(TARGET, ORIGINAL)])
    found = answers(_layers(batch, {}), NOTHING_COMMON, batch)
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
