"""A report as the OpenAPI document tells it. `ArticleReport.to_dict` is what a report is; a test holds it against
`Report`, so that neither can change alone. What is known of a kept article beyond that joins it
(`service.api.serializers.report_of`).
"""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from pydantic import Field

from service.api.response_schemas import ArticleState
from service.http.strict import Strict

Share = float | None
"""A score in [0, 1], higher is better; null when it was not scored."""
IN_FIELD = "Where named fields were sent: the one that the offsets count in"


class Languages(Strict):
    """ISO 639-1 codes, as given or detected; empty when unknown."""

    source: str
    target: str


class Scores(Strict):
    """The article's scores."""

    overall: Share
    fluency: Share
    consistency: Share


class SegmentScores(Strict):
    """A segment's scores."""

    fluency: Share
    consistency: Share


class _Passage(Strict):
    """A text at code-point offsets of the article's side; null offsets where that side is empty."""

    text: str
    start: int | None
    end: int | None


class Passage(_Passage):
    """One side of a segment."""

    html_start: int | None = Field(None, description="Offset in the markup, when HTML was sent")
    html_end: int | None = None


class Meaning(_Passage):
    """A piece of the source that explains a flag, and what it usually means."""

    field: str = Field("", description=IN_FIELD)

    meanings: list[str]


class SegmentReport(Strict):
    """A pair of sentences that answer to each other; one side may be empty."""

    id: str
    field: str = Field("", description=IN_FIELD)
    source: Passage
    target: Passage
    scores: SegmentScores
    flags: list[str] = Field(description="Ids of the flags that begin here")
    notes: list[str] = Field([], description="How it was scored, in words, where that is not as usual")


class FlagDecision(Strict):
    """What a reviewer last said of a flag."""

    action: Literal["confirm", "dismiss", "change"]
    category: str | None = Field(None, description="Where the reviewer gave it another")
    severity: Literal["neutral", "minor", "major", "critical"] | None = None
    comment: str = ""
    by: str
    at: datetime
    event: str


class Flag(Strict):
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
    check: str = Field(description="The stable id of what raised it")
    check_name: str = Field("", description="The same in words; `GET /api/v1/capabilities` describes each")
    message: str
    evidence: list[Meaning]
    replacements: list[str]
    fingerprint: str = Field(description="Stays the same when the article is sent again")
    dismissed: bool = Field(False, description="A reviewer found it wrong before: it counts for nothing")
    html_start: int | None = Field(None, description="Offset in the markup, when HTML was sent")
    html_end: int | None = None
    decision: FlagDecision | None = Field(None, description="Of kept articles: what a reviewer said of it")


class Mark(Strict):
    """A passage that the machine missed and a reviewer marked."""

    fingerprint: str
    side: Literal["source", "target"]
    field: str = ""
    start: int
    end: int
    text: str
    category: str
    severity: Literal["neutral", "minor", "major", "critical"]
    comment: str = ""
    by: str
    at: datetime
    event: str


class PostEdit(Strict):
    """What a reviewer wrote in place of a segment's translation."""

    segment: str
    text: str
    by: str
    at: datetime
    event: str


class CorrectedField(Strict):
    """A named field with the post-edits in it."""

    name: str
    text: str
    html: str | None = Field(description="The same with its markup; null where plain text was sent")


class Corrected(Strict):
    """An article as it should be published: the machine's translation with reviewers' post-edits in it."""

    article: ArticleState
    text: str = Field(description="As it is read; of named fields: all of them in a row")
    html: str | None = Field(description="With the markup that was sent; null for plain text, and for named fields")
    fields: list[CorrectedField] = Field(description="The named fields in their order; none where none were sent")


class Coverage(Strict):
    """How much the model scored, and what it did not and why."""

    segments: int
    checked: int
    notes: list[str]


class ReferenceScore(Strict):
    """A metric against the reference that was sent."""

    metric: str
    value: Share
    signature: str
    reason: str


class Report(Strict):
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
    reference_scores: list[ReferenceScore] = Field([])
    marks: list[Mark] = Field([], description="Of kept articles: what reviewers marked in this revision")
    edits: list[PostEdit] = Field([], description="Of kept articles: what reviewers wrote instead in this revision")
    article: ArticleState | None = Field(None, description="Of kept articles: how it stands")


class UnitReport(Strict):
    """A translation unit of a file."""

    id: str = Field(description="As the file calls it: in TMX its tuid, in PO the line of its msgid")
    field: str = Field(description="What the report calls it: flags and segments of that field are its own")
    scores: SegmentScores
    flags: list[str] = Field(description="Ids of its flags")


class FileReport(Report):
    """What was found in a translator's file: its units are the report's named fields."""

    units: list[UnitReport]
