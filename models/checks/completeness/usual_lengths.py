"""How long English is for a source of each language, so that a short article says what is missing from it too.

`python -m scripts.calibration.usual_lengths --data DATA` prints the table: medians over FLORES dev, and over the
post-edits of MLQE-PE dev for Estonian, Nepali and Sinhala.
"""

from __future__ import annotations

from models.languages import ENGLISH, LanguagePair

ENGLISH_PER_SOURCE = {
    "ar": 1.15, "cs": 1.04, "de": 0.86, "es": 0.84, "et": 1.12, "fa": 1.07, "fr": 0.84, "he": 1.3, "it": 0.85,
    "ne": 1.12, "pt": 0.92, "ro": 0.89, "ru": 0.93, "si": 0.99, "tr": 0.98, "uk": 0.99, "zh": 1.16,
}  # fmt: skip
"""Lengths in code points as an alphabet needs them (`one_sided.weighed_length`)."""


def usual_length(pair: LanguagePair) -> float | None:
    """Length of a translation for one of its source; None where we have not measured it.

    usual_length(LanguagePair("de", "en")) == 0.86
    """
    if pair.from_english:
        into = ENGLISH_PER_SOURCE.get(pair.target)
        return 1 / into if into else None
    return ENGLISH_PER_SOURCE.get(pair.source) if pair.target == ENGLISH else None
