"""`/api/v1/site`: what the key's site has chosen, read and changed."""

from __future__ import annotations

from typing import Any

from apiflask import APIBlueprint, HTTPTokenAuth
from sqlalchemy import Engine

from service.access.guard import holder
from service.access.keys import ADMIN
from service.api.json_only import take_json_only
from service.articles.site_settings import SiteChanges, SiteSettings, change, settings_of
from service.storage.database import reading, transaction


def site_blueprint(engine: Engine, auth: HTTPTokenAuth) -> APIBlueprint:
    """For whoever sets up a newsroom."""
    blueprint = APIBlueprint("site", __name__, url_prefix="/api/v1")
    take_json_only(blueprint)

    @blueprint.get("/site")
    @blueprint.auth_required(auth, roles=[ADMIN])
    @blueprint.output(SiteSettings)
    @blueprint.doc(summary="What your site has chosen")
    def show() -> dict[str, Any]:
        with reading(engine) as session:
            return settings_of(session, holder(auth).site).model_dump(mode="json")

    @blueprint.patch("/site")
    @blueprint.auth_required(auth, roles=[ADMIN])
    @blueprint.input(SiteChanges, location="json", arg_name="changes")
    @blueprint.output(SiteSettings)
    @blueprint.doc(
        summary="Choose how your site publishes and is checked",
        description="What is left out stays. It holds for what is checked from now on; publishing at once.",
    )
    def choose(changes: SiteChanges) -> dict[str, Any]:
        with transaction(engine) as session:
            return change(session, holder(auth).site, changes).model_dump(mode="json")

    return blueprint
