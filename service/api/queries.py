"""What may be asked for in an address."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

LARGEST_PAGE = 200


class ListQuery(BaseModel):
    """Which articles, and how many a page."""

    model_config = ConfigDict(extra="forbid")

    verdict: Literal["", "pass", "review", "reject"] = ""
    state: Literal["", "queued", "running", "done", "retired"] = ""
    limit: Annotated[int, Field(ge=1, le=LARGEST_PAGE)] = 50
    cursor: str = Field("", max_length=100, description="`next_cursor` of the page before")
