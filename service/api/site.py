"""`/api/v1/site`: what the key's site has chosen, read and changed."""

from __future__ import annotations

from typing import Any

from apiflask import APIBlueprint, HTTPTokenAuth
from sqlalchemy import Engine

from service.access.guard import holder
from service.access.keys import ADMIN
from service.api.operations import Notes, Operations
from service.articles.site_settings import SiteChanges, SiteSettings, change, settings_of
from service.storage.database import reading, transaction


def site_blueprint(engine: Engine, auth: HTTPTokenAuth) -> APIBlueprint:
    """For whoever sets up a newsroom."""
    api = Operations("site", auth)

    @api.add("GET /site", ADMIN, "What your site has chosen", answer=SiteSettings)
    def show() -> dict[str, Any]:
        with reading(engine) as session:
            return settings_of(session, holder(auth).site).model_dump(mode="json")

    @api.add(
        "PATCH /site",
        ADMIN,
        "Choose how your site publishes and is checked",
        description="What is left out stays. It holds for what is checked from now on; publishing at once.",
        body=SiteChanges,
        answer=SiteSettings,
        notes=Notes(errors=(507,)),
    )
    def choose(body: SiteChanges) -> dict[str, Any]:
        with transaction(engine) as session:
            return change(session, holder(auth).site, body).model_dump(mode="json")

    return api.blueprint
