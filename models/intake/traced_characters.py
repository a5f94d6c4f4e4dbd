"""The characters that markup shows, each with its place in it: of a run of text, and of an image's words."""

from __future__ import annotations

from collections.abc import Iterator
from html import unescape

import regex

Traced = tuple[str, int, int]
"""A character, and where in the markup stands what shows it: start, end."""
_ATTRIBUTE = regex.compile(r"[\s/]*+(=?[^\s/>=]*+)(?:\s*+=\s*+(?:\"([^\"]*+)\"|'([^']*+)'|([^\s>]*+)))?")
_WORD = regex.compile(r"[\p{L}\p{N}]")
_REFERENCE = regex.compile(r"&(?:#[0-9]++;?|#[xX][0-9a-fA-F]++;?|[A-Za-z0-9]{1,32}+;?)")


def traced_text(markup: str, start: int, run: str) -> Iterator[Traced]:
    """The characters of `run`, which lexbor has read as one run of text, that starts at markup offset `start`."""
    position, index = start, 0
    while index < len(run):
        reference = _REFERENCE.match(markup, position) if markup[position] == "&" else None
        shown = _shown(reference[0]) if reference else None
        if reference is None or shown is None:
            yield markup[position], position, position + 1
            position, index = position + 1, index + 1
            continue
        characters, length = shown
        for offset in range(characters):
            yield run[index + offset], position, position + length
        position, index = position + length, index + characters


def alternative_text(markup: str, start: int) -> list[Traced]:
    """The characters of an image's `alt`, whose attributes begin at `start`.

    Nothing for one without letters and digits: it stands for a sign, or for nothing.
    """
    while (found := _ATTRIBUTE.match(markup, start)) and found[1]:
        value = next((number for number in (2, 3, 4) if found[number] is not None), None)
        if found[1].lower() == "alt":
            shown = list(_in_attribute(markup, *found.span(value))) if value else []
            return shown if any(_WORD.match(character) for character, _, _ in shown) else []
        start = found.end()
    return []


def _in_attribute(markup: str, position: int, end: int) -> Iterator[Traced]:
    """The characters of an attribute's value, in which a reference counts only as a whole: not in "?a=b&copy=c"."""
    while position < end:
        reference = _REFERENCE.match(markup, position, end) if markup[position] == "&" else None
        shown = _shown(reference[0]) if reference else None
        if reference is None or shown is None or shown[1] < len(reference[0]) or _goes_on(markup, reference):
            yield markup[position], position, position + 1
            position += 1
            continue
        for character in unescape(reference[0]):
            yield character, position, reference.end()
        position = reference.end()


def _goes_on(markup: str, reference: regex.Match[str]) -> bool:
    """True for a named reference without its semicolon before an equals sign."""
    return reference[0][1] != "#" and reference[0][-1] != ";" and markup[reference.end() : reference.end() + 1] == "="


def _shown(reference: str) -> tuple[int, int] | None:
    """How many characters the start of `reference` shows, and how long that start is.

    ("&amp;" → (1, 5); "&copy2026" → (1, 5), as "2026" is text); None when it is not a reference.
    """
    if reference[1] == "#":
        return 1, len(reference)
    value = unescape(reference)
    if value == reference:
        return None
    rest = 0
    while rest < len(value) - 1 and value[-1 - rest] == reference[-1 - rest]:
        rest += 1
    return len(value) - rest, len(reference) - rest
