"""The built-in model as a scorer."""

from __future__ import annotations

from pathlib import Path

from models.languages import LanguagePair, compares_pair
from models.network.inference import Inference
from models.network.pairs import PairTokenizer
from models.network.quality import QualityNetwork
from models.network.shipped import load_network
from models.network.weights import BUILTIN
from models.scorers.quality_scorer import QualityScorer


class BuiltinScorer(QualityScorer):
    """The shipped transformer and its tokenizer."""

    called = "the built-in model"

    def __init__(self, network: QualityNetwork, tokenizer: PairTokenizer, checksum: str) -> None:
        super().__init__(Inference(network, tokenizer), f"builtin:{checksum[:12]}")

    @classmethod
    def load(cls, folder: Path = BUILTIN) -> BuiltinScorer:
        """The shipped weights, verified. Raises ModelUnavailable."""
        return cls(*load_network(folder))

    def compares(self, pair: LanguagePair) -> bool:
        """See `compares_pair`."""
        return compares_pair(pair)
