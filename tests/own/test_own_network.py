"""Our heads on other encoders: how words become rows, and what the network makes of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch
from backends.tiny_models import byte_level, sentencepiece, wordpiece
from models.heads import Encoded, collate
from models.scorers.own_network import MOST_PIECES, OwnNetwork, OwnTokenizer
from models.training.examples import UNKNOWN, Example, encode
from safetensors.torch import load_file, save_file
from tokenizers import Tokenizer
from tokenizers.processors import RobertaProcessing
from transformers import GPT2Config, GPT2Model, T5Config, T5Model

from models.errors import ModelUnavailable
from models.scorers.pretrained import open_tokenizer
from models.text.words import words
from models.training.own_base import find_base, open_base
from own.tiny_bases import FAMILIES, POSITIONS, make_base

ENGLISH = ["The", "minister", "said", "👩‍🚀", "漢", "."]
ARABIC = ["قال", "الوزير"]
MARKS = {"bert": (["[CLS]"], ["[SEP]"]), "xlm-roberta": (["<s>"], ["</s>", "</s>"])}


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    return {family: make_base(family, tmp_path_factory.mktemp("bases") / family) for family in FAMILIES}


@pytest.fixture(params=FAMILIES)
def family(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def folder(folders: dict[str, Path], family: str) -> Path:
    return folders[family]


@pytest.fixture
def base(folder: Path) -> tuple[OwnNetwork, OwnTokenizer]:
    torch.manual_seed(0)
    network, tokenizer = open_base(folder)
    return network.eval(), tokenizer


def tokens_of(folder: Path, encoded: Encoded) -> list[str]:
    vocabulary = Tokenizer.from_file(str(folder / "tokenizer.json"))
    return [str(vocabulary.id_to_token(number)) for number in encoded.ids]


@pytest.mark.parametrize("from_english", [False, True])
def test_a_pair_is_the_bases_own_with_the_translation_first(
    base: tuple[OwnNetwork, OwnTokenizer], folder: Path, family: str, from_english: bool
) -> None:
    english = ["The", "minister", "said", "."]
    target, source = (ARABIC, english) if from_english else (english, ARABIC)
    encoded = base[1].encode(target, source, "ar", None, from_english)
    assert list(encoded.ids) == open_tokenizer(folder)([target], [source], is_split_into_words=True)["input_ids"][0]
    first, between = MARKS[family]
    tokens = tokens_of(folder, encoded)
    assert tokens[0] == first[0]
    side = int(from_english)
    last = int(np.flatnonzero(encoded.types == side)[-1])
    assert tokens[last + 1 - len(between) : last + 1] == between
    assert set(encoded.types[: last + 1]) == {side} and set(encoded.types[last + 1 :]) == {1 - side}


def test_every_word_begins_once_on_its_own_side(base: tuple[OwnNetwork, OwnTokenizer]) -> None:
    encoded = base[1].encode(ENGLISH, ARABIC, "ar", None)
    for side, given in ((0, ENGLISH), (1, ARABIC)):
        starts = encoded.word[(encoded.types == side) & (encoded.word >= 0)]
        assert list(starts) == list(range(len(given)))
    assert encoded.features[encoded.word == 0][0, 4] == 1  # "The" is capitalised
    marks = set(base[1].encode([], [], "ar", None).ids)
    no_mark = [number not in marks for number in encoded.ids]
    assert list(encoded.features[:, 7] == 1) == no_mark  # a word's features stand on all its subwords


@pytest.mark.parametrize(
    ("given", "begun"),
    [
        ([], []),
        (["\u200d", "said"], None),  # WordPiece leaves nothing of the first
        (["x" * 900, "said"], [0, 1]),
        (["e" * 90, "said"], [0, 1]),  # no word of a language has so many subwords: the first are read
        (words("</s> [SEP] <s>"), list(range(10))),  # the characters, no marks
        (["漢", "字"], [0, 1]),
    ],
)
def test_odd_words_keep_their_places(
    base: tuple[OwnNetwork, OwnTokenizer], given: Sequence[str], begun: list[int] | None
) -> None:
    ids, owners = base[1].english_rows(given)
    assert all(owners.count(index) <= MOST_PIECES for index in owners)
    assert sorted(set(owners)) == begun if begun is not None else owners[-1] == 1
    marks = set(base[1].encode([], None, "", None).ids)
    assert marks.isdisjoint(ids)


def test_a_han_character_is_not_set_apart_by_spaces(folders: dict[str, Path]) -> None:
    tokenizer = open_base(folders["xlm-roberta"])[1]
    vocabulary = Tokenizer.from_file(str(folders["xlm-roberta"] / "tokenizer.json"))
    read = [vocabulary.id_to_token(number) for number in tokenizer.english_rows(["部", "漢"])[0]]
    assert "▁" not in read and "漢" in read


def test_words_are_set_apart_for_bytes(tmp_path: Path) -> None:
    """RoBERTa's tokenizer reads a word within a sentence only behind a space."""
    whole = byte_level(tmp_path)(" The minister", add_special_tokens=False)["input_ids"]
    written = Tokenizer.from_file(str(tmp_path / "tokenizer.json"))
    written.post_processor = RobertaProcessing(("<|endoftext|>", 0), ("<|endoftext|>", 0))
    written.save(str(tmp_path / "tokenizer.json"))
    assert OwnTokenizer(open_tokenizer(tmp_path), 64).english_rows(["The", "minister"])[0] == whole


def test_gold_stands_on_the_first_subword_of_its_word_on_both_sides(base: tuple[OwnNetwork, OwnTokenizer]) -> None:
    german = ["Der", "Minister", "sagte", "nichts"]
    out = Example("de", german, ["The", "minister", "spoke"], [0, 0, 1, UNKNOWN], [0, 1, 0], -0.5, 0.2, 1.0, True,
                  gaps=[0, 0, 1, 0, 1])  # fmt: skip
    row = encode(out, base[1], None)
    assert row is not None
    for gold, side, expected in ((row.english_gold, 0, [0, 1, 0]), (row.foreign_gold, 1, [0, 0, 1, UNKNOWN])):
        places = (row.encoded.types == side) & (row.encoded.word >= 0)
        np.testing.assert_array_equal(gold[places], np.array(expected, np.float32))
        assert np.isnan(gold[~places]).all()
    assert row.gap_gold[np.flatnonzero(row.encoded.types == 1)[-1]] == 1
    assert list(row.gap_gold[(row.encoded.types == 1) & (row.encoded.word >= 0)]) == [0, 0, 1, 0]


@pytest.mark.parametrize(("count", "taken"), [(5, True), (POSITIONS, False)])
def test_what_is_longer_than_the_positions_is_left_out_of_training(
    base: tuple[OwnNetwork, OwnTokenizer], count: int, taken: bool
) -> None:
    item = Example("ar", ["the"] * count, ["قال"], [0.0] * count, [0.0], 0.0, 0.0, 1.0)
    assert (encode(item, base[1], None) is not None) is taken


def test_a_fresh_network_reads_as_its_base_does(base: tuple[OwnNetwork, OwnTokenizer], family: str) -> None:
    """What is added to the embeddings begins at nothing; segments and positions are the base's own."""
    network, tokenizer = base
    batch = collate([tokenizer.encode(ENGLISH, ARABIC, "ar", None)])
    more = {"token_type_ids": batch.types} if family == "bert" else {}
    with torch.no_grad():
        plain = network.base(input_ids=batch.ids, attention_mask=batch.mask, **more).last_hidden_state
        torch.testing.assert_close(network.hidden(batch), plain)


@pytest.mark.parametrize("from_english", [False, True])
def test_padding_changes_nothing(base: tuple[OwnNetwork, OwnTokenizer], from_english: bool) -> None:
    network, tokenizer = base
    short = tokenizer.encode(["said"], ARABIC[:1], "ar", None, from_english)
    long = tokenizer.encode(ENGLISH, ARABIC, "ar", None, from_english)
    with torch.no_grad():
        single, joined = network(collate([short])), network(collate([short, long]))
    torch.testing.assert_close(single.english[0], joined.english[0, : len(short.ids)], atol=1e-5, rtol=1e-4)
    torch.testing.assert_close(single.sentence[0], joined.sentence[0], atol=1e-5, rtol=1e-4)


def test_the_network_is_told_which_side_is_the_translation_and_what_the_lexicon_knows(
    base: tuple[OwnNetwork, OwnTokenizer],
) -> None:
    """The same words in the same order, as a translation into English and as one out of it."""
    network, tokenizer = base
    torch.nn.init.normal_(network.role_layer.weight)
    into = tokenizer.encode(ENGLISH, ARABIC, "ar", None)
    out = tokenizer.encode(ENGLISH, ARABIC, "ar", None, from_english=True)
    np.testing.assert_array_equal(into.ids, out.ids)
    loud = replace(into, features=into.features + 1)
    with torch.no_grad():
        states = [network.hidden(collate([one])) for one in (into, out)]
        said = [network(collate([one])).english for one in (into, loud)]
    assert not torch.allclose(*states)
    assert not torch.allclose(*said)


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
