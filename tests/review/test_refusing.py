"""What a refusal leads on to: the first flag that is left, as the page knows it that the reviewer looks at."""

from __future__ import annotations

import json
from typing import Any

import pytest
from fake_checker import PLANTED, FakeChecker
from selectolax.lexbor import LexborHTMLParser
from service_app import make_app, make_key
from sqlalchemy import Engine

from review.conftest import Newsroom, act, fingerprints
from service.articles.checking import Checking
from service.jobs.worker import Worker

MEANING, EMOJI, MARKUP = PLANTED[:3]


def worker(engine: Engine, *planted: Any) -> Worker[Any, Any]:
    return Worker(engine, Checking(FakeChecker(planted=planted).check))


@pytest.mark.parametrize(
    ("revision", "dismissed", "expected"),
    [
        (2, (), "f1"),
        (2, (0,), "f3"),
        (1, (), ""),  # the flag on the meaning stands nowhere on that page
        (1, (0,), "f1"),
    ],
)
def test_the_flag_that_is_left_is_found_on_the_page(
    engine: Engine, revision: int, dismissed: tuple[int, ...], expected: str
) -> None:
    room = Newsroom(make_app(engine, FakeChecker()), engine, worker(engine, MARKUP), make_key(engine))
    article, ana = room.send(), room.browser()
    room.worker = worker(engine, MEANING, EMOJI, MARKUP)
    assert room.send() == article  # the same content, in which more is found now
    flags = fingerprints(ana, article)
    for number in dismissed:
        act(ana, article, "dismiss", flag=flags[number])
    refused = act(ana, article, "finish", revision=revision)
    assert refused.status_code == 409
    link = LexborHTMLParser(refused.text).css_first("#notice a")
    assert (link.attributes["href"] or "").lstrip("#") == expected
    told = json.loads(refused.headers.get("HX-Trigger", "{}"))
    assert told == {"undecided": {"flag": expected}} if expected else "undecided" not in told
