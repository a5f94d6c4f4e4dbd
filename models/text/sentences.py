"""Paragraphs and sentences as spans of an untouched text."""

from __future__ import annotations

import regex
import sentencex

from models.spans import Span

_LINE = regex.compile(r"[^\n\v\f\r\x1c-\x1e\x85\u2028\u2029]+")
"""Text between the line ends that `str.splitlines` knows."""
_SURROGATE = regex.compile(r"\p{Cs}")

_OPEN_ENDS: dict[str, regex.Pattern[str]] = {
    # Titles before a name: د. (Dr), أ. (Prof), م. (Eng), أ.د., after a joined و ف ب ل ك. A number
    # before م. makes it an era ("عام 2020 م."), which may well end a sentence.
    "ar": regex.compile(r"(?<![\p{L}\p{M}])(?<!\p{N}\s?)[وفبلك]?(?:[دأم]\.\s?){1,3}$"),
}
"""Ends after which a sentence goes on although sentencex stops there, by language."""


def split_paragraphs(text: str) -> list[Span]:
    """Lines that hold more than white space, trimmed, in order.

    split_paragraphs("One. \\n\\n Two.") == [Span(0, 4), Span(7, 11)]
    """
    return [span for match in _LINE.finditer(text) if (span := _trimmed(text, *match.span()))]


def split_sentences(text: str, lang: str) -> list[Span]:
    """Sentences of every paragraph, trimmed, in order: all of the text but white space is in one.

    `lang` is an ISO 639-1 code; a language that sentencex does not know is cut by English rules. A
    piece without a letter or digit (a stray quote) goes with its neighbour. Long ones are not cut.

    [s.of(t) for s in split_sentences(t := "Who? Me.", "en")] == ["Who?", "Me."]
    """
    return [sentence for paragraph in split_paragraphs(text) for sentence in _sentences(text, paragraph, lang)]


def _sentences(text: str, paragraph: Span, lang: str) -> list[Span]:
    line = _SURROGATE.sub("\ufffd", paragraph.of(text))  # sentencex takes well-formed text only
    open_end = _OPEN_ENDS.get(lang)
    found: list[Span] = []
    goes_on = False
    for boundary in sentencex.get_sentence_boundaries(lang or "en", line):
        start, end = boundary["start_index"], boundary["end_index"]
        span = _trimmed(line, start, end)
        if span is None:
            continue
        spoken = any(character.isalnum() for character in span.of(line))
        if found and (goes_on or not spoken):
            found[-1] = Span(found[-1].start, span.end)
        else:
            found.append(span)
        ends_openly = open_end is not None and open_end.search(line, max(found[-1].start, span.end - 12), span.end)
        goes_on = bool(ends_openly) or not any(character.isalnum() for character in found[-1].of(line))
    return [span.shift(paragraph.start) for span in found]


def _trimmed(text: str, start: int, end: int) -> Span | None:
    """The span without white space at its ends; None when nothing is left."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end) if start < end else None
