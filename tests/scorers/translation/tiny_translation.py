"""Small translation models of the true architectures with random weights, saved as the hub's are."""

from __future__ import annotations

import io
import json
from collections.abc import Sequence
from pathlib import Path

import sentencepiece
import torch
from tokenizers import Tokenizer, models, pre_tokenizers, trainers
from transformers import (
    AutoTokenizer,
    M2M100Config,
    M2M100ForConditionalGeneration,
    M2M100Tokenizer,
    MarianConfig,
    MarianMTModel,
    MarianTokenizer,
    NllbTokenizer,
)

SENTENCES = [
    "The minister said in Egypt that the talks would go on.",
    "He then travelled to the capital, where many people waited.",
    "قال الوزير في مصر إن المحادثات ستستمر.",
    "ثم سافر إلى العاصمة حيث انتظر كثير من الناس.",
    "Der Minister sagte in Ägypten, dass die Gespräche weitergehen.",
    "部长在埃及说会谈将继续。",
]
POSITIONS = 64
FAMILIES = ("marian", "m2m100", "nllb")
SHAPE = {
    "d_model": 16,
    "encoder_layers": 1,
    "decoder_layers": 1,
    "encoder_attention_heads": 2,
    "decoder_attention_heads": 2,
    "encoder_ffn_dim": 32,
    "decoder_ffn_dim": 32,
    "max_position_embeddings": POSITIONS,
    "init_std": 0.3,
}


def make(family: str, folder: Path) -> Path:
    """A model of the family and its tokenizer in `folder`."""
    folder.mkdir(parents=True)
    torch.manual_seed(0)
    {"marian": _marian, "m2m100": _m2m100, "nllb": _nllb}[family](folder)
    return folder


def teach(family: str, folder: Path, pairs: Sequence[tuple[str, str]], steps: int = 150) -> None:
    """Has the model in `folder` learn (Arabic, English) pairs by heart, both ways where it knows both."""
    kind = MarianMTModel if family == "marian" else M2M100ForConditionalGeneration
    model, tokenizer = kind.from_pretrained(str(folder)), AutoTokenizer.from_pretrained(str(folder))
    both = [("ar", "en", pairs), *([("en", "ar", [pair[::-1] for pair in pairs])] if family != "marian" else [])]
    lessons = []
    for source_lang, target_lang, told in both:
        if family != "marian":
            names = {"ar": "arb_Arab", "en": "eng_Latn"} if family == "nllb" else {"ar": "ar", "en": "en"}
            tokenizer.src_lang, tokenizer.tgt_lang = names[source_lang], names[target_lang]
        sources, targets = zip(*told, strict=True)
        batch = tokenizer(list(sources), text_target=list(targets), return_tensors="pt", padding=True)
        batch["labels"][batch["labels"] == tokenizer.pad_token_id] = -100
        lessons.append(batch)
    learner = torch.optim.Adam(model.parameters(), lr=0.01)
    for _ in range(steps):
        for lesson in lessons:
            model(**lesson).loss.backward()
            learner.step()
            learner.zero_grad()
    model.save_pretrained(folder)


def spiece(path: Path, **ids: int) -> list[str]:
    """A SentencePiece model at `path`, and its pieces; `ids`: those of its marks, where not the usual ones."""
    buffer = io.BytesIO()
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=iter(SENTENCES * 4),
        model_writer=buffer,
        vocab_size=160,
        minloglevel=2,
        hard_vocab_limit=False,
        **ids,
    )
    path.write_bytes(buffer.getvalue())
    processor = sentencepiece.SentencePieceProcessor(model_file=str(path))
    return [processor.id_to_piece(number) for number in range(processor.get_piece_size())]


def _marian(folder: Path) -> None:
    for side in ("source", "target"):
        pieces = spiece(folder / f"{side}.spm")
    names = ["</s>", "<unk>", *pieces[3:], "<pad>"]
    vocabulary = {name: number for number, name in enumerate(names)}
    (folder / "vocab.json").write_text(json.dumps(vocabulary))
    files = {"source_spm": str(folder / "source.spm"), "target_spm": str(folder / "target.spm")}
    tokenizer = MarianTokenizer(vocab=str(folder / "vocab.json"), source_lang="ar", target_lang="en", **files)
    tokenizer.save_pretrained(folder)
    pad = vocabulary["<pad>"]
    shape = {**SHAPE, "pad_token_id": pad, "decoder_start_token_id": pad, "eos_token_id": 0, "forced_eos_token_id": 0}
    MarianMTModel(MarianConfig(vocab_size=len(names), **shape)).save_pretrained(folder)


def _m2m100(folder: Path) -> None:
    pieces = spiece(folder / "sentencepiece.bpe.model")
    names = ["<s>", "<pad>", "</s>", "<unk>", *pieces[3:]]
    (folder / "vocab.json").write_text(json.dumps({name: number for number, name in enumerate(names)}))
    tokenizer = M2M100Tokenizer(str(folder / "vocab.json"), str(folder / "sentencepiece.bpe.model"))
    tokenizer.save_pretrained(folder)
    M2M100ForConditionalGeneration(_config(len(names) + 108)).save_pretrained(folder)


def _nllb(folder: Path) -> None:
    raw = Tokenizer(models.BPE(unk_token="<unk>"))
    raw.pre_tokenizer = pre_tokenizers.Metaspace()
    trainer = trainers.BpeTrainer(vocab_size=260, special_tokens=["<s>", "<pad>", "</s>", "<unk>"], show_progress=False)
    raw.train_from_iterator(SENTENCES * 4, trainer)
    state = json.loads(raw.to_str())["model"]
    tokenizer = NllbTokenizer(vocab=state["vocab"], merges=[tuple(pair) for pair in state["merges"]])
    tokenizer.save_pretrained(folder)
    M2M100ForConditionalGeneration(_config(len(tokenizer))).save_pretrained(folder)


def _config(vocabulary: int) -> M2M100Config:
    ids = {"pad_token_id": 1, "bos_token_id": 0, "eos_token_id": 2, "decoder_start_token_id": 2}
    return M2M100Config(vocab_size=vocabulary, **ids, **SHAPE)
