"""A report read back from its wire form, to be shown again: what `ArticleReport.to_dict` made, beside the texts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from models.article import Article, Segment, Side
from models.intake.requests import Intake
from models.mqm import Category, Severity
from models.rating import Score
from models.report import ArticleReport, Coverage, Evidence, Flag, SegmentReport
from models.spans import Span


def read_report(wire: Mapping[str, Any], intake: Intake) -> ArticleReport:
    """The report whose wire form is given. `intake`: what was checked, taken in again; its texts are not in the wire.

    Told again, it is the same: `read_report(report.to_dict(), intake).to_dict() == report.to_dict()`. Raises KeyError
    and ValueError for what is no report on these texts.
    """
    article = intake.article
    flags = tuple(_flag(flag, article) for flag in wire["flags"])
    return ArticleReport(
        article=article,
        signature=wire["signature"],
        overall=wire["scores"]["overall"],
        fluency=wire["scores"]["fluency"],
        consistency=wire["scores"]["consistency"],
        penalty_per_100_words=wire["mqm_penalty_per_100_words"],
        verdict=wire["verdict"],
        verdict_reasons=tuple(wire["verdict_reasons"]),
        segments=tuple(_segment(segment, article) for segment in wire["segments"]),
        flags=flags,
        coverage=Coverage(**wire["coverage"] | {"notes": tuple(wire["coverage"]["notes"])}),
        reference_scores=tuple(Score(**score) for score in wire.get("reference_scores", ())),
        markup=intake.markup,
        dismissed=frozenset(flag["fingerprint"] for flag in wire["flags"] if flag.get("dismissed")),
    )


def _segment(wire: Mapping[str, Any], article: Article) -> SegmentReport:
    field = wire.get("field", "")
    source, target = (_span(wire[side], field, side, article) for side in ("source", "target"))
    segment = Segment(wire["id"], wire["source"]["text"], wire["target"]["text"], source, target)
    scores = wire["scores"]
    return SegmentReport(segment, scores["fluency"], scores["consistency"], tuple(wire.get("notes", ())))


def _flag(wire: Mapping[str, Any], article: Article) -> Flag:
    span = _span(wire, wire.get("field", ""), wire["side"], article)
    if span is None:
        raise ValueError(f"flag {wire['id']} has no place")
    flag = Flag(
        span=span,
        side=wire["side"],
        category=Category(wire["category"]),
        severity=Severity(wire["severity"]),
        confidence=wire["confidence"],
        check=wire["check"],
        message=wire["message"],
        evidence=tuple(_evidence(piece, article) for piece in wire["evidence"]),
        replacements=tuple(wire["replacements"]),
    )
    name = wire["fingerprint"]
    return flag if name == flag.fingerprint(article.text(flag.side)) else replace(flag, kept_as=name)


def _evidence(wire: Mapping[str, Any], article: Article) -> Evidence:
    return Evidence(_span(wire, wire.get("field", ""), "source", article), wire["text"], tuple(wire["meanings"]))


def _span(wire: Mapping[str, Any], field: str, side: Side, article: Article) -> Span | None:
    """Offsets in a named field as offsets in the whole text of that side; None where the wire has none."""
    if wire["start"] is None:
        return None
    places = (part.span(side) for part in article.parts if part.name == field)
    shift = next((place.start for place in places if place is not None), 0)
    return Span(wire["start"], wire["end"]).shift(shift)
