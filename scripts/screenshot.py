"""Takes the pictures of the page that the README shows: `python scripts/screenshot.py [--url URL] [--to docs]`.

Needs requirements-dev.txt and a Chromium; the service must be running (`make run`).
"""

from __future__ import annotations

import argparse
import shutil
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
SWITCHES = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
VIEWS = {"page-light": (1440, 900, "light"), "page-dark": (1440, 900, "dark"), "page-phone": (390, 844, "light")}
"""File name: width and height in CSS pixels, colour scheme."""


def main() -> int:
    """Reads the command line; 2 when there is no browser."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--url", default="http://127.0.0.1:8000/")
    parser.add_argument("--to", type=Path, default=Path(__file__).resolve().parent.parent / "docs")
    arguments = parser.parse_args()
    browser_path = next((path for name in BROWSERS if (path := shutil.which(name))), None)
    if browser_path is None:
        print(f"screenshot.py: none of {', '.join(BROWSERS)} is installed", file=sys.stderr)
        return 2
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=browser_path, args=SWITCHES)
        for name, (width, height, scheme) in VIEWS.items():
            context = browser.new_context(
                viewport={"width": width, "height": height}, color_scheme="dark" if scheme == "dark" else "light"
            )
            page = context.new_page()
            page.goto(arguments.url)
            page.screenshot(path=arguments.to / f"{name}.png", full_page=name != "page-phone")
            context.close()
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
