"""What a translation tool says of its own work and leaves in the text: its name under the text, an answer before it."""

from __future__ import annotations

import regex

from models.spans import Span, merge
from models.text.sentences import split_paragraphs

MAX_NOTE = 120
"""Code points of the longest such line; a paragraph that tells of a translation is longer."""
_NOTE = regex.compile(
    r"[\s(\[*_–—-]*(?:(?:machine|automatically|auto)[\s-]+)?translat(?:ed|ion)\s+"
    r"(?:(?:by|with|using|via|through|provided|powered|courtesy)\b)[^.!?…]*(?:[.!?…](?=\S)[^.!?…]*)*[.!)\]*_]*\s*"
    r"|(?:(?:sure|certainly|of course|okay|ok)[,.!]?\s+)?here(?:['’]s|\s+is)\s+(?:the|your|my|a|an)\s+"
    r"(?:[\p{L}-]+\s+){0,3}(?:translat(?:ion|ed)\b)[^.!?…:]*:?\s*"
    r"|[\s(\[*_–—-]*(?:(?:this\s+is\s+)?an?\s+)?(?:raw\s+)?(?:machine|automatic|automated|ai)[\s-]+translation[.)\]*_\s]*"
    r"|[\s(\[*_–—-]*(?:translator['’]?s?\s+)?note:?\s+i(?:['’]ve|\s+have)?\s+(?:translated|kept|left|tried)\b[^\n]*",
    regex.IGNORECASE,
)
_OPENING = regex.compile(
    r"[\s*_]*(?:(?:sure|certainly|of course|okay|ok)[,.!]?\s+)?here(?:['’]s|\s+is)\s+(?:the|your|my|a|an)\s+"
    r"(?:[\p{L}-]+\s+){0,3}translation\b[^.!?…:]{0,60}:(?=\s+\S)",
    regex.IGNORECASE,
)
"""Such a line with the text behind it."""
_REFUSAL = regex.compile(
    r"(?:(?:i['’]m|i\s+am|we\s+are)\s+sorry|sorry|i\s+apologi[sz]e|unfortunately)[,.]?\s+(?:but\s+)?(?:i|we)\s*"
    r"(?:can['’]?t|cannot|can\s+not|(?:am|['’]m)\s+(?:unable|not\s+able)\s+to|won['’]t)\s+"
    r"(?:help|assist|translate|provide|fulfil+|comply|complete|process)\b[^.!?…]{0,120}[.!]?"
    r"|as\s+an\s+ai(?:\s+(?:language\s+)?model|\s+assistant)?,?\s+i\b[^.!?…]{0,160}[.!]?",
    regex.IGNORECASE,
)
"""What a tool that answers says instead of a translation."""
_APOLOGY = regex.compile(
    r"\b(?:AI|KI|IA|ИИ|ШІ|YZ)\b|tut mir leid|leider|entschuldig|désolé|excus|lo siento|disculp|lament|spiac|scus|"
    r"desculp|извин|сожал|простит|вибач|на жаль|жаль|omlouv|lituj|bohužel|îmi pare rău|din păcate|üzgün|özür|"
    r"kahju|vabanda|"
    r"آسف|عذر|متأسف|ببخشید|מצטער|סליחה|对不起|抱歉|遗憾|माफ|සමාවන්න",
    regex.IGNORECASE,
)
"""How a source says that somebody is sorry, or speaks of a machine."""
_TRANSLATES = regex.compile(
    r"translat|übersetz|tradu[czçtî]|traduz|перев[оеё]|перекла|ترجم|翻译|翻譯|訳|překl|tõl[kg]|çevir|תרג|अनुवाद|පරිවර්තන|번역",
    regex.IGNORECASE,
)
"""How the source speaks of translating: then a line about it may belong to the article."""


def translator_notes(text: str, source: str) -> list[Span]:
    """What of an English text speaks of its translation, or refuses it, while the source does not, in order.

    [s.of(t) for s in translator_notes(t := "It rains.\\n\\nTranslated with Example", "Es regnet.")] ==
    ["Translated with Example"]
    """
    if _TRANSLATES.search(source):
        return []
    lines = split_paragraphs(text)
    found = [line for line in lines if len(line) <= MAX_NOTE and _NOTE.fullmatch(line.of(text))]
    for line in lines:
        if opening := _OPENING.match(text, line.start, min(line.end, line.start + MAX_NOTE)):
            found.append(Span(*opening.span()))
    if not _APOLOGY.search(source):
        found += [Span(*match.span()) for match in _REFUSAL.finditer(text)]
    return merge(found)
