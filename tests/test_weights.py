"""The shipped files are verified before anything is read from them."""

from pathlib import Path

import pytest
import torch
from models.encoder import PairTokenizer, QualityNetwork
from safetensors.torch import load_file, save_file

from models.errors import ModelUnavailable
from models.training import packing
from models.weights import BUILTIN, MANIFEST, WEIGHTS, load_network, verify

TOKENIZERS = ("target_tokenizer.json", "source_tokenizer.json")


@pytest.fixture
def packed(tmp_path: Path) -> Path:
    """A one-layer model of random weights, packed as `train.py export` packs."""
    folder = tmp_path / "model"
    tokenizer = PairTokenizer.load(BUILTIN)
    network = QualityNetwork(tokenizer.english_size, tokenizer.source.get_vocab_size())
    checkpoint = tmp_path / "run.pt"
    torch.save({"network": network.state_dict()}, checkpoint)
    packing.export(checkpoint, folder)
    for name in TOKENIZERS:
        (folder / name).write_bytes((BUILTIN / name).read_bytes())
    packing.write_manifest(folder)
    return folder


def test_a_packed_model_comes_back_nearly_as_it_was(packed: Path) -> None:
    checkpoint = torch.load(packed.parent / "run.pt", weights_only=True)["network"]
    network, _, checksum = load_network(packed)
    assert len(checksum) == 64
    for name, value in network.state_dict().items():
        if name != "bert.embeddings.position_ids":
            torch.testing.assert_close(value, checkpoint[name], rtol=0, atol=0.03)


@pytest.mark.parametrize(("share", "weight"), [(1.0, 3.0), (0.5, 2.0), (0.25, 1.5), (0.0, 1.0)])
def test_a_release_weighs_new_against_old(tmp_path: Path, share: float, weight: float) -> None:
    for name, value in (("old", 1.0), ("new", 3.0)):
        state = {"head.weight": torch.full((2, 2), value), "english.weight": torch.full((2, 2), value)}
        torch.save({"network": state}, tmp_path / name)
    packing.export(tmp_path / "new", tmp_path, tmp_path / "old", share)
    packed = load_file(tmp_path / WEIGHTS)
    assert packed["head.weight"].float() == pytest.approx(weight)
    table = packed["english.weight.rows"].float() * packed["english.weight.scale"]
    assert table == pytest.approx(weight, rel=1e-3)


@pytest.mark.parametrize("name", [WEIGHTS, *TOKENIZERS])
def test_a_changed_file_is_refused(packed: Path, name: str) -> None:
    with (packed / name).open("ab") as file:
        file.write(b" ")
    with pytest.raises(ModelUnavailable, match=name):
        verify(packed)


@pytest.mark.parametrize("name", [WEIGHTS, MANIFEST, TOKENIZERS[0]])
def test_a_missing_file_is_named(packed: Path, name: str) -> None:
    (packed / name).unlink()
    with pytest.raises(ModelUnavailable, match=name):
        load_network(packed)


def test_weights_without_a_tensor_of_the_network_are_refused(packed: Path) -> None:
    tensors = load_file(packed / WEIGHTS)
    del tensors["gloss_layer.weight"]
    save_file(tensors, packed / WEIGHTS)
    packing.write_manifest(packed)
    with pytest.raises(ModelUnavailable, match=r"no gloss_layer\.weight"):
        load_network(packed)


def test_a_pickle_beside_the_weights_is_never_read(packed: Path) -> None:
    (packed / WEIGHTS).unlink()
    torch.save({}, packed / "pytorch_model.bin")
    with pytest.raises(ModelUnavailable):
        load_network(packed)
