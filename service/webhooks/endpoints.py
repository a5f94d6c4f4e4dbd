"""Endpoints: registered by an operator, never out of a request."""

from __future__ import annotations

import base64
import secrets
from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.errors import InvalidInput
from models.visible_text import has_text
from service.storage.tables import Endpoint
from service.webhooks.addresses import refuse_unreachable

MAX_URL, MAX_NAME_LENGTH = 2_000, 100
SECRET_BYTES = 32


def register(session: Session, site: str, name: str, url: str, inside_allowed: bool, now: float) -> str:
    """A new endpoint of the site; its secret.

    Raises InvalidInput: no URL, one that nothing could ever be delivered to, no name, or a name that is taken.
    """
    refuse_unreachable(url, inside_allowed)
    if not has_text(site) or not has_text(name) or len(name) > MAX_NAME_LENGTH or len(url) > MAX_URL:
        raise InvalidInput("an endpoint needs a site, a name of up to 100 characters and a URL of up to 2,000", "name")
    if find(session, site, name) is not None:
        raise InvalidInput(f"site {site} has an endpoint {name} already: remove it first", "name")
    secret = "whsec_" + base64.b64encode(secrets.token_bytes(SECRET_BYTES)).decode()
    session.add(
        Endpoint(site=site, name=name, url=url, secret=secret, inside_allowed=inside_allowed, created_at=now)
    )
    return secret


def find(session: Session, site: str, name: str) -> Endpoint | None:
    """The site's endpoint of that name."""
    return session.scalar(select(Endpoint).where(Endpoint.site == site, Endpoint.name == name))


def all_endpoints(session: Session) -> Sequence[Endpoint]:
    """Every endpoint, by site and name."""
    return session.scalars(select(Endpoint).order_by(Endpoint.site, Endpoint.name)).all()


def remove(session: Session, site: str, name: str) -> None:
    """Takes an endpoint away with its deliveries. Raises InvalidInput when there is none."""
    found = find(session, site, name)
    if found is None:
        raise InvalidInput(f"site {site} has no endpoint {name}: see webhooks.py list", "name")
    session.delete(found)
