"""What a translation tool says of its own work and leaves in the text: its name under the text, an answer before it."""

from __future__ import annotations

import regex

from models.spans import Span
from models.text.sentences import split_paragraphs

MAX_NOTE = 120
"""Code points of the longest such line; a paragraph that tells of a translation is longer."""
_NOTE = regex.compile(
    r"[\s(\[*_–—-]*(?:(?:machine|automatically|auto)[\s-]+)?translat(?:ed|ion)\s+"
    r"(?:(?:by|with|using|via|through|provided|powered|courtesy)\b)[^.!?…]*(?:[.!?…](?=\S)[^.!?…]*)*[.!)\]*_]*\s*"
    r"|(?:(?:sure|certainly|of course|okay|ok)[,.!]?\s+)?here(?:['’]s|\s+is)\s+(?:the|your|my|a|an)\s+"
    r"(?:[\p{L}-]+\s+){0,3}(?:translat(?:ion|ed)\b)[^.!?…:]*:?\s*",
    regex.IGNORECASE,
)
_TRANSLATES = regex.compile(
    r"translat|übersetz|tradu[czçtî]|traduz|перев[оеё]|перекла|ترجم|翻译|翻譯|訳|překl|tõl[kg]|çevir|תרג|अनुवाद|පරිවර්තන|번역",
    regex.IGNORECASE,
)
"""How the source speaks of translating: then a line about it may belong to the article."""


def translator_notes(text: str, source: str) -> list[Span]:
    """The paragraphs of an English text that speak of its translation while the source does not, in order.

    [s.of(t) for s in translator_notes(t := "It rains.\\n\\nTranslated with Example", "Es regnet.")] ==
    ["Translated with Example"]
    """
    if _TRANSLATES.search(source):
        return []
    lines = (line for line in split_paragraphs(text) if len(line) <= MAX_NOTE)
    return [line for line in lines if _NOTE.fullmatch(line.of(text))]
