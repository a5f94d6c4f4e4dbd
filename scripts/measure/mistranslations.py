"""Fluent mistranslations: are they found, are sound translations left alone, does the wrong one score lower?

    python -m scripts.measure.mistranslations [--part dev|test] [-o docs/EVALUATION.md]

Each item of tests/data/mistranslations.{ar,ru,de}.jsonl is one news sentence with a sound English and one that
reads as well but says something else in the marked words. Both go through the whole checker as articles.
`dev` serves choices; `test` is measured once a release.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import regex

from models.checker import Checker, CheckRequest, load_checker
from models.json_lines import read_objects
from models.report import ArticleReport
from models.spans import Span
from models.text.words import count_words
from scripts.measure.markdown_table import table_head, table_row
from scripts.measure.measuring import options, publish

FOLDER = Path(__file__).resolve().parents[2] / "tests" / "data"
SETS = {path.name.split(".")[1]: path for path in sorted(FOLDER.glob("mistranslations.*.jsonl"))}
_MARK = regex.compile(r"\[\[(.+?)\]\]")


@dataclass(frozen=True, slots=True)
class Item:
    """A source, its sound translation, and a wrong one with the spans of the wrong words in it."""

    lang: str
    part: str
    kind: str
    source: str
    sound: str
    wrong: str
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the checker made of one item."""

    item: Item
    found: bool
    left_alone: bool
    lower: bool
    stray_words: int


def unmarked(marked: str) -> tuple[str, tuple[Span, ...]]:
    """The text without its [[ ]] and the spans that they enclosed: "a [[b]]" gives "a b", 2-3."""
    text, spans, last = "", [], 0
    for match in _MARK.finditer(marked):
        text += marked[last : match.start()]
        spans.append(Span(len(text), len(text) + len(match[1])))
        text, last = text + match[1], match.end()
    return text + marked[last:], tuple(spans)


def items(lang: str) -> Iterator[Item]:
    """The items of a language, in the order of its file."""
    for _, row in read_objects(SETS[lang]):
        wrong, spans = unmarked(row["marked"])
        yield Item(lang, row["part"], row["kind"], row["source"], row["sound"], wrong, spans)


def measure(checker: Checker, item: Item) -> Outcome:
    """Checks both translations of an item."""
    sound, wrong = (
        checker.check(CheckRequest(text, item.source, item.lang, "en")) for text in (item.sound, item.wrong)
    )
    found = any(flag.overlaps(gold) for flag in _flagged(wrong) for gold in item.spans)
    stray = _flagged(sound)
    lower = (wrong.consistency or 0.0) < (sound.consistency or 0.0)
    return Outcome(item, found, not stray, lower, sum(count_words(span.of(item.sound)) for span in stray))


def _flagged(report: ArticleReport) -> list[Span]:
    return [flag.span for flag in report.flags if flag.side == "target"]


def row(name: str, outcomes: Sequence[Outcome]) -> str:
    """A line of the table."""
    total = max(1, len(outcomes))
    words = max(1, sum(count_words(o.item.sound) for o in outcomes))
    shares = (sum(o.found for o in outcomes), sum(o.left_alone for o in outcomes), sum(o.lower for o in outcomes))
    stray = sum(o.stray_words for o in outcomes) / words * 1000
    return table_row([name, str(len(outcomes)), *(f"{s / total:.2f}" for s in shares), f"{stray:.1f}"])


def table(outcomes: Sequence[Outcome]) -> str:
    """By language, then by kind, then all, as Markdown."""
    shares = ("span found", "sound left alone", "wrong scores lower")
    lines = [table_head(["", "items", *shares, "flagged words in 1,000 sound ones"])]
    lines += [row(f"{lang}-en", [o for o in outcomes if o.item.lang == lang]) for lang in SETS]
    lines += [row(k, [o for o in outcomes if o.item.kind == k]) for k in sorted({o.item.kind for o in outcomes})]
    return "\n".join([*lines, row("all", outcomes)])


def main() -> None:
    """Reads the command line."""
    parser = options(__doc__, data=False)
    parser.add_argument("--part", choices=("dev", "test"), default="dev")
    parser.add_argument("--show", action="store_true", help="print every item that went wrong")
    arguments = parser.parse_args()
    checker = load_checker()
    outcomes = [measure(checker, item) for lang in SETS for item in items(lang) if item.part == arguments.part]
    if arguments.show:
        for outcome in outcomes:
            if not (outcome.found and outcome.left_alone):
                item = outcome.item
                marks = ", ".join(span.of(item.wrong) for span in item.spans)
                print(f"{'found' if outcome.found else 'missed'}, {outcome.stray_words} stray: {item.wrong} [{marks}]")
    publish(f"Fluent mistranslations ({arguments.part} part)", checker.signature, table(outcomes), arguments.o)


if __name__ == "__main__":
    main()
