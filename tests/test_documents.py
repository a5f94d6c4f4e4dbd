"""What the documents name exists: paths, links, commands with their options, variables of the environment."""

from __future__ import annotations

import io
import re
import runpy
import shlex
import sys
from collections.abc import Iterator
from contextlib import redirect_stdout, suppress
from functools import cache
from pathlib import Path
from unittest.mock import patch

import pytest

ROOT = Path(__file__).resolve().parent.parent
OPERATING = ROOT / "docs" / "OPERATING.md"
RECORDS = {"EVALUATION.md", "EXPERIMENTS.md", "PERFORMANCE.md"}
"""What was measured and tried, with the paths of its day."""
ALL = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md"))]
CURRENT = [path for path in ALL if path.name not in RECORDS]

FENCED = re.compile(r"^```[^\n]*\n(.*?)^```", re.DOTALL | re.MULTILINE)
CODE = re.compile(r"`([^`\n]+)`")
LINK = re.compile(r"\]\(([^)\s]+)\)")
HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)
OURS = re.compile(r"(?:models|service|scripts|tests|docs|examples|samples|deploy)/[\w./*-]*")
COMMAND = re.compile(r"python (scripts/\w+\.py|-m scripts\.[\w.]+)(.*)")
OPTION = re.compile(r"-{1,2}[a-z][\w-]*")
LISTED = re.compile(r"^ +(-{1,2}[a-z].*?)(?: {2}|$)", re.MULTILINE)
"""What begins a line of the list of options; descriptions and examples name options of others too."""
VARIABLE = re.compile(r"MTQC(?:_[A-Z]+)+")


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def prose_of(text: str) -> str:
    """The text without its fenced blocks."""
    return FENCED.sub("", text)


def paths_in(text: str) -> set[str]:
    """Paths of ours that stand in backticks, alone or as a word of a command; `*` stands for any characters.

    A module that is run by its name is there by its path.
    """
    found = {word for code in CODE.findall(prose_of(text)) for word in code.split() if OURS.fullmatch(word)}
    return found | {path_of(script) for code in CODE.findall(prose_of(text)) for script, _ in COMMAND.findall(code)}


def path_of(script: str) -> str:
    """The file that a command runs: itself, or that of the module behind `-m`."""
    _, run_as_module, module = script.rpartition("-m ")
    return f"{module.replace('.', '/')}.py" if run_as_module else script


def anchors_of(text: str) -> set[str]:
    """What a link may name behind #: headings as GitHub writes them."""
    titles = [re.sub(r"[^\w\- ]", "", title.lower()) for title in HEADING.findall(prose_of(text))]
    return {title.strip().replace(" ", "-") for title in titles}


def dead_links(text: str, folder: Path, own: set[str]) -> list[str]:
    """Relative links in a document of `folder` that lead nowhere. `own`: the document's anchors."""
    found = []
    for link in LINK.findall(prose_of(text)):
        place, _, anchor = link.partition("#")
        if "://" in link or link.startswith("mailto:"):
            continue
        target = folder / place
        known = own if not place else set()
        if place and target.suffix == ".md" and target.is_file():
            known = anchors_of(target.read_text(encoding="utf-8"))
        if not target.exists() or (anchor and anchor not in known):
            found.append(link)
    return found


def commands_in(text: str) -> Iterator[tuple[str, list[str]]]:
    """What fenced blocks run, a file or `-m MODULE`, with its words up to a comment, a pipe or a redirection."""
    for block in FENCED.findall(text):
        for line in block.replace("\\\n", " ").splitlines():
            for script, rest in COMMAND.findall(line):
                told = re.split(r"\s(?:#|\||>|&&)", f"{rest} ", maxsplit=1)[0]
                yield script, shlex.split(told)


@cache
def help_of(script: str, subcommand: str = "") -> str:
    """What `--help` prints. Run in this process: a script that brings torch along takes seconds by itself."""
    arguments = [str(ROOT / path_of(script)), *filter(None, [subcommand]), "--help"]
    printed = io.StringIO()
    with (
        patch.object(sys, "argv", arguments),
        patch.object(sys, "path", [*sys.path]),
        redirect_stdout(printed),
        suppress(SystemExit),
    ):
        runpy.run_path(arguments[0], run_name="__main__")
    return printed.getvalue()


def options_in(told: str) -> set[str]:
    """The options that a help text lists."""
    return {option for line in LISTED.findall(told) for option in OPTION.findall(line)}


def unknown_options(script: str, words: list[str]) -> set[str]:
    """Options among the words of a command that neither the script's help nor its subcommand's lists."""
    told = help_of(script)
    usage = re.search(r"\{([\w,]+)\} \.\.\.", told)
    subcommands = usage.group(1).split(",") if usage else []
    chosen = next((word for word in words if word in subcommands), "")
    known = options_in(told) | (options_in(help_of(script, chosen)) if chosen else set())
    return {word.partition("=")[0] for word in words if OPTION.match(word)} - known


COMMANDS = sorted({(name, tuple(words)) for path in CURRENT for name, words in commands_in(path.read_text("utf-8"))})


@pytest.mark.parametrize("path", CURRENT, ids=name_of)
def test_every_path_in_backticks_exists(path: Path) -> None:
    named = paths_in(path.read_text(encoding="utf-8"))
    assert [name for name in sorted(named) if not (ROOT / name).exists() and not any(ROOT.glob(name))] == []


@pytest.mark.parametrize("path", ALL, ids=name_of)
def test_every_relative_link_leads_somewhere(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert dead_links(text, path.parent, anchors_of(text)) == []


@pytest.mark.parametrize(("script", "words"), COMMANDS, ids=lambda value: value if isinstance(value, str) else "")
def test_every_command_can_be_given(script: str, words: tuple[str, ...]) -> None:
    assert (ROOT / path_of(script)).is_file()
    assert unknown_options(script, list(words)) == set()


def test_every_variable_in_the_documents_is_one_of_the_code_and_the_other_way_round() -> None:
    sources = [file for top in ("models", "service", "scripts") for file in (ROOT / top).rglob("*.py")]
    read = {name for file in sources for name in VARIABLE.findall(file.read_text(encoding="utf-8"))}
    told = {name for path in CURRENT for name in VARIABLE.findall(path.read_text(encoding="utf-8"))}
    assert told - read == set(), "named in the documents alone"
    assert read - set(VARIABLE.findall(OPERATING.read_text(encoding="utf-8"))) == set(), f"not in {OPERATING.name}"


# The rules above, each shown to catch what it is there for

SAMPLE = """# A page

## Two words, one link

`models/mqm.py` and `models/no.py`, `python scripts/no.py > docs/no.md`, `python -m scripts.dev.no`,
but no `runs/no` and no `scores`.
[one](mqm.py) [two](no.py) [three](#two-words-one-link) [four](#three) [five](https://example.org/no)

```sh
MTQC_MODEL=builtin .venv/bin/python scripts/serve.py --port 8080 \\
    --no-such=1  # --nor-this
python scripts/keys.py add --site news --name "The CMS" | cat --not-ours
python -m scripts.measure.no --most 3
```
"""


def test_paths_are_found_in_backticks() -> None:
    files = {"models/mqm.py", "models/no.py", "scripts/no.py", "scripts/dev/no.py", "docs/no.md"}
    assert paths_in(SAMPLE) == files


def test_dead_links_are_found() -> None:
    assert dead_links(SAMPLE, ROOT / "models", anchors_of(SAMPLE)) == ["no.py", "#three"]


def test_commands_are_found_with_their_words() -> None:
    assert list(commands_in(SAMPLE)) == [
        ("scripts/serve.py", ["--port", "8080", "--no-such=1"]),
        ("scripts/keys.py", ["add", "--site", "news", "--name", "The CMS"]),
        ("-m scripts.measure.no", ["--most", "3"]),
    ]


def test_an_option_of_a_subcommand_is_known_and_another_is_not() -> None:
    assert unknown_options("scripts/keys.py", ["add", "--site", "news"]) == set()
    assert unknown_options("scripts/keys.py", ["list", "--site", "news"]) == {"--site"}
