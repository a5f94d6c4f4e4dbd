"""What a check finds: scores, flags, and the report in its one wire form.

This module needs the standard library alone, so that a client can read reports without a model.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Container, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Literal

from models.article import SIDES, Article, Document, PartPlaces, Segment, Side
from models.check_catalogue import check_name
from models.fingerprints import fingerprint, former_fingerprint
from models.mqm import ITS_TYPES, Category, Severity
from models.rating import Score
from models.spans import Span

Verdict = Literal["pass", "review", "reject"]
MarkupOffsets = Callable[[Span], Span | None]


@dataclass(frozen=True, slots=True)
class Evidence:
    """A piece of the source that explains a flag: `text` at `span`, and what it usually means.

    `meanings` are likely target-language words for it, most likely first; may be empty.
    """

    span: Span | None
    text: str
    meanings: tuple[str, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """Wire form; offsets are null when the evidence has no place in the source."""
        return {
            **_offsets(self.span),
            "text": self.text,
            "meanings": list(self.meanings),
        }


@dataclass(frozen=True, slots=True)
class Flag:
    """One doubtful passage. `span` counts code points of the article's `side` text.

    `confidence` in [0, 1] estimates the probability that a human reviewer would agree. `check` is the
    stable id of what raised it. `message` says why, to an editor. `replacements` are suggestions.
    `kept_as`: a fingerprint of another release by which decisions know the flag; empty where they know its own.
    Raises ValueError on a confidence outside [0, 1].
    """

    span: Span
    side: Side
    category: Category
    severity: Severity
    confidence: float
    check: str
    message: str
    evidence: tuple[Evidence, ...] = ()
    replacements: tuple[str, ...] = ()
    kept_as: str = ""

    def __post_init__(self) -> None:
        if not 0.0 <= self.confidence <= 1.0:
            raise ValueError(f"confidence must lie in [0, 1], not {self.confidence}")

    def fingerprint(self, text: str) -> str:
        """Names the flag by check, words and sentence, so that a decision survives a new revision."""
        return self.kept_as or fingerprint(self.check, self.side, self.span, text)

    def named_as_in(self, text: str, names: Container[str]) -> Flag:
        """The flag under its former fingerprint where `names` has that; else as it is."""
        former = former_fingerprint(self.check, self.side, self.span, text)
        return replace(self, kept_as=former) if former in names and not self.kept_as else self


@dataclass(frozen=True, slots=True)
class SegmentReport:
    """A segment with its two scores (each in [0, 1], or None when not scored), and how it was scored, in words."""

    segment: Segment
    fluency: float | None
    consistency: float | None
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Coverage:
    """How much of the article was checked by the model, and what was not and why."""

    segments: int
    checked: int
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ArticleReport:
    """Everything found about one article. `to_dict` is the wire form that programs rely on."""

    article: Article
    signature: str
    overall: float | None
    fluency: float | None
    consistency: float | None
    penalty_per_100_words: float
    verdict: Verdict
    verdict_reasons: tuple[str, ...]
    segments: tuple[SegmentReport, ...]
    flags: tuple[Flag, ...]
    coverage: Coverage
    reference_scores: tuple[Score, ...] = ()
    markup: Mapping[Side, MarkupOffsets] = field(default_factory=dict)
    """For the sides that came as HTML: visible-text span to markup span."""
    dismissed: frozenset[str] = frozenset()
    """Fingerprints of flags that a reviewer found wrong before: shown, but counted nowhere."""
    memory: Mapping[str, str] = field(default_factory=dict)
    """What `models.scorers.memory` keeps of the ratings, for the next revision. Not in the wire form."""

    @property
    def document(self) -> Document:
        """The article cut as it was checked."""
        return Document(self.article, tuple(part.segment for part in self.segments))

    def to_dict(self) -> dict[str, Any]:
        """The report as JSON-ready data; its keys are stable. Offsets count code points, in its `field` if any."""
        ids = {id(flag): f"f{number}" for number, flag in enumerate(self.flags, start=1)}
        document = self.document
        found = {id(flag): document.segment_of(flag.side, flag.span) for flag in self.flags}
        owners = {flag: None if index is None else document.segments[index].id for flag, index in found.items()}
        begun: defaultdict[str | None, list[int]] = defaultdict(list)
        for flag, owner in owners.items():
            begun[owner].append(flag)
        fields = _Fields(self.article)
        report: dict[str, Any] = {
            "id": self.article.id,
            "signature": self.signature,
            "languages": {"source": self.article.pair.source, "target": self.article.pair.target},
            "scores": {
                "overall": _rounded(self.overall),
                "fluency": _rounded(self.fluency),
                "consistency": _rounded(self.consistency),
            },
            "mqm_penalty_per_100_words": round(self.penalty_per_100_words, 2),
            "verdict": self.verdict,
            "verdict_reasons": list(self.verdict_reasons),
            "segments": [
                self._segment_dict(part, fields, [ids[name] for name in begun[part.segment.id]])
                for part in self.segments
            ],
            "flags": [self._flag_dict(flag, fields, ids[id(flag)], owners[id(flag)]) for flag in self.flags],
            "coverage": {
                "segments": self.coverage.segments,
                "checked": self.coverage.checked,
                "notes": list(self.coverage.notes),
            },
        }
        if self.reference_scores:
            report["reference_scores"] = [
                {"metric": s.metric, "value": _rounded(s.value), "signature": s.signature, "reason": s.reason}
                for s in self.reference_scores
            ]
        return report

    def _flag_dict(self, flag: Flag, fields: _Fields, flag_id: str, segment_id: str | None) -> dict[str, Any]:
        text = self.article.text(flag.side)
        place = fields.place(flag.side, flag.span)
        wire: dict[str, Any] = {
            "id": flag_id,
            "side": flag.side,
            **place.field,
            **_offsets(place.span),
            "text": flag.span.of(text),
            "segment": segment_id,
            "category": str(flag.category),
            "its": ITS_TYPES[flag.category],
            "severity": str(flag.severity),
            "confidence": round(flag.confidence, 3),
            "check": flag.check,
            "check_name": check_name(flag.check),
            "message": flag.message,
            "evidence": [_evidence_dict(piece, fields) for piece in flag.evidence],
            "replacements": list(flag.replacements),
            "fingerprint": flag.fingerprint(text),
            "dismissed": flag.fingerprint(text) in self.dismissed,
        }
        return wire | self._markup_dict(flag.side, flag.span)

    def _segment_dict(self, part: SegmentReport, fields: _Fields, flag_ids: list[str]) -> dict[str, Any]:
        segment = part.segment
        source, target = fields.place("source", segment.source_span), fields.place("target", segment.target_span)
        return {
            "id": segment.id,
            **(source if segment.target_span is None else target).field,
            "source": _text_dict(segment.source, source.span) | self._markup_dict("source", segment.source_span),
            "target": _text_dict(segment.target, target.span) | self._markup_dict("target", segment.target_span),
            "scores": {"fluency": _rounded(part.fluency), "consistency": _rounded(part.consistency)},
            "flags": flag_ids,
            "notes": list(part.notes),
        }

    def _markup_dict(self, side: Side, span: Span | None) -> dict[str, int | None]:
        """Offsets in the markup, where that side came as HTML."""
        if side not in self.markup:
            return {}
        markup = self.markup[side](span) if span else None
        return {"html_start": markup.start if markup else None, "html_end": markup.end if markup else None}


@dataclass(frozen=True, slots=True)
class _Place:
    """A span as it is told: by the offsets of the named field that it lies in, where there are such."""

    span: Span | None
    field: Mapping[str, str]


class _Fields:
    """Finds the named field that a span begins in."""

    def __init__(self, article: Article) -> None:
        self._parts = article.parts
        self._places = {side: PartPlaces(article.parts, side) for side in SIDES}

    def place(self, side: Side, span: Span | None) -> _Place:
        """The span by the offsets of its field; as it is, where there are no fields."""
        number = self._places[side].at(span) if span else None
        whole = None if number is None else self._parts[number].span(side)
        if span is None or number is None or whole is None:
            return _Place(span, {})
        return _Place(span.shift(-whole.start), {"field": self._parts[number].name})


def _evidence_dict(piece: Evidence, fields: _Fields) -> dict[str, Any]:
    place = fields.place("source", piece.span)
    return {**place.field, **replace(piece, span=place.span).to_dict()}


def _text_dict(text: str, span: Span | None) -> dict[str, Any]:
    """A side of a segment; offsets are null where that side is empty."""
    return {"text": text, **_offsets(span)}


def _offsets(span: Span | None) -> dict[str, int | None]:
    return {"start": span.start if span else None, "end": span.end if span else None}


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 4)
