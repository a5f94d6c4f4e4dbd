"""`/docs`: the whole OpenAPI document on a page that needs nobody else."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from typing import Any

import pytest
from fake_checker import FakeChecker
from flask.testing import FlaskClient
from selectolax.lexbor import LexborHTMLParser
from service_app import make_app, serving
from sqlalchemy import Engine

from service.articles.request_schemas import ArticleBody, CheckBody
from service.decisions.actions import Decision

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
DECIDE = "post-api-v1-articles-article-decisions"
ELSEWHERE = re.compile(r"(?:https?:)?//[\w.-]+", re.IGNORECASE)


@pytest.fixture
def page(client: FlaskClient) -> LexborHTMLParser:
    return LexborHTMLParser(client.get("/docs").text)


def test_every_operation_with_its_parameters_and_answers_is_on_it(client: FlaskClient, page: LexborHTMLParser) -> None:
    spec = client.get("/openapi.json").json
    assert spec is not None
    shown = {section.css_first("h2").text(): section for section in page.css(".operation")}
    assert set(shown) == {f"{method.upper()} {path}" for path, own in spec["paths"].items() for method in own}
    for path, own in spec["paths"].items():
        for method, operation in own.items():
            told = shown[f"{method.upper()} {path}"].text()
            wanted = [*operation["responses"], *(one["name"] for one in operation.get("parameters", []))]
            assert [word for word in [operation["summary"], *wanted] if word not in told] == []


def test_every_shape_is_on_it_and_every_link_leads_somewhere(client: FlaskClient, page: LexborHTMLParser) -> None:
    spec = client.get("/openapi.json").json
    assert spec is not None
    places = [node.attributes["id"] for node in page.css("[id]")]
    assert len(places) == len(set(places))
    assert {f"shape-{name}" for name in spec["components"]["schemas"]} <= set(places)
    links = {node.attributes["href"] or "" for node in page.css("a[href^='#']")}
    assert len(links) > 20 and {link[1:] for link in links} <= set(places)
    members = page.css_first("#shape-ArticleBody table").text()
    assert all(name in members for name in spec["components"]["schemas"]["ArticleBody"]["properties"])
    assert "at most 200 characters" in members and "at most 20 entries" in members


def test_it_needs_nobody_else(client: FlaskClient, page: LexborHTMLParser) -> None:
    assert not page.css("script, style, iframe, [style]")
    fetched = [node.attributes.get("href") or node.attributes.get("src") or "" for node in page.css("link, [src]")]
    assert fetched and all(address.startswith("/") for address in fetched)
    for address in fetched:
        found = client.get(address, buffered=True)
        assert found.status_code == 200
        if "svg" not in found.mimetype:  # whose namespace is an address that nobody fetches
            assert not ELSEWHERE.search(found.text), address
    assert not ELSEWHERE.search(client.get("/docs").text)
    policy = client.get("/docs").headers["Content-Security-Policy"]
    assert policy == client.get("/").headers["Content-Security-Policy"] and "unsafe" not in policy


def test_the_examples_are_taken(client: FlaskClient) -> None:
    """Every body that is to be copied is one that its operation takes."""

    def example(path: str) -> Any:
        (body,) = client.get("/openapi.json").get_json()["paths"][path]["post"]["requestBody"]["content"].values()
        return body["example"]

    CheckBody.model_validate(example("/api/v1/check"))
    for article in (example("/api/v1/articles"), *map(json.loads, example("/api/v1/batches").split("\n"))):
        ArticleBody.model_validate(article)
    Decision.model_validate(example("/api/v1/articles/{article}/decisions"))


@pytest.fixture
def address(engine: Engine) -> Iterator[str]:
    with serving(make_app(engine, FakeChecker())) as address:
        yield address


@pytest.mark.browser
@pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine")
def test_a_browser_shows_it_without_complaint(address: str) -> None:
    playwright = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")
    troubles: list[str] = []
    asked: list[str] = []
    with playwright.sync_playwright() as running:
        browser = running.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page()
        page.set_default_timeout(30_000)
        page.on("pageerror", lambda error: troubles.append(str(error)))
        page.on("console", lambda message: troubles.append(message.text))
        page.on("request", lambda request: asked.append(request.url))
        page.goto(f"{address}/docs")
        page.click(f"nav a[href='#{DECIDE}']")
        assert page.url.endswith(f"#{DECIDE}")
        assert page.locator(f"#{DECIDE} pre").is_visible()
        for width in (360, 1280):
            page.set_viewport_size({"width": width, "height": 800})
            assert page.evaluate("document.documentElement.scrollWidth") <= width
        browser.close()
    assert troubles == []
    assert len(asked) >= 4 and all(url.startswith(f"{address}/") for url in asked)


def test_what_a_cms_needs_first_stands_first(page: LexborHTMLParser) -> None:
    titles = [title.text() for title in page.css("nav h3")]
    assert titles[:3] == ["Send and check", "Retrieve", "Review"] and titles[-2] == "About the service"
    shown = [section.css_first("h2").text() for section in page.css(".operation")]
    assert shown[:3] == ["POST /api/v1/articles", "POST /api/v1/batches", "POST /api/v1/check"]
    assert {line.split("/")[1] for line in shown[-3:]} == {"readyz", "healthz", "metrics"}
    assert [one.text() for one in page.css("nav code")] == shown
