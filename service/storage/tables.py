"""The tables. Times are seconds since 1970, UTC; ids are ours and random, so that none can be guessed.

An article is one text of a site, known by the CMS's own id; each time the CMS sends it, it gets a revision.
A job is work to be done on a revision, and the only truth about whether it has been done.
"""

from __future__ import annotations

import secrets
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship

from models.languages import LanguagePair

QUEUED, RUNNING, DONE, RETIRED = "queued", "running", "done", "retired"
JOB_STATES = (QUEUED, RUNNING, DONE, RETIRED)
PENDING = "pending"
"""The review of an article that nobody has begun."""


def new_id() -> str:
    """Twenty-two characters of a URL, 128 random bits."""
    return secrets.token_urlsafe(16)


class Base(DeclarativeBase):
    """The root of all tables; migrations compare the database with it."""


class ApiKey(Base):
    """Who may use the API of a site, and for what. The secret itself is kept nowhere."""

    __tablename__ = "api_key"

    id: Mapped[str] = mapped_column(String(16), primary_key=True)
    secret_hash: Mapped[str] = mapped_column(String(64))
    site: Mapped[str] = mapped_column(String(100))
    name: Mapped[str] = mapped_column(String(200))
    scopes: Mapped[list[str]] = mapped_column(JSON)
    created_at: Mapped[float]
    revoked_at: Mapped[float | None] = mapped_column(default=None)


class Account(Base):
    """A person of a site (`service.access.accounts`). Never deleted: decisions and articles name it by its id.

    `login` is in lower case. `password_hash` is empty until a password is set. `sign_ins` counts what ends all of the
    person's sign-ins, such as another password: a cookie holds while it names the same number. `link_hash`: of the
    one-time link by which the person sets a password until `link_until`; empty when there is none.
    """

    __tablename__ = "account"
    __table_args__ = (UniqueConstraint("site", "login"),)

    id: Mapped[str] = mapped_column(String(22), primary_key=True, default=new_id)
    site: Mapped[str] = mapped_column(String(100))
    login: Mapped[str] = mapped_column(String(100), index=True)
    name: Mapped[str] = mapped_column(String(200))
    role: Mapped[str] = mapped_column(String(10))
    password_hash: Mapped[str] = mapped_column(String(255), default="")
    sign_ins: Mapped[int] = mapped_column(default=0)
    link_hash: Mapped[str] = mapped_column(String(64), default="")
    link_until: Mapped[float] = mapped_column(default=0.0)
    created_at: Mapped[float]
    deactivated_at: Mapped[float | None] = mapped_column(default=None)


class Secret(Base):
    """What the service knows and nobody else, shared by all its processes, such as what signs its cookies."""

    __tablename__ = "secret"

    name: Mapped[str] = mapped_column(String(50), primary_key=True)
    value: Mapped[str] = mapped_column(String(100))


class SignOut(Base):
    """A sign-in that was ended: a cookie that names it opens nothing. Kept for as long as such a cookie could live."""

    __tablename__ = "sign_out"

    sign_in: Mapped[str] = mapped_column(String(22), primary_key=True)
    at: Mapped[float] = mapped_column(index=True)


class RequestWindow(Base):
    """What was counted of somebody in the minute that ends at `ends_at` (`service.access.windows`)."""

    __tablename__ = "request_window"

    counted: Mapped[str] = mapped_column(String(100), primary_key=True)
    count: Mapped[int]
    ends_at: Mapped[float] = mapped_column(index=True)


class Site(Base):
    """How a site wants it. A site without a row has the defaults of `service.articles.publishing`.

    `four_eyes`: who has finished an article cannot approve it. `wishes`: what it wants of the checker, as
    `service.articles.site_settings` writes it.
    """

    __tablename__ = "site"

    name: Mapped[str] = mapped_column(String(100), primary_key=True)
    publishing: Mapped[str] = mapped_column(String(30))
    four_eyes: Mapped[bool] = mapped_column(default=False)
    wishes: Mapped[dict[str, Any] | None] = mapped_column(JSON, default=None)


QUEUE_INDEXES = (
    Index("ix_article_worst_first", "site", "place", "id"),
    Index("ix_article_of_pair", "site", "source_lang", "target_lang", "place", "id"),
    Index("ix_article_of_review", "site", "review", "place", "id"),
    Index("ix_article_of_reviewer", "site", "reviewer", "place", "id"),
    Index("ix_article_of_assignee", "site", "assignee", "place", "id"),
)


class ArticleRow(Base):
    """A text of a site. `cms_id` is the CMS's name for it, one article a site and name.

    What the queue sorts and filters by stands here, so that it reads one index: `newest` is the number of the newest
    revision, `verdict` and the languages are of its report, `place` grows as an article needs an editor less
    (`service.articles.order`), `review` is how far people are with it, `reviewer` who has it in hand; `received_at`
    is of the newest revision, `waits_since` of the first with the same content, `summary`
    (`service.articles.summary`) of the newest report, `length` the code points of the translation that it checked.
    `edits`: segments of the newest revision that have a post-edit; `open_errors`: its serious errors that nobody has
    dismissed or mended (`service.decisions.open_errors`); `is_back`: it was sent back, and no review of it was finished
    since, so that all of it counts as wrong; `is_cleared`: it passes only because reviewers dismissed flags
    (`service.articles.dismissals`). `kept_verdict`: while the same content is checked again, or where that failed, the
    verdict of the last report on it. `assignee`: the id of the account to which `assigned_by` has assigned it; both are
    empty when it is nobody's (`service.articles.assigning`).
    """

    __tablename__ = "article"
    __table_args__ = (UniqueConstraint("site", "cms_id"), *QUEUE_INDEXES)

    id: Mapped[str] = mapped_column(String(22), primary_key=True, default=new_id)
    site: Mapped[str] = mapped_column(String(100))
    cms_id: Mapped[str] = mapped_column(String(200))
    created_at: Mapped[float]
    newest: Mapped[int] = mapped_column(default=0)
    place: Mapped[float] = mapped_column(default=0.0)
    verdict: Mapped[str | None] = mapped_column(String(10), default=None)
    source_lang: Mapped[str] = mapped_column(String(35), default="")
    target_lang: Mapped[str] = mapped_column(String(35), default="")
    review: Mapped[str] = mapped_column(String(10), default=PENDING)
    reviewer: Mapped[str] = mapped_column(String(200), default="")
    received_at: Mapped[float] = mapped_column(default=0.0)
    waits_since: Mapped[float] = mapped_column(default=0.0)
    summary: Mapped[dict[str, Any] | None] = mapped_column(JSON, default=None)
    length: Mapped[int] = mapped_column(default=0)
    edits: Mapped[int] = mapped_column(default=0)
    open_errors: Mapped[int] = mapped_column(default=0)
    is_back: Mapped[bool] = mapped_column(default=False)
    is_cleared: Mapped[bool] = mapped_column(default=False)
    kept_verdict: Mapped[str | None] = mapped_column(String(10), default=None)
    assignee: Mapped[str] = mapped_column(String(22), default="")
    assigned_by: Mapped[str] = mapped_column(String(200), default="")
    revisions: Mapped[list[Revision]] = relationship(
        back_populates="article", cascade="all, delete-orphan", order_by="Revision.number"
    )

    @property
    def pair(self) -> LanguagePair:
        """Its languages, as far as they are known."""
        return LanguagePair(self.source_lang, self.target_lang)


class Revision(Base):
    """What was sent, and the report on it once there is one.

    `number` counts from 1; `cms_revision` is the CMS's own. `sent`: the request as JSON. `report`: its wire form.
    `verdict` and `penalty` stand in it too. `memory`: its ratings, for the next revision (`models.scorers.memory`).
    `kept_since`: where the content is that of the revision before, the first of those: what was decided since it holds;
    else 0. `carried`: what holds of the post-edits and marks of before (`service.decisions.carrying.Carried`).
    """

    __tablename__ = "revision"
    __table_args__ = (UniqueConstraint("article_id", "number"), Index("ix_revision_scored_at", "scored_at"))

    id: Mapped[str] = mapped_column(String(22), primary_key=True, default=new_id)
    article_id: Mapped[str] = mapped_column(ForeignKey("article.id", ondelete="CASCADE"))
    number: Mapped[int]
    cms_revision: Mapped[str] = mapped_column(String(200), default="")
    sent: Mapped[dict[str, Any]] = mapped_column(JSON)
    received_at: Mapped[float]
    report: Mapped[dict[str, Any] | None] = mapped_column(JSON, default=None)
    verdict: Mapped[str | None] = mapped_column(String(10), default=None)
    penalty: Mapped[float | None] = mapped_column(default=None)
    memory: Mapped[dict[str, str] | None] = mapped_column(JSON, default=None, deferred=True)
    scored_at: Mapped[float | None] = mapped_column(default=None)
    kept_since: Mapped[int] = mapped_column(default=0)
    carried: Mapped[dict[str, Any] | None] = mapped_column(JSON, default=None)
    article: Mapped[ArticleRow] = relationship(back_populates="revisions")

    @property
    def first_alike(self) -> int:
        """The number of the first revision with this content, this one or one before: what was decided since holds."""
        return self.kept_since or self.number


class Job(Base):
    """Work on a revision. `service.jobs.ledger` alone changes its state.

    `due_at`: not before. While running, `claim` is the token of who works on it and `lease_until` when it
    is taken from whoever has fallen silent. `attempts` counts the claims.
    """

    __tablename__ = "job"
    __table_args__ = (
        CheckConstraint(f"state IN {JOB_STATES}", name="known_state"),
        Index("ix_job_waiting", "state", "due_at"),
    )

    id: Mapped[str] = mapped_column(String(22), primary_key=True, default=new_id)
    revision_id: Mapped[str] = mapped_column(ForeignKey("revision.id", ondelete="CASCADE"), index=True)
    state: Mapped[str] = mapped_column(String(10), default=QUEUED)
    created_at: Mapped[float]
    due_at: Mapped[float]
    attempts: Mapped[int] = mapped_column(default=0)
    claim: Mapped[str | None] = mapped_column(String(22), default=None)
    lease_until: Mapped[float | None] = mapped_column(default=None)
    error: Mapped[str] = mapped_column(Text, default="")
    finished_at: Mapped[float | None] = mapped_column(default=None)


class Event(Base):
    """Something that somebody did to an article. Events are only ever added (`service.decisions`).

    `sequence` counts from 1 within the article. `subject` names what it is about: a flag's fingerprint, another
    event, or the article. `by` is a person, `key_id` the key that was used, `account_id` the person's account; the two
    ids are empty where there is none.
    """

    __tablename__ = "event"
    __table_args__ = (UniqueConstraint("article_id", "sequence"), Index("ix_event_made_at", "made_at", "id"))

    id: Mapped[str] = mapped_column(String(22), primary_key=True, default=new_id)
    article_id: Mapped[str] = mapped_column(ForeignKey("article.id", ondelete="CASCADE"))
    revision: Mapped[int]
    sequence: Mapped[int]
    action: Mapped[str] = mapped_column(String(20))
    subject: Mapped[str] = mapped_column(String(40))
    data: Mapped[dict[str, Any]] = mapped_column(JSON)
    by: Mapped[str] = mapped_column(String(200))
    key_id: Mapped[str] = mapped_column(String(16))
    account_id: Mapped[str] = mapped_column(String(22), default="")
    made_at: Mapped[float]


class SentBefore(Base):
    """What was sent under an idempotency key: the hash of the body, and the job that came of it."""

    __tablename__ = "sent_before"

    holder: Mapped[str] = mapped_column(String(16), primary_key=True)
    key: Mapped[str] = mapped_column(String(200), primary_key=True)
    digest: Mapped[str] = mapped_column(String(64))
    job_id: Mapped[str] = mapped_column(ForeignKey("job.id", ondelete="CASCADE"))
    sent_at: Mapped[float] = mapped_column(index=True)


class Endpoint(Base):
    """Where a site wants to be told. `secret` signs (`whsec_…`): it is kept as it is, for both sides need it."""

    __tablename__ = "endpoint"
    __table_args__ = (UniqueConstraint("site", "name"),)

    id: Mapped[str] = mapped_column(String(22), primary_key=True, default=new_id)
    site: Mapped[str] = mapped_column(String(100))
    name: Mapped[str] = mapped_column(String(100))
    url: Mapped[str] = mapped_column(String(2000))
    secret: Mapped[str] = mapped_column(String(100))
    inside_allowed: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[float]
    disabled_at: Mapped[float | None] = mapped_column(default=None)


class Delivery(Base):
    """A message to an endpoint about an article. `service.webhooks.outbox` alone changes its state."""

    __tablename__ = "delivery"
    __table_args__ = (Index("ix_delivery_waiting", "state", "due_at"),)

    id: Mapped[str] = mapped_column(String(22), primary_key=True, default=new_id)
    endpoint_id: Mapped[str] = mapped_column(ForeignKey("endpoint.id", ondelete="CASCADE"), index=True)
    article_id: Mapped[str | None] = mapped_column(ForeignKey("article.id", ondelete="CASCADE"), index=True)
    body: Mapped[dict[str, Any]] = mapped_column(JSON)
    state: Mapped[str] = mapped_column(String(10), default="waiting")
    created_at: Mapped[float]
    due_at: Mapped[float]
    attempts: Mapped[int] = mapped_column(default=0)
    last_status: Mapped[int | None] = mapped_column(default=None)
    last_error: Mapped[str] = mapped_column(Text, default="")
    delivered_at: Mapped[float | None] = mapped_column(default=None)
