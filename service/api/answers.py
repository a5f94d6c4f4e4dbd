"""What is sent, as the OpenAPI document tells it. `ArticleReport.to_dict` is what a report is;
a test holds it against `Report`, so that neither can change alone.
"""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

Share = float | None
"""A score in [0, 1], higher is better; null when it was not judged."""
IN_FIELD = "Where named fields were sent: the one that the offsets count in"


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid")


class FieldError(_Strict):
    """Which field is at fault, and how."""

    field: str
    message: str


class Languages(_Strict):
    """ISO 639-1 codes, as given or detected; empty when unknown."""

    source: str
    target: str


class Scores(_Strict):
    """The article's scores."""

    overall: Share
    fluency: Share
    consistency: Share


class SegmentScores(_Strict):
    """A segment's scores."""

    fluency: Share
    consistency: Share


class Passage(_Strict):
    """A text at code-point offsets of the article's side; null offsets where that side is empty."""

    text: str
    start: int | None
    end: int | None


class Meaning(Passage):
    """A piece of the source that explains a flag, and what it usually means."""

    field: str = Field("", description=IN_FIELD)

    meanings: list[str]


class SegmentReport(_Strict):
    """A pair of sentences that answer to each other; one side may be empty."""

    id: str
    field: str = Field("", description=IN_FIELD)
    source: Passage
    target: Passage
    scores: SegmentScores
    flags: list[str] = Field(description="Ids of the flags that begin here")


class Flag(_Strict):
    """A doubtful passage."""

    id: str
    side: Literal["source", "target"]
    field: str = Field("", description=IN_FIELD)
    start: int
    end: int
    text: str
    segment: str | None
    category: str = Field(description="An MQM path, such as accuracy/mistranslation")
    its: str = Field(description="The ITS 2.0 localization quality issue type")
    severity: Literal["neutral", "minor", "major", "critical"]
    confidence: float = Field(ge=0, le=1, description="Probability that a reviewer would agree")
    check: str
    message: str
    evidence: list[Meaning]
    replacements: list[str]
    fingerprint: str = Field(description="Stays the same when the article is sent again")
    dismissed: bool = Field(False, description="A reviewer found it wrong before: it counts for nothing")
    html_start: int | None = Field(None, description="Offset in the markup, when HTML was sent")
    html_end: int | None = None


class Coverage(_Strict):
    """How much the model judged, and what it did not and why."""

    segments: int
    checked: int
    notes: list[str]


class ReferenceScore(_Strict):
    """A metric against the reference that was sent."""

    metric: str
    value: Share
    signature: str
    reason: str


class Report(_Strict):
    """What was found in an article. Offsets count Unicode code points."""

    id: str
    signature: str
    languages: Languages
    scores: Scores
    mqm_penalty_per_100_words: float
    verdict: Literal["pass", "review", "reject"]
    verdict_reasons: list[str]
    segments: list[SegmentReport]
    flags: list[Flag]
    coverage: Coverage
    reference_scores: list[ReferenceScore] = []


class Problem(_Strict):
    """RFC 9457 problem details."""

    type: str
    title: str
    status: int
    detail: str = ""
    errors: list[FieldError] = []


class ArticleState(_Strict):
    """An article at one of its revisions."""

    id: str = Field(description="Ours: the one in addresses")
    cms_id: str = Field(description="The id that the CMS sent, or one of ours where it sent none")
    revision: int = Field(description="Counts from 1")
    cms_revision: str
    metadata: dict[str, str]
    state: Literal["queued", "running", "done", "retired"]
    error: str = Field(description="Why the last attempt failed; empty where none did")
    verdict: Literal["pass", "review", "reject"] | None
    mqm_penalty_per_100_words: float | None
    received_at: datetime
    scored_at: datetime | None
    job: str


class ArticlePage(_Strict):
    """Some articles, those in most need of an editor first."""

    articles: list[ArticleState]
    next_cursor: str | None = Field(description="For the next page; null: this is the last")


class RevisionList(_Strict):
    """All revisions of an article, the newest first."""

    revisions: list[ArticleState]


class JobState(_Strict):
    """How far the work on a revision is."""

    id: str
    article: str
    revision: int
    state: Literal["queued", "running", "done", "retired"]
    attempts: int = Field(description="How often a worker began; after four the job is retired")
    error: str
    created_at: datetime
    finished_at: datetime | None


class LineResult(_Strict):
    """What became of a line: 202 with its article, or the status that it alone would have had."""

    line: int = Field(description="Counts from 1")
    status: int
    id: str | None = None
    revision: int | None = None
    job: str | None = None
    errors: list[FieldError] = []


class BatchResult(_Strict):
    """What became of a batch, line by line; blank lines are left out."""

    accepted: int
    refused: int
    results: list[LineResult]
