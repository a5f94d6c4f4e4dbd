"""May the CMS publish it? What a site wants, and what follows for an article.

Three ways, as translation plug-ins offer them: hold until reviewed, publish then review, never hold.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import and_, select
from sqlalchemy.orm import Session, load_only

from models.errors import InvalidInput
from models.visible_text import has_text
from service.articles.order import moved, place
from service.decisions.review_state import APPROVED, DECIDED, IN_REVIEW, REVIEWED
from service.storage.tables import DONE, RETIRED, ArticleRow, Job, Revision, Site

HOLD, REVIEW_LATER, NEVER_HOLD = "hold", "publish-then-review", "never-hold"
PUBLISHING = {
    HOLD: "an article that does not pass is held until it has been reviewed",
    REVIEW_LATER: "every article may be published at once; what does not pass is to be reviewed afterwards",
    NEVER_HOLD: "every article may be published, and nobody is asked to review it",
}
READ_BY_RULES = (
    ArticleRow.place,
    ArticleRow.verdict,
    ArticleRow.review,
    ArticleRow.is_back,
    ArticleRow.open_errors,
    ArticleRow.edits,
    ArticleRow.is_cleared,
    ArticleRow.kept_verdict,
)
"""The columns that decide whether an article may be published, and whether it waits."""
MAX_SITE_LENGTH = 100


@dataclass(frozen=True, slots=True)
class SiteRules:
    """What a site has chosen. `four_eyes`: another person than those who finished an article has to approve it."""

    mode: str = HOLD
    four_eyes: bool = False


@dataclass(frozen=True, slots=True)
class PublishingState:
    """`mode`: the site's. `allowed`: the CMS may publish now. `review_wanted`: an editor should look. `reason`: why.

    `edits`: how many segments have a post-edit, which the CMS has to fetch (`service.articles.corrected`).
    """

    mode: str
    allowed: bool
    review_wanted: bool
    reason: str
    edits: int = 0


def publishing(
    rules: SiteRules,
    job_state: str,
    verdict: str | None,
    review: str,
    is_back: bool = False,
    open_errors: int = 0,
    edits: int = 0,
    is_cleared: bool = False,
) -> PublishingState:
    """What the site's rules say of an article in that state. `is_back` and what follows: as `ArticleRow` has it.

    A reviewer's word outweighs the mode: what was sent back, or decided on with a serious error in it, stays or comes
    down, except where the site never holds. What passes only by dismissals is published once its review is finished:
    a flag dismissed by one key publishes nothing.
    """
    mode = rules.mode
    passed = verdict == "pass" and not is_cleared
    allowed, wanted, reason = _free(mode, job_state, verdict, passed)
    if mode == NEVER_HOLD:
        reason = f"It was {review}." if review in (REVIEWED, APPROVED) else reason
    elif is_back:
        allowed, wanted, reason = False, mode == REVIEW_LATER, "A reviewer sent it back."
    elif open_errors and (mode == HOLD or review in DECIDED):
        allowed, wanted, reason = False, True, _open_errors_reason(open_errors)
    elif review == REVIEWED and rules.four_eyes and not passed:
        allowed, wanted, reason = mode != HOLD, True, "It was reviewed: another person has to approve it."
    elif review in (REVIEWED, APPROVED):
        allowed, wanted, reason = True, False, f"It was {review}."
    return PublishingState(mode, allowed, wanted, reason, edits)


def _free(mode: str, job_state: str, verdict: str | None, passed: bool) -> tuple[bool, bool, str]:
    """Allowed, review wanted and why, of what nobody has decided on. `passed`: by itself, without dismissals."""
    if mode != HOLD:
        doubtful = not passed and (verdict is not None or job_state == RETIRED)
        return True, doubtful and mode == REVIEW_LATER, "The site does not hold articles."
    if passed:
        return True, False, "It passed."
    if verdict == "pass":
        return False, True, "It passes only without the dismissed flags: finish its review."
    if job_state == RETIRED:
        return False, True, "It could not be checked: an editor has to look at it."
    if verdict is None:
        return False, False, "It is not checked yet."
    return False, True, "It waits for a reviewer."


def _open_errors_reason(number: int) -> str:
    what = "A serious error stands" if number == 1 else f"{number} serious errors stand"
    return f"{what} in it: edit the sentence, or dismiss the flag if it is wrong."


def publishing_of(article: ArticleRow, verdict: str | None, job_state: str, rules: SiteRules) -> PublishingState:
    """The same of an article at the revision that has this verdict and job.

    As long as the same content is checked again, the verdict of the report before holds, and when that fails.
    """
    known, review, is_back = verdict or article.kept_verdict, article.review, article.is_back
    return publishing(
        rules, job_state, known, review, is_back, article.open_errors, article.edits, article.is_cleared
    )


def waits_for_people(article: ArticleRow, found: PublishingState, job_state: str) -> bool:
    """Whether it stands in the queue: somebody has it in hand or should look at it, or it is not checked yet.

    `job_state`: of its newest revision; what could not be checked is never checked.
    """
    unchecked = article.verdict is None and article.review not in DECIDED and job_state != RETIRED
    return unchecked or article.review == IN_REVIEW or found.review_wanted


def set_place(article: ArticleRow, revision: Revision, job_state: str, rules: SiteRules) -> None:
    """Puts an article where it belongs in the queue. `revision`: its newest; `job_state`: of that."""
    found = publishing_of(article, revision.verdict, job_state, rules)
    article.place = place(revision.verdict, revision.penalty, waits_for_people(article, found, job_state))


def rules_of(session: Session, site: str) -> SiteRules:
    """What the site has chosen; the defaults where it has chosen nothing."""
    found = session.get(Site, site)
    return SiteRules(found.publishing, found.four_eyes) if found is not None else SiteRules()


def choose(session: Session, site: str, mode: str | None = None, four_eyes: bool | None = None) -> None:
    """Sets what is given of the site's rules; its articles then wait for people, or do not, as these want it.

    Raises InvalidInput for a mode that does not exist, or no site.
    """
    if mode is not None and mode not in PUBLISHING:
        raise InvalidInput(f"publishing must be one of {', '.join(PUBLISHING)}, not {mode!r}", "publishing")
    if not has_text(site) or len(site) > MAX_SITE_LENGTH:
        raise InvalidInput("a site has a name of up to 100 characters", "site")
    before = rules_of(session, site)
    chosen = SiteRules(mode or before.mode, before.four_eyes if four_eyes is None else four_eyes)
    row = session.get(Site, site) or Site(name=site)
    row.publishing, row.four_eyes = chosen.mode, chosen.four_eyes
    session.add(row)
    session.flush()
    if chosen == before:
        return
    unchecked = _states_of_unchecked(session, site)
    wanted = select(ArticleRow).options(load_only(*READ_BY_RULES)).where(ArticleRow.site == site)
    for article in session.scalars(wanted):
        state = unchecked.get(article.id, DONE)
        found = publishing_of(article, article.verdict, state, chosen)
        article.place = moved(article.place, waits_for_people(article, found, state))


def _states_of_unchecked(session: Session, site: str) -> dict[str, str]:
    """The states of the jobs on a site's articles without a verdict, by the article's id."""
    newest = and_(Revision.article_id == ArticleRow.id, Revision.number == ArticleRow.newest)
    wanted = select(ArticleRow.id, Job.state).join(Revision, newest).join(Job, Job.revision_id == Revision.id)
    found = session.execute(wanted.where(ArticleRow.site == site, ArticleRow.verdict.is_(None)))
    return {article: state for article, state in found}


def all_chosen(session: Session) -> Sequence[Site]:
    """Every site for which something was chosen, by name."""
    return session.scalars(select(Site).order_by(Site.name)).all()
