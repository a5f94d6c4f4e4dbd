"""Languages as they are sent in a setting or a filter: read as the code that articles go by, or refused."""

from __future__ import annotations

from typing import Annotated

from pydantic import AfterValidator, Field

from models.languages import MAX_CODE_LENGTH, LanguagePair, primary_code
from service.http.strict import CLEAN


def _code(tag: str) -> str:
    code = primary_code(tag) if tag else ""
    if code is None:
        raise ValueError(f"must be a language code such as ar or en, or empty for any language, not {tag[:60]!r}")
    return code


def _pair(text: str) -> str:
    if not text:
        return ""
    pair = LanguagePair.parse(text)
    return str(LanguagePair(_code(pair.source), _code(pair.target)))


LanguageCode = Annotated[str, Field(max_length=MAX_CODE_LENGTH), CLEAN, AfterValidator(_code)]
"""Empty: any language."""
PairCode = Annotated[
    str, Field(pattern=rf"^([A-Za-z0-9_-]{{0,{MAX_CODE_LENGTH}}}>[A-Za-z0-9_-]{{0,{MAX_CODE_LENGTH}}})?$"), CLEAN,
    AfterValidator(_pair),
]  # fmt: skip
"""As `str(LanguagePair)` writes it; empty: any pair. A language of it that is empty is not known."""
