"""`/api/v1/site`: what the key's site has chosen, read and changed."""

from __future__ import annotations

from typing import Any

from sqlalchemy.orm import Session

from service.access.keys import ADMIN, Holder
from service.api.operations import SiteOperations
from service.articles.site_settings import SiteChanges, SiteSettings, change, settings_of

SITE = SiteOperations("site")
"""For whoever sets up a newsroom."""


@SITE.add("GET /site", ADMIN, "What your site has chosen", answer=SiteSettings)
def _show(session: Session, holder: Holder) -> dict[str, Any]:
    return settings_of(session, holder.site).model_dump(mode="json")


@SITE.add(
    "PATCH /site",
    ADMIN,
    "Choose how your site publishes and is checked",
    description="What is left out stays. It holds for what is checked from now on; publishing at once.",
    body=SiteChanges,
    answer=SiteSettings,
)
def _choose(session: Session, holder: Holder, body: SiteChanges) -> dict[str, Any]:
    return change(session, holder.site, body).model_dump(mode="json")
