"""The languages mtqc knows and pairs of them: names, scripts, direction, what the built-in model has learnt of them.

babel is loaded only when it is asked: articles and reports need the standard library alone.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal, Self

from models.errors import InvalidInput

ENGLISH = "en"
MAX_CODE_LENGTH = 35
"""Of a language tag, by RFC 5646 (section 4.4.1)."""
_CODE = re.compile(rf"[A-Za-z0-9_-]{{0,{MAX_CODE_LENGTH}}}")


@dataclass(frozen=True, slots=True, order=True)
class LanguagePair:
    """From which language into which, by code (ISO 639-1): "" for one that nobody knows or has told.

    Written "ar>en", and "ar-en" in names of files, in calibrations and on the command line.
    """

    source: str
    target: str

    @classmethod
    def beside_english(cls, lang: str, from_english: bool = False) -> Self:
        """The pair of a language and English: beside_english("ar") is ar>en, beside_english("de", True) is en>de."""
        return cls(ENGLISH, lang) if from_english else cls(lang, ENGLISH)

    @classmethod
    def parse(cls, text: str, mark: str = ">") -> Self:
        """What `str` wrote, or with mark "-" what `dashed` did: split at the last mark. Either language may be "".

        Raises InvalidInput for anything else. LanguagePair.parse("ar>en") == LanguagePair("ar", "en")
        """
        source, found, target = text.rpartition(mark)
        if not found or not _CODE.fullmatch(source) or not _CODE.fullmatch(target):
            raise InvalidInput(f"a language pair is written ar{mark}en, not {text[: 2 * MAX_CODE_LENGTH]!r}", "pair")
        return cls(source, target)

    def __str__(self) -> str:
        return f"{self.source}>{self.target}"

    @property
    def dashed(self) -> str:
        """The same with a dash: "ar-en"."""
        return f"{self.source}-{self.target}"

    @property
    def from_english(self) -> bool:
        """True for translations of English into another language."""
        return self.source == ENGLISH != self.target

    @property
    def other(self) -> str:
        """The language beside English: "ar" of ar>en, "de" of en>de; the source where neither is English."""
        return self.target if self.from_english else self.source

    @property
    def reversed(self) -> Self:
        """The other way round: en>ar of ar>en."""
        return type(self)(self.target, self.source)


UNTOLD_INTO_ENGLISH = LanguagePair("", ENGLISH)
"""What a text is taken for of which nothing is said."""


@dataclass(frozen=True, slots=True)
class Language:
    """An ISO 639-1 code with its English name and Unicode scripts (`\\p{Script=…}` names).

    `builtin`: the built-in model was trained on translations from it into English; `builtin_into`: and, as an
    experiment, from English into it. `spaced`: words are set apart by spaces.
    """

    code: str
    name: str
    scripts: tuple[str, ...]
    builtin: bool = True
    builtin_into: bool = False
    spaced: bool = True


LANGUAGES: dict[str, Language] = {
    language.code: language
    for language in (
        Language("ar", "Arabic", ("Arabic",), builtin_into=True),
        Language("cs", "Czech", ("Latin",)),
        Language("de", "German", ("Latin",), builtin_into=True),
        Language("en", "English", ("Latin",)),
        Language("es", "Spanish", ("Latin",), builtin_into=True),
        Language("et", "Estonian", ("Latin",)),
        Language("fa", "Persian", ("Arabic",)),
        Language("fr", "French", ("Latin",), builtin_into=True),
        Language("he", "Hebrew", ("Hebrew",)),
        Language("it", "Italian", ("Latin",)),
        Language("ja", "Japanese", ("Hiragana", "Katakana", "Han"), builtin=False, spaced=False),
        Language("ko", "Korean", ("Hangul", "Han"), builtin=False),
        Language("ne", "Nepali", ("Devanagari",)),
        Language("pt", "Portuguese", ("Latin",)),
        Language("ro", "Romanian", ("Latin",)),
        Language("ru", "Russian", ("Cyrillic",), builtin_into=True),
        Language("si", "Sinhala", ("Sinhala",)),
        Language("tr", "Turkish", ("Latin",)),
        Language("uk", "Ukrainian", ("Cyrillic",)),
        Language("zh", "Chinese", ("Han",), builtin_into=True, spaced=False),
    )
}


_OTHERS = (
    "af am as az be bg bn br bs ca cy da el eo eu fi fy ga gd gl gu ha hi hr hu hy id is ja jv ka kk km kn ko ku ky la "
    "lo lt lv mg mk ml mn mr ms my nb nl no om or pa pl ps sa sd sk sl so sq sr su sv sw ta te th tl ug ur uz vi xh yi"
)
UNTRAINED = frozenset(_OTHERS.split())
"""Further languages of the built-in model's vocabulary (XLM-R's, Conneau et al. 2020): it has read them, and scores
translations from them into English as an experiment, for nobody has taught it what errors in these look like."""


_NO_LANGUAGE = frozenset({"mis", "mul", "und", "zxx"})
"""Codes that say that a language is not known, or that there are several: whoever means that leaves it out."""


def says_no_language(tag: str) -> bool:
    """True for "und" and its like, by which files say that a language is not known, and for no tag."""
    return tag.strip().lower() in {"", *_NO_LANGUAGE}


def primary_code(tag: str) -> str | None:
    """A language tag as the code that everything here goes by; None for no tag, and for a language nobody knows.

    Script and region fall away. A code of three letters (ISO 639-2 or -3), an old one and that of a language which is
    written as a larger one's become the code of two letters where there is one:
    primary_code("pt_BR") == "pt"; primary_code("ger") == primary_code("deu") == "de"; primary_code("cmn") == "zh";
    primary_code("iw") == "he"; primary_code("ceb") == "ceb"; primary_code("xx") is None.
    """
    plain = tag.strip().lower().replace("_", "-").split("-")[0]
    if not (2 <= len(plain) <= 3 and plain.isascii() and plain.isalpha()) or plain in _NO_LANGUAGE:
        return None
    if plain in LANGUAGES or plain in UNTRAINED:
        return plain
    from babel import Locale
    from babel.core import get_global

    preferred = get_global("language_aliases").get(plain, plain).split("_")[0]
    ours = _WRITTEN_OTHERWISE.get(preferred, preferred)
    return ours if ours in LANGUAGES or ours in UNTRAINED or ours in Locale(ENGLISH).languages else None


_WRITTEN_OTHERWISE = {"fil": "tl"}
"""Where the model's vocabulary goes by the older code of what CLDR prefers."""


def language_name(code: str) -> str:
    """The English name of a code (CLDR's where it is not in the table), or the code itself when nobody knows it."""
    if code in LANGUAGES:
        return LANGUAGES[code].name
    from babel import Locale

    return str(Locale("en").languages.get(code, code))


def text_direction(code: str) -> Literal["ltr", "rtl"]:
    """Which way a language is written: text_direction("ar") == "rtl", text_direction("de") == "ltr"; unknown: "ltr"."""
    from babel import Locale, UnknownLocaleError

    try:
        return "rtl" if Locale.parse(code).text_direction == "rtl" else "ltr"
    except (ValueError, UnknownLocaleError):
        return "ltr"


def compares_pair(pair: LanguagePair) -> bool:
    """True where the built-in model compares translations with their source; English it scores even without one."""
    if pair.source == ENGLISH:
        return pair.target in LANGUAGES and LANGUAGES[pair.target].builtin_into
    return pair.target == ENGLISH and (trained_on(pair.source) or pair.source in UNTRAINED)


def trained_on(source_lang: str) -> bool:
    """True for the languages of which the built-in model has seen translations into English, sound and faulty."""
    return source_lang in LANGUAGES and LANGUAGES[source_lang].builtin
