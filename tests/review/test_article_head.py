"""The head of an article's page: the verdict until people have decided, then what they made of it."""

from __future__ import annotations

from flask.testing import FlaskClient
from selectolax.lexbor import LexborHTMLParser

from review.conftest import Newsroom, act, fingerprints, shown


def test_the_head_of_the_page_follows_people(newsroom: Newsroom, ana: FlaskClient) -> None:
    article = newsroom.send(target="They take advantage of it.", source="محاولات للتقارب.")

    def head(html: str = "") -> tuple[str, str]:
        found = LexborHTMLParser(html).css_first("#verdict") if html else shown(ana, article).css_first("#verdict")
        return str(found.attributes["class"]), " ".join(found.css_first("h1").text().split())

    (flag,) = fingerprints(ana, article)
    assert head() == ("verdict review", "review Needs an editor before it is published")
    dismissed = act(ana, article, "dismiss", flag=flag).text
    assert head(dismissed) == head() == ("verdict pass", "pass No issues that block publication")
    assert "No flags" in LexborHTMLParser(dismissed).css_first("#measured .legend").text()
    act(ana, article, "confirm", flag=flag)
    held = ("verdict reject", "reviewed Not to be published")
    assert head(act(ana, article, "finish").text) == head() == held
    assert "The verdict on what was sent: reject" in shown(ana, article).css_first("#verdict").text()
    act(ana, article, "edit", segment="s1", text="They draw closer to it.")
    assert head() == ("verdict pass", "reviewed May be published as edited")
    act(ana, article, "send_back", comment="Translate it anew.")
    assert head() == ("verdict reject", "sent back Not to be published")


def test_what_passed_is_not_called_sound_with_a_marked_error(newsroom: Newsroom, ana: FlaskClient) -> None:
    article = newsroom.send(target="The port is open.", source="الميناء مفتوح.")
    error = {"start": "4", "end": "8", "category": "accuracy/mistranslation", "severity": "critical"}
    assert "No issues" in shown(ana, article).css_first("#verdict h1").text()
    marked = LexborHTMLParser(act(ana, article, "mark", **error).text).css_first("#verdict h1").text()
    assert " ".join(marked.split()) == "in review Not to be published"
