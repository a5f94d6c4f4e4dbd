"""The few errors that mtqc raises on purpose, each written for the person who will read it."""

from __future__ import annotations


class CheckerError(Exception):
    """Any failure that the user can understand and act on; its text is shown to them as it is."""


class InvalidInput(CheckerError):
    """What was sent cannot be checked: says what was wrong, where, and what to do.

    `field` names the part at fault as the sender knows it ("source", "target", "source_lang", …).
    """

    def __init__(self, message: str, field: str = "") -> None:
        super().__init__(message)
        self.field = field


class ModelUnavailable(CheckerError):
    """A model cannot be loaded or run: a file is missing, changed, or not safetensors."""
