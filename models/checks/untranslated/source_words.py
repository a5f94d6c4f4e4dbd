"""Single words of the source left in English that shares its letters: "spoke with the Feuerwehrleute".

Names, loans and titles stay as they are in a good translation. A word is told from these by lists of word frequencies,
which know it in the source language and not in English, and by its letters: in most languages only names have a
capital; in German, which gives one to every noun, by the ending of a noun that is no name.
"""

from __future__ import annotations

from dataclasses import dataclass

import regex

from models.article import Segment
from models.checks.words.word_frequency import has_frequencies, zipf
from models.languages import ENGLISH, LANGUAGES
from models.spans import Span

UNKNOWN, UNKNOWN_NOUN = 1.0, 1.2
"""Zipf frequency in English below which a word is no loan that readers know; of a noun with a telling ending."""
KNOWN = 3.0
"""Zipf frequency in the source language from which everybody there knows a word: rarer ones are things of a region,
which have no English name."""
_WORD = regex.compile(r"(?<![\p{L}\p{N}'’\-@/.&])\p{L}{4,40}+(?![\p{L}\p{N}@/]|[-–](?=\p{L}))")
_CAPITAL_BEFORE, _CAPITAL_AFTER = regex.compile(r"\p{Lu}[\p{L}'’.\-]*\s$"), regex.compile(r"\s\p{Lu}")
_SENTENCE_START = regex.compile(r"(?:^|[.!?:;]\s)\p{Lu}[\p{L}'’]*\s$")
_REACH = 30
_GLOSSED = regex.compile(r"[\"“”„«»'‘’(\[*_](\p{L}+)[\"“”„«»'’)\]*_,.]|(?<!\p{L})(\p{L}++)\s?\(")
"""A word in quotation marks or brackets, or with brackets behind it, is told to the reader as a foreign one."""
_GERMAN_NOUN = regex.compile(
    r".+(?:(?:er|ist|ent|ant|är|or|eur|at|ält|og|ärzt|eam)in|innen|leute|meister|ärzte|ungen|ung|heit(?:en)?|keit(?:en)?|"
    r"schaft(?:en)?|ismus|ität(?:en)?|tion(?:en)?|nisse?|(?<!kir|s)chen|räten?|rat(?:es)?|entscheide?|[aä]mter|amt(?:es)?|"
    r"gerichte?s?|ministerium|gesetze?s?|beamten?|anw[aä]lte?|richter|lehrer|schüler|arbeiter|fahrer|helfer|kräften?|"
    r"sprecher|vorsitzenden?r?|politiker|wissenschaftler|forscher|mitglieder|unternehmens?|parteien|verträge|verfahrens?|"
    r"fahrzeugen?|fahrzeugs?|häusern?)"
)
"""Endings of persons by what they do, of acts, states, offices and laws; -stein, -bach, -platz make names of places."""


_INDEFINITE = regex.compile(
    r"\b(?:an?|his|her|their|its|my|our|your|some|several|many|two|three|four|five|no|every|each|these|those)\s$",
    regex.IGNORECASE,
)
_INDEFINITE_GERMAN = regex.compile(
    r"\b(?:k?ein(?:e[nmrs]?)?|(?:mein|sein|ihr|unser|dein|euer)(?:e[nmrs]?)?|zwei|drei|vier|fünf|einige|mehrere|viele|"
    r"jede[nmrs]?|diese[nmrs]?)\s$",
    regex.IGNORECASE,
)
_ENDS_PHRASE = regex.compile(
    r"[.,;:!?)]|$|\s(?:and|or|of|in|on|at|for|from|with|to|by|was|were|is|are|had|has|have|that|which|who|because|after|"
    r"before|when|while|under|as)\b"
)
"""What comes behind a noun: a name is often followed by what it names, a Bosch drill."""
_TOLD_BY_ENGLISH = frozenset({"et"})
"""Languages without a list of frequencies: there a long word that no English text has is none."""
_MIN_LETTERS = 6


@dataclass(frozen=True, slots=True)
class LeftWord:
    """A word that was left as it stands in the source; offsets of the segment's sides."""

    span: Span
    text: str
    origin: Span


def glossed_words(text: str) -> frozenset[str]:
    """The words of a text, in lower case, that it sets apart as foreign ones."""
    return frozenset((match[1] or match[2]).lower() for match in _GLOSSED.finditer(text))


def source_words(segment: Segment, lang: str, left_out: frozenset[str]) -> list[LeftWord]:
    """The words of an English segment that are the source's and no English, in order, without those `left_out`.

    source_words(...)[0].text == "Feuerwehrleute"
    """
    language = LANGUAGES.get(lang)
    if lang == ENGLISH or language is None or "Latin" not in language.scripts:
        return []
    if not has_frequencies(lang) and lang not in _TOLD_BY_ENGLISH:
        return []
    there: dict[str, Span] = {}
    for match in _WORD.finditer(segment.source):
        there.setdefault(match.group(), Span(*match.span()))
    return [
        LeftWord(Span(*match.span()), match.group(), there[match.group()])
        for match in _WORD.finditer(segment.target)
        if match.group() in there
        and match.group().lower() not in left_out
        and (
            _is_left(match.group(), lang)
            or (lang == "de" and _is_indefinite(segment, Span(*match.span()), there[match.group()]))
        )
        and not _is_in_name(segment.target, Span(*match.span()))
    ]


def _is_left(word: str, lang: str) -> bool:
    if word.islower():
        if lang in _TOLD_BY_ENGLISH:
            return len(word) >= _MIN_LETTERS and zipf(word, ENGLISH) == 0
        return zipf(word, ENGLISH) < UNKNOWN and zipf(word, lang) >= KNOWN
    is_noun = lang == "de" and word[1:].islower() and _GERMAN_NOUN.fullmatch(word.lower())
    return bool(is_noun) and zipf(word.lower(), ENGLISH) < UNKNOWN_NOUN


def _is_indefinite(segment: Segment, here: Span, there: Span) -> bool:
    """True for a noun of German that both sides have as one of several: "a Auspuff", but not "the Zugspitze"."""
    word = here.of(segment.target)
    if not word[1:].islower() or zipf(word.lower(), ENGLISH) >= UNKNOWN_NOUN:
        return False
    before, theirs = (
        text[max(0, span.start - _REACH) : span.start]
        for text, span in ((segment.target, here), (segment.source, there))
    )
    return bool(
        _INDEFINITE.search(before)
        and _INDEFINITE_GERMAN.search(theirs)
        and _ENDS_PHRASE.match(segment.target, here.end)
    )


def _is_in_name(text: str, span: Span) -> bool:
    """True beside another word with a capital that does not merely begin a sentence: České středohoří."""
    before = ("…" if span.start > _REACH else "") + text[max(0, span.start - _REACH) : span.start]
    is_behind = _CAPITAL_BEFORE.search(before) and not _SENTENCE_START.search(before)
    return bool(is_behind or _CAPITAL_AFTER.match(text, span.end))
