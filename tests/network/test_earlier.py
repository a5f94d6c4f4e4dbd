"""Weights of before say the same in today's network."""

from __future__ import annotations

import torch

from models.languages import LanguagePair
from models.network.answers import ANSWERS, SUMMARY
from models.network.earlier import completed
from models.network.pairs import collate
from models.network.quality import QualityNetwork
from models.network.support import SUPPORT
from tests.network.toy import toy_network, toy_tokenizer

TARGET, ORIGINAL = ["the", "minister", "denied"], ["نفى", "الوزير"]


def of_before(network: QualityNetwork) -> dict[str, torch.Tensor]:
    """A network's weights, less what has been added."""
    state = network.state_dict()
    del state["support_layer.weight"]
    width = network.base.config.hidden_size
    for name in ("word_head", "kind_head", "source_head"):
        state[f"{name}.0.weight"] = state[f"{name}.0.weight"][:, : width + ANSWERS]
    state["sentence_head.0.weight"] = state["sentence_head.0.weight"][:, : 2 * width + 2 + SUMMARY]
    for name in ("weight", "bias"):
        state[f"sentence_head.3.{name}"] = state[f"sentence_head.3.{name}"][:2]
    return state


def test_what_was_added_begins_at_nothing_and_marks_as_ratings() -> None:
    network = toy_network().eval()
    network.load_state_dict(completed(of_before(network), network.state_dict()))
    encoded = toy_tokenizer().encode(TARGET, ORIGINAL, LanguagePair("ar", "en"))
    batch, deaf = collate([encoded]), collate([encoded])
    deaf.support.zero_()
    assert batch.support.any()
    with torch.no_grad():
        said, unheard = network(batch), network(deaf)
    torch.testing.assert_close(said.rated, said.marked)
    for name in said.__slots__:
        torch.testing.assert_close(getattr(said, name), getattr(unheard, name))


def test_a_network_of_today_is_left_as_it_is() -> None:
    state = toy_network().state_dict()
    assert state["support_layer.weight"].shape[1] == 2 * SUPPORT
    found = completed(state, state)
    assert found.keys() == state.keys() and all(torch.equal(found[name], state[name]) for name in state)
