"""The quality network: what it reads, and that its heads learn what they are for."""

from __future__ import annotations

import pytest
import torch
from transformers import T5Config, T5Model

from models.errors import ModelUnavailable
from models.network.kinds import KINDS
from models.network.pairs import collate
from models.network.quality import QualityNetwork
from tests.network.toy import toy_network, toy_tokenizer

TARGET = ["the", "minister", "denied"]
ORIGINAL = ["نفى", "الوزير"]


def test_shapes() -> None:
    tokenizer = toy_tokenizer()
    batch = collate([tokenizer.encode(TARGET, ORIGINAL), tokenizer.encode(["the"], None)])
    with torch.no_grad():
        said = toy_network().eval()(batch)
    for name in ("error", "edited", "major", "critical", "gap", "lost"):
        assert getattr(said, name).shape == (2, 9)
    assert said.kind.shape == (2, 9, len(KINDS))
    assert said.rated.shape == said.marked.shape == (2, 2)


def test_padding_changes_nothing() -> None:
    tokenizer, network = toy_tokenizer(), toy_network().eval()
    short, long = tokenizer.encode(["the", "treaty"], None), tokenizer.encode(TARGET, ORIGINAL)
    with torch.no_grad():
        alone, padded = network(collate([short])), network(collate([short, long]))
    torch.testing.assert_close(alone.rated[0], padded.rated[0], atol=1e-5, rtol=1e-4)
    torch.testing.assert_close(alone.error[0], padded.error[0, : len(short.ids)], atol=1e-5, rtol=1e-4)


def test_training_begins_with_what_the_encoder_has_learnt() -> None:
    """Roles are told by a layer that begins at zero: fresh embeddings would drown the encoder's."""
    tokenizer, network = toy_tokenizer(), toy_network()
    batch = collate([tokenizer.encode(TARGET, ORIGINAL)])
    assert torch.equal(network.embed(batch), network.base.get_input_embeddings()(batch.ids))


def test_every_word_sees_the_other_side() -> None:
    tokenizer, network = toy_tokenizer(), toy_network().eval()
    with torch.no_grad():
        one, other = (
            network(collate([tokenizer.encode(TARGET, source)])) for source in (ORIGINAL, ["السفن", "تنتظر"])
        )
    assert not torch.allclose(one.error[0, 1:4], other.error[0, 1:4])


def test_an_encoder_decoder_is_refused() -> None:
    small = T5Model(T5Config(vocab_size=8, d_model=8, d_kv=4, d_ff=8, num_layers=1, num_heads=2))
    with pytest.raises(ModelUnavailable, match="no encoder"):
        QualityNetwork(small)
