"""uroman, which writes any script in Latin letters, with its tables read in less than half of its time.

Its tables are 27,000 lines of `::name value` pairs; it looks for twenty names in each, by a regular expression that is
put together anew each time. Here they are looked for as plain text. What it finds is the same.
"""

from __future__ import annotations

from functools import cache
from typing import TypeVar

from uroman import Uroman, uroman  # type: ignore[import-untyped]

Default = TypeVar("Default")


@cache
def romaniser() -> Uroman:
    """The one of this process: its tables take a second to read, and 50 MB."""
    uroman.slot_value_in_double_colon_del_list = slot_value
    return Uroman()


def slot_value(line: str, slot: str, default: Default | None = None) -> str | Default | None:
    """The value of the last such slot of a line, which reaches to the next; it may be empty.

    slot_value("::s1 of course ::s2 ::cost 0.3", "s1") == "of course", and of "s2" it is "".
    """
    mark = f"::{slot}"
    end = len(line)
    while (at := line.rfind(mark, 0, end)) >= 0:
        rest = line[at + len(mark) :]
        if (not at or line[at - 1].isspace()) and (not rest or rest[0].isspace()):
            return rest[: _next_slot(rest)].strip()
        end = at + len(mark) - 1
    return default


def _next_slot(text: str) -> int:
    """Where the next slot begins: two colons after a space with a name behind; the end where there is none."""
    at = text.find("::")
    while at >= 0:
        if at and text[at - 1].isspace() and not text[at + 2 : at + 3].isspace() and at + 2 < len(text):
            return at
        at = text.find("::", at + 1)
    return len(text)
