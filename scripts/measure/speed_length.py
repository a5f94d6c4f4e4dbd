"""Articles of 500 words to as many as a text may have: does a word cost the same in each?"""

from __future__ import annotations

import sys
from collections.abc import Sequence

from models.checker import load_checker
from models.text.words import count_words
from scripts.measure.markdown_table import table_head, table_row
from scripts.measure.speed_article import timed_check
from scripts.measure.speed_stages import ALIGNMENT, CHECKS, MODEL
from scripts.measure.speed_texts import made_request

WORDS = (500, 2_000, 8_000, 30_000)
"""The last is near the 200,000 characters that a side may have."""
COLUMNS = ("words", "segments", "seconds", "words a second", "ms a word", "of it the model", "alignment", "checks")


def report(lengths: Sequence[int]) -> str:
    """The table of one article of each length, the built-in model included."""
    checker = load_checker()
    timed_check(checker, made_request(min(lengths)))
    lines = [f"`{checker.signature}`. One article of each length; from the request to the page.", table_head(COLUMNS)]
    first = 1_000
    for length in lengths:
        check, found = timed_check(checker, made_request(length, first))
        first += length  # no sentence of one is in another
        words = count_words(found.article.target)
        each = [f"{1000 * check.spent.get(stage, 0.0) / words:.3f}" for stage in (MODEL, ALIGNMENT, CHECKS)]
        all_of_it = [f"{check.lasted:.1f}", f"{words / check.lasted:.0f}", f"{1000 * check.lasted / words:.3f}"]
        lines.append(table_row([f"{words:,}", f"{len(found.segments):,}", *all_of_it, *each]))
        print(lines[-1], file=sys.stderr, flush=True)
    return "\n".join([lines[0], "", *lines[1:]])
