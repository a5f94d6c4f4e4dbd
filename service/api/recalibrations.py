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
from service.api.json_only import take_json_only
from service.api.serializers import to_utc
from service.feedback.recalibrating import RecalibrationScope, fit_now, revert, states, versions
from service.storage.database import reading, transaction


def recalibrations_blueprint(engine: Engine, auth: HTTPTokenAuth) -> APIBlueprint:
    """`scripts/recalibrate.py` for one site."""
    blueprint = APIBlueprint("recalibrations", __name__, url_prefix="/api/v1")
    take_json_only(blueprint)

    def scope(pair: PairOfSite) -> RecalibrationScope:
        return RecalibrationScope(holder(auth).site, LanguagePair(pair.source_lang, pair.target_lang))

    @blueprint.get("/recalibrations")
    @blueprint.auth_required(auth, roles=[ADMIN])
    @blueprint.output(RecalibrationList)
    @blueprint.doc(summary="What was learnt from your reviewers")
    def listed() -> dict[str, Any]:
        with reading(engine) as session:
            return _list(session, holder(auth).site)

    @blueprint.post("/recalibrations")
    @blueprint.auth_required(auth, roles=[ADMIN])
    @blueprint.input(PairOfSite, location="json", arg_name="pair")
    @blueprint.output(RecalibrationList, status_code=201)
    @blueprint.doc(summary="Fit the confidences of a language pair now")
    def make(pair: PairOfSite) -> dict[str, Any]:
        with transaction(engine) as session:
            fit_now(session, scope(pair), time.time())
            return _list(session, holder(auth).site)

    @blueprint.post("/recalibrations/revert")
    @blueprint.auth_required(auth, roles=[ADMIN])
    @blueprint.input(PairOfSite, location="json", arg_name="pair")
    @blueprint.output(RecalibrationList)
    @blueprint.doc(summary="Take the version in force back")
    def back(pair: PairOfSite) -> dict[str, Any]:
        with transaction(engine) as session:
            revert(session, scope(pair), time.time())
            return _list(session, holder(auth).site)

    return blueprint


def _list(session: Session, site: str) -> dict[str, Any]:
    copied = ("source_lang", "target_lang", "version", "kind", "judgements", "before", "after")
    found = [
        {name: getattr(version, name) for name in copied} | {"made_at": to_utc(version.made_at), "state": state}
        for version, state in states(versions(session, site))
    ]
    return {"recalibrations": [RecalibrationState.model_validate(told).model_dump(mode="json") for told in found]}
