"""How fast each architecture estimates, at its real size with random weights: speed does not need trained ones.

Each scorer of `models/scorers/` rates the same segments after a round that does not count: stretches of the sample
story of 33 words a side, each word one subword (as 25 words are of which every third is cut in two). MTQC_DEVICE and
MTQC_PRECISION say where and how precisely. Segments a second depend on the machine; the last column, against the
built-in model in the same run, hardly does. Memory is that of the weights.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from tokenizers import Tokenizer, pre_tokenizers, processors
from tokenizers.models import WordLevel
from transformers import (
    BertConfig,
    BertModel,
    M2M100Config,
    M2M100ForConditionalGeneration,
    MarianConfig,
    MarianMTModel,
    MT5Config,
    MT5ForConditionalGeneration,
    PreTrainedTokenizerFast,
    XGLMConfig,
    XGLMForCausalLM,
    XLMRobertaConfig,
    XLMRobertaForTokenClassification,
)

from models.article import Segment
from models.hub.settings import Settings
from models.languages import LanguagePair
from models.network.packed import PackedEmbedding
from models.scorers.base import Scorer
from models.scorers.builtin import BuiltinScorer
from models.scorers.comet.network import CometNetwork, Shape
from models.scorers.comet.scorer import CometScorer
from models.scorers.fluency import FluencyScorer
from models.scorers.metricx import MetricXScorer
from models.scorers.pretrained.opening import Opened, device_name
from models.scorers.similarity import Recipe, SimilarityScorer
from models.scorers.token_classes import TokenClassScorer
from models.scorers.translation.scorer import MAX_SUBWORDS_READ, TranslationScorer
from models.spans import Span
from scripts.measure.markdown_table import table_head, table_row
from scripts.measure.speed_encoders import MT5_LARGE, XLMR_LARGE

WORDS = 33
STORY = Path(__file__).resolve().parents[2] / "samples"
XLMR_XL: dict[str, Any] = XLMR_LARGE | {
    "vocab_size": 250880,
    "hidden_size": 2560,
    "num_hidden_layers": 36,
    "num_attention_heads": 32,
    "intermediate_size": 10240,
}
TRANSLATOR: dict[str, Any] = {"pad_token_id": 1, "bos_token_id": 0, "eos_token_id": 2, "decoder_start_token_id": 2}


def tokenizer() -> PreTrainedTokenizerFast:
    """One subword a word, all the unknown one: only their number matters."""
    names = ["<s>", "<pad>", "</s>", "<unk>", "[MASK]", "__ar__", "__en__"]
    made = Tokenizer(WordLevel({name: n for n, name in enumerate(names)}, unk_token="<unk>"))
    made.pre_tokenizer = pre_tokenizers.WhitespaceSplit()
    made.post_processor = processors.TemplateProcessing(
        single="<s> $A </s>", pair="<s> $A </s> </s> $B </s>", special_tokens=[("<s>", 0), ("</s>", 2)]
    )
    special: dict[str, Any] = {"bos_token": "<s>", "eos_token": "</s>", "pad_token": "<pad>", "unk_token": "<unk>"}
    return PreTrainedTokenizerFast(tokenizer_object=made, mask_token="[MASK]", **special)  # type: ignore[no-untyped-call]


def segments(count: int) -> list[Segment]:
    """Stretches of the story, each beginning some words after the one before."""
    sides = [(STORY / f"river-port.{lang}.txt").read_text(encoding="utf-8").split() for lang in ("ar", "en")]
    found, at = [], 0
    for number in range(count):
        source, target = (" ".join((words * 2)[7 * number % len(words) :][:WORDS]) for words in sides)
        spans = Span(0, len(source)), Span(at, at + len(target))
        found.append(Segment(f"s{number}", source, target, *spans))
        at += len(target) + 1
    return found


@dataclass(frozen=True, slots=True)
class Machine:
    """Where models are put, and how."""

    settings: Settings

    def place(self, network: torch.nn.Module) -> Any:
        """The network, ready to be asked."""
        return network.to(device_name(self.settings), getattr(torch, self.settings.dtype)).eval()

    def opened(self, network: torch.nn.Module, longest: int) -> Opened:
        """The same with its tokenizer, as the back-ends want it."""
        placed = self.place(network)
        return Opened(placed, tokenizer(), torch.device(device_name(self.settings)), self.settings, longest)

    def comet(self, kind: Any, encoder: dict[str, Any], **more: Any) -> Scorer:
        """An estimator around an encoder of this shape."""
        network = CometNetwork(Shape(kind, {"model_type": "xlm-roberta", **encoder}, **more))
        return CometScorer(self.place(network), tokenizer().backend_tokenizer, self.settings, "0" * 64)

    def translator(self, network: Any) -> Scorer:
        """Forced decoding by this network."""
        return TranslationScorer(self.opened(network, MAX_SUBWORDS_READ), "0" * 64)


def _m2m100(vocabulary: int) -> Any:
    shape: dict[str, Any] = {"d_model": 1024, "encoder_layers": 12, "decoder_layers": 12, "encoder_ffn_dim": 4096}
    config = M2M100Config(vocab_size=vocabulary, decoder_ffn_dim=4096, **shape, **TRANSLATOR)
    return M2M100ForConditionalGeneration(config)


def _marian() -> Any:
    shape: dict[str, Any] = {"d_model": 512, "encoder_layers": 6, "decoder_layers": 6, "encoder_ffn_dim": 2048}
    heads: dict[str, Any] = {"encoder_attention_heads": 8, "decoder_attention_heads": 8, "max_position_embeddings": 512}
    return MarianMTModel(MarianConfig(vocab_size=62834, decoder_ffn_dim=2048, **shape, **heads, **TRANSLATOR))


def _metricx() -> Any:
    network: Any = MT5ForConditionalGeneration(MT5Config(**MT5_LARGE, num_decoder_layers=24))
    network.lm_head.weight = torch.nn.Parameter(network.shared.weight.detach().clone())  # MetricX ties nothing
    return network


def _bert(vocabulary: int, width: int) -> Any:
    heads = 12
    config = BertConfig(
        vocab_size=vocabulary, hidden_size=width, num_attention_heads=heads, intermediate_size=4 * width
    )
    return BertModel(config)


_MEAN = Recipe(first=False, dense=None, prefix="", low=0.0, high=1.0)
ARCHITECTURES: dict[str, Callable[[Machine], Scorer]] = {
    "builtin": lambda _: BuiltinScorer.load(),
    "e5": lambda m: SimilarityScorer(m.opened(_bert(250037, 384), 512), "0" * 64, _MEAN),
    "labse": lambda m: SimilarityScorer(m.opened(_bert(501153, 768), 256), "0" * 64, _MEAN),
    "marian": lambda m: m.translator(_marian()),
    "m2m100": lambda m: m.translator(_m2m100(128112)),
    "nllb": lambda m: m.translator(_m2m100(256206)),
    "xglm": lambda m: FluencyScorer(m.opened(XGLMForCausalLM(XGLMConfig()), 2048), "0" * 64, False, {}),
    "microtransquest": lambda m: TokenClassScorer(
        m.opened(
            XLMRobertaForTokenClassification(XLMRobertaConfig(**XLMR_LARGE, id2label={0: "OK", 1: "BAD"})), 512
        ),
        "0" * 64,
        "source-target",
        "_",
    ),
    "comet-qe": lambda m: m.comet("referenceless", XLMR_LARGE, scale="z"),
    "comet-kiwi": lambda m: m.comet("unified", XLMR_LARGE),
    "metricx": lambda m: MetricXScorer(m.opened(_metricx(), 1536), "0" * 64, frozenset()),
    "xcomet": lambda m: m.comet(
        "xcomet", XLMR_XL | {"model_type": "xlm-roberta-xl"}, word_layer=36, labels=("minor", "major", "critical")
    ),
}
"""In the order of their size; the shapes are those that the models' own configurations state."""


def parameters(scorer: Any) -> int:
    """How many weights its network has, those of packed word embeddings too."""
    opened = getattr(scorer, "opened", None) or getattr(scorer, "inference", None)
    network: torch.nn.Module = opened.network if opened else scorer.network
    packed = sum(2 * module.codes.numel() for module in network.modules() if isinstance(module, PackedEmbedding))
    return packed + sum(weight.numel() for weight in network.parameters())


def rate(scorer: Scorer, found: Sequence[Segment]) -> float:
    """Segments a second, the first round left out."""
    pair = LanguagePair("ar", "en")
    scorer.rate(found[:2], pair)
    started = time.monotonic()
    scorer.rate(found, pair)
    if torch.cuda.is_available():
        torch.cuda.synchronize()
    return len(found) / (time.monotonic() - started)


def report(names: Sequence[str], count: int) -> str:
    """The table of the architectures of these names, the built-in one first, rating so many segments each."""
    chosen, found = Machine(Settings.chosen()), segments(count)
    where = f"On {device_name(chosen.settings)} in {chosen.settings.dtype}."
    lines = [where, "", table_head(["architecture", "parameters", "weights, MB", "segments a second", "built-in = 1"])]
    base = 0.0
    for name in dict.fromkeys(["builtin", *names]):
        scorer = ARCHITECTURES[name](chosen)
        speed, size = rate(scorer, found), parameters(scorer)
        base = base or speed
        size_mb = size * (4 if chosen.settings.dtype == "float32" else 2) // 1_000_000
        figures = [f"{size / 1e6:,.0f} million", f"{size_mb:,}", f"{speed:.2f}", f"{speed / base:.3f}"]
        lines.append(table_row([name, *figures]))
        print(lines[-1], file=sys.stderr, flush=True)
        del scorer
    return "\n".join(lines)
