"""Reviewers' events as flat rows, each with the flag and the texts that it is about: what every export is made of."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from sqlalchemy import Engine, select, tuple_
from sqlalchemy.orm import Session

from models.check_catalogue import REVIEWER
from service.decisions.review_state import EDIT, MARK, ON_FLAGS, UNDO, taken_back
from service.moments import to_utc
from service.storage.counted import FlagRow
from service.storage.database import reading
from service.storage.tables import ArticleRow, Event, Revision

PAGE = 200
"""Events that are in memory at a time."""
COLUMNS = (
    "event", "article", "cms_id", "revision", "cms_revision", "sequence", "at", "by", "action", "undone",
    "source_lang", "target_lang", "flag", "check", "category", "severity", "confidence", "raw_confidence", "side",
    "field", "start", "end", "text", "message", "new_category", "new_severity", "segment", "segment_start", "source",
    "target", "post_edit", "comment", "undoes", "account",
)  # fmt: skip
"""What a row has, in this order; None where it does not apply. `docs/API.md` says what each is."""
Row = dict[str, Any]


class _Known(NamedTuple):
    """What is known of another event of an article."""

    id: str
    article: str
    revision: int
    action: str
    subject: str
    data: Mapping[str, Any]


@dataclass(frozen=True)
class _Beside:
    """What the rows of some events need beside these."""

    undone: frozenset[str]
    marks: Mapping[tuple[str, str], Mapping[str, Any]]
    last_edits: frozenset[str]
    raw: Mapping[tuple[str, int, str], float] = field(default_factory=dict)


def pages_of_site(engine: Engine, site: str, since: float, action: str = "") -> Iterator[list[Row]]:
    """The events of a site from a time on, in order, some at a time; with an `action`, those alone.

    Each page is read in a transaction of its own: nobody is held up however slowly the pages are taken.
    """
    after: tuple[float, str] = (since, "")
    while True:
        with reading(engine) as session:
            found = _next(session, site, after, action)
            rows = rows_of(session, found)
        if rows:
            yield rows
        if len(found) < PAGE:
            return
        after = (found[-1][0].made_at, found[-1][0].id)


def _next(session: Session, site: str, after: tuple[float, str], action: str) -> list[tuple[Event, ArticleRow]]:
    """The next PAGE events, read along the index of times: a join would make the database sort them all each time."""
    of_site = select(ArticleRow.id).where(ArticleRow.id == Event.article_id, ArticleRow.site == site).exists()
    wanted = select(Event).where(tuple_(Event.made_at, Event.id) > after, of_site)
    if action:
        wanted = wanted.where(Event.action == action)
    events = session.scalars(wanted.order_by(Event.made_at, Event.id).limit(PAGE)).all()
    owners = {event.article_id for event in events}
    articles = session.scalars(select(ArticleRow).where(ArticleRow.id.in_(owners))).all()
    by_id = {article.id: article for article in articles}
    return [(event, by_id[event.article_id]) for event in events]


def rows_of(session: Session, found: Sequence[tuple[Event, ArticleRow]]) -> list[Row]:
    """A row an event, in the same order."""
    beside = _beside(session, found)
    rows: dict[str, Row] = {}
    for key in dict.fromkeys((event.article_id, event.revision) for event, _ in found):
        report, cms_revision = _report(session, *key)  # one at a time: reports are large
        for event, article in found:
            if (event.article_id, event.revision) == key:
                rows[event.id] = _row(event, article, report, beside) | {"cms_revision": cms_revision}
    return [{name: rows[event.id].get(name) for name in COLUMNS} for event, _ in found]


def is_last_edit(row: Row) -> bool:
    """Whether a row is the post-edit of its segment that holds, and says something else than the machine did."""
    return bool(row["action"] == EDIT and not row["undone"] and row["post_edit"] is not None)


def _beside(session: Session, found: Sequence[tuple[Event, ArticleRow]]) -> _Beside:
    articles = {article.id for _, article in found}
    columns = (Event.id, Event.article_id, Event.revision, Event.action, Event.subject, Event.data)
    wanted = select(*columns).where(Event.article_id.in_(articles), Event.action.in_((UNDO, MARK, EDIT)))
    known = [_Known(*row) for row in session.execute(wanted.order_by(Event.article_id, Event.sequence))]
    undone = taken_back(known)
    edits = [other for other in known if other.action == EDIT and other.id not in undone]
    last = {(edit.article, edit.revision, edit.subject): edit.id for edit in edits}
    marks = {(mark.article, mark.subject): mark.data for mark in known if mark.action == MARK}
    return _Beside(undone, marks, frozenset(last.values()), _raw(session, found))


def _raw(session: Session, found: Sequence[tuple[Event, ArticleRow]]) -> dict[tuple[str, int, str], float]:
    """What the shipped calibration said of the flags, by article, revision and fingerprint."""
    subjects = {event.subject for event, _ in found if event.action in ON_FLAGS}
    wanted = (
        select(Revision.article_id, Revision.number, FlagRow.fingerprint, FlagRow.raw_confidence)
        .join(FlagRow, FlagRow.revision_id == Revision.id)
        .where(Revision.article_id.in_({article.id for _, article in found}), FlagRow.fingerprint.in_(subjects))
    )
    return {(article, number, name): raw for article, number, name, raw in session.execute(wanted)}


def _report(session: Session, article: str, number: int) -> tuple[Mapping[str, Any], str]:
    wanted = select(Revision.report, Revision.cms_revision)
    report, name = session.execute(wanted.where(Revision.article_id == article, Revision.number == number)).one()
    return report or {}, name


def _row(event: Event, article: ArticleRow, report: Mapping[str, Any], beside: _Beside) -> Row:
    languages = report.get("languages", {})
    row: Row = {
        "event": event.id,
        "article": article.id,
        "cms_id": article.cms_id,
        "revision": event.revision,
        "sequence": event.sequence,
        "at": to_utc(event.made_at).isoformat(timespec="milliseconds"),
        "by": event.by,
        "account": event.account_id or None,
        "action": event.action,
        "undone": event.id in beside.undone,
        "source_lang": languages.get("source"),
        "target_lang": languages.get("target"),
        "comment": event.data.get("comment"),
    }
    if event.action == UNDO:
        row["undoes"] = event.subject
    elif event.action == EDIT:
        row |= _edited(event, report, beside)
    elif event.action == MARK:
        row |= _marked(event.subject, event.data, report)
    elif event.action in ON_FLAGS:
        row |= _decided(event, report, beside)
    return row


def _edited(event: Event, report: Mapping[str, Any], beside: _Beside) -> Row:
    """A post-edit that a later one replaced, or that gives the machine's text back, has no text here."""
    segment = _segment(report, event.subject)
    text = event.data.get("text", "")
    holds = event.id in beside.last_edits and text != segment.get("target")
    return segment | {"post_edit": text if holds else None}


def _decided(event: Event, report: Mapping[str, Any], beside: _Beside) -> Row:
    given = {f"new_{name}": event.data.get(name) for name in ("category", "severity")}
    flag = next((flag for flag in report.get("flags", ()) if flag["fingerprint"] == event.subject), None)
    if flag is None:
        mark = beside.marks.get((event.article_id, event.subject), {})
        return _marked(event.subject, mark, report) | given
    copied = ("check", "category", "severity", "confidence", "side", "field", "start", "end", "text", "message")
    raw = beside.raw.get((event.article_id, event.revision, event.subject), flag["confidence"])
    row = {name: flag.get(name) for name in copied} | {"flag": event.subject, "raw_confidence": raw}
    return row | _segment(report, flag["segment"], flag["side"]) | given


def _marked(fingerprint: str, data: Mapping[str, Any], report: Mapping[str, Any]) -> Row:
    copied = ("category", "severity", "field", "start", "end", "text")
    row = {name: data.get(name) for name in copied}
    side = data.get("side", "target")
    row |= {"flag": fingerprint, "check": REVIEWER, "side": side}
    for segment in report.get("segments", ()):
        place = segment[side]
        inside = place["start"] is not None and row["start"] is not None and place["start"] <= row["start"]
        if inside and row["start"] < place["end"] and segment.get("field") == row["field"]:
            return row | _segment(report, segment["id"], side)
    return row


def _segment(report: Mapping[str, Any], name: str | None, side: str = "target") -> Row:
    """Both texts of a segment, and where that of `side` begins: offsets less this count in it."""
    for segment in report.get("segments", ()):
        if segment["id"] == name:
            texts = {"source": segment["source"]["text"], "target": segment["target"]["text"]}
            return {"segment": name, "segment_start": segment[side]["start"], **texts}
    return {}
