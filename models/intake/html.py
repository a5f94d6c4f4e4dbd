"""Visible text of an HTML article, with every code point traced back to its place in the markup.

What an image shows in words, its `alt`, is read too, on a line of its own.

No maintained parser within reach reports exact text offsets in linear time (the standard library's
takes 28 s for 40 kB of unclosed tags, lexbor reports none), so lexbor is made to report them: a marker
that carries its own offset goes after every ">". Every tag and comment ends with one, so each run of
text begins with a marker, and a marker inside an attribute, a comment or a script is never seen.
Element names are made neutral first (`<b>` to `<x-b>`): only text, lines and skipped content matter here,
and the tree-building rules of real names (adoption, reconstruction) let 44 kB of markup grow into
3 GB of nodes.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

import regex
from selectolax.lexbor import LexborHTMLParser, LexborNode

from models.article import BlockKind
from models.intake.traced_characters import Traced, alternative_text, traced_text
from models.spans import Span

_LINE_BREAKS = frozenset({"br", "hr"})
_VOID = frozenset(
    "area base col embed img input link meta param source track wbr".split()  # noqa: SIM905
)
_RAW = frozenset(["script", "style", "title", "textarea", "iframe", "noembed", "noframes"])
"""Elements whose content lexbor must read as raw text; none of it is part of the article."""
_HIDDEN = _RAW | {"x-noscript", "x-template"}
_BLOCK_NAMES = """
    address article aside blockquote body button caption center dd details dialog dir div dl dt fieldset
    figcaption figure footer form h1 h2 h3 h4 h5 h6 head header hgroup html legend li main menu nav ol
    optgroup option p pre search section select summary table tbody td tfoot th thead tr ul
"""
_BLOCKS = frozenset("x-" + name for name in _BLOCK_NAMES.split())
"""Elements that start and end a line: `display: block`, list items and table parts in the HTML
Standard's rendering section (https://html.spec.whatwg.org/#rendering)."""

_KINDS: dict[str, BlockKind] = {
    **dict.fromkeys((f"x-h{level}" for level in range(1, 7)), "heading"),
    **dict.fromkeys(("x-caption", "x-figcaption"), "caption"),
    **dict.fromkeys(("x-td", "x-th"), "table cell"),
}
"""What a text is by the innermost of these around it."""

_OPEN, _CLOSE = "\ufdd0", "\ufdd1"
"""Noncharacters around a marker's offset; Unicode keeps them for a program's own use."""
_MARKER = regex.compile(f"{_OPEN}([0-9]+){_CLOSE}")
_UNSAFE = regex.compile(f"[\0\\p{{Cs}}{_OPEN}{_CLOSE}]")
_FORGED = regex.compile(r"&#(?:0*+6497[67](?![0-9])|[xX]0*+[fF][dD][dD][01](?![0-9a-fA-F]));?")
"""Character references to the two noncharacters, which lexbor would resolve to a marker of the sender's."""
_IMAGE = "x-image-at"
"""Attribute with a marker for where in the markup an image's attributes begin; the first of a name counts alone."""
_TAG_OR_COMMENT = regex.compile(r"<[A-Za-z/!?]")
_TAG_NAME = regex.compile(r"<(/?)([A-Za-z][^\s/>]*)")
_WHITESPACE = " \t\n\f\r"
"""What HTML collapses to one space; a no-break space stays."""
_MADE_HERE = -1
"""Markup offset of a line break that stands for a tag."""


@dataclass(frozen=True)
class Extracted:
    """The visible text of some markup: paragraphs and `<br>` end lines, white space is collapsed.

    `extract("<p>A &amp; B</p>").text == "A & B"`.
    """

    text: str
    _starts: array[int] = field(repr=False)
    _ends: array[int] = field(repr=False)
    blocks: tuple[tuple[BlockKind, Span], ...] = ()
    """The lines of headings, captions and table cells, in order."""
    cut_at: int | None = None
    """Where a tag, a comment or an element that is not shown begins which never ends: nothing behind that is read."""

    def to_markup(self, span: Span) -> Span | None:
        """The markup that shows `span` of the text; both count code points.

        None when the span covers only line breaks that stand for tags. A character reference is taken
        whole; a span across tags takes those tags in. Raises ValueError when `span` leaves the text.

        `extract("<p>A &amp; B</p>").to_markup(Span(2, 3)) == Span(5, 10)`
        """
        if span.end > len(self.text):
            raise ValueError(f"{span} leaves a text of {len(self.text)} code points")
        first, last = span.start, span.end - 1
        while first <= last and self._starts[first] == _MADE_HERE:
            first += 1
        while last > first and self._starts[last] == _MADE_HERE:
            last -= 1
        return Span(self._starts[first], self._ends[last]) if first <= last else None


def extract(markup: str) -> Extracted:
    """What a reader sees of `markup`, well-formed or not; never raises, in about linear time.

    Scripts, styles, comments, `<title>`, `<noscript>` and `<template>` are left out. Blocks and table
    cells stand on lines of their own, in the order of the markup; empty lines are dropped.
    """
    lines = _Lines()
    root = LexborHTMLParser(_prepare(markup)).root
    seen = 0
    for node in _walk(root):
        if node.name in _BLOCKS or node.name in _LINE_BREAKS:
            lines.end_line()
        if node.image is not None:
            lines.add_apart(alternative_text(markup, node.image), node)
        for start, run in _runs(node.content):
            seen = start
            for character, begin, end in traced_text(markup, start, run):
                lines.add(character, begin, end, node)
    return Extracted(
        "".join(lines.characters), lines.starts, lines.ends, tuple(lines.blocks()), _cut_at(markup, seen)
    )


def _cut_at(markup: str, seen: int) -> int | None:
    """Where what is never ended begins, if the marker at the end was not seen; `seen`: the last that was."""
    if seen == len(markup):
        return None
    begun = _TAG_OR_COMMENT.search(markup, seen)
    return begun.start() if begun else seen


def _prepare(markup: str) -> str:
    """The markup with neutral element names and a marker at its start, after every ">" and at its end."""
    safe = _UNSAFE.sub("\ufffd", markup).replace("\r", "\n")  # lexbor would make CR LF one character
    pieces = [_marker(0)]
    position = 0
    while (end := safe.find(">", position)) >= 0:
        pieces += (_with_neutral_names(safe[position : end + 1], position), _marker(end + 1))
        position = end + 1
    pieces += (_with_neutral_names(safe[position:], position), _marker(len(safe)))
    return _FORGED.sub("\ufffd", "".join(pieces))


def _with_neutral_names(piece: str, position: int) -> str:
    """A piece of the markup that stands at `position`, with neutral element names."""
    return _TAG_NAME.sub(lambda match: _neutral(match, position), piece)


def _marker(offset: int) -> str:
    return f"{_OPEN}{offset}{_CLOSE}"


def _neutral(match: regex.Match[str], position: int) -> str:
    """`<B` as `<x-b`; void elements as `<br` or `<wbr`, so that nothing nests in them; an image with its place."""
    name = match[2].lower()
    if name in _LINE_BREAKS:
        return f"<{match[1]}br"
    if name == "img" and not match[1]:
        return f"<wbr {_IMAGE}={_marker(position + match.end())} "
    if name in _VOID:
        return f"<{match[1]}wbr"
    return match[0] if name in _RAW else f"<{match[1]}x-{name}"


class _Met(NamedTuple):
    """An element or text by its name, with its text: inside `<pre>`, and as what kind of block.

    `image`: where in the markup an image's attributes begin.
    """

    name: str
    content: str = ""
    preformatted: bool = False
    kind: BlockKind | None = None
    image: int | None = None


def _walk(root: LexborNode | None) -> Iterator[_Met]:
    """Elements and texts in document order, a block again where it ends.

    Goes by links, not by recursion: depth costs nothing.
    """
    node, preformatted = root, 0
    kinds: list[BlockKind | None] = [None]
    while node is not None:
        name = node.tag or ""
        content = (node.text_content or "") if node.is_text_node else ""
        yield _Met(name, content, preformatted > 0, kinds[-1], _image(node) if name == "wbr" else None)
        if name not in _HIDDEN and node.child is not None:
            preformatted += name == "x-pre"
            kinds += [_KINDS[name]] if name in _KINDS else []
            node = node.child
            continue
        while node is not None and node.next is None:
            node = node.parent
            if node is not None and (name := node.tag or "") in _BLOCKS:
                preformatted -= name == "x-pre"
                del kinds[len(kinds) - (name in _KINDS) :]
                yield _Met(name)
        node = node.next if node is not None else None


def _image(node: LexborNode) -> int | None:
    """Where in the markup an image's attributes begin; None for another void element."""
    place = _MARKER.fullmatch(node.attributes.get(_IMAGE) or "")
    return int(place[1]) if place else None


def _runs(content: str) -> Iterator[tuple[int, str]]:
    """Text between markers, each with the markup offset where it starts."""
    pieces = _MARKER.split(content)
    return zip(map(int, pieces[1::2]), pieces[2::2], strict=True)


class _Lines:
    """Collects visible characters with collapsed white space; remembers where each came from."""

    def __init__(self) -> None:
        self.characters: list[str] = []
        self.starts = array("q")
        self.ends = array("q")
        self._kinds: list[tuple[BlockKind, int, int]] = []
        self._space: tuple[int, int] | None = None
        self._line_ended = False
        self._line_start = 0

    def add(self, character: str, start: int, end: int, node: _Met) -> None:
        """One character of markup[start:end], of the text `node`."""
        if character not in _WHITESPACE:
            if self._line_ended and self.characters:
                self._append("\n", _MADE_HERE, _MADE_HERE)
                self._line_start = len(self.characters)
            elif self._space and self.characters:
                self._append(" ", *self._space)
            self._space, self._line_ended = None, False
            self._append(character, start, end)
            if node.kind is not None:
                self._extend(node.kind)
        elif node.preformatted and character in "\n\r":
            self.end_line()
        elif self._space is None:
            self._space = (start, end)

    def add_apart(self, traced: Sequence[Traced], node: _Met) -> None:
        """Text of `node` that stands on a line of its own."""
        if traced:
            self.end_line()
            for character, start, end in traced:
                self.add(character, start, end, node._replace(preformatted=False))
            self.end_line()

    def blocks(self) -> Iterator[tuple[BlockKind, Span]]:
        """The lines of a kind, in order."""
        return ((kind, Span(start, end)) for kind, start, end in self._kinds)

    def _extend(self, kind: BlockKind) -> None:
        """The last character belongs to a block of that kind: the one of its own line, or a new one."""
        place = len(self.characters) - 1
        if self._kinds and self._kinds[-1][0] == kind and self._kinds[-1][2] >= self._line_start:
            kind, start, _ = self._kinds.pop()
            self._kinds.append((kind, start, place + 1))
        else:
            self._kinds.append((kind, place, place + 1))

    def end_line(self) -> None:
        """What follows stands on a new line."""
        self._line_ended = True

    def _append(self, character: str, start: int, end: int) -> None:
        self.characters.append(character)
        self.starts.append(start)
        self.ends.append(end)
