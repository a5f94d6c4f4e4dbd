"""Times and language pairs as people read them in the pages."""

from __future__ import annotations

from models.languages import LanguagePair, language_name
from service.moments import utc_text

MINUTE, HOUR, DAY = 60, 3_600, 86_400


def duration(seconds: float) -> str:
    """duration(42) == "under a minute", duration(200) == "3 min", duration(200_000) == "2 d"."""
    for unit, name in ((DAY, "d"), (HOUR, "h"), (MINUTE, "min")):
        if seconds >= unit:
            return f"{int(seconds // unit)} {name}"
    return "under a minute"


def moment(seconds: float) -> str:
    """Seconds since 1970 as ISO 8601, UTC, to the second: what `<time datetime>` wants."""
    return utc_text(int(seconds), "seconds")


def pair_name(pair: LanguagePair) -> str:
    """As in "Arabic → English"; "Unknown → English" where nobody has told the source's, or there is none."""
    return " → ".join(language_name(code) if code else "Unknown" for code in (pair.source, pair.target))


FILTERS = {
    "duration": duration,
    "moment": moment,
    "pair_name": pair_name,
}
