"""The languages mtqc knows: names, scripts, direction, and what the built-in model has learnt of them."""

from __future__ import annotations

from dataclasses import dataclass

from babel import Locale, UnknownLocaleError
from babel.core import get_global

ENGLISH = "en"


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
"""Further languages of the built-in model's vocabulary (XLM-R's, Conneau et al. 2020): it has read them, and judges
translations from them into English as an experiment, for nobody has taught it what errors in these look like."""


_NO_LANGUAGE = frozenset({"mis", "mul", "und", "zxx"})
"""Codes that say that a language is not known, or that there are several: whoever means that leaves it out."""


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
    preferred = get_global("language_aliases").get(plain, plain).split("_")[0]
    ours = _WRITTEN_OTHERWISE.get(preferred, preferred)
    return ours if ours in LANGUAGES or ours in UNTRAINED or ours in Locale(ENGLISH).languages else None


_WRITTEN_OTHERWISE = {"fil": "tl"}
"""Where the model's vocabulary goes by the older code of what CLDR prefers."""


def language_name(code: str) -> str:
    """The English name of a code (CLDR's where it is not in the table), or the code itself when nobody knows it."""
    if code in LANGUAGES:
        return LANGUAGES[code].name
    return str(Locale("en").languages.get(code, code))


def text_direction(code: str) -> str:
    """Which way a language is written: text_direction("ar") == "rtl", text_direction("de") == "ltr"; unknown: "ltr"."""
    try:
        return str(Locale.parse(code).text_direction)
    except (ValueError, UnknownLocaleError):
        return "ltr"


def judges_pair(source_lang: str, target_lang: str) -> bool:
    """True where the built-in model compares translations with their source; English it judges even without one."""
    if source_lang == ENGLISH:
        return target_lang in LANGUAGES and LANGUAGES[target_lang].builtin_into
    return target_lang == ENGLISH and (trained_on(source_lang) or source_lang in UNTRAINED)


def trained_on(source_lang: str) -> bool:
    """True for the languages of which the built-in model has seen translations into English, sound and faulty."""
    return source_lang in LANGUAGES and LANGUAGES[source_lang].builtin
