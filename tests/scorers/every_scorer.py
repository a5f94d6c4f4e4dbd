"""Every scorer there is, each on a small random model of its true architecture, and how such a model is saved."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import torch
from safetensors.torch import save_file
from training.tiny_bases import FAMILIES as BASES
from training.tiny_bases import make_base
from transformers import (
    BertConfig,
    BertForMaskedLM,
    BertForTokenClassification,
    BertModel,
    GPT2Config,
    GPT2LMHeadModel,
    MT5Config,
    MT5ForConditionalGeneration,
)

from models.network.inference import Inference
from models.scorers.base import Scorer
from models.scorers.builtin import BuiltinScorer
from models.scorers.comet.scorer import CometScorer
from models.scorers.files import ModelFiles
from models.scorers.fluency import FluencyScorer
from models.scorers.metricx import MetricXScorer
from models.scorers.own import OwnScorer, OwnSettings
from models.scorers.similarity import SimilarityScorer
from models.scorers.token_classes import TokenClassScorer
from models.scorers.translation.scorer import TranslationScorer
from models.training.own_base import open_base
from models.training.packing import export
from scorers.tiny_models import CHECKSUM, SETTINGS, byte_level, seeded, sentencepiece, wordpiece
from scorers.translation.tiny_translation import FAMILIES, make
from scripts.convert.comet import convert
from tests.network.toy import toy_network, toy_vocabulary

LANGUAGES = frozenset({"ar", "en"})
COMET_DATA = Path(__file__).resolve().parent.parent / "data" / "comet"
COMET_ENCODERS = {"referenceless": "encoder", "unified": "encoder", "xcomet": "encoder-xl"}
CLS: dict[str, Any] = {"pooling_mode_cls_token": True, "pooling_mode_mean_tokens": False}
MEAN: dict[str, Any] = {"pooling_mode_cls_token": False, "pooling_mode_mean_tokens": True}
BERT = {"hidden_size": 16, "num_hidden_layers": 2, "num_attention_heads": 2, "intermediate_size": 32}


@dataclass(frozen=True)
class Kind:
    """One scorer. `backend`: its name; `make`: the scorer, that knows Arabic and English, made in
    an empty folder; `gives`: the scores it has; `words`: whether it rates words.
    """

    backend: str
    make: Callable[[Path], Scorer]
    gives: tuple[str, ...] = ("consistency",)
    words: bool = False


def builtin(folder: Path) -> BuiltinScorer:
    """The shipped model's architecture, small, as it is loaded: packed."""
    (folder / "tokenizer.model").write_bytes(toy_vocabulary())
    export(toy_network().eval(), folder / "tokenizer.model", folder / "model")
    return BuiltinScorer.load(folder / "model")


def own(family: str, folder: Path) -> OwnScorer:
    """Our heads on a small base."""
    network, tokenizer = open_base(make_base(family, folder / "base"))
    known = OwnSettings("tiny", frozenset({"ar"}), frozenset({"ar", "de"}))
    return OwnScorer(Inference(network.eval(), tokenizer), f"own:{CHECKSUM[:12]}", known)


def save_comet(folder: Path, kind: str) -> Path:
    """A tiny checkpoint that unbabel-comet made (tests/data/comet/recipe.py), converted."""
    checkpoint = COMET_DATA / kind / "checkpoints" / "model.ckpt"
    convert(checkpoint, folder, COMET_DATA / COMET_ENCODERS[kind], COMET_DATA / kind / "hparams.yaml")
    return folder


def save_metricx(folder: Path, vocabulary: int = 250112, own_head: bool = True) -> Path:
    """A MetricX as the original saves it: the embedding once, a head of its own, the class's own name in the config."""
    seeded()
    sentencepiece(folder)
    shape = {"d_model": 8, "d_kv": 4, "d_ff": 16, "num_layers": 2, "num_decoder_layers": 2, "num_heads": 2}
    config = MT5Config(vocab_size=vocabulary, **shape)
    network = MT5ForConditionalGeneration(config)
    state = {name: tensor.clone() for name, tensor in network.state_dict().items() if "embed_tokens" not in name}
    if own_head:
        said = network.eval()(input_ids=torch.tensor([[5, 9, 7]]), decoder_input_ids=torch.tensor([[0]]))
        first = network.decoder(
            input_ids=torch.tensor([[0]]), encoder_hidden_states=said.encoder_last_hidden_state
        ).last_hidden_state[0, 0]
        state["lm_head.weight"] = torch.randn(vocabulary, 8)
        state["lm_head.weight"][250089 % vocabulary] = (12 * first / first.square().sum()).detach()  # about the middle
    else:
        del state["lm_head.weight"]
    save_file(state, folder / "model.safetensors", {"format": "pt"})
    written = config.to_dict() | {"tie_word_embeddings": False, "architectures": ["MT5ForRegression"]}
    (folder / "config.json").write_text(json.dumps(written))
    return folder


def save_language_model(folder: Path, kind: str) -> Path:
    """A causal GPT-2 or a masked BERT."""
    seeded()
    if kind == "causal":
        size = len(byte_level(folder))
        small = GPT2Config(vocab_size=size, n_positions=64, n_embd=16, n_layer=2, n_head=2)
        GPT2LMHeadModel(small).save_pretrained(folder)
    else:
        size = len(wordpiece(folder))
        BertForMaskedLM(BertConfig(vocab_size=size, max_position_embeddings=64, **BERT)).save_pretrained(folder)
    return folder


def save_encoder(folder: Path, pooling: dict[str, Any], dense: bool = False, **files: Any) -> Path:
    """A BERT in sentence-transformers' layout; `files`: JSON files beside it by name."""
    seeded()
    size = len(wordpiece(folder))
    BertModel(BertConfig(vocab_size=size, max_position_embeddings=64, **BERT)).save_pretrained(folder)
    write_json(folder / "1_Pooling/config.json", pooling)
    if dense:
        activation = "torch.nn.modules.activation.Tanh"
        write_json(folder / "2_Dense/config.json", {"bias": True, "activation_function": activation})
        state = {"linear.weight": torch.randn(16, 16), "linear.bias": torch.randn(16)}
        save_file(state, folder / "2_Dense/model.safetensors")
    for name, written in files.items():
        write_json(folder / f"{name}.json", written)
    return folder


def write_json(path: Path, written: Any) -> None:
    """A JSON file, its folder made."""
    path.parent.mkdir(exist_ok=True)
    path.write_text(json.dumps(written))


def save_classifier(folder: Path, labels: tuple[str, ...] = ("BAD", "OK")) -> Path:
    """A BERT that labels subwords."""
    seeded()
    size = len(wordpiece(folder))
    config = BertConfig(vocab_size=size, max_position_embeddings=96, id2label=dict(enumerate(labels)), **BERT)
    network = BertForTokenClassification(config)
    torch.nn.init.normal_(network.classifier.weight, std=2.0)
    network.save_pretrained(folder)
    return folder


def loaded(backend: Any, save: Callable[[Path], Path], folder: Path) -> Scorer:
    """As `load_scorer` does it."""
    scorer: Scorer = backend.load(ModelFiles(save(folder / "model"), SETTINGS, CHECKSUM, LANGUAGES))
    return scorer


def with_gaps(folder: Path) -> Path:
    """A classifier trained as MicroTransQuest's are."""
    save_classifier(folder)
    write_json(folder / "token_classes.json", {"gap": "_"})
    return folder


EVERY = {
    "builtin": Kind("builtin", builtin, ("fluency", "consistency"), words=True),
    **{
        f"own {family}": Kind("own", partial(own, family), ("fluency", "consistency"), words=True)
        for family in BASES
    },
    **{
        f"comet {kind}": Kind(
            "comet", partial(loaded, CometScorer, partial(save_comet, kind=kind)), words=kind != "referenceless"
        )
        for kind in COMET_ENCODERS
    },
    "metricx": Kind("metricx", partial(loaded, MetricXScorer, save_metricx)),
    **{
        family: Kind("translation", partial(loaded, TranslationScorer, partial(make, family)), words=True)
        for family in FAMILIES
    },
    **{
        kind: Kind(
            "fluency",
            partial(loaded, FluencyScorer, partial(save_language_model, kind=kind)),
            ("fluency",),
            words=True,
        )
        for kind in ("causal", "masked")
    },
    "similarity": Kind("similarity", partial(loaded, SimilarityScorer, partial(save_encoder, pooling=MEAN))),
    "token classes": Kind("token_classes", partial(loaded, TokenClassScorer, save_classifier), words=True),
    "token classes, gaps": Kind("token_classes", partial(loaded, TokenClassScorer, with_gaps), words=True),
}
