"""lemminflect says the same of every word, whether it has taken its tables apart itself or asks ours."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from lemminflect import config
from lemminflect.codecs.InflectionLUCodec import InflectionLUCodec
from lemminflect.codecs.LemmaLUCodec import LemmaLUCodec

from models.checks.words.english_tables import (
    FormTable,
    all_inflections,
    all_lemmas,
    inflection_table,
    lemma_table,
)


@pytest.mark.parametrize(
    ("table", "read"),
    [
        (lemma_table, lambda: LemmaLUCodec.load(config.lemma_lu_fn)),
        (inflection_table, lambda: InflectionLUCodec.load(config.inflection_lu_fn)),
    ],
    ids=["lemmas", "inflections"],
)
def test_every_word_has_the_forms_that_lemminflect_reads(
    table: Callable[[], FormTable], read: Callable[[], dict[str, Any]]
) -> None:
    ours = table()
    assert {word: ours.get(word, {}) for word in ours} == read()


def test_a_word_that_is_not_listed_has_what_is_asked_for_instead() -> None:
    assert lemma_table().get("qwertz", None) is None


@pytest.mark.parametrize(
    ("word", "part", "lemmas"),
    [("ports", "NOUN", ("port",)), ("went", "VERB", ("go",)), ("Went", "VERB", ("Go",)), ("qwertz", "VERB", None)],
)
def test_lemmas(word: str, part: str, lemmas: tuple[str, ...] | None) -> None:
    assert all_lemmas(word, part).get(part) == lemmas == all_lemmas(word).get(part)


def test_inflections() -> None:
    assert all_inflections("go", "VERB")["VBD"] == ("went",)
    assert all_inflections("may", "VERB")["VBD"] == ("might",)
    assert "VBD" not in all_inflections("go", "NOUN")
