"""Reads gettext's PO files: a unit for every message and, where it has plurals, for every form of it."""

from __future__ import annotations

import gettext
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import regex
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import PoFileError, PoFileParser

from models.errors import InvalidInput
from models.formats.decoding import decode_po
from models.formats.po_lines import PoLines
from models.formats.units import TARGET_LANG, Unit, UnitLanguages, at_most
from models.intake.fields import MAX_UNITS
from models.languages import primary_code, says_no_language
from models.text.codes import find_codes
from models.visible_text import has_text

MAX_PLURALS = 6
"""Arabic has six plural forms; no language has more."""
MAX_MESSAGES = 20_000
"""Translated or not; of MAX_UNITS that are checked, most of a catalogue may still wait for its translation."""
MAX_HEADER_LENGTH = 20_000
"""Ten times a long one: what splits it at its semicolons takes quadratic time."""
_MAX_RULE_LENGTH = 500
NUMBERS, MAX_RARE = 1_000, 5
"""A form that at most so many of the first numbers take may leave its number out: gettext's msgfmt has it so too."""
_PLURAL_RULE = regex.compile(r"nplurals\s*=\s*(\d{1,2})\d*\s*;\s*plural\s*=\s*([^;]*)")
_NOT_PO = (AssertionError, AttributeError, LookupError, TypeError, ValueError)
"""What babel's reader stumbles with over lines that are no PO."""
_WORDS = (
    # What babel's reader says, by its beginning, and the same for whoever has the file.
    ("Unknown or misformatted keyword", "this line is neither a comment nor a text after msgid or msgstr"),
    ("Got line starting with", "a text stands here without a msgid or msgstr before it"),
    ("missing msgstr", "a msgid has no msgstr"),
    ("msg has more translations", f"a message has more than {MAX_PLURALS} plural forms"),
)


def read_po(content: bytes, given: UnitLanguages) -> tuple[list[Unit], UnitLanguages]:
    """The translated messages, in order, and the languages: the header says the target's, never the source's.

    A unit is called by the line of its msgid, "12", a plural form by line and number, "12[1]". Obsolete messages are
    left out. Raises InvalidInput, with the line, for what is not PO or was cut off inside a message, and when a
    language is not known, or another is given than the header says.
    """
    text = decode_po(content).text
    if "\0" in text:
        raise InvalidInput(f"The file is not PO: it has a NUL character at position {text.index(chr(0)) + 1}.")
    if not has_text(text):
        raise InvalidInput("There is nothing in the file.")
    lines = PoLines(text)
    catalog = _Catalog()
    try:
        PoFileParser(catalog, ignore_obsolete=True, abort_invalid=True).parse(lines)
    except PoFileError as error:
        said = str(error).rpartition(" on ")[0][:200]
        what = next((words for start, words in _WORDS if said.startswith(start)), said)
        raise InvalidInput(f"The file is not PO: {what}, line {lines.number}.") from None
    except _NOT_PO:
        raise InvalidInput(f"The file is not PO: line {lines.number} cannot be read.") from None
    languages = UnitLanguages("", _said(catalog.language, given)).or_else(given)
    plurals = _plurals(catalog)
    found = (unit for message in catalog if message.id for unit in _units(message, plurals))
    return at_most(MAX_UNITS, (unit for unit in found if has_text(unit.target))), languages


def _said(language: str, given: UnitLanguages) -> str:
    """What the header says, unless that is no language and another is given.

    Raises InvalidInput where it says another language than the one that is given: either may be the mistake.
    """
    tag = language.partition("@")[0].partition(".")[0]
    code, wanted = primary_code(tag), primary_code(given.target)
    if given.target and code is None:
        return ""
    if wanted and wanted != code and not says_no_language(tag):
        said = f"The header of the file says that its language is {language[:60]!r}, and {TARGET_LANG} is {wanted!r}"
        raise InvalidInput(f"{said}: leave {TARGET_LANG} out, or correct the header.", TARGET_LANG)
    return tag


class _Catalog(Catalog):
    """A catalogue that takes of its header what it needs, and none of it amiss: gettext does not validate it either.

    It keeps no places and comments: babel gathers those of a message that comes again and again in quadratic time, and
    nobody here reads them.
    """

    language = ""
    forms: int | None = None
    rule = "n != 1"  # gettext's own, where the header has none

    def __setitem__(self, id: Any, message: Message) -> None:
        """Adds a message. Raises InvalidInput for more than MAX_MESSAGES, an endless header, and two translations.

        Of a message that stands twice babel keeps the first, whatever it says: here the one that is translated counts.
        """
        if id == "" and len(str(message.string)) > MAX_HEADER_LENGTH:
            raise InvalidInput(f"The header of the file is longer than {MAX_HEADER_LENGTH:,} characters.")
        message.locations, message.auto_comments, message.user_comments = [], [], []
        before = self.get(id, message.context) if id else None
        old, new = before.string if before else "", message.string
        if any(old or "") and any(new or "") and old != new:
            told = str(id[0] if isinstance(id, tuple) else id)[:60]
            raise InvalidInput(f"The message {told!r} stands twice, with two translations: keep one of them.")
        super().__setitem__(id, message)
        if before is not None and not any(old or ""):
            before.string = new
        if len(self) > MAX_MESSAGES:
            raise InvalidInput(f"The file has more than {MAX_MESSAGES:,} messages: send it in parts.")

    @property
    def num_plurals(self) -> int:
        """How many forms a message is read with, whatever the header says: those that are not there stay empty."""
        return MAX_PLURALS

    @property
    def mime_headers(self) -> list[tuple[str, str]]:
        """The fields of the header, of which none is kept."""
        return []

    @mime_headers.setter
    def mime_headers(self, headers: Iterable[tuple[str, str]]) -> None:
        for name, value in headers:
            if name.lower() == "language":
                self.language = value.strip()
            elif name.lower() == "plural-forms" and (rule := _PLURAL_RULE.search(value)):
                self.forms, self.rule = int(rule[1]), rule[2]


@dataclass(frozen=True, slots=True)
class _Plurals:
    """Which plural form stands for one thing, None in a language that has a single form, and which for few numbers."""

    one: int | None
    rare: frozenset[int]


def _units(message: Message, plurals: _Plurals) -> Iterator[Unit]:
    if isinstance(message.id, str):
        yield Unit(str(message.lineno), message.id, str(message.string))
        return
    singular, plural = message.id[:2]
    for number, form in enumerate(message.string or ()):
        is_one = number == plurals.one and not _has_codes_of(form, plural, singular)
        source = singular if is_one else plural
        yield Unit(f"{message.lineno}[{number}]", source, form, number in plurals.rare)


def _has_codes_of(form: str, plural: str, singular: str) -> bool:
    """True for a form of one that names its number as the plural does, which the singular need not ("one ship")."""
    named = _codes(form)
    return named != _codes(singular) and named == _codes(plural)


def _codes(text: str) -> list[str]:
    return sorted(code.key for code in find_codes(text))


def _plurals(catalog: _Catalog) -> _Plurals:
    if catalog.forms is not None and catalog.forms < 2:
        return _Plurals(None, frozenset())
    try:
        rule = gettext.c2py(catalog.rule[:_MAX_RULE_LENGTH])
        taken = Counter(int(rule(number)) for number in range(NUMBERS))
        return _Plurals(int(rule(1)), frozenset(form for form, times in taken.items() if times <= MAX_RARE))
    except (ValueError, SyntaxError, ZeroDivisionError, OverflowError):
        return _Plurals(0, frozenset({0}))
