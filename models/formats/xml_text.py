"""Text as XML holds it."""

from __future__ import annotations

from xml.sax.saxutils import escape

import regex

_NOT_XML = regex.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_RETURN = {"\r": "&#13;"}
"""A bare one is read back as a line feed."""


def holdable(text: str) -> str:
    """What XML 1.0 cannot hold becomes a replacement mark."""
    return _NOT_XML.sub("\ufffd", text)


def content(text: str) -> str:
    """Between tags: content("a < b & c") == "a &lt; b &amp; c"."""
    return escape(holdable(text), _RETURN)


def attribute(text: str) -> str:
    """As an attribute's value, in quotation marks."""
    marks = {'"': "&quot;", "\n": "&#10;", "\t": "&#9;"} | _RETURN
    return f'"{escape(holdable(text), marks)}"'
