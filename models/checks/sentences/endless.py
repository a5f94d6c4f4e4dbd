"""What goes on without end: a word, a figure, a mark or a syllable more often in a row than anybody says it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import regex

from models.checks.sentences.loops import repeats
from models.spans import Span

MANY = 8
"""Times that nobody says anything in a row, be it "very", a figure or a comma, unless the source does."""
MAX_PERIOD = 4
"""Words, figures and marks of what is said over and over: longer phrases are loops sooner."""
SAID_OFTEN = 3
"""Times in a row from which on a source says something often itself; then a translation may."""
MIN_RUN = 20
"""Characters of a run without a space: a cry is shorter, and stands in the source too."""
MIN_LETTERS = 3
"""Letters of a word; shorter ones are sung."""
_RUN = regex.compile(r"([^\s\ufffc]{1,4}?)\1{4,}+")
_WORD = regex.compile(r"[\p{L}\p{M}]++")


def endless_words(words: Sequence[str], source: Sequence[str] | None) -> Iterator[Span]:
    """Index runs in which one to four words, figures or marks stand `MANY` times in a row.

    `source`: the words of the source, which may say something often itself; None where there is none, and then
    figures and marks may be a table, and syllables a song.
    """
    if source is not None and any(repeats(source, 1, SAID_OFTEN, MAX_PERIOD)):
        return
    for run in repeats(words, 1, MANY, MAX_PERIOD):
        if source is not None or any(
            len(word) >= MIN_LETTERS and _WORD.fullmatch(word) for word in words[run.start : run.end]
        ):
            yield run


def endless_runs(text: str, source: str | None) -> Iterator[Span]:
    """Places where one to four characters stand over and over with no space between: "aaaaaa", "lalala", "......".

    Without a source, marks may be a line that was drawn, and only letters are a loop.
    """
    if source is not None and _RUN.search(source):
        return
    for match in _RUN.finditer(text):
        if len(match.group()) >= MIN_RUN and (source is not None or _WORD.fullmatch(match.group())):
            yield Span(*match.span())
