"""What can be taken away from the pages: the same files as from the API, for who is signed in to the site."""

from __future__ import annotations

import json

import pytest
from flask.testing import FlaskClient
from selectolax.lexbor import LexborHTMLParser
from service_app import make_client, make_key, sign_in

from review.conftest import Newsroom, act, fingerprints


@pytest.mark.parametrize("name", ["decisions.jsonl", "decisions.csv", "post-edits.tmx"])
def test_files_of_a_site_are_those_of_the_api(newsroom: Newsroom, ana: FlaskClient, article: str, name: str) -> None:
    act(ana, article, "confirm", flag=fingerprints(ana, article)[0])
    act(ana, article, "edit", segment="s1", text="Another text.")
    here = ana.get(f"/exports/{name}")
    there = make_client(newsroom.app, newsroom.key).get(f"/api/v1/exports/{name}")
    assert here.status_code == 200 and here.data == there.data and len(here.data) > 100
    assert f'filename="{name}"' in here.headers["Content-Disposition"]


def test_files_of_an_article(newsroom: Newsroom, ana: FlaskClient, article: str) -> None:
    act(ana, article, "confirm", flag=fingerprints(ana, article)[0])
    history = ana.get(f"/articles/{article}/history.jsonl").text.splitlines()
    assert [json.loads(line)["action"] for line in history] == ["confirm"]
    assert b"<xliff" in ana.get(f"/articles/{article}/article.xlf").data


def test_every_link_to_a_file_leads_to_one(ana: FlaskClient, article: str) -> None:
    for page in ("/stats", f"/articles/{article}/history"):
        links = LexborHTMLParser(ana.get(page).text).css("a[download]")
        assert links
        for link in links:
            assert ana.get(link.attributes["href"] or "").status_code == 200


def test_files_are_for_who_may_see_them(newsroom: Newsroom, article: str) -> None:
    stranger = sign_in(newsroom.app, make_key(newsroom.engine, site="x"))
    for client, status in ((newsroom.app.test_client(), 303), (stranger, 404)):
        assert client.get(f"/articles/{article}/history.jsonl").status_code == status
        assert client.get(f"/articles/{article}/article.xlf").status_code == status
    assert stranger.get("/exports/decisions.jsonl?site=news").status_code == 404
    assert stranger.get("/exports/passwords").status_code == 404


def test_a_check_says_how_often_it_was_right_here(newsroom: Newsroom, ana: FlaskClient, article: str) -> None:
    names = fingerprints(ana, article)
    answers = [
        act(ana, article, action, flag=name)
        for action, name in zip(("confirm", "confirm", "dismiss"), names, strict=False)
    ]
    assert "correct in 2 of 3 here" in ana.get(f"/articles/{article}").text
    assert "correct in 2 of 3 here" in answers[-1].text
