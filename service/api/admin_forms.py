"""What an administrator's program sends and gets: keys, endpoints and recalibrations of its site."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from service.http.strict import CLEAN, Strict
from service.webhooks.endpoints import MAX_NAME_LENGTH, MAX_URL

MAX_KEY_NAME = 200
Scope = Literal["submit", "read", "review", "admin"]
Named = Annotated[str, StringConstraints(min_length=1, max_length=MAX_NAME_LENGTH), CLEAN]
Language = Annotated[str, StringConstraints(min_length=2, max_length=35), CLEAN]


class NewKey(Strict):
    """A key to be made."""

    name: Annotated[str, Field(min_length=1, max_length=MAX_KEY_NAME), CLEAN] = Field(
        description="What you will know it by"
    )
    scopes: list[Scope] = Field(["submit", "read"], min_length=1, max_length=4)


class KeyState(Strict):
    """A key, without its secret."""

    id: str = Field(description="Its first part after mtqc_")
    name: str
    scopes: list[str]
    created_at: datetime
    revoked_at: datetime | None


class MadeKey(KeyState):
    """A key, this once with its secret."""

    key: str = Field(description="Shown this once: Authorization: Bearer …")


class KeyList(Strict):
    """All keys of the site, the oldest first; revoked ones too."""

    keys: list[KeyState]


class NewEndpoint(Strict):
    """Where the site wants to be told."""

    name: Named = Field(description="What an article's `callback` calls it")
    url: Annotated[str, Field(min_length=1, max_length=MAX_URL), CLEAN] = Field(
        description="https://… or http://…, at a public address; only an operator can register one inside the network"
    )


class EndpointState(Strict):
    """An endpoint, without its secret."""

    name: str
    url: str
    state: Literal["valid", "gone"] = Field(description="gone: it answered 410")
    created_at: datetime


class MadeEndpoint(EndpointState):
    """An endpoint, this once with the secret that signs its messages."""

    secret: str


class EndpointList(Strict):
    """All endpoints of the site, by name."""

    endpoints: list[EndpointState]


class PairOfSite(Strict):
    """A language pair of the site."""

    source_lang: Language
    target_lang: Language


class RecalibrationState(Strict):
    """A version of what was learnt from reviewers; `before` and `after`: its loss on held-out decisions."""

    source_lang: str
    target_lang: str
    version: int
    kind: str
    judgements: int
    before: float
    after: float
    made_at: datetime
    state: Literal["in force", "replaced", "taken back"]


class RecalibrationList(Strict):
    """All versions of the site, the newest of each pair first."""

    recalibrations: list[RecalibrationState]
