"""What was sent becomes an article: validated, markup taken off, languages settled."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from models.article import SIDES, Article, MarkupBlock, Part, Side
from models.errors import InvalidInput
from models.glossary import Term, refuse_useless
from models.intake.detection import detect_language, evidently_swapped
from models.intake.fields import (
    MAX_FIELDS,
    MAX_NAME_LENGTH,
    MAX_UNITS,
    Field,
    Format,
    Visible,
    blocks_of,
    join,
    markup_of,
)
from models.intake.html import extract
from models.languages import LANGUAGES, LanguagePair, language_name, primary_code
from models.preferences import NONE, Preferences
from models.report import MarkupOffsets

MAX_CHARACTERS = 200_000
"""A side, markup included: some 30,000 words, far beyond any news article."""


@dataclass(frozen=True, slots=True)
class CheckRequest:
    """What to check: one target, or named fields instead of it.

    `source` None: only fluency is scored. Languages: ISO 639-1 codes, "" to detect them. `dismissed`: fingerprints
    of flags that a reviewer found wrong, which then count for nothing. `memory`: that of an earlier report.
    `preferences`: what the site wants of the checker; its terms join the article's own.
    """

    target: str = ""
    source: str | None = None
    source_lang: str = ""
    target_lang: str = ""
    reference: str | None = None
    format: Format = "text"
    id: str = ""
    fields: tuple[Field, ...] = ()
    glossary: tuple[Term, ...] = ()
    dismissed: frozenset[str] = frozenset()
    memory: Mapping[str, str] = field(default_factory=dict)
    preferences: Preferences = NONE


@dataclass(frozen=True, slots=True)
class Intake:
    """The article as visible text, and how to find its offsets in the markup it came in."""

    article: Article
    markup: Mapping[Side, MarkupOffsets]


def take_in(request: CheckRequest) -> Intake:
    """Validates a request and makes its article.

    Raises InvalidInput, naming the field: empty or only white space, longer than MAX_CHARACTERS, NUL or
    lone surrogates, an unknown format, a malformed language code, source and target the wrong way round; named
    fields beside a target, without names of their own, or only some of them with a source.
    """
    refuse_useless(request.glossary)
    taken = _from_fields(request) if request.fields else _from_texts(request)
    target, source = taken.target, taken.source
    if request.reference is not None:
        _visible(request.reference, "reference", "text")
    target_lang = _language(request.target_lang, target, "target_lang") or "en"
    pair = LanguagePair("", target_lang)
    if source is not None:
        pair = LanguagePair(_language(request.source_lang, source, "source_lang"), target_lang)
        if evidently_swapped(source, target, pair):
            raise InvalidInput(
                f"source and target look swapped: the target is not {language_name(target_lang)}"
                f" but the source is; send them the other way round",
                "source",
            )
    article = Article(
        request.id, target, source, pair, request.reference, taken.parts,
        request.glossary + request.preferences.terms(pair), tuple(taken.blocks),
    )  # fmt: skip
    return Intake(article, {side: offsets for side, offsets in taken.markup.items() if offsets})


@dataclass(frozen=True, slots=True)
class _Taken:
    """Target and source as they are read, the fields and blocks in them, the way back to markup."""

    target: str
    source: str | None
    parts: tuple[Part, ...]
    blocks: list[MarkupBlock]
    markup: Mapping[Side, MarkupOffsets | None]


def _from_texts(request: CheckRequest) -> _Taken:
    target = _visible(request.target, "target", request.format)
    blocks = [MarkupBlock(kind, "target", span) for kind, span in target.blocks]
    if request.source is None:
        return _Taken(target.text, None, (), blocks, {"target": target.to_markup})
    source = _visible(request.source, "source", request.format)
    blocks += [MarkupBlock(kind, "source", span) for kind, span in source.blocks]
    return _Taken(target.text, source.text, (), blocks, {"target": target.to_markup, "source": source.to_markup})


def _refuse_unclear(request: CheckRequest) -> None:
    """Raises InvalidInput for fields that leave open which text is which."""
    if request.target or request.source is not None:
        raise InvalidInput("send either target and source or fields, not both", "fields")
    most = MAX_UNITS if all(field.paired for field in request.fields) else MAX_FIELDS
    if len(request.fields) > most:
        raise InvalidInput(f"an article has at most {most} fields, not {len(request.fields)}", "fields")
    names = Counter(field.name for field in request.fields)
    for number, (name, times) in enumerate(names.items()):
        if not name.strip() or len(name) > MAX_NAME_LENGTH or times > 1:
            message = f"every field needs a name of its own of up to {MAX_NAME_LENGTH} characters"
            raise InvalidInput(message, f"fields.{number}.name")
    lacking = [number for number, field in enumerate(request.fields) if field.source is None]
    if lacking and len(lacking) < len(request.fields):
        raise InvalidInput(
            f"field {request.fields[lacking[0]].name!r} has no source and others have: send all sources (an empty"
            " text where there is nothing to translate), or none",
            f"fields.{lacking[0]}.source",
        )


def _from_fields(request: CheckRequest) -> _Taken:
    _refuse_unclear(request)
    targets, sources = (
        [
            _visible(text or "", f"fields.{number}.{side}", field.format, may_be_empty=True)
            for number, field in enumerate(request.fields)
            for text in [field.target if side == "target" else field.source]
        ]
        for side in SIDES
    )
    has_source = any(field.source is not None for field in request.fields)
    (target, target_places), (source, source_places) = join(targets), join(sources)
    for text, name in ((target, "target"), (source, "source")):
        _refuse_longer(text, f"all fields together: {name}", "fields")
        if not text and (name == "target" or has_source):
            raise InvalidInput(f"no field has a {name} with text in it", "fields")
    parts = tuple(
        Part(field.name, target_place, source_place, field.paired, field.number_implied)
        for field, target_place, source_place in zip(request.fields, target_places, source_places, strict=True)
    )
    markup: Mapping[Side, MarkupOffsets | None] = {
        "target": markup_of(parts, "target", targets),
        "source": markup_of(parts, "source", sources),
    }
    blocks = blocks_of("target", target_places, targets) + blocks_of("source", source_places, sources)
    return _Taken(target, source if has_source else None, parts, blocks, markup)


def _refuse_longer(text: str, what: str, field: str) -> None:
    if len(text) > MAX_CHARACTERS:
        raise InvalidInput(
            f"{what} has {len(text):,} characters, the limit is {MAX_CHARACTERS:,}: send it in parts", field
        )


def _visible(text: str, name: str, format: Format, may_be_empty: bool = False) -> Visible:
    """The visible text of one field, and for HTML the way back to its markup."""
    if format not in ("text", "html"):
        raise InvalidInput(f'format must be "text" or "html", not {format!r}', _format_of(name))
    _refuse_longer(text, name, name)
    for place, character in enumerate(text):
        if character == "\0" or "\ud800" <= character <= "\udfff":
            what = "a NUL character" if character == "\0" else "half of a surrogate pair"
            raise InvalidInput(f"{name} has {what} at position {place}: it is not clean Unicode text", name)
    visible = Visible(text)
    if format == "html":
        extracted = extract(text)
        visible = Visible(extracted.text, extracted.to_markup, extracted.blocks)
    if not visible.text.strip() and not may_be_empty:
        raise InvalidInput(f"{name} has no text" + (" outside its markup" if text.strip() else ""), name)
    return visible


def _format_of(name: str) -> str:
    """Where the format of a text was given: "format", or "fields.0.format"."""
    before, _, _ = name.rpartition(".")
    return f"{before}.format" if before else "format"


def _language(code: str, text: str, name: str) -> str:
    """The code that was given, in lower case without a region; detected when none was; "" when unsure."""
    if not code:
        return detect_language(text) or ""
    plain = primary_code(code)
    if plain is None:
        known = ", ".join(LANGUAGES)
        raise InvalidInput(
            f"{name} {code!r} is not a language code such as {known}: leave it out to have it detected", name
        )
    return plain
