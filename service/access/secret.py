"""What signs the cookies: made once, kept in the database, the same in every process."""

from __future__ import annotations

import secrets

from sqlalchemy import Engine
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from service.storage.database import transaction
from service.storage.tables import Secret

COOKIES = "cookies"
SHOWN_KEYS = "keys"
"""Where a cookie keeps the ids of the keys that its bearer has shown."""
SHOWN_ACCOUNTS = "accounts"
"""The same of the accounts whose password its bearer knew: the id of each, and the number of its sign-ins then."""


def cookie_secret(engine: Engine) -> str:
    """43 random characters. Delete its row from the table `secret` to sign everybody out."""
    with transaction(engine) as session:
        found = session.get(Secret, COOKIES)
        return found.value if found is not None else _made(session)


def _made(session: Session) -> str:
    value = secrets.token_urlsafe(32)
    try:
        with session.begin_nested():
            session.add(Secret(name=COOKIES, value=value))
    except IntegrityError:  # another process made it in this very moment
        return session.get_one(Secret, COOKIES).value
    return value
