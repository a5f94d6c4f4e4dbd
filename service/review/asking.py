"""What a reviewer is asked before a review is finished or approved all the same: one key publishes no error unread."""

from __future__ import annotations

from collections.abc import Mapping

from service.articles.publishing import NEVER_HOLD
from service.decisions.open_errors import is_untouched, undecided
from service.decisions.review_state import APPROVE, FINISH
from service.review.review_page import ReviewPage

_ONCE = {FINISH: "once the review is finished", APPROVE: "even once it is approved"}
_UNREAD = (
    "The verdict is reject, and nobody has edited a sentence or decided on a major or critical flag. Once the review is"
    " finished, the article may be published as it was sent."
)


def questions(page: ReviewPage) -> Mapping[str, str]:
    """By the move: what has to be known before it, and what follows. Moves of which nothing is to be said are missing.

    Nor is anything asked before a move that the service refuses, because serious flags are not decided yet.
    """
    report = page.kept.revision.report or {"flags": (), "segments": ()}
    if undecided(report, page.review_state):
        return {}
    if errors := page.kept.article.open_errors:
        mode = page.kept.publishing.mode
        return {move: _stand(errors) + _follows(errors, move, mode) for move in (FINISH, APPROVE)}
    # a decision on a minor flag says nothing of what it was rejected for
    is_unread = page.view.report.verdict == "reject" and is_untouched(report, page.review_state)
    return {FINISH: _UNREAD} if is_unread else {}


def _stand(errors: int) -> str:
    return "1 serious error stands in the text" if errors == 1 else f"{errors} serious errors stand in the text"


def _follows(errors: int, move: str, mode: str) -> str:
    """What becomes of a text with errors in it."""
    if mode == NEVER_HOLD:
        return f". The site does not hold articles: it may be published with {'it' if errors == 1 else 'them'}."
    mended = "the sentence is edited, or the flag dismissed"
    if errors > 1:
        mended = "the sentences are edited, or the flags dismissed"
    return f": {_ONCE[move]}, the article is not to be published until {mended}."
