"""Takes the pictures that the README shows: `python -m scripts.dev.screenshot --key mtqc_… [--url URL] [--to docs]`.

Sends samples/newsroom.jsonl to the running service (`make run`, best with an empty --data folder), looks at it, decides
the flags of these articles by what is known of them, and looks at the numbers. The key needs the scopes submit, read
and review. Needs requirements-dev.txt and a Chromium. Exit: 0 done, 2 no browser.
"""

from __future__ import annotations

import json
import shutil
import sys
import urllib.request
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, sync_playwright

from scripts.cli.commands import command_parser

ROOT = Path(__file__).resolve().parents[2]
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
SWITCHES = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
WIDE, PHONE = (1440, 900), (390, 844)
VIEWS = (
    ("queue-light", "/", "light", WIDE),
    ("article-light", "article", "light", WIDE),
    ("article-dark", "article", "dark", WIDE),
    ("article-phone", "article", "light", PHONE),
    ("check-light", "/check", "light", WIDE),
    ("stats-light", "/stats", "light", WIDE),
)
"""File name, page, colour scheme, width and height in CSS pixels."""
SHOWN = "harbour-41"
"""The sample that the pictures of an article show."""
WRONG = ("21", "since since", "Blüten", "18,000 tonnes", "20,000", "subscribe to", "Ð¡Ð¿Ð", "The unions")
"""What is wrong in the samples: a flag that holds one of these is right."""


def main() -> int:
    """Reads the command line; 2 when there is no browser."""
    parser = command_parser(__doc__)
    parser.add_argument("--key", required=True)
    parser.add_argument("--url", default="http://127.0.0.1:8000")
    parser.add_argument("--to", type=Path, default=ROOT / "docs")
    arguments = parser.parse_args()
    browser_path = next((path for name in BROWSERS if (path := shutil.which(name))), None)
    if browser_path is None:
        print(f"scripts.dev.screenshot: none of {', '.join(BROWSERS)} is installed", file=sys.stderr)
        return 2
    send_samples(arguments.url, arguments.key)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=browser_path, args=SWITCHES)
        for name, path, scheme, (width, height) in VIEWS:
            if path == "/stats":
                decide(arguments.url, arguments.key)
            context = browser.new_context(
                viewport={"width": width, "height": height},
                color_scheme="dark" if scheme == "dark" else "light",
                base_url=arguments.url,
            )
            page = context.new_page()
            sign_in(page, arguments.key)
            if path == "article":
                open_article(page)
            else:
                page.goto(path)
            page.wait_for_timeout(500)
            page.screenshot(path=arguments.to / f"{name}.png")
            context.close()
        browser.close()
    return 0


def send_samples(url: str, key: str) -> None:
    """The newsroom's articles, as its CMS would send them."""
    body = (ROOT / "samples" / "newsroom.jsonl").read_bytes()
    ask(f"{url}/api/v1/batches", key, body, "application/x-ndjson")


def ask(address: str, key: str, body: bytes | None = None, media_type: str = "application/json") -> bytes:
    """What the API answers: to a POST where there is a body."""
    headers = {"Authorization": f"Bearer {key}", "Content-Type": media_type}
    with urllib.request.urlopen(urllib.request.Request(address, body, headers)) as answer:
        found: bytes = answer.read()
    return found


def is_right(text: str) -> bool:
    """Whether a flag on that text of the samples is right."""
    return any(words in text for words in WRONG)


def decide(url: str, key: str) -> None:
    """Confirms the flags on what is wrong, dismisses the others, and finishes the articles; but for the one shown."""
    for article in json.loads(ask(f"{url}/api/v1/articles", key))["articles"]:
        if article["cms_id"] == SHOWN or article["review"] not in ("pending", "in review"):
            continue
        address = f"{url}/api/v1/articles/{article['id']}"
        flags = json.loads(ask(f"{address}/report", key))["flags"]
        given = [("confirm" if is_right(flag["text"]) else "dismiss", flag["fingerprint"]) for flag in flags]
        decisions: list[dict[str, Any]] = [{"action": action, "flag": name} for action, name in given]
        for decision in [*decisions, {"action": "finish"}]:
            ask(f"{address}/decisions", key, json.dumps(decision | {"reviewer": "Ana Lima"}).encode())


def sign_in(page: Page, key: str) -> None:
    """As a reviewer does, then waits until all is checked."""
    page.goto("/sign-in")
    page.fill("[name=name]", "Ana Lima")
    page.fill("[name=key]", key)
    page.keyboard.press("Enter")
    page.wait_for_selector("#queue table")
    page.wait_for_selector("text=being checked", state="detached", timeout=120_000)


def open_article(page: Page) -> None:
    """The sample's page, with its first flag confirmed (once) and the second chosen."""
    page.locator("tr", has_text=SHOWN).locator("a.open").click()
    page.wait_for_selector("#review-state")
    page.keyboard.press("j")
    if page.locator(".decided").count() == 0:
        page.keyboard.press("c")
        page.wait_for_selector(".decided")
    else:
        page.keyboard.press("j")


if __name__ == "__main__":
    sys.exit(main())
