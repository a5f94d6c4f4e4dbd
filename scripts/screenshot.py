"""Takes the pictures that the README shows: `python scripts/screenshot.py --key mtqc_… [--url URL] [--to docs]`.

Sends samples/newsroom.jsonl to the running service (`make run`, best with an empty --data folder), reviews a little, and
looks. The key needs the scopes submit and review. Needs requirements-dev.txt and a Chromium. Exit: 0 done, 2 no browser.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import urllib.request
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
SWITCHES = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
WIDE, PHONE = (1440, 900), (390, 844)
VIEWS = (
    ("queue-light", "/", "light", WIDE),
    ("article-light", "article", "light", WIDE),
    ("article-dark", "article", "dark", WIDE),
    ("article-phone", "article", "light", PHONE),
    ("stats-light", "/stats", "light", WIDE),
    ("check-light", "/check", "light", WIDE),
)
"""File name, page, colour scheme, width and height in CSS pixels."""
SHOWN = "harbour-41"
"""The sample that the pictures of an article show."""


def main() -> int:
    """Reads the command line; 2 when there is no browser."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--key", required=True)
    parser.add_argument("--url", default="http://127.0.0.1:8000")
    parser.add_argument("--to", type=Path, default=ROOT / "docs")
    arguments = parser.parse_args()
    browser_path = next((path for name in BROWSERS if (path := shutil.which(name))), None)
    if browser_path is None:
        print(f"screenshot.py: none of {', '.join(BROWSERS)} is installed", file=sys.stderr)
        return 2
    send_samples(arguments.url, arguments.key)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=browser_path, args=SWITCHES)
        for name, path, scheme, (width, height) in VIEWS:
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
    headers = {"Authorization": f"Bearer {key}", "Content-Type": "application/x-ndjson"}
    with urllib.request.urlopen(urllib.request.Request(f"{url}/api/v1/batches", body, headers)) as answer:
        answer.read()


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
    page.wait_for_selector("#standing")
    page.keyboard.press("j")
    if page.locator(".decided").count() == 0:
        page.keyboard.press("c")
        page.wait_for_selector(".decided")
    else:
        page.keyboard.press("j")


if __name__ == "__main__":
    sys.exit(main())
