"""Words cut out of faithful translations: is it flagged that they are missing, and nothing where none is?

    python -m scripts.measure.cut_out --data DATA [-o docs/EVALUATION.md]

Of every written contrast (dev part) a faithful version, whole and without some words in a row from its middle, goes
through the checker. The place is drawn by the contrast's number, whatever stands there: some of what is cut says
little. A language model wrote the versions; they serve choices.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from models.checker import Checker, CheckRequest, load_checker
from models.evaluation.corpora import WrittenContrast, written_dev
from models.mqm import Category
from models.report import ArticleReport
from models.text.words import count_words, word_spans
from scripts.measure.markdown_table import table_head, table_row
from scripts.measure.measuring import options, publish

CUTS = (2, 4, 6)
"""Words that are cut out."""
BEGINNING = 3
"""Words that stay in any case at the beginning, and at the end."""


@dataclass(frozen=True, slots=True)
class CutOutcome:
    """Whether an omission is flagged in a text that is whole, and in the same without so many words."""

    lang: str
    words: int
    whole: bool
    cut: dict[int, bool]


def without(text: str, words: int, number: int) -> str | None:
    """The text less so many words in a row, at a place that its number draws; None of one too short for that.

    without("a b c d e f g h i", 2, 0) == "a b c f g h i"
    """
    spans = word_spans(text)
    places = len(spans) - words - 2 * BEGINNING + 1
    if places < 1:
        return None
    first = BEGINNING + number * 7 % places
    return text[: spans[first].start] + text[spans[first + words].start :]


def says_omission(report: ArticleReport) -> bool:
    """True where something of the source is flagged as left out."""
    return any(flag.side == "source" and flag.category is Category.OMISSION for flag in report.flags)


def outcomes(checker: Checker, items: Sequence[WrittenContrast]) -> Iterator[CutOutcome]:
    """Of every faithful version that is long enough for each cut."""
    for number, item in enumerate(items):
        texts = {words: without(item.good, words, number) for words in CUTS}
        cut = {words: text for words, text in texts.items() if text is not None}
        if len(cut) == len(CUTS):
            said = {
                words: says_omission(
                    checker.check(CheckRequest(text, item.source, item.pair.source, item.pair.target))
                )
                for words, text in {0: item.good, **cut}.items()
            }
            yield CutOutcome(item.pair.other, count_words(item.good), said[0], {words: said[words] for words in CUTS})


def table(found: Sequence[CutOutcome]) -> str:
    """A row a group of languages."""
    cuts = [f"{words} words cut out" for words in CUTS]
    lines = [table_head(["", "texts", *cuts, "whole", "in 1,000 words of these"])]
    for name, is_own in (("ar", True), ("others", False)):
        own = [one for one in found if (one.lang == "ar") is is_own]
        flagged = [f"{sum(one.cut[words] for one in own) / max(1, len(own)):.2f}" for words in CUTS]
        whole = sum(one.whole for one in own)
        rate = 1000 * whole / max(1, sum(one.words for one in own))
        lines.append(table_row([name, str(len(own)), *flagged, f"{whole / max(1, len(own)):.2f}", f"{rate:.1f}"]))
    return "\n".join(lines)


def main() -> None:
    """Reads the command line."""
    arguments = options(__doc__).parse_args()
    checker = load_checker()
    found = list(outcomes(checker, list(written_dev(arguments.data))))
    body = f"Share of the texts in which something is flagged as left out.\n\n{table(found)}"
    publish("Words cut out", checker.signature, body, arguments.o)


if __name__ == "__main__":
    main()
