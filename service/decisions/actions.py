"""What a reviewer can do to an article, as JSON: one form an action."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import AfterValidator, Field, RootModel, model_validator

from models.mqm import Category, Severity
from models.visible_text import has_text
from service.access.person_names import MAX_PERSON_LENGTH
from service.http.strict import CLEAN, Fingerprint, Strict

MAX_COMMENT_LENGTH = 2_000
MAX_EDIT_LENGTH = 20_000
MAX_NUMBER = 2**31 - 1
"""Of a revision or an event, as databases count."""


def _named(person: str) -> str:
    if person and not has_text(person):
        raise ValueError("has no text: give a name, or leave it out for the key's")
    return person


def _said(comment: str) -> str:
    if not has_text(comment):
        raise ValueError("has no text: write a comment, or send none")
    return comment


def _written(text: str) -> str:
    if text and not has_text(text):
        raise ValueError("has no visible text: write the sentence, or send an empty text to remove it")
    return text


Comment = Annotated[str, Field(max_length=MAX_COMMENT_LENGTH), CLEAN]
DecidedBy = Annotated[str, Field(max_length=MAX_PERSON_LENGTH), CLEAN, AfterValidator(_named)]
Number = Annotated[int, Field(ge=0, le=MAX_NUMBER)]
EventId = Annotated[str, Field(max_length=22), CLEAN]
MAX_KNOWN = 10_000
"""As many as an article has events."""
Offset = Annotated[int, Field(ge=0, le=MAX_NUMBER)]


class _Action(Strict):
    reviewer: DecidedBy = Field("", description="Who decides; the key's name when empty")
    revision: Number | None = Field(
        None, description="The revision that was looked at: refused when there is a newer with other content"
    )
    seen: Number | None = Field(
        None,
        description="The last event that was seen: refused when something else has since been decided on the same, "
        "or the review is over since",
    )
    known: list[EventId] = Field(
        [], max_length=MAX_KNOWN, description="Ids of later events that are known all the same: one's own"
    )
    comment: Comment = ""


class _OnFlag(_Action):
    flag: Fingerprint = Field(description="The flag's fingerprint")


class Confirm(_OnFlag):
    """The flag is right."""

    action: Literal["confirm"]


class Dismiss(_OnFlag):
    """The flag is wrong; it counts for nothing in later revisions."""

    action: Literal["dismiss"]


class Change(_OnFlag):
    """Something is wrong there, but of another kind or weight."""

    action: Literal["change"]
    category: Category | None = None
    severity: Severity | None = None

    @model_validator(mode="after")
    def _changes_something(self) -> Change:
        if self.category is None and self.severity is None:
            raise ValueError("give a category, a severity or both")
        return self


class Mark(_Action):
    """A passage that the machine missed. Offsets count code points as in the report, in `field` if there are fields."""

    action: Literal["mark"]
    side: Literal["source", "target"] = "target"
    field: Annotated[str, Field(max_length=100), CLEAN] = ""
    start: Offset
    end: Offset
    category: Category
    severity: Severity


class Edit(_Action):
    """Another text for the translation of a segment: a post-edit. The machine's own text takes it back.

    An empty one takes the sentence out.
    """

    action: Literal["edit"]
    segment: Annotated[str, Field(max_length=20), CLEAN] = Field(description="Its id in the report")
    text: Annotated[str, Field(max_length=MAX_EDIT_LENGTH), CLEAN, AfterValidator(_written)]


class Remark(_Action):
    """Something to say, of a flag or of the article."""

    action: Literal["comment"]
    flag: Fingerprint | Literal[""] = ""
    comment: Annotated[str, Field(min_length=1, max_length=MAX_COMMENT_LENGTH), CLEAN, AfterValidator(_said)]


class Move(_Action):
    """Claim the article or release it, finish its review, approve it, or send it back to be translated again."""

    action: Literal["claim", "release", "finish", "approve", "send_back"]


class Undo(_Action):
    """Takes an event back, as if it had not been; it stays in the history."""

    action: Literal["undo"]
    event: EventId


Action = Confirm | Dismiss | Change | Mark | Edit | Remark | Move | Undo


class Decision(RootModel[Annotated[Action, Field(discriminator="action")]]):
    """One action of a reviewer."""
