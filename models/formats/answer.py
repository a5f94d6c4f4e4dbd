"""A report on a file that is only read, as JSON: the report of an article whose named fields are the units."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from models.formats.units import Unit, field_name, scores_of
from models.report import ArticleReport


def with_units(report: ArticleReport, units: Sequence[Unit]) -> dict[str, Any]:
    """The wire form of a report of `check_units`, with `units`: the id of each, its field in the report, its scores."""
    wire = report.to_dict()
    ids = {id(flag): wire_flag["id"] for flag, wire_flag in zip(report.flags, wire["flags"], strict=True)}
    wire["units"] = [
        {
            "id": unit.id,
            "field": field_name(number),
            "scores": {"fluency": _rounded(found.fluency), "consistency": _rounded(found.consistency)},
            "flags": [ids[id(one.flag)] for one in found.flags],
        }
        for number, (unit, found) in enumerate(zip(units, scores_of(report), strict=True))
    ]
    return wire


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 4)
