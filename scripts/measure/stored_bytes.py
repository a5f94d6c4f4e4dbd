"""The bytes that a checked article takes in PostgreSQL, table by table: what was sent, its report, flags and ratings.

    python -m scripts.measure.stored_bytes --articles 200 --words 500 --flags 14

Its own PostgreSQL. Articles of `--words` words on each side, shuffled from samples/newsroom.jsonl, are kept as a web
process keeps them and checked as a worker does, by a checker without a model whose reports have the shape of real ones:
a segment a sentence, `--flags` flags in 1,000 words, a rating of every word. "Packed" is after VACUUM FULL: what the
rows themselves take; "as written" has the rows that an update left behind, whose room is used again.
Standard output: a table. Exit: 0 measured, 2 usage, 3 PostgreSQL is not installed here.
"""

from __future__ import annotations

import json
import random
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Engine, text

from models.article import Segment
from models.intake.requests import CheckRequest, take_in
from models.json_lines import read_objects
from models.mqm import Category, Severity
from models.rating import ErrorProfile, Rating, Score, SourceWord, WordRating
from models.report import ArticleReport, Coverage, Evidence, Flag, SegmentReport
from models.scorers.memory import key, packed
from models.spans import Span
from models.text.words import word_spans
from scripts.cli.commands import command_parser
from scripts.cli.exit_codes import DONE, FAILED
from scripts.measure import throwaway_postgres
from scripts.measure.markdown_table import table_head, table_row
from scripts.measure.process_trees import ROOT
from service.articles.checking import Checking
from service.articles.submission import submit
from service.jobs.worker import Worker
from service.storage.database import migrate, open_database, transaction
from service.storage.tables import Base

SAMPLES = ROOT / "samples" / "newsroom.jsonl"
SENTENCE_WORDS = 20
"""As in news."""
LONG_COLUMNS = ("sent", "report", "memory")
"""Of a revision: what came, what was found, and its ratings for the next revision; PostgreSQL packs each."""
SIGNATURE = "mtqc|v:0.1.0|model:pretended:000000000000|calib:000000"


@dataclass(frozen=True, slots=True)
class ShapedChecker:
    """Reports of the shape of real ones, at random. `flags`: in 1,000 words."""

    flags: float
    chance: random.Random
    signature: str = SIGNATURE

    def check(self, request: CheckRequest) -> ArticleReport:
        """Raises InvalidInput as the real one."""
        article = take_in(request).article
        segments = _segments(article.source or "", article.target)
        ratings = [self._rating(segment) for segment in segments]
        words = [word for rating in ratings for word in rating.words]
        marked = self.chance.sample(words, min(len(words), round(self.flags * len(words) / 1000)))
        return ArticleReport(
            article=article, signature=self.signature, overall=0.81, fluency=0.84, consistency=0.78,
            penalty_per_100_words=3.21, verdict="pass", verdict_reasons=(),
            segments=tuple(SegmentReport(one, self.chance.random(), self.chance.random()) for one in segments),
            flags=tuple(_flag(word, article.target) for word in sorted(marked, key=lambda word: word.span)),
            coverage=Coverage(len(segments), len(segments)),
            memory={
                key(SIGNATURE, one, article.pair): packed(rating, one)
                for one, rating in zip(segments, ratings, strict=True)
            },
        )  # fmt: skip

    def _rating(self, segment: Segment) -> Rating:
        sure, spans = self.chance.random, _word_spans(segment.target, segment.target_span)
        source = _word_spans(segment.source, segment.source_span)
        words = tuple(
            WordRating(span, sure(), sure(), ErrorProfile(sure(), sure(), "sense", sure(), source[0]))
            for span in spans
        )
        fluent, faithful = (Score(name, sure(), SIGNATURE) for name in ("fluency", "consistency"))
        return Rating(segment.id, fluent, faithful, words, (), tuple(SourceWord(span, sure()) for span in source))


def measure(engine: Engine, articles: Sequence[Mapping[str, str]], checker: ShapedChecker) -> str:
    """Keeps and checks them; the table, as Markdown."""
    worker = Worker(engine, Checking(checker.check))
    for number, article in enumerate(articles):
        with transaction(engine) as session:
            submit(session, "measure", str(number), "", article, time.time())
        worker.work_next()
    sent = sum(len(json.dumps(article, ensure_ascii=False).encode()) for article in articles) / len(articles)
    written, rows = _sizes(engine)
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("VACUUM FULL"))
        asked = ", ".join(f"avg(pg_column_size({name}))" for name in LONG_COLUMNS)
        long = connection.execute(text(f"SELECT {asked} FROM revision")).one()
    live, _ = _sizes(engine)
    lines = [table_head(["table", "rows an article", "bytes an article, as written", "packed"])]
    for name in sorted(live, key=lambda name: -live[name]):
        sizes = (f"{found[name] / len(articles):,.0f}" for found in (written, live))
        lines.append(table_row([name, f"{rows[name] / len(articles):.1f}", *sizes]))
    lines += [
        table_row([f"of it revision.{name}", "", "", f"{size or 0:,.0f}"])
        for name, size in zip(LONG_COLUMNS, long, strict=True)
    ]
    totals = (f"{sum(found.values()) / len(articles):,.0f}" for found in (written, live))
    lines.append(table_row(["all", "", *totals]))
    return "\n".join([*lines, table_row(["what was sent, as JSON in UTF-8", "", f"{sent:,.0f}", ""])])


def shuffled(count: int, words: int, chance: random.Random) -> list[dict[str, str]]:
    """Articles of so many words on each side, as a CMS sends them; sentences of the samples' words."""
    arabic = [one for _, one in read_objects(SAMPLES) if one["source_lang"] == "ar"]
    known = {side: " ".join(one[side] for one in arabic).replace(".", "").split() for side in ("source", "target")}

    def said(side: str) -> str:
        drawn = chance.choices(known[side], k=words)
        cuts = range(0, words, SENTENCE_WORDS)
        return "\n".join(f"{' '.join(drawn[start : start + SENTENCE_WORDS])}." for start in cuts)

    return [
        {"source": said("source"), "target": said("target"), "source_lang": "ar", "target_lang": "en"}
        for _ in range(count)
    ]


def _segments(source: str, target: str) -> list[Segment]:
    """Line by line: what `shuffled` writes is aligned already."""
    found, at_source, at_target = [], 0, 0
    for number, (said, meant) in enumerate(zip(source.split("\n"), target.split("\n"), strict=True), start=1):
        spans = Span(at_source, at_source + len(said)), Span(at_target, at_target + len(meant))
        found.append(Segment(f"s{number}", said, meant, *spans))
        at_source, at_target = spans[0].end + 1, spans[1].end + 1
    return found


def _word_spans(said: str, at: Span | None) -> list[Span]:
    return [span.shift(at.start if at else 0) for span in word_spans(said)]


def _flag(word: WordRating, target: str) -> Flag:
    """As long as most are: a sentence for the editor, a word of the source, another word."""
    said = word.span.of(target)
    message = f"“{said}” does not seem to say what the source says there; compare with the source."
    evidence = (Evidence(word.profile.source if word.profile else None, "للتقارب", ("converge", "come near")),)
    kind = Category.MISTRANSLATION
    return Flag(word.span, "target", kind, Severity.MINOR, 0.62, "consistency", message, evidence, ("closer",))


def _sizes(engine: Engine) -> tuple[dict[str, int], dict[str, int]]:
    """Bytes with indexes and long values, and rows, by table."""
    sizes, rows = {}, {}
    with engine.connect() as connection:
        for name in Base.metadata.tables:
            sizes[name] = connection.execute(text(f"SELECT pg_total_relation_size('{name}')")).scalar_one()
            rows[name] = connection.execute(text(f"SELECT count(*) FROM {name}")).scalar_one()
    return {name: size for name, size in sizes.items() if rows[name]}, rows


def main(arguments: list[str] | None = None) -> int:
    """The exit code."""
    parser = command_parser(__doc__)
    parser.add_argument("--articles", type=int, default=200, help="how many (default: %(default)s)")
    parser.add_argument("--words", type=int, default=500, help="of each side (default: %(default)s)")
    parser.add_argument("--flags", type=float, default=14.0, help="in 1,000 words (default: %(default)s)")
    chosen = parser.parse_args(arguments)
    if min(chosen.articles, chosen.words) <= 0 or chosen.flags < 0:
        parser.error("--articles and --words are above 0, --flags is 0 or more")
    if not throwaway_postgres.installed():
        print("stored_bytes: PostgreSQL is not installed here", file=sys.stderr)
        return FAILED
    chance = random.Random(0)
    with throwaway_postgres.server() as server:
        engine = open_database(server.url)
        migrate(engine)
        articles = shuffled(chosen.articles, chosen.words, chance)
        print(measure(engine, articles, ShapedChecker(chosen.flags, chance)))
        engine.dispose()
    return DONE


if __name__ == "__main__":
    sys.exit(main())
