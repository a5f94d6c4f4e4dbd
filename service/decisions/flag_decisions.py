"""What reviewers' events say of each flag, as rows that can be counted. They are kept in the transaction of the event,
and everything in them follows from events and reports."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from models.check_catalogue import REVIEWER
from service.decisions.flagged import flag_of, has_flags, keep_flags, target_length
from service.decisions.review_state import CONFIRM, MARK, ON_FLAGS, root_of, taken_back
from service.storage.counted import DecidedFlag
from service.storage.tables import ArticleRow, Event, Revision

ABOUT_FLAGS = (*ON_FLAGS, MARK)


def update_decided_flags(session: Session, article: ArticleRow, event: Event, events: Sequence[Event]) -> None:
    """Makes the rows anew of the flag that an event is about. `events`: all of the article's, the oldest first."""
    about = _root_about_flag(event, events)
    if about is not None:
        _write_decided(session, article, about.subject, events)


def recount(session: Session, after: str, size: int) -> str | None:
    """Makes anew what is counted of the next `size` articles by id; the id to go on after, None at the end.

    What the shipped calibration once said stays as it was kept: a report no longer tells it.
    """
    wanted = select(ArticleRow).where(ArticleRow.id > after).order_by(ArticleRow.id).limit(size)
    found = session.scalars(wanted).all()
    for article in found:
        for revision in session.scalars(select(Revision).where(Revision.article_id == article.id)):
            if revision.report is not None and not has_flags(session, revision.id):
                keep_flags(session, revision.id, revision.report)
            if revision.report is not None and revision.number == article.newest:
                article.length = target_length(revision.report)
        session.execute(delete(DecidedFlag).where(DecidedFlag.article_id == article.id))
        events = session.scalars(select(Event).where(Event.article_id == article.id).order_by(Event.sequence)).all()
        for subject in dict.fromkeys(event.subject for event in events if event.action in ABOUT_FLAGS):
            _write_decided(session, article, subject, events)
    return found[-1].id if len(found) == size else None


def _root_about_flag(event: Event, events: Sequence[Event]) -> Event | None:
    """The event itself, or the one that it takes back in the end; None when that is about no flag."""
    root = root_of(event, {other.id: other for other in events})
    return root if root.action in ABOUT_FLAGS else None


def _write_decided(session: Session, article: ArticleRow, fingerprint: str, events: Sequence[Event]) -> None:
    undone = taken_back(events)
    valid = [e for e in events if e.subject == fingerprint and e.action in ABOUT_FLAGS and e.id not in undone]
    own = (DecidedFlag.article_id == article.id, DecidedFlag.fingerprint == fingerprint)
    session.execute(delete(DecidedFlag).where(*own).execution_options(synchronize_session=False))
    last = {event.by: event for event in valid}
    mark = next((event for event in valid if event.action == MARK), None)
    for event in last.values():
        row = _marked(mark) if mark is not None else _flagged(session, article, event)
        if row is None:
            continue
        row.article_id, row.site, row.fingerprint = article.id, article.site, fingerprint
        row.source_lang, row.target_lang = article.source_lang, article.target_lang
        row.reviewer, row.revision, row.at = event.by, event.revision, event.made_at
        row.outcome = CONFIRM if event.action == MARK else event.action
        row.counts = event is valid[-1]
        session.add(row)
    session.flush()


def _marked(mark: Event) -> DecidedFlag:
    """The machine said nothing there."""
    data = mark.data
    return DecidedFlag(
        check=REVIEWER,
        category=data["category"],
        severity=data["severity"],
        side=data.get("side", "target"),
        length=len(data["text"]),
        confidence=None,
        raw_confidence=None,
    )


def _flagged(session: Session, article: ArticleRow, event: Event) -> DecidedFlag | None:
    """The flag in the report that was looked at; None when there is none of that fingerprint any more."""
    flag = flag_of(session, article.id, event.revision, event.subject)
    if flag is None:
        wanted = select(Revision).where(Revision.article_id == article.id, Revision.number == event.revision)
        revision = session.scalar(wanted)
        if revision is None or revision.report is None or has_flags(session, revision.id):
            return None
        keep_flags(session, revision.id, revision.report)  # kept before there were such rows
        flag = flag_of(session, article.id, event.revision, event.subject)
    copied = ("check", "category", "severity", "side", "length", "confidence", "raw_confidence")
    return DecidedFlag(**{name: getattr(flag, name) for name in copied}) if flag is not None else None
