"""Examples out of what people say of translations: MLQE-PE ratings and post-edits, MQM error spans."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

from models.evaluation.corpora import ExpertRating, RatedTranslation, rated_for_training, token_spans
from models.languages import LanguagePair
from models.network.kinds import LEVELS, UNKNOWN_KIND, kind_number
from models.spans import Span
from models.text.words import word_spans, words
from models.training.rows import UNKNOWN, Example

POOR = -0.5
"""Assessment from which down what an editor changed was wrong; above, much of it may be taste."""
PENALTY = {"critical": 1.0, "major": 1.0, "minor": 0.2}
"""In lost words: an error of that severity against a major one, as MQM weighs them."""
POST_EDIT_WORDS = 0.15
"""What post-edits say of a word counts so much beside what someone marked as an error: most of the words that they
change are right, and there are ten times as many of them."""
EXPERT_WEIGHT = 0.15
MAX_EXPERT_WORDS = 60
_NO_WORDS = (
    "Fluency/Punctuation", "Punctuation", "Whitespace", "Capitalization", "Fluency/Inconsistency", "Hyphenation",
)  # fmt: skip
"""Categories whose spans say little about the words in them."""


def z_of_share(share: float) -> float:
    """The assessment that a text earns of whose words such a share was made wrong or lost."""
    return max(-2.0, 0.9 - 3 * share)


def tags_to_words(text: str, tokens: Sequence[str], tags: Sequence[bool]) -> tuple[list[str], list[float]]:
    """Our words of a text, each wrong when a Moses token that it overlaps is tagged wrong."""
    spans = word_spans(text)
    marked = [span for span, tag in zip(token_spans(tokens, text), tags, strict=True) if tag and span]
    wrong = [float(any(span.overlaps(bad) for bad in marked)) for span in spans]
    return [span.of(text) for span in spans], wrong


def gaps_to_words(text: str, tokens: Sequence[str], gaps: Sequence[bool]) -> list[float]:
    """Gaps between Moses tokens as gaps before our words of a text, and after the last; nan where no token begins."""
    at = {span.start: float(gap) for span, gap in zip(token_spans(tokens, text), gaps[:-1], strict=True) if span}
    return [*(at.get(span.start, UNKNOWN) for span in word_spans(text)), float(gaps[-1])]


def rated_example(item: RatedTranslation, pair: LanguagePair) -> Example:
    """An MLQE-PE rating: what was edited is known, what was wrong only where people found the whole poor."""
    target, edited = tags_to_words(item.target, item.target_tokens, item.tags)
    source, lost = tags_to_words(item.source, item.source_tokens, item.source_tags)
    gaps = gaps_to_words(item.target, item.target_tokens, item.gaps)
    wrong = [value if value == 0.0 or item.z <= POOR else UNKNOWN for value in edited]
    return Example(
        pair, target, source, wrong, lost, item.z, item.hter, 1.0, gaps, edited,
        word_weight=POST_EDIT_WORDS, rated=True,
    )


def post_edit_example(item: RatedTranslation, pair: LanguagePair) -> Example:
    """A human post-edit: sound, though worded otherwise than a translation from scratch."""
    target, source = words(item.post_edit), words(item.source)
    sound = [0.0] * len(target)
    return Example(
        pair, target, source, sound, [0.0] * len(source), 0.9, 0.0, 0.2, [0.0] * (len(target) + 1), sound
    )


def expert_examples(folder: Path) -> Iterator[Example]:
    """One a translation of the MQM ratings (Freitag et al. 2021), with all its raters' marks averaged."""
    rated: defaultdict[tuple[LanguagePair, str, str], list[ExpertRating]] = defaultdict(list)
    for rating in rated_for_training(folder):
        if len(rating.target.split()) <= MAX_EXPERT_WORDS:
            rated[rating.pair, rating.source, rating.target].append(rating)
    for ratings in rated.values():
        yield _expert_example(ratings)


def _expert_example(ratings: Sequence[ExpertRating]) -> Example:
    text = ratings[0].target
    spans = word_spans(text)
    source = words(ratings[0].source)
    marks = [_marks(rating, spans) for rating in ratings]
    wrong = [sum(value) / len(ratings) for value in zip(*(mark[0] for mark in marks), strict=True)]
    severity, kind = (
        [next((v for v in values if v == v and v != UNKNOWN_KIND), values[0]) for values in zip(*some, strict=True)]
        for some in ([mark[1] for mark in marks], [mark[2] for mark in marks])
    )
    lost = min(1.0, sum(mark[3] for mark in marks) / len(ratings) / max(1, len(spans)))
    clean = all(not rating.marks for rating in ratings)
    return Example(
        ratings[0].pair,
        [span.of(text) for span in spans],
        source,
        wrong,
        [0.0 if clean else UNKNOWN] * len(source),
        z_of_share(lost),
        lost,
        EXPERT_WEIGHT,
        severity=severity,
        kind=[int(value) for value in kind],
    )


def _marks(rating: ExpertRating, spans: Sequence[Span]) -> tuple[list[float], list[float], list[int], float]:
    """One rater's: for each word whether it is wrong, how severely and of what kind; and the words lost in all."""
    wrong, severity = [0.0] * len(spans), [UNKNOWN] * len(spans)
    kind, lost = [UNKNOWN_KIND] * len(spans), 0.0
    for start, end, level, category in rating.target_marks:
        if level not in LEVELS:
            continue
        lost += PENALTY[level]
        unclear = category in _NO_WORDS or "mission" in category or "mitted" in category
        for index, span in enumerate(spans):
            if start < end and span.start < end and start < span.end and wrong[index] != 1.0:
                wrong[index] = UNKNOWN if unclear else 1.0
                severity[index] = UNKNOWN if unclear else float(LEVELS[level])
                kind[index] = UNKNOWN_KIND if unclear else kind_number(category)
    return wrong, severity, kind, lost
