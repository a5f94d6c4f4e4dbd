"""How a command is called, the parser that says so in its usage, `--data`, and the code that it ends with."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from pathlib import Path

from models.errors import CheckerError, InvalidInput
from scripts.cli.exit_codes import BAD_INPUT, DONE, FAILED


def invocation(program: str) -> str:
    """How anyone would run the script that `sys.argv[0]` names, in the project's folder.

    invocation("/home/me/scripts/evaluate.py") is "python scripts/evaluate.py",
    invocation("/home/me/scripts/measure/order.py") is "python -m scripts.measure.order".
    """
    path = Path(program)
    above, folder = path.parent.parent.name, path.parent.name
    if above == "scripts" != folder:
        return f"python -m scripts.{folder}.{path.stem}"
    return f"python scripts/{path.name}"


def command_parser(doc: str | None) -> argparse.ArgumentParser:
    """A parser whose help is the module's docstring, as it stands there."""
    layout = argparse.RawDescriptionHelpFormatter
    return argparse.ArgumentParser(prog=invocation(sys.argv[0]), description=doc, formatter_class=layout)


def add_data_option(parser: argparse.ArgumentParser) -> None:
    """`--data FOLDER`, which must be given. How the folder lies, the card of the built-in model describes."""
    parser.add_argument("--data", type=Path, required=True, help="the data folder")


def exit_code_of(program: str, work: Callable[[], object]) -> int:
    """DONE, or the code for what went wrong in `work`, which is one line on standard error."""
    try:
        work()
    except OSError as error:
        where = f"{error.filename}: " if error.filename else ""
        print(f"{program}: {where}{error.strerror or error}", file=sys.stderr)
        return FAILED
    except CheckerError as error:
        print(f"{program}: {error}", file=sys.stderr)
        return BAD_INPUT if isinstance(error, InvalidInput) else FAILED
    return DONE
