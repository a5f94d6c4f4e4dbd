"""Full stops that end no sentence, though sentencex 1.0.32 cuts there: abbreviations, initials, ordinals, links."""

from __future__ import annotations

import regex

from models.spans import Span

_OPEN_ENDS: dict[str, regex.Pattern[str]] = {
    # Titles before a name: د. (Dr), أ. (Prof), م. (Eng), أ.د., after a joined و ف ب ل ك.
    "ar": regex.compile(r"(?<![\p{L}\p{M}])[وفبلك]?(?:[دأم]\.\s?){1,3}$"),
    "de": regex.compile(r"\b(?:geb|gest|verh|verw|ggf|inkl|incl|exkl|einschl|evtl|sog|vgl|zzgl|abzgl)\.$"),
    "en": regex.compile(r"\b(?:approx|incl|excl|cf|viz|resp|fig|figs|pp)\.$"),
    "es": regex.compile(r"\b[ad]\.$"),
    "fr": regex.compile(r"\b(?:MM?|M[lm]es?|Mlles?|Mgr|Ste?|env|apr|av)\.$"),
    "he": regex.compile(r"(?<![\p{L}\p{M}'’\"])\p{L}\.$"),
    "pl": regex.compile(r"\b(?:tj|tzn|tzw|np|ul|św)\.$"),
    "ro": regex.compile(r"\b(?:[Ss]f|[Dd]l|[Dd]na|[Nn]r|[Ss]tr)\.$"),
    "ru": regex.compile(r"\p{Lu}\p{Ll}+\s\p{Lu}\.$|\b(?:акад|проф|им|ул|рис|см|ср|напр)\.$"),
    "uk": regex.compile(r"\p{Lu}\p{Ll}+\s\p{Lu}\.$|\b(?:акад|проф|ім|вул|рис|див|напр)\.$"),
}
"""Abbreviations that want something after them, by language."""
_LINKS = regex.compile(r"(?<![\p{L}\p{N}.])(?:i\.\s?e|e\.\s?g|t\.\s?j|т\.\s?[екн]|т\.\s?зв)\.$", regex.IGNORECASE)
"""That is, for example, so called: in the middle of a sentence in any language."""
_SHORT_END = regex.compile(r"\b(?:\p{L}{1,2}|\p{N}{1,4})\.$")
_SMALL_START = regex.compile(r"\p{Ll}")

_VOWELLESS = regex.compile(
    r"(?<![\p{L}\p{N}.'’-])(?<!\p{N}\s)(?!Jn?r|Sn?r|Ltd|Bhd|Hm|Mm|Mhm|Brr|Grr|Psst?|Shh|Tsk)"
    r"[\p{Lu}&&[\p{Latin}\p{Cyrillic}]][bcdfghjklmnpqrstvwxzбвгджзйклмнпрстфхцчшщ]{1,3}\.$",
    regex.VERSION1,
)
"""Nr., Chr., Th., Дж.: a capitalised word without a vowel is an abbreviation or an initial, and a name follows. In
lower case or after a number it is a unit ("5 km.", "2,4 Ghz."); those excepted end sentences."""
_WORDS_WITHOUT_VOWELS = frozenset(["bs", "cs", "hr", "mk", "sk", "sl", "sr"])
"""Languages in which r and l carry syllables: Krk and Smrt are words."""
_INITIAL = regex.compile(r"(?<![\p{L}\p{N}.'’-])(?:(?:Y[aeou]|I[auy])|\p{Lu}\.\s?\p{Lu})\.$")
"""Ю, Я, Е as English spells them, and two initials in a row."""

_ADDRESS_END = regex.compile(r"(?:://|@|(?<![\p{L}\p{N}])[Ww]{3}\.)\S*$")
_BARE_NUMBER = regex.compile(r"[(\[]?\p{N}{1,3}\.")
"""The first of a list, or of "1. FC": no sentence is a number alone."""
_CLUB_END, _CLUB_START = regex.compile(r"(?<!\p{N})1\.$"), regex.compile(r"\p{Lu}{2,4}\s\p{Lu}")
_ORDINAL_END = regex.compile(r"(?<!\p{L})(\p{L}+)\s\p{N}{1,2}\.$")
_BEFORE_ORDINAL = {
    "de": frozenset([
        "der", "die", "das", "den", "dem", "des", "am", "im", "vom", "zum", "zur", "beim", "ins", "ans",
        "seine", "seinem", "seinen", "seiner", "ihre", "ihrem", "ihren", "ihrer",
    ]),
    "en": frozenset(["the"]),
}  # fmt: skip
"""Words after which a number with a full stop is an ordinal, unless the next word is one of these:"""
_STARTERS = {
    "de": frozenset([
        "der", "die", "das", "ein", "eine", "er", "sie", "es", "wir", "ich", "ihr", "man", "dann", "danach",
        "doch", "aber", "und", "auch", "so", "da", "dort", "hier", "jetzt", "nun", "wer", "was", "wie", "wo",
        "wann", "warum", "seit", "bis", "nach", "vor", "bei", "mit", "in", "im", "am", "an", "auf", "für",
        "wenn", "als", "weil", "obwohl", "zuvor", "damit", "dabei", "dazu",
    ]),
    "en": frozenset([
        "the", "a", "an", "he", "she", "it", "they", "we", "i", "you", "in", "on", "at", "but", "and", "so",
        "or", "this", "that", "these", "those", "there", "his", "her", "its", "their", "our", "my", "as",
        "after", "before", "when", "while", "if", "for", "to", "by", "with", "from", "then", "now", "since",
        "until", "what", "who", "why", "how", "not", "no", "yes",
    ]),
}  # fmt: skip
_FIRST_WORD = regex.compile(r"\W*(\p{L}+)")
_END_LENGTH = 40
"""Code points before and after a full stop that the patterns may look at."""


def goes_on(line: str, before: Span, after: Span, lang: str) -> bool:
    """True when no sentence ends between two neighbouring pieces of a line, in a language by its ISO 639-1 code.

    goes_on(t := "Haus Nr. Fünf", Span(0, 8), Span(9, 13), "de") is True
    """
    end = line[max(before.start, before.end - _END_LENGTH) : before.end]
    start = line[after.start : min(after.end, after.start + _END_LENGTH)]
    if before.end == after.start and (start[0] in "-‑" or _ADDRESS_END.search(end)):
        return True
    if not end.endswith("."):
        return False
    return (
        bool(_LINKS.search(end) or (lang in _OPEN_ENDS and _OPEN_ENDS[lang].search(end)))
        or bool(_SHORT_END.search(end) and _SMALL_START.match(start))
        or _is_initial(end, start, lang)
        or _is_ordinal(line[before.start : before.end] if len(before) < _END_LENGTH else end, start, lang)
    )


def _is_initial(end: str, start: str, lang: str) -> bool:
    """True for "Th." or "Yu." before what may be a name."""
    if not start[0].isalpha() or _starts_anew(start, lang):
        return False
    vowelless = lang not in _WORDS_WITHOUT_VOWELS and _VOWELLESS.search(end)
    return bool(vowelless or (start[0].isupper() and _INITIAL.search(end)))


def _is_ordinal(end: str, start: str, lang: str) -> bool:
    """True for "1." alone, for "1. FC Köln", and for "in der 2." before "Bundesliga"."""
    if _BARE_NUMBER.fullmatch(end) or (_CLUB_END.search(end) and _CLUB_START.match(start)):
        return True
    ordinal = _ORDINAL_END.search(end)
    return bool(ordinal and ordinal[1].lower() in _BEFORE_ORDINAL.get(lang, ())) and not _starts_anew(start, lang)


def _starts_anew(start: str, lang: str) -> bool:
    """True when the first word is one that sentences begin with, and names never."""
    first = _FIRST_WORD.match(start)
    return bool(first and first[1].lower() in _STARTERS.get(lang, ()))
