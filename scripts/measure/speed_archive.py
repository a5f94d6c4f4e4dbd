"""Many articles through `scripts/score.py --jsonl`: words a second, and whether its memory grows."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from scripts.measure.markdown_table import table_head, table_row
from scripts.measure.process_memory import peak_bytes, resident_bytes
from scripts.measure.speed_texts import made_request

ROOT = Path(__file__).resolve().parents[2]
SCORE = (sys.executable, "scripts/score.py", "--quiet", "--jsonl")
"""The file follows."""
WORDS = 600
"""Of each article."""
EARLY = 10
"""The article from which on memory should not grow, and speed is counted: what is loaded once is there."""


@dataclass(frozen=True, slots=True)
class ArchiveReport:
    """`words`: of all articles; `after`: seconds until each report was out; memory in bytes."""

    words: int
    after: tuple[float, ...]
    early: int
    last: int
    peak: int

    def table(self) -> str:
        """As Markdown."""
        count = len(self.after)
        begun = min(EARLY, count - 1)
        lasted = self.after[-1] - self.after[begun - 1] if begun else self.after[-1]
        rows = {
            "articles": f"{count:,}",
            "words": f"{self.words:,}",
            "seconds until the first report": f"{self.after[0]:.1f}",
            "seconds until the last": f"{self.after[-1]:.1f}",
            f"words a second, from article {begun + 1} on": f"{self.words / count * (count - begun) / lasted:.0f}",
            f"memory at article {begun}, MB": f"{self.early / 2**20:.0f}",
            "memory at the last, MB": f"{self.last / 2**20:.0f}",
            "the most, MB": f"{self.peak / 2**20:.0f}",
        }
        return "\n".join([table_head(["What", "How much"]), *(table_row(row) for row in rows.items())])


def measure(articles: int, command: Sequence[str] = SCORE) -> ArchiveReport:
    """Gives the command a file of so many articles. Raises OSError where it has not reported on each."""
    after: list[float] = []
    early = last = peak = words = 0
    with tempfile.NamedTemporaryFile("w", encoding="utf-8", suffix=".jsonl", prefix="mtqc-archive-") as file:
        for number in range(articles):
            request = made_request(WORDS, number * WORDS)
            words += len(request.target.split())
            told = {"id": str(number), "source": request.source, "target": request.target}
            languages = {"source_lang": request.source_lang, "target_lang": request.target_lang}
            print(json.dumps(told | languages, ensure_ascii=False), file=file)
        file.flush()
        began = time.monotonic()
        with subprocess.Popen([*command, file.name], cwd=ROOT, stdout=subprocess.PIPE) as process:
            assert process.stdout is not None  # it is a pipe
            for number, _ in enumerate(process.stdout, start=1):
                after.append(time.monotonic() - began)
                last = resident_bytes(process.pid) or last
                peak = max(peak, peak_bytes(process.pid), last)
                early = last if number <= EARLY else early
    if len(after) != articles or process.returncode:
        code = process.returncode
        raise OSError(f"{command[1]} reported on {len(after)} of {articles} articles and ended with {code}")
    return ArchiveReport(words, tuple(after), early, last, peak)


def report(articles: int) -> str:
    """The table."""
    return f"Articles of {WORDS} words, by `python scripts/score.py --jsonl`.\n\n{measure(articles).table()}"
