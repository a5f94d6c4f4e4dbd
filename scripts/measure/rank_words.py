"""Ranks an article's words by how likely the model thinks them wrong: what the flags are made from.

    python -m scripts.measure.rank_words -s story.ar.txt -t story.en.txt [--most 40] [--word advantage]

Columns: rank, P(wrong) with sight of the source, P(wrong) from the translation alone, the word in its context.
"""

from __future__ import annotations

import sys
from pathlib import Path

from models.checker import align_article
from models.errors import CheckerError
from models.findings.passages import probability
from models.intake.requests import CheckRequest, take_in
from models.network.precision import FULL
from models.network.weights import load_lexicons
from models.rating import WordRating
from models.scorers.builtin import BuiltinScorer
from models.text.words import is_wordlike
from scripts.cli.commands import command_parser

CONTEXT = 30
"""Characters shown on either side."""


def ranked(source: str, target: str) -> tuple[str, list[WordRating]]:
    """The target's visible text and its words, the most doubtful first."""
    article = take_in(CheckRequest(target, source)).article
    document = align_article(article, load_lexicons())
    ratings = BuiltinScorer.load(precision=FULL).rate(document.segments, article.pair)
    found = [w for rating in ratings for w in rating.words if is_wordlike(w.span.of(article.target))]
    return article.target, sorted(found, key=lambda w: (-probability(w), w.span))


def main() -> int:
    """Reads the command line; 2 for anything that cannot be read or loaded."""
    parser = command_parser(__doc__)
    parser.add_argument("-s", type=Path, required=True, metavar="SOURCE")
    parser.add_argument("-t", type=Path, required=True, metavar="TARGET")
    parser.add_argument("--most", type=int, default=40, help="words to print (default: %(default)s)")
    parser.add_argument("--word", default="", help="print only this word, wherever it ranks")
    arguments = parser.parse_args()
    try:
        text, found = ranked(arguments.s.read_text("utf-8"), arguments.t.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, CheckerError) as error:
        print(f"scripts.measure.rank_words: {error}", file=sys.stderr)
        return 2
    for rank, word in enumerate(found, start=1):
        if arguments.word.lower() == word.span.of(text).lower() or (not arguments.word and rank <= arguments.most):
            with_source = "   –" if word.with_source is None else f"{word.with_source:.2f}"
            around = text[max(0, word.span.start - CONTEXT) : word.span.end + CONTEXT].replace("\n", " ")
            ratings = f"{with_source}  {word.target_only:.2f}"
            print(f"{rank:5} of {len(found)}  {ratings}  {word.span.of(text)}   … {around} …")
    return 0


if __name__ == "__main__":
    sys.exit(main())
