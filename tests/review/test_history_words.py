"""The history in words: who did what to which words, as an editor would say it."""

from __future__ import annotations

from typing import Any

import pytest
from fake_checker import HOSTILE
from flask.testing import FlaskClient
from selectolax.lexbor import LexborHTMLParser

from review.conftest import TARGET, Newsroom, act, fingerprints
from service.review.history_words import MAX_QUOTE, HistoryWords
from service.storage.tables import Event

DEAN = {"fingerprint": "f" * 16, "text": "dean", "category": "accuracy/mistranslation", "severity": "major"}
REPORTS = {1: {"flags": [DEAN], "segments": [{"id": "a"}, {"id": "b"}]}}
MARKED = {"text": "a shed", "category": "accuracy/omission", "severity": "minor", "comment": "House?"}


def event(action: str, subject: str = "article", number: int = 1, by: str = "Ann", **data: Any) -> Event:
    return Event(id=f"e{number}", revision=1, sequence=number, action=action, subject=subject, data=data, by=by)


def sentence(*events: Event) -> str:
    words = HistoryWords(events, REPORTS).pieces_of(events[-1])
    return "".join(f"“{part.text}”" if part.quoted else part.text for part in words)


@pytest.mark.parametrize(
    ("done", "told"),
    [
        (event("confirm", "f" * 16), "confirmed “dean” as a major mistranslation"),
        (event("dismiss", "f" * 16), "dismissed “dean”, flagged as a major mistranslation"),
        (event("change", "f" * 16, severity="minor"), "changed “dean” to a minor mistranslation"),
        (event("change", "f" * 16, category="fluency/grammar"), "changed “dean” to a major grammar error"),
        (event("mark", "m" * 16, **MARKED), "marked “a shed” as a minor omission: “House?”"),
        (event("edit", "b", text="The  head\nspoke."), "edited sentence 2: “The head spoke.”"),
        (event("edit", "z", text=""), "edited a sentence: “”"),
        (event("comment", comment="Late."), "commented: “Late.”"),
        (event("comment", "f" * 16, comment="Sure?"), "commented on “dean”: “Sure?”"),
        (event("confirm", "0" * 16), "confirmed a flag of an earlier revision"),
        (event("claim"), "claimed the article"),
        (event("release"), "released the article"),
        (event("release", review="approved"), "released the article, approved as before"),
        (event("finish"), "finished the review"),
        (event("approve"), "approved the article"),
        (event("send_back", comment="Wrong story."), "sent the article back: “Wrong story.”"),
        (event("undo", "gone"), "undid an action"),
        (event("dance"), "dance"),
    ],
)
def test_every_action_has_its_sentence(done: Event, told: str) -> None:
    assert sentence(done) == told


def test_an_undo_says_what_is_undone_and_whose() -> None:
    done = event("confirm", "f" * 16)
    assert sentence(done, event("undo", "e1", 2)) == (
        "undid an action (confirmed “dean” as a major mistranslation)"
    )
    assert sentence(done, event("undo", "e1", 2, by="Ben")).startswith("undid an action by Ann (confirmed")


def test_a_long_text_is_cut() -> None:
    told = sentence(event("edit", "a", text="word " * 1_000))
    assert told.endswith("…”") and len(told) < MAX_QUOTE + 30


def test_the_page_tells_it_with_the_time_and_no_codes(newsroom: Newsroom, ana: FlaskClient, article: str) -> None:
    first, second = fingerprints(ana, article)[:2]
    act(ana, article, "confirm", flag=second)
    act(ana, article, "dismiss", flag=first, comment=HOSTILE)
    act(ana, article, "undo")
    act(ana, article, "edit", segment="s1", text=TARGET.split("\n")[0].replace("wished", "hoped"))
    newsroom.send(target=TARGET.replace("take advantage", "make use"))  # the flag is in the first revision alone
    answer = ana.get(f"/articles/{article}/history").text
    page = LexborHTMLParser(answer)
    lines = [" ".join(node.text().split()) for node in page.css("tbody td:nth-child(2)")]
    assert lines[0].startswith("Ana edited sentence 1: “They hoped to")
    assert lines[1].startswith("Ana undid an action (dismissed “") and f": “{HOSTILE}”)" in lines[1]
    assert lines[2].endswith("(undone)") and HOSTILE not in answer
    assert "Ana confirmed “take advantage” as a major mistranslation" in lines
    assert len(page.css("tbody time[datetime]")) == 4 and page.css_first("tbody code") is None
