"""What stands in a text for a program and not for a reader: placeholders, tags, addresses, shortcodes.

A translation takes these over as they are. The patterns are those of the tools that fill them in: printf and its kin
(C, PHP, Python, Ruby), braces (Python, .NET, Java, ICU), templates (Twig, Handlebars, ERB, shells), names behind a
sign (Laravel, Drupal), Symfony's intervals, HTML and the inline elements of XLIFF and TMX, WordPress's shortcodes and
BBCode.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import regex

from models.spans import Span
from models.text.hidden_marks import visible
from models.text.marked_names import PATTERN as MARKED
from models.text.marked_names import is_surely_filled_in
from models.text.plural_messages import Keyword, keywords
from models.text.tag_names import TAG_NAMES

CodeKind = Literal["address", "placeholder", "tag", "shortcode", "keyword"]


@dataclass(frozen=True, slots=True)
class Code:
    """A code where it stands. Two codes of one kind say the same when their keys are equal, however they are written.

    `certain`: False for what may be prose, and is a code only where another one stands in its stead.
    find_codes("Hi {{ name }}")[0].key == find_codes("{{name}}")[0].key == "{{name}}"
    """

    span: Span
    kind: CodeKind
    key: str
    text: str
    certain: bool = True


_WITHOUT_SPACES = r"\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}\u3000-\u303f\uff00-\uffef"
"""Scripts that set no space after an address."""
_ADDRESS_CHARACTER = rf"[^\s<>\"«»„“”‘’|\\^`\p{{Cc}}\p{{Cf}}{_WITHOUT_SPACES}]"
_BREAKS = "\u00ad\u200b\u2060\ufeff"
"""Where a typesetter lets an address go on in the next line, or does not: no part of it."""
_NAME = r"[\p{L}_][\p{L}\p{M}\p{N}_]*+(?:[.\-][\p{L}\p{N}_]++)*+"
_ATTRIBUTE = r"""\s++[A-Za-z_:][\w:.\-]*+(?:\s*+=\s*+(?:"[^"<>]*+"|'[^'<>]*+'|[^\s"'<>=\[\]]++))"""
_PATTERNS = rf"""
  (?P<url> (?:(?<![A-Za-z0-9])(?i:https?|ftps?)://|(?<![\w.@/\-])www\.(?=[\w\-]++\.))
    (?:{_ADDRESS_CHARACTER}|[{_BREAKS}](?={_ADDRESS_CHARACTER}))++ )
| (?P<domain> (?<![\p{{L}}\p{{N}}.@/\-])[\p{{L}}\p{{N}}\-]{{2,63}}+\.(?:рф|укр|бел|срб)(?![\p{{L}}\p{{N}}]) )
| (?P<email> (?<![\w.+\-@])[A-Za-z0-9_][\w.+\-{_BREAKS}]{{0,63}}+@[\p{{L}}\p{{N}}\-{_BREAKS}]++
    (?:\.[\p{{L}}\p{{N}}\-{_BREAKS}]++)++ )
| (?P<template> \{{\{{\{{?[^{{}}]{{1,80}}+\}}\}}\}}? | \{{%[^{{}}%]{{1,80}}+%\}} | [$\#%]\{{[^{{}}]{{1,80}}+\}}
    | <%[=\-]?[^<>%]{{1,80}}+%> | \$t\([^()]{{1,60}}+\) )
| (?P<interval> (?:(?<=\|)|(?<=\|\s)|^)[\[\]]\s?(?:-?Inf|-?\d{{1,9}}+)\s?,\s?(?:[+]?Inf|-?\d{{1,9}}+)\s?[\[\]] )
| (?P<brace> \{{\s?(?:\d{{1,3}}+(?:\s?,\s?\d{{1,3}}+)*+|\$?+{_NAME}(?:\[\w{{1,30}}+\])?)?
    (?:\s?[:!,][^{{}}]{{0,60}}+)?\s?\}} )
| (?P<tag> </?[A-Za-z][\w:.\-]*+(?:{_ATTRIBUTE}?)*+\s*+/?> | </?\d{{1,3}}+\s?/?> )
| (?P<escaped> %% )
| (?P<named> %(?:\([^()\s]{{1,60}}+\)|<[^<>\s]{{1,60}}+>)
    [\#0+\-]?(?:\d{{1,3}}+)?(?:\.\d{{1,3}}+)?[hlL]?[diouxXeEfFgGcrsa] )
| (?P<wrapped> (?<![\p{{L}}\p{{N}}%])%[A-Za-z_][A-Za-z0-9_.\-]{{1,40}}+%(?![\p{{L}}\p{{N}}]) )
| {MARKED}
| (?P<printf> (?<![\p{{N}}%])(?<!\p{{N}}\s)%(?:\d{{1,2}}\$)?+
    (?:[+\#]?0\d{{1,2}}|-\d{{1,3}}|\d{{1,2}}(?=\.\d)|\*)?(?:\.(?:\d{{1,2}}|\*))?(?:hh?|ll?|[qjzt])?
    [diouxXeEfFgGcsSp@] )
| (?P<shortcode> \[/?[a-zA-Z][\w\-]*+(?:{_ATTRIBUTE}(?:{_ATTRIBUTE}?)*+|=[^\s\[\]]++)?\s*+/?\] )
"""
_CODE = regex.compile(_PATTERNS, regex.VERBOSE | regex.MULTILINE)
_TAG = regex.compile(r"<(/?)\s*([\w:.\-]+)(.*?)\s*/?>", regex.DOTALL)
_ATTRIBUTES = regex.compile(r"""([\w:.\-]+)(?:\s*=\s*("[^"]*"|'[^']*'|[^\s"'<>=]+))?""")
_TRANSLATABLE = frozenset({"alt", "aria-label", "lang", "xml:lang", "hreflang", "placeholder", "summary", "title"})
"""Attributes of tags that may or must be another in another language."""
_BARE = regex.compile(r"\[/?([a-zA-Z][\w\-]*)\s*/?\]")
_CLOSING = regex.compile(r"</[\w:.\-]++(?=\s*>)|\[/[a-zA-Z][\w\-]*+(?=\s*/?\])")
_NUMBERED = regex.compile(r"-\d++$")
_ENDINGS = frozenset(".,;:!?'*_~…·،؛؟" + _BREAKS)
_OPEN = {")": "(", "]": "[", "}": "{"}
_SPACE = regex.compile(r"\s+")
_LETTERS = regex.compile(r"[A-Za-z]")
MIN_MARKED = 4
"""Characters, the colon among them, of what is no smiley."""
_HINTS = frozenset("%{<[@:$_") | {"www.", ".рф", ".укр", ".бел", ".срб"}
"""Without one of these a text has no code."""


def find_codes(text: str) -> list[Code]:
    """Every code of a text in reading order, none overlapping; about linear in its length.

    A percent sign that a number stands before ("5 % of", "100%") is none, nor is a word in brackets ("[sic]").

    [c.text for c in find_codes("Mail %s to a@b.org")] == ["%s", "a@b.org"]
    """
    if not any(hint in text for hint in _HINTS):
        return []
    structure = keywords(text)
    taken = {place for word in structure for place in range(word.span.start, word.span.end)}
    found = [_keyword(text, word) for word in structure]
    closed = _closed(text)
    for match in _CODE.finditer(text):
        code = _code(match, closed)
        if code is not None and not any(place in taken for place in (code.span.start, code.span.end - 1)):
            found.append(code)
    return sorted(found, key=lambda code: code.span)


def _closed(text: str) -> frozenset[str]:
    """What closes some tag or shortcode: </b> and [/caption]."""
    return frozenset(_CLOSING.findall(text))


def _keyword(text: str, word: Keyword) -> Code:
    return Code(word.span, "keyword", word.key, word.span.of(text))


def _code(match: regex.Match[str], closed: frozenset[str]) -> Code | None:
    """What was matched, if it is a code indeed."""
    text, group = match[0], str(match.lastgroup)
    if group in ("url", "domain"):
        text = _without_ending(text)
        return Code(Span(match.start(), match.start() + len(text)), "address", _plain_address(text), text)
    if group == "email":
        text = text.rstrip(_BREAKS)
        return Code(Span(match.start(), match.start() + len(text)), "address", visible(text).casefold(), text)
    span = Span(*match.span())
    if group == "tag":
        key = _tag_key(text, closed)
        return Code(span, "tag", key, text) if key else None
    if group == "shortcode":
        return Code(span, "shortcode", _SPACE.sub(" ", text), text) if _is_shortcode(text, closed) else None
    if group == "colon":
        return _behind_colon(span, text)
    if group == "escaped" or (group == "printf" and _is_word(match)):
        return None
    return Code(span, "placeholder", _SPACE.sub("", text), text)


def _behind_colon(span: Span, text: str) -> Code | None:
    """A name, or a word that may be one: a smiley is none."""
    is_sure = is_surely_filled_in(text)
    return Code(span, "placeholder", text, text, is_sure) if is_sure or len(text) >= MIN_MARKED else None


def _is_word(match: regex.Match[str]) -> bool:
    """True for what only looks like printf's: a percent sign inside a word ("hundert%ige")."""
    before, after = match.string[: match.start()][-1:], match.string[match.end() : match.end() + 1]
    return before.isalpha() and bool(_LETTERS.match(after))


def _without_ending(address: str) -> str:
    """The address without the punctuation of the sentence that it stands in."""
    while address[-1:] in _ENDINGS or (address[-1:] in _OPEN and not _is_balanced(address)):
        address = address[:-1]
    return address


def _is_balanced(address: str) -> bool:
    """True when the bracket that it ends in is opened in it: .../Port_(town)."""
    return address.count(address[-1]) <= address.count(_OPEN[address[-1]])


def _plain_address(address: str) -> str:
    """Without hidden marks, the scheme and the host in lower case, no slash at the end."""
    scheme, separator, rest = visible(address).rpartition("://")
    host, slash, path = rest.partition("/")
    return f"{scheme.lower()}{separator}{host.lower()}{slash}{path}".rstrip("/")


def _tag_key(tag: str, closed: frozenset[str]) -> str:
    """What a tag does, "" when it is none: a name in no list, without attributes and never closed, is a word."""
    match = _TAG.match(tag)
    assert match is not None  # the tag was cut out by a narrower pattern
    name = match[2].lower()
    attributes = sorted(
        (key.lower(), value.strip("\"'"))
        for key, value in _ATTRIBUTES.findall(match[3])
        if key.lower() not in _TRANSLATABLE
    )
    closing = match[1] or f"</{match[2]}" in closed or tag.endswith("/>")
    if not (name in TAG_NAMES or closing or "=" in match[3]):
        return ""
    return f"<{match[1]}{name}{''.join(f' {key}={value}' for key, value in attributes)}>"


def _is_shortcode(text: str, closed: frozenset[str]) -> bool:
    """False for a word in brackets: a shortcode has attributes, a partner that closes it, or a name like no word."""
    bare = _BARE.fullmatch(text)
    return bare is None or f"[/{bare[1]}" in closed or "_" in bare[1] or bool(_NUMBERED.search(bare[1]))
