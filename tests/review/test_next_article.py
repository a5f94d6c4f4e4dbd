"""After a review: a link and a key lead to the next article that waits."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from review.conftest import Newsroom, act, fingerprints, shown
from service.review import next_article
from service.storage.database import transaction
from service.storage.tables import ArticleRow

BAD = "They take advantage."


def finish(browser: FlaskClient, article: str) -> None:
    for flag in fingerprints(browser, article):
        act(browser, article, "confirm", flag=flag)
    assert act(browser, article, "finish").status_code == 200


def following(browser: FlaskClient, article: str) -> str:
    answer = browser.get(f"/articles/{article}/next")
    assert answer.status_code == 303
    return str(answer.headers["Location"])


def test_the_way_on_is_shown_when_the_review_is_done(newsroom: Newsroom, ana: FlaskClient) -> None:
    first, second = (newsroom.send(id=name, target=BAD) for name in ("first", "second"))
    assert shown(ana, first).css_first("[data-key=n]") is None
    finish(ana, first)
    link = shown(ana, first).css_first("#review-state a[data-key=n]")
    assert link.attributes["href"] == f"/articles/{first}/next"
    assert following(ana, first) == f"/articles/{second}"
    finish(ana, second)
    assert following(ana, second) == f"/articles/{first}"  # its error is still to be mended


def test_nobody_is_sent_to_what_another_has_in_hand(newsroom: Newsroom, ana: FlaskClient) -> None:
    done, taken = (newsroom.send(id=name, target=BAD) for name in ("done", "taken"))
    act(newsroom.browser("Ben"), taken, "claim")
    assert following(ana, done) == "/?site=news"
    assert following(newsroom.browser("Ben"), done) == f"/articles/{taken}"
    newsroom.send(id="passed", target="A quiet day.")
    assert following(ana, done) == "/?site=news"


def test_what_nobody_has_begun_is_found_behind_all_that_waits_for_an_edit(
    newsroom: Newsroom, ana: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(next_article, "MAX_LOOKED_AT", 1)
    reviewed, done = (newsroom.send(id=name, target=BAD) for name in ("reviewed", "done"))
    for article in (reviewed, done):
        finish(ana, article)
    newsroom.send(id="passed", target="A quiet day.")
    with transaction(newsroom.engine) as session:
        session.get_one(ArticleRow, reviewed).place -= 1.0  # the worst of all
    assert following(ana, done) == f"/articles/{reviewed}"
    untouched = newsroom.send(id="untouched", target=BAD)
    assert following(ana, done) == f"/articles/{untouched}"


def test_of_no_article_there_is_no_next(ana: FlaskClient) -> None:
    assert ana.get("/articles/none/next").status_code == 404
