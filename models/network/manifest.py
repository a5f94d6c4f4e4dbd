"""The list of a model's files with their SHA-256, as `sha256sum` writes and checks it."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path

MANIFEST = "SHA256SUMS"


def digest(path: Path) -> str:
    """SHA-256 of a file, in hex."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def read_manifest(folder: Path) -> Mapping[str, str]:
    """Digests by the files' paths in the folder. Raises OSError and UnicodeDecodeError for one that cannot be read."""
    lines = [line.partition("  ") for line in (folder / MANIFEST).read_text(encoding="utf-8").splitlines()]
    return {path: expected for expected, _, path in lines}


def list_files(folder: Path, files: Mapping[str, Path]) -> None:
    """Lists the files, by their paths in the folder. Raises OSError."""
    sums = "".join(f"{digest(files[path])}  {path}\n" for path in sorted(files))
    (folder / MANIFEST).write_text(sums, encoding="utf-8")
