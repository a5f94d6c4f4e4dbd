"""What a program reads must stand on both sides: placeholders, tags, addresses, shortcodes; prose is none of it."""

from __future__ import annotations

import itertools
import time
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.article import Part
from models.checks.placeholders import PLACEHOLDERS
from models.findings.gathering import check_flags
from models.mqm import Severity
from models.spans import Span
from models.text.codes import find_codes
from tests.checks.conftest import MakeDocument

CODES = [
    # text, its codes
    ("Only %s of %1$d, %(town)s, %02d and %.1f were there", ["%s", "%1$d", "%(town)s", "%02d", "%.1f"]),
    ("Hello {0}, {name} and {{ x }}", ["{0}", "{name}", "{{ x }}"]),
    ("Hello ${y}, #{z}, %{w} and %town%", ["${y}", "#{z}", "%{w}", "%town%"]),
    ('A <x id="1"/><g id="2">ship</g> <b>sank</b>', ['<x id="1"/>', '<g id="2">', "</g>", "<b>", "</b>"]),
    ("sank<br />", ["<br />"]),
    ("See https://port.example/a_(b)?x=1, or there.", ["https://port.example/a_(b)?x=1"]),
    ("It says so (www.port.example).", ["www.port.example"]),
    ("See порт.рф, or гавань.укр.", ["порт.рф", "гавань.укр"]),
    ("请看https://port.example/a。", ["https://port.example/a"]),
    ("Write to the.port@town.example.", ["the.port@town.example"]),
    ('[gallery ids="1,2"] and [contact-form-7]', ['[gallery ids="1,2"]', "[contact-form-7]"]),
    ("[caption]A ship[/caption]", ["[caption]", "[/caption]"]),
    ("{0} no ships|{1} one ship|]1,Inf[ %count% ships", ["{0}", "{1}", "]1,Inf[", "%count%"]),
    ("{n, plural, one {# ship} other {{n} ships}}", ["{n, plural,", "one {", "}", "other {", "{n}", "}", "}"]),
    ("Hi :name, @user: %title of $total, __count__", [":name", "@user", "%title", "$total", "__count__"]),
    ("See /ships/:ship/edit and :first_name (:max).", [":ship", ":first_name", ":max"]),
    ("{ $count } of <%= total %>, %<price>.2f, $t(port)", ["{ $count }", "<%= total %>", "%<price>.2f", "$t(port)"]),
    ("__MSG_port__ and __PORT_NAME__", ["__MSG_port__", "__PORT_NAME__"]),
    ("At 10:30, 3:2, :smile: :date: :p :-) ::name a:name :name:", []),
    ("@bbc, @ITVNews, a@name, __so__, $US, 5 $total, @name.example", []),
    ("5 % of 100% are sure, 7%ige, the %-sign, %50si, 100%s", []),
    ("He [sic] said (a < b > c) that [0, 1) is <loud> {a b c} @home", []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "codes"), CODES, ids=[text[:20] for text, _ in CODES])
def test_what_is_read_by_a_program(text: str, codes: list[str]) -> None:
    assert [code.text for code in find_codes(text)] == codes


FOUND = [
    # source, target, (side, what is flagged)
    ("%s Schiffe im Hafen", "Ships in the port", [("source", "%s")]),
    ("%s Schiffe im Hafen", "%d ships in the port", [("target", "%d")]),
    ("Schiffe im Hafen", "%s ships in the port", [("target", "%s")]),
    ("%s und %s", "%s and", [("source", "%s")]),
    ("%1$s und %2$s", "%1$s and %1$s", [("target", "%1$s")]),
    ("Hallo {name}", "Hello {Name}", [("target", "{Name}")]),
    ("Hallo {name}", "Привет, {имя}", [("target", "{имя}")]),
    ("Hallo {{ name }}", "Hello {{ surname }}", [("target", "{{ surname }}")]),
    ("Hallo ${name} aus {0}", "Hello", [("source", "${name}"), ("source", "{0}")]),
    ('Der <g id="1">Hafen</g>', 'The <g id="1">port', [("source", "</g>")]),
    ('Der <x id="1"/>Hafen', 'The <x id="2"/>port', [("target", '<x id="2"/>')]),
    ("Der <b>Hafen</b>", "The port", [("source", "<b>"), ("source", "</b>")]),
    ("Siehe https://hafen.example/12", "See https://hafen.example/21", [("target", "https://hafen.example/21")]),
    ("Schreiben Sie an a@hafen.example", "Write to a@port.example", [("target", "a@port.example")]),
    ('[gallery ids="1,2"] Der Hafen', '[galerie ids="1,2"] The port', [("target", '[galerie ids="1,2"]')]),
    ("{n, plural, one {#} other {# Schiffe}}", "{n, plural, one {#} otherwise {# ships}}", [("target", "otherwise {")]),
    ("{who, select, male {er} other {es}}", "{who, select, man {he} other {it}}", [("target", "man {")]),
    ("{0} leer|]1,Inf[ %count% Schiffe", "{0} empty|]1,Inf[ ships", [("source", "%count%")]),
    ("Das Feld :attribute fehlt.", "The field is missing.", [("source", ":attribute")]),
    ("Das Feld :attribute fehlt.", "The field :attribut is missing.", [("target", ":attribut")]),
    ("Von @user am @date", "By @benutzer on @date", [("source", "@user")]),
    ("Noch %count Schiffe", "%total ships left", [("target", "%total")]),
    ("Hallo __name__, ${total}", "Hello, ${total}", [("source", "__name__")]),
    ("/schiffe/:schiff zeigt es", "/ships/:ship shows it", [("target", ":ship")]),
    ("{leise} {n_1}", "{quietly} {n_1}", [("target", "{quietly}")]),
    ("Hallo {name}", "Hello {names}", [("target", "{names}")]),
    ("Hallo {name}", "Hello {nom}", [("target", "{nom}")]),
    ("Hallo {name}", "Hello {titel}", [("target", "{titel}")]),
    ("Hallo {name}", "Hello {user}", [("target", "{user}")]),
    ("Hallo {name}, Ihr Code ist {code}.", "Hello {name}, your code is {name}.", [("target", "{name}")]),
    ("Hallo {user_name}", "Hello {username}", [("target", "{username}")]),
    ("Siehe https://hafen.example/de/12", "See https://hafen.example/en/21", [("target", "https://hafen.example/en/21")]),
    ("Siehe https://hafen.de", "See https://hafen.en", [("target", "https://hafen.en")]),
    ("Siehe https://a.example/de/x", "See https://b.example/en/x", [("target", "https://b.example/en/x")]),
    ("Siehe https://a.example/de/x", "See https://a.example/fr/x", [("target", "https://a.example/fr/x")]),
    ('<a href="/de/x">a</a>', '<a id="1" href="/en/x">a</a>', [("target", '<a id="1" href="/en/x">')]),
]  # fmt: skip
SILENT = [
    ("%s und %d", "%d and %s"),
    ("%s aus %s", "from %2$s: %1$s"),
    ("Hallo {{name}}<br>", "Hello {{ name }}<br />"),
    ('<a href="/hafen" title="Der Hafen">mehr</a>', '<a title="The port" href="/hafen">more</a>'),
    ("5 % der Schiffe, 100%ig", "5% of the ships, wholly"),
    ("Siehe HTTPS://Hafen.example/ heute.", "See https://hafen.example/ today"),
    ("{n, plural, one {ein Schiff} other {# Schiffe}}", "{n, plural, one {a} few {b #} many {c #} other {d}}"),
    ("{n} Schiff | {n} Schiffe", "{n} statek | {n} statki | {n} statków"),
    ("Er sagte {leise}: Ja", "He said {leise}: yes"),
    ("Um 10:30 Uhr stand es 3:2 :smile:", "At half past ten it was 3:2 :smile:"),
    ("So sagt @Tagesschau :heart:", "The Tagesschau says so ❤"),
    ("Titel :vorwort", "Title: foreword"),
    ("Das ist __wichtig__", "This is __important__"),
    ("Hallo :name", "Hello :name"),
    ("Er [lacht] ging", "He [laughs] went"),
    ("Er sagte {leise}: Ja", "He said {quietly}: yes"),
    ("Er sagte {natürlich}: Ja", "He said {naturally}: yes"),
    ("Siehe https://hafen.example/de/fahrplan/12", "See https://hafen.example/en/timetable/12"),
    ("Siehe https://hafen.example/plan?lang=de-AT", "See https://hafen.example/plan?lang=en"),
    ("Siehe https://de.hafen.example/Fahrplan", "See https://en.hafen.example/Timetable"),
    ('<a href="/de/hafen" class="x">mehr</a>', '<a class="x" href="/en/port">more</a>'),
]  # fmt: skip


@pytest.mark.parametrize(("source", "target", "expected"), FOUND)
def test_what_differs_is_flagged_and_named(
    make_document: MakeDocument, source: str, target: str, expected: list[tuple[str, str]]
) -> None:
    flags = PLACEHOLDERS.find(make_document(source, target, "de", "en"))
    assert [(flag.side, flag.span.of(source if flag.side == "source" else target)) for flag in flags] == expected
    for flag in flags:
        assert flag.severity is Severity.MAJOR
        assert flag.span.of(source if flag.side == "source" else target) in flag.message


@pytest.mark.parametrize(("source", "target"), SILENT)
def test_what_is_the_same_is_left_alone(make_document: MakeDocument, source: str, target: str) -> None:
    assert PLACEHOLDERS.find(make_document(source, target, "de", "en")) == []


@pytest.mark.parametrize(
    ("source_lang", "source", "target", "expected"),
    [
        ("en", "Hello {name}", "Hallo {nom}", ["{nom}"]),
        ("ar", "مرحبا {name}", "Hello {surname}", ["{surname}"]),
        ("ar", "قال {بهدوء}: نعم", "He said {quietly}: yes", []),
        ("fr", "Il dit {doucement}: oui", "He said {quietly}: yes", []),
    ],
)
def test_a_word_in_braces_is_a_name_where_names_are_english(
    make_document: MakeDocument, source_lang: str, source: str, target: str, expected: list[str]
) -> None:
    flags = PLACEHOLDERS.find(make_document(source, target, source_lang, "en"))
    assert [flag.span.of(target) for flag in flags] == expected


@pytest.mark.parametrize("number_implied", [True, False])
@pytest.mark.parametrize(
    ("source", "target", "always"),
    [("%d Schiff", "One ship", 0), ("{n} Schiff", "No ship", 0), ("%d Schiff", "%s ship", 1), ("%s %d", "A", 2)],
)
def test_a_plural_form_for_few_numbers_need_not_tell_which(
    make_document: MakeDocument, source: str, target: str, always: int, number_implied: bool
) -> None:
    document = make_document(source, target, "de", "en")
    part = Part("1", Span(0, len(target)), Span(0, len(source)), paired=True, number_implied=number_implied)
    flags = PLACEHOLDERS.find(replace(document, article=replace(document.article, parts=(part,))))
    assert len(flags) == (always if number_implied else always or 1)


@pytest.mark.parametrize("target", ["The ship :boat", "The ship"])
def test_any_word_behind_a_colon_is_a_name_in_a_file_of_messages(make_document: MakeDocument, target: str) -> None:
    document = make_document("Das :schiff", target, "de", "en")
    assert PLACEHOLDERS.find(document) == []
    part = Part("1", Span(0, len(target)), Span(0, 11), paired=True)
    assert len(PLACEHOLDERS.find(replace(document, article=replace(document.article, parts=(part,))))) == 1


def test_but_not_where_a_colon_has_a_space_before_it(make_document: MakeDocument) -> None:
    document = make_document("Note :important", "Note: important", "fr", "en")
    part = Part("1", Span(0, 15), Span(0, 15), paired=True)
    assert PLACEHOLDERS.find(replace(document, article=replace(document.article, parts=(part,)))) == []


def test_a_word_in_braces_in_a_file_of_messages_is_a_name(make_document: MakeDocument) -> None:
    document = make_document("{leise} ja", "{quietly} yes", "de", "en")
    part = Part("1", Span(0, 13), Span(0, 10), paired=True)
    assert PLACEHOLDERS.find(replace(document, article=replace(document.article, parts=(part,))))


def test_codes_without_end_take_no_time(make_document: MakeDocument) -> None:
    document = make_document("%s " * 2_000 + "<x> {a}" * 500, "%d " * 2_000 + "<y> {b}" * 500, "de", "en")
    started = time.process_time()
    PLACEHOLDERS.find(document)
    assert time.process_time() - started < 5


def test_the_home_page_of_who_is_named_is_no_great_addition(make_document: MakeDocument) -> None:
    (flag,) = PLACEHOLDERS.find(make_document("So der Hafen.", "So says the port (www.port.example).", "de", "en"))
    assert flag.severity is Severity.MINOR


def test_a_code_may_move_to_the_sentence_beside(make_document: MakeDocument) -> None:
    assert PLACEHOLDERS.find(make_document("Der %s kam.\nEr ging.", "He came.\nThe %s left.", "de", "en")) == []


NOT_PROSE = [
    # source, target: sound, though rules for prose would have much to say of the codes
    ("Siehe https://hafen.example/2020/12/fahrplan-der-fähren", "See https://hafen.example/2020/12/fahrplan-der-fähren"),
    ("Schreiben Sie an der.hafen@stadt.example und rufen Sie an", "Write to der.hafen@stadt.example and call"),
    ('[gallery ids="17,23"]', '[gallery ids="17,23"]'),
    ("{0} keine Schiffe|{1} ein Schiff|]1,Inf[ %count% Schiffe", "{0} no ships|{1} one ship|]1,Inf[ %count% ships"),
    ("Der <b>Hafen</b> &amp; die Stadt", "The <b>port</b> &amp; the town"),
    ("%1$s %1$s im Hafen", "%1$s %1$s in the port"),
]  # fmt: skip


@pytest.mark.parametrize(("source", "target"), NOT_PROSE)
def test_no_rule_reads_codes_as_prose(make_document: MakeDocument, source: str, target: str) -> None:
    flags = check_flags(make_document(source, target, "de", "en"))
    assert [(flag.check, flag.message) for flag in flags if flag.check != PLACEHOLDERS.id] == []


def test_prose_beside_a_code_is_checked_as_ever(make_document: MakeDocument) -> None:
    flags = check_flags(make_document("{n} &amp; 12 Schiffe", "{n} &lt; 21 ships", "de", "en"))
    assert {flag.check for flag in flags} == {"numbers", "encoding"}


PIECES = st.sampled_from([
    "%", "%s", "1$", "{", "}", "{{", "n", ", plural,", " one ", "<", "b", ">", "</", "[", "]", "=", '"', " ", "|", "@",
    ".x", "www", "https://",
])  # fmt: skip


@given(st.lists(PIECES, max_size=30).map("".join))
def test_codes_lie_in_order_and_answer_to_themselves(text: str) -> None:
    codes = find_codes(text)
    assert all(code.span.of(text) == code.text != "" for code in codes)
    assert all(one.span.end <= other.span.start for one, other in itertools.pairwise(codes))
