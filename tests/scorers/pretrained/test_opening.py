"""Opening a tokenizer: what a text says is text, however much it looks like the model's own marks."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from transformers import PreTrainedTokenizerFast

from models.scorers.pretrained.opening import open_tokenizer
from scorers.tiny_models import byte_level, sentencepiece, wordpiece

MAKERS = {"sentencepiece": sentencepiece, "byte level": byte_level, "wordpiece": wordpiece}
TEXTS = ["a {} b", "{}", "{0}{0}", "x{}y", "cafe\u0301 {} 漢字"]


@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize("kind", MAKERS)
def test_marks_in_a_text_are_characters(tmp_path: Path, kind: str, text: str) -> None:
    maker: Callable[[Path], PreTrainedTokenizerFast] = MAKERS[kind]
    maker(tmp_path)
    (tmp_path / "config.json").write_text('{"model_type": "bert"}')
    tokenizer = open_tokenizer(tmp_path)
    for mark in {*tokenizer.all_special_tokens} - {tokenizer.unk_token}:
        said = text.format(mark)
        found = tokenizer(said, add_special_tokens=False, return_offsets_mapping=True)
        assert tokenizer.convert_tokens_to_ids(mark) not in found["input_ids"], said
        read = {at for start, end in found["offset_mapping"] for at in range(start, end)}
        assert {at for at, character in enumerate(said) if character not in " \u0301"} <= read
