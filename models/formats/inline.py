"""What a reader reads of a text with codes in it, and the way back from its characters to places in the file.

Codes count as nothing: neither the elements nor the native markup written inside them (`<bpt>&lt;b&gt;</bpt>`).
What stands in the elements around text (`<g>`, `<pc>`, `<mrk>`) is text.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate

from models.formats.xml_tree import XML, Element, XmlText

AROUND_TEXT = frozenset({"g", "mrk", "pc", "hi"})
"""Elements that stand around text, in XLIFF 1.2, in XLIFF 2 and in TMX."""
LINE_BREAKS = (("ctype", "lb"), ("subType", "xlf:lb"))
"""How XLIFF 1.2 and 2 say that a code is a line break, which keeps two words apart."""
_SPACE = str.maketrans("\t\n\r", "   ")


@dataclass(frozen=True, slots=True)
class InlinePiece:
    """Characters in a row. `run`: the same number for pieces that no tag parts. `at`: where they stand in the file.

    `at` is None where no tag can be put: a line break that a code stands for, a CDATA section.
    """

    run: int
    at: int | None
    characters: str


class Content:
    """The text of one side of a unit. `data`: the file that the pieces stand in."""

    def __init__(self, data: bytes, pieces: list[InlinePiece]) -> None:
        self.text = "".join(piece.characters for piece in pieces)
        self._data = data
        self._pieces = pieces
        self._starts = [0, *accumulate(len(piece.characters) for piece in pieces)]

    def place(self, start: int, end: int) -> tuple[int, int] | None:
        """Where tags around the characters `start` to `end` (exclusive) can be put; None when nowhere.

        They must not stand on two sides of another tag, since then it might be open in between.
        """
        first, last = (bisect_right(self._starts, index) - 1 for index in (start, end - 1))
        begins, ends = self._written(first, start), self._written(last, end - 1)
        if begins is None or ends is None or self._pieces[first].run != self._pieces[last].run:
            return None
        return begins[0], ends[1]

    def _written(self, number: int, index: int) -> tuple[int, int] | None:
        """Where one character stands in the file."""
        piece = self._pieces[number]
        if piece.at is None:
            return None
        if self._data[piece.at : piece.at + 1] == b"&":
            return piece.at, self._data.index(b";", piece.at) + 1
        if self._data[piece.at : piece.at + 2] == b"\r\n":
            return piece.at, piece.at + 2
        offset = index - self._starts[number]
        start = piece.at + len(piece.characters[:offset].encode())
        return start, start + len(piece.characters[offset].encode())


def content_of(element: Element, data: bytes) -> Content:
    """The text of a <source>, <target> or <seg>.

    Line ends count as spaces, unless xml:space says that they matter: they come from pretty-printing.
    """
    pieces: list[InlinePiece] = []
    keeps = element.inherited("space", XML) == "preserve"
    for run, found in enumerate(_runs(element)):
        if isinstance(found, Element):
            pieces.append(InlinePiece(run, None, "\n"))
            continue
        for at, characters, in_cdata in found.pieces:
            written = characters if keeps else characters.translate(_SPACE)
            pieces.append(InlinePiece(run, None if in_cdata else at, written))
    return Content(data, pieces)


def _runs(element: Element) -> Iterator[XmlText | Element]:
    """Runs of text, in order, and the codes that are line breaks."""
    for child in element.children:
        if isinstance(child, XmlText):
            yield child
        elif child.name[1] in AROUND_TEXT:
            yield from _runs(child)
        elif is_line_break(child):
            yield child


def is_line_break(element: Element) -> bool:
    """True for a code that keeps two words apart."""
    return any(element.get(name) == value for name, value in LINE_BREAKS)
