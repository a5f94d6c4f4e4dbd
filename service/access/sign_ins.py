"""Sign-ins by their ids, which cookies bear: ended once, they stay ended, whoever still has a copy of the cookie."""

from __future__ import annotations

from sqlalchemy import delete
from sqlalchemy.orm import Session

from service.storage.tables import SignOut, new_id

SIGN_IN = "sign_in"
"""Where a cookie keeps the id."""


def new_sign_in() -> str:
    """An id that nobody can guess."""
    return new_id()


def end(session: Session, sign_in: str, now: float, cookie_seconds: float) -> None:
    """Ends a sign-in, and forgets those whose cookies, which live for `cookie_seconds`, have run out meanwhile."""
    session.execute(delete(SignOut).where(SignOut.at < now - cookie_seconds))
    if session.get(SignOut, sign_in) is None:
        session.add(SignOut(sign_in=sign_in, at=now))


def is_ended(session: Session, sign_in: str) -> bool:
    """True for one that was ended, and for a cookie that names none."""
    return not sign_in or session.get(SignOut, sign_in) is not None
