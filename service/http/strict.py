"""What is sent as JSON, and as what: nothing that we do not know, no text that could not be kept."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import islice
from typing import Annotated, Any

import regex
from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
    model_validator,
)
from pydantic_core import PydanticKnownError
from pydantic_core.core_schema import CoreSchema, no_info_after_validator_function

from models.visible_text import has_text

MAX_FAULTS = 20
"""That one answer tells of one text: a person mends a few and sends it again."""
MAX_FAULT_LENGTH = 300
"""Characters of a field's name and of what is wrong with it: both may quote what was sent."""


class Strict(BaseModel):
    """A form without members of other names."""

    model_config = ConfigDict(extra="forbid")

    @model_validator(mode="before")
    @classmethod
    def _refuse_many_unknown(cls, sent: Any) -> Any:
        """At once: told one by one, a hundred thousand would take as many objects and lines of an answer."""
        if isinstance(sent, dict) and len(sent) > len(cls.model_fields) + MAX_FAULTS:
            unknown = next(name for name in sent if name not in cls.model_fields)
            raise ValueError(f"holds {len(sent):,} members, and known are only {', '.join(cls.model_fields)}: "
                             f"{str(unknown)[:MAX_FAULT_LENGTH]!r} is none of them")  # fmt: skip
        return sent


def no_larger_than(most: int) -> Callable[[Any], Any]:
    """For a BeforeValidator of a mapping: one of more members is refused before any is looked at.

    A list ends by itself at the first item too many; a mapping would be gone through to its end, fault by fault.
    """

    def refuse(sent: Any) -> Any:
        if isinstance(sent, dict) and len(sent) > most:
            raise ValueError(f"holds {len(sent):,} members, and {most:,} are taken at most")
        return sent

    return refuse


def capped(faults: Iterable[tuple[str, str]]) -> list[dict[str, str]]:
    """Faults (field and message) as an answer tells them: the first MAX_FAULTS, and none at great length."""
    return [
        {"field": _cut(field), "message": _cut(message)} for field, message in islice(faults, MAX_FAULTS)
    ]


def _cut(text: str) -> str:
    told = text.encode("utf-8", "replace").decode()  # a name may hold half of a surrogate pair
    return told if len(told) <= MAX_FAULT_LENGTH else f"{told[:MAX_FAULT_LENGTH]}…"


def _clean(text: str) -> str:
    """JSON can spell half of a UTF-16 pair ("\\ud800"), which no text holds, and NUL, which no database keeps."""
    if any("\ud800" <= character <= "\udfff" for character in text):
        raise PydanticKnownError("string_unicode")  # as pydantic does; `service.http.faults` has the words
    if "\0" in text:
        raise ValueError("holds a NUL character")
    return text


def _with_text(text: str) -> str:
    if not has_text(text):
        raise ValueError("has no text")
    return text


CLEAN = AfterValidator(_clean)
WITH_TEXT = AfterValidator(_with_text)
Text = Annotated[str, CLEAN]


@dataclass(frozen=True, slots=True)
class TextShape:
    """How a text has to be written: a pattern for the OpenAPI document, and the same in words for people."""

    pattern: str
    words: str

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        """Refuses what is written otherwise, in words."""
        return no_info_after_validator_function(self._refuse_others, handler(source))

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        """The pattern for machines; `x-words` for the page that shows the document."""
        return handler(schema) | {"pattern": self.pattern, "x-words": self.words}

    def _refuse_others(self, text: str) -> str:
        if not regex.fullmatch(self.pattern, text):
            raise ValueError(f"must be {self.words}, not {text[:MAX_FAULT_LENGTH]!r}")
        return text


Fingerprint = Annotated[str, TextShape(r"^[0-9a-f]{16}$", "a flag's fingerprint, 16 of the characters 0-9 and a-f")]
"""Of a flag: see `models.report.Flag.fingerprint`."""
