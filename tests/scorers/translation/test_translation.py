"""Forced decoding: the models' own loss, where subwords stand, and which pairs a model knows."""

from __future__ import annotations

from pathlib import Path

import pytest
import torch
from transformers import M2M100Tokenizer

from models.article import Article, Segment
from models.errors import ModelUnavailable
from models.hub.settings import Settings
from models.languages import LanguagePair
from models.scorers.files import ModelFiles
from models.scorers.translation.scorer import Forced, TranslationScorer, _wrong
from models.scorers.translation.subwords import Subword
from models.spans import Span
from models.text.alignment import align
from scorers.translation.tiny_translation import FAMILIES, POSITIONS, make

ARABIC = "قال الوزير في مصر 👩‍🚀. ثم سافر."
ENGLISH = "The minister said in Egypt 👩‍🚀 cafe\u0301. He then travelled 漢字."


@pytest.fixture(scope="module")
def scorers(tmp_path_factory: pytest.TempPathFactory) -> dict[str, TranslationScorer]:
    place = tmp_path_factory.mktemp("models")
    return {
        family: TranslationScorer.load(ModelFiles(make(family, place / family), Settings(), "a" * 64))
        for family in FAMILIES
    }


@pytest.fixture(params=FAMILIES)
def scorer(request: pytest.FixtureRequest, scorers: dict[str, TranslationScorer]) -> TranslationScorer:
    return scorers[request.param]


def segments(source: str | None, target: str) -> tuple[Segment, ...]:
    return align(Article("a", target, source, LanguagePair("ar", "en")), lambda s, t: 0.5)


def segment_of(source: str, target: str) -> Segment:
    return Segment("s1", source, target, Span(0, len(source)), Span(0, len(target)))


def test_log_probabilities_are_those_of_the_models_own_loss(scorer: TranslationScorer) -> None:
    """On one padded batch, made here by the tokenizer's own rules instead of by ours."""
    sources = ["قال الوزير في مصر.", "ثم سافر إلى العاصمة حيث انتظر كثير من الناس."]
    targets = ["The minister said in Egypt.", "He then travelled."]
    tokenizer, model = scorer.opened.tokenizer, scorer.opened.network
    if not scorer.network.one_way:
        codes = ("ar", "en") if isinstance(tokenizer, M2M100Tokenizer) else ("arb_Arab", "eng_Latn")
        tokenizer.src_lang, tokenizer.tgt_lang = codes
    batch = tokenizer(sources, text_target=targets, return_tensors="pt", padding=True)
    labels = batch["labels"].masked_fill(batch["labels"] == tokenizer.pad_token_id, -100)
    if not scorer.network.one_way:
        labels[:, 0] = -100  # the language is given, not said
    with torch.inference_mode():
        decoder = torch.cat([torch.full((2, 1), model.config.decoder_start_token_id), batch["labels"][:, :-1]], dim=1)
        loss = model(batch["input_ids"], batch["attention_mask"], decoder_input_ids=decoder, labels=labels).loss
    forced = scorer.force(list(zip(sources, targets, strict=True)), LanguagePair("ar", "en"))
    total = sum(sum(found.logs) + found.end for found in forced)
    count = sum(len(found.logs) + 1 for found in forced)
    assert count == int((labels != -100).sum())
    assert -total / count == pytest.approx(float(loss), abs=1e-4)


def test_every_word_is_rated_however_long_the_segment(scorer: TranslationScorer) -> None:
    target = ("minister " * 200).strip()
    (rating,) = scorer.rate([segment_of(ARABIC, target)], LanguagePair("ar", "en"))
    (forced,) = scorer.force([(ARABIC, target)], LanguagePair("ar", "en"))
    assert len(rating.words) == 200
    assert len(forced.logs) == len(forced.subwords) > POSITIONS
    assert all(log < 0 for log in forced.logs)


def test_the_source_is_read(scorer: TranslationScorer) -> None:
    target = "the minister said"
    values = [
        scorer.rate([segment_of(source, target)], LanguagePair("ar", "en"))[0].consistency.value
        for source in ("قال الوزير", "سافر إلى مصر")
    ]
    assert values[0] != pytest.approx(values[1], rel=1e-6)


@pytest.mark.parametrize(
    ("family", "pair", "why"),
    [
        ("marian", ("de", "en"), "does not know German as a source"),
        ("marian", ("ar", "de"), "does not know German as a target"),
        ("m2m100", ("xx", "en"), "does not know xx as a source"),
        ("nllb", ("ar", "xx"), "does not know xx as a target"),
        ("nllb", ("", "en"), "no source"),
    ],
)
def test_it_abstains_with_a_reason(
    scorers: dict[str, TranslationScorer], family: str, pair: tuple[str, str], why: str
) -> None:
    for rating in scorers[family].rate(segments(ARABIC, ENGLISH), LanguagePair(*pair)):
        assert rating.consistency.value is None and why in rating.consistency.reason
        assert rating.words == ()


def test_a_device_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(ModelUnavailable, match="does not fit on the device cuda:7"):
        TranslationScorer.load(ModelFiles(make("marian", tmp_path / "m"), Settings(device="cuda:7"), "a" * 64))


def test_a_word_is_as_wrong_as_its_subwords_are_unlikely() -> None:
    subwords = [Subword(0, 0, 1), Subword(1, 1, 2)]
    forced = Forced(subwords, [-0.5, -1.5], 0.0)
    assert _wrong(Span(0, 2), forced) == pytest.approx(1 - 2.718281828 ** -1.0)
    assert _wrong(Span(1, 2), forced) == pytest.approx(1 - 2.718281828 ** -1.5)
