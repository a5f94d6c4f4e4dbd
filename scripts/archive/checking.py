"""`score.py --archive`: the articles of a shard, one after the other, from where the last run was stopped."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from itertools import islice
from typing import Any

from models.errors import CheckerError, InvalidInput
from models.languages import LanguagePair
from scripts.archive.progress import progress
from scripts.archive.reading import Archive, ArchivedArticle, Shard, open_archive, parse_shard
from scripts.archive.reports import ArchiveReports, opened_reports
from scripts.cli.exit_codes import BAD_INPUT, DONE, FAILED
from scripts.cli.score_output import print_error
from service.check_queue import ArticleChecker, check_in_time
from service.deadline import TookTooLong


def check_archive(
    path: str, pair: LanguagePair, shard: str, output: str, load: Callable[[], ArticleChecker], quiet: bool
) -> int:
    """The exit code: 2 where articles could not be checked, in this run or before; 3 where a check failed in this one.

    Their lines say why.

    Raises InvalidInput for an archive that cannot be read or an output of another run, OSError, and what `load` does.
    """
    archive, part = open_archive(path, pair), parse_shard(shard)
    with opened_reports(output) as reports:
        run = {"archive": archive.identity, "shard": f"{part.number}/{part.of}", "languages": pair.dashed}
        reports.refuse_others(run)
        total = sum(1 for _ in part.part_of(archive.articles()))
        waiting = _waiting(archive, part, reports)
        checker = load()
        reports.begin(run | {"signature": checker.signature})
        return _check_all(checker, waiting, reports, total, quiet)


def _waiting(archive: Archive, shard: Shard, reports: ArchiveReports) -> Iterator[ArchivedArticle]:
    """Articles without a line. Raises InvalidInput where the last line is not of the article that should have it."""
    articles = shard.part_of(archive.articles())
    last = ""
    for article in islice(articles, reports.done):
        last = article.place
    if (found := reports.last_place()) != last:
        raise InvalidInput(f"the last report is of {found}, where {last or 'nothing'} is expected: not of this archive")
    return articles


def _check_all(
    checker: ArticleChecker, waiting: Iterator[ArchivedArticle], reports: ArchiveReports, total: int, quiet: bool
) -> int:
    code = BAD_INPUT if reports.has_errors() else DONE
    with progress(total, reports.done, quiet) as step:
        for article in waiting:
            outcome, found = _checked(checker, article)
            reports.add(article.place, outcome)
            code = max(code, found)
            step()
    return code


def _checked(checker: ArticleChecker, article: ArchivedArticle) -> tuple[Mapping[str, Any], int]:
    """What the article's line says, and the exit code of it alone. Raises CheckerError for what concerns them all."""
    article_id, request = article.read()
    try:
        if isinstance(request, InvalidInput):
            raise request
        return check_in_time(checker.check, request).to_dict(), DONE
    except (InvalidInput, TookTooLong) as error:
        return {"id": article_id, "error": str(error)}, BAD_INPUT
    except CheckerError:
        raise
    except Exception as error:  # one article in millions must not end the run, nor every run after it
        print_error(f"{article.place}: the check failed ({type(error).__name__})")
        return {"id": article_id, "error": f"The check failed ({type(error).__name__})."}, FAILED
