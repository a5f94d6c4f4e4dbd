"""Moments as they are kept, in seconds since 1970, and as everybody is told them: in UTC."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Literal


def to_utc(seconds: float) -> datetime:
    """Seconds since 1970, to the millisecond."""
    return datetime.fromtimestamp(round(seconds, 3), UTC)


def utc_text(seconds: float, to: Literal["seconds", "milliseconds"] = "milliseconds") -> str:
    """Seconds since 1970 as RFC 3339 has them: utc_text(0) == "1970-01-01T00:00:00.000Z"."""
    return to_utc(seconds).isoformat(timespec=to).replace("+00:00", "Z")
