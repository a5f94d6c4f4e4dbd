"""Which paragraphs of the target do not belong to the article: page furniture, taglines, adverts.

Three things tell: the words of a paragraph have nothing to do with the rest (detached), it is clipped
into verbless bits or made of addresses and marks of the web (furniture), and no source answers to it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import regex

from models.article import Document
from models.checks.word_bounds import addresses
from models.checks.words.english_verbs import has_finite_verb, verb_tags
from models.checks.words.word_frequency import rarity
from models.spans import Span
from models.text.normalise import stem
from models.text.sentences import split_paragraphs

DETACHED = 0.15
"""Share of a paragraph's topic words, weighed by rarity, that may occur in the rest of the article."""
MIN_REST = 60
"""Words that the rest must have before it is evidence."""
EDGE = 2
"""Paragraphs from the start and from the end where furniture stands."""
MAX_BIT_WORDS = 6
"""Words of a clipped sentence."""
MIN_BITS = 3
"""Clipped sentences in a row that are no longer style."""
MAX_FURNITURE_WORDS = 14
_CONTENT = 2.0
"""Rarity from which a word tells about its topic (Zipf value 5 and less)."""
_WORD = regex.compile(r"\p{L}[\p{L}\p{M}]*(?:['’\-]\p{L}[\p{L}\p{M}]*)*")
_BIT = regex.compile(r"[^.!?…|•·。！？]+")
_LEGAL = regex.compile(r"©|℗|\(c\)\s*(?:19|20)\d\d")
_READER = frozenset(["us", "our", "your", "here", "this"])
"""Words by which a page speaks to its reader: "follow us", "share this", "click here"."""


@dataclass(frozen=True, slots=True)
class Boilerplate:
    """A paragraph that does not belong. `sure`: it is detached and clipped, or furniture by its marks."""

    span: Span
    sure: bool
    reason: str


def boilerplate(document: Document) -> list[Boilerplate]:
    """Paragraphs of the target that do not belong to the article, in reading order.

    Anywhere: unanswered by the source and detached. At the start and end, with or without a source:
    detached and clipped, or furniture (addresses, copyright marks, calls to the reader) that the source
    does not have. Never marks an article whose rest is shorter than MIN_REST words.
    """
    article = document.article
    paragraphs = split_paragraphs(article.target)
    words = [_WORD.findall(span.of(article.target)) for span in paragraphs]
    whole = Counter(stem(word, article.target_lang) for own in words for word in own)
    size = whole.total()
    marked_source = any(
        _is_marked(s.of(article.source or "")) for s in split_paragraphs(article.source or "")
    )
    found = []
    for number, (span, own) in enumerate(zip(paragraphs, words, strict=True)):
        at_edge = number < EDGE or number >= len(paragraphs) - EDGE
        unanswered = document.has_source and _is_unanswered(document, span)
        if not own or size - len(own) < MIN_REST or not (at_edge or unanswered):
            continue
        detached = _share_in_rest(own, whole, article.target_lang) <= DETACHED
        text, is_last = span.of(article.target), number >= len(paragraphs) - EDGE
        if _is_marked(text) and not marked_source:
            found.append(Boilerplate(span, True, "a copyright line or addresses"))
        elif detached and (reason := _detached_reason(text, article.target_lang, is_last, unanswered)):
            found.append(Boilerplate(span, *reason))
    return found


def _detached_reason(text: str, lang: str, is_last: bool, unanswered: bool) -> tuple[bool, str] | None:
    """Whether a paragraph about something else is sure not to belong, and why; None when it may belong."""
    if lang == "en" and is_clipped(text):
        return True, "a row of clipped phrases about something else"
    if lang == "en" and is_last and _is_call(text):
        return unanswered, "a call to the reader"
    if unanswered:
        return False, "it is about something else, and the source does not have it"
    return None


def is_clipped(text: str) -> bool:
    """True for English bits without a verb: "Writer. Avid gardener. Friend of cats." """
    bits = [words for bit in _BIT.findall(text) if (words := _WORD.findall(bit))]
    short = all(len(words) <= MAX_BIT_WORDS for words in bits)
    return len(bits) >= MIN_BITS and short and not any(has_finite_verb(words) for words in bits)


def _is_marked(text: str) -> bool:
    """True for a short line with a copyright sign, or one that addresses make up."""
    words = _WORD.findall(text) if len(text) < 2000 else []
    if len(words) > MAX_FURNITURE_WORDS or not text:
        return False
    links = addresses(text)
    return bool(_LEGAL.search(text)) or 2 * sum(map(len, links)) > len(text)


def _is_call(text: str) -> bool:
    """True for a short imperative that speaks to the reader: "Follow us on …", "Share this story"."""
    words = [word.lower() for word in _WORD.findall(text)]
    return (
        2 <= len(words) <= MAX_FURNITURE_WORDS
        and text[0].isalpha()
        and "VB" in verb_tags(words[0])
        and bool(_READER.intersection(words[1:5]))
    )


def _is_unanswered(document: Document, span: Span) -> bool:
    inside = document.segments_at("target", span)
    return bool(inside) and not any(s.source for s in inside)


def _share_in_rest(words: Sequence[str], whole: Counter[str], lang: str) -> float:
    """How much of a paragraph's topic words, weighed by rarity, occurs elsewhere; 1 when it has none."""
    here = Counter(stem(word, lang) for word in words)
    weights = {stem(word, lang): rarity(word.lower(), lang) for word in words}
    topic = {key: weight for key, weight in weights.items() if weight >= _CONTENT}
    total = sum(topic.values())
    shared = sum(weight for key, weight in topic.items() if whole[key] > here[key])
    return shared / total if total else 1.0
