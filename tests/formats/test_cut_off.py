"""A file that was cut off on its way is refused, with the line; none of it is read as if it were whole."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from unit_checker import UnitChecker

from formats.files import xliff_1, xliff_2
from models.errors import InvalidInput
from models.formats.annotation import annotate
from models.formats.po import read_po
from models.formats.tmx import read_tmx
from models.formats.units import UnitLanguages
from models.languages import LanguagePair
from scripts.cli.score_lines import parse_line

Read = Callable[[bytes, UnitLanguages], object]
ENGLISH = UnitLanguages("en", "de")
PO = r'''msgid ""
msgstr ""
"Language: de\n"

#| msgid "Send"
msgctxt "verb"
msgid "Send \"it\""
msgstr "Es \\"

msgid "%d ship"
msgid_plural "%d ships"
msgstr[0] "%d Schiff"
msgstr[1] ""
"%d Schiffe"

#~ msgid "Boat"
#~ msgstr "Boot"
'''  # fmt: skip


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ('msgid "Ship"\nmsgstr "Schif', "a text without its closing quotation mark, line 2"),
        ('msgid "Ship"\nmsgstr ""\n"Ein "\n"Sch', "a text without its closing quotation mark, line 4"),
        ('msgid "Ship"\nmsgstr "', "a text without its closing quotation mark, line 2"),
        ('msgid "Ship"\nmsgstr "Schiff\\"', "a text without its closing quotation mark, line 2"),
        ('msgid "Ship"\nmsgstr "Schiff\n\nmsgid "Boat"\nmsgstr "Boot"', "closing quotation mark, line 2"),
        ('msgid "Ship"\nmsgstr', "msgstr without a text in quotation marks, line 2"),
        ('msgid "Ship"\nmsgid_plural "Ships"\nmsgstr[1', r"msgstr\[1 without a text"),
        ('msgid "Ship"\nmsgstr "Schiff"\nmsgctxt "verb"\n', "msgctxt without the msgid that should follow it, line 4"),
        ('msgid "Ship"\nmsgstr "Schiff"\nmsgid "Boat"\n', "a msgid has no msgstr, line 4"),
        ('msgid "Ship"\nmsgstr "Schiff"\nmsg', "neither a comment nor a text after msgid or msgstr, line 3"),
        ('msgid "Ship"\nmsgstr "Schiff"\n\n#~ msgid "Boa', "closing quotation mark, line 4"),
        ('#| msgid "Sh', "closing quotation mark, line 1"),
    ],
)
def test_po_is_told_with_its_line(content: str, told: str) -> None:
    for ends in ("\n", "\r\n"):
        with pytest.raises(InvalidInput, match=told):
            read_po(content.replace("\n", ends).encode(), ENGLISH)


def test_what_is_read_of_a_shorter_po_file_is_whole() -> None:
    whole = [(unit.id, unit.source, unit.target) for unit in read_po(PO.encode(), ENGLISH)[0]]
    read = set()
    for cut in range(len(PO)):
        try:
            units = [(unit.id, unit.source, unit.target) for unit in read_po(PO[:cut].encode(), ENGLISH)[0]]
        except InvalidInput:
            continue
        assert units == whole[: len(units)]
        read.add(len(units))
    forms = [("10[0]", "%d ship", "%d Schiff"), ("10[1]", "%d ships", "%d Schiffe")]
    assert whole == [("7", 'Send "it"', "Es \\"), *forms]
    assert read == {0, 1, 2, 3}  # between two messages nothing shows that there were more


def xliff(content: bytes, given: UnitLanguages) -> None:
    annotate(content, given, UnitChecker().check)


MEMORY = (
    "<?xml version='1.0'?>\n<tmx version='1.4'><header srclang='en'/><body><tu>\n<tuv xml:lang='en'><seg>A</seg></tuv>"
    "<tuv xml:lang='de'><seg>É &amp; <![CDATA[b]]><!-- c --></seg></tuv></tu></body></tmx>"
).encode()


@pytest.mark.parametrize(
    ("read", "content"),
    [
        (xliff, xliff_1(("One", "A ship"), ("Two", "B&#233;"))),
        (xliff, xliff_2(("One", "A ship"))),
        (xliff, xliff_2(("One", "A ship")).decode().encode("utf-16")),
        (read_tmx, MEMORY),
    ],
    ids=["XLIFF 1.2", "XLIFF 2", "UTF-16", "TMX"],
)
def test_no_part_of_an_xml_file_is_read(read: Read, content: bytes) -> None:
    read(content, UnitLanguages())
    for cut in range(len(content)):
        with pytest.raises(InvalidInput, match=r", line \d+, column \d+\.|is not .* text"):
            read(content[:cut], UnitLanguages())


def test_no_part_of_a_json_line_is_read() -> None:
    line = b'{"id": "a", "target": "Ein \\"Schiff\\"", "metadata": {"desk": "1"}}'
    for cut in range(len(line)):
        _, read = parse_line(line[:cut], 3, LanguagePair("", ""))
        assert isinstance(read, InvalidInput) and str(read).startswith("line 3: not JSON")
