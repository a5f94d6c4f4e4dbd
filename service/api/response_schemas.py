"""What is sent beside reports (`service.api.report_form`), as the OpenAPI document tells it."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Literal

from pydantic import Field

from service.http.strict import Strict

Review = Literal["pending", "in review", "reviewed", "approved", "sent back"]


class FieldError(Strict):
    """Which field is at fault, and how."""

    field: str
    message: str


class Publishing(Strict):
    """Whether the CMS may publish the article."""

    mode: Literal["hold", "publish-then-review", "never-hold"] = Field(description="The site's (scripts/sites.py)")
    allowed: bool
    review_wanted: bool
    reason: str
    edits: int = Field(
        0, description="How many segments reviewers have written anew: `GET …/corrected` has the text with them"
    )


class AssignedPerson(Strict):
    """The person to whom an article is assigned."""

    id: str = Field(description="Of the account: it stays, whatever the person is called")
    login: str
    name: str


class ArticleState(Strict):
    """An article at one of its revisions."""

    id: str = Field(description="Ours: the one in addresses")
    cms_id: str = Field(description="The id that the CMS sent, or one of ours where it sent none")
    revision: int = Field(description="Counts from 1")
    cms_revision: str
    unchanged: bool = Field(
        False, description="The content is that of the revision before: its review, decisions and post-edits hold"
    )
    metadata: dict[str, str]
    state: Literal["queued", "running", "done", "retired"]
    error: str = Field(description="Why the last attempt failed; empty where none did")
    verdict: Literal["pass", "review", "reject"] | None
    review: Review = Field(description="How far people are with it; of an earlier revision: of the newest")
    reviewer: str = Field(
        description="Who has it in review; empty before and after, when the decisions say who finished or approved it"
    )
    assigned_to: AssignedPerson | None = Field(None, description="Whose it is to review; null: nobody's")
    assigned_by: str = Field("", description="The name of who assigned it")
    publishing: Publishing
    mqm_penalty_per_100_words: float | None
    received_at: datetime
    scored_at: datetime | None
    job: str


class Problem(Strict):
    """RFC 9457 problem details."""

    type: str
    title: str
    status: int
    detail: str = ""
    request_id: str = Field(description="Also the header X-Request-ID: by it the request is found in the log")
    errors: list[FieldError] = Field([])
    flags: list[str] = Field([], description="Of a refused finish: fingerprints of the flags to decide on first")


class ArticlePage(Strict):
    """Some articles, those in most need of an editor first."""

    articles: list[ArticleState]
    next_cursor: str | None = Field(description="For the next page; null: this is the last")


class RevisionList(Strict):
    """All revisions of an article, the newest first."""

    revisions: list[ArticleState]


class JobState(Strict):
    """How far the work on a revision is."""

    id: str
    article: str
    cms_id: str = Field("", description="Yours")
    revision: int
    state: Literal["queued", "running", "done", "retired"]
    attempts: int = Field(description="How often a worker began; after four the job is retired")
    error: str
    created_at: datetime
    finished_at: datetime | None


class LineResult(Strict):
    """What became of a line: 202 with its article, or the status that it alone would have had."""

    line: int = Field(description="Counts from 1")
    status: int
    id: str | None = Field(None, description="Ours")
    cms_id: str = Field("", description="Yours: the `id` of the line, or one of ours where it has none")
    revision: int | None = None
    job: str | None = None
    errors: list[FieldError] = Field([])


class BatchResult(Strict):
    """What became of a batch, line by line; blank lines are left out."""

    accepted: int
    refused: int
    results: list[LineResult]


class EventState(Strict):
    """Something that somebody did to an article."""

    id: str
    sequence: int = Field(description="Counts from 1 within the article")
    revision: int
    action: str
    subject: str = Field(description="A flag's fingerprint, the event that was undone, or article")
    data: dict[str, Any] = Field(description="What the action said, such as category, severity, comment")
    by: str
    account: str = Field("", description="The id of the person's account, where they signed in with one")
    at: datetime
    undone: bool


class Decided(Strict):
    """What was added, and how the article stands now."""

    event: EventState | None = Field(
        description="If nothing changed (200): the one that made it so, or null if the machine did"
    )
    article: ArticleState


class History(Strict):
    """Everything that was done to an article, the oldest first."""

    events: list[EventState]


class DeliveryState(Strict):
    """A message to an endpoint, and what became of it."""

    id: str = Field(description="The webhook-id")
    endpoint: str
    type: str
    article: str
    cms_id: str = Field("", description="Yours")
    state: Literal["waiting", "delivered", "given up"]
    attempts: int
    last_status: int | None = Field(description="What the receiver answered last; null: nothing yet")
    last_error: str
    created_at: datetime
    due_at: datetime | None = Field(description="When it is tried next")
    delivered_at: datetime | None


class DeliveryPage(Strict):
    """Some deliveries, the newest first."""

    deliveries: list[DeliveryState]
    next_cursor: str | None = Field(description="For the next page; null: this is the last")
