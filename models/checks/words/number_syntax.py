"""How languages put number words together: what joins them, what is written onto them, what says per cent."""

from __future__ import annotations

from models.text.normalise import fold

CONNECTORS: dict[str, frozenset[str]] = {
    "en": frozenset({"and"}), "de": frozenset({"und"}), "es": frozenset({"y"}), "fr": frozenset({"et"}),
    "pt": frozenset({"e"}), "ro": frozenset({"și", "de"}), "fa": frozenset({"و"}), "ar": frozenset({"و"}),
    "he": frozenset({"ו"}),
}  # fmt: skip
"""Words that may stand between two parts of one number: "two hundred and five", "douăzeci de mii"."""

HYPHENATED_CONNECTORS = frozenset({"he"})
"""Languages that set a hyphen between such a word and digits: "58 אלף ו-400"."""

FRACTION_CONNECTORS: dict[str, frozenset[str]] = {
    "cs": frozenset({"a"}), "et": frozenset({"ja"}), "it": frozenset({"e"}), "ru": frozenset({"с"}),
    "uk": frozenset({"з", "із"}),
}  # fmt: skip
"""Where "and" makes two numbers of two, but one of a number and a half: "un milione e mezzo"."""

FRACTION_ARTICLES: dict[str, frozenset[str]] = {
    "en": frozenset({"a", "of", "an"}), "de": frozenset({"eine", "einer", "ein"}), "fr": frozenset({"de", "d"}),
    "es": frozenset({"de", "un"}), "pt": frozenset({"de", "um"}), "ro": frozenset({"o", "de"}),
    "it": frozenset({"di", "un"}),
}  # fmt: skip
"""Words beside a fraction that say nothing: "half a million", "two and a half"."""

BEFORE_NUMBERS: dict[str, dict[str, float]] = {
    "ne": {"साढे": 0.5, "साढ़े": 0.5, "सवा": 0.25, "पौने": -0.25},
}
"""Words right before a number that change it by a fraction of one: साढे दुई is two and a half."""

SCALE_FIRST = frozenset({"si"})
"""Languages that set the scale before its number: ලක්ෂ 5 is five hundred thousand."""

PERCENT: dict[str, tuple[str, ...]] = {
    "ar": ("في المئة", "في المائة", "فى المئة", "فى المائة", "بالمئة", "بالمائة"),
    "fr": ("pour cent",), "es": ("por ciento", "por cien"), "pt": ("por cento",), "it": ("per cento",),
    "ro": ("la sută",), "et": ("sajast",), "fa": ("در صد",), "de": ("vom hundert",), "he": ("למאה",),
}  # fmt: skip
"""How a language says per cent with its word for a hundred, which is then no number."""

COMPOUND_ENDINGS: dict[str, str] = {
    "cs": r"i?(?:let|krát|násob|denn|hodin|minut|stup|člen|procent|kilometr|metr|korun|tun|litr)\p{L}{0,6}",
    "de": r"(?:jährig|köpfig|stündig|tägig|prozentig|stöckig|teilig|seitig|minütig|wöchig|monatig|fach|mal)\p{L}{0,3}",
    "fa": r"(?:ساله|سالگی|ماهه|روزه|ساعته|نفره|درصدی)\p{L}{0,3}",
    "it": r"e?nn[eio]",
    "et": r"aasta(?:ne|se|st)\p{L}{0,5}|(?<=[ae])(?:s|st|sse|l|le|lt|ks|ni|na|ta|ga)",
    "ne": r"(?:भन्दा|को|का|मा|ले|लाई|वटा|वटै|जना|बाट|देखि|सम्म|वर्षीय)",
    "ru": r"-?(?:лет|дневн|недельн|месячн|суточн|(?:кило)?метров|часов|минутн|процентн|этажн|кратн|мест|мильн|тонн|"
    r"градусн|балльн)\p{L}{0,7}",
    "uk": r"-?(?:річ|денн|тижнев|місячн|(?:кіло)?метров|годин|хвилинн|відсотков|поверхов|кратн|місн|тонн|градусн|"
    r"бальн)\p{L}{0,7}",
}
"""What is written onto a number word and does not change it: fünfzigjährig, padesátiletý, двадцатилетний."""

ELIDING = frozenset({"fr", "it"})
"""Languages that join a number with the word beside it by an apostrophe: settant'anni, d'une."""

PREFIXES: dict[str, tuple[str, ...]] = {
    "ar": ("وال", "بال", "لل", "فال", "كال", "ال", "و", "ب", "ل", "ك"),
    "it": ("ultra",),
    "he": ("וה", "וב", "ול", "ומ", "בה", "שב", "ה", "ו", "ב", "ל", "מ", "כ", "ש"),
}
"""What is written together with the front of a word; a longer one first."""

GLUED = frozenset({"ar", "cs", "de", "et", "it", "ro", "ru", "tr", "uk"})
"""Languages that write the parts of a number together: fünfundzwanzig, خمسمائة."""

CENTURIES: tuple[str, ...] = tuple(
    fold(word)
    for word in (
        "centur", "jahrhundert", "jh.", "siècle", "siglo", "secol", "século", "век", "столет", "століт", "сторіч",
        "ст.",
        "století", "stol.", "yüzyıl", "sajand", "世纪", "世紀", "शताब्दी", "වන සියවස", "המאה", "במאה", "القرن",
        "قرن", "سده",
    )
)  # fmt: skip
"""How the word for "century" begins, next to its number."""

DECADES: tuple[str, ...] = tuple(
    fold(word)
    for word in (
        "decad", "década", "décenn", "jahrzehnt", "decenni", "deceni", "десятилет", "десятиліт", "desetilet",
        "kümnend", "عقود", "عقدين", "العقود", "العقدين", "دهه", "עשור",
    )
)  # fmt: skip
"""How the word for "decade" begins."""
