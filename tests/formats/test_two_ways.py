"""Files that can be read in two ways: refused with the place, and neither way is chosen in silence."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from unit_checker import UnitChecker

from formats.files import xliff_1, xliff_2
from formats.test_memories import GERMAN, tmx, tuv
from models.errors import InvalidInput
from models.formats.annotation import annotate
from models.formats.po import read_po
from models.formats.tmx import read_tmx
from models.formats.units import UnitLanguages

Read = Callable[[bytes, UnitLanguages], object]
SHIP = ("Ship", "Schiff")
TWICE = b"</target><target>Boot</target>"
VARIANTS = f"\n{tuv('en', 'Ship')}\n{tuv('de', 'Schiff')}\n"
MESSAGE = 'msgid "Ship"\nmsgstr "Schiff"\n'


def xliff(content: bytes, given: UnitLanguages) -> None:
    annotate(content, given, UnitChecker().check)


@pytest.mark.parametrize(
    ("read", "content", "told"),
    [
        (xliff, xliff_1(SHIP).replace(b"</target>", TWICE),
         "<trans-unit> of line 2 has more than one <target>: keep one of them, line 2"),
        (xliff, xliff_1(SHIP).replace(b"</target>", b"</target>\n<target/>"), "more than one <target>.*, line 3"),
        (xliff, xliff_1(SHIP).replace(b"</source>", b"</source>\n<source>Boat</source>"), "than one <source>.*line 3"),
        (xliff, xliff_2(SHIP).replace(b"</target>", TWICE), "The <segment> of line 1 has more than one <target>"),
        (read_tmx, tmx(f"{VARIANTS}{tuv('de', 'Boot')}"),
         "The <tu> of line 1 has two different texts in 'de': keep one of them, line 4"),
        (read_tmx, tmx(f"{VARIANTS}{tuv('DE', 'Boot')}"), "two different texts in 'de'.*line 4"),
        (read_tmx, tmx(f"{VARIANTS}{tuv('en', 'Boat')}"), "two different texts in 'en'.*line 4"),
        (read_tmx, tmx(VARIANTS.replace("</seg>", "</seg><seg/>")), "The <tuv> of line 2 has more than one <seg>"),
        (read_tmx, tmx(VARIANTS).replace(b"<body>", b"<body/><body>"), "The <tmx> of line 1 has more than one <body>"),
    ],
)  # fmt: skip
def test_what_stands_twice_in_a_unit_is_refused_with_its_line(read: Read, content: bytes, told: str) -> None:
    with pytest.raises(InvalidInput, match=told):
        read(content, UnitLanguages("en", "de"))


@pytest.mark.parametrize(
    ("variants", "read"),
    [
        (VARIANTS + tuv("de", "Schiff"), ("Ship", "Schiff")),  # the same said twice
        (VARIANTS + tuv("fr", "Bateau") + tuv("fr", "Navire"), ("Ship", "Schiff")),  # in no language of the pair
        (VARIANTS + tuv("de-AT", "Boot") + tuv("en-GB", "Boat"), ("Ship", "Schiff")),  # a region of its own
        (tuv("en-US", "Ship") + tuv("en-GB", "Boat") + tuv("de", "Schiff"), ("Ship", "Schiff")),
    ],
)
def test_what_can_be_read_in_one_way_only_is_read(variants: str, read: tuple[str, str]) -> None:
    ((unit,), _) = read_tmx(tmx(variants), UnitLanguages("en", "de"))
    assert (unit.source, unit.target) == read


@pytest.mark.parametrize(
    ("header", "given", "told"),
    [
        ("de", "fr", "says that its language is 'de', and target_lang is 'fr': leave target_lang out, or correct the"),
        ("pt_BR", "en-GB", "says that its language is 'pt_BR', and target_lang is 'en'"),
        ("de", "de-AT", ""), ("de_AT", "deu", ""), ("de@formal", "de", ""), ("", "fr", ""), ("und", "fr", ""),
        ("nonsense", "fr", ""), ("de", "", ""),
    ],
)  # fmt: skip
def test_a_po_file_of_another_language_than_is_said_is_refused(header: str, given: str, told: str) -> None:
    content = (GERMAN.replace("Language: de", f"Language: {header}") + MESSAGE).encode()
    if told:
        with pytest.raises(InvalidInput, match=told) as caught:
            read_po(content, UnitLanguages("en", given))
        assert caught.value.field == "target_lang"
    else:
        units, languages = read_po(content, UnitLanguages("en", given))
        assert len(units) == 1 and languages.target == (given or header)[:2]
