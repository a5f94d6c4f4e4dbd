"""The built-in model as a scorer."""

from __future__ import annotations

from pathlib import Path

from models.languages import LANGUAGES, UNTRAINED
from models.lexicon import ENGLISH
from models.network.inference import Inference
from models.network.pairs import PairTokenizer
from models.network.quality import QualityNetwork
from models.network.shipped import load_network
from models.scorers.quality_scorer import QualityScorer
from models.weights import BUILTIN


class BuiltinScorer(QualityScorer):
    """The shipped transformer and its tokenizer."""

    called = "the built-in model"

    def __init__(self, network: QualityNetwork, tokenizer: PairTokenizer, checksum: str) -> None:
        super().__init__(Inference(network, tokenizer), f"builtin:{checksum[:12]}")

    @classmethod
    def load(cls, folder: Path = BUILTIN) -> BuiltinScorer:
        """The shipped weights, verified. Raises ModelUnavailable."""
        return cls(*load_network(folder))

    def judges(self, source_lang: str, target_lang: str) -> bool:
        """See `judges_pair`."""
        return judges_pair(source_lang, target_lang)


def judges_pair(source_lang: str, target_lang: str) -> bool:
    """True where translations are compared with their source; English is judged even without one."""
    if source_lang == ENGLISH:
        return target_lang in LANGUAGES and LANGUAGES[target_lang].builtin_into
    return target_lang == ENGLISH and (trained_on(source_lang) or source_lang in UNTRAINED)


def trained_on(source_lang: str) -> bool:
    """True for the languages of which the model has seen translations into English, sound and faulty."""
    return source_lang in LANGUAGES and LANGUAGES[source_lang].builtin
