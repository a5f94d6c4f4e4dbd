"""Examples out of expert error spans (MQM; Freitag et al. 2021): WMT20 and WMT21 news, TED talks."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from models import corpora
from models.text.words import word_spans, words
from models.training.examples import UNKNOWN, Example
from models.training.rated import made_z

WRONG = {"critical": 1.0, "major": 1.0, "minor": 0.6}
"""How surely a word inside a span of such a severity is wrong."""
PENALTY = {"critical": 1.0, "major": 1.0, "minor": 0.2}
"""In lost words: an error of that severity against a major one, as MQM weighs them."""
SENTENCE_WEIGHT = 0.15
LONGEST = 60


def expert_examples(folder: Path) -> Iterator[Example]:
    """One a segment and translation, of the first rater who saw it, in every language pair."""
    seen: set[tuple[str, str, str]] = set()
    for row in corpora.records(folder / "mqm" / "train.jsonl.xz"):
        key = (row["lp"], row["src"], row["mt"])
        if key not in seen and len(row["mt"].split()) <= LONGEST:
            seen.add(key)
            yield _example(row)


def _example(row: dict[str, Any]) -> Example:
    source_lang, target_lang = row["lp"].split("-")
    from_english = source_lang == "en"
    errors = [
        (start, end, severity.lower())
        for start, end, severity, category in row["spans"]
        if not category.startswith("Source") and severity.lower() in WRONG
    ]
    spans = word_spans(row["mt"])
    wrong = [
        max((WRONG[severity] for start, end, severity in errors if span.start < end and start < span.end), default=0.0)
        for span in spans
    ]
    source = words(row["src"])
    lost = min(1.0, sum(PENALTY[severity] for _, _, severity in errors) / max(1, len(spans)))
    return Example(
        target_lang if from_english else source_lang,
        [span.of(row["mt"]) for span in spans],
        source,
        wrong,
        [UNKNOWN if errors else 0.0] * len(source),
        made_z(lost),
        lost,
        SENTENCE_WEIGHT,
        from_english,
    )
