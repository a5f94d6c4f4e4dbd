"""What a process holds in memory, as Linux tells it."""

from __future__ import annotations

import re
from pathlib import Path


def peak_bytes(process: int) -> int:
    """The most that it has held; 0 where the system does not tell."""
    return _told(process, "VmHWM")


def resident_bytes(process: int) -> int:
    """What it holds now; 0 where the system does not tell, or the process has ended."""
    return _told(process, "VmRSS")


def _told(process: int, name: str) -> int:
    try:
        status = Path(f"/proc/{process}/status").read_text()
    except OSError:
        return 0
    found = re.search(rf"^{name}:\s+(\d+) kB", status, re.MULTILINE)
    return int(found[1]) * 1024 if found else 0
