"""What the measuring scripts have in common: their options, where the report goes, probabilities as ratings."""

from __future__ import annotations

import argparse
import shlex
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

from models.rating import WordRating
from models.spans import Span


def options(doc: str | None, data: bool = True) -> argparse.ArgumentParser:
    """A parser with `-o FILE` and, unless told otherwise, `--data FOLDER`."""
    parser = argparse.ArgumentParser(description=doc, formatter_class=argparse.RawDescriptionHelpFormatter)
    if data:
        parser.add_argument("--data", type=Path, required=True, help="the data folder")
    parser.add_argument("-o", type=Path, metavar="FILE", help="write the report there, in its section, as well")
    return parser


def publish(title: str, signature: str, body: str, file: Path | None) -> None:
    """Prints a report under its title with the command that made it; into its section of `file`, where one is named."""
    report = f"## {title}\n\n`{signature}`, by `{command(sys.argv)}`.\n\n{body.strip()}\n"
    print(report)
    if file:
        page = file.read_text(encoding="utf-8") if file.is_file() else "# The built-in model, measured\n"
        file.write_text(with_section(page, title, report), encoding="utf-8")


def with_section(page: str, title: str, section: str) -> str:
    """The Markdown page with `section` instead of its section of that title, or at its end.

    A section reaches from its `## title` to the next such line.
    with_section("# P\\n\\n## A\\n\\nold\\n", "A", "## A\\n\\nnew\\n") is "# P\\n\\n## A\\n\\nnew\\n".
    """
    head, *sections = f"\n{page}".split("\n## ")
    titles = [one.partition("\n")[0] for one in sections]
    if title in titles:
        sections[titles.index(title)] = section.removeprefix("## ")
    else:
        sections.append(section.removeprefix("## "))
    return "\n\n## ".join(part.strip("\n") for part in (head, *sections)) + "\n"


def command(arguments: Sequence[str]) -> str:
    """The command line as anyone would type it: the data folder is DATA, and where the report goes is left out."""
    words, rest = [f"scripts/{Path(arguments[0]).name}"], iter(arguments[1:])
    for word in rest:
        if word == "-o":
            next(rest, None)
        elif word == "--data":
            next(rest, None)
            words += [word, "DATA"]
        else:
            words.append(word)
    return "python " + shlex.join(words)


def word_ratings(spans: Sequence[Span], probabilities: Iterable[float], seen: bool) -> list[WordRating]:
    """The words at `spans` as they are rated from one view: with (`seen`) or without the source."""
    return [
        WordRating(span, 0.0, float(p)) if seen else WordRating(span, float(p), None)
        for span, p in zip(spans, probabilities, strict=True)
    ]
