"""The built-in model as a scorer."""

from __future__ import annotations

from pathlib import Path

from models.heads import JudgingNetwork, PairReader
from models.languages import LANGUAGES
from models.lexicon import ENGLISH, Lexicons
from models.scorers.heads_scorer import HeadsScorer
from models.weights import BUILTIN, load_lexicons, load_network


class BuiltinScorer(HeadsScorer):
    """The shipped transformer, its tokenizers and its lexicon."""

    called = "the built-in model"

    def __init__(self, network: JudgingNetwork, tokenizer: PairReader, lexicons: Lexicons, checksum: str) -> None:
        super().__init__(network, tokenizer, lexicons, f"builtin:{checksum[:12]}")

    @classmethod
    def load(cls, folder: Path = BUILTIN) -> BuiltinScorer:
        """The shipped weights, verified. Raises ModelUnavailable."""
        network, tokenizer, checksum = load_network(folder)
        return cls(network, tokenizer, load_lexicons(folder), checksum)

    def judges(self, source_lang: str, target_lang: str) -> bool:
        """See `judges_pair`."""
        return judges_pair(source_lang, target_lang)


def judges_pair(source_lang: str, target_lang: str) -> bool:
    """True where translations are compared with their source; English is judged even without one."""
    if source_lang == ENGLISH:
        return target_lang in LANGUAGES and LANGUAGES[target_lang].builtin_into
    return target_lang == ENGLISH and source_lang in LANGUAGES and LANGUAGES[source_lang].builtin
