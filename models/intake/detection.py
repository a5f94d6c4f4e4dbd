"""Which of our languages a text is written in: by script where that decides, else by lingua and by common words."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from functools import cache

import regex
from lingua import Language, LanguageDetector, LanguageDetectorBuilder

from models.languages import LANGUAGES, LanguagePair

MIN_LETTERS = 20
"""Letters below which a script shared by several languages decides nothing."""
MIN_SCRIPT_LETTERS = 4
"""Letters below which nothing is decided at all."""
MIN_SURE_LETTERS = 100
PLAINLY = 0.95
"""Letters, and lingua's confidence, from which on a text is not believed to be in the language that was given."""
_SAMPLE = 1_500
"""Code points read at the start, in the middle and at the end: lingua slows down with length, and a
page's furniture may be in another language."""
_MIN_KANA_SHARE = 0.05
"""Kana among Han and kana above which a text is Japanese: it has about half, Chinese none."""
_LETTERS_PER_HAN = 3
"""Letters of English for one Chinese character (FLORES dev: 3.1)."""
SURE, CONTENDERS = 0.99, 3
"""lingua's confidence from which nobody else is asked; else so many languages are compared by their common words."""
FREQUENCY_WEIGHT, MAX_ZIPF, UNLISTED = 4.0, 6.0, 2.5
"""Weight of the mean Zipf value beside the log of that confidence, what a word counts at most, and what is taken for a
language without a list. `scripts.measure.detection`: of pieces of four to eight words 97.7 % are told rightly, by
lingua alone 94.1 %."""
MAX_WORDS = 60
"""Words of a text that are compared so."""
_WORD = regex.compile(r"\p{L}[\p{L}\p{M}’']{0,40}")
_LETTER = regex.compile(r"\p{L}")
_SCRIPTS: dict[str, regex.Pattern[str]] = {
    script: regex.compile(rf"\p{{Script={script}}}")
    for script in sorted({script for language in LANGUAGES.values() for script in language.scripts})
}
_DEVANAGARI_WORD = regex.compile(r"[\p{Script=Devanagari}]+")
_NEPALI_WORDS = frozenset(
    "छ छन् हो हुन् थियो थिए र पनि भने लागि गरेको भएको गर्ने गर्न हुने यो तर".split()  # noqa: SIM905
)
_NEIGHBOUR_WORDS = frozenset(
    "है हैं में और के की का से था थे थी ने यह आहे आहेत आणि होते होता मध्ये ही".split()  # noqa: SIM905
)
"""Function words of Nepali, and of Hindi and Marathi, which share its script (lingua lacks Nepali)."""


def detect_language(text: str, candidates: Iterable[str] = tuple(LANGUAGES)) -> str | None:
    """The ISO 639-1 code among `candidates` that `text` is most likely written in.

    None when there is too little text, when its script belongs to no candidate, or when it is plainly in
    another language of the table. A Latin or Cyrillic text in a language outside the table comes out as
    its nearest relative in it. Thread-safe.

    detect_language("Wo ist der nächste Bahnhof, bitte?") == "de"
    """
    sample = _sample(text)
    counts = _scripts(sample)
    letters = sum(counts.values())
    if letters < MIN_SCRIPT_LETTERS:
        return None
    possible = _by_script(counts, frozenset(candidates))
    if possible == {"ne"}:
        return "ne" if _is_nepali(sample) else None
    if len(possible) == 1 and not possible & _SHARED:
        return next(iter(possible))
    if letters < MIN_LETTERS or not possible:
        return None
    return _by_words(sample, possible)


def plainly_other(text: str, code: str) -> str:
    """The language that a text is plainly in, where `code` names another; "" where that may be right.

    Only of languages that can be detected: a text in any other comes out as its nearest relative. By words, it takes
    MIN_SURE_LETTERS: a headline or a list of names may read like anything.

    plainly_other("القوات الأوكرانية تتقدم", "en") == "ar"
    """
    found = detect_language(text) if code in LANGUAGES else None
    if found is None or found == code:
        return ""
    sample = _sample(text)
    letters = sum(_scripts(sample).values())
    if not {*LANGUAGES[found].scripts} & {*LANGUAGES[code].scripts}:
        return found if letters >= MIN_LETTERS else ""
    return found if letters >= MIN_SURE_LETTERS and dict(ranked_by_lingua(sample)).get(found, 0.0) >= PLAINLY else ""


def evidently_swapped(source: str, target: str, pair: LanguagePair) -> bool:
    """True when source and target were plainly given the wrong way round.

    Both have to be readable: the source as `pair.target`, the target as `pair.source` (as anything but
    `pair.target` where `pair.source` is ""). A copied or untranslated text is not a swap.
    """
    if pair.source == pair.target or detect_language(source) != pair.target:
        return False
    found = detect_language(target)
    return found == pair.source if pair.source else found not in (None, pair.target)


def _sample(text: str) -> str:
    """The whole of a short text; start, middle and end of a long one."""
    if len(text) <= 3 * _SAMPLE:
        return text
    middle = (len(text) - _SAMPLE) // 2
    return "\n".join((text[:_SAMPLE], text[middle : middle + _SAMPLE], text[-_SAMPLE:]))


def _scripts(text: str) -> Counter[str]:
    """Letters by script; "" for scripts of none of our languages."""
    counts = Counter({script: len(pattern.findall(text)) for script, pattern in _SCRIPTS.items()})
    counts[""] = max(0, len(_LETTER.findall(text)) - sum(counts.values()))
    return counts


def _by_script(counts: Counter[str], candidates: frozenset[str]) -> frozenset[str]:
    """The candidates written in the script that most letters are in."""
    kana = counts["Hiragana"] + counts["Katakana"]
    east_asian = kana + counts["Han"]
    groups = Counter({**counts, "Han": _LETTERS_PER_HAN * east_asian, "Hiragana": 0, "Katakana": 0})
    script = groups.most_common(1)[0][0]
    if script == "Han":
        return candidates & ({"ja"} if kana >= _MIN_KANA_SHARE * east_asian else {"zh"})
    known = candidates & LANGUAGES.keys()
    return frozenset(code for code in known if script == LANGUAGES[code].scripts[0])


def _is_nepali(text: str) -> bool:
    """False when Hindi or Marathi function words prevail."""
    found = _DEVANAGARI_WORD.findall(text)
    return sum(word in _NEPALI_WORDS for word in found) >= sum(word in _NEIGHBOUR_WORDS for word in found)


def _by_words(text: str, possible: Collection[str]) -> str | None:
    """lingua's best guess among languages that share a script, or by what words are common where it is not sure."""
    known = [(code, value) for code, value in ranked_by_lingua(text) if code in possible][:CONTENDERS]
    if not known:
        return None
    if known[0][1] >= SURE:
        return known[0][0]
    words = [word.lower() for word in _WORD.findall(text)[:MAX_WORDS]]
    return max(known, key=lambda entry: math.log(entry[1]) + FREQUENCY_WEIGHT * _mean_frequency(words, entry[0]))[0]


def _mean_frequency(words: Sequence[str], lang: str) -> float:
    """How common the words are in a language, as a Zipf value."""
    from models.text.word_frequencies import zipf_value  # and numpy, which a command need not wait for

    try:
        return sum(min(zipf_value(word, lang), MAX_ZIPF) for word in words) / max(1, len(words))
    except LookupError:
        return UNLISTED


def ranked_by_lingua(text: str) -> list[tuple[str, float]]:
    """(code, confidence above 0) of the languages that lingua knows, the likeliest first."""
    return [
        (confidence.language.iso_code_639_1.name.lower(), confidence.value)
        for confidence in _detector().compute_language_confidence_values(regex.sub(r"\p{Cs}", " ", text))
        if confidence.value > 0
    ]


@cache
def _detector() -> LanguageDetector:
    """Built on first use: low-accuracy mode holds 25 MB for our languages, high accuracy over 350 MB."""
    known = [language for language in Language.all() if language.iso_code_639_1.name.lower() in LANGUAGES]
    return LanguageDetectorBuilder.from_languages(*known).with_low_accuracy_mode().build()


_SHARED = frozenset(
    code
    for code, language in LANGUAGES.items()
    if sum(language.scripts[0] == other.scripts[0] for other in LANGUAGES.values()) > 1
)
"""Languages whose script does not give them away."""
