"""Browsers that people have opened the review pages in."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from browser import chromium
from service_app import serving

from review.conftest import Newsroom


def opened(browser: Any, address: str, **options: Any) -> Any:
    """A browser of somebody's, who is not signed in."""
    context = browser.new_context(viewport={"width": 1280, "height": 800}, base_url=address, **options)
    context.set_default_timeout(60_000)
    return context


def signed_in(context: Any, key: str, name: str = "Ana") -> None:
    """Signs somebody in."""
    page = context.new_page()
    page.goto("/sign-in")
    page.fill("[name=name]", name)
    page.fill("[name=key]", key)
    page.keyboard.press("Enter")
    page.wait_for_selector("#queue")
    page.close()


@contextmanager
def browser_of_ana(newsroom: Newsroom) -> Iterator[Any]:
    """A browser of Ana's, who has signed in."""
    with serving(newsroom.app) as address, chromium() as browser:
        context = opened(browser, address)
        signed_in(context, newsroom.key)
        yield context
        context.close()
