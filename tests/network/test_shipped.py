"""The shipped form of a network: nearly what was trained, verified, and refused where it is not whole."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st
from safetensors.torch import load_file, save_file

from models.errors import ModelUnavailable
from models.network.inference import Inference
from models.network.manifest import MANIFEST
from models.network.packed import PackedEmbedding, packed_blocks, packed_rows, unpacked_blocks
from models.network.shipped import CONFIG, TOKENIZER, WORDS, load_network, save_base, vocabulary
from models.network.weights import BUILTIN, EMBEDDINGS, LEXICON, WEIGHTS, load_lexicons, verify
from models.training import packing
from tests.network.toy import toy_network, toy_vocabulary


def test_a_release_that_was_trained_on_leaves_the_word_embeddings_alone(packed: Path, tmp_path: Path) -> None:
    trained, again = toy_network().eval(), tmp_path / "again"
    with torch.no_grad():
        trained.role_layer.weight.add_(1.0)
    packing.export(trained, tmp_path / "tokenizer.model", again)
    assert (again / EMBEDDINGS).read_bytes() == (packed / EMBEDDINGS).read_bytes()
    assert (again / WEIGHTS).read_bytes() != (packed / WEIGHTS).read_bytes()
    assert load_network(again)[2] != load_network(packed)[2]


def test_the_shipped_lexicons_are_there_once() -> None:
    assert load_lexicons() is load_lexicons(BUILTIN)


def test_another_lexicon_makes_another_model(packed: Path) -> None:
    """What the network says of a pair follows from it too, so that ratings of before are not taken for its own."""
    before = verify(packed)
    save_file({"ar": torch.zeros(1)}, packed / LEXICON)
    packing.write_manifest(packed)
    assert verify(packed) != before


def test_a_packed_network_says_nearly_what_was_trained(packed: Path) -> None:
    network, tokenizer, checksum = load_network(packed)
    assert len(checksum) == 64
    assert isinstance(network.base.get_input_embeddings(), PackedEmbedding)
    pairs = [(["the", "minister", "denied"], ["نفى", "الوزير"])]
    (said,), (expected,) = (
        Inference(one, tokenizer).read(pairs) for one in (network, toy_network().eval())
    )
    assert said.error == pytest.approx(expected.error, abs=0.02)
    assert said.z == pytest.approx(expected.z, abs=0.05)
    assert said.error.tolist() != expected.error.tolist()  # 4 and 8 bits are not 32


@given(st.integers(0, 2**32 - 1))
def test_a_table_that_came_from_blocks_loses_nothing(seed: int) -> None:
    torch.manual_seed(seed)
    codes = torch.randint(0, 256, (5, 32), dtype=torch.uint8)
    codes[:, ::16] &= 0xF0  # the largest weight of a block is its -8
    table = unpacked_blocks(codes, (torch.randn(5, 2) / 30).half())
    again = unpacked_blocks(*packed_blocks(table))
    assert torch.equal(again, table)
    embedding = PackedEmbedding(*packed_blocks(table))
    assert torch.equal(embedding(torch.tensor([[3, 0]])), table[[3, 0]][None])


def test_a_block_of_nothing_stays_nothing() -> None:
    assert not unpacked_blocks(*packed_blocks(torch.zeros(2, 32))).any()


def test_a_row_loses_less_than_half_a_step() -> None:
    matrix = torch.randn(7, 40) * torch.logspace(-4, 2, 7)[:, None]
    rows, scale = packed_rows(matrix)
    assert ((rows.float() * scale - matrix).abs() <= 0.5001 * scale).all()


@pytest.mark.parametrize("name", [WEIGHTS, EMBEDDINGS, LEXICON, CONFIG, TOKENIZER])
def test_a_changed_file_is_refused(packed: Path, name: str) -> None:
    with (packed / name).open("ab") as file:
        file.write(b" ")
    with pytest.raises(ModelUnavailable, match=name):
        verify(packed)


@pytest.mark.parametrize("name", [WEIGHTS, EMBEDDINGS, LEXICON, MANIFEST, TOKENIZER, CONFIG])
def test_a_missing_file_is_named(packed: Path, name: str) -> None:
    (packed / name).unlink()
    with pytest.raises(ModelUnavailable, match=name):
        load_network(packed)


@pytest.mark.parametrize(("file", "lost"), [(WEIGHTS, "role_layer.weight"), (EMBEDDINGS, f"{WORDS}.codes")])
def test_weights_without_a_tensor_of_the_network_are_refused(packed: Path, file: str, lost: str) -> None:
    tensors = load_file(packed / file)
    del tensors[lost]
    save_file(tensors, packed / file)
    packing.write_manifest(packed)
    with pytest.raises(ModelUnavailable, match=lost):
        load_network(packed)


@pytest.mark.parametrize("sizes", ["{}", "nonsense", '{"hidden_size": "wide"}'])
def test_sizes_that_fit_nothing_are_refused(packed: Path, sizes: str) -> None:
    (packed / CONFIG).write_text(sizes)
    packing.write_manifest(packed)
    with pytest.raises(ModelUnavailable, match="cannot be opened"):
        load_network(packed)


def test_a_pickle_beside_the_weights_is_never_read(packed: Path) -> None:
    (packed / WEIGHTS).unlink()
    torch.save({}, packed / "pytorch_model.bin")
    with pytest.raises(ModelUnavailable):
        load_network(packed)


def test_a_release_can_be_trained_on(packed: Path, tmp_path: Path) -> None:
    """What `adopt` writes is a folder of transformers with every word of the vocabulary."""
    network, _, _ = load_network(packed)
    save_base(network, tmp_path / "base")
    state = load_file(tmp_path / "base" / "model.safetensors")
    assert torch.equal(state["embeddings.word_embeddings.weight"], network.base.get_input_embeddings().weight)
    sizes = json.loads((tmp_path / "base" / "config.json").read_text())
    assert sizes["vocab_size"] == toy_network().base.config.vocab_size
    assert vocabulary(packed) == toy_vocabulary()
