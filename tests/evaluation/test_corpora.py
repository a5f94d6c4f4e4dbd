"""The data readers: xz files of pairs and ratings, and where Moses tokens stand in the text."""

from __future__ import annotations

import json
import lzma
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.errors import InvalidInput
from models.evaluation import corpora
from models.evaluation.corpora import Contrast, Pair, token_spans
from models.languages import LanguagePair

ROWS = (
    "der Hafen\tthe harbour\tnews\n"
    "die Brücke\tthe bridge\tnewstest\n"
    "\tno source\tnews\n"
    "kein Ziel\t\tnews\n"
    "das Tor 👩‍🚀\tthe gate 👩‍🚀\n"
)


def pack(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(lzma.compress(text.encode("utf-8")))
    return path


@pytest.mark.parametrize(
    ("read", "name"),
    [
        (corpora.parallel, "parallel/de-en.train.tsv.xz"),
        (corpora.lexicon, "parallel/de-en.lexicon.tsv.xz"),
    ],
)
@pytest.mark.parametrize(
    ("open_terms", "targets"),
    [(True, ["the harbour", "the gate 👩‍🚀"]), (False, ["the harbour", "the bridge", "the gate 👩‍🚀"])],
)
def test_pairs_by_terms_of_use(
    tmp_path: Path,
    read: Callable[[Path, str, bool], Iterable[Pair]],
    name: str,
    open_terms: bool,
    targets: list[str],
) -> None:
    pack(tmp_path / name, ROWS)
    assert [pair.target for pair in read(tmp_path, "de", open_terms)] == targets


def test_open_terms_are_the_default(tmp_path: Path) -> None:
    pack(tmp_path / "parallel/de-en.train.tsv.xz", ROWS)
    assert not {pair.origin for pair in corpora.parallel(tmp_path, "de")} & corpora.RESEARCH_ONLY


def test_flores_is_read_whole(tmp_path: Path) -> None:
    pack(tmp_path / "dev/flores.de-en.tsv.xz", "das Tor\tthe gate\n")
    assert [(p.source, p.target) for p in corpora.flores(tmp_path, "de")] == [("das Tor", "the gate")]


ROW = {
    "source": "Das Tor.",
    "target": "The goal.",
    "source_tokens": ["Das", "Tor", "."],
    "target_tokens": ["The", "goal", "."],
    "target_tags": ["OK", "BAD", "OK"],
    "source_tags": ["OK", "BAD", "OK"],
    "gap_tags": ["OK", "OK", "OK", "BAD"],
    "da_z": -0.4,
    "hter": 0.33,
    "post_edit_tokens": ["It", "isn", "&apos;t", "the", "gate", "."],
}


def test_ratings(tmp_path: Path) -> None:
    pack(tmp_path / "mlqe-pe/ro-en.dev.jsonl.xz", json.dumps(ROW) + "\n")
    (item,) = corpora.rated(tmp_path, LanguagePair("ro", "en"), "dev")
    assert item.tags == item.source_tags == (False, True, False)
    assert item.gaps == (False, False, False, True)
    assert (item.z, item.hter, item.post_edit) == (-0.4, 0.33, "It isn't the gate.")


def missing(key: str) -> str:
    return json.dumps({name: value for name, value in ROW.items() if name != key})


@pytest.mark.parametrize("content", ["{", "[]", "7", missing("da_z"), missing("target_tags"), "\tno json"])
def test_malformed_ratings_are_refused(tmp_path: Path, content: str) -> None:
    pack(tmp_path / "mlqe-pe/ro-en.dev.jsonl.xz", content + "\n")
    with pytest.raises(InvalidInput, match=r"ro-en\.dev\.jsonl\.xz"):
        corpora.rated(tmp_path, LanguagePair("ro", "en"), "dev")


def test_a_row_without_a_translation_is_refused(tmp_path: Path) -> None:
    pack(tmp_path / "parallel/de-en.train.tsv.xz", "ja\tyes\nno tab here\n")
    with pytest.raises(InvalidInput, match=r"de-en\.train\.tsv\.xz"):
        list(corpora.parallel(tmp_path, "de"))


@pytest.mark.parametrize(
    "content",
    [b"", b"plain text\tno xz\n", lzma.compress(b"ja\tyes\n")[:-9], lzma.compress(b"\xff\xfe\tx\n")],
    ids=["empty", "not xz", "cut off", "not UTF-8"],
)
def test_a_damaged_file_is_refused(tmp_path: Path, content: bytes) -> None:
    path = pack(tmp_path / "parallel/de-en.train.tsv.xz", "")
    path.write_bytes(content)
    with pytest.raises(InvalidInput, match=r"de-en\.train\.tsv\.xz"):
        list(corpora.parallel(tmp_path, "de"))


@pytest.mark.parametrize(
    "read",
    [
        lambda folder: list(corpora.parallel(folder, "de")),
        lambda folder: list(corpora.lexicon(folder, "de")),
        lambda folder: corpora.flores(folder, "de"),
        lambda folder: corpora.rated(folder, LanguagePair("ro", "en"), "train"),
    ],
)
def test_a_missing_file_is_named(tmp_path: Path, read: Callable[[Path], object]) -> None:
    with pytest.raises(InvalidInput, match="give the folder that holds it with --data"):
        read(tmp_path)


@pytest.mark.parametrize(
    ("text", "tokens", "found"),
    [
        ("It's 5.", ["It", "&apos;s", "5", "."], ["It", "'s", "5", "."]),
        ("a well-known man", ["a", "well", "@-@", "known", "man"], ["a", "well", "-", "known", "man"]),
        ('"Yes" & no', ["&quot;", "Yes", "&quot;", "&amp;", "no"], ['"', "Yes", '"', "&", "no"]),
        ("one two", ["one", "lost", "two"], ["one", None, "two"]),
        ("one", ["", "one"], [None, "one"]),
        ("the cat the dog", ["the", "dog", "the"], ["the", "dog", None]),  # in order only
        ("a" + " " * 70 + "b", ["a", "b"], ["a", None]),  # too far to be the same place
        ("أوكرانيا 👩‍🚀 漢字", ["أوكرانيا", "👩‍🚀", "漢字"], ["أوكرانيا", "👩‍🚀", "漢字"]),
        ("", ["x"], [None]),
        ("x", [], []),
    ],
)
def test_token_spans(text: str, tokens: list[str], found: list[str | None]) -> None:
    spans = token_spans(tokens, text)
    assert [span.of(text) if span else None for span in spans] == found


@given(st.lists(st.sampled_from(["cat", "漢", "👩‍🚀", "e\u0301", "ف", "-", "&"]), max_size=20))
def test_tokens_in_the_text_are_all_found_in_order(tokens: list[str]) -> None:
    text = " ".join(tokens)
    escaped = [token.replace("&", "&amp;").replace("-", "@-@") for token in tokens]
    spans = [span for span in token_spans(escaped, text) if span]
    assert [span.of(text) for span in spans] == tokens
    assert spans == sorted(spans)


def test_damaged_translations_without_those_that_nothing_was_damaged_in(tmp_path: Path) -> None:
    rows = [
        {"lang": "german", "pert_name": name, "src": "das Tor", "mt": "the gate", "pert": damaged}
        for name, damaged in (
            ("major_id3_hypernym", "the goat"),
            ("base_id35_reference", "the goat"),
            ("critical_id11_gender", "the gate"),
        )
    ]
    pack(tmp_path / "tests" / "demetr.jsonl.xz", "".join(json.dumps(row) + "\n" for row in rows))
    assert list(corpora.demetr(tmp_path)) == [Contrast("de", "major_id3_hypernym", "das Tor", "the gate", "the goat")]


def test_unacceptable_english_has_no_source(tmp_path: Path) -> None:
    pack(tmp_path / "tests" / "blimp.tsv.xz", "The gates are shut.\tThe gates is shut.\tx\tsyntax\tagreement\n")
    assert list(corpora.blimp(tmp_path)) == [
        Contrast("", "agreement", None, "The gates are shut.", "The gates is shut.")
    ]
