"""What is sent as JSON, and as what: nothing that we do not know, no text that could not be kept."""

from __future__ import annotations

from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field


class Strict(BaseModel):
    """A form without members of other names."""

    model_config = ConfigDict(extra="forbid")


def _clean(text: str) -> str:
    """JSON can spell half of a UTF-16 pair ("\\ud800"), which no text holds, and NUL, which no database keeps."""
    if any("\ud800" <= character <= "\udfff" for character in text):
        raise ValueError("holds half of a UTF-16 surrogate pair")
    if "\0" in text:
        raise ValueError("holds a NUL character")
    return text


CLEAN = AfterValidator(_clean)
Text = Annotated[str, CLEAN]
Fingerprint = Annotated[str, Field(pattern=r"^[0-9a-f]{16}$")]
"""Of a flag: see `models.report.Flag.fingerprint`."""
