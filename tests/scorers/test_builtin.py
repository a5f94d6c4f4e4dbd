"""What is special to the built-in model: two views of a word, English on either side."""

from __future__ import annotations

import pytest
from backends.tiny_models import ARABIC, ENGLISH, segments

from models.scorers.builtin import BuiltinScorer
from models.text.words import word_spans
from scorers.every_scorer import builtin


@pytest.fixture(scope="module")
def scorer(tmp_path_factory: pytest.TempPathFactory) -> BuiltinScorer:
    return builtin(tmp_path_factory.mktemp("builtin"))


@pytest.mark.parametrize(
    ("source_lang", "target_lang", "sides"),
    [
        ("ar", "en", {"fluency", "consistency"}),
        ("en", "ar", {"fluency", "consistency"}),
        ("en", "de", {"fluency", "consistency"}),
        ("ja", "en", {"fluency"}),
        ("", "en", {"fluency"}),
        ("ar", "de", set()),
        ("en", "tr", set()),
    ],
)
@pytest.mark.parametrize("target", [ENGLISH, ARABIC * 40, "x" * 3000, "a" * 90 + " " + "zq" * 45 + " end"])
def test_it_judges_beside_english(
    scorer: BuiltinScorer, source_lang: str, target_lang: str, sides: set[str], target: str
) -> None:
    for one, rating in zip(
        asked := segments([(ARABIC, target), (ENGLISH * 30, target)]),
        scorer.rate(asked, source_lang, target_lang),
        strict=True,
    ):
        scores = (rating.fluency, rating.consistency)
        assert {score.metric for score in scores if score.value is not None} == sides
        assert all(score.reason for score in scores if score.value is None)
        assert len(rating.words) == (len(word_spans(one.target)) if sides else 0)


def test_a_word_alone_is_judged_without_the_source(scorer: BuiltinScorer) -> None:
    """Even random weights answer to another source with other numbers."""
    asked = segments([("قال الوزير", "the minister said"), ("سافر إلى مصر", "the minister said")])
    first, second = scorer.rate(asked, "ar", "en")
    assert [word.alone for word in first.words] == pytest.approx([word.alone for word in second.words], abs=1e-5)
    assert [word.with_source for word in first.words] != [word.with_source for word in second.words]


def test_the_network_is_told_which_side_is_the_translation(scorer: BuiltinScorer) -> None:
    english, arabic = ["the", "minister", "said"], ["قال", "الوزير"]
    (into,) = scorer.judge([(english, arabic)], "ar")
    (out,) = scorer.judge([(arabic, english)], "ar", from_english=True)
    assert (len(out.words), len(out.source), len(out.gaps)) == (2, 3, 3)
    assert into.source != pytest.approx(out.words)


def test_a_word_of_which_no_subword_is_left_does_not_shift_the_others(scorer: BuiltinScorer) -> None:
    words = ["the", "minister", "said", "so"]
    (plain,) = scorer.judge([(words, ["قال", "الوزير"])], "ar")
    (odd,) = scorer.judge([(["the", "\u200d", *words[1:]], ["قال", "الوزير"])], "ar")
    assert odd.words[[0, 2, 3, 4]] == pytest.approx(plain.words, abs=1e-5)
    assert odd.words[1] == 0
    assert odd.source == pytest.approx(plain.source, abs=1e-5)
    assert len(plain.source) == 2
