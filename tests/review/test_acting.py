"""Forms as actions: where a marked passage lies when the CMS sent named fields."""

from __future__ import annotations

import pytest

from models.errors import InvalidInput
from service.articles.article_queries import StoredArticle
from service.articles.kept_texts import article_of
from service.articles.publishing import SiteRules
from service.decisions.actions import Mark
from service.decisions.history import Person
from service.decisions.review_state import replay_events
from service.review.acting import action_of, token_of
from service.storage.tables import ArticleRow, Job, Revision

SENT = {
    "fields": [
        {"name": "title", "target": "Port 👩‍🚀 open", "source": "ميناء"},
        {"name": "body", "target": "<p>Ships &amp; boats</p>", "source": "<p>سفن</p>", "format": "html"},
    ]
}
KIND = {"action": "mark", "category": "fluency/grammar", "severity": "minor"}


def mark(side: str, words: str) -> Mark:
    kept = StoredArticle(ArticleRow(id="a"), Revision(number=1, sent=SENT, report={}), Job(), SiteRules())
    article = article_of(SENT)
    start = (article.target if side == "target" else article.source or "").index(words)
    form = KIND | {"side": side, "start": str(start), "end": str(start + len(words))}
    found = action_of(form, kept, [], replay_events([], 1), Person("Ana", "k"))
    assert isinstance(found, Mark)
    return found


@pytest.mark.parametrize(
    ("side", "words", "field", "start"),
    [
        ("target", "Port", "title", 0),
        ("target", "👩‍🚀", "title", 5),
        ("target", "Ships", "body", 0),
        ("target", "boats", "body", 8),
        ("source", "سفن", "body", 0),
    ],
)
def test_a_marked_passage_counts_in_the_field_where_it_begins(side: str, words: str, field: str, start: int) -> None:
    found = mark(side, words)
    assert (found.field, found.start, found.end) == (field, start, start + len(words))


def test_without_a_selection_nothing_is_marked() -> None:
    kept = StoredArticle(ArticleRow(id="a"), Revision(number=1, sent=SENT, report={}), Job(), SiteRules())
    with pytest.raises(InvalidInput, match="Select the words"):
        action_of(KIND, kept, [], replay_events([], 1), Person("Ana", "k"))


@pytest.mark.parametrize(
    ("token", "taken"),
    [("a" * 22, True), ("A-_9" * 5 + "zz", True), ("", False), ("a" * 21, False), ("a b" * 8, False)],
)
def test_only_a_random_looking_token_names_an_event(token: str, taken: bool) -> None:
    assert bool(token_of({"token": token})) is taken
