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
    assert head(dismissed) == head() == ("verdict review", "in review Finish the review to publish it")
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
    assert not [note for note in shown(ana, article).css("#measured .note") if "Averages" in note.text()]
    marked = LexborHTMLParser(act(ana, article, "mark", **error).text)
    for page in (marked, shown(ana, article)):
        assert " ".join(page.css_first("#verdict h1").text().split()) == "in review Not to be published"
        assert "Averages: what reviewers decide outweighs them." in page.css_first("#measured").text()


def test_what_passes_only_without_its_flags_waits_for_the_end_of_its_review(
    newsroom: Newsroom, ana: FlaskClient
) -> None:
    article = newsroom.send(target="They take advantage of it.", source="لقاء.")
    (flag,) = fingerprints(ana, article)
    act(ana, article, "dismiss", flag=flag)
    page = shown(ana, article)
    assert "without the dismissed flags: pass" in page.css_first("#verdict").text()
    assert "finish its review" in page.css_first("#review-state").text()
    act(ana, article, "finish")
    assert " ".join(shown(ana, article).css_first("#verdict h1").text().split()) == "reviewed May be published"


def test_what_was_said_of_the_article_is_seen_at_once_and_in_its_next_revision(
    newsroom: Newsroom, ana: FlaskClient, article: str
) -> None:
    def remarks(page: LexborHTMLParser) -> list[str]:
        (section,) = page.css("#remarks")
        found = [" ".join(remark.text().split()) for remark in section.css(".remark")]
        assert ("hidden" in section.attributes) is (not found)
        return found

    assert remarks(shown(ana, article)) == []
    said, back = "Ana Who is he?", "Ana sent it back: Half of it is missing."
    for action, comment, expected in (
        ("comment", "Who is he?", [said]),
        ("send_back", "Half of it is missing.", [said, back]),
        ("undo", "", [said]),
        ("send_back", "Half of it is missing.", [said, back]),
    ):
        answer = act(ana, article, action, comment=comment)
        assert remarks(LexborHTMLParser(answer.text)) == remarks(shown(ana, article)) == expected
    newsroom.send(target="They wished to draw closer.")
    assert remarks(shown(newsroom.browser("Ben"), article)) == [f"{said} (revision 1)", f"{back} (revision 1)"]
