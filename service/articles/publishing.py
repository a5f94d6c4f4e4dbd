"""May the CMS publish it? What a site wants, and what follows for an article.

Three ways, as translation plug-ins offer them: hold until reviewed, publish then review, never hold.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.errors import InvalidInput
from service.decisions.review_state import APPROVED, DECIDED, REVIEWED, SENT_BACK
from service.storage.tables import RETIRED, Site

HOLD, REVIEW_LATER, NEVER_HOLD = "hold", "publish-then-review", "never-hold"
PUBLISHING = {
    HOLD: "an article that does not pass is held until it has been reviewed",
    REVIEW_LATER: "every article may be published at once; what does not pass is to be reviewed afterwards",
    NEVER_HOLD: "every article may be published, and nobody is asked to review it",
}
MAX_SITE_LENGTH = 100


@dataclass(frozen=True, slots=True)
class PublishingState:
    """`mode`: the site's. `allowed`: the CMS may publish now. `review_wanted`: an editor should look. `reason`: why."""

    mode: str
    allowed: bool
    review_wanted: bool
    reason: str


def publishing(mode: str, job_state: str, verdict: str | None, review: str) -> PublishingState:
    """What the site's mode says of an article in that state."""
    decided = review in (REVIEWED, APPROVED)
    doubtful = verdict not in (None, "pass") or job_state == RETIRED
    wanted = mode != NEVER_HOLD and doubtful and review not in DECIDED
    if review == SENT_BACK and mode == HOLD:
        return PublishingState(mode, False, False, "A reviewer sent it back.")
    if decided:
        return PublishingState(mode, True, False, f"It was {review}.")
    if mode != HOLD:
        return PublishingState(mode, True, wanted, "The site does not hold articles.")
    if verdict == "pass":
        return PublishingState(mode, True, False, "It passed.")
    if job_state == RETIRED:
        return PublishingState(mode, False, True, "It could not be checked: an editor has to look at it.")
    if verdict is None:
        return PublishingState(mode, False, False, "It is not checked yet.")
    return PublishingState(mode, False, True, "It waits for a reviewer.")


def publishing_of(session: Session, site: str) -> str:
    """The site's mode: HOLD where none was chosen."""
    found = session.get(Site, site)
    return found.publishing if found is not None else HOLD


def choose(session: Session, site: str, mode: str) -> None:
    """Sets the site's mode. Raises InvalidInput for one that does not exist, or no site."""
    if mode not in PUBLISHING:
        raise InvalidInput(f"publishing must be one of {', '.join(PUBLISHING)}, not {mode!r}", "publishing")
    if not site.strip() or len(site) > MAX_SITE_LENGTH:
        raise InvalidInput("a site has a name of up to 100 characters", "site")
    session.merge(Site(name=site, publishing=mode))


def all_chosen(session: Session) -> Sequence[Site]:
    """Every site for which something was chosen, by name."""
    return session.scalars(select(Site).order_by(Site.name)).all()
