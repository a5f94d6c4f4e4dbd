"""What the measuring scripts have in common: their options, and where the report goes."""

from __future__ import annotations

import argparse
import shlex
import sys
from collections.abc import Sequence
from pathlib import Path

from scripts.cli.commands import add_data_option, command_parser, invocation


def options(doc: str | None, data: bool = True) -> argparse.ArgumentParser:
    """A parser with `-o FILE` and, unless told otherwise, `--data FOLDER`."""
    parser = command_parser(doc)
    if data:
        add_data_option(parser)
    parser.add_argument("-o", type=Path, metavar="FILE", help="write the report there, in its section, as well")
    return parser


def add_part_option(parser: argparse.ArgumentParser, default: str) -> None:
    """`--part`, of MLQE-PE: `dev` serves choices, `test20` is measured once a release."""
    parser.add_argument("--part", choices=("dev", "test20"), default=default, help="of MLQE-PE (default: %(default)s)")


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
    words, rest = [], iter(arguments[1:])
    for word in rest:
        if word == "-o":
            next(rest, None)
        elif word == "--data":
            next(rest, None)
            words += [word, "DATA"]
        else:
            words.append(word)
    return " ".join([invocation(arguments[0]), *([shlex.join(words)] if words else [])])
