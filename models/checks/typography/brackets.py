"""Brackets and quotation marks that open without closing, or close without opening."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from models.article import Document
from models.checks.base import Check, FlagKind
from models.checks.word_bounds import cluster
from models.mqm import Category, Severity
from models.report import Flag
from models.spans import Span
from models.text.sentences import split_paragraphs

KINDS = {
    "bracket": FlagKind(Category.PUNCTUATION, Severity.MINOR, 0.7),
    "quotation mark": FlagKind(Category.PUNCTUATION, Severity.MINOR, 0.6),
}
_PAIRS = {
    "(": ")",
    "[": "]",
    "{": "}",
    "【": "】",
    "《": "》",
    "「": "」",
    "『": "』",
}
_OPENERS = {closer: opener for opener, closer in _PAIRS.items()}
_NARROW = str.maketrans("（）［］｛｝", "()[]{}")
"""Full-width brackets, which Chinese text mixes with narrow ones."""
_BRACKET = regex.compile(f"[{regex.escape(''.join(_PAIRS) + ''.join(_OPENERS))}]")
_NOT_BRACKETS = regex.compile(
    r"(?:(?<=\s)|^)\(?(?:\p{N}{1,3}|\p{L}|[ivxIVX]{1,5})[.\-]?\)(?=\s|$)"  # list numbers: 1) b) iv)
    r"|[:;=8xX][-o'^]?[()\[\]]+|[()\[\]][-o'^]?[:;=8](?!\w)|\^_+\^|¯\S{1,9}¯"  # faces: :-) (:
    r"|[\[(]\s?[-+−]?[\p{N}.∞]+\s?[,;]\s?[-+−]?[\p{N}.∞]+\s?[\])]"  # intervals: [0, 1)
)
_QUOTE_PAIRS = {
    "de": {"„": "“", "»": "«"},
    "cs": {"„": "“", "»": "«"},
    "et": {"„": "“”"},
    "ro": {"„": "”", "«": "»"},
    "ru": {"«": "»", "„": "“"},
    "uk": {"«": "»", "„": "“"},
}
_DEFAULT_QUOTES = {"“": "”", "«": "»"}
_QUOTES_CHECKED = frozenset(["en", "es", "fr", "it", "pt", "tr", *_QUOTE_PAIRS])
_QUOTE_START = '“„«»"'
_QUOTE_MARKS = regex.compile('["“”„«»]')


class Brackets(Check):
    """Unbalanced brackets (over the article) and quotation marks (by paragraph).

    List numbers, faces and intervals are not brackets; a quotation that runs on may open anew in the
    next paragraph without having been closed; inch marks and apostrophes are left alone. So is a mark that the source
    sentence leaves open as well.
    """

    id = "brackets"

    def find(self, document: Document) -> list[Flag]:
        """One flag at every mark without its partner, in reading order."""
        article = document.article
        text = article.target
        places = [(place, "bracket") for place in _lonely_brackets(text)]
        if article.target_lang in _QUOTES_CHECKED:
            pairs = _QUOTE_PAIRS.get(article.target_lang, _DEFAULT_QUOTES)
            paragraphs = split_paragraphs(text)
            for number, span in enumerate(paragraphs):
                following = paragraphs[number + 1].of(text) if number + 1 < len(paragraphs) else ""
                runs_on = following[:1] in _QUOTE_START and following != ""
                places += [(place, "quotation mark") for place in _lonely_quotes(text, span, pairs, runs_on)]
        flags: list[Flag] = []
        open_in_source: dict[tuple[int | None, str], bool] = {}
        for place, kind in sorted(places):
            segment = document.segment_of("target", Span(place, place + 1))
            if (segment, kind) not in open_in_source:
                open_in_source[segment, kind] = _is_open_in_source(document, segment, kind)
            if (not flags or place >= flags[-1].span.end) and not open_in_source[segment, kind]:
                flags.append(self._flag(text, place, kind))
        return flags

    def _flag(self, text: str, place: int, kind: str) -> Flag:
        span = cluster(text, Span(place, place + 1))
        return KINDS[kind].flag(self.id, span, f"Unmatched {kind} {text[place]}.")


def _is_open_in_source(document: Document, number: int | None, kind: str) -> bool:
    source = "" if number is None else document.segments[number].source
    if kind == "bracket":
        return any(True for _ in _lonely_brackets(source))
    return len(_QUOTE_MARKS.findall(source)) % 2 == 1


def _lonely_brackets(text: str) -> Iterator[int]:
    """Brackets without a partner in the whole text; one may close in a later paragraph."""
    text = text.translate(_NARROW)
    numbers = {place for m in _NOT_BRACKETS.finditer(text) for place in range(*m.span())}
    open_places: dict[str, list[int]] = {opener: [] for opener in _PAIRS}
    for match in _BRACKET.finditer(text):
        mark, place = match.group(), match.start()
        opened = open_places[_OPENERS.get(mark, mark)]
        if mark in _PAIRS:
            if place not in numbers:
                opened.append(place)
        elif place in numbers and not _closes_here(text, opened, place):
            continue
        elif opened:
            opened.pop()
        else:
            yield place
    for opened in open_places.values():
        yield from opened


def _closes_here(text: str, opened: list[int], place: int) -> bool:
    """True when what looks like a list number or a face closes a bracket of the same line."""
    return bool(opened) and text.find("\n", opened[-1], place) < 0


def _lonely_quotes(text: str, span: Span, pairs: dict[str, str], runs_on: bool) -> list[int]:
    """Quotation marks of one paragraph without a partner; `runs_on`: the next one opens with a mark."""
    opened: list[int] = []
    lonely: list[int] = []
    straight: list[int] = []
    for place in range(span.start, span.end):
        mark = text[place]
        if mark == '"':
            straight.append(place)
        elif opened and mark in pairs[text[opened[-1]]]:
            opened.pop()
        elif mark in pairs:
            opened.append(place)
        elif any(mark in closers for closers in pairs.values()):
            lonely.append(place)
    measures = any(text[place - 1].isdigit() for place in straight if place > span.start)
    if len(straight) % 2 and not measures and not (runs_on and not opened):
        lonely.append(_odd_one(text, straight, span))
    if opened and runs_on:
        opened.pop()
    return lonely + opened


def _odd_one(text: str, straight: list[int], span: Span) -> int:
    """Which of an odd number of straight marks breaks the turn of opening and closing."""
    opens = True
    for place in straight:
        starts_word = place + 1 < span.end and (text[place + 1].isalnum() or text[place + 1] in "([“‘'")
        follows_space = place == span.start or text[place - 1].isspace() or text[place - 1] in "([—–-"
        if opens != (starts_word and follows_space):
            return place
        opens = not opens
    return straight[-1]


BRACKETS = Brackets()
