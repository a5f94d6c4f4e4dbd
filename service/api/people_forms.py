"""What is sent and answered about people and their articles."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal

from pydantic import Field, StrictBool

from service.access.accounts import LOGIN, LOGIN_WORDS
from service.access.passwords import MAX_PASSWORD_LENGTH, MIN_PASSWORD_LENGTH
from service.access.person_names import MAX_PERSON_LENGTH
from service.decisions.actions import DecidedBy
from service.http.strict import CLEAN, Strict, TextShape

Role = Literal["reviewer", "admin"]
Login = Annotated[str, TextShape(LOGIN, LOGIN_WORDS)]
PersonName = Annotated[str, Field(min_length=1, max_length=MAX_PERSON_LENGTH), CLEAN]
Password = Annotated[str, Field(min_length=MIN_PASSWORD_LENGTH, max_length=MAX_PASSWORD_LENGTH), CLEAN]


class NewPerson(Strict):
    """Somebody who is to sign in at the pages."""

    login: Login = Field(description="What they type to sign in, an address or a short name, in any case")
    name: PersonName = Field(description="What their decisions go by, unlike that of everybody else of the site")
    role: Role = "reviewer"
    password: Password | None = Field(None, description="Without it, the answer has a link by which they set one")


class PersonChanges(Strict):
    """What is to be otherwise; what is left out stays."""

    name: PersonName | None = None
    role: Role | None = None
    password: Password | None = Field(None, description="Ends all their sign-ins")
    active: StrictBool | None = Field(
        None, description="false: they are signed out, cannot sign in, and their articles are nobody's; true: undoes it"
    )


class PersonState(Strict):
    """A person of the site, without anything that opens the account."""

    id: str = Field(description="Ours; it stays, whatever the person is called")
    login: str
    name: str
    role: Role
    active: bool
    has_password: bool = Field(description="false: they cannot sign in before one is set")
    link_until: datetime | None = Field(description="Until when a link can set a password; null: there is none")
    created_at: datetime
    deactivated_at: datetime | None


class InvitedPerson(PersonState):
    """A person, this once with the link by which they set a password."""

    link: str | None = Field(None, description="Works once, for three days; shown this once. null: a password is set")


class PersonList(Strict):
    """Everybody of the site by name, deactivated people too."""

    people: list[PersonState]


class Assignment(Strict):
    """Whose an article is to review."""

    assigned_to: Annotated[Login, Field(description="The login of a person of the site; null: nobody's")] | None
    by: DecidedBy = Field("", description="Who assigns it; the key's name when empty")
    seen: Annotated[str, Field(max_length=100), CLEAN] | None = Field(
        None, description="Whose it was when you looked, by login, empty for nobody's: refused when that has changed"
    )
