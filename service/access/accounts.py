"""People as accounts of a site: made by an administrator, signed in to with a login and a password.

A login is known once a site. Who works for several sites has an account at each; where the passwords are the same, one
sign-in opens them all.
"""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Sequence

import regex
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from models.errors import InvalidInput
from models.visible_text import has_text
from service.access.keys import READ, REVIEW, SCOPES, Holder, secret_hash
from service.access.passwords import UNTYPED, hashed, matches
from service.access.person_names import MAX_PERSON_LENGTH, same_person
from service.storage.tables import Account

REVIEWER_ROLE, ADMIN_ROLE = "reviewer", "admin"
ROLES = {
    REVIEWER_ROLE: "decides on flags and articles",
    ADMIN_ROLE: "does that, and sends texts that are pasted at /check to the review queue",
}
_ALLOWED = {REVIEWER_ROLE: frozenset({READ, REVIEW}), ADMIN_ROLE: frozenset(SCOPES)}
LOGIN = r"^[A-Za-z0-9][A-Za-z0-9._+@-]{0,99}$"
LOGIN_WORDS = "up to 100 of a to z, 0 to 9 and . _ + @ -, the first a letter or a digit"
ME, NOBODY = "me", "none"
"""What a filter says instead of a login: nobody can be called so."""
MAX_PEOPLE = 1_000
"""Of a site: far more than a newsroom has; pages list them all."""
LINK_SECONDS = 3 * 24 * 60 * 60
"""For how long a link sets a password: a weekend, no longer, for it lies in somebody's mail."""
_TAKEN = "site {site} has a person {login} already: choose another login, or activate that account again"


def create(
    session: Session, site: str, login: str, name: str, role: str, now: float, password: str = ""
) -> Account:
    """A new person of the site. Without a password nobody can sign in until one is set (`make_link`, `set_password`).

    Raises InvalidInput for a login, name, role or password that is not taken, or that another person of the site has.
    """
    if not regex.fullmatch(LOGIN, login) or login.lower() in (ME, NOBODY):
        raise InvalidInput(f"a login has {LOGIN_WORDS}, and is not {ME} or {NOBODY}; {login[:60]!r} is none", "login")
    people = people_of(session, site)
    if any(other.login == login.lower() for other in people):
        raise InvalidInput(_TAKEN.format(site=site, login=login.lower()), "login")
    if len(people) >= MAX_PEOPLE:
        raise InvalidInput(f"a site has at most {MAX_PEOPLE:,} people", "login")
    made = Account(site=site, login=login.lower(), name="", role=REVIEWER_ROLE, created_at=now, sign_ins=0)
    change(session, made, name, role)
    if password:
        set_password(made, password)
    try:
        with session.begin_nested():
            session.add(made)
    except IntegrityError:  # another request made it in this very moment
        raise InvalidInput(_TAKEN.format(site=site, login=login.lower()), "login") from None
    return made


def change(session: Session, account: Account, name: str | None = None, role: str | None = None) -> None:
    """Another name or role, where one is given. Decisions that were made keep the name that they were made by.

    Raises InvalidInput: no name, one that another person of the site has (decisions go by it), or an unknown role.
    """
    if role is not None and role not in ROLES:
        raise InvalidInput(f"role must be one of {', '.join(ROLES)}, not {role[:60]!r}", "role")
    if name is not None:
        plain = " ".join(name.split())
        if not has_text(plain) or len(plain) > MAX_PERSON_LENGTH or UNTYPED.search(plain):
            raise InvalidInput(f"a name has from 1 to {MAX_PERSON_LENGTH} characters that can be typed", "name")
        others = (other for other in people_of(session, account.site) if other.id != account.id)
        if (other := next((other for other in others if same_person(other.name, plain)), None)) is not None:
            raise InvalidInput(f"{other.login} is called {other.name} already, and decisions go by the name", "name")
        account.name = plain
    account.role = account.role if role is None else role


def set_password(account: Account, password: str) -> None:
    """Ends the person's sign-ins and link. Raises InvalidInput for what is no good password."""
    account.password_hash = hashed(password, account.login, account.name, account.site)
    end_sign_ins(account)


def deactivate(account: Account, now: float) -> None:
    """From now on the account opens nothing. What is assigned to it: `service.articles.assigning.deactivate_person`."""
    account.deactivated_at = now
    end_sign_ins(account)


def activate(account: Account) -> None:
    """Lets somebody in again, with the password of before."""
    account.deactivated_at = None


def end_sign_ins(account: Account) -> None:
    """Signs the person out everywhere; a link that was made before is worth nothing."""
    account.sign_ins += 1
    account.link_hash, account.link_until = "", 0.0


def make_link(account: Account, now: float) -> str:
    """What a one-time link ends in, by which the person sets a password; one that was made before ends.

    Only its hash is kept. Raises InvalidInput for somebody who is deactivated.
    """
    if account.deactivated_at is not None:
        raise InvalidInput(f"{account.login} is deactivated: activate the account first", "login")
    secret = secrets.token_urlsafe(32)
    account.link_hash, account.link_until = secret_hash(secret), now + LINK_SECONDS
    return f"{account.id}.{secret}"


def find_by_link(session: Session, token: str, now: float) -> Account | None:
    """Whose link ends so; None for one that was used, replaced, has run out or never was.

    An unknown person costs the same comparison as a wrong secret.
    """
    account_id, _, secret = token.partition(".")
    found = session.get(Account, account_id) if regex.fullmatch(r"[A-Za-z0-9_-]{22}", account_id) else None
    kept = found.link_hash if found is not None else ""
    known = hmac.compare_digest(secret_hash(secret), kept or secret_hash(""))
    usable = found is not None and bool(kept) and found.link_until > now and found.deactivated_at is None
    return found if known and usable else None


def find(session: Session, site: str, login: str) -> Account | None:
    """The site's person of that login, in any case; deactivated ones too. None for what could be no login."""
    if not regex.fullmatch(LOGIN, login):
        return None
    return session.scalar(select(Account).where(Account.site == site, Account.login == login.lower()))


def people_of(session: Session, site: str) -> Sequence[Account]:
    """Those of a site, by name; deactivated ones too."""
    return session.scalars(select(Account).where(Account.site == site).order_by(Account.name, Account.id)).all()


def active_people(session: Session, site: str) -> list[Account]:
    """Those of a site to whom something can be assigned, by name."""
    return [account for account in people_of(session, site) if account.deactivated_at is None]


def is_persons_name(session: Session, site: str, name: str) -> bool:
    """Whether somebody of the site is called so, who then signs in with an account: decisions go by the name.

    False for any name where nobody has an active account; where somebody has, it is that of those who left, too.
    """
    wanted = select(Account.name, Account.deactivated_at).where(Account.site == site)
    people = session.execute(wanted).all()
    has_people = any(ended is None for _, ended in people)
    return has_people and any(same_person(other, name) for other, _ in people)


def all_people(session: Session) -> Sequence[Account]:
    """Everybody, by site and name; deactivated ones too."""
    return session.scalars(select(Account).order_by(Account.site, Account.name, Account.id)).all()


def are_there_any(session: Session) -> bool:
    """Whether anybody has an account here, of whatever site."""
    return session.scalar(select(Account.id).limit(1)) is not None


def who_is(session: Session, login: str) -> list[Account]:
    """The active accounts of that login, of every site: those that a password may open (`opened_by`)."""
    if not regex.fullmatch(LOGIN, login.strip()):
        return []
    wanted = select(Account).where(Account.login == login.strip().lower())
    return list(session.scalars(wanted.where(Account.deactivated_at.is_(None)).order_by(Account.site)))


def opened_by(password: str, candidates: Sequence[Account]) -> list[Account]:
    """Those of the accounts that have this password. Where there is no account, it takes as long as for one."""
    if not candidates:
        matches(password, "")
    return [account for account in candidates if matches(password, account.password_hash)]


def signed_in(session: Session, account_id: str, sign_ins: int) -> Account | None:
    """Whose account it is, for somebody who has signed in before; None when that sign-in was ended since."""
    found = session.get(Account, account_id)
    valid = found is not None and found.deactivated_at is None and found.sign_ins == sign_ins
    return found if valid else None


def holder_of_account(account: Account) -> Holder:
    """What the person may do, as of a key; there is none."""
    return Holder("", account.site, account.name, _ALLOWED[account.role])
