"""What may be asked for in an address."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from models.formats.units import Languages
from service.articles.shelf import Filter
from service.strict import Strict, Text

LARGEST_PAGE = 200


class ListQuery(Strict):
    """Which articles, and how many a page."""

    verdict: Literal["", "pass", "review", "reject"] = ""
    state: Literal["", "queued", "running", "done", "retired"] = ""
    review: Literal["", "pending", "in review", "reviewed", "approved", "sent back"] = ""
    reviewer: Text = Field("", max_length=200, description="Who has them in hand")
    source_lang: Text = Field("", max_length=35, description="As given or detected")
    target_lang: Text = Field("", max_length=35)
    limit: Annotated[int, Field(ge=1, le=LARGEST_PAGE)] = 50
    cursor: Text = Field("", max_length=100, description="`next_cursor` of the page before")

    def filter(self) -> Filter:
        """The same for the shelf."""
        return Filter(**self.model_dump(exclude={"limit", "cursor"}))


class LogQuery(Strict):
    """Which deliveries, and how many a page."""

    state: Literal["", "waiting", "delivered", "given up"] = ""
    endpoint: Text = Field("", max_length=100)
    limit: Annotated[int, Field(ge=1, le=LARGEST_PAGE)] = 50
    cursor: Text = Field("", max_length=100, description="`next_cursor` of the page before")


class LanguagesQuery(Strict):
    """The languages of a translator's file, where it does not say them."""

    source_language: Text = Field("", max_length=35, description="ISO 639-1, with or without a region")
    target_language: Text = Field("", max_length=35, description="ISO 639-1, with or without a region")

    def languages(self) -> Languages:
        """The same for the reader of the file."""
        return Languages(self.source_language, self.target_language)
