"""What a browser keeps until it is sent, in a real Chromium: whose it is, and in which order it goes out."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from browser import NEEDED, chromium
from service_app import serving

from review.conftest import Newsroom
from review.test_review_browser import decisions, opened, signed_in

pytestmark = NEEDED


@pytest.fixture
def context(newsroom: Newsroom) -> Iterator[Any]:
    """A browser of Ana's, who has signed in."""
    with serving(newsroom.app) as address, chromium() as browser:
        context = opened(browser, address)
        signed_in(context, newsroom.key)
        yield context
        context.close()


def test_what_was_kept_goes_out_in_the_name_of_who_did_it(newsroom: Newsroom, article: str, context: Any) -> None:
    page = context.new_page()
    page.goto(f"/articles/{article}")
    context.set_offline(True)
    page.click("#f2 button[value=confirm]")
    page.wait_for_selector("#notice >> text=1 to be sent")
    page.close()
    context.set_offline(False)
    for name, told in (("Ben", []), ("Ana", [("confirm", "Ana")])):
        signed_in(context, newsroom.key, name)
        page = context.new_page()
        page.goto("/")
        page.evaluate("dispatchEvent(new Event('online'))")
        page.wait_for_timeout(1_000)
        page.close()
        assert decisions(newsroom, article) == told
