"""Month and weekday names of every language, from CLDR through Babel, found in running text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import takewhile
from typing import Literal

import regex
from babel import Locale, UnknownLocaleError

from models.checks.words.number_syntax import PREFIXES
from models.spans import Span
from models.text.word_cache import TEXTS_KEPT

Kind = Literal["months", "days"]
_VARIANTS = {"ar": ("ar", "ar_SY", "ar_DZ", "ar_MA")}
"""Arabic has several sets of month names: يناير, كانون الثاني, جانفي."""
_EXTRA: dict[tuple[str, Kind], dict[int, tuple[str, ...]]] = {
    ("zh", "days"): {day: (f"周{sign}", f"礼拜{sign}") for day, sign in enumerate("一二三四五六日")},
    ("zh", "months"): {month: (f"{month}月", f"{month} 月", f"{month} 月份") for month in range(1, 13)},
    ("ja", "months"): {month: (f"{month}月", f"{month} 月") for month in range(1, 13)},
    ("en", "months"): {9: ("Sept.",)},
    ("fa", "months"): {5: ("مه", "می"), 7: ("جولای",)},
    ("fa", "days"): {
        0: ("دو\u200cشنبه",), 1: ("سه\u200cشنبه",), 2: ("چهار\u200cشنبه",), 3: ("پنج\u200cشنبه",), 6: ("یک\u200cشنبه",),
    },
    ("ro", "days"): {2: ("miercuri",)},
    ("ar", "days"): {0: ("الإثنين",)},
}  # fmt: skip
_AMBIGUOUS = {
    ("en", "months"): ("May", "March"),
    ("en", "days"): ("Sun",),
    ("fr", "months"): ("mars", "mai"),
    ("fa", "months"): ("می", "مه"),
    ("tr", "days"): ("pazar", "salı"),
    ("tr", "months"): ("mart", "ekim", "ocak", "aralık"),
}
"""Names that are ordinary words too: they answer a name on the other side but raise no flag."""
_INFLECTED = frozenset({"ru", "uk", "cs", "et", "tr", "he", "ar", "fa", "ne", "si", "ro"})
_CHANGING_STEMS = frozenset({"ru", "uk", "cs"})
"""Where a case ending replaces letters of the name: понедельник, січень, січні."""
_MIN_STEM, _MAX_ENDING = 3, 4
_LETTER_VARIANTS = {
    "ا": "[اأإآ]",
    "أ": "[اأإآ]",
    "إ": "[اأإآ]",
    "آ": "[اأإآ]",
    "ي": "[يیى]",
    "ی": "[يیى]",
    "ک": "[كک]",
}


@dataclass(frozen=True, slots=True)
class Named:
    """A month (1 to 12) or weekday (0 Monday to 6 Sunday) named at `span` of the text.

    `sure`: the name is no ordinary word of the language.
    """

    number: int
    span: Span
    text: str
    sure: bool


@lru_cache(TEXTS_KEPT)
def find_names(text: str, lang: str, kind: Kind) -> tuple[Named, ...]:
    """The months or weekdays a text names, in order; none for a language that CLDR does not know.

    [n.number for n in find_names("في يناير/كانون الثاني", "ar", "months")] == [1, 1]
    """
    unsure = {word.lower() for word in _AMBIGUOUS.get((lang, kind), ())}
    found = []
    for match in _matches(text, lang, kind):
        name = str(match.lastgroup)  # a form is one group, and no group lies in another
        word = match.group(name)
        found.append(
            Named(int(name[1:].split("_")[0]), Span(*match.span(name)), word, word.lower() not in unsure)
        )
    return tuple(found)


def ends_with_month(text: str, lang: str) -> bool:
    """True for "del 7 mai" and not for "mai 7": asked of short pieces, which are not worth keeping."""
    return any(match.end(str(match.lastgroup)) == len(text) for match in _matches(text, lang, "months"))


def _matches(text: str, lang: str, kind: Kind) -> Iterator[regex.Match[str]]:
    pattern = _pattern(lang, kind)
    return iter(()) if pattern is None else pattern.finditer(text)


@lru_cache(64)
def english_name(number: int, kind: Kind) -> str:
    """english_name(1, "months") == "January", english_name(0, "days") == "Monday"."""
    return str(_forms("en", kind)[number][0])


@lru_cache(64)
def _pattern(lang: str, kind: Kind) -> regex.Pattern[str] | None:
    """One alternation over all names, longest first; a group `m5_2` is form 2 of month 5."""
    forms = _forms(lang, kind)
    if not forms:
        return None
    entries = [(form, number) for number, names in forms.items() for form in names]
    entries.sort(key=lambda entry: -len(entry[0]))
    alternatives = [
        f"(?P<m{number}_{index}>{_form_pattern(form, lang, forms[number])})"
        for index, (form, number) in enumerate(entries)
    ]
    body = "|".join(alternatives)
    if lang in ("zh", "ja"):
        return regex.compile(rf"(?<!\d)(?:{body})")
    prefixes = "|".join(PREFIXES.get(lang, ()))
    flags = 0 if lang == "en" else regex.IGNORECASE
    return regex.compile(rf"(?<![\p{{L}}\p{{M}}]\u200c?)(?:{prefixes})?(?:{body})(?![\p{{L}}\p{{M}}])", flags)


def _form_pattern(form: str, lang: str, siblings: list[str]) -> str:
    """A name with its letter variants and, where the language inflects, other endings."""
    stem = form.removesuffix("ٔ")
    if lang in _CHANGING_STEMS:
        stem = _common_beginning(siblings[0], siblings[-1]).rstrip("аеиоуыьюяїійaeiouyáéíýěů")
    ending = ""
    if lang in _INFLECTED and len(stem) >= _MIN_STEM and not form.endswith("."):
        form, ending = stem, rf"[\p{{L}}\p{{M}}]{{0,{_MAX_ENDING}}}"
    pattern = "".join(_LETTER_VARIANTS.get(c, regex.escape(c)) for c in form) + ending
    return pattern.replace("\u200c", "[\u200c ]?")


def _common_beginning(one: str, other: str) -> str:
    """What two cases of a name share: _common_beginning("январь", "января") == "январ"."""
    return "".join(a for a, _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


@lru_cache(64)
def _forms(lang: str, kind: Kind) -> dict[int, list[str]]:
    """Number -> its full names (the one used in dates first, then the one used alone)."""
    forms: dict[int, list[str]] = {}
    for variant in _VARIANTS.get(lang, (lang,)):
        try:
            locale = Locale.parse(variant)
        except (ValueError, UnknownLocaleError):
            return {}
        table: Mapping[str, Mapping[str, Mapping[int, str]]] = getattr(locale, kind)
        for context in ("format", "stand-alone"):
            for number, name in table[context]["wide"].items():
                forms.setdefault(int(number), []).append(str(name))
    for number, names in _EXTRA.get((lang, kind), {}).items():
        forms[number].extend(names)
    return {number: list(dict.fromkeys(names)) for number, names in forms.items()}
