"""How fast the checker is: measured in parts, each of which replaces its section of a page.

    python -m scripts.measure.speed --part encoders [-o docs/PERFORMANCE.md]

The parts are in PARTS. Figures of one row are taken side by side in one run: seconds depend on the machine and on what
else it does, ratios hardly do. The parts article, length and archive are measured in the type that
MTQC_BUILTIN_PRECISION says, each type in a section of its own. Every part takes less than six minutes on two cores,
but `--part architectures` with its largest models, and `--part minutes`, which downloads what a newcomer downloads.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from models.network.precision import FULL
from models.scorers.builtin import precision_here
from scripts.measure import (
    speed_architectures,
    speed_archive,
    speed_article,
    speed_encoders,
    speed_first_minutes,
    speed_length,
    speed_limit,
    speed_start,
)
from scripts.measure.machine import machine
from scripts.measure.measuring import options, publish


@dataclass(frozen=True, slots=True)
class SpeedPart:
    """`report`: measures, and tells its table; `title`: of its section. `as_set`: in the type that is set alone."""

    title: str
    report: Callable[[argparse.Namespace], str]
    as_set: bool = False

    def titled(self, precision: str) -> str:
        """The title of its section, which names the type where it is not the usual one."""
        return f"{self.title}, in {precision}" if self.as_set and precision != FULL else self.title


PARTS = {
    "encoders": SpeedPart(
        "The built-in model against encoders of other checkers' size", lambda a: speed_encoders.report(a.rounds)
    ),
    "limit": SpeedPart("Share of what the processor can do", lambda a: speed_limit.report(a.rounds)),
    "article": SpeedPart("One article of 600 words", lambda a: speed_article.report(a.rounds), as_set=True),
    "length": SpeedPart("Articles of any length", lambda a: speed_length.report(a.words), as_set=True),
    "archive": SpeedPart("An archive", lambda a: speed_archive.report(a.articles), as_set=True),
    "minutes": SpeedPart("From the clone to the first verdict", lambda _: speed_first_minutes.report()),
    "start": SpeedPart("From the command to the first result", lambda a: speed_start.report(a.rounds)),
    "architectures": SpeedPart(
        "Speed of each architecture at its real size, random weights",
        lambda a: speed_architectures.report(a.only.split(","), a.segments),
    ),
}
"""In the order of the page."""


def parser() -> argparse.ArgumentParser:
    """What the command takes."""
    made = options(__doc__, data=False)
    made.add_argument("--part", choices=PARTS, required=True)
    made.add_argument("--rounds", type=int, default=5, help="of encoders, limit, article, start (default: %(default)s)")
    lengths = list(speed_length.WORDS)
    made.add_argument("--words", type=int, nargs="+", default=lengths, help="of length: words of the articles")
    made.add_argument("--articles", type=int, default=200, help="of archive: how many (default: %(default)s)")
    only = ",".join(speed_architectures.ARCHITECTURES)
    made.add_argument("--only", default=only, help="of architectures: names, set apart by commas")
    made.add_argument("--segments", type=int, default=16, help="of architectures: how many (default: %(default)s)")
    return made


def main(arguments: list[str] | None = None) -> None:
    """Measures one part."""
    made = parser()
    chosen = made.parse_args(arguments)
    if min(chosen.rounds, chosen.articles, chosen.segments, *chosen.words) < 1:
        made.error("--rounds, --words, --articles and --segments are 1 or more")
    part = PARTS[chosen.part]
    page: Path | None = chosen.o
    publish(part.titled(precision_here()), machine(), part.report(chosen), page)


if __name__ == "__main__":
    main()
