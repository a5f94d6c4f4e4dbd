"""What was sent becomes an article: validated, markup taken off, languages settled."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
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
from models.visible_text import has_text

MAX_CHARACTERS = 200_000
"""A side, markup included: some 30,000 words, far beyond any news article."""
_SHOWN = 20
"""Characters of markup that a message gives back."""


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


def take_in(request: CheckRequest, kept: bool = False) -> Intake:
    """Validates a request and makes its article.

    Raises InvalidInput, naming the field: nothing in it to read, longer than MAX_CHARACTERS, NUL or lone surrogates,
    an unknown format, HTML that was cut off, a malformed language code, source and target the wrong way round; named
    fields beside a target, without names of their own, or only some of them with a source. `kept`: it was taken in
    before, and is read again although it might be refused today.
    """
    refuse_useless(request.glossary)
    taken = _from_fields(request) if request.fields else _from_texts(request)
    if not kept:
        _refuse_unreadable(taken, bool(request.fields))
    target, source = taken.target, taken.source
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
    elif request.source_lang and not kept:  # of no source, but a language that there is
        _language(request.source_lang, "", "source_lang")
    article = Article(
        request.id, target, source, pair, request.reference, taken.parts,
        request.glossary + request.preferences.terms(pair), tuple(taken.blocks),
    )  # fmt: skip
    return Intake(article, {side: offsets for side, offsets in taken.markup.items() if offsets})


@dataclass(frozen=True, slots=True)
class _Taken:
    """Target and source as they are read, the fields and blocks in them, the way back to markup.

    `read`: every text that was sent, by the name it was sent under, and as it is read.
    """

    target: str
    source: str | None
    parts: tuple[Part, ...]
    blocks: list[MarkupBlock]
    markup: Mapping[Side, MarkupOffsets | None]
    read: Sequence[tuple[str, str, Visible]]


def _from_texts(request: CheckRequest) -> _Taken:
    sent: dict[Side, str | None] = {"target": request.target, "source": request.source}
    texts = {side: _visible(text, side, request.format) for side, text in sent.items() if text is not None}
    blocks = [MarkupBlock(kind, side, span) for side, text in texts.items() for kind, span in text.blocks]
    source = texts["source"].text if "source" in texts else None
    markup = {side: text.to_markup for side, text in texts.items()}
    read = [(side, sent[side] or "", text) for side, text in texts.items()]
    return _Taken(texts["target"].text, source, (), blocks, markup, [*read, *_reference(request)])


def _reference(request: CheckRequest) -> list[tuple[str, str, Visible]]:
    text = request.reference
    return [] if text is None else [("reference", text, _visible(text, "reference", "text"))]


def _refuse_unreadable(taken: _Taken, has_fields: bool) -> None:
    """Raises InvalidInput for a text of which nothing, or not everything, could be read."""
    for name, sent, visible in taken.read:
        if visible.cut_at is not None:
            raise InvalidInput(_cut_off(sent, name, visible.cut_at), name)
        may_be_empty = has_fields and name != "reference"
        if not may_be_empty and not has_text(visible.text):
            unseen = ", only invisible characters" if sent.strip() else ""
            raise InvalidInput(f"{name} has no text{' outside its markup' if has_text(sent) else unseen}", name)
    for text, name in ((taken.target, "target"), (taken.source, "source")):
        if has_fields and text is not None and not has_text(text):
            raise InvalidInput(f"no field has a {name} with text in it", "fields")


def _refuse_unclear(request: CheckRequest) -> None:
    """Raises InvalidInput for fields that leave open which text is which."""
    if request.target or request.source is not None:
        raise InvalidInput("send either target and source or fields, not both", "fields")
    most = MAX_UNITS if all(field.paired for field in request.fields) else MAX_FIELDS
    if len(request.fields) > most:
        raise InvalidInput(f"an article has at most {most} fields, not {len(request.fields)}", "fields")
    named: dict[str, int] = {}
    for number, name in enumerate(one.name for one in request.fields):
        if fault := _fault_of_name(name, named.setdefault(name, number), number):
            raise InvalidInput(f"fields[{number}].name {fault}", f"fields.{number}.name")
    lacking = [number for number, field in enumerate(request.fields) if field.source is None]
    if lacking and len(lacking) < len(request.fields):
        raise InvalidInput(
            f"field {request.fields[lacking[0]].name!r} has no source and others have: send all sources (an empty"
            " text where there is nothing to translate), or none",
            f"fields.{lacking[0]}.source",
        )


def _fault_of_name(name: str, first: int, number: int) -> str:
    """What is wrong with the name of a field, "" for nothing. `first`: the number of the first field of that name."""
    if not has_text(name):
        return "is empty: every field needs a name"
    if len(name) > MAX_NAME_LENGTH:
        return f"has {len(name):,} characters, the limit is {MAX_NAME_LENGTH}"
    return "" if first == number else f"{name!r} appears twice, also in fields[{first}]: every field needs its own"


def _from_fields(request: CheckRequest) -> _Taken:
    _refuse_unclear(request)
    read = {
        (number, side): (name, sent, _visible(sent, name, field.format))
        for number, field in enumerate(request.fields)
        for side, sent in (("target", field.target), ("source", field.source or ""))
        for name in [f"fields.{number}.{side}"]
    }
    targets, sources = ([read[number, side][2] for number in range(len(request.fields))] for side in SIDES)
    has_source = any(field.source is not None for field in request.fields)
    (target, target_places), (source, source_places) = join(targets), join(sources)
    for text, name in ((target, "target"), (source, "source")):
        _refuse_longer(text, f"all fields together: {name}", "fields")
    parts = tuple(
        Part(field.name, target_place, source_place, field.paired, field.number_implied, field.codes)
        for field, target_place, source_place in zip(request.fields, target_places, source_places, strict=True)
    )
    markup: Mapping[Side, MarkupOffsets | None] = {
        "target": markup_of(parts, "target", targets),
        "source": markup_of(parts, "source", sources),
    }
    blocks = blocks_of("target", target_places, targets) + blocks_of("source", source_places, sources)
    texts = [*read.values(), *_reference(request)]
    return _Taken(target, source if has_source else None, parts, blocks, markup, texts)


def _refuse_longer(text: str, what: str, field: str) -> None:
    if len(text) > MAX_CHARACTERS:
        raise InvalidInput(
            f"{what} has {len(text):,} characters, the limit is {MAX_CHARACTERS:,}: send it in parts", field
        )


def _visible(text: str, name: str, format: Format) -> Visible:
    """The visible text of one field, and for HTML the way back to its markup."""
    if format not in ("text", "html"):
        raise InvalidInput(f'format must be "text" or "html", not {format!r}', _format_of(name))
    _refuse_longer(text, name, name)
    for place, character in enumerate(text, start=1):
        if character == "\0" or "\ud800" <= character <= "\udfff":
            what = "a NUL character" if character == "\0" else "half of a surrogate pair"
            raise InvalidInput(f"{name} has {what} at position {place}: it is not clean Unicode text", name)
    if format == "text":
        return Visible(text)
    extracted = extract(text)
    return Visible(extracted.text, extracted.to_markup, extracted.blocks, extracted.cut_at)


def _cut_off(markup: str, name: str, at: int) -> str:
    begun = markup[at : at + _SHOWN].split("\n")[0]
    return (
        f"{name} has {begun!r} at position {at + 1}, which is never closed, so nothing after it can be read: was the"
        " HTML cut off? If it is text, write &lt; for <"
    )


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
