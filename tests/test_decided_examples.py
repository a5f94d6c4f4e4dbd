"""Exported decisions as training examples: only what somebody said is known; the network learns from them."""

from __future__ import annotations

import json
import math
import random
from collections.abc import Sequence
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
import torch
from models.encoder import PairTokenizer, QualityNetwork
from models.training.examples import UNKNOWN, Row, encode
from models.training.loop import Schedule, batch_loss, train
from models.training.recipe import DECIDED, WithDecisions
from models.training.stream import Batches
from newsroom import Newsroom
from sqlalchemy import Engine

from models.errors import InvalidInput
from models.training.decisions import SENTENCE_WEIGHT, decided_examples
from scripts.calibrate import decided_words
from service.exports.events import pages_of_site
from service.exports.lines import decision_lines
from tests.toy_examples import TEXTS, example, toy_tokenizer

TARGET = "the minister denied the harbour"
AT = {word: TARGET.index(word) for word in ("minister", "denied", "harbour")}
NOWHERE: Any = SimpleNamespace(get=lambda lang: None)
"""No lexicons."""
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
        ([on("denied", "confirm", source_lang="ja")], None, ""),  # not judged by the model
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
    assert (made.lang, list(made.target), made.from_english) == ("ar", TARGET.split(), False)
    assert made.source == TEXTS[0].split() and all(map(math.isnan, made.source_wrong))
    assert made.sentence_weight == (SENTENCE_WEIGHT if edited else 0.0)


def test_a_post_edit_tells_what_was_missing_and_how_much_changed(tmp_path: Path) -> None:
    (made,) = decided_examples(written(tmp_path / "d.jsonl", [edit("today the minister denied the old harbour")]))
    assert list(made.gaps) == [1, 0, 0, 0, 1, 0]
    assert made.hter == pytest.approx(2 / 7)


def test_a_flag_of_the_source_is_about_source_words(tmp_path: Path) -> None:
    lost = on("denied", "confirm", side="source", start=100, end=100 + len(TEXTS[0].split()[0]))
    (made,) = decided_examples(written(tmp_path / "d.jsonl", [lost]))
    assert made.source_wrong[0] == 1.0 and all(map(math.isnan, [*made.source_wrong[1:], *made.wrong]))


def test_translations_of_english_and_texts_without_a_source(tmp_path: Path) -> None:
    turned = {"source_lang": "en", "target_lang": "de", "source": "a", "article": "b"}
    alone = {"source_lang": "", "source": "", "article": "c"}
    rows = [on("denied", "confirm", **turned), on("denied", "confirm", **alone)]
    german, english = decided_examples(written(tmp_path / "d.jsonl", rows))
    assert (german.lang, german.from_english, list(german.edited)) == ("de", True, [])
    assert (english.lang, english.source, english.source_wrong) == ("en", None, [])


@pytest.mark.parametrize(
    ("text", "told"),
    [("{", "line 1 is not JSON"), ("[]", "line 1 is no decision"), ("\n{}\n", "line 2 is no decision")],
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
    """What the service exports of two articles: flags judged, a passage marked, a sentence edited."""
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
    """A stage that always draws the same row."""

    def __init__(self, row: Row, seed: int) -> None:
        self.row, self.rng, self.drawn = row, random.Random(seed), 0

    def draw(self) -> Row:
        self.drawn += 1
        return self.row

    def state(self) -> object:
        return self.rng.getstate()

    def restore(self, state: Any) -> None:
        self.rng.setstate(state)


@pytest.fixture(scope="module")
def tokenizer() -> PairTokenizer:
    return toy_tokenizer()


@pytest.fixture
def plain(tokenizer: PairTokenizer) -> Plain:
    row = encode(example("ships are waiting", TEXTS[1], [0, 0, 0]), tokenizer, None)
    assert row is not None
    return Plain(row, 1)


def test_a_network_learns_from_what_the_service_exported(
    exported: Path, tokenizer: PairTokenizer, plain: Plain, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("models.training.recipe.DECIDED", 0.9)  # a dozen steps, most of them of decisions
    examples = decided_examples(exported)
    assert len(examples) == 2
    assert [word for word, value in zip(examples[0].target, examples[0].wrong, strict=True) if value == 1.0] == [
        "They", "take", "advantage",
    ]  # fmt: skip
    torch.manual_seed(0)
    network = QualityNetwork(tokenizer.english_size, tokenizer.source.get_vocab_size(), layers=1)
    decided = [row for one in examples if (row := encode(one, tokenizer, None)) is not None]

    def loss() -> float:
        network.eval()
        with torch.no_grad():
            return float(batch_loss(network, decided, "cpu"))

    before = loss()
    rows = WithDecisions(plain, examples, tokenizer, NOWHERE)
    train(network, Batches(rows, 8, pool=2), Schedule(12, 1e5), tmp_path / "run.pt")
    assert loss() < 0.9 * before


def test_decisions_are_a_share_of_what_is_drawn_and_can_be_drawn_again(
    exported: Path, tokenizer: PairTokenizer, plain: Plain
) -> None:
    rows = WithDecisions(plain, decided_examples(exported), tokenizer, NOWHERE)
    begun = rows.state()
    drawn = [rows.draw() for _ in range(1000)]
    assert 1000 - plain.drawn == pytest.approx(1000 * DECIDED, rel=0.3)
    rows.restore(begun)
    again = [rows.draw() for _ in range(1000)]
    assert all(np.array_equal(a.encoded.ids, b.encoded.ids) for a, b in zip(drawn, again, strict=True))


def test_without_a_sentence_to_learn_from_it_is_told(tokenizer: PairTokenizer, plain: Plain) -> None:
    with pytest.raises(InvalidInput, match="nothing to learn from"):
        WithDecisions(plain, [], tokenizer, NOWHERE)


@pytest.mark.parametrize("seen", [True, False])
def test_confidences_are_fitted_on_the_words_that_were_judged(exported: Path, seen: bool) -> None:
    asked: list[tuple[bool, str]] = []

    def judge(pairs: Any, lang: str, from_english: bool) -> list[SimpleNamespace]:
        asked.extend((source is not None, lang) for _, source in pairs)
        return [SimpleNamespace(words=np.linspace(0.1, 0.9, len(target))) for target, _ in pairs]

    examples = decided_examples(exported)
    scorer: Any = SimpleNamespace(judge=judge)
    probability, gold = decided_words(scorer, examples, seen)
    known = [value for one in examples for value in one.wrong if not math.isnan(value)]
    assert gold.tolist() == known and len(probability) == len(gold) > 0
    assert asked == [(seen, "ar" if seen else "")] * 2
    assert decided_words(scorer, [], seen)[0].size == 0
