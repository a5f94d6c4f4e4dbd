"""What a reviewer would do on the article's page, for `try.sh`: `KEY=… ADDRESS=… python try_review.py CMS_ID`."""

from __future__ import annotations

import os
import sys

from client import Mtqc

SERIOUS = ("major", "critical")


def main(cms_id: str) -> None:
    """Corrects the number, dismisses what else is serious, and finishes the article."""
    client = Mtqc(os.environ["KEY"], os.environ["ADDRESS"])
    article = next(found for found in client.articles() if found["cms_id"] == cms_id)
    report = client.report(article["id"])
    for flag in report["flags"]:
        if flag["severity"] in SERIOUS:
            client.decide(article["id"], {"action": "dismiss", "flag": flag["fingerprint"]})
    wrong = next(segment for segment in report["segments"] if "21" in segment["target"]["text"])
    text = wrong["target"]["text"].replace("21", "12")
    client.decide(article["id"], {"action": "edit", "segment": wrong["id"], "text": text})
    client.decide(article["id"], {"action": "finish"})


if __name__ == "__main__":
    main(sys.argv[1])
