"""Reads gettext's PO files: a unit for every message and, where it has plurals, for every form of it."""

from __future__ import annotations

import gettext
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import PoFileError, PoFileParser

from models.errors import InvalidInput
from models.formats.decoding import decode_po
from models.formats.units import Unit, UnitLanguages, at_most
from models.intake.fields import MAX_UNITS

MAX_PLURALS = 6
"""Arabic has six plural forms; no language has more."""
MAX_MESSAGES = 20_000
"""Translated or not; of MAX_UNITS that are judged, most of a catalogue may still wait for its translation."""
MAX_HEADER_LENGTH = 20_000
"""Ten times a long one: what splits it at its semicolons takes quadratic time."""
_MAX_RULE_LENGTH = 500
_NOT_PO = (AssertionError, AttributeError, LookupError, TypeError, ValueError)
"""What babel's reader stumbles with over lines that are no PO."""


def read_po(content: bytes, given: UnitLanguages) -> tuple[list[Unit], UnitLanguages]:
    """The translated messages, in order, and the languages: the header says the target's, never the source's.

    A unit is called by the line of its msgid, "12", a plural form by line and number, "12[1]". Obsolete messages are
    left out. Raises InvalidInput, with the line, for what is not PO, and when a language is not known.
    """
    text = decode_po(content).text
    if "\0" in text:
        raise InvalidInput(f"The file is not PO: it has a NUL character at position {text.index(chr(0))}.")
    lines = _Lines(text)
    catalog = _Catalog()
    try:
        PoFileParser(catalog, ignore_obsolete=True, abort_invalid=True).parse(lines)
    except PoFileError as error:
        what = str(error).rpartition(" on ")[0][:200]
        raise InvalidInput(f"The file is not PO: {what}, line {lines.number}.") from None
    except _NOT_PO:
        raise InvalidInput(f"The file is not PO: line {lines.number} cannot be read.") from None
    languages = UnitLanguages("", catalog.locale_identifier or "").or_else(given)
    found = (unit for message in catalog if message.id for unit in _units(message, catalog))
    return at_most(MAX_UNITS, (unit for unit in found if unit.target.strip())), languages


class _Catalog(Catalog):
    """A catalogue that holds no more plural forms than there are, whatever its header says, and no places or comments.

    Babel gathers those of a message that comes again and again in quadratic time, and nobody here reads them.
    """

    def __setitem__(self, id: Any, message: Message) -> None:
        """Adds a message. Raises InvalidInput for more than MAX_MESSAGES, and for an endless header."""
        if id == "" and len(str(message.string)) > MAX_HEADER_LENGTH:
            raise InvalidInput(f"The header of the file is longer than {MAX_HEADER_LENGTH:,} characters.")
        message.locations, message.auto_comments, message.user_comments = [], [], []
        super().__setitem__(id, message)
        if len(self) > MAX_MESSAGES:
            raise InvalidInput(f"The file has more than {MAX_MESSAGES:,} messages: send it in parts.")

    @property
    def num_plurals(self) -> int:
        """How many forms a message has."""
        return min(super().num_plurals, MAX_PLURALS)


@dataclass
class _Lines:
    """The lines of a file. `number` counts from 1: the line that is being read."""

    text: str
    number: int = 0

    def __iter__(self) -> Iterator[str]:
        for line in self.text.split("\n"):
            self.number += 1
            yield line


def _units(message: Message, catalog: Catalog) -> Iterator[Unit]:
    if isinstance(message.id, str):
        yield Unit(str(message.lineno), message.id, str(message.string))
        return
    singular, plural = message.id[:2]
    one = _form_of_one(catalog)
    for number, form in enumerate(message.string or ()):
        yield Unit(f"{message.lineno}[{number}]", singular if number == one else plural, form)


def _form_of_one(catalog: Catalog) -> int | None:
    """Which plural form stands for one thing; None in a language that has a single form."""
    if catalog.num_plurals < 2:
        return None
    try:
        return int(gettext.c2py(catalog.plural_expr[:_MAX_RULE_LENGTH])(1))
    except (ValueError, SyntaxError, ZeroDivisionError):
        return 0
