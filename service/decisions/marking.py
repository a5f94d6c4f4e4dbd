"""A passage that a reviewer marks because the machine missed it."""

from __future__ import annotations

from dataclasses import dataclass

from models.article import Article
from models.check_catalogue import REVIEWER
from models.errors import InvalidInput
from models.report import Flag
from models.spans import Span
from models.text.plural import plural
from service.decisions.actions import Mark


@dataclass(frozen=True, slots=True)
class MarkedPassage:
    """What was marked: its words, and the fingerprint by which later decisions name it."""

    text: str
    fingerprint: str


def marked(mark: Mark, article: Article) -> MarkedPassage:
    """The passage in the article's visible text. Raises InvalidInput when the offsets enclose none of it."""
    text = article.text(mark.side)
    field = Span(0, len(text)) if text and not article.parts and not mark.field else None
    for part in article.parts:
        if part.name == mark.field:
            field = part.span(mark.side)
    if field is None:
        raise InvalidInput(f"there is no text on the {mark.side} side in the field {mark.field!r}", "field")
    if not mark.start < mark.end <= len(field):
        raise InvalidInput(f"start and end must enclose some of its {plural(len(field), 'character')}", "end")
    span = Span(mark.start, mark.end).shift(field.start)
    flag = Flag(span, mark.side, mark.category, mark.severity, 1.0, REVIEWER, mark.comment)
    return MarkedPassage(span.of(text), flag.fingerprint(text))
