"""What stands in the text of an XLIFF unit without being text: <x/>, <ph/>, <g>, <pc>, <bpt>, and so on.

A pair of tags may be written as one element around text or as two, differently on both sides. Annotations (<mrk>) and
characters (<cp>) are no codes; line breaks are text.
"""

from __future__ import annotations

from collections.abc import Iterator

from models.article import InlineCode, Side
from models.formats.inline import AROUND_TEXT, is_line_break
from models.formats.xml_tree import Element, XmlText

AROUND = frozenset({"g", "pc"})
OPENING, CLOSING = frozenset({"bpt", "bx", "sc"}), frozenset({"ept", "ex", "ec"})
ALONE = frozenset({"x", "ph", "it"})
MAX_ID = 40
"""Characters of an id that are shown."""


def codes_in(element: Element, side: Side) -> tuple[InlineCode, ...]:
    """The codes of a <source> or <target> in order; not those that a translator may leave out (canDelete="yes")."""
    return tuple(code for found, place in _placed(element) for code in _codes(found, place, side))


def _placed(element: Element) -> Iterator[tuple[Element, int]]:
    """Its elements, each with the number of characters of text before it, as `content_of` counts them."""
    place = 0
    waiting: list[XmlText | Element] = list(reversed(element.children))
    while waiting:
        child = waiting.pop()
        if isinstance(child, XmlText):
            place += sum(len(characters) for _, characters, _ in child.pieces)
        elif is_line_break(child):
            place += 1
        else:
            yield child, place
            if child.name[1] in AROUND_TEXT:
                waiting += reversed(child.children)


def _codes(element: Element, place: int, side: Side) -> Iterator[InlineCode]:
    name = element.name[1]
    if element.get("canDelete") == "yes":
        return
    number = element.get("rid") or element.get("startRef") or element.get("id")
    shown = f'<{name} id="{number[:MAX_ID]}"' if number else f"<{name}"
    if name in AROUND | OPENING:
        yield InlineCode(side, place, f"begin {number}", f"{shown}>")
    if name in AROUND | CLOSING:
        yield InlineCode(side, place, f"end {number}", f"{shown}>")
    if name in ALONE:
        yield InlineCode(side, place, f"alone {number}", f"{shown}/>")
