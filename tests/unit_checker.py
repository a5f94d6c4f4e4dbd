"""A checker without a model that keeps units apart as the real one does, and flags planted words everywhere."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import regex

from models.article import SIDES, Article, Side
from models.intake.requests import CheckRequest, take_in
from models.mqm import Category, Severity
from models.report import ArticleReport, Coverage, Flag, SegmentReport
from models.spans import Span
from models.text.alignment import align

PLANTED: dict[Side, tuple[str, Category]] = {
    "target": ("wrong", Category.MISTRANSLATION),
    "source": ("lost", Category.OMISSION),
}


@dataclass
class UnitChecker:
    """Fluency 0.8 and consistency 0.5 for every segment with two sides. `spans`: flagged in the target besides."""

    signature: str = "mtqc|v:test|model:fake"
    spans: tuple[Span, ...] = ()
    seen: list[CheckRequest] = field(default_factory=list)

    def check(self, request: CheckRequest) -> ArticleReport:
        """A report with a flag for each planted word. Raises InvalidInput as the real one."""
        self.seen.append(request)
        article = take_in(request).article
        segments = align(article, lambda source, target: 0.5)
        flags = tuple(self._flags(article))
        return ArticleReport(
            article=article,
            signature=self.signature,
            overall=0.625,
            fluency=0.8,
            consistency=0.5,
            penalty_per_100_words=7.4,
            verdict="review" if flags else "pass",
            verdict_reasons=(),
            segments=tuple(SegmentReport(s, 0.8, 0.5 if s.source and s.target else None) for s in segments),
            flags=flags,
            coverage=Coverage(len(segments), len(segments)),
        )

    def _flags(self, article: Article) -> Iterator[Flag]:
        for side in SIDES:
            word, category = PLANTED[side]
            for found in regex.finditer(word, article.text(side)):
                yield _flag(Span(*found.span()), side, category)
        for span in self.spans:
            if span.end <= len(article.target):
                yield _flag(span, "target", Category.NUMBER_FORMAT)


def _flag(span: Span, side: Side, category: Category) -> Flag:
    return Flag(span, side, category, Severity.MAJOR, 0.9, "fake", 'The source says <else> & "more".', (), ("right",))
