"""What each family of translation models calls a language: mtqc knows them by ISO 639-1."""

from __future__ import annotations

NLLB = {
    "ar": "arb_Arab",
    "cs": "ces_Latn",
    "de": "deu_Latn",
    "en": "eng_Latn",
    "es": "spa_Latn",
    "et": "est_Latn",
    "fa": "pes_Arab",
    "fr": "fra_Latn",
    "he": "heb_Hebr",
    "it": "ita_Latn",
    "ja": "jpn_Jpan",
    "ko": "kor_Hang",
    "ne": "npi_Deva",
    "pt": "por_Latn",
    "ro": "ron_Latn",
    "ru": "rus_Cyrl",
    "si": "sin_Sinh",
    "tr": "tur_Latn",
    "uk": "ukr_Cyrl",
    "zh": "zho_Hans",
}
"""NLLB's tokens: ISO 639-3 and script (FLORES-200)."""
MARIAN = {"ar": "ara", "zh": "cmn_Hans", "et": "est", "fa": "pes", "he": "heb", "pt": "por"}
"""Tags `>>ara<<` before the source where a Marian model has several target languages; elsewhere ISO 639-3 of NLLB."""
OTHER_NAMES = {"ara": "ar", "zho": "zh", "cmn": "zh", "fas": "fa", "est": "et", "nep": "ne", "iw": "he"}


def language_tokens(code: str) -> tuple[str, ...]:
    """The tokens that may stand for a language in M2M100 (`__ar__`) and in NLLB (`arb_Arab`)."""
    return (f"__{code}__", NLLB[code]) if code in NLLB else (f"__{code}__",)


def marian_tags(code: str) -> tuple[str, ...]:
    """The tags that may ask a Marian model for this target language; most models need none."""
    three = NLLB.get(code, code)[:3]
    return tuple(dict.fromkeys(f">>{name}<<" for name in (MARIAN.get(code, three), three, code)))


def plain_code(name: str) -> str:
    """ISO 639-1 of what a Marian model's settings call a language: plain_code("eng") == "en"; itself if unknown."""
    if name in OTHER_NAMES:
        return OTHER_NAMES[name]
    return next((code for code, token in NLLB.items() if token[:3] == name), name)
