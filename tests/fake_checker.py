"""A checker without a model: it marks the phrases it is told to, in a report of the real types."""

from __future__ import annotations

from dataclasses import dataclass, field

import regex

from models.article import Article, Segment, Side
from models.errors import InvalidInput
from models.intake.requests import CheckRequest
from models.languages import LanguagePair
from models.mqm import Category, Severity
from models.report import ArticleReport, Coverage, Evidence, Flag, SegmentReport
from models.spans import Span

HOSTILE = "<script>alert('x')</script>"
_LINE = regex.compile(r"[^\n]+")


@dataclass(frozen=True)
class Planted:
    """A phrase that the fake checker flags wherever it stands first on `side`."""

    phrase: str
    severity: Severity = Severity.MAJOR
    category: Category = Category.MISTRANSLATION
    side: Side = "target"
    confidence: float = 0.86
    message: str = "The source says something else here."
    evidence: tuple[str, tuple[str, ...]] | None = None
    replacements: tuple[str, ...] = ()


PLANTED = (
    Planted(
        "take advantage", evidence=("للتقارب", ("converge", "come near")), replacements=("draw closer to",)
    ),
    Planted("👩‍🚀🇲🇷", Severity.MINOR, Category.GARBLED, message="An emoji 👩‍🚀 where a word should be."),
    Planted(HOSTILE, Severity.CRITICAL, Category.NON_TRANSLATION, message=f"Markup: {HOSTILE} & more."),
    Planted("cafe\u0301 e\u0301", Severity.MINOR, Category.NAME_FORMAT, message="Spelt otherwise above."),
    Planted(
        "gpj\u202eexe", Severity.MAJOR, Category.ENCODING, message="A character that turns the text around."
    ),
    Planted("الأُوكْرانيّة", Severity.NEUTRAL, Category.OMISSION, "source", message="Nothing answers to this."),
)


@dataclass
class FakeChecker:
    """Cuts at line ends, pairs line N with line N, and flags the planted phrases it finds."""

    planted: tuple[Planted, ...] = PLANTED
    signature: str = "mtqc|v:test|model:fake|calib:none"
    seen: list[CheckRequest] = field(default_factory=list)

    def check(self, request: CheckRequest) -> ArticleReport:
        """A report with one flag for each planted phrase. Raises InvalidInput for an empty target."""
        self.seen.append(request)
        if not request.target.strip():
            raise InvalidInput("The target is empty.", "target")
        article = Article(
            request.id,
            request.target,
            request.source,
            LanguagePair(request.source_lang or "ar", request.target_lang or "en"),
        )
        flags = tuple(flag for planted in self.planted if (flag := _flag(article, planted)) is not None)
        severe = any(flag.severity.rank >= 2 for flag in flags)
        return ArticleReport(
            article=article,
            signature=self.signature,
            overall=0.61,
            fluency=0.74,
            consistency=None if article.source is None else 0.52,
            penalty_per_100_words=7.4,
            verdict="review" if severe else "pass",
            verdict_reasons=("Passages change what the source says.",) if severe else (),
            segments=_segments(article),
            flags=tuple(sorted(flags, key=lambda flag: (flag.side, flag.span))),
            coverage=Coverage(len(_segments(article)), len(_segments(article)), _notes(article)),
        )


def _flag(article: Article, planted: Planted) -> Flag | None:
    start = article.text(planted.side).find(planted.phrase)
    if start < 0:
        return None
    evidence: tuple[Evidence, ...] = ()
    if planted.evidence:
        words, meanings = planted.evidence
        at = (article.source or "").find(words)
        evidence = (Evidence(Span(at, at + len(words)) if at >= 0 else None, words, meanings),)
    return Flag(
        span=Span(start, start + len(planted.phrase)),
        side=planted.side,
        category=planted.category,
        severity=planted.severity,
        confidence=planted.confidence,
        check="fake",
        message=planted.message,
        evidence=evidence,
        replacements=planted.replacements,
    )


def _segments(article: Article) -> tuple[SegmentReport, ...]:
    sources, targets = (
        [Span(*m.span()) for m in _LINE.finditer(article.text(s))] for s in ("source", "target")
    )
    pairs = [
        (sources[n] if n < len(sources) else None, targets[n] if n < len(targets) else None)
        for n in range(max(len(sources), len(targets)))
    ]
    return tuple(
        SegmentReport(
            Segment(
                id=f"s{number}",
                source=source.of(article.text("source")) if source else "",
                target=target.of(article.target) if target else "",
                source_span=source,
                target_span=target,
            ),
            fluency=0.8 if target else None,
            consistency=0.5 if source and target else None,
        )
        for number, (source, target) in enumerate(pairs, start=1)
    )


def _notes(article: Article) -> tuple[str, ...]:
    return ("No source was sent: consistency was not scored.",) if article.source is None else ()
