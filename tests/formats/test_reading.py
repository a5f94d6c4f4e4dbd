"""Translators' files that cannot be read, or not without help: one sentence says why, where, and what to do."""

from __future__ import annotations

import gzip
import time
from collections.abc import Callable

import pytest
from unit_checker import UnitChecker

from formats.annotated import bare
from formats.files import XLIFF_1, xliff_1, xliff_2
from models.errors import InvalidInput
from models.formats.annotation import annotate
from models.formats.decoding import decode_xml
from models.formats.po import read_po
from models.formats.tmx import read_tmx
from models.formats.units import UnitLanguages
from models.formats.xml_tree import MAX_DEPTH, read_xml
from models.intake.fields import MAX_UNITS

GOOD = xliff_1(("One", "A ship"))
LAUGHS = "".join(f"<!ENTITY l{n} '{f'&l{n - 1};' * 10}'>" for n in range(1, 10))


def with_unit(inside: str) -> bytes:
    """A sound file with something in its unit."""
    return xliff_1(("One", f"A ship{inside}"))


def declared(encoding: str, written: str | None = None) -> bytes:
    """A file that says one encoding and is in another."""
    return f'<?xml version="1.0" encoding="{encoding}"?>{xliff_1(("Öl", "Ö")).decode()}'.encode(written or encoding)


UNREADABLE = [
    (b"", "it has no tags, line 1, column 1"),
    (b"  \n", "it has no tags, line 2, column 1"),
    (b"not XML", "it does not begin with a tag, line 1, column 1"),
    (GOOD[:200], "that begins here is never closed, line 2, column 41"),
    (GOOD.replace(b"</source>", b"\n</target>"), "the <source> of line 2 is still open, line 3, column 3"),
    (GOOD + b"<x/>", "follows after the last closing tag"),
    (gzip.compress(GOOD), "is not utf-8 text"),
    (GOOD.replace(b"ship", b"\0"), "a character is not allowed here"),
    (GOOD.replace(b"ship", b"\x01"), "a character is not allowed here"),
    (GOOD.replace(b"ship", b"\xff"), r"is not utf-8 text, .*at byte 206"),
    (GOOD.replace(b"ship", b"\xed\xa0\x80"), "is not utf-8 text"),
    (with_unit("&#xD800;"), "the number of no character"),
    (with_unit("&#0;"), "the number of no character"),
    (with_unit("&nbsp;"), "names a character that XML does not know"),
    (with_unit("<o:x/>"), "a prefix that no xmlns declares"),
    (with_unit("<g a='1' a='2'/>"), "the same attribute twice"),
    (b"<!DOCTYPE xliff>" + GOOD, r"document type \(DTD\), which is not read: line 1, column 1"),
    (f"<!DOCTYPE x [<!ENTITY l0 'lol'>{LAUGHS}]>".encode() + with_unit("&l9;"), "document type"),
    (b"<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/hostname'>]>" + with_unit("&e;"), "document type"),
    (b"<!DOCTYPE x SYSTEM 'http://127.0.0.1:9/x.dtd'>" + GOOD, "document type"),
    (b"<!-- c -->\n<!DOCTYPE x [<!ENTITY % p SYSTEM 'http://127.0.0.1:9/'>%p;]>" + GOOD, "line 2, column 1"),
    (with_unit("<g id='1'>" * 100_000 + "</g>" * 100_000), f"deeper than {MAX_DEPTH}: line 2, column"),
    (b"<a>" * 500_000, "deeper than"),
    (declared("UTF-16", "utf-8"), "is not UTF-16 text"),
    (declared("utf-8", "iso-8859-1"), "is not utf-8 text"),
    (declared("us-ascii", "utf-8"), "is not us-ascii text"),
    (declared("punycode", "utf-8"), "encoding 'punycode', which is not read: send UTF-8"),
    (declared("unicode_escape", "utf-8"), "which is not read"),
    (declared("zlib", "utf-8"), "which is not read"),
    (declared("x-" + "y" * 30, "utf-8"), "which is not read"),
    (GOOD.decode().encode("utf-16")[:-1], "is not utf-16-le text"),
    (b"<html/>", "not XLIFF: its first element is <html>"),
    (GOOD.replace(b"1.2", b"1.1", 1), "XLIFF '1.1'; what is read is 1.2, 2.0, 2.1, 2.2"),
    (GOOD.replace(b'version="1.2"', b""), "does not say its version of XLIFF; what is read is 1.2, 2.0, 2.1"),
    (b"<xliff/>", "does not say its version of XLIFF"),
    (xliff_2(("One", "A ship"), version="3.0"), "XLIFF '3.0'"),
    (GOOD.replace(XLIFF_1.encode(), b"urn:other"), "says it is XLIFF 1.2, but its namespace is 'urn:other'"),
    (xliff_1(("One", ""), ("Two", " "), ("Three", "<x id='1'/>")), "nothing to check"),
    (f"<xliff version='1.2' xmlns='{XLIFF_1}'/>".encode(), "nothing to check"),
    (xliff_1(("", "A ship")), "no field has a source"),
    (xliff_1(*[("x", "y")] * (MAX_UNITS + 1)), "5,001 units, the limit is 5,000: send it in parts"),
    (xliff_1(("x", "y" * 200_001)), "200,003 characters, the limit is 200,000"),
]  # fmt: skip


@pytest.mark.parametrize(("content", "told"), UNREADABLE, ids=[told for _, told in UNREADABLE])
def test_what_cannot_be_read_is_told_in_a_sentence(content: bytes, told: str) -> None:
    begun = time.process_time()
    with pytest.raises(InvalidInput, match=told) as caught:
        annotate(content, UnitLanguages(), UnitChecker().check)
    assert len(str(caught.value)) < 250 and time.process_time() - begun < 5


HARMLESS = [
    with_unit(f'<g id="{"x" * 1_500_000}"/>'),
    with_unit("".join(f"<g a{n}='{n}'/>" for n in range(20_000))),
    with_unit("<g" + "".join(f" a{n}='{n}'" for n in range(5_000)) + "/>"),
    with_unit("<x/>" * 90_000),
    with_unit("&amp;" * 150_000),
    with_unit("<xi:include xmlns:xi='http://www.w3.org/2001/XInclude' href='file:///etc/hostname'/>"),
    b"<?xml-stylesheet href='http://127.0.0.1:9/x.xsl'?>" + GOOD,
    xliff_1(*[("x", "y")] * MAX_UNITS),
]


@pytest.mark.parametrize("content", HARMLESS, ids=range(len(HARMLESS)))
def test_what_is_large_or_strange_stays_as_it_is(content: bytes) -> None:
    begun = time.monotonic()
    answer = annotate(content, UnitLanguages(), UnitChecker().check).content
    assert bare(answer) == bare(content) and time.monotonic() - begun < 20


@pytest.mark.parametrize(
    ("content", "text"),
    [
        ("<a>é</a>".encode("utf-16"), "<a>é</a>"),
        ("<a>é</a>".encode("utf-16-be"), "<a>é</a>"),
        (b"<?xml version='1.0' encoding='ISO-8859-1'?>\xe9", "<?xml version='1.0' encoding='ISO-8859-1'?>é"),
        (b"\xef\xbb\xbf<?xml version='1.0' encoding='latin1'?><a/>", "<?xml version='1.0' encoding='latin1'?><a/>"),
        (b"<?xml version='1.0' encoding='Shift_JIS'?>\x91\x44", "<?xml version='1.0' encoding='Shift_JIS'?>船"),
    ],
)
def test_a_file_is_decoded_as_it_says(content: bytes, text: str) -> None:
    decoded = decode_xml(content)
    assert decoded.text == text and decoded.encode(text) == content


# Languages

BARE = 'source-language="ar"'
IN_TARGET = xliff_1(("x", "y"), languages="").replace(b"<target", b"<target xml:lang='de-AT'")
NONSENSE = xliff_2(("x", "y"), languages='srcLang="ar" trgLang="x-klingon"')


@pytest.mark.parametrize(
    ("content", "given", "used"),
    [
        (GOOD, UnitLanguages(), ("ar", "en")),
        (GOOD, UnitLanguages("fr", "de"), ("ar", "en")),
        (xliff_1(("x", "y"), languages=BARE), UnitLanguages("", "pt-BR"), ("ar", "pt")),
        (IN_TARGET, UnitLanguages("fr"), ("fr", "de")),
        (xliff_2(("x", "y"), languages='srcLang="zh-Hant"'), UnitLanguages("", "EN"), ("zh", "en")),
        (xliff_2(("x", "y"), version="2.0"), UnitLanguages(), ("ar", "en")),
    ],
)
def test_languages_come_from_the_file_or_from_beside_it(
    content: bytes, given: UnitLanguages, used: tuple[str, str]
) -> None:
    checker = UnitChecker()
    annotate(content, given, checker.check)
    assert [(one.source_lang, one.target_lang) for one in checker.seen] == [used]


def xliff_languages(content: bytes, given: UnitLanguages) -> None:
    annotate(content, given, UnitChecker().check)


@pytest.mark.parametrize(
    ("read", "content", "given", "field"),
    [
        (xliff_languages, xliff_1(("x", "y"), languages=BARE), UnitLanguages(), "target_lang"),
        (xliff_languages, xliff_1(("x", "y"), languages=""), UnitLanguages("", "en"), "source_lang"),
        (xliff_languages, NONSENSE, UnitLanguages(), "target_lang"),
        (read_tmx, b"<tmx><header srclang='*all*'/><body><tu/></body></tmx>", UnitLanguages("", "en"), "source_lang"),
        (read_tmx, b"<tmx><header srclang='ar'/><body><tu/></body></tmx>", UnitLanguages(), "target_lang"),
        (read_po, b'msgid "a"\nmsgstr "b"', UnitLanguages("en"), "target_lang"),
        (read_po, b'msgid ""\nmsgstr "Language: ar\\n"', UnitLanguages(), "source_lang"),
        (read_po, b'msgid "a"\nmsgstr "b"', UnitLanguages("en", "4"), "target_lang"),
    ],
)
def test_a_language_that_is_not_known_is_asked_for(
    read: Callable[[bytes, UnitLanguages], object], content: bytes, given: UnitLanguages, field: str
) -> None:
    with pytest.raises(InvalidInput) as caught:
        read(content, given)
    assert caught.value.field == field


def test_places_in_a_file_are_where_things_stand() -> None:
    text = "<?xml version='1.0'?>\n<a  b='>'>é&amp;<c />\r\n<![CDATA[<]]></a\n>"
    tree = read_xml(text)
    data = text.encode()
    (empty,) = tree.root.elements()
    assert data[tree.root.start : tree.root.inner] == b"<a  b='>'>"
    assert data[tree.root.inner_end : tree.root.end] == b"</a\n>"
    assert data[empty.start : empty.end] == b"<c />" and empty.inner == empty.inner_end == empty.end
    assert [data[one.start : one.end] for one in tree.root.written()] == [b"  b='>'"]


@pytest.mark.parametrize("unknown", ["und", "UND", "mul", "zxx", ""])
def test_a_language_that_a_file_does_not_know_is_the_one_that_was_given(unknown: str) -> None:
    given = UnitLanguages("ar", "en")
    assert UnitLanguages(unknown, "de").or_else(given) == UnitLanguages("ar", "de")
    assert UnitLanguages("fr", unknown).or_else(given) == UnitLanguages("fr", "en")
