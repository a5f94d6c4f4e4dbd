"""Small random models of the true architectures, saved in the true layout, and the texts they are asked about."""

from __future__ import annotations

from pathlib import Path

import torch
from hypothesis import strategies as st
from tokenizers import Tokenizer, decoders, models, normalizers, pre_tokenizers, processors, trainers
from transformers import PreTrainedTokenizerFast

from models.article import Segment
from models.hub.settings import Settings
from models.spans import Span

SETTINGS = Settings(batch_tokens=256)
CHECKSUM = "0123456789abcdef" * 4
SENTENCES = [
    "The minister said in Egypt that the price had risen to 1,200 pounds.",
    "قال الوزير في مصر إن السعر ارتفع إلى ١٢٠٠ جنيه.",
    "部長は昨日、価格が上がったと言った。 漢字 部长说价格上涨了。",
    "source: candidate: Le café de l’été coûte déjà cher 👩‍🚀 🇪🇬 cafe\u0301.",
] * 3
ARABIC = "قال الوزير في مصر 👩‍🚀. ثم سافر إِلَى"
ENGLISH = "The minister said 👩‍🚀 in Egypt cafe\u0301 漢字。」 He then travelled 🇪🇬."
LONG = "The minister said so in Egypt and " * 40 + "stopped."
PAIRS = [
    (ARABIC, ENGLISH),
    (ENGLISH, ARABIC),
    ("مصر", ENGLISH),
    (ENGLISH, "漢字は。部長👍🏽"),
    (ARABIC * 20, LONG),
    (ARABIC, "x" * 900 + " " + "e\u0301" * 150 + "漢" * 200),
    ("y" * 900, "A word."),
]
TEXTS = st.text(
    st.sampled_from(
        [*"aeo ,.'\n漢字かカ قالوزير١٢", "\u0301", "\u064b", "\u200d", "👩", "🚀", "🏽", "🇪", "🇬", "é"]
    ),
    min_size=1,
    max_size=40,
)


def segment(source: str, target: str, at: int = 7) -> Segment:
    """A pair whose target begins at offset `at` of its article."""
    spans = (Span(0, len(source)) if source else None, Span(at, at + len(target)) if target else None)
    return Segment("s1", source, target, *spans)


def segments(pairs: list[tuple[str, str]]) -> list[Segment]:
    """One after the other, as in an article."""
    found, at = [], 0
    for number, (source, target) in enumerate(pairs):
        one = segment(source, target, at)
        found.append(Segment(f"s{number}", source, target, one.source_span, one.target_span))
        at += len(target) + 1
    return found


def sentencepiece(folder: Path) -> PreTrainedTokenizerFast:
    """As mT5's: unigram pieces, one </s> at the end."""
    made = Tokenizer(models.Unigram())
    made.normalizer = normalizers.NFKC()
    made.pre_tokenizer = pre_tokenizers.Metaspace()
    made.decoder = decoders.Metaspace()
    special = ["<pad>", "</s>", "<unk>"]
    trainer = trainers.UnigramTrainer(
        vocab_size=300, special_tokens=special, unk_token="<unk>", show_progress=False
    )
    made.train_from_iterator(SENTENCES, trainer)
    made.post_processor = processors.TemplateProcessing(
        single="$A </s>", pair="$A </s> $B </s>", special_tokens=[("</s>", 1)]
    )
    return _saved(made, folder, pad_token="<pad>", eos_token="</s>", unk_token="<unk>")


def byte_level(folder: Path) -> PreTrainedTokenizerFast:
    """As GPT-2's: bytes paired up, one mark that begins and ends."""
    made = Tokenizer(models.BPE())
    made.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    made.decoder = decoders.ByteLevel()
    trainer = trainers.BpeTrainer(
        vocab_size=400,
        special_tokens=["<|endoftext|>"],
        initial_alphabet=pre_tokenizers.ByteLevel.alphabet(),
        show_progress=False,
    )
    made.train_from_iterator(SENTENCES, trainer)
    made.post_processor = processors.ByteLevel(trim_offsets=True)
    return _saved(made, folder, bos_token="<|endoftext|>", eos_token="<|endoftext|>")


def wordpiece(folder: Path) -> PreTrainedTokenizerFast:
    """As multilingual BERT's: [CLS] … [SEP] … [SEP], Han characters one by one."""
    made = Tokenizer(models.WordPiece(unk_token="[UNK]"))
    made.normalizer = normalizers.BertNormalizer(lowercase=False)
    made.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    special = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"]
    trainer = trainers.WordPieceTrainer(vocab_size=300, special_tokens=special, show_progress=False)
    made.train_from_iterator(SENTENCES, trainer)
    made.post_processor = processors.TemplateProcessing(
        single="[CLS] $A [SEP]", pair="[CLS] $A [SEP] $B:1 [SEP]:1", special_tokens=[("[CLS]", 2), ("[SEP]", 3)]
    )
    names = {"pad": "[PAD]", "unk": "[UNK]", "cls": "[CLS]", "sep": "[SEP]", "mask": "[MASK]"}
    return _saved(made, folder, **{f"{name}_token": token for name, token in names.items()})


def _saved(made: Tokenizer, folder: Path, **special: str) -> PreTrainedTokenizerFast:
    wrapped = PreTrainedTokenizerFast(tokenizer_object=made, **special)
    wrapped.save_pretrained(str(folder))
    return wrapped


def seeded() -> None:
    """Before a model is made: its random weights are the same every time."""
    torch.manual_seed(0)
