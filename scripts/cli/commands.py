"""How a command is called, the parser that says so in its usage, and `--data`."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path


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
