"""Small files make little work: twice the file takes twice the time, and what would take much more is refused."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable
from contextlib import suppress

import pytest

from models.errors import InvalidInput
from models.formats.annotation import annotate
from models.formats.po import MAX_MESSAGES, read_po
from models.formats.tmx import read_tmx
from models.formats.units import MAX_FILE_UNITS, UnitLanguages, at_most
from models.formats.xliff import translated_units
from models.formats.xml_tree import MAX_DEPTH, MAX_ELEMENTS, MAX_PIECES, read_xml
from models.intake.fields import MAX_UNITS

GIVEN = UnitLanguages("de", "en")
XLIFF = '<xliff version="1.2"{root}>{inside}</xliff>'
UNIT = "<trans-unit><source>Er ging.</source><target>He went.</target></trans-unit>"
FILE = '<file source-language="de" target-language="en">'


def xliff(inside: str = "", root: str = "") -> bytes:
    return XLIFF.format(root=root, inside=inside).encode()


def annotated(content: bytes) -> object:
    """Without a model: the check is reached only when all was read, and refuses."""

    def refuse(_: object) -> None:
        raise InvalidInput("enough")

    return annotate(content, GIVEN, refuse)  # type: ignore[arg-type, return-value]


GROWING: dict[str, tuple[Callable[[bytes], object], Callable[[int], bytes], int]] = {
    # What reads it, the file of a size, the size to begin with.
    "PO: a header that begins again and again": (
        lambda content: read_po(content, GIVEN),
        lambda n: b'msgid ""\nmsgstr "' + b"Content-Type: text; " * n + b'"\n\nmsgid "a"\nmsgstr "b"\n', 8_000,
    ),
    "PO: a header of white space": (
        lambda content: read_po(content, GIVEN),
        lambda n: b'msgid ""' + b"\n" * n + b'msgstr ""\nmsgid "a"\nmsgstr "b"\n', 50_000,
    ),
    "PO: the same message with other places": (
        lambda content: read_po(content, GIVEN),
        lambda n: b"".join(b'#: a:%d\n# c%d\nmsgid "a"\nmsgstr "b"\n\n' % (i, i) for i in range(n)), 2_000,
    ),
    "XLIFF: a root of white space": (
        annotated, lambda n: xliff(FILE + UNIT + "</file>", root=" " * n), 100_000,
    ),
    "XLIFF: many units": (
        annotated, lambda n: xliff(FILE + UNIT * n + "</file>"), 500,
    ),
    "XLIFF: a target of many lines": (
        annotated,
        lambda n: xliff(FILE + UNIT.replace("went.", "went.\n" * n) + "</file>"), 8_000,
    ),
    "XML: many attributes": (
        lambda content: read_xml(content.decode()),
        lambda n: ("<a " + " ".join(f'b{i}="c"' for i in range(n)) + "/>").encode(), 10_000,
    ),
}  # fmt: skip
TRIES = 3
"""How often a comparison that fails is made anew: work that grows too fast does so each time, other load does not."""
MAX_GROWTH = 3.0
"""Twice the size: twice the time, and the measurement's own noise. Quadratic work takes four times as long."""


def seconds(read: Callable[[bytes], object], content: bytes) -> float:
    """The shortest of three, without the collector of garbage: what it does depends on all that the tests hold."""
    took = []
    gc.disable()
    for _ in range(3):
        began = time.process_time()
        with suppress(InvalidInput):
            read(content)
        took.append(time.process_time() - began)
    gc.enable()
    return min(took)


@pytest.mark.parametrize("name", GROWING)
def test_twice_the_file_twice_the_time(name: str) -> None:
    read, made, size = GROWING[name]
    tried = []
    for _ in range(TRIES):
        tried.append((seconds(read, made(2 * size)), seconds(read, made(4 * size))))
        if tried[-1][1] < MAX_GROWTH * tried[-1][0] + 0.02:
            return
    pytest.fail(f"{tried}")


def test_a_unit_is_counted_once_however_many_files_are_around_it() -> None:
    depth = MAX_DEPTH - 4
    content = xliff(FILE * depth + UNIT * 30 + "</file>" * depth)
    assert len(translated_units(read_xml(content.decode()), GIVEN)) == 30


@pytest.mark.parametrize(
    ("read", "content", "told"),
    [
        (annotated, xliff(FILE + UNIT * (MAX_FILE_UNITS + 1) + "</file>"), "at least 20,001 units"),
        (annotated, xliff(FILE + "<g/>" * MAX_ELEMENTS + "</file>"), "more than 100,000 elements"),
        (annotated, xliff(FILE + "&#65;" * (MAX_PIECES + 1) + "</file>"), "more than 400,000 pieces of text"),
        (
            lambda content: read_po(content, GIVEN),
            b"".join(b'msgid "a%d"\nmsgstr ""\n\n' % n for n in range(MAX_MESSAGES + 1)), "more than 20,000 messages",
        ),
        (
            lambda content: read_po(content, GIVEN),
            b"".join(b'msgid "a%d"\nmsgstr "b"\n\n' % n for n in range(MAX_UNITS + 1)), "at least 5,001 units",
        ),
        (
            lambda content: read_tmx(content, GIVEN),
            b'<tmx><header srclang="de"/><body>'
            + b'<tu><tuv xml:lang="de"><seg>a</seg></tuv><tuv xml:lang="en"><seg>b</seg></tuv></tu>' * (MAX_UNITS + 1)
            + b"</body></tmx>", "at least 5,001 units",
        ),
    ],
    ids=["xliff units", "elements", "pieces", "po messages", "po units", "tmx units"],
)  # fmt: skip
def test_more_than_is_read(read: Callable[[bytes], object], content: bytes, told: str) -> None:
    with pytest.raises(InvalidInput, match=told):
        read(content)


def test_nothing_is_made_beyond_the_limit() -> None:
    made: list[int] = []
    with pytest.raises(InvalidInput):
        at_most(3, (made.append(n) for n in range(1_000)))
    assert len(made) == 4
