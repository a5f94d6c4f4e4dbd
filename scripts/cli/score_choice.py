"""What goes together on the command line of score.py: which kind of file was given, and no option of another kind."""

from __future__ import annotations

from collections.abc import Collection

from models.errors import InvalidInput
from scripts.cli.score_input import is_xliff, units_reader

_FILES = ("-t", "--jsonl", "--xliff", "--archive")


def refuse_mixed(given: Collection[str], target: str | None) -> None:
    """Raises InvalidInput for options that do not go together. `given`: their names; `target`: the file of -t."""
    names = set(given)
    archived = names & {"--archive", "--shard"}
    whole = {"--archive", "--out"} <= names and not names & {"-s", "-r", "--format", "--fail-on"}
    is_file = "--xliff" in names or is_xliff(target)
    problem = ""
    if archived and not whole:
        problem = "give --archive with --out, and leave out -s, -r, --format and --fail-on; --shard goes with both"
    elif sum(name in names for name in _FILES) != 1:
        problem = "give either a translation with -t or many articles with --jsonl or --archive, or a file with --xliff"
    elif is_file and names & {"-s", "-r", "--format"}:
        problem = "an XLIFF file has its own sources and comes back as it is: leave out -s, -r, --format"
    elif units_reader(target) is not None and names & {"-s", "-r"}:
        problem = "a PO or TMX file has its own sources: leave out -s and -r"
    elif "--jsonl" in names and names & {"-s", "-r"}:
        problem = "with --jsonl, sources and references stand in its lines"
    if problem:
        raise InvalidInput(problem)
