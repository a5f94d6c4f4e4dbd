"""The filter of articles by their review, the same for the API and the queue page.

It is called `review`. The page's was once called `state`, which in the API is that of the work on an article: where
`state` names a state of the review, it is read as this filter at both.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal, get_args

ReviewFilter = Literal["open", "pending", "in review", "reviewed", "approved", "sent back", "all"]
ALL = "all"


def read_as_review(sent: Mapping[str, Any]) -> dict[str, Any]:
    """What was asked for in an address, with `review` for a `state` that is one of the review.

    Raises ValueError where both name different ones.
    """
    asked = dict(sent)
    if asked.get("state") in get_args(ReviewFilter):
        state = asked.pop("state")
        review = asked.get("review") or state
        if review != state:
            raise ValueError(f"state and review ask for different states of the review: {state} and {review}")
        asked["review"] = state
    return asked


def review_of(chosen: str) -> str:
    """The same for `service.articles.article_queries.Filter`."""
    return "" if chosen == ALL else chosen
