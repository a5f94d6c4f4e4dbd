"""Addresses that name a language: a translation may lead to the page in its own (/de/hafen, /en/port)."""

from __future__ import annotations

import regex

from models.languages import primary_code

_LINK = regex.compile(r"(?<= (?:href|src|action|cite)=)[^\s>]*+")
_HOST = regex.compile(r"(?:[a-z]+:)?//([^/?#]*)|(www\.[^/?#]*)|", regex.IGNORECASE)
_BETWEEN = regex.compile(r"[/?&=#]+")
_TAG = regex.compile(r"[a-z]{2,3}(?:[-_][a-z0-9]{2,8}){0,2}", regex.IGNORECASE)
_DIGITS = regex.compile(r"\d+")


def is_localised(source: str, target: str, source_lang: str, target_lang: str) -> bool:
    """True for two addresses, or two tags with such in them, that differ as the same page in two languages does.

    They name their own languages at the same place of the path, the query or before the domain; numbers are the same
    in both, and so is the host otherwise. Languages: ISO 639-1.

    is_localised("https://port.example/de/hafen/12", "https://port.example/en/port/12", "de", "en")
    """
    if not (source_lang and target_lang) or source_lang == target_lang:
        return False
    pairs = [(source, target)]
    if source.startswith("<"):
        if _LINK.sub("", source) != _LINK.sub("", target):
            return False
        links = zip(_LINK.findall(source), _LINK.findall(target), strict=False)
        pairs = [(one, other) for one, other in links if one != other]
    return bool(pairs) and all(_is_localised(one, other, source_lang, target_lang) for one, other in pairs)


def _is_localised(source: str, target: str, source_lang: str, target_lang: str) -> bool:
    (host, path), (other_host, other_path) = _apart(source), _apart(target)
    if _DIGITS.findall(source) != _DIGITS.findall(target) or len(host) != len(other_host):
        return False
    named = False
    for label, other in zip(host, other_host, strict=True):
        is_language = label != other and _names(label, source_lang) and _names(other, target_lang)
        if label != other and not is_language:
            return False
        named |= is_language
    pieces = zip(path, other_path, strict=False)
    return named or any(_names(one, source_lang) and _names(other, target_lang) for one, other in pieces)


def _apart(address: str) -> tuple[list[str], list[str]]:
    """The labels of the host, of which the domain's two are kept as one, and the pieces of all behind it."""
    found = _HOST.match(address)
    assert found is not None  # it matches nothing too
    labels = (found[1] or found[2] or "").split(".")
    return [*labels[:-2], ".".join(labels[-2:])], _BETWEEN.split(address[found.end() :])


def _names(piece: str, language: str) -> bool:
    """True for "de", "de-AT" and "DE_at" where the language is "de"."""
    return bool(_TAG.fullmatch(piece)) and primary_code(piece) == language
