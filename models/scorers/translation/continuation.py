"""What a translation model would say in a passage's place, cut out of how it goes on from there."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import regex

from models.spans import Span
from models.text.normalise import fold
from models.text.sentences import split_sentences
from models.text.words import count_words, is_wordlike, word_spans

MAX_SPARE_WORDS = 2
"""Words that a proposal may have more than the passage."""
MEETING = 2
"""Words in a row in which the model has met the translation again."""
_END = "\n"
"""Stands for the end of the sentence among words, which hold no white space."""
_MARK_LAST = regex.compile(r"[^\p{L}\p{M}\p{N}\s]\s*$")
_EDGES = regex.compile(r"^[^\p{L}\p{M}\p{N}]+|[^\p{L}\p{M}\p{N}]+$")


@dataclass(frozen=True)
class Gap:
    """A passage taken out of a translation in the language `lang`."""

    text: str
    passage: Span
    lang: str

    @property
    def said(self) -> str:
        """What stands there."""
        return self.passage.of(self.text)

    @cached_property
    def words(self) -> int:
        """How many words it has, at least one."""
        return max(1, count_words(self.said))

    @property
    def spaced(self) -> bool:
        """True when words and a space stand before it."""
        before = self.text[: self.passage.start]
        return before[-1:].isspace() and bool(before.strip())

    @cached_property
    def sentences(self) -> tuple[int, list[str]]:
        """How many sentences it touches, and the words that meet it: the first that follow, or the end."""
        touched = [span for span in split_sentences(self.text, self.lang) if span.overlaps(self.passage)]
        rest = self.text[self.passage.end : touched[-1].end] if touched else ""
        return len(touched) or 1, [*map(fold, _words(rest)), _END][:MEETING]


@dataclass(frozen=True, slots=True)
class _Said:
    """The whole words of a continuation; `ended`: no more will come."""

    text: str
    spans: Sequence[Span]
    ended: bool

    def words(self) -> list[str]:
        """Folded for comparing, with a mark for the end."""
        return [*(fold(span.of(self.text)) for span in self.spans), *([_END] if self.ended else [])]

    def counts(self) -> list[int]:
        """How many words with a letter or digit stand before each, and in all."""
        found = [0]
        for span in self.spans:
            found.append(found[-1] + is_wordlike(span.of(self.text)))
        return found


def is_enough(gap: Gap, said: str) -> bool:
    """True when more of the continuation would not change `counterpart`."""
    heard = _heard(gap, said, False)
    enough = gap.words + MAX_SPARE_WORDS + MEETING
    return heard.ended or _meeting(gap, heard) is not None or heard.counts()[-1] >= enough


def counterpart(gap: Gap, said: str, ended: bool) -> str:
    """The part of a continuation that answers to the passage; "" when it is the same, or nothing.

    `said` goes on from what stands before the passage, with the space if it says one; `ended`: it came to the end. The
    part before it meets the words that follow the passage; without that as many words as the passage has.
    """
    heard = _heard(gap, said, ended)
    place = _meeting(gap, heard)
    if place is None:
        place = _likely_meeting(gap, heard)
    if place is None:
        found = heard.text[: _end_of(gap, heard)].strip()
    else:
        found = heard.text[: heard.spans[place].start if place < len(heard.spans) else None].strip()
    return "" if same(found, gap.said) or not _EDGES.sub("", found) else found


def same(one: str, other: str) -> bool:
    """True when two wordings differ in case and in punctuation at their edges alone."""
    bare = [_EDGES.sub("", unicodedata.normalize("NFKC", text)).casefold() for text in (one, other)]
    return bare[0] == bare[1]


def _words(text: str) -> list[str]:
    return [span.of(text) for span in word_spans(text)]


def _heard(gap: Gap, said: str, ended: bool) -> _Said:
    """The whole words, up to the end of as many sentences as the passage touches."""
    if gap.spaced and said and not said[0].isspace():
        if said[0].isalnum() or unicodedata.category(said[0])[0] == "M":
            return _Said("", [], True)  # it would rather have gone on with the word before
        said = said[regex.match(r"\S*", said).end() :]  # type: ignore[union-attr]  # a mark at the word before
    touched, _ = gap.sentences
    sentences = split_sentences(said, gap.lang)
    if len(sentences) > touched:
        said, ended = said[: sentences[touched - 1].end], True
    spans = word_spans(said)
    if spans and not ended:  # the last may go on
        said, spans = said[: spans[-1].start], spans[:-1]
    return _Said(said, spans, ended)


def _meeting(gap: Gap, heard: _Said) -> int | None:
    """The first word at which the continuation is again what follows the passage."""
    _, follow = gap.sentences
    words, counts = heard.words(), heard.counts()
    for place, count in enumerate(counts):
        if count <= gap.words + MAX_SPARE_WORDS and words[place : place + len(follow)] == follow:
            return place
    return None


def _likely_meeting(gap: Gap, heard: _Said) -> int | None:
    """A word that is the first that follows the passage, about as many words on as the passage has."""
    _, follow = gap.sentences
    words, counts = heard.words(), heard.counts()
    near = [
        (abs(count - gap.words), place)
        for place, count in enumerate(counts)
        if count > 0 and abs(count - gap.words) < MAX_SPARE_WORDS and words[place : place + 1] == follow[:1]
    ]
    return min(near)[1] if near else None


def _end_of(gap: Gap, heard: _Said) -> int:
    """The end of as many words as the passage has, with the punctuation after them where it ends in some."""
    counts = heard.counts()
    most = min(gap.words, counts[-1])
    marked = _MARK_LAST.search(gap.said) is not None
    last = max(place for place, count in enumerate(counts) if count == most) if marked else counts.index(most)
    return heard.spans[last - 1].end if last else 0
