"""Addresses that name a language: a translation may lead to the page in its own (/de/hafen, /en/port)."""

from __future__ import annotations

import regex

from models.languages import LanguagePair, primary_code

_LINK = regex.compile(r"(?<= (?:href|src|action|cite)=)[^\s>]*+")
_HOST = regex.compile(r"(?:[a-z]+:)?//([^/?#]*)|(www\.[^/?#]*)|", regex.IGNORECASE)
_BETWEEN = regex.compile(r"[/?&=#]+")
_TAG = regex.compile(r"[a-z]{2,3}(?:[-_][a-z0-9]{2,8}){0,2}", regex.IGNORECASE)
_DIGITS = regex.compile(r"\d+")


def is_localised(source: str, target: str, pair: LanguagePair) -> bool:
    """True for two addresses, or two tags with such in them, that differ as the same page in two languages does.

    They name their own languages at the same place of the path, the query or before the domain; numbers are the same
    in both, and so is the host otherwise. Languages: ISO 639-1.

    is_localised("https://port.example/de/hafen/12", "https://port.example/en/port/12", LanguagePair("de", "en"))
    """
    if not (pair.source and pair.target) or pair.source == pair.target:
        return False
    addresses = [(source, target)]
    if source.startswith("<"):
        if _LINK.sub("", source) != _LINK.sub("", target):
            return False
        links = zip(_LINK.findall(source), _LINK.findall(target), strict=False)
        addresses = [(one, other) for one, other in links if one != other]
    return bool(addresses) and all(_is_localised(one, other, pair) for one, other in addresses)


def _is_localised(source: str, target: str, pair: LanguagePair) -> bool:
    (host, path), (other_host, other_path) = _apart(source), _apart(target)
    if _DIGITS.findall(source) != _DIGITS.findall(target) or len(host) != len(other_host):
        return False
    named = False
    for label, other in zip(host, other_host, strict=True):
        is_language = label != other and _names(label, pair.source) and _names(other, pair.target)
        if label != other and not is_language:
            return False
        named |= is_language
    pieces = zip(path, other_path, strict=False)
    return named or any(_names(one, pair.source) and _names(other, pair.target) for one, other in pieces)


def _apart(address: str) -> tuple[list[str], list[str]]:
    """The labels of the host, of which the domain's two are kept as one, and the pieces of all behind it."""
    found = _HOST.match(address)
    assert found is not None  # it matches nothing too
    labels = (found[1] or found[2] or "").split(".")
    return [*labels[:-2], ".".join(labels[-2:])], _BETWEEN.split(address[found.end() :])


def _names(piece: str, language: str) -> bool:
    """True for "de", "de-AT" and "DE_at" where the language is "de"."""
    return bool(_TAG.fullmatch(piece)) and primary_code(piece) == language
