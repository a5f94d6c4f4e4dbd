"""Our heads on any encoder of the hub (BERT, XLM-R, DeBERTa, ModernBERT, …), read with its own tokenizer.

The pair is the base's own pair, the translation first: `[CLS] translation [SEP] source [SEP]` or
`<s> translation </s></s> source </s>`. What a subword is (of the translation or of the source, in English or in the
other language) and what the lexicon knows of its word are added to the input embeddings by layers that begin at zero,
so that training begins with what the base has learnt; the lexicon's features are shown to the heads again. Positions
and segments are the base's own. Words come in as words, so that each subword's owner is known, not guessed.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

import numpy as np
import regex
import torch
from tokenizers import Tokenizer
from torch import Tensor, nn
from transformers.tokenization_utils_base import PreTrainedTokenizerBase

from models.errors import ModelUnavailable
from models.features import FEATURES
from models.heads import Batch, Encoded, JudgingNetwork, Learning, word_rows
from models.lexicon import Lexicon
from models.network.quality import refuse_others, taken_by
from models.scorers.windows import SOURCE_BUDGET, TARGET_BUDGET

LONGEST = 512
"""Subwords read at once, or fewer where the positions of the base are fewer."""
ROLES = 4
"""English and the other language, each as translation and as source."""
BASE_RATE, ADDED_RATE, HEAD_RATE = 2e-5, 1e-4, 1e-3
"""Of AdamW. A large pretrained encoder forgets at the rates that the built-in network learns with."""
INNER = 192
"""Width of the heads, as the built-in network's."""
MOST_PIECES = 32
"""Subwords of one word that are read: no word of a language has more, only what is no word (as in [UNK])."""
LEAST_ROOM = 16
"""Subwords that a base must have room for beside its marks."""
SPACE_MARK = "\u2581"
_UNSPACED = regex.compile(r"[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]")


class OwnTokenizer:
    """A base's fast tokenizer, given words; `longest` subwords are read at once, marks included."""

    def __init__(self, tokenizer: PreTrainedTokenizerBase, longest: int) -> None:
        """Raises ModelUnavailable for a tokenizer that marks no pairs, or a base that reads too little."""
        if len(tokenizer) <= len(set(tokenizer.all_special_tokens)):  # made up by transformers where there is none
            raise ModelUnavailable("the base has no tokenizer, or one without a vocabulary")
        self._own = Tokenizer.from_str(_spaced(tokenizer.backend_tokenizer.to_str()))
        self._own.no_padding()
        self._own.no_truncation()
        self._own.encode_special_tokens = True  # a text that says </s> means the characters
        self._alone, self._pair = (self._marks(count) for count in (1, 2))
        if not all((*self._alone, *self._pair)):
            raise ModelUnavailable("the base's tokenizer sets no marks before, between and after texts, as encoders do")
        self.longest = longest
        room = longest - sum(map(len, self._pair))
        if room < LEAST_ROOM:
            raise ModelUnavailable(f"the base reads {longest} subwords at once: too few")
        share = TARGET_BUDGET / (TARGET_BUDGET + SOURCE_BUDGET)
        self.target_budget = min(TARGET_BUDGET, int(room * share))
        self.source_budget = min(SOURCE_BUDGET, room - self.target_budget)
        self._most = min(MOST_PIECES, self.target_budget)
        self._pieces = lru_cache(200_000)(self._cut)

    def english_rows(self, words: Sequence[str]) -> tuple[list[int], list[int]]:
        """Subword ids and, for each, the index of its word."""
        ids: list[int] = []
        owners: list[int] = []
        for index, word in enumerate(words):
            pieces = self._pieces(word)
            ids.extend(pieces)
            owners.extend([index] * len(pieces))
        return ids, owners

    def foreign_rows(self, words: Sequence[str], lang: str) -> tuple[list[int], list[int]]:
        """The same: one vocabulary holds all languages."""
        return self.english_rows(words)

    def encode(
        self,
        target: Sequence[str],
        source: Sequence[str] | None,
        lang: str,
        lexicon: Lexicon | None,
        from_english: bool = False,
    ) -> Encoded:
        """A translation from `lang`, or (`from_english`) into it, with its source or alone.

        The translation comes first; its side ends with the marks behind it. There is no gloss.
        """
        sides = [target] if source is None else [target, source]
        marks = self._alone if source is None else self._pair
        ids, owner, types = list(marks[0]), [-1] * len(marks[0]), [int(from_english)] * len(marks[0])
        for side, words, behind in zip((int(from_english), int(not from_english)), sides, marks[1:], strict=False):
            found, owners = self.english_rows(words)
            ids += [*found, *behind]
            owner += [*owners, *[-1] * len(behind)]
            types += [side] * (len(found) + len(behind))
        both = (source, target) if from_english else (target, source)
        of_types = np.array(types, np.int64)
        features, word = word_rows(np.array(owner, np.int64), of_types, both, lang, lexicon)
        no_ids, no_weights = np.zeros((len(ids), 0), np.int64), np.zeros((len(ids), 0), np.float32)
        positions = np.arange(len(ids), dtype=np.int64)
        return Encoded(np.array(ids, np.int64), of_types, positions, features, word, no_ids, no_weights)

    def _cut(self, word: str) -> tuple[int, ...]:
        """A word's subwords. Before a character that is never set apart, a lone mark of a space says nothing."""
        encoding = self._own.encode([word], is_pretokenized=True, add_special_tokens=False)
        lone = len(encoding.ids) > 1 and encoding.tokens[0] == SPACE_MARK and _UNSPACED.match(word) is not None
        return tuple(encoding.ids[int(lone) :][: self._most])

    def _marks(self, count: int) -> list[list[int]]:
        """The marks before the first of so many texts, and behind each."""
        encoding = self._own.encode(["a"], ["a"] if count == 2 else None, is_pretokenized=True)
        found: list[list[int]] = [[] for _ in range(count + 1)]
        begun = 0
        for number, side in zip(encoding.ids, encoding.sequence_ids, strict=True):
            if side is None:
                found[begun].append(number)
            else:
                begun = side + 1
        return found


class OwnNetwork(JudgingNetwork):
    """A base and our heads. Names of the base's weights begin with `base.`"""

    def __init__(self, base: Any) -> None:
        """`base`: an encoder of transformers. Raises ModelUnavailable for what is none."""
        refuse_others(base)
        super().__init__(base.config.hidden_size, INNER)
        if getattr(base, "pooler", None) is not None:
            base.pooler = None  # it is not used, and most bases come without its weights
        self.base = base
        self.segments = "token_type_ids" in taken_by(base) and (getattr(base.config, "type_vocab_size", 0) or 0) > 1
        width = base.get_input_embeddings().weight.shape[1]
        self.role_layer = nn.Embedding(ROLES, width)
        self.feature_layer = nn.Linear(2 * FEATURES, width, bias=False)
        nn.init.zeros_(self.role_layer.weight)
        nn.init.zeros_(self.feature_layer.weight)

    def hidden(self, batch: Batch) -> Tensor:
        """(B, T, width), in full precision whatever the base's."""
        as_source = batch.types ^ batch.types[:, :1]  # the translation comes first
        more = {"token_type_ids": as_source} if self.segments else {}
        states: Tensor = self.base(
            inputs_embeds=self.embed(batch, as_source), attention_mask=batch.mask, **more
        ).last_hidden_state
        return states.float()

    def embed(self, batch: Batch, as_source: Tensor) -> Tensor:
        """(B, T, width of the embeddings): the base's own, plus what each subword is and the features of its word."""
        embedded: Tensor = self.base.get_input_embeddings()(batch.ids)
        side = batch.types.unsqueeze(-1)
        sided = torch.cat([batch.features * (1 - side), batch.features * side], dim=-1)
        added = self.role_layer(2 * batch.types + as_source) + self.feature_layer(sided)
        found: Tensor = embedded + added.to(embedded.dtype)
        return found

    def learning(self) -> Learning:
        """The base hardly, what is added to it faster, the heads fast; word embeddings stay, as in COMET."""
        added = (self.role_layer, self.feature_layer)
        dense = ((BASE_RATE, (self.base,)), (ADDED_RATE, added), (HEAD_RATE, self.heads))
        return Learning(dense, (), (self.base.get_input_embeddings(),), self.base)


def _spaced(tokenizer: str) -> str:
    """The tokenizer (as JSON) with a space before every word where it works on bytes: words come one by one."""
    read = json.loads(tokenizer)
    waiting = [read.get("pre_tokenizer") or {}]
    while waiting:
        step = waiting.pop()
        waiting += step.get("pretokenizers", [])
        if step.get("type") == "ByteLevel":
            step["add_prefix_space"] = True
    return json.dumps(read)
