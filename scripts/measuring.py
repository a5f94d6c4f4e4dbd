"""What the measuring scripts have in common: their options, and where the report goes."""

from __future__ import annotations

import argparse
from pathlib import Path


def options(doc: str | None, data: bool = True) -> argparse.ArgumentParser:
    """A parser with `-o FILE` and, unless told otherwise, `--data FOLDER`."""
    parser = argparse.ArgumentParser(description=doc, formatter_class=argparse.RawDescriptionHelpFormatter)
    if data:
        parser.add_argument("--data", type=Path, required=True, help="the data folder")
    parser.add_argument("-o", type=Path, default=None, metavar="FILE", help="write the report there as well")
    return parser


def publish(report: str, file: Path | None) -> None:
    """Prints a report and, where a file was named, writes it there."""
    print(report)
    if file:
        file.write_text(report, encoding="utf-8")
