"""What a translation model would rather have said, and translating back: as transformers' own search, cut to measure.

The models have learnt two sentences by heart, so that what they would say is known.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from transformers import GenerationConfig

from models.languages import UNTOLD_INTO_ENGLISH, LanguagePair
from models.scorers.base import TranslationModel
from models.scorers.files import ModelFiles
from models.scorers.translation.continuation import Gap, same
from models.scorers.translation.scorer import TranslationScorer
from models.spans import Span
from models.text.words import count_words
from scorers.tiny_models import CHECKSUM, SETTINGS, TEXTS, segment, segments
from scorers.translation.tiny_translation import FAMILIES, POSITIONS, make, teach

PAIR = LanguagePair("ar", "en")
MINISTER = ("قال الوزير في مصر إن المحادثات ستستمر.", "The minister said in Egypt that the talks would go on.")
TRAVELLED = (
    "ثم سافر إلى العاصمة حيث انتظر كثير من الناس.",
    "He then travelled to the capital, where many people waited.",
)
CODES = {"marian": ("ar", "en"), "m2m100": ("ar", "en"), "nllb": ("arb_Arab", "eng_Latn")}
BEGINNINGS = [
    (MINISTER[0], "The minister"),
    (MINISTER[0], ""),
    (TRAVELLED[0], "The minister said in Egypt that the"),
    ("👩‍🚀 漢字", "He then cafe\u0301"),
    (MINISTER[0] * 2, "x" * 20),
]


@pytest.fixture(scope="module")
def scorers(tmp_path_factory: pytest.TempPathFactory) -> dict[str, TranslationScorer]:
    found = {}
    for family in FAMILIES:
        folder = make(family, tmp_path_factory.mktemp("models") / family)
        teach(family, folder, [MINISTER, TRAVELLED])
        found[family] = TranslationScorer.load(ModelFiles(folder, SETTINGS, CHECKSUM))
    return found


@pytest.fixture(params=FAMILIES)
def family(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def scorer(scorers: dict[str, TranslationScorer], family: str) -> TranslationScorer:
    return scorers[family]


def generated(
    scorer: TranslationScorer, family: str, text: str, given: str, most: int, back: bool = False
) -> list[int]:
    """What transformers' own greedy search says after `given`; row and start by the tokenizer's rules, not by ours."""
    tokenizer, model = scorer.opened.tokenizer, scorer.opened.network
    source, target = CODES[family][::-1] if back else CODES[family]
    forced, start = None, [model.config.decoder_start_token_id]
    silent = {*tokenizer.all_special_ids} - {tokenizer.eos_token_id}
    if family != "marian":
        tokenizer.src_lang = source
        name = f"__{target}__" if family == "m2m100" else target
        forced = tokenizer.convert_tokens_to_ids(name)
    if family == "m2m100":
        silent |= set(range(len(tokenizer.encoder), model.config.vocab_size))  # languages, and entries without a name
    if not back:  # the language is then part of what is given, not forced
        side = {"text_target" if family == "marian" else "text": given}
        start += [forced] if forced is not None else []
        start, forced = [*start, *(tokenizer(**side, add_special_tokens=False)["input_ids"] if given else [])], None
    model.generation_config = GenerationConfig(
        num_beams=1,
        do_sample=False,
        max_new_tokens=most + (forced is not None),
        suppress_tokens=sorted(silent - {forced}),
        forced_bos_token_id=forced,
        decoder_start_token_id=start[0],
        eos_token_id=tokenizer.eos_token_id,
        pad_token_id=tokenizer.pad_token_id,
    )
    with torch.inference_mode():
        row = tokenizer(text, return_tensors="pt")
        whole = model.generate(**row, decoder_input_ids=torch.tensor([start]))[0].tolist()
    said = whole[len(start) + (forced is not None) :]
    return said[: said.index(tokenizer.eos_token_id)] if tokenizer.eos_token_id in said else said


def test_they_satisfy_the_protocol(scorer: TranslationScorer) -> None:
    assert isinstance(scorer, TranslationModel)


@pytest.mark.parametrize("untaught", [False, True])
def test_going_on_is_transformers_greedy_search(
    scorer: TranslationScorer, family: str, untaught: bool, tmp_path: Path
) -> None:
    """All rows together, of unlike lengths; transformers takes them one by one."""
    if untaught:
        scorer = TranslationScorer.load(ModelFiles(make(family, tmp_path / family), SETTINGS, CHECKSUM))
    network = scorer.network
    rows = [
        (
            network.source_row(network.source_ids(source), PAIR),
            [*network.target_prefix("en"), *(one.id for one in network.subwords(begun))],
        )
        for source, begun in BEGINNINGS
    ]
    said = network.go_on(rows, [15, 30, 8, 15, 1], lambda row, ids: False)
    for (source, begun), most, one in zip(BEGINNINGS, [15, 30, 8, 15, 1], said, strict=True):
        assert list(one.ids) == generated(scorer, family, source, begun, most)
        assert one.ended == (len(one.ids) < most)


@pytest.mark.parametrize("text", [MINISTER[1], TRAVELLED[1], "The capital waited.", "漢字 👩‍🚀 x"])
@pytest.mark.parametrize("family", ["m2m100", "nllb"])
def test_translating_back_is_transformers_greedy_search(
    scorers: dict[str, TranslationScorer], family: str, text: str
) -> None:
    scorer = scorers[family]
    most = min(2 * len(scorer.network.source_ids(text)) + 20, POSITIONS - 4)
    (back,) = scorer.back_translate([segment("x", text)], PAIR)
    assert back == scorer.network.text(generated(scorer, family, text, "", most, back=True))


def test_a_sentence_goes_there_and_back(scorer: TranslationScorer, family: str) -> None:
    found = scorer.back_translate([segment(*MINISTER), segment("مصر", ""), segment(*TRAVELLED)], PAIR)
    assert found == (["", "", ""] if family == "marian" else [MINISTER[0], "", TRAVELLED[0]])


@pytest.mark.parametrize(
    ("pair", "target", "passage", "proposal"),
    [
        (MINISTER, "The minister denied in Egypt that the talks would go on.", "denied", "said"),
        (MINISTER, "The minister said in Egypt that the talks would go on.", "said", ""),
        (MINISTER, "The minister Said in Egypt that the talks would go on.", "Said", ""),
        (MINISTER, "The minister has been told in Egypt that the talks", "has been told", "said"),
        (MINISTER, "He then denied.", "He then denied.", "The minister said"),
        (TRAVELLED, "He then travelled to capital, where many people waited.", "capital", "the capital"),
        (TRAVELLED, "He then travelled to the village, where many people waited.", "the village", "the capital"),
        (TRAVELLED, "He then travelled to the capital, where many people slept.", "slept", "waited"),
        (TRAVELLED, "He then travelled to the capital, where many people slept.", "slept.", "waited."),
        (TRAVELLED, "He then travelled to the capital, where many people slept. He", "slept", "waited"),
    ],
)
def test_a_model_says_what_it_has_learnt(
    scorer: TranslationScorer, pair: tuple[str, str], target: str, passage: str, proposal: str
) -> None:
    one = segment(pair[0], target, at=40)
    at = 40 + target.index(passage)
    assert scorer.suggest([(one, Span(at, at + len(passage)))], PAIR) == [proposal]


def test_nothing_is_said_where_nothing_can_be(scorer: TranslationScorer) -> None:
    whole, alone = segment(*MINISTER), segment("", MINISTER[1])
    asked = [(whole, Span(7, 10)), (alone, Span(7, 10))]
    assert scorer.suggest(asked, LanguagePair("ar", "xx")) == scorer.suggest(asked, UNTOLD_INTO_ENGLISH) == ["", ""]
    assert scorer.suggest([(alone, Span(7, 10))], PAIR) == [""]
    assert scorer.back_translate([whole], LanguagePair("xx", "en")) == [""]
    assert scorer.suggest([], PAIR) == scorer.back_translate([], PAIR) == []


def test_company_does_not_change_an_answer(scorer: TranslationScorer) -> None:
    target = "The minister denied in Africa that talks would go down. He then went to capital."
    found = segments([(MINISTER[0], target), (TRAVELLED[0], target * 6), ("مصر", "Egypt")])
    asked = [
        (one, Span(at, at + 9))
        for one in found
        if one.target_span is not None
        for at in range(one.target_span.start, one.target_span.end - 9, 23)
    ]
    together = scorer.suggest(asked, PAIR)
    assert len(together) > 20
    assert together == [scorer.suggest([one], PAIR)[0] for one in asked]
    assert any(together)
    assert scorer.back_translate(found, PAIR) == [scorer.back_translate([one], PAIR)[0] for one in found]


def test_passages_deep_in_a_long_segment_see_what_stands_before_and_their_part_of_the_source(
    scorer: TranslationScorer,
) -> None:
    target = " ".join([MINISTER[1]] * 12)
    one = segment(" ".join([MINISTER[0]] * 12), target, at=0)
    ids = [subword.id for subword in scorer.network.subwords(target)]
    seen = [window.source for window in scorer._windows(0, one.source, ids)]
    places = [at for at in range(len(target)) if target.startswith("said", at)]
    for at in places:
        asked = scorer._asked(one, Span(at, at + 4), "en")
        assert asked is not None and asked.most > 0
        assert len(asked.given) + asked.most <= POSITIONS - 4 and asked.source in seen
        before = len(scorer.network.subwords(target[:at]))
        assert list(asked.given) == ids[before - len(asked.given) : before]
    assert len(scorer.suggest([(one, Span(at, at + 4)) for at in places], PAIR)) == 12


@pytest.mark.parametrize("text", [" ".join([MINISTER[1]] * 20), "x" * 500, "", "  ", "漢字" * 200 + " a. b"])
def test_a_long_text_is_translated_back_in_parts_and_nothing_is_lost(scorer: TranslationScorer, text: str) -> None:
    pieces = list(scorer._pieces(text, "en"))
    assert all(0 < len(piece) <= POSITIONS - 4 for piece in pieces)
    assert [number for piece in pieces for number in piece] == [one.id for one in scorer.network.subwords(text)]


def test_sentences_of_a_long_text_come_back_one_by_one(scorers: dict[str, TranslationScorer]) -> None:
    text = " ".join([MINISTER[1], TRAVELLED[1], MINISTER[1], TRAVELLED[1]])
    (back,) = scorers["m2m100"].back_translate([segment("x", text)], PAIR)
    assert back == " ".join([MINISTER[0], TRAVELLED[0], MINISTER[0], TRAVELLED[0]])


@settings(max_examples=30)
@given(source=TEXTS, target=TEXTS, places=st.tuples(st.integers(0, 39), st.integers(1, 12)))
@pytest.mark.parametrize("family", FAMILIES)
def test_any_passage_of_any_text_is_answered_in_whole_words(
    scorers: dict[str, TranslationScorer], family: str, source: str, target: str, places: tuple[int, int]
) -> None:
    start = min(places[0], len(target) - 1)
    passage = Span(start, min(len(target), start + places[1]))
    (found,) = scorers[family].suggest([(segment(source, target), passage.shift(7))], PAIR)
    assert found == found.strip()
    assert count_words(found) <= Gap(target, passage, "en").words + 2
    assert not found or not same(found, passage.of(target))
    assert "▁" not in found and not any(mark in found for mark in ("</s>", "<pad>", "<unk>", "__", "_Latn"))


@pytest.mark.parametrize(
    "odd", [None, {"num_beams": 4, "max_length": 3, "forced_bos_token_id": 5, "bad_words_ids": [[7], [8]]}]
)
def test_the_settings_for_generation_in_a_folder_do_not_matter(
    family: str, odd: dict[str, object] | None, tmp_path: Path
) -> None:
    folder = make(family, tmp_path / family)
    kept = folder / "generation_config.json"
    answers = []
    for _ in range(2):
        scorer = TranslationScorer.load(ModelFiles(folder, SETTINGS, CHECKSUM))
        asked = [(segment(*MINISTER), Span(7 + at, 12 + at)) for at in range(0, 40, 5)]
        answers.append((scorer.suggest(asked, PAIR), scorer.back_translate([segment(*MINISTER)], PAIR)))
        if odd is None:
            kept.unlink(missing_ok=True)
        else:
            kept.write_text(json.dumps(odd))
    assert answers[0] == answers[1]
