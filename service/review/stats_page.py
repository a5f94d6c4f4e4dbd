"""`/stats`: what reviewers' decisions say of the checker, in plots with their tables beside them."""

from __future__ import annotations

import time
from collections.abc import Mapping
from typing import Annotated, Any, Literal

from apiflask import APIBlueprint
from flask import Response, abort, make_response, render_template, request
from pydantic import Field, ValidationError
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from models.calibration.recalibration import MIN_DECISIONS
from models.languages import LanguagePair
from service.articles.language_codes import PairCode
from service.feedback.recalibrating import states, versions
from service.http.strict import Strict, Text
from service.review.plots import line_plot
from service.review.session import reader, readers_blueprint
from service.review.wording import pair_name
from service.statistics import rows
from service.statistics.agreement import MIN_CHOICES, agreement_of
from service.statistics.precision import precision
from service.statistics.rows import Scope
from service.statistics.thresholds import curves_of
from service.statistics.verdicts import VERDICTS, verdicts_of
from service.statistics.working_time import MAX_PAUSE, working_time_of
from service.storage.database import reading

DAY_SECONDS = 86_400
PERIODS = {
    "7": "The last 7 days", "30": "The last 30 days", "90": "The last 90 days", "365": "The last year", "all": "All",
}  # fmt: skip
MIN_SLOTS = 14
"""Of the plot of days: a bar stays a bar, also where there are few."""
TemplateContext = dict[str, Any]


class StatsQuery(Strict):
    """What is counted, as it stands in the address. `threshold`: which confidence a flag must have to be shown."""

    site: Text = Field("", max_length=100)
    pair: PairCode = ""
    period: Literal["7", "30", "90", "365", "all"] = "30"
    threshold: Annotated[float, Field(ge=0, le=1, allow_inf_nan=False)] = 0.5

    def scope(self, site: str, now: float) -> Scope:
        """The same for the statistics."""
        since = 0.0 if self.period == "all" else now - DAY_SECONDS * int(self.period)
        return Scope(site, since, LanguagePair.parse(self.pair) if self.pair else None)


def stats_blueprint(engine: Engine) -> APIBlueprint:
    """For whoever may review: the numbers of their sites."""
    blueprint = readers_blueprint("stats", engine)

    @blueprint.get("/stats")
    def show() -> Response:
        query = _query(request.args)
        site = reader().site(query.site)
        with reading(engine) as session:
            context = figures(session, site, query, time.time())
        sites = [(name, name) for name in reader().sites]
        return make_response(render_template("stats.html", reader=reader(), sites=sites, **context))

    @blueprint.get("/stats/threshold")
    def threshold() -> Response:
        """The part of the page that turns with the threshold."""
        query = _query(request.args)
        with reading(engine) as session:
            context = turned(session, query.scope(reader().site(query.site), time.time()), query)
        return make_response(render_template("_threshold.html", **context))

    return blueprint


def figures(session: Session, site: str, query: StatsQuery, now: float) -> TemplateContext:
    """Everything that the page shows of a site."""
    scope = query.scope(site, now)
    days = verdicts_of(session, scope, now)
    return turned(session, scope, query) | {
        "site": site,
        "periods": list(PERIODS.items()),
        "pairs": [(str(pair), pair_name(pair)) for pair in rows.pairs(session, scope)],
        "precision": precision(session, scope),
        "days": days,
        "slots": max(len(days), MIN_SLOTS),
        "busiest": max((day.total for day in days), default=0),
        "verdicts": VERDICTS,
        "times": working_time_of(session, scope),
        "longest_pause": MAX_PAUSE,
        "agreement": agreement_of(session, scope),
        "enough": MIN_CHOICES,
        "recalibrations": states(versions(session, site, scope.pair)),
        "fewest": MIN_DECISIONS,
    }


def turned(session: Session, scope: Scope, query: StatsQuery) -> TemplateContext:
    """The curve, its point at the threshold, and that of every language pair."""
    curves = curves_of(session, scope)
    found, pairs = curves.whole, {} if scope.pair else curves.pairs
    return {
        "query": query,
        "curve": found,
        "point": found.at(query.threshold),
        "by_pair": [(pair, curve, curve.at(query.threshold)) for pair, curve in pairs.items()],
        "plot": line_plot(
            [(point.flagged, point.caught.value or 0.0) for point in found.points],
            found.points.index(found.at(query.threshold)),
        ),
        "pair_name": pair_name,
    }


def _query(sent: Mapping[str, str]) -> StatsQuery:
    try:
        return StatsQuery.model_validate({name: value for name, value in sent.items() if value})
    except ValidationError:
        abort(422, "The address asks for something that does not exist.")
