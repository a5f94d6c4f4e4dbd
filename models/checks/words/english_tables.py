"""lemminflect's tables of English forms, read as they lie: a word's lines are taken apart when it is asked for.

lemminflect itself takes both tables apart before its first answer, 120,000 lines: a second or more, of which an article
needs some hundred words. What it answers is the same.
"""

from __future__ import annotations

import gzip
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import TypeVar

import lemminflect
from lemminflect import config
from lemminflect.codecs.InflectionLUCodec import InflectionLUCodec
from lemminflect.codecs.LemmaLUCodec import LemmaLUCodec
from lemminflect.core.Inflections import Inflections
from lemminflect.core.Lemmatizer import Lemmatizer
from lemminflect.core.LexicalUtils import categoryToUPos

Forms = dict[str, tuple[str, ...]]
Default = TypeVar("Default")


class FormTable:
    """Forms by word, as a dictionary has them whose values are made when they are asked for."""

    def __init__(self, file: Path, read_line: Callable[[str], Forms], fixed: Mapping[str, Forms]) -> None:
        """`read_line`: what a line of the file adds to its word's forms; `fixed`: words that the file is not asked."""
        self._read_line, self._fixed = read_line, fixed
        self._lines: dict[str, str] = {}
        for line in gzip.decompress(file.read_bytes()).decode().splitlines():
            word = line[: line.index(",")]
            before = self._lines.get(word)
            self._lines[word] = line if before is None else f"{before}\n{line}"

    def __iter__(self) -> Iterator[str]:
        return iter(self._lines.keys() | self._fixed.keys())

    def get(self, word: str, default: Default) -> Forms | Default:
        """The forms of a word."""
        if word in self._fixed:
            return self._fixed[word]
        lines = self._lines.get(word)
        if lines is None:
            return default
        found: Forms = {}
        for line in lines.split("\n"):
            found |= self._read_line(line)
        return found


def lemma_table() -> FormTable:
    """What words may be forms of, by part of speech."""
    return FormTable(Path(config.lemma_lu_fn), _lemmas, {})


def inflection_table() -> FormTable:
    """The forms of words, by Penn tag."""
    return FormTable(Path(config.inflection_lu_fn), _inflections, InflectionLUCodec.updateForAuxMod({}))


def all_lemmas(word: str, part_of_speech: str | None = None) -> Forms:
    """What a word may be a form of, by universal part of speech: all_lemmas("ports")["NOUN"] == ("port",)."""
    _prepare()
    found: Forms = lemminflect.getAllLemmas(word, upos=part_of_speech)
    return found


def all_inflections(lemma: str, part_of_speech: str) -> Forms:
    """The forms of a word by Penn tag: all_inflections("go", "VERB")["VBD"] == ("went",)."""
    _prepare()
    found: Forms = lemminflect.getAllInflections(lemma, upos=part_of_speech)
    return found


@cache
def _prepare() -> None:
    """Gives lemminflect these tables, once a process: it reads its own where it has none."""
    Lemmatizer().lemma_dict = lemma_table()
    Inflections().infl_dict = inflection_table()


def _lemmas(line: str) -> Forms:
    _, category, forms = LemmaLUCodec.fromString(line)
    return {categoryToUPos(category): forms}


def _inflections(line: str) -> Forms:
    return dict(InflectionLUCodec.fromString(line)[2])
