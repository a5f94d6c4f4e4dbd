"""`/api/v1/recalibrations`: what was learnt from the site's reviewers, listed, made now and taken back."""

from __future__ import annotations

import time
from typing import Any

from apiflask import APIBlueprint, HTTPTokenAuth
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from models.languages import LanguagePair
from service.access.guard import holder
from service.access.keys import ADMIN
from service.api.admin_forms import PairOfSite, RecalibrationList, RecalibrationState
from service.api.operations import Operations
from service.api.serializers import to_utc
from service.feedback.recalibrating import RecalibrationScope, fit_now, revert, states, versions
from service.storage.database import reading, transaction


def recalibrations_blueprint(engine: Engine, auth: HTTPTokenAuth) -> APIBlueprint:
    """`scripts/recalibrate.py` for one site."""
    api = Operations("recalibrations", auth)

    def scope(pair: PairOfSite) -> RecalibrationScope:
        return RecalibrationScope(holder(auth).site, LanguagePair(pair.source_lang, pair.target_lang))

    @api.add("GET /recalibrations", ADMIN, "What was learnt from your reviewers", answer=RecalibrationList)
    def listed() -> dict[str, Any]:
        with reading(engine) as session:
            return _list(session, holder(auth).site)

    @api.add(
        "POST /recalibrations",
        ADMIN,
        "Fit the confidences of a language pair now",
        body=PairOfSite,
        answer=RecalibrationList,
        status=201,
    )
    def make(body: PairOfSite) -> dict[str, Any]:
        with transaction(engine) as session:
            fit_now(session, scope(body), time.time())
            return _list(session, holder(auth).site)

    @api.add(
        "POST /recalibrations/revert",
        ADMIN,
        "Take the version in force back",
        body=PairOfSite,
        answer=RecalibrationList,
    )
    def back(body: PairOfSite) -> dict[str, Any]:
        with transaction(engine) as session:
            revert(session, scope(body), time.time())
            return _list(session, holder(auth).site)

    return api.blueprint


def _list(session: Session, site: str) -> dict[str, Any]:
    copied = ("source_lang", "target_lang", "version", "kind", "judgements", "before", "after")
    found = [
        {name: getattr(version, name) for name in copied} | {"made_at": to_utc(version.made_at), "state": state}
        for version, state in states(versions(session, site))
    ]
    return {"recalibrations": [RecalibrationState.model_validate(told).model_dump(mode="json") for told in found]}
