"""Every call of a script that a document names, in running text and tables too, is one that its parser takes."""

from __future__ import annotations

import argparse
import re
import runpy
import shlex
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import typer
from typer.exceptions import TyperException

from scripts import score

ROOT = Path(__file__).resolve().parent.parent
DOCUMENTS = sorted(
    path
    for place in ("*.md", "docs/*.md", "deploy/**/*.md", "examples/**/*.md", "models/**/*.md", "samples/*.md")
    for path in ROOT.glob(place)
    if path.name != "CHANGELOG.md"
)
"""All but that of what once was. Those of results are read as well: whoever measures again calls what they name."""
CODE = re.compile(r"^ *```\w*\n(.*?)^ *```|`([^`]+)`", re.DOTALL | re.MULTILINE)
CALL = re.compile(r"(?:-m +scripts\.([\w.]*\w)|(?<![\w/])scripts/([\w/]+\.py))(?: +([^\n|<>&;#)]*))?")
"""A call as a module or as a file, and what follows it up to the end of the command."""
MARKS = re.compile(r"[…]|\[.*?\]")
"""What says that more may follow."""


def calls_in(text: str) -> Iterator[tuple[str, str]]:
    """(script as its module, arguments) of each call in the code of a document."""
    for block, inline in CODE.findall(text):
        for line in re.sub(r"\\\n|(?<=\S)\n(?=\S)" if inline else r"\\\n", " ", inline or block).splitlines():
            for module, file, given in CALL.findall(line):
                yield module or file.removesuffix(".py").replace("/", "."), " ".join(given.split())


NAMED = sorted({call for path in DOCUMENTS for call in calls_in(path.read_text(encoding="utf-8"))})


class Parsed(BaseException):
    """The parser has taken what was given; nothing of the work behind it is to be done."""


def lenient(parser: argparse.ArgumentParser) -> None:
    """Asks for nothing: running text names but the flags that it speaks of."""
    for action in parser._actions:
        action.required = False
        if isinstance(action, argparse._SubParsersAction):
            for sub in action.choices.values():
                lenient(sub)
    for group in parser._mutually_exclusive_groups:
        group.required = False


def typer_app(main: Callable[..., None]) -> typer.Typer:
    """What `typer.run` makes of a function."""
    app = typer.Typer(add_completion=False)
    app.command()(main)
    return app


def parse_typer(app: typer.Typer, given: list[str]) -> None:
    """Raises Parsed, or ValueError as argparse's side does."""
    try:
        typer.main.get_command(app).make_context("script", given)
    except TyperException as error:
        if "requires an argument" not in error.format_message():  # a flag that is only named is there all the same
            raise ValueError(error.format_message()) from error
    raise Parsed


def parse(module: str, given: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """Raises Parsed where the script's parser takes what is given, ValueError where it does not."""
    known = argparse.ArgumentParser.parse_args

    def parse_only(parser: argparse.ArgumentParser, arguments: list[str] | None = None) -> None:
        lenient(parser)
        known(parser, arguments)
        raise Parsed

    def refuse(parser: argparse.ArgumentParser, message: str) -> None:
        raise Parsed if "expected one argument" in message else ValueError(message)

    monkeypatch.setattr(argparse.ArgumentParser, "parse_args", parse_only)
    monkeypatch.setattr(argparse.ArgumentParser, "error", refuse)
    monkeypatch.setattr(sys, "argv", [f"{module}.py", *given])
    if module == "score":
        parse_typer(score.app, given)
    monkeypatch.setattr(typer, "run", lambda main: parse_typer(typer_app(main), given))
    monkeypatch.delitem(sys.modules, f"scripts.{module}", raising=False)  # runpy warns of what is imported already
    runpy.run_module(f"scripts.{module}", run_name="__main__")


def test_calls_are_found_in_blocks_and_in_running_text() -> None:
    text = "Say `python scripts/keys.py list`, or `MTQC_A=b python -m scripts.measure.speed\n--only x`.\n\n```sh\n"
    assert list(calls_in(text + "python scripts/serve.py --port 1 \\\n  --data D | head  # so\n```\n")) == [
        ("keys", "list"), ("measure.speed", "--only x"), ("serve", "--port 1 --data D")
    ]  # fmt: skip


@pytest.mark.parametrize(("module", "given"), NAMED, ids=lambda value: value or "-")
def test_what_is_named_is_there(module: str, given: str) -> None:
    assert (ROOT / "scripts" / f"{module.replace('.', '/')}.py").is_file()


@pytest.mark.parametrize(("module", "given"), [call for call in NAMED if call[1]], ids=lambda value: value)
def test_its_parser_takes_what_is_shown(module: str, given: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(Parsed):
        parse(module, shlex.split(MARKS.sub("", given)), monkeypatch)


WRONG = [("keys", "lits"), ("serve", "--prot 1"), ("train", "fit --rum x"), ("score", "--modle x")]


@pytest.mark.parametrize(("module", "given"), WRONG)
def test_what_the_parser_does_not_know_is_seen(module: str, given: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(ValueError, match=r"(?i)invalid choice|unrecognized|no such option"):
        parse(module, shlex.split(given), monkeypatch)
