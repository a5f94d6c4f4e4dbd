"""Articles for the measures of speed: the sample of 600 words, and any number of others from its sentences.

Each sentence of those ends with the number of a report, the same on both sides, so that no two are alike: what the
checker remembers of one saves nothing with the next.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from models.intake.requests import CheckRequest
from models.languages import LanguagePair

SAMPLES = Path(__file__).resolve().parents[2] / "samples"
SAMPLE = "salt-marsh"
PAIR = LanguagePair("ar", "en")
PARAGRAPH_SENTENCES = 5
_ENDINGS = "، وفقا للتقرير رقم {}.", ", according to report {}."
_SENTENCE_END = re.compile(r"(?<=\.)\s+")


def sample_request() -> CheckRequest:
    """The sample as it is."""
    source, target = (_text(lang) for lang in (PAIR.source, PAIR.target))
    return CheckRequest(target, source, PAIR.source, PAIR.target)


def made_request(words: int, first: int = 0) -> CheckRequest:
    """An article of just as many sentences as have so many words of English.

    `first`: the number of its first sentence; of two articles whose sentences have other numbers, none is alike.
    """
    sentences = _sentences()
    chosen: list[tuple[str, str]] = []
    count = 0
    while count < words:
        number = first + len(chosen)
        pair = sentences[number % len(sentences)]
        source, target = (
            side.removesuffix(".") + ending.format(number) for side, ending in zip(pair, _ENDINGS, strict=True)
        )
        chosen.append((source, target))
        count += len(target.split())
    sides = [[pair[side] for pair in chosen] for side in (0, 1)]
    source, target = (_in_paragraphs(side) for side in sides)
    return CheckRequest(target, source, PAIR.source, PAIR.target)


def _in_paragraphs(sentences: list[str]) -> str:
    starts = range(0, len(sentences), PARAGRAPH_SENTENCES)
    return "\n\n".join(" ".join(sentences[start : start + PARAGRAPH_SENTENCES]) for start in starts)


@cache
def _sentences() -> list[tuple[str, str]]:
    """The sample's sentences beside each other, without its headline."""
    sides = [_SENTENCE_END.split(_text(lang).strip()) for lang in (PAIR.source, PAIR.target)]
    (first, *others), (first_target, *other_targets) = sides
    bodies = [(first.partition("\n\n")[2], first_target.partition("\n\n")[2])]
    return bodies + list(zip(others, other_targets, strict=True))


def _text(lang: str) -> str:
    return (SAMPLES / f"{SAMPLE}.{lang}.txt").read_text(encoding="utf-8")
