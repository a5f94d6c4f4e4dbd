"""Small encoders of the true architectures with random weights, saved as the hub's are: what our heads stand on."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import torch
from scorers.tiny_models import SENTENCES, wordpiece
from tokenizers import Tokenizer, models, normalizers, pre_tokenizers, processors, trainers
from transformers import BertConfig, BertModel, PreTrainedTokenizerFast, XLMRobertaConfig, XLMRobertaForMaskedLM

FAMILIES = ("bert", "xlm-roberta")
POSITIONS = 64
SHAPE: dict[str, Any] = {
    "hidden_size": 16,
    "num_hidden_layers": 1,
    "num_attention_heads": 2,
    "intermediate_size": 32,
    "initializer_range": 0.3,
}


def make_base(family: str, folder: Path) -> Path:
    """A base of the family and its tokenizer in `folder`; XLM-R with the masked language model's head, as published."""
    folder.mkdir(parents=True)
    torch.manual_seed(0)
    if family == "bert":
        size = len(wordpiece(folder))
        model: Any = BertModel(BertConfig(vocab_size=size, max_position_embeddings=POSITIONS, **SHAPE))
    else:
        size = len(xlm_roberta_tokenizer(folder))
        model = XLMRobertaForMaskedLM(
            XLMRobertaConfig(
                vocab_size=size, max_position_embeddings=POSITIONS + 2, type_vocab_size=1, pad_token_id=1, **SHAPE
            )
        )
    model.save_pretrained(str(folder))
    return folder


def xlm_roberta_tokenizer(folder: Path) -> PreTrainedTokenizerFast:
    """Unigram pieces; <s> … </s></s> … </s>."""
    made = Tokenizer(models.Unigram())
    made.normalizer = normalizers.NFKC()
    made.pre_tokenizer = pre_tokenizers.Metaspace()
    special = ["<s>", "<pad>", "</s>", "<unk>", "<mask>"]
    trainer = trainers.UnigramTrainer(vocab_size=300, special_tokens=special, unk_token="<unk>", show_progress=False)
    made.train_from_iterator(SENTENCES, trainer)
    made.post_processor = processors.TemplateProcessing(
        single="<s> $A </s>", pair="<s> $A </s> </s> $B </s>", special_tokens=[("<s>", 0), ("</s>", 2)]
    )
    wrapped = PreTrainedTokenizerFast(
        tokenizer_object=made, bos_token="<s>", eos_token="</s>", cls_token="<s>", sep_token="</s>",
        unk_token="<unk>", pad_token="<pad>", mask_token="<mask>",
    )  # fmt: skip
    wrapped.save_pretrained(str(folder))
    return wrapped
