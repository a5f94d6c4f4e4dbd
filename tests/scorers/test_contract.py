"""The one contract of a scorer (models/scorers/base.py), kept by every one that there is."""

from __future__ import annotations

import ast
import itertools
import re
from collections.abc import Sequence
from pathlib import Path

import pytest

from models.article import Segment
from models.hub.catalogue import MODELS
from models.languages import LanguagePair
from models.rating import Rating
from models.scorers.base import Scorer
from models.scorers.loading import BACKENDS
from models.text.words import word_spans
from scorers.every_scorer import EVERY, Kind
from scorers.tiny_models import ARABIC, ENGLISH, segment, segments

ROOT = Path(__file__).resolve().parents[2]
BUILTIN = {"builtin": "models.scorers.builtin.BuiltinScorer"}
PAIR = LanguagePair("ar", "en")
LONG = " ".join(["the minister said in Egypt"] * 120)
LONG_SOURCE = " ".join(["قال الوزير في مصر"] * 120)
TEXTS = {
    "sentences": ENGLISH,
    "one word": "Egypt",
    "marks of a model": "It says </s><s> and <mask>, <pad> or <|endoftext|>, [MASK] [SEP][CLS].",
    "nothing but marks": "</s> [SEP]",
    "emoji": "👩‍🚀🇪🇬 👍🏽 said 🚀",
    "CJK": "部長は昨日、価格が上がった。漢字」",
    "Arabic with marks": "قَالَ الوَزِيرُ إِنَّ ١٢٠٠ جُنَيْهٍ",
    "right-to-left marks": "\u200fقال\u200e the \u202bالوزير\u202c said\u061c",
    "marks without a letter": "\u0301 a \u064b",
    "nothing seen": "\u200d \ufeff One\u00a0two\r\n\tthree.",
    "spaces around": "  The minister \n",
    "compatible": "\u00a8\u00bd ﬁne Ⅷ ﷺ.",
    "a word without end": "x" * 900,
    "white space": " \n\u00a0\u3000\t",
    "nothing": "",
    "long": LONG,
}


PLACES = ("first", "middle", "last")


def with_another_word(text: str, word: str) -> list[str]:
    """The text with one word replaced, at each of the PLACES."""
    words = text.split()
    return [" ".join([*words[:at], word, *words[at + 1 :]]) for at in (0, len(words) // 2, len(words) - 1)]


def scorers_written() -> set[str]:
    """The classes …Scorer in models/scorers/ that can be loaded (what others share cannot)."""
    return {
        ".".join((*file.relative_to(ROOT).with_suffix("").parts, node.name))
        for file in (ROOT / "models" / "scorers").rglob("*.py")
        for node in ast.parse(file.read_text(encoding="utf-8")).body
        if isinstance(node, ast.ClassDef)
        and node.name.endswith("Scorer")
        and "load" in {inner.name for inner in node.body if isinstance(inner, ast.FunctionDef)}
    }


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Scorer]:
    return {name: kind.make(tmp_path_factory.mktemp("scorer")) for name, kind in EVERY.items()}


@pytest.fixture(params=EVERY)
def name(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def kind(name: str) -> Kind:
    return EVERY[name]


@pytest.fixture
def scorer(name: str, made: dict[str, Scorer]) -> Scorer:
    return made[name]


def numbers(rating: Rating) -> list[float]:
    """Every number of a rating, -1 for a score that is not given."""
    scores = [score.value if score.value is not None else -1.0 for score in (rating.fluency, rating.consistency)]
    words = [(word.target_only, -1.0 if word.with_source is None else word.with_source) for word in rating.words]
    return [*scores, *itertools.chain(*words), *(error.confidence for error in rating.errors)]


def given(rating: Rating) -> set[str]:
    return {score.metric for score in (rating.fluency, rating.consistency) if score.value is not None}


def is_whole(one: Segment, rating: Rating, scorer: Scorer, kind: Kind) -> None:
    """Everything that holds for any rating of any segment."""
    scores = (rating.fluency, rating.consistency)
    assert rating.segment_id == one.id and rating.windows >= 1
    assert [score.metric for score in scores] == ["fluency", "consistency"]
    for score in scores:
        assert score.signature == scorer.signature
        assert score.reason if score.value is None else 0 <= score.value <= 1
    spans, errors = [word.span for word in rating.words], [error.span for error in rating.errors]
    assert given(rating) <= set(kind.gives)
    if not given(rating):
        assert not spans and not errors and rating.windows == 1
        return
    assert one.target_span is not None
    at = one.target_span.start
    assert spans == ([span.shift(at) for span in word_spans(one.target)] if kind.words else [])
    for span in [*spans, *errors]:
        assert one.target_span.contains(span)
        said = span.shift(-at).of(one.target)
        assert said and said == said.strip()
    for found in (spans, errors):
        assert all(a.end <= b.start for a, b in itertools.pairwise(found))
    for word in rating.words:
        assert 0 <= word.target_only <= 1 and (word.with_source is None or 0 <= word.with_source <= 1)
        assert (word.with_source is None) == (rating.consistency.value is None)
    assert all(0 < error.confidence <= 1 for error in rating.errors)


def rate(scorer: Scorer, asked: Sequence[Segment], kind: Kind, pair: LanguagePair = PAIR) -> list[Rating]:
    """The ratings, each looked through."""
    ratings = scorer.rate(asked, pair)
    for one, rating in zip(asked, ratings, strict=True):
        is_whole(one, rating, scorer, kind)
    return ratings


def test_no_back_end_is_forgotten() -> None:
    assert {*BACKENDS.values(), *BUILTIN.values()} == scorers_written()
    assert {kind.backend for kind in EVERY.values()} == BACKENDS.keys() | BUILTIN.keys()


def test_every_model_of_the_catalogue_has_a_back_end() -> None:
    assert {model.backend for model in MODELS.values()} == BACKENDS.keys()


@pytest.mark.parametrize("text", TEXTS)
def test_a_segment_has_a_whole_rating(scorer: Scorer, kind: Kind, text: str) -> None:
    """Whatever stands on its sides, wherever it stands in the article."""
    said = TEXTS[text]
    asked = [segment(ARABIC, said, at=1000), segment(said, ENGLISH), segment("", said)]
    into, beside, target_only = rate(scorer, asked, kind)
    empty = not said.strip()
    assert given(into) == (set() if empty else set(kind.gives))
    assert given(beside) == set(kind.gives) - ({"consistency"} if empty else set())
    assert "consistency" not in given(target_only)


def test_ratings_come_in_order_and_are_the_same_again(scorer: Scorer, kind: Kind) -> None:
    asked = segments([(ARABIC, said) for said in TEXTS.values()])
    ratings = rate(scorer, asked, kind)
    assert ratings == scorer.rate(asked, PAIR)


def test_company_does_not_change_a_rating(scorer: Scorer, kind: Kind) -> None:
    asked = segments([(ARABIC, said) for said in TEXTS.values()])
    for one, rating in zip(asked, scorer.rate(asked, PAIR), strict=True):
        (single,) = scorer.rate([one], PAIR)
        assert numbers(single) == pytest.approx(numbers(rating), abs=1e-4)
        assert [error.span for error in single.errors] == [error.span for error in rating.errors]
        assert single.windows == rating.windows


def test_the_signature_names_the_back_end_and_its_weights(scorer: Scorer, kind: Kind) -> None:
    name, _, checksum = scorer.signature.partition(":")
    assert name == kind.backend and re.fullmatch("[0-9a-f]{12}", checksum)


def test_no_segments_no_ratings(scorer: Scorer) -> None:
    assert scorer.rate([], PAIR) == []


@pytest.mark.parametrize(
    ("source", "target", "pair", "left"),
    [
        (ARABIC, ENGLISH, LanguagePair("ar", "en"), {"fluency", "consistency"}),
        ("", ENGLISH, LanguagePair("ar", "en"), {"fluency"}),
        (" \n", ENGLISH, LanguagePair("ar", "en"), {"fluency"}),
        (ARABIC, "", LanguagePair("ar", "en"), set()),
        (ARABIC, " \u3000", LanguagePair("ar", "en"), set()),
        ("", ENGLISH, LanguagePair("", "en"), {"fluency"}),
        (ARABIC, ENGLISH, LanguagePair("", "en"), {"fluency"}),
        (ARABIC, ENGLISH, LanguagePair("tlh", "en"), {"fluency"}),
        (ARABIC, ENGLISH, LanguagePair("ar", "tlh"), set()),
        (ARABIC, ENGLISH, LanguagePair("", ""), set()),
    ],
)
def test_what_cannot_be_scored_is_left_out_with_a_reason(
    scorer: Scorer, kind: Kind, source: str, target: str, pair: LanguagePair, left: set[str]
) -> None:
    """Beside a segment that can be, which it does not harm."""
    asked = segments([(source, target), (ARABIC, ENGLISH)])
    ratings = rate(scorer, asked, kind, pair)
    assert given(ratings[0]) == left & set(kind.gives)
    if pair == PAIR:
        assert given(ratings[1]) == set(kind.gives)


@pytest.mark.parametrize("told", [(ARABIC, LONG), (LONG_SOURCE, LONG)])
def test_a_long_segment_is_read_in_windows_and_says_so(scorer: Scorer, kind: Kind, told: tuple[str, str]) -> None:
    short, long = rate(scorer, [segment("قال", "said"), segment(*told)], kind)
    assert short.windows == 1
    assert long.windows > 1


def test_nothing_of_a_long_target_is_cut_off(scorer: Scorer, kind: Kind) -> None:
    asked = [segment(LONG_SOURCE, target) for target in (LONG, *with_another_word(LONG, "travelled"))]
    before, *after = (numbers(rating)[: None if kind.words else 2] for rating in rate(scorer, asked, kind))
    for place, rated in zip(PLACES, after, strict=True):
        assert before != pytest.approx(rated, abs=0, rel=1e-7), place


def test_nothing_of_a_long_source_is_cut_off(scorer: Scorer, kind: Kind) -> None:
    asked = [segment(source, LONG) for source in (LONG_SOURCE, *with_another_word(LONG_SOURCE, "سافر"))]
    before, *after = (numbers(rating) for rating in rate(scorer, asked, kind))
    for place, rated in zip(PLACES, after, strict=True):
        assert (before != rated) == ("consistency" in kind.gives), place
