"""What the models see of a word: a folded copy for comparing. Stored text is never normalised.

Arabic is stemmed lightly after Larkey, Ballesteros and Connell (2007, "light10"); the other languages
by Snowball where it knows them, else left as folded words.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

import regex
import snowballstemmer

from models.text.word_cache import remembered
from models.text.words import word_spans

_SNOWBALL = {
    "cs": "czech", "de": "german", "en": "english", "es": "spanish", "et": "estonian", "fr": "french",
    "it": "italian", "ne": "nepali", "pt": "portuguese", "ro": "romanian", "ru": "russian", "tr": "turkish",
}  # fmt: skip
_MARKS = regex.compile(
    r"[\u00ad\u0640\u064b-\u065f\u0670\u0591-\u05bd\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]"
)
_ARABIC_LETTERS = str.maketrans("أإآٱىةكيی", "اااايهكيي")
_ARABIC_PREFIXES = ("وال", "فال", "بال", "كال", "ولل", "لل", "ال")
_ARABIC_SUFFIXES = ("ها", "ان", "ات", "ون", "ين", "يه", "يا", "ه", "ي")
MAX_KEPT_SENTENCES, MAX_KEPT_SENTENCE_LENGTH = 4_000, 1_000
"""Of `stems`: some 20 MB. Longer sentences are rare, and are cut anew."""


def fold(word: str) -> str:
    """Lower case, NFKC, without vowel points, tatweel and invisible marks; Arabic letter variants unified.

    fold("الأُوكْرانيّة") == "الاوكرانيه"
    """
    return word.lower() if word.isascii() else _fold(word)  # of ASCII nothing but capitals is folded


@remembered()
def _fold(word: str) -> str:
    folded = _MARKS.sub("", unicodedata.normalize("NFKC", word).lower())
    return folded.translate(_ARABIC_LETTERS).replace("’", "'")


@remembered()
def arabic_prefix(folded: str) -> int:
    """How many leading letters of a folded Arabic word are clitics (article, conjunction, preposition)."""
    skipped = 1 if folded[:1] in "وف" and len(folded) > 4 else 0
    rest = folded[skipped:]
    for prefix in _ARABIC_PREFIXES:
        if rest.startswith(prefix) and len(rest) - len(prefix) >= 3:
            return skipped + len(prefix)
    if rest[:1] in "بلس" and len(rest) > 4:
        return skipped + 1
    return skipped


def _arabic_stem(folded: str) -> str:
    stem = folded[arabic_prefix(folded) :]
    for suffix in _ARABIC_SUFFIXES:
        if stem.endswith(suffix) and len(stem) - len(suffix) >= 3:
            stem = stem[: -len(suffix)]
    return stem


@remembered()
def stem(word: str, lang: str) -> str:
    """The lexicon's key for a word: stem("للتقارب", "ar") == "تقارب", stem("allegations", "en") == "alleg"."""
    folded = fold(word)
    if len(folded) < 3 or not folded[0].isalpha():
        return folded
    if lang == "ar":
        return _arabic_stem(folded)
    if lang in _SNOWBALL:
        return str(_stemmer(lang).stemWord(folded.removesuffix("'s")))
    return folded


@lru_cache(len(_SNOWBALL))
def _stemmer(lang: str) -> snowballstemmer.stemmer:
    return snowballstemmer.stemmer(_SNOWBALL[lang])


@remembered(MAX_KEPT_SENTENCES, MAX_KEPT_SENTENCE_LENGTH)
def stems(text: str, lang: str) -> tuple[str, ...]:
    """The stems of a sentence's words in order, punctuation included."""
    return tuple(stem(span.of(text), lang) for span in word_spans(text))


@remembered()
def model_pieces(word: str, lang: str) -> tuple[str, ...]:
    """A source word as the tokenizer receives it: folded, Arabic clitics set apart.

    model_pieces("للتقارب", "ar") == ("لل", "تقارب")
    """
    folded = fold(word)
    if lang == "ar" and (cut := arabic_prefix(folded)):
        return folded[:cut], folded[cut:]
    return (folded,) if folded else (word,)
