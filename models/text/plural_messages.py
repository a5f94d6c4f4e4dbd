"""ICU messages with a choice in them: {count, plural, one {# ship} other {# ships}}.

What stands in the inner braces is text; the rest is read by a program, which knows its keywords in English alone.
Which of the plural's keywords a message needs, its language says: English has two, Arabic has six.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import regex

from models.spans import Span

PLURALS = frozenset({"zero", "one", "two", "few", "many", "other"})
"""CLDR's plural categories (https://cldr.unicode.org/index/cldr-spec/plural-rules)."""
_HEAD = regex.compile(
    r"\{\s*+([\p{L}\p{N}_.]{1,60}+)\s*+,\s*+(plural|select|selectordinal)\s*+,(?:\s*+offset\s*:\s*\d+)?"
)
_BRANCH = regex.compile(r"\s*+(=\d+|[\p{L}\p{M}\p{N}_\-]{1,60}+)\s*+\{")
_END = regex.compile(r"\s*+\}")


@dataclass(frozen=True, slots=True)
class Keyword:
    """A piece of a message's structure. `key` is "" for what other languages may have more or less of."""

    span: Span
    key: str


def keywords(text: str) -> list[Keyword]:
    """The structure of all choices in a text, inner ones too, in no order; broken ones are text.

    [k.key for k in keywords("{n, plural, one {a} other {b}}") if k.key] == ["{n,plural", "n other"]
    """
    if "{" not in text or "," not in text:
        return []
    closing = _partners(text)
    return [word for head in _HEAD.finditer(text) for word in _choice(text, head, closing)]


def _partners(text: str) -> dict[int, int]:
    """Where each brace that opens is closed."""
    partners: dict[int, int] = {}
    opened: list[int] = []
    for match in regex.finditer(r"[{}]", text):
        if match[0] == "{":
            opened.append(match.start())
        elif opened:
            partners[opened.pop()] = match.start()
    return partners


def _choice(text: str, head: regex.Match[str], closing: dict[int, int]) -> Iterator[Keyword]:
    """The head, its keywords and its braces."""
    name, kind = head[1], head[2]
    found = [Keyword(Span(*head.span()), f"{{{name},{kind}")]
    place = head.end()
    while branch := _BRANCH.match(text, place):
        closed = closing.get(branch.end() - 1)
        if closed is None:
            return
        word = branch[1]
        varies = kind != "select" and word != "other" and (word in PLURALS or word.startswith("="))
        start = branch.start(1)
        found.append(Keyword(Span(start, branch.end()), "" if varies else f"{name} {word}"))
        found.append(Keyword(Span(closed, closed + 1), ""))
        place = closed + 1
    end = _END.match(text, place)
    if end is not None and len(found) > 1:
        yield from found
        yield Keyword(Span(end.end() - 1, end.end()), "")
