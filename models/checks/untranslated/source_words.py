"""Single words of the source left in English that shares its letters: "spoke with the Feuerwehrleute".

Names, loans and titles stay as they are in a good translation. A word is told from these by lists of word frequencies,
which know it in the source language and hardly in English, and by its letters: in most languages only names have a
capital; in German, which gives one to every noun, by the ending of a noun that is no name, or by the lexicon, which has
another word for it. So has an Estonian word that begins a sentence on both sides.
"""

from __future__ import annotations

from dataclasses import dataclass

import regex

from models.article import Segment
from models.checks.words.word_frequency import has_frequencies, zipf
from models.languages import ENGLISH, LANGUAGES
from models.network.weights import load_lexicons
from models.spans import Span
from models.text.lexicon import LIKELY
from models.text.normalise import fold, stem

UNKNOWN, UNKNOWN_NOUN, UNKNOWN_TRANSLATED = 1.0, 1.2, 2.0
"""Zipf frequency in English below which a word is no loan that readers know; of a noun with a telling ending; of a word
for which the lexicon has another."""
EVERYDAY = 4.0
"""Zipf frequency in German from which a noun that the lexicon translates is no name of a thing."""
RARE_LOAN, FAR_RARER = 2.2, 2.5
"""English frequency below which a word that the lexicon calls otherwise is no loan that readers know, if it is also so
much rarer in English: alcalde, but not fiesta."""
KNOWN = 3.0
"""Zipf frequency in the source language from which everybody there knows a word: rarer ones are things of a region,
which have no English name."""
_WORD = regex.compile(r"(?<![\p{L}\p{N}'’\-@/.&])\p{L}{4,40}+(?![\p{L}\p{N}@/]|[-–](?=\p{L})|\.\p{L})")
_CAPITAL_BEFORE, _CAPITAL_AFTER = regex.compile(r"\p{Lu}[\p{L}'’.\-]*\s$"), regex.compile(r"\s\p{Lu}")
_SENTENCE_START = regex.compile(r"(?:^|[.!?:;]\s)\p{Lu}[\p{L}'’]*\s$")
_SENTENCE_END = regex.compile(r"[.!?:;\n][\s\p{P}]*$")
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
_LIKE_SURNAME = regex.compile(
    ".+(?:mann|m[ae][iy]er|müller|bauer|huber|häuser|schmidt|stein|berg|bach|dorf|itz|ow|ski|sen)"
)
"""Endings of families: a Krogmann is one of them, unless everybody knows the word."""
_ENDS_PHRASE = regex.compile(
    r"[.,;:!?)]|$|\s(?:and|or|of|in|on|at|for|from|with|to|by|was|were|is|are|had|has|have|that|which|who|because|after|"
    r"before|when|while|under|as)\b"
)
"""What comes behind a noun: a name is often followed by what it names, a Bosch drill."""
_TOLD_BY_ENGLISH = frozenset({"et"})
"""Languages without a list of frequencies: there a long word that no English text has is none."""
_MIN_LETTERS = 6
MAX_NAME_WORDS = 5
"""Words of a name, as far back as its capital is looked for."""
_WORD_BEFORE = regex.compile(r"(?<![\p{L}\p{N}])\p{L}[\p{L}'’.\-]{0,30}\s$")


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
    there, found = _words_by_form(segment.source, lang), []
    for match in _WORD.finditer(segment.target):
        word, here = match.group(), Span(*match.span())
        origin = there.get(word)
        if origin is None or word.lower() in left_out or not _is_the_sources(segment, here, origin, lang):
            continue
        if not _is_in_name(segment.target, here) and not _ends_copied_name(segment, here):
            found.append(LeftWord(here, word, origin))
    return found


def _words_by_form(source: str, lang: str) -> dict[str, Span]:
    """Where each word stands first; one that begins a sentence, in small letters too."""
    found: dict[str, Span] = {}
    begin = len(source) - len(source.lstrip())
    for match in _WORD.finditer(source):
        place = Span(*match.span())
        found.setdefault(match.group(), place)
        before = source[max(0, place.start - _REACH) : place.start]
        if lang != "de" and (place.start <= begin or _SENTENCE_END.search(before)):
            found.setdefault(match.group().lower(), place)
    return found


def _is_the_sources(segment: Segment, here: Span, there: Span, lang: str) -> bool:
    """True for no word of English: by itself, by the words around it or by where both sides have it."""
    word = here.of(segment.target)
    if _is_left(word, lang):
        return True
    if lang == "de":
        return _is_indefinite(segment, here, there)
    return lang == "et" and here.start == there.start == 0 and _is_translated(word, lang)


def _is_left(word: str, lang: str) -> bool:
    if word.islower():
        if lang in _TOLD_BY_ENGLISH:
            return len(word) >= _MIN_LETTERS and zipf(word, ENGLISH) == 0
        here, home = zipf(word, ENGLISH), zipf(word, lang)
        if here < UNKNOWN:
            return home >= KNOWN
        return here < RARE_LOAN and home - here >= FAR_RARER and _has_another_name(word, lang)
    if lang != "de" or not word[1:].islower():
        return False
    if _GERMAN_NOUN.fullmatch(word.lower()) and not (_LIKE_SURNAME.fullmatch(word.lower()) and not zipf(word, lang)):
        return zipf(word.lower(), ENGLISH) < UNKNOWN_NOUN
    return zipf(word.lower(), lang) >= EVERYDAY and _is_translated(word, lang)


def _is_translated(word: str, lang: str) -> bool:
    """True for a word that no English text has and that the lexicon is sure to call otherwise: Brücke is bridge."""
    return zipf(word.lower(), ENGLISH) < UNKNOWN_TRANSLATED and _has_another_name(word, lang, by_use=True)


def _has_another_name(word: str, lang: str, by_use: bool = False) -> bool:
    """True where the lexicon is sure to call a word otherwise; `by_use`: also if only the frequencies attest it."""
    lexicon = load_lexicons().get(lang)
    if lexicon is None:
        return False
    meanings = lexicon.attested(stem(word, lang))
    if not meanings and by_use and zipf(word.lower(), lang) >= EVERYDAY:
        meanings = tuple(meaning for meaning, p in lexicon.translations(stem(word, lang), 1) if p >= LIKELY)
    return bool(meanings) and not any(_is_one_name(fold(word), fold(one)) for one in meanings)


def _is_one_name(word: str, english: str) -> bool:
    """True for Tallinna and Tallinn, but not for Politsei and police."""
    shared = min(len(word), len(english)) - 1
    return word[:shared] == english[:shared]


def _is_indefinite(segment: Segment, here: Span, there: Span) -> bool:
    """True for a noun of German that both sides have as one of several: "a Auspuff", but not "the Zugspitze"."""
    word = here.of(segment.target)
    if not word[1:].islower() or zipf(word.lower(), ENGLISH) >= UNKNOWN_NOUN:
        return False
    if _LIKE_SURNAME.fullmatch(word.lower()) and zipf(word.lower(), "de") < KNOWN:
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


def _ends_copied_name(segment: Segment, span: Span) -> bool:
    """True behind words that the source has too, the first with a capital: Česká spořitelna."""
    text, start = segment.target, span.start
    for _ in range(MAX_NAME_WORDS):
        before = _WORD_BEFORE.search(text[max(0, start - _REACH) : start])
        if before is None or text[start - len(before[0]) : span.end] not in segment.source:
            return False
        start -= len(before[0])
        if text[start].isupper():
            return True
    return False


def _is_in_name(text: str, span: Span) -> bool:
    """True beside another word with a capital that does not merely begin a sentence: České středohoří."""
    before = ("…" if span.start > _REACH else "") + text[max(0, span.start - _REACH) : span.start]
    is_behind = _CAPITAL_BEFORE.search(before) and not _SENTENCE_START.search(before)
    return bool(is_behind or _CAPITAL_AFTER.match(text, span.end))
