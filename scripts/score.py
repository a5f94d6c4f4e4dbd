"""Check machine-translated articles from the command line: see `python scripts/score.py --help`.

Exit: 0 done, 1 the verdict reached --fail-on, 2 bad input or usage, 3 model or input/output failure.

What one article does not need is imported where it is used: a command that is called once an article starts once an
article.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from enum import StrEnum
from functools import cache, partial
from pathlib import Path
from typing import Annotated, TypeVar

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import typer
from rich.console import Console
from typer.exceptions import TyperException

from models.errors import CheckerError, InvalidInput
from models.formats.units import UnitLanguages, check_units
from models.hub.settings import BUDGET, BUDGET_VARIABLE, BUILTIN, MODEL_VARIABLE
from models.intake.requests import CheckRequest, take_in
from models.languages import LanguagePair
from models.report import ArticleReport
from scripts.cli.exit_codes import BAD_INPUT, DONE, FAILED, INTERRUPTED, REACHED
from scripts.cli.score_choice import refuse_mixed
from scripts.cli.score_input import (
    STANDARD_INPUT,
    UnitsReader,
    is_xliff,
    read_bytes,
    read_story,
    units_reader,
)
from scripts.cli.score_output import (
    ReaderGone,
    ReportFormat,
    open_output,
    print_error,
    unscored,
    write_error,
    write_file,
    write_report,
)
from service.check_queue import ArticleChecker

OPTIONS = {"source_lang": "-sl (--source-lang)", "target_lang": "-tl (--target-lang)"}
"""What parameters that a message names are called here."""
Result = TypeVar("Result")
Loading = Callable[[], ArticleChecker]


class FailOn(StrEnum):
    """The verdicts that can be asked to end in exit code 1."""

    REVIEW = "review"
    REJECT = "reject"


SOURCE = typer.Option("-s", "--source", help="The original. Without it, consistency is not scored.")
TARGET = typer.Option("-t", "--target", help="The translation: text, .html, .xlf, .po or .tmx. - is standard input.")
SOURCE_LANG = typer.Option("-sl", "--source-lang", help="Detected when not given.")
TARGET_LANG = typer.Option("-tl", "--target-lang", help="Detected when not given.")
REFERENCE = typer.Option("-r", "--reference", help="A human translation, for reference scores.")
XLIFF = typer.Option("--xliff", help="A translators' file; it is written again with annotations (ITS 2.0).")
JSONL = typer.Option("--jsonl", help="Many articles: a JSON object a line with target, source, id, …")
ARCHIVE = typer.Option(
    "--archive", help="A .jsonl or .parquet file, or a folder, to be checked into --out; started again, it continues."
)
SHARD = typer.Option("--shard", help="Of an archive: 3/8 is every eighth article from the third on.")
MODEL = typer.Option(
    "--model", envvar=MODEL_VARIABLE, help="The model that scores, or FIRST+SECOND: SECOND where FIRST is unsure."
)
BUDGET_OPTION = typer.Option(
    "--budget", envvar=BUDGET_VARIABLE, help="Of two models: the share of segments that the second may be asked."
)
FORMAT = typer.Option("--format", help="text if not given, jsonl with --jsonl.")
OUTPUT = typer.Option("-o", "--output", "--out", help="A file to write to instead of standard output.")
FAIL_ON = typer.Option("--fail-on", help="Exit with 1 when a verdict is this or worse.")
QUIET = typer.Option("--quiet", help="No progress on standard error.")

_PLAIN_WORDS = (
    # What typer says of a value, as whoever typed it would put it.
    ("Value error, ", ""),
    ("Input should be a valid number, unable to parse string as a number", "it must be a number, such as 0.2"),
)

app = typer.Typer(add_completion=False, rich_markup_mode=None)


@app.command(context_settings={"help_option_names": ["-h", "--help"]})
def score(
    source: Annotated[str | None, SOURCE] = None,
    target: Annotated[str | None, TARGET] = None,
    source_lang: Annotated[str, SOURCE_LANG] = "",
    target_lang: Annotated[str, TARGET_LANG] = "",
    reference: Annotated[str | None, REFERENCE] = None,
    xliff: Annotated[str | None, XLIFF] = None,
    jsonl: Annotated[str | None, JSONL] = None,
    archive: Annotated[str | None, ARCHIVE] = None,
    shard: Annotated[str | None, SHARD] = None,
    model: Annotated[str, MODEL] = BUILTIN,
    budget: Annotated[float, BUDGET_OPTION] = BUDGET,
    report_format: Annotated[ReportFormat | None, FORMAT] = None,
    output: Annotated[str | None, OUTPUT] = None,
    fail_on: Annotated[FailOn | None, FAIL_ON] = None,
    quiet: Annotated[bool, QUIET] = False,
) -> int:
    """Check a machine-translated article against its source, and say what is wrong with it."""
    options = {
        "-s": source, "-t": target, "-r": reference, "--xliff": xliff, "--jsonl": jsonl, "--archive": archive,
        "--shard": shard, "--format": report_format, "--out": output, "--fail-on": fail_on,
    }  # fmt: skip
    refuse_mixed([name for name, value in options.items() if value is not None], target)
    watch, pair = _Watch(quiet), LanguagePair(source_lang, target_lang)
    load = partial(watch.during, "Loading the model", partial(_load, model, budget))
    if archive is not None and output is not None:
        from scripts.archive.checking import check_archive

        return check_archive(archive, pair, shard or "1/1", output, load, quiet)
    if xliff := xliff or (target if is_xliff(target) else None):
        return _annotate(xliff, UnitLanguages(source_lang, target_lang), load, output, fail_on, watch)
    if target is None:
        return _check_many(str(jsonl), pair, load, report_format or ReportFormat.JSONL, output, fail_on, watch)
    inputs = [path for path in (source, target, reference) if path is not None]
    if (read := units_reader(target)) is not None:
        report = _check_units(target, read, UnitLanguages(source_lang, target_lang), load, watch)
    else:
        report = _check_story(read_story(source, target, reference, pair), load, watch)
    with open_output(output, inputs) as stream:
        write_report(report, report_format or ReportFormat.TEXT, stream)
    if why := unscored(report):
        print_error(why)
    return REACHED if _reached(report, fail_on) else DONE


def _check_story(request: CheckRequest, load: Loading, watch: _Watch) -> ArticleReport:
    """The report on one article."""
    take_in(request)  # what is refused need not wait for the model
    checker = load()
    return watch.during("Checking", lambda: checker.check(request))


def _annotate(
    path: str, languages: UnitLanguages, load: Loading, output: str | None, fail_on: FailOn | None, watch: _Watch
) -> int:
    """An XLIFF file, with what was found written into it."""
    from models.formats.annotation import annotate

    loaded = cache(load)  # not before the file is known to be good
    annotated = annotate(
        read_bytes(path), languages, lambda request: watch.during("Checking", partial(loaded().check, request))
    )
    write_file(annotated.content, output, [path])
    return REACHED if any(_reached(report, fail_on) for report in annotated.reports) else DONE


def _check_units(
    path: str, read: UnitsReader, languages: UnitLanguages, load: Loading, watch: _Watch
) -> ArticleReport:
    """The report on a PO or TMX file, whose units are the named fields of one article."""
    units, said = read(read_bytes(path), languages)
    loaded = cache(load)  # not before the file is known to be good
    return check_units(units, said, lambda request: watch.during("Checking", partial(loaded().check, request)))


def _check_many(
    path: str,
    pair: LanguagePair,
    load: Loading,
    wanted: ReportFormat,
    output: str | None,
    fail_on: FailOn | None,
    watch: _Watch,
) -> int:
    """A report or an error for each line, in order. A bad line does not stop the rest."""
    from scripts.cli.score_lines import read_articles

    if wanted in (ReportFormat.JSON, ReportFormat.HTML):
        raise InvalidInput(f"--format {wanted} holds one article: with --jsonl, use jsonl or text")
    bad = reached = False
    number = without = 0
    articles = enumerate(read_articles(path, pair), start=1)
    with open_output(output, [path]) as stream:
        checker = load()
        for number, (where, article_id, request) in articles:
            try:
                report = watch.during(f"Article {number}", partial(_check_line, checker, where, request))
            except InvalidInput as error:
                bad = True
                write_error(article_id, str(error), wanted, stream)
            else:
                write_report(report, wanted, stream)
                without += bool(unscored(report))
                reached = reached or _reached(report, fail_on)
    if without:
        print_error(f"the model has not scored {without} of {number} as it should: the notes say why")
    if not number:
        print_error(f"{'standard input' if path == STANDARD_INPUT else path} has no article: nothing was checked")
    return BAD_INPUT if bad else REACHED if reached else DONE


def _load(model: str, budget: float) -> ArticleChecker:
    """A loaded checker. Imported only here: torch takes seconds, and a missing file is told at once."""
    import models.text.word_frequencies  # noqa: F401 (wordfreq searches all that is imported when it is: not torch too)
    from models.checker import load_checker

    return load_checker(model, budget)


def _check_line(checker: ArticleChecker, where: str, request: CheckRequest | InvalidInput) -> ArticleReport:
    """The report of a line's article. Raises what is wrong with the line, which it names."""
    if isinstance(request, InvalidInput):
        raise request
    try:
        return checker.check(request)
    except InvalidInput as error:
        raise InvalidInput(f"{where}: {error}", error.field) from None


def _reached(report: ArticleReport, fail_on: FailOn | None) -> bool:
    """True when the verdict is the one asked for or a worse one."""
    return report.verdict == fail_on or (fail_on is FailOn.REVIEW and report.verdict == "reject")


class _Watch:
    """Says what is being done on standard error, where somebody watches."""

    def __init__(self, quiet: bool) -> None:
        self._console = Console(stderr=True, quiet=quiet or not sys.stderr.isatty())

    def during(self, label: str, work: Callable[[], Result]) -> Result:
        """The result of `work`, with a moving line for as long as it takes."""
        if self._console.quiet:
            return work()
        with self._console.status(f"{label} …"):
            return work()


def main(arguments: list[str] | None = None) -> int:
    """The exit code. Every failure that a user can cause is one line on standard error."""
    try:
        result = typer.main.get_command(app).main(arguments, prog_name="score.py", standalone_mode=False)
        return int(result or DONE)
    except TyperException as error:
        told = error.format_message()
        for said, plain in _PLAIN_WORDS:
            told = told.replace(said, plain)
        print_error(f"{told} (try --help)")
        return BAD_INPUT
    except InvalidInput as error:
        option = OPTIONS.get(error.field or "")
        print_error(f"{str(error).rstrip('.')}. Here that is {option}." if option else str(error))
        return BAD_INPUT
    except CheckerError as error:
        print_error(str(error))
    except ReaderGone:
        # nothing to tell anyone, and nothing more to flush at exit
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except OSError as error:
        print_error(f"{error.filename or 'output'}: {error.strerror or error}")
    except (KeyboardInterrupt, typer.Abort):
        return INTERRUPTED
    return FAILED


if __name__ == "__main__":
    sys.exit(main())
