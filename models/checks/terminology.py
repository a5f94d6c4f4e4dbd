"""The newsroom's glossary against the translation: forbidden terms, and source terms that went another way."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence

from models.article import Document, Segment
from models.checks.base import Check, FlagKind
from models.checks.word_bounds import touches
from models.glossary import Term
from models.mqm import Category, Severity
from models.report import Evidence, Flag
from models.spans import Span, merge
from models.text.normalise import fold, stems
from models.text.words import word_spans

FORBIDDEN = FlagKind(Category.WRONG_TERM, Severity.MAJOR, 0.95)
"""The newsroom said so itself; what is left is a quotation, or another meaning of the word."""
MISSING = FlagKind(Category.WRONG_TERM, Severity.MINOR, 0.7, "source")
"""A pronoun may stand for the term, or the sentence may have gone to a neighbour."""
Key = tuple[str, ...]


class Terminology(Check):
    """Silent without a glossary. A sentence may leave a term to the one before or after it."""

    id = "terminology"

    def find(self, document: Document) -> list[Flag]:
        """Forbidden terms of the target, then source terms whose translation is missing, each in reading order."""
        article = document.article
        if not article.glossary:
            return []
        forbidden = sorted(self._forbidden(document), key=lambda flag: flag.span)
        if article.source is None:
            return forbidden
        return forbidden + sorted(self._missing(document, forbidden), key=lambda flag: flag.span)

    def _forbidden(self, document: Document) -> Iterator[Flag]:
        article = document.article
        exact, folded = _Places(article.target, str), _Places(article.target, fold)
        wanted = merge(place for term in article.glossary if term.target for place in exact.of(term.target))
        seen: set[Span] = set()
        for term in article.glossary:
            for form in term.forbidden:
                # Where only the case is wrong, the case decides: "Nato" is forbidden, "NATO" is not.
                places = exact if fold(form) == fold(term.target) else folded
                for place in places.of(form):
                    if place not in seen and not any(right.contains(place) for right in wanted):
                        seen.add(place)
                        yield self._forbidden_flag(term, place, place.of(article.target))

    def _forbidden_flag(self, term: Term, place: Span, text: str) -> Flag:
        instead = f"; use {term.target}" if term.target else ""
        wanted = (term.target,) if term.target else ()
        return FORBIDDEN.flag(self.id, place, f"The glossary forbids {text}{instead}.", replacements=wanted)

    def _missing(self, document: Document, forbidden: Sequence[Flag]) -> Iterator[Flag]:
        """Source terms that neither their segment nor its neighbours render as the glossary says."""
        article = document.article
        terms = [term for term in article.glossary if term.source.strip() and term.target.strip()]
        sources = _by_first_stem(terms, article.source_lang)
        taken = merge(flag.span for flag in forbidden)
        for number, segment in enumerate(document.segments):
            if segment.source_span is None or segment.target_span is None:
                continue
            if touches(segment.target_span, taken):
                continue  # it is likely what stands there instead: once is enough
            around = document.segments[max(0, number - 1) : number + 2]
            for term, place in _terms_in(segment.source, sources, article.source_lang):
                if not any(_holds(near, term.target, article.target_lang) for near in around):
                    yield self._missing_flag(
                        term, place.shift(segment.source_span.start), place.of(segment.source)
                    )

    def _missing_flag(self, term: Term, place: Span, text: str) -> Flag:
        message = f"The glossary requires {term.target} here; the translation does not use it."
        return MISSING.flag(self.id, place, message, (Evidence(place, text, (term.target,)),))


class _Places:
    """Where runs of words stand in a text, compared by `key`."""

    def __init__(self, text: str, key: Callable[[str], str]) -> None:
        self._key = key
        self._spans = [_without_possessive(span, text) for span in word_spans(text)]
        self._keys = [key(span.of(text)) for span in self._spans]
        self._starts: defaultdict[str, list[int]] = defaultdict(list)
        for index, one in enumerate(self._keys):
            self._starts[one].append(index)

    def of(self, form: str) -> Iterator[Span]:
        """Every place of the form's words, in order."""
        wanted = [self._key(span.of(form)) for span in word_spans(form)]
        for start in self._starts.get(wanted[0], ()) if wanted else ():
            if self._keys[start : start + len(wanted)] == wanted:
                yield Span(self._spans[start].start, self._spans[start + len(wanted) - 1].end)


def _without_possessive(span: Span, text: str) -> Span:
    """The word before its 's: Kiev's is Kiev's."""
    ends = len(span) > 2 and span.of(text)[-2] in "'’" and span.of(text)[-1] in "sS"
    return Span(span.start, span.end - 2) if ends else span


def _by_first_stem(terms: Sequence[Term], lang: str) -> Mapping[str, Sequence[tuple[Key, Term]]]:
    """Terms by the stem of their first word, the longest first: of two that begin alike the longer one is meant."""
    found: defaultdict[str, list[tuple[Key, Term]]] = defaultdict(list)
    for term in terms:
        if key := stems(term.source, lang):
            found[key[0]].append((key, term))
    return {first: sorted(some, key=lambda entry: -len(entry[0])) for first, some in found.items()}


def _terms_in(
    text: str, terms: Mapping[str, Sequence[tuple[Key, Term]]], lang: str
) -> Iterator[tuple[Term, Span]]:
    """The terms of a sentence and their places, none inside another."""
    spans, found = word_spans(text), stems(text, lang)
    index = 0
    while index < len(spans):
        longest = next(
            ((key, term) for key, term in terms.get(found[index], ()) if found[index : index + len(key)] == key), None
        )
        if longest is None:
            index += 1
            continue
        key, term = longest
        yield term, Span(spans[index].start, spans[index + len(key) - 1].end)
        index += len(key)


def _holds(segment: Segment, form: str, lang: str) -> bool:
    """Whether the target of a segment has the form, or a form of its words."""
    wanted, words = stems(form, lang), stems(segment.target, lang)
    return any(words[start : start + len(wanted)] == wanted for start in range(len(words) - len(wanted) + 1))


TERMINOLOGY = Terminology()
