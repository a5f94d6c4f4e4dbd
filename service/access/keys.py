"""API keys: made once, shown once, kept as a hash.

A key is `mtqc_<id>_<secret>`. The id finds its row; of the secret only the SHA-256 is kept. A slow hash would add
nothing: the secret holds 256 random bits, which nobody can try out.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from models.errors import InvalidInput
from models.visible_text import has_text
from service.storage.database import changed_rows
from service.storage.tables import ApiKey

SUBMIT, READ, REVIEW, ADMIN = "submit", "read", "review", "admin"
SCOPES = {
    SUBMIT: "send articles and see what became of them",
    READ: "read the site's articles and reports",
    REVIEW: "decide on flags and articles",
    ADMIN: "set up the site: keys, endpoints, how it publishes and is checked; delete articles, the delivery log",
}
PREFIX = "mtqc"
_NOBODY = hashlib.sha256(b"").hexdigest()


@dataclass(frozen=True, slots=True)
class Holder:
    """Who a key belongs to and what it allows."""

    key_id: str
    site: str
    name: str
    scopes: frozenset[str]


def create(session: Session, site: str, name: str, scopes: Collection[str], now: float) -> str:
    """A new key; the text that is returned cannot be had again.

    Raises InvalidInput for an unknown scope, no site or no name.
    """
    unknown = sorted(set(scopes) - set(SCOPES))
    if unknown or not scopes:
        known = ", ".join(SCOPES)
        raise InvalidInput(f"scopes must be some of {known}, not {', '.join(unknown) or 'none'}", "scopes")
    if not has_text(site):
        raise InvalidInput("a key belongs to a site: give its name", "site")
    if not has_text(name):
        raise InvalidInput("a key needs a name: say what uses it", "name")
    key_id, secret = secrets.token_hex(8), secrets.token_urlsafe(32)
    ordered = [scope for scope in SCOPES if scope in scopes]
    row = ApiKey(id=key_id, secret_hash=secret_hash(secret), site=site, name=name, scopes=ordered, created_at=now)
    session.add(row)
    session.flush()
    return f"{PREFIX}_{key_id}_{secret}"


def authenticate(session: Session, key: str) -> Holder | None:
    """Whose key this is; None for one that is malformed, unknown or revoked.

    An unknown id costs the same comparison as a wrong secret.
    """
    prefix, _, rest = key.partition("_")
    key_id, _, secret = rest.partition("_")
    row = session.get(ApiKey, key_id) if prefix == PREFIX and key_id.isascii() and key_id.isalnum() else None
    known = hmac.compare_digest(secret_hash(secret), row.secret_hash if row else _NOBODY)
    if row is None or not known or not secret or row.revoked_at is not None:
        return None
    return _holder(row)


def holder_of(session: Session, key_id: str) -> Holder | None:
    """Whose key has that id, for somebody who has shown the whole key before; None when it is revoked."""
    row = session.get(ApiKey, key_id)
    return _holder(row) if row is not None and row.revoked_at is None else None


def _holder(row: ApiKey) -> Holder:
    return Holder(row.id, row.site, row.name, frozenset(row.scopes))


def revoke(session: Session, key_id: str, now: float) -> bool:
    """Ends a key at once. False: there is none of that id, or it was revoked before."""
    return (
        changed_rows(
            session,
            update(ApiKey).where(ApiKey.id == key_id, ApiKey.revoked_at.is_(None)).values(revoked_at=now),
        )
        == 1
    )


def all_keys(session: Session) -> Sequence[ApiKey]:
    """Every key, the oldest first; revoked ones too."""
    return session.scalars(select(ApiKey).order_by(ApiKey.created_at, ApiKey.id)).all()


def keys_of(session: Session, site: str) -> Sequence[ApiKey]:
    """Those of a site, the oldest first; revoked ones too."""
    return session.scalars(select(ApiKey).where(ApiKey.site == site).order_by(ApiKey.created_at, ApiKey.id)).all()


def secret_hash(secret: str) -> str:
    """All that is kept of a secret that we made: random and long, it needs no salt."""
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()
