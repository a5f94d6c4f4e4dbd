"""Exported decisions as training examples: only what somebody said is known; the network learns from them."""

from __future__ import annotations

import json
import math
import random
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from newsroom import Newsroom
from sqlalchemy import Engine

from models.errors import InvalidInput
from models.languages import LanguagePair
from models.scorers.builtin import BuiltinScorer
from models.training.batches import Batches
from models.training.course import Trainer, Until, train
from models.training.decisions import SENTENCE_WEIGHT, SHARE, WithDecisions, decided_examples
from models.training.losses import batch_loss
from models.training.rows import UNKNOWN, Example, Group
from scripts.calibration.calibrate import decided_texts
from service.exports.events import pages_of_site
from service.exports.lines import decision_lines
from tests.network.toy import toy_network, toy_tokenizer

TEXTS = ["الوزير في الميناء", "السفن تنتظر في الميناء", "وصل الوزير إلى الميناء"]
TARGET = "the minister denied the harbour"
AT = {word: TARGET.index(word) for word in ("minister", "denied", "harbour")}
KNOWN = {
    "article": "a", "revision": 1, "undone": False, "source_lang": "ar", "target_lang": "en", "segment": "s1",
    "source": TEXTS[0], "target": TARGET, "flag": None, "side": None, "start": None, "end": None, "segment_start": None,
    "post_edit": None,
}  # fmt: skip


def on(word: str, action: str, **more: Any) -> dict[str, Any]:
    """A decision on a flag of that word, 100 characters into the article."""
    start = 100 + AT[word]
    place = {"flag": word, "side": "target", "start": start, "end": start + len(word), "segment_start": 100}
    return KNOWN | {"action": action} | place | more


def edit(text: str, **more: Any) -> dict[str, Any]:
    return KNOWN | {"action": "edit", "post_edit": text} | more


def written(path: Path, rows: Sequence[dict[str, Any]]) -> Path:
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("rows", "wrong", "edited"),
    [
        ([on("denied", "confirm")], "? ? 1 ? ?", ""),
        ([on("denied", "change")], "? ? 1 ? ?", ""),
        ([on("denied", "mark")], "? ? 1 ? ?", ""),
        ([on("denied", "dismiss"), on("harbour", "confirm")], "? ? 0 ? 1", ""),
        ([on("denied", "confirm"), on("denied", "dismiss")], "? ? 0 ? ?", ""),  # the last word
        ([on("denied", "dismiss"), on("denied", "confirm", undone=True)], "? ? 0 ? ?", ""),
        ([on("denied", "dismiss"), on("denied", "mark", flag="more", end=100 + len(TARGET))], "? ? 1 1 1", ""),
        ([edit("the minister praised the harbour")], "0 0 ? 0 0", "0 0 1 0 0"),
        ([edit("the minister praised the harbour"), on("denied", "confirm")], "0 0 1 0 0", "0 0 1 0 0"),
        ([edit("the harbour")], "0 ? ? ? 0", "0 1 1 1 0"),
        ([edit("", post_edit=None)], None, ""),
        ([on("denied", "confirm", undone=True)], None, ""),
        ([KNOWN | {"action": "finish", "segment": None}], None, ""),
        ([on("denied", "confirm", source_lang="mt")], None, ""),  # not known to the model
        ([on("denied", "confirm", target_lang="fa")], None, ""),
    ],
)
def test_what_is_known_of_each_word(
    tmp_path: Path, rows: list[dict[str, Any]], wrong: str | None, edited: str
) -> None:
    found = decided_examples(written(tmp_path / "d.jsonl", rows))
    if wrong is None:
        assert found == []
        return
    (made,) = found
    values = {"?": UNKNOWN, "0": 0.0, "1": 1.0}
    np.testing.assert_array_equal(made.wrong, [values[word] for word in wrong.split()])
    np.testing.assert_array_equal(made.edited, [values[word] for word in edited.split()])
    assert (made.pair, list(made.target)) == (LanguagePair("ar", "en"), TARGET.split())
    assert made.source == TEXTS[0].split() and all(map(math.isnan, made.lost))
    assert made.sentence_weight == (SENTENCE_WEIGHT if edited else 0.0)


def test_a_post_edit_tells_what_was_missing_and_how_much_changed(tmp_path: Path) -> None:
    (made,) = decided_examples(written(tmp_path / "d.jsonl", [edit("today the minister denied the old harbour")]))
    assert list(made.gaps) == [1, 0, 0, 0, 1, 0]
    assert made.hter == pytest.approx(2 / 7)


def test_a_flag_of_the_source_is_about_source_words(tmp_path: Path) -> None:
    lost = on("denied", "confirm", side="source", start=100, end=100 + len(TEXTS[0].split()[0]))
    (made,) = decided_examples(written(tmp_path / "d.jsonl", [lost]))
    assert made.lost[0] == 1.0 and all(map(math.isnan, [*made.lost[1:], *made.wrong]))


def test_translations_of_english_and_texts_without_a_source(tmp_path: Path) -> None:
    turned = {"source_lang": "en", "target_lang": "de", "source": "a", "article": "b"}
    alone = {"source_lang": "", "source": "", "article": "c"}
    rows = [on("denied", "confirm", **turned), on("denied", "confirm", **alone)]
    german, english = decided_examples(written(tmp_path / "d.jsonl", rows))
    assert (german.pair, list(german.edited)) == (LanguagePair("en", "de"), [])
    assert (english.pair, english.source, english.lost) == (LanguagePair("", "en"), None, [])


@pytest.mark.parametrize(
    ("text", "told"),
    [("{", "line 1 is not JSON"), ("[]", "line 1 is not a JSON object"), ("\n{}\n", "line 2 is no decision")],
)
def test_what_is_no_export_is_refused(tmp_path: Path, text: str, told: str) -> None:
    path = tmp_path / "d.jsonl"
    with pytest.raises(InvalidInput, match="cannot be read"):
        decided_examples(path)
    path.write_text(text)
    with pytest.raises(InvalidInput, match=told):
        decided_examples(path)


@pytest.fixture
def exported(engine: Engine, tmp_path: Path) -> Path:
    """What the service exports of two articles: flags decided on, a passage marked, a sentence edited."""
    room = Newsroom(engine)
    for target in ("They take advantage of it 👩‍🚀🇲🇷 today.", "They take advantage of it\u2028at once."):
        article = room.article(target, TEXTS[0])
        room.act(article, "ann", "confirm", flag=room.flag(article, "take advantage"))
        room.act(article, "ann", "mark", start=0, end=4, category="fluency/grammar", severity="minor")
        room.act(article, "ann", "edit", segment="s1", text="They draw closer today.")
        room.act(article, "ann", "finish")
    path = tmp_path / "decisions.jsonl"
    path.write_bytes(b"".join(decision_lines(pages_of_site(engine, "news", 0.0))))
    return path


class Plain:
    """A source of groups that always draws the same."""

    def __init__(self, seed: int = 1) -> None:
        sound = Example(LanguagePair("ar", "en"), ["ships", "are", "waiting"], TEXTS[1].split(), [0.0] * 3)
        self.group, self.rng, self.drawn = Group([sound]), random.Random(seed), 0

    def draw(self) -> Group:
        self.drawn += 1
        return self.group

    def state(self) -> object:
        return self.rng.getstate()

    def restore(self, state: Any) -> None:
        self.rng.setstate(state)


def test_a_network_learns_from_what_the_service_exported(
    exported: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("models.training.decisions.SHARE", 1.0)
    examples = decided_examples(exported)
    assert len(examples) == 2
    assert [word for word, value in zip(examples[0].target, examples[0].wrong, strict=True) if value == 1.0] == [
        "They", "take", "advantage",
    ]  # fmt: skip
    tokenizer = toy_tokenizer()
    trainer = Trainer(toy_network())
    batches = Batches(WithDecisions(Plain(), examples), tokenizer, tokens=200, pool=8)
    batch = next(batches)

    def loss() -> float:
        trainer.network.eval()
        with torch.no_grad():
            return float(sum(batch_loss(trainer.network, batch, "cpu").values()))

    before = loss()
    train(trainer, batches, Until(60), tmp_path)
    assert loss() < 0.9 * before


def test_decisions_are_a_share_of_what_is_drawn_and_can_be_drawn_again(exported: Path) -> None:
    plain = Plain()
    groups = WithDecisions(plain, decided_examples(exported))
    begun = groups.state()
    drawn = [groups.draw() for _ in range(1000)]
    assert 1000 - plain.drawn == pytest.approx(1000 * SHARE, rel=0.3)
    groups.restore(begun)
    assert [groups.draw() for _ in range(1000)] == drawn


def test_without_a_sentence_to_learn_from_it_is_told() -> None:
    with pytest.raises(InvalidInput, match="nothing to learn from"):
        WithDecisions(Plain(), [])


def test_confidences_are_fitted_on_the_words_that_were_decided_on(exported: Path) -> None:
    examples = decided_examples(exported)
    scorer: Any = BuiltinScorer(toy_network().eval(), toy_tokenizer(), "0" * 64)
    texts = list(decided_texts(scorer, examples))
    assert len(texts) == len(examples) == 2
    for text, example in zip(texts, examples, strict=True):
        known = [(w, v) for w, v in zip(example.target, example.wrong, strict=True) if not math.isnan(v)]
        assert [word.span.of(text.text) for word in text.words] == [word for word, _ in known]
        assert [span.of(text.text) for span in text.errors] == [word for word, value in known if value == 1.0]
    assert list(decided_texts(scorer, [])) == []
