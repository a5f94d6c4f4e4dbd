"""The networks of COMET's estimators, small enough to read: encoder, mix of its layers, heads.

Three kinds, as in unbabel-comet 2.2 (Rei et al. 2020, 2022; Guerreiro et al. 2023):

- `referenceless` (wmt20-comet-qe-da): source and translation are encoded apart, pooled, and compared;
- `unified` (CometKiwi): translation and source are encoded as one row, the first position is scored, and each
  subword may be tagged with a severity;
- `xcomet`: unified, always with tags, of which spans and a second score are made.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Literal, cast

import torch
from safetensors import SafetensorError
from safetensors.torch import load_file
from torch import Tensor, nn
from transformers import AutoConfig, AutoModel

from models.errors import ModelUnavailable

FORMAT = "mtqc-comet/1"
CONFIG, WEIGHTS, TOKENIZER = "config.json", "model.safetensors", "tokenizer.json"
ENCODERS = {"xlm-roberta": 2, "xlm-roberta-xl": 2, "rembert": 1}
"""Encoders that we know, and how many separators stand between two texts in one row."""
OFFSET_POSITIONS = {"xlm-roberta", "xlm-roberta-xl"}
"""Encoders whose first two positions (0, and the padding's) no subword ever takes."""
ACTIVATIONS = {"tanh": nn.Tanh, "sigmoid": nn.Sigmoid, "relu": nn.ReLU, "gelu": nn.GELU}

Kind = Literal["referenceless", "unified", "xcomet"]


@dataclass(frozen=True, slots=True)
class Shape:
    """Everything that decides what the numbers mean; `config.json` holds it beside FORMAT.

    `encoder`: the encoder's own configuration. `layer`: the layer that is scored, 0 being the embeddings, or
    "mix". `word_layer`: the layer that is tagged; None: no tags. `labels`: severities, mildest first.
    `scale`: what the raw score is, a z-score of human ratings ("z") or a share of the best ("unit").
    Raises ModelUnavailable on what this code does not know.
    """

    kind: Kind
    encoder: dict[str, Any]
    layer: int | str = "mix"
    transformation: str = "softmax"
    layer_norm: bool = False
    pool: str = "avg"
    word_layer: int | None = None
    labels: tuple[str, ...] = ()
    hidden_sizes: tuple[int, ...] = (2048, 1024)
    activation: str = "tanh"
    final_activation: str | None = None
    scale: str = "unit"

    def __post_init__(self) -> None:
        known = {
            "kind": (self.kind, ("referenceless", "unified", "xcomet")),
            "encoder": (self.encoder.get("model_type"), tuple(ENCODERS)),
            "transformation": (self.transformation, ("softmax", "sparsemax")),
            "pool": (self.pool, ("avg", "cls", "max")),
            "activation": (self.activation, tuple(ACTIVATIONS)),
            "final_activation": (self.final_activation, (None, *ACTIVATIONS)),
            "scale": (self.scale, ("z", "unit")),
            "layer": (self.layer, ("mix", *range(self.layers))),
            "word_layer": (self.word_layer, (None, *range(self.layers))),
        }
        for name, (value, allowed) in known.items():
            if value not in allowed:
                raise ModelUnavailable(f"a COMET model with {name} {value!r} is not one that mtqc can read")
        if (self.word_layer is None) != (not self.labels) or (self.kind == "xcomet" and not self.labels):
            raise ModelUnavailable("a COMET model that tags words needs both word_layer and labels")
        if not set(self.labels) <= {"minor", "major", "critical"}:
            raise ModelUnavailable(f"a COMET model with the severities {', '.join(self.labels)} is not known")
        if not self.hidden_sizes:
            raise ModelUnavailable("a COMET model needs at least one hidden layer in its head")

    @property
    def layers(self) -> int:
        """How many layers the encoder gives, its embeddings counted as one."""
        return int(self.encoder.get("num_hidden_layers", 0)) + 1

    @property
    def longest(self) -> int:
        """Subwords of one row, special ones included."""
        positions = int(self.encoder["max_position_embeddings"])
        return positions - 2 if self.encoder["model_type"] in OFFSET_POSITIONS else positions

    @property
    def separators(self) -> int:
        """Separators between two texts of one row."""
        return ENCODERS[self.encoder["model_type"]]

    def save(self, folder: Path) -> None:
        """Writes `config.json`."""
        content = {"format": FORMAT, **asdict(self)}
        (folder / CONFIG).write_text(json.dumps(content, indent=2, sort_keys=True) + "\n", encoding="utf-8")

    @classmethod
    def read(cls, folder: Path) -> Shape:
        """What `save` wrote. Raises ModelUnavailable when the file is missing or says something else."""
        try:
            content = json.loads((folder / CONFIG).read_text(encoding="utf-8"))
            if content.pop("format", None) != FORMAT:
                raise ModelUnavailable(
                    f"{folder / CONFIG} is not a converted COMET model: use python -m scripts.convert.comet"
                )
            for name in ("labels", "hidden_sizes"):
                content[name] = tuple(content[name])
            return cls(**content)
        except (OSError, ValueError, TypeError, KeyError, AttributeError) as error:
            raise ModelUnavailable(f"{folder / CONFIG} cannot be read as a COMET model: {error}") from error


def sparsemax(weights: Tensor) -> Tensor:
    """The nearest point of the probability simplex (Martins and Astudillo 2016): like softmax, with zeros. [n]"""
    ordered, _ = torch.sort(weights, descending=True)
    total = torch.cumsum(ordered, 0) - 1
    place = torch.arange(1, len(weights) + 1, device=weights.device, dtype=weights.dtype)
    support = int((place * ordered > total).sum())
    return torch.clamp(weights - total[support - 1] / support, min=0)


class LayerMix(nn.Module):
    """One weighted sum of all layers: `gamma * sum(share_k * layer_k)`, each layer normalised before if asked."""

    def __init__(self, layers: int, transformation: str, layer_norm: bool) -> None:
        super().__init__()
        self.scalar_parameters = nn.ParameterList([nn.Parameter(torch.zeros(1)) for _ in range(layers)])
        self.gamma = nn.Parameter(torch.ones(1))
        self.transformation, self.layer_norm = transformation, layer_norm

    def forward(self, layers: Sequence[Tensor], mask: Tensor) -> Tensor:
        """Layers [rows, length, width] and their mask [rows, length] to one of the same shape."""
        weights = torch.cat(list(self.scalar_parameters)).float()
        shares = sparsemax(weights) if self.transformation == "sparsemax" else torch.softmax(weights, 0)
        total = torch.zeros_like(layers[0], dtype=torch.float32)
        for share, layer in zip(shares, layers, strict=True):
            value = layer.float()
            total = total + share * (_normalised(value, mask.float()) if self.layer_norm else value)
        return self.gamma.float() * total


def _normalised(layer: Tensor, mask: Tensor) -> Tensor:
    """Zero mean, unit variance over all that is real in a row: its positions and its width together."""
    real = mask[:, :, None]
    count = (mask.sum(1) * layer.shape[2])[:, None, None]
    mean = (layer * real).sum((1, 2), keepdim=True) / count
    variance = (((layer - mean) * real) ** 2).sum((1, 2), keepdim=True) / count
    return (layer - mean) / torch.sqrt(variance + 1e-12)


class Head(nn.Module):
    """The estimator: linear layers with an activation (and, in training, dropout) between; one number a row.

    The dropouts are kept although nothing is trained here: they keep the places, and so the weights' names.
    """

    def __init__(self, width: int, hidden: Sequence[int], activation: str, final: str | None) -> None:
        super().__init__()
        modules: list[nn.Module] = []
        for size in hidden:
            modules += [nn.Linear(width, size), ACTIVATIONS[activation](), nn.Dropout()]
            width = size
        modules.append(nn.Linear(width, 1))
        if final is not None:
            modules.append(ACTIVATIONS[final]())
        self.ff = nn.Sequential(*modules)

    def forward(self, features: Tensor) -> Tensor:
        """[rows, width] to [rows]."""
        return cast(Tensor, self.ff(features.to(next(self.ff.parameters()).dtype))).float().view(-1)


class CometNetwork(nn.Module):
    """An estimator of any of the three kinds."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.shape = shape
        config = AutoConfig.for_model(**shape.encoder)
        self.encoder = AutoModel.from_config(config, add_pooling_layer=False)  # type: ignore[no-untyped-call]
        width = int(config.hidden_size)
        features = 4 * width if shape.kind == "referenceless" else width
        if shape.layer == "mix":
            self.layerwise_attention = LayerMix(shape.layers, shape.transformation, shape.layer_norm)
        self.estimator = Head(features, shape.hidden_sizes, shape.activation, shape.final_activation)
        if shape.labels:
            self.hidden2tag = nn.Linear(width, 1 + len(shape.labels))

    @classmethod
    def load(cls, folder: Path) -> CometNetwork:
        """The network of a converted folder, in eval mode. Raises ModelUnavailable when the files do not fit."""
        shape = Shape.read(folder)
        try:
            network = cls(shape)
            network.load_state_dict(load_file(str(folder / WEIGHTS)))
        except (OSError, RuntimeError, ValueError, KeyError, SafetensorError) as error:
            raise ModelUnavailable(f"{folder / WEIGHTS} does not fit its {CONFIG}: {error}") from error
        return network.eval()

    def score_apart(self, target: tuple[Tensor, Tensor], source: tuple[Tensor, Tensor]) -> Tensor:
        """`referenceless`: ids and mask [rows, length] of both sides to raw scores [rows]."""
        mt, src = self._sentence(*target), self._sentence(*source)
        return cast(Tensor, self.estimator(torch.cat((mt, src, mt * src, torch.abs(mt - src)), 1)))

    def score_joined(self, ids: Tensor, mask: Tensor) -> tuple[Tensor, Tensor | None]:
        """`unified` and `xcomet`: ids and mask [rows, length] to raw scores [rows] and, where the model tags,
        the probability of each label at each position [rows, length, 1 + labels], "no error" first.
        """
        layers = self._layers(ids, mask)
        score = self.estimator(self._chosen(layers, mask)[:, 0])
        if self.shape.word_layer is None:
            return score, None
        return score, torch.softmax(self.hidden2tag(layers[self.shape.word_layer]).float(), 2)

    def _layers(self, ids: Tensor, mask: Tensor) -> Sequence[Tensor]:
        output = self.encoder(input_ids=ids, attention_mask=mask, output_hidden_states=True)
        return cast(Sequence[Tensor], output.hidden_states)

    def _chosen(self, layers: Sequence[Tensor], mask: Tensor) -> Tensor:
        if self.shape.layer == "mix":
            return cast(Tensor, self.layerwise_attention(layers, mask))
        return layers[int(self.shape.layer)].float()

    def _sentence(self, ids: Tensor, mask: Tensor) -> Tensor:
        """One vector a row, special subwords counted like any other."""
        words = self._chosen(self._layers(ids, mask), mask)
        if self.shape.pool == "cls":
            return words[:, 0]
        real = mask[:, :, None].bool()
        if self.shape.pool == "max":
            return words.masked_fill(~real, -torch.inf).max(1).values
        return words.masked_fill(~real, 0).sum(1) / real.sum(1)
