"""What is special to the built-in model: two views of a word, English on either side."""

from __future__ import annotations

from pathlib import Path

import pytest

from models.errors import ModelUnavailable
from models.hub.settings import BUILTIN_PRECISION_VARIABLE
from models.languages import LanguagePair
from models.network.kinds import KINDS
from models.scorers.builtin import BuiltinScorer
from models.scorers.memory import key as memory_key
from models.text.words import word_spans
from scorers.every_scorer import builtin
from scorers.tiny_models import ARABIC, ENGLISH, segments


@pytest.fixture(scope="module")
def scorer(tmp_path_factory: pytest.TempPathFactory) -> BuiltinScorer:
    return builtin(tmp_path_factory.mktemp("builtin"))


@pytest.mark.parametrize(
    ("source_lang", "target_lang", "sides"),
    [
        ("ar", "en", {"fluency", "consistency"}),
        ("en", "ar", {"fluency", "consistency"}),
        ("en", "de", {"fluency", "consistency"}),
        ("ja", "en", {"fluency", "consistency"}),  # an experiment
        ("mt", "en", {"fluency"}),
        ("", "en", {"fluency"}),
        ("ar", "de", set()),
        ("en", "tr", set()),
    ],
)
@pytest.mark.parametrize("target", [ENGLISH, ARABIC * 40, "x" * 3000, "a" * 90 + " " + "zq" * 45 + " end"])
def test_it_scores_beside_english(
    scorer: BuiltinScorer, source_lang: str, target_lang: str, sides: set[str], target: str
) -> None:
    for one, rating in zip(
        asked := segments([(ARABIC, target), (ENGLISH * 30, target)]),
        scorer.rate(asked, LanguagePair(source_lang, target_lang)),
        strict=True,
    ):
        scores = (rating.fluency, rating.consistency)
        assert {score.metric for score in scores if score.value is not None} == sides
        assert all(score.reason for score in scores if score.value is None)
        assert len(rating.words) == (len(word_spans(one.target)) if sides else 0)


def test_a_word_alone_is_rated_without_the_source(scorer: BuiltinScorer) -> None:
    """Even random weights answer to another source with other numbers."""
    asked = segments([("قال الوزير", "the minister said"), ("سافر إلى مصر", "the minister said")])
    first, second = scorer.rate(asked, LanguagePair("ar", "en"))
    target_only = [word.target_only for word in second.words]
    assert [word.target_only for word in first.words] == pytest.approx(target_only, abs=1e-5)
    assert [word.with_source for word in first.words] != [word.with_source for word in second.words]


def test_the_network_is_told_which_side_is_the_translation(scorer: BuiltinScorer) -> None:
    english, arabic = ["the", "minister", "said"], ["قال", "الوزير"]
    (into,) = scorer.inference.read([(english, arabic)])
    (out,) = scorer.inference.read([(arabic, english)], LanguagePair("en", "ar"))
    assert (len(out.error), len(out.lost), len(out.gaps)) == (2, 3, 3)
    assert into.lost != pytest.approx(out.error)


def test_every_word_says_what_error_it_would_be(scorer: BuiltinScorer) -> None:
    asked = segments([("قال الوزير", "the minister said"), ("", "the minister said")])
    seen, target_only = scorer.rate(asked, LanguagePair("ar", "en"))
    for rating, segment in zip((seen, target_only), asked, strict=True):
        for word in rating.words:
            assert word.profile is not None and word.profile.kind in KINDS
            assert 0 <= word.profile.major <= 1 and 0 <= word.profile.critical <= 1
            assert word.profile.kind_probability >= 1 / len(KINDS)
            source = word.profile.source
            assert source is None or (segment.source_span is not None and segment.source_span.contains(source))
    assert [word.span.shift(0) for word in seen.source_words] == [
        span.shift(asked[0].source_span.start) for span in word_spans(asked[0].source) if asked[0].source_span
    ]
    assert target_only.source_words == () and all(w.profile and w.profile.source is None for w in target_only.words)


@pytest.mark.parametrize(
    ("wanted", "fastest_here", "named"),
    [
        ("", "float32", ""),
        ("", "bfloat16", "/bfloat16"),  # who says nothing gets the faster one
        ("", "float32", ""),
        ("auto", "float32", ""),
        ("auto", "bfloat16", "/bfloat16"),
        ("float32", "bfloat16", ""),
        ("bfloat16", "float32", "/bfloat16"),
    ],
)
def test_its_signature_names_the_type_that_it_reads_in(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, wanted: str, fastest_here: str, named: str
) -> None:
    """So that what was said in one is not mixed with what is said in another: in memories of ratings, in archives."""
    monkeypatch.setenv(BUILTIN_PRECISION_VARIABLE, wanted)
    monkeypatch.setattr("models.scorers.builtin.fastest", lambda: fastest_here)
    found = builtin(tmp_path)
    plain = BuiltinScorer.load(tmp_path / "model", "float32").signature
    assert found.signature == plain + named
    asked = segments([("قال الوزير", "the minister said")])[0]
    pair = LanguagePair("ar", "en")
    assert (memory_key(found.signature, asked, pair) == memory_key(plain, asked, pair)) is not bool(named)


def test_a_type_that_there_is_not_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(BUILTIN_PRECISION_VARIABLE, "int4")
    with pytest.raises(ModelUnavailable, match="MTQC_BUILTIN_PRECISION must be one of auto, float32, bfloat16"):
        builtin(tmp_path)
