"""A toy encoder and a vocabulary of whole words and letters: enough to train on, made in a moment."""

from __future__ import annotations

import torch
from tokenizers import Tokenizer
from tokenizers.models import WordLevel
from tokenizers.pre_tokenizers import WhitespaceSplit
from tokenizers.processors import TemplateProcessing
from transformers import BertConfig, BertModel

from models.network.pairs import PairTokenizer
from models.network.pieces import FastPieces, unigram_model
from models.network.quality import QualityNetwork

MARKS = ("<s>", "<pad>", "</s>", "<unk>", "<mask>")
WORDS = (
    "the", "minister", "denied", "<", "/", "s", ">", "m", "a", "k", "harbour", "ships", "are", "waiting", "talks",
    "treaty", "not", ".", ",", "12", "40", "الوزير", "في", "الميناء", "السفن", "تنتظر", "وصل", "إلى", "نفى",
)  # fmt: skip


def toy_tokenizer(longest: int = 128) -> PairTokenizer:
    """One id a known word; marks as XLM-R's."""
    vocabulary = {word: number for number, word in enumerate((*MARKS, *WORDS))}
    tokenizer = Tokenizer(WordLevel(vocabulary, unk_token="<unk>"))
    tokenizer.pre_tokenizer = WhitespaceSplit()
    tokenizer.add_special_tokens(list(MARKS))
    tokenizer.post_processor = TemplateProcessing(
        single="<s> $A </s>",
        pair="<s> $A </s> </s> $B </s>",
        special_tokens=[("<s>", vocabulary["<s>"]), ("</s>", vocabulary["</s>"])],
    )
    return PairTokenizer(FastPieces(tokenizer), longest)


def toy_vocabulary() -> bytes:
    """The same words as a sentencepiece model, each behind the mark of a space, and letters."""
    letters = sorted({letter for word in WORDS for letter in word})
    words = [(f"\u2581{word}", -1.0) for word in WORDS]
    marks, rest = [(mark, 0.0) for mark in MARKS], [(letter, -9.0) for letter in letters]
    return unigram_model([*marks, *words, ("\u2581", -5.0), *rest])


def toy_network(seed: int = 0) -> QualityNetwork:
    """One layer, 32 wide."""
    torch.manual_seed(seed)
    config = BertConfig(
        vocab_size=96, hidden_size=32, num_hidden_layers=1, num_attention_heads=2,
        intermediate_size=64, max_position_embeddings=128, pad_token_id=1,
        hidden_dropout_prob=0.0, attention_probs_dropout_prob=0.0,
    )  # fmt: skip
    return QualityNetwork(BertModel(config, add_pooling_layer=False))
