"""TMX and PO: which pairs are read out of them, and that each comes back with its own scores."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from unit_checker import UnitChecker

from models.errors import InvalidInput
from models.formats.answer import with_units
from models.formats.po import MAX_PLURALS, read_po
from models.formats.tmx import read_tmx
from models.formats.units import Unit, UnitLanguages, check_units, scores_of
from service.api.report_form import FileReport

ENGLISH = UnitLanguages("en", "de")


def tmx(*variants: str, header: str = "srclang='en'") -> bytes:
    """A memory with a unit for every run of <tuv> elements."""
    units = "".join(f"<tu tuid='t{number}'>{inside}</tu>" for number, inside in enumerate(variants))
    return f"<?xml version='1.0'?><tmx version='1.4'><header {header}/><body>{units}</body></tmx>".encode()


def tuv(language: str, text: str) -> str:
    return f"<tuv xml:lang='{language}'><seg>{text}</seg></tuv>"


TMX = [
    ([tuv("en", "Ship") + tuv("de", "Schiff")], [("t0", "Ship", "Schiff")]),
    ([tuv("de", "Schiff") + tuv("fr", "Bateau") + tuv("en", "Ship")], [("t0", "Ship", "Schiff")]),
    ([tuv("en-US", "Color") + tuv("DE_at", "Farbe")], [("t0", "Color", "Farbe")]),
    ([tuv("en-GB", "Colour") + tuv("en", "Color") + tuv("de", "Farbe")], [("t0", "Color", "Farbe")]),
    ([tuv("en", "A"), tuv("en", "B") + tuv("de", "b"), tuv("de", "c")], [("t1", "B", "b")]),
    ([tuv("en", "A") + tuv("de", ""), tuv("en", "B") + tuv("de", "b")], [("t1", "B", "b")]),
    (["<tuv lang='en'><seg>A</seg></tuv>" + tuv("de", "a")], [("t0", "A", "a")]),
    (["<prop>p</prop><note>n</note><tuv/>" + tuv("en", "A") + tuv("de", "a")], [("t0", "A", "a")]),
    (
        [tuv("en", "<bpt i='1'>&lt;b&gt;</bpt>A<ept i='1'>x</ept> <hi>b</hi>") + tuv("de", "a<ph>{0}</ph>")],
        [("t0", "A b", "a")],
    ),
]  # fmt: skip


@pytest.mark.parametrize(("variants", "read"), TMX)
def test_tmx_pairs_of_two_languages(variants: list[str], read: list[tuple[str, str, str]]) -> None:
    units, languages = read_tmx(tmx(*variants), UnitLanguages("", "de"))
    assert [(unit.id, unit.source, unit.target) for unit in units] == read
    assert languages == ENGLISH


TWO = tuv("de-AT", "Schiff") + tuv("en-US", "Ship")


@pytest.mark.parametrize(
    ("variants", "header", "given", "read"),
    [
        ([TWO], "srclang='en'", UnitLanguages(), ("en", "de")),
        ([TWO], "srclang='de-AT'", UnitLanguages(), ("de", "en")),
        ([TWO], "srclang='*all*'", UnitLanguages(), ("de", "en")),
        ([TWO], "", UnitLanguages(), ("de", "en")),
        ([TWO], "srclang='*all*'", UnitLanguages("en"), ("en", "de")),
        ([TWO], "srclang='*all*'", UnitLanguages("", "de"), ("en", "de")),
        ([TWO, tuv("en-GB", "Boat") + tuv("de", "Boot")], "srclang='en'", UnitLanguages(), ("en", "de")),
    ],
)
def test_tmx_of_two_languages_needs_no_parameter(
    variants: list[str], header: str, given: UnitLanguages, read: tuple[str, str]
) -> None:
    units, languages = read_tmx(tmx(*variants, header=header), given)
    assert (languages.source, languages.target) == read
    texts = {"en": "Ship", "de": "Schiff"}
    assert (units[0].source, units[0].target) == (texts[read[0]], texts[read[1]]) and len(units) == len(variants)


def test_tmx_of_three_languages_asks_for_the_target() -> None:
    with pytest.raises(InvalidInput, match="give target_lang"):
        read_tmx(tmx(TWO + tuv("fr", "Bateau")), UnitLanguages())
    with pytest.raises(InvalidInput, match="has no units"):
        read_tmx(tmx(), UnitLanguages())


def test_tmx_may_name_its_dtd_and_nothing_more() -> None:
    content = tmx(tuv("en", "Ship") + tuv("de", "Schiff"))
    named = content.replace(b"<tmx", b'<!DOCTYPE tmx SYSTEM "http://127.0.0.1:9/tmx14.dtd">\n<tmx')
    assert read_tmx(named, ENGLISH) == read_tmx(content, ENGLISH)
    for wrong, told in [
        (named.replace(b"Ship", b"&ship;"), "uses the entity 'ship'"),
        (named.replace(b'dtd">', b'dtd" [<!ENTITY ship "Ship">]>'), "document type"),
        (content.replace(b"</tu>", b""), "</body> was found, but the <tu> of line 1 is still open, line 1"),
        (content.replace(b"tmx", b"tbx"), "not TMX"),
        (tmx(tuv("en", "Ship") + tuv("fr", "Bateau")), "'en' and target_lang 'de'"),
        (b"<tmx/>", "The file has no units"),
    ]:
        with pytest.raises(InvalidInput, match=told):
            read_tmx(wrong, ENGLISH)


HEADER = 'msgid ""\nmsgstr ""\n"Language: {}\\n"\n"Plural-Forms: {};\\n"\n\n'
SHIPS = 'msgid "a ship"\nmsgid_plural "%d ships"\n'
GERMAN = HEADER.format("de", "nplurals=2; plural=(n != 1)")
PO = [
    (GERMAN + 'msgid "Ship"\nmsgstr "Schiff"\n', [("6", "Ship", "Schiff")]),
    (GERMAN + '#, fuzzy\nmsgctxt "verb"\nmsgid "Ship"\nmsgstr "Senden"\n', [("8", "Ship", "Senden")]),
    (GERMAN + 'msgid ""\n"A "\n"ship\\n\\"\\t\\\\"\nmsgstr "Ein"\n" Schiff"\n', [("6", 'A ship\n"\t\\', "Ein Schiff")]),
    (GERMAN + 'msgid "Ship"\nmsgstr ""\n\n#~ msgid "Boat"\n#~ msgstr "Boot"\n', []),
    (GERMAN + SHIPS + 'msgstr[0] "1"\nmsgstr[1] "2"\n', [("6[0]", "a ship", "1"), ("6[1]", "%d ships", "2")]),
    (GERMAN + SHIPS + 'msgstr[0] ""\nmsgstr[1] "viele"\n', [("6[1]", "%d ships", "viele")]),
    (HEADER.format("de", "nplurals=1; plural=0") + SHIPS + 'msgstr[0] "船"\n', [("6[0]", "%d ships", "船")]),
    (
        HEADER.format("de", "nplurals=3; plural=n==0 ? 0 : n==1 ? 1 : 2") + SHIPS + 'msgstr[0] "0"\nmsgstr[1] "1"\n',
        [("6[0]", "%d ships", "0"), ("6[1]", "a ship", "1")],
    ),
    (HEADER.format("de", "nplurals=2; plural=n/0") + SHIPS + 'msgstr[0] "eins"\n', [("6[0]", "a ship", "eins")]),
    (HEADER.format("de", "nplurals=2; plural=(((") + SHIPS + 'msgstr[0] "eins"\n', [("6[0]", "a ship", "eins")]),
    (HEADER.format("de", "nplurals=999999999; plural=0") + SHIPS + 'msgstr[0] "eins"\n', [("6[0]", "a ship", "eins")]),
]  # fmt: skip


FORMS = 'msgid "%d ship"\nmsgid_plural "%d ships"\n'
RUSSIAN = "nplurals=3; plural=n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2"


@pytest.mark.parametrize(
    ("rule", "message", "read"),
    [
        ("nplurals=2; plural=n != 1", FORMS, [("%d ship", True), ("%d ships", False)]),
        ("nplurals=2; plural=n > 1", FORMS, [("%d ship", True), ("%d ships", False)]),
        (RUSSIAN, FORMS, [("%d ship", False), ("%d ships", False)]),
        (RUSSIAN, SHIPS, [("%d ships", False), ("%d ships", False)]),
        ("nplurals=1; plural=0", FORMS, [("%d ships", False), ("%d ships", False)]),
        ("nonsense", FORMS, [("%d ship", True), ("%d ships", False)]),
    ],
)
def test_po_forms_for_few_numbers_imply_theirs(rule: str, message: str, read: list[tuple[str, bool]]) -> None:
    content = HEADER.format("de", rule) + message + 'msgstr[0] "%d a"\nmsgstr[1] "%d b"\n'
    units, _ = read_po(content.encode(), UnitLanguages("en"))
    assert [(unit.source, unit.number_implied) for unit in units] == read
    request = UnitChecker()
    check_units(units, ENGLISH, request.check)
    assert [field.number_implied for field in request.seen[0].fields] == [implied for _, implied in read]


ODD_HEADERS = [
    "", "Language: de@formal\\n", "Language: de.UTF-8\\n", "Language: nonsense!\\n", "no colon\\n", ": x\\n",
    "Plural-Forms: nplurals=INTEGER; plural=EXPRESSION;\\n", "Plural-Forms: ;\\n", "PO-Revision-Date: soon\\n",
    "POT-Creation-Date: 2026-13-45 25:61+9999\\n", "MIME-Version: 1.0\\nContent-Type: text/plain\\n",
    "X-Generator: %\\n",
    "Last-Translator: Ünï <>\\n", "Language-Team: LANGUAGE <LL@li.org>\\nLanguage: \\n",
]  # fmt: skip


@pytest.mark.parametrize("header", ODD_HEADERS)
def test_po_headers_of_any_kind(header: str) -> None:
    content = f'msgid ""\nmsgstr "{header}"\n\n#~ msgid "Boat"\n#~ msgstr "Boot"\n\n{SHIPS}msgstr[0] "Schiff"\n'
    units, languages = read_po(content.encode(), ENGLISH)
    assert [(unit.source, unit.target) for unit in units] == [("a ship", "Schiff")] and languages == ENGLISH


TWICE = 'msgid "Save"\nmsgstr "{}"\n\nmsgid "Save"\nmsgstr "{}"\n'


@pytest.mark.parametrize(
    ("first", "second", "read"), [("", "Speichern", ["Speichern"]), ("Speichern", "", ["Speichern"]), ("A", "A", ["A"])]
)
def test_of_a_message_that_stands_twice_the_translated_one_counts(first: str, second: str, read: list[str]) -> None:
    units, _ = read_po(TWICE.format(first, second).encode(), ENGLISH)
    assert [unit.target for unit in units] == read


def test_a_message_with_two_translations_is_refused() -> None:
    with pytest.raises(InvalidInput, match="'Save' stands twice"):
        read_po(TWICE.format("Speichern", "Sichern").encode(), ENGLISH)


def test_obsolete_messages_and_plurals_of_po_are_left_out() -> None:
    obsolete = '#~ msgid "a boat"\n#~ msgid_plural "%d boats"\n#~ msgstr[0] "Boot"\n#~ msgstr[1] "Boote"\n'
    content = f'{GERMAN}{obsolete}\nmsgid "Ship"\nmsgstr "Schiff"\n\n#~| msgid "Old"\n{obsolete}'
    units, _ = read_po(content.encode(), ENGLISH)
    assert [(unit.id, unit.source, unit.target) for unit in units] == [("11", "Ship", "Schiff")]


@pytest.mark.parametrize(("content", "read"), PO)
def test_po_messages_and_their_plural_forms(content: str, read: list[tuple[str, str, str]]) -> None:
    for line_end in ("\n", "\r\n"):
        units, languages = read_po(content.replace("\n", line_end).encode(), UnitLanguages("en"))
        assert [(unit.id, unit.source, unit.target) for unit in units] == read
        assert languages == ENGLISH


CHARSETS = [("ISO-8859-1", "latin-1"), ("windows-1251", "cp1251"), ("CHARSET", "utf-8"), ("UTF-8", "utf-8-sig")]


@pytest.mark.parametrize("begin", ['msgstr ""\n"', 'msgstr "'])
@pytest.mark.parametrize(("charset", "encoding"), CHARSETS)
def test_po_is_read_in_its_charset(charset: str, encoding: str, begin: str) -> None:
    word = "нефть" if encoding == "cp1251" else "Öl"
    header = f'msgid ""\n{begin}Content-Type: text/plain; charset={charset}\\n"\n\n'
    message = f'msgid "Content-Type: text/html; charset=big5"\nmsgstr "{word}"\n'
    assert [unit.target for unit in read_po((header + message).encode(encoding), ENGLISH)[0]] == [word]
    assert read_po(message.encode(), ENGLISH)[0][0].target == word


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"nonsense", "this line is neither a comment nor a text after msgid or msgstr, line 1"),
        (b" \r\n", "There is nothing in the file"),
        (b'msgid "a"\nmsgstr[x] "b"', "line 2 cannot be read"),
        (b'\n\n"a"', "a text stands here without a msgid or msgstr before it, line 3"),
        (b'msgid "a"\n\nmsgid "b"\nmsgstr "c"', "a msgid has no msgstr, line 3"),
        (b'msgid "a"\nmsgstr "\0"', "NUL character at position 19"),
        (b'msgid "a"\nmsgstr "\xff"', "is not utf-8 text"),
        ((SHIPS + f'msgstr[{MAX_PLURALS}] "a"').encode(), "a message has more than 6 plural forms"),
        (b"\x1f\x8b\x08\0", "is not utf-8 text"),
    ],
)
def test_what_is_not_po_is_told_with_its_line(content: bytes, told: str) -> None:
    with pytest.raises(InvalidInput, match=told):
        read_po(content, ENGLISH)


LINES = st.sampled_from([
    'msgid "a"', 'msgid ""', 'msgstr "b"', 'msgstr ""', 'msgid_plural "c"', 'msgstr[0] "d"', 'msgstr[-1] "e"', '"f"',
    'msgctxt "g"', "# h", "#: i:1 \u2068", "#~ msgid \"j\"", "#, fuzzy", "msgid", "msgstr[", '"Language: %%%\\n"', "",
    '"Plural-Forms: nplurals=-5; plural=;\\n"', '"POT-Creation-Date: 1\\n"', '"Content-Type: a; charset=b\\n"', "#",
    "msgstr k", '"Plural-Forms: nplurals=x\\n"',
])  # fmt: skip


@settings(max_examples=500)
@given(st.lists(LINES, max_size=8))
def test_any_lines_are_read_or_refused(lines: list[str]) -> None:
    try:
        units, _ = read_po("\n".join(lines).encode(), ENGLISH)
    except InvalidInput:
        return
    assert all(unit.target.strip() for unit in units)


# What is told of the units


def test_every_unit_has_its_scores_and_flags() -> None:
    units = [
        Unit("a", "A ship.", "Ein Schiff."),
        Unit("b", "One lost ship. It sank.", "Ein wrong Schiff. Es sank, wrong."),
        Unit("b", "", "Ein Zusatz."),
        Unit("c", "A ship.", "Ein Schiff. Zwei Schiffe. Drei."),
    ]
    report = check_units(units, ENGLISH, UnitChecker().check)
    told = FileReport.model_validate(with_units(report, units))
    assert [(one.id, one.field, one.scores.fluency, one.scores.consistency) for one in told.units] == [
        ("a", "1", 0.8, 0.5), ("b", "2", 0.8, 0.5), ("b", "3", 0.8, None), ("c", "4", 0.8, 0.5),
    ]  # fmt: skip
    flags = {flag.id: (flag.field, flag.side, flag.start, flag.text) for flag in told.flags}
    assert [[flags[name] for name in one.flags] for one in told.units] == [
        [], [("2", "target", 4, "wrong"), ("2", "target", 27, "wrong"), ("2", "source", 4, "lost")], [], [],
    ]  # fmt: skip
    assert told.verdict == "review" and told.languages.target == "de"


def test_a_known_pair_is_never_taken_apart() -> None:
    units = [
        Unit("1", "No.", "Dieser Satz ist sehr viel länger als das, was er übersetzt, und sagt etwas anderes."),
        Unit("2", "This sentence is very much longer than its translation. And there are two of them.", "Ja."),
        Unit("3", "One sails. Two sink.", "Eins fährt. Zwei sinken."),
    ]
    report = check_units(units, ENGLISH, UnitChecker().check)
    assert [(one.segment.source, one.segment.target) for one in report.segments] == [
        *((unit.source, unit.target) for unit in units[:2]),
        ("One sails.", "Eins fährt."), ("Two sink.", "Zwei sinken."),
    ]  # fmt: skip


SOURCES, TARGETS = st.sampled_from(["", " ", "lost", "A. B."]), st.sampled_from(["wrong", " C ", "D. wrong"])


@given(st.lists(st.tuples(SOURCES, TARGETS), min_size=1))
def test_every_flag_belongs_to_one_unit(texts: list[tuple[str, str]]) -> None:
    units = [Unit("", source, target) for source, target in [("One.", "Eins."), *texts]]
    found = scores_of(check_units(units, UnitLanguages("de", "en"), UnitChecker().check))
    expected = [
        ["wrong"] * target.count("wrong") + ["lost"] * source.count("lost")
        for source, target in ((unit.source, unit.target) for unit in units)
    ]
    words = [
        [one.span.of(unit.target if one.flag.side == "target" else unit.source) for one in scores.flags]
        for unit, scores in zip(units, found, strict=True)
    ]
    assert words == expected
