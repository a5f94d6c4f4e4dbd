"""Counts with their nouns, in English."""

from __future__ import annotations


def plural(count: int, noun: str) -> str:
    """plural(1, "flag") == "1 flag", plural(3, "flag") == "3 flags"."""
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"
