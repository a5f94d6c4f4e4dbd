"""The built-in model as a scorer."""

from __future__ import annotations

from pathlib import Path

from models.hub.settings import FASTEST, builtin_precision
from models.languages import LanguagePair, compares_pair
from models.network.inference import Inference
from models.network.pairs import PairTokenizer
from models.network.precision import FULL, fastest
from models.network.quality import QualityNetwork
from models.network.shipped import load_network
from models.network.weights import BUILTIN
from models.scorers.quality_scorer import QualityScorer


class BuiltinScorer(QualityScorer):
    """The shipped transformer and its tokenizer."""

    called = "the built-in model"

    def __init__(
        self, network: QualityNetwork, tokenizer: PairTokenizer, checksum: str, precision: str = FULL
    ) -> None:
        """`precision`: of the network's encoder; the signature names it where it is not the full one."""
        named = "" if precision == FULL else f"/{precision}"
        super().__init__(
            Inference(network, tokenizer, precision=precision), f"builtin:{checksum[:12]}{named}"
        )

    @classmethod
    def load(cls, folder: Path = BUILTIN, precision: str | None = None) -> BuiltinScorer:
        """The shipped weights, verified. `precision`: None is what is set (`models.hub.settings`).

        Raises ModelUnavailable.
        """
        chosen = precision or precision_here()
        return cls(*load_network(folder, chosen), chosen)

    def compares(self, pair: LanguagePair) -> bool:
        """See `compares_pair`."""
        return compares_pair(pair)


def precision_here() -> str:
    """The type that the encoder reads in on this machine as things are set. Raises ModelUnavailable."""
    chosen = builtin_precision()
    return fastest() if chosen == FASTEST else chosen
