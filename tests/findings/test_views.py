"""One chain of views: codes are blotted out, hidden marks are taken away; flags stand in the stored text."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.article import Article, Document, MarkupBlock, Part, Segment, Side
from models.checks import CHECKS
from models.findings.code_passages import BLOT
from models.findings.gathering import check_flags
from models.findings.views import views_of
from models.languages import LanguagePair
from models.mqm import Category, Severity
from models.report import Evidence, Flag
from models.spans import Span
from models.text.hidden_marks import HIDDEN


def document(source: str | None, target: str, lang: str = "de") -> Document:
    """One pair of sentences."""
    place = Span(0, len(source)) if source else None
    article = Article("a", target, source, LanguagePair(lang, "en"))
    return Document(article, (Segment("s1", source or "", target, place, Span(0, len(target))),))


def doubt(span: Span, *evidence: Evidence) -> Flag:
    return Flag(span, "target", Category.MISTRANSLATION, Severity.MINOR, 0.5, "names", "So.", evidence)


BOTH = [
    # source, target, (check, side, what is flagged as it is stored)
    (
        "Der Ver\u00adein {name} ge\u00adwann am Diens\u00adtag.",
        "The club {name} won on Fri\u00adday.",
        [("dates", "target", "Fri\u00adday")],
    ),
    ("Der Ver\u00adein {name} ge\u00adwann.", "The c\u00adlub {nam} won.", [("placeholders", "target", "{nam}")]),
    ("Der Ver\u00adein %s ge\u00adwann.", "The t\u00adhe %s club won.", [
        ("repetition", "target", "The t\u00adhe"),
    ]),
    ("Die Mini\u00adster <b>kamen</b>.", "The mini\u200bsters <b>came</b>.", [
        ("invisible", "target", "mini\u200bsters"),
    ]),
    ("Der Ver\u00adein {name} ge\u00adwann.", "The club {na\u00adme} won.", [("placeholders", "source", "{name}")]),
    ("Siehe https://hafen.example/\u200bfahr\u00adplan.", "See https://hafen.example/fahrplan.", []),
    ("Mail an hafen@stadt.ex\u00adample.", "Mail to hafen@stadt.example.", []),
    ("Der Ver\u00adein {name} ge\u00adwann.", "The cl\u00adub {name} won.", []),
]  # fmt: skip


@pytest.mark.parametrize(("source", "target", "expected"), BOTH)
def test_marks_and_codes_in_one_text(source: str, target: str, expected: list[tuple[str, str, str]]) -> None:
    stored = document(source, target)
    flags = check_flags(stored)
    assert [(flag.check, flag.side, flag.span.of(stored.article.text(flag.side))) for flag in flags] == expected


def test_evidence_behind_a_code_and_a_mark_is_quoted_where_it_stands() -> None:
    source, target = "{n} Schif\u00adfe kamen am Diens\u00adtag.", "{n} sh\u00adips came on Fri\u00adday."
    (flag,) = check_flags(document(source, target))
    (evidence,) = flag.evidence
    assert (flag.span, evidence.span) == (Span(19, 26), Span(22, 31))
    assert target[19:26] == "Fri\u00adday"
    assert evidence.text == source[22:31] == "Diens\u00adtag"


def test_each_view_is_made_from_the_one_before() -> None:
    views = views_of(document("Der Ver\u00adein {n}.", "The cl\u00adub {n}."))
    read = [chain.document.article.target for chain in (views.stored, views.prose, views.words, views.lines)]
    blots = BLOT * 3
    assert read == ["The cl\u00adub {n}.", f"The cl\u00adub {blots}.", f"The club {blots}.", "The club {n}."]


def test_a_text_with_nothing_of_the_kind_is_read_as_it_is() -> None:
    stored = document("Der Hafen.", "The port.")
    views = views_of(stored)
    assert all(chain.document is stored for chain in (views.stored, views.prose, views.words, views.lines))


@pytest.mark.parametrize(
    ("check", "name"),
    [
        ("placeholders", "stored"),
        ("encoding", "prose"),
        ("invisible", "prose"),
        ("omission", "lines"),
        ("addition", "lines"),
        ("boilerplate", "lines"),
        ("numbers", "words"),
        ("names", "words"),
    ],
)
def test_what_a_rule_reads(check: str, name: str) -> None:
    views = views_of(document("Der Ver\u00adein {n}.", "The cl\u00adub {n}."))
    assert check in CHECKS and views.read_by(check) is getattr(views, name)


def test_what_the_model_doubts_in_codes_alone_is_no_doubt() -> None:
    target = "The cl\u00adub {name} won."
    prose = views_of(document("Der Verein {name} gewann.", target)).prose
    code, word = doubt(Span(10, 16)), doubt(Span(4, 9))
    assert list(prose.restored([code, word])) == [word]


def test_fields_and_blocks_keep_their_places() -> None:
    source, target = "Ti\u00adtel\n\nDer Ver\u00adein {n}.", "Ti\u00adtle\n\nThe cl\u00adub {n}."
    parts = (
        Part("title", Span(0, 6), Span(0, 6)),
        Part("body", Span(8, len(target)), Span(8, len(source)), paired=True, number_implied=True),
    )
    blocks = (MarkupBlock("heading", "target", Span(0, 6)), MarkupBlock("caption", "source", Span(8, len(source))))
    stored = document(source, target)
    read = views_of(replace(stored, article=replace(stored.article, parts=parts, blocks=blocks))).words.document
    sides: tuple[Side, ...] = ("target", "source")
    places = [(side, part.span(side)) for part in read.article.parts for side in sides]
    texts = [span.of(read.article.text(side)) for side, span in places if span is not None]
    assert texts == ["Title", "Titel", f"The club {BLOT * 3}.", f"Der Verein {BLOT * 3}."]
    assert [(part.paired, part.number_implied) for part in read.article.parts] == [(False, False), (True, True)]
    assert [(block.kind, block.span.of(read.article.text(block.side))) for block in read.article.blocks] == [
        ("heading", "Title"),
        ("caption", f"Der Verein {BLOT * 3}."),
    ]


PIECES = st.lists(
    st.sampled_from(
        ["a", "b ", ".", "\u00ad", "\u200b", "\u2060", "é", "字", "{n}", "%s", "<b>", "https://a.example/", "&amp;"]
    ),
    min_size=1,
    max_size=15,
).map("".join)


@given(PIECES, PIECES, st.data())
def test_every_flag_finds_its_way_back(source: str, target: str, data: st.DataObject) -> None:
    stored = document(source, target)
    views = views_of(stored)
    prose, words = views.prose.document, views.words.document
    assert [len(prose.article.text(side)) for side in ("target", "source")] == [len(target), len(source)]
    hidden = {match.start() for match in HIDDEN.finditer(prose.article.target)} if words is not prose else set()
    seen = words.article.target
    assert seen == "".join(c for place, c in enumerate(prose.article.target) if place not in hidden)
    start = data.draw(st.integers(0, len(seen) - 1))
    span = Span(start, data.draw(st.integers(start + 1, len(seen))))
    for flag in views.words.restored([doubt(span)]):
        places = [place for place in range(flag.span.start, flag.span.end) if place not in hidden]
        assert "".join(prose.article.target[place] for place in places) == span.of(seen)
        assert (places[0], places[-1]) == (flag.span.start, flag.span.end - 1)
