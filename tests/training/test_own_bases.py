"""Our heads on small bases: how words become rows, and what cannot be a base."""

from __future__ import annotations

from pathlib import Path

import pytest
import torch
from safetensors.torch import load_file, save_file
from scorers.tiny_models import byte_level, sentencepiece, wordpiece
from tokenizers import Tokenizer
from tokenizers.processors import RobertaProcessing
from transformers import GPT2Config, GPT2Model, T5Config, T5Model

from models.errors import ModelUnavailable
from models.languages import LanguagePair
from models.network.inference import Inference
from models.network.pairs import MAX_SUBWORDS_READ, collate
from models.scorers.own import own_tokenizer
from models.scorers.pretrained.opening import open_tokenizer
from models.training.course import ADDED_RATE, BASE_RATE, HEAD_RATE, base_rate
from models.training.own_base import find_base, open_base
from training.tiny_bases import FAMILIES, make_base

WORDS = (["the", "minister", "said", "."], ["قال", "الوزير"])


@pytest.fixture(params=FAMILIES)
def base(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    return make_base(str(request.param), tmp_path / "tiny")


@pytest.mark.parametrize("from_english", [False, True])
def test_a_pair_is_the_bases_own_with_the_translation_first(base: Path, from_english: bool) -> None:
    _, tokenizer = open_base(base)
    target, source = WORDS[::-1] if from_english else WORDS
    encoded = tokenizer.encode(target, source, LanguagePair.beside_english("ar", from_english))
    whole = open_tokenizer(base)([list(target)], [list(source)], is_split_into_words=True)
    assert list(encoded.ids) == whole["input_ids"][0]


def test_a_fresh_network_reads_as_its_base_does(base: Path) -> None:
    """What is added to the embeddings begins at nothing; segments and positions are the base's own."""
    network, tokenizer = open_base(base)
    network.eval()
    batch = collate([tokenizer.encode(*WORDS)])
    more = {"token_type_ids": batch.sides} if network.segments else {}
    with torch.no_grad():
        plain = network.base(input_ids=batch.ids, attention_mask=batch.mask, **more).last_hidden_state
        torch.testing.assert_close(network.states(batch).last, plain)


def test_words_are_set_apart_for_bytes(tmp_path: Path) -> None:
    """RoBERTa's tokenizer reads a word within a sentence only behind a space."""
    whole = byte_level(tmp_path)(" The minister", add_special_tokens=False)["input_ids"]
    written = Tokenizer.from_file(str(tmp_path / "tokenizer.json"))
    written.post_processor = RobertaProcessing(("<|endoftext|>", 0), ("<|endoftext|>", 0))
    written.save(str(tmp_path / "tokenizer.json"))
    assert own_tokenizer(open_tokenizer(tmp_path), 64).rows(["The", "minister"])[0] == whole


@pytest.mark.parametrize(("width", "rate"), [(16, BASE_RATE), (384, BASE_RATE), (768, BASE_RATE / 4)])
def test_a_wide_base_learns_more_gently_than_its_heads(width: int, rate: float) -> None:
    assert base_rate(width) == pytest.approx(rate)
    assert base_rate(1024) < 3e-5 < ADDED_RATE <= HEAD_RATE


def test_what_is_longer_than_the_positions_is_read_in_windows(base: Path) -> None:
    network, tokenizer = open_base(base)
    assert tokenizer.longest < MAX_SUBWORDS_READ
    (found,) = Inference(network.eval(), tokenizer).read([(WORDS[0] * 40, WORDS[1] * 40)])
    assert found.windows > 1 and len(found.error) == 160


# What cannot be a base


def another(folder: Path, kind: str) -> Path:
    """A folder of that kind beside which our heads cannot stand."""
    if kind in ("gpt2", "t5"):
        (byte_level if kind == "gpt2" else wordpiece)(folder)
        model = (
            GPT2Model(GPT2Config(vocab_size=300, n_embd=16, n_layer=1, n_head=2, bos_token_id=0, eos_token_id=0))
            if kind == "gpt2"
            else T5Model(T5Config(vocab_size=300, d_model=16, d_kv=8, d_ff=32, num_layers=1, num_heads=2))
        )
        model.save_pretrained(str(folder))
        return folder
    make_base("bert", folder)
    if kind == "no tokenizer":
        for file in folder.glob("tokenizer*"):
            file.unlink()
    if kind == "a slow tokenizer":
        (folder / "tokenizer.json").unlink()
        (folder / "tokenizer_config.json").write_text('{"tokenizer_class": "CanineTokenizer"}')
    if kind == "one mark only":
        sentencepiece(folder)
    if kind == "other weights":
        state = load_file(folder / "model.safetensors")
        save_file({f"other.{name}": value for name, value in state.items()}, folder / "model.safetensors")
    if kind == "a pickle":
        (folder / "model.safetensors").unlink()
        torch.save({}, folder / "pytorch_model.bin")
    return folder


@pytest.mark.parametrize(
    ("kind", "line"),
    [
        ("gpt2", "sets no marks before, between and after texts"),
        ("one mark only", "sets no marks before, between and after texts"),
        ("t5", "a model of the kind t5 is no encoder"),
        ("no tokenizer", "the base has no tokenizer"),
        ("a slow tokenizer", "does not tell where its subwords stand"),
        ("other weights", "are not those of its config.json"),
        ("a pickle", "cannot be opened"),
    ],
)
def test_another_model_is_refused_in_one_line(tmp_path: Path, kind: str, line: str) -> None:
    with pytest.raises(ModelUnavailable, match=line):
        open_base(another(tmp_path / "base", kind))


@pytest.mark.parametrize(
    ("given", "line"),
    [
        ("nonsense", "neither a folder nor a model of"),
        ("xlm-roberta-base", "fetch it with: python scripts/fetch_model.py xlm-roberta-base"),
        ("FacebookAI/xlm-roberta-base", "fetch it with: python scripts/fetch_model.py xlm-roberta-base"),
    ],
)
def test_a_base_that_is_not_there_is_told(tmp_path: Path, given: str, line: str) -> None:
    with pytest.raises(ModelUnavailable, match=line):
        find_base(given, {"MTQC_MODELS": str(tmp_path)})


