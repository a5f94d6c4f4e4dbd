"""The lines of a PO file, each found whole before it is read: what was cut off inside a text is refused.

PO has no mark of its end: a file that was cut off between two messages looks like a shorter one.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import regex

from models.errors import InvalidInput

_OBSOLETE = "#~"
_NO_COMMENT = regex.compile(r"#(?:~\|?|\|)\s*+")
"""How a line begins that is commented out and still has a text: an obsolete message, or the msgid of before."""
_KEYWORD = regex.compile(r"(msgctxt|msgid(?:_plural)?+|msgstr(?:\[[^\s\"]*+)?+)(?:\s|\Z)\s*+")


@dataclass
class PoLines:
    """The lines of a file, obsolete ones empty. `number` counts from 1: the line that is being read.

    Reading them raises InvalidInput for a text without its closing quotation mark, for a keyword without a text, and
    for a file that ends after the context of a message.
    """

    text: str
    number: int = 0

    def __iter__(self) -> Iterator[str]:
        last = ""
        for line in self.text.split("\n"):
            self.number += 1
            keyword = self._keyword_of(line.strip())
            is_obsolete = line.lstrip().startswith(_OBSOLETE)
            last = last if is_obsolete else keyword or last
            yield "" if is_obsolete else line
        if last == "msgctxt":
            self._refuse("msgctxt without the msgid that should follow it")

    def _keyword_of(self, line: str) -> str:
        """What the line begins with, "" for none. Raises InvalidInput for a text that is not whole."""
        said = _NO_COMMENT.sub("", line, count=1) if line.startswith("#") else line
        found = _KEYWORD.match(said)
        keyword, string = (found[1], said[found.end() :]) if found else ("", said)
        if string.startswith('"'):
            if not _is_closed(string):
                self._refuse("a text without its closing quotation mark")
        elif keyword:
            self._refuse(f"{keyword[:20]} without a text in quotation marks")
        return keyword

    def _refuse(self, what: str) -> None:
        raise InvalidInput(f"The file is not PO: {what}, line {self.number}. Was the file cut off there?")


def _is_closed(string: str) -> bool:
    """True when the quotation mark at the end is there and not itself a part of the text (`\\"`)."""
    inside = string[1:-1]
    return len(string) > 1 and string.endswith('"') and (len(inside) - len(inside.rstrip("\\"))) % 2 == 0
