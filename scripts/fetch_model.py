"""Fetch a public model for `--model NAME`: see `python scripts/fetch_model.py --help`.

Exit: 0 done, 2 usage (or a licence that was not accepted), 3 it could not be fetched.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from models.errors import CheckerError
from models.hub.catalogue import MODELS, HubModel
from models.hub.fetching import Offer, download, is_commit, look_up, take_in
from models.hub.store import models_folder
from models.network.manifest import MANIFEST
from scripts.cli.exit_codes import BAD_INPUT, DONE, FAILED

COLUMNS = ("name", "task", "languages", "parameters", "licence", "memory", "measured", "")


def main(arguments: list[str] | None = None) -> int:
    """The exit code. Every failure that a user can cause is one line on standard error."""
    chosen = _parser().parse_args(arguments)
    if chosen.list:
        print(table())
        return DONE
    model = MODELS.get(chosen.name or "")
    if model is None:
        return _fail(f"there is no model {chosen.name!r}: --list shows those there are", BAD_INPUT)
    for option in ("revision", "tokenizer_revision"):
        if getattr(chosen, option) and not is_commit(getattr(chosen, option)):
            return _fail(f"--{option.replace('_', '-')} is a commit: 40 hex digits", BAD_INPUT)
    if not model.published and chosen.folder is None:
        return _fail(f"there is nothing to download: {model.name} is {model.note}; then: {model.fetched_by}", BAD_INPUT)
    print(f"{model.name}: {model.repository or model.task}\nlicence: {_licence(model)}", flush=True)
    if not model.commercial and not chosen.accept_licence:
        return _fail(f"{model.licence} forbids commercial use: --accept-licence says that you keep to it", BAD_INPUT)
    try:
        if chosen.folder is not None:
            folder = take_in(model, chosen.folder)
        else:
            offer = look_up(model, chosen.revision, tokenizer_revision=chosen.tokenizer_revision)
            print(_described(offer), flush=True)
            folder = download(offer, lambda path: print(f"  {path}", flush=True))
    except CheckerError as error:
        return _fail(str(error), FAILED)
    except OSError as error:
        return _fail(f"{error.filename or models_folder()}: {error.strerror or error}", FAILED)
    print((folder / MANIFEST).read_text(encoding="utf-8"), end="")
    print(f"installed in {folder}")
    return DONE


def table() -> str:
    """Every model as a line of a plain table; "?" where something is not known for sure."""
    rows = [COLUMNS, *map(_row, MODELS.values())]
    widths = [max(len(row[column]) for row in rows) for column in range(len(COLUMNS))]
    return "\n".join("  ".join(map(str.ljust, row, widths)).rstrip() for row in rows)


def _row(model: HubModel) -> tuple[str, ...]:
    languages = " ".join(sorted(model.languages)) or "many"
    if len(languages) > 12:
        languages = f"{len(model.languages)} languages"
    there = "installed" if (models_folder() / model.name / MANIFEST).is_file() else ""
    return (
        model.name,
        model.task,
        languages,
        f"{model.parameters / 1e6:,.0f} M" if model.parameters else "?",
        model.licence + ("" if model.commercial else " (non-commercial)"),
        f"{model.memory_mb:,} MB" if model.memory_mb else "?",
        model.measured or "not yet",
        there,
    )


def _described(offer: Offer) -> str:
    """The commits that are fetched, and how much that is."""
    beside = offer.tokenizer
    return "\n".join(
        [
            f"commit: {offer.own.commit}",
            *([f"tokenizer: {beside.repository}, commit: {beside.commit}"] if beside else []),
            f"size: {offer.size / 1e6:,.1f} MB in {offer.count} files",
        ]
    )


def _licence(model: HubModel) -> str:
    said = model.licence if model.commercial else f"{model.licence}: no commercial use"
    return f"{said} ({model.note})" if model.note else said


def _parser() -> argparse.ArgumentParser:
    made = argparse.ArgumentParser(prog="fetch_model.py", description="Fetch a public model for --model NAME.")
    what = made.add_mutually_exclusive_group(required=True)
    what.add_argument("name", nargs="?", help="one of those that --list shows")
    what.add_argument("--list", action="store_true", help="the models there are")
    made.add_argument("--accept-licence", action="store_true", help="you keep to a licence without commercial use")
    made.add_argument("--revision", default="", help="the commit to fetch, 40 hex digits")
    made.add_argument("--tokenizer-revision", default="", help="the same for a tokenizer of another repository")
    made.add_argument("--from", dest="folder", type=Path, help="a folder carried over by hand, instead of the hub")
    return made


def _fail(line: str, code: int) -> int:
    print(f"fetch_model.py: {line}", file=sys.stderr)
    return code


if __name__ == "__main__":
    sys.exit(main())
