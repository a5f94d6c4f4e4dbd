"""The reports of an archive, a JSON object a line in the order of the articles: what a killed run goes on from.

How many whole lines there are is how many articles are done; the piece of a line that a kill left at the end is cut
off. Beside the file, `FILE.run.json` says of which archive, shard and signature it is: a run that would mix reports of
two of them is refused, and so is a second run at the same time.
"""

from __future__ import annotations

import fcntl
import json
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO

from models.errors import InvalidInput

STATE_SUFFIX = ".run.json"
_ERROR = b'"error": "'
BLOCK_BYTES = 1024 * 1024
"""Read at once where lines are counted."""


class ArchiveReports:
    """The file while a run writes it. `done`: how many articles have their line."""

    def __init__(self, path: Path, stream: BinaryIO) -> None:
        self._path, self._stream = path, stream
        self.done, end = _whole_lines(stream)
        stream.truncate(end)
        self._before = self._read_state()

    def refuse_others(self, run: Mapping[str, str]) -> None:
        """Raises InvalidInput where the reports that are there are of another archive, shard or signature."""
        for name, value in run.items():
            before = self._before.get(name, value)
            if before != value:
                raise InvalidInput(
                    f"{self._path} holds reports of another {name} ({before}; now it is {value}): "
                    f"write to another file, or delete it and {self._state.name} to begin anew"
                )

    def begin(self, run: Mapping[str, str]) -> None:
        """Writes down what the reports are of. Raises InvalidInput as `refuse_others`."""
        self.refuse_others(run)
        if self._before != run:
            draft = self._state.with_name(f"{self._state.name}.new")
            with open(draft, "w", encoding="utf-8") as stream:
                json.dump(dict(run), stream)
                stream.flush()
                os.fsync(stream.fileno())
            os.replace(draft, self._state)

    def last_place(self) -> str:
        """Where the last article that is done stands in the archive; "" where none is."""
        if not self.done:
            return ""
        size = self._stream.seek(0, os.SEEK_END)
        for reach in (2**power for power in range(12, 64)):
            self._stream.seek(max(0, size - reach))
            lines = self._stream.read().splitlines(keepends=True)
            if len(lines) > 1 or reach >= size:
                return str(json.loads(lines[-1]).get("read_from", ""))
        return ""

    def has_errors(self) -> bool:
        """True when an article of those that are done could not be checked."""
        self._stream.seek(0)
        return any(_ERROR in line and "error" in json.loads(line) for line in self._stream)

    def add(self, place: str, outcome: Mapping[str, Any]) -> None:
        """The line of the next article, on the disk when this returns: a report, or an id and an error."""
        # ASCII: what is wrong with an article may be that it cannot be written as UTF-8
        line = json.dumps({"read_from": place, **outcome}, ensure_ascii="error" in outcome)
        self._stream.seek(0, os.SEEK_END)
        self._stream.write(line.encode() + b"\n")
        self._stream.flush()
        os.fsync(self._stream.fileno())
        self.done += 1

    @property
    def _state(self) -> Path:
        return self._path.with_name(f"{self._path.name}{STATE_SUFFIX}")

    def _read_state(self) -> dict[str, str]:
        try:
            state = json.loads(self._state.read_text(encoding="utf-8"))
        except FileNotFoundError:
            state = None
        except ValueError:
            raise InvalidInput(f"{self._state} cannot be read: it is not what a run wrote") from None
        if isinstance(state, dict):
            return state
        if self.done:
            raise InvalidInput(f"{self._path} is there already, and no run of --archive has begun it")
        return {}


@contextmanager
def opened_reports(path: str) -> Iterator[ArchiveReports]:
    """The file, made if need be, for this process alone. Raises InvalidInput for one that another run writes."""
    found = Path(path)
    with open(found, "a+b") as stream:
        try:
            fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)  # ends with the process, however that ends
        except BlockingIOError:
            raise InvalidInput(f"{path} is being written by another run") from None
        yield ArchiveReports(found, stream)


def _whole_lines(stream: BinaryIO) -> tuple[int, int]:
    """How many lines end, and where the last of them does."""
    count = end = position = 0
    stream.seek(0)
    while block := stream.read(BLOCK_BYTES):
        if (last := block.rfind(b"\n")) >= 0:
            count, end = count + block.count(b"\n"), position + last + 1
        position += len(block)
    return count, end
