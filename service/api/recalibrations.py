"""`/api/v1/recalibrations`: what was learnt from the site's reviewers, listed, made now and taken back."""

from __future__ import annotations

import time
from typing import Any

from sqlalchemy.orm import Session

from models.languages import LanguagePair
from service.access.keys import ADMIN, Holder
from service.api.admin_forms import PairOfSite, RecalibrationList, RecalibrationState
from service.api.operations import SiteOperations
from service.feedback.recalibrating import RecalibrationScope, fit_now, revert, states, versions
from service.moments import to_utc

RECALIBRATIONS = SiteOperations("recalibrations")
"""`scripts/recalibrate.py` for one site."""


@RECALIBRATIONS.add("GET /recalibrations", ADMIN, "What was learnt from your reviewers", answer=RecalibrationList)
def _listed(session: Session, holder: Holder) -> dict[str, Any]:
    return _list(session, holder.site)


@RECALIBRATIONS.add(
    "POST /recalibrations",
    ADMIN,
    "Fit the confidences of a language pair now",
    body=PairOfSite,
    answer=RecalibrationList,
    status=201,
)
def _make(session: Session, holder: Holder, body: PairOfSite) -> dict[str, Any]:
    fit_now(session, _scope(holder, body), time.time())
    return _list(session, holder.site)


@RECALIBRATIONS.add(
    "POST /recalibrations/revert",
    ADMIN,
    "Take the version in force back",
    body=PairOfSite,
    answer=RecalibrationList,
)
def _back(session: Session, holder: Holder, body: PairOfSite) -> dict[str, Any]:
    revert(session, _scope(holder, body), time.time())
    return _list(session, holder.site)


def _scope(holder: Holder, pair: PairOfSite) -> RecalibrationScope:
    return RecalibrationScope(holder.site, LanguagePair(pair.source_lang, pair.target_lang))


def _list(session: Session, site: str) -> dict[str, Any]:
    copied = ("source_lang", "target_lang", "version", "kind", "before", "after")
    found = [
        {name: getattr(version, name) for name in copied}
        | {"judgements": version.decisions, "made_at": to_utc(version.made_at), "state": state}
        for version, state in states(versions(session, site))
    ]
    return {"recalibrations": [RecalibrationState.model_validate(wire).model_dump(mode="json") for wire in found]}
