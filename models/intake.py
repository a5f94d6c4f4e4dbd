"""What was sent becomes an article: validated, markup taken off, languages settled."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from models.article import Article, Side
from models.errors import InvalidInput
from models.languages import LANGUAGES, language_name
from models.report import MarkupOffsets
from models.text.detection import detect_language, evidently_swapped
from models.text.html import extract

MAX_CHARACTERS = 200_000
"""A side, markup included: some 30,000 words, far beyond any news article."""
Format = Literal["text", "html"]


@dataclass(frozen=True, slots=True)
class CheckRequest:
    """What to check. `source` None: only fluency is judged. Languages: ISO 639-1 codes, "" to detect them."""

    target: str
    source: str | None = None
    source_lang: str = ""
    target_lang: str = ""
    reference: str | None = None
    format: Format = "text"
    id: str = ""


@dataclass(frozen=True, slots=True)
class Intake:
    """The article as visible text, and how to find its offsets in the markup it came in."""

    article: Article
    markup: Mapping[Side, MarkupOffsets]


def take_in(request: CheckRequest) -> Intake:
    """Validates a request and makes its article.

    Raises InvalidInput, naming the field: empty or only white space, longer than MAX_CHARACTERS, NUL or
    lone surrogates, an unknown format, a malformed language code, source and target the wrong way round.
    """
    if request.format not in ("text", "html"):
        raise InvalidInput(f'format must be "text" or "html", not {request.format!r}', "format")
    target, target_markup = _side(request.target, "target", request.format)
    source, source_markup = (None, None)
    if request.source is not None:
        source, source_markup = _side(request.source, "source", request.format)
    if request.reference is not None:
        _side(request.reference, "reference", "text")
    target_lang = _language(request.target_lang, target, "target_lang") or "en"
    source_lang = ""
    if source is not None:
        source_lang = _language(request.source_lang, source, "source_lang")
        if evidently_swapped(source, target, source_lang, target_lang):
            raise InvalidInput(
                f"source and target look swapped: the target is not {language_name(target_lang)}"
                f" but the source is; send them the other way round",
                "source",
            )
    article = Article(request.id, target, source, source_lang, target_lang, request.reference)
    markup: dict[Side, MarkupOffsets] = {}
    if target_markup:
        markup["target"] = target_markup
    if source_markup:
        markup["source"] = source_markup
    return Intake(article, markup)


def _side(text: str, name: str, format: Format) -> tuple[str, MarkupOffsets | None]:
    """The visible text of one field, and for HTML the way back to its markup."""
    if len(text) > MAX_CHARACTERS:
        raise InvalidInput(
            f"{name} has {len(text):,} characters, the limit is {MAX_CHARACTERS:,}: send it in parts", name
        )
    for place, character in enumerate(text):
        if character == "\0" or "\ud800" <= character <= "\udfff":
            what = "a NUL character" if character == "\0" else "half of a surrogate pair"
            raise InvalidInput(f"{name} has {what} at position {place}: it is not clean Unicode text", name)
    visible, markup = text, None
    if format == "html":
        extracted = extract(text)
        visible, markup = extracted.text, extracted.to_markup
    if not visible.strip():
        raise InvalidInput(f"{name} has no text" + (" outside its markup" if text.strip() else ""), name)
    return visible, markup


def _language(code: str, text: str, name: str) -> str:
    """The code that was given, in lower case without a region; detected when none was; "" when unsure."""
    if not code:
        return detect_language(text) or ""
    plain = code.strip().lower().replace("_", "-").split("-")[0]
    if not (2 <= len(plain) <= 3 and plain.isascii() and plain.isalpha()):
        known = ", ".join(LANGUAGES)
        raise InvalidInput(f"{name} {code!r} is not a language code such as {known}", name)
    return plain
