"""Our heads on another encoder, trained by scripts/train.py (`--base`), as a scorer.

It judges as the built-in model does. Its scores follow by the same rule (`models.scorers.judgement`), whose means are
those of the built-in model's estimates: calibrate it (scripts/calibrate_model.py). `own.json` names the languages that
it was trained on.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

import torch
from safetensors import SafetensorError
from safetensors.torch import load_file
from transformers import AutoConfig, AutoModel

from models.errors import ModelUnavailable
from models.hub.settings import Settings
from models.lexicon import ENGLISH, Lexicons
from models.scorers.heads_scorer import HeadsScorer
from models.scorers.own_network import LONGEST, OwnNetwork, OwnTokenizer
from models.scorers.pretrained import device_name, open_tokenizer, positions, read_json, signed
from models.weights import LEXICON, WEIGHTS

OWN = "own.json"
KIND: Any = AutoModel


@dataclass(frozen=True, slots=True)
class OwnSettings:
    """What own.json says. `base`: its name; the languages that are judged into English, and from it."""

    base: str
    into_english: frozenset[str]
    from_english: frozenset[str]

    @classmethod
    def read(cls, folder: Path) -> Self:
        """Raises ModelUnavailable where it is missing or says something else."""
        written = read_json(folder / OWN)
        if not written:
            raise ModelUnavailable(
                f"{folder} holds no {OWN}: it is an encoder without our heads. Train them: "
                f"python scripts/train.py prepare --base {folder}"
            )
        languages = [written.get(name) for name in ("into_english", "from_english")]
        if not all(isinstance(some, list) and all(isinstance(code, str) for code in some) for some in languages):
            raise ModelUnavailable(f"{folder / OWN} should list the languages into_english and from_english")
        return cls(str(written.get("base", "")), *(frozenset(some or ()) for some in languages))


class OwnScorer(HeadsScorer):
    """A base with our heads, its tokenizer, and the lexicon that it was trained with."""

    called = "the model"

    def __init__(
        self,
        network: OwnNetwork,
        tokenizer: OwnTokenizer,
        lexicons: Lexicons,
        checksum: str,
        own: OwnSettings,
        settings: Settings = Settings(),  # noqa: B008 (it cannot be changed)
    ) -> None:
        super().__init__(network, tokenizer, lexicons, signed("own", checksum, settings))
        self.own = own
        self.budgets = (tokenizer.target_budget, tokenizer.source_budget)
        self.device, self.batch_tokens = device_name(settings), settings.batch_tokens

    @classmethod
    def load(
        cls,
        folder: Path,
        settings: Settings,
        checksum: str,
        languages: frozenset[str] = frozenset(),
        longest: int = LONGEST,
    ) -> Self:
        """The model in `folder`, which `scripts/train.py export` wrote; own.json tells its languages.

        Raises ModelUnavailable.
        """
        own = OwnSettings.read(folder)
        if not (folder / LEXICON).is_file():
            raise ModelUnavailable(f"{folder} holds no {LEXICON}: export it again")
        try:
            config = AutoConfig.from_pretrained(str(folder), local_files_only=True, trust_remote_code=False)
            network = OwnNetwork(KIND.from_config(config, dtype=torch.float32, trust_remote_code=False))
            network.load_state_dict(load_file(str(folder / WEIGHTS)))
            network.base.to(getattr(torch, settings.dtype))
            network.to(device_name(settings)).eval()
        except (OSError, ValueError, RuntimeError, AssertionError, SafetensorError) as error:
            reason = " ".join(str(error).split())[:300]
            raise ModelUnavailable(f"the model in {folder} cannot be opened: {reason}") from error
        tokenizer = OwnTokenizer(open_tokenizer(folder), min(longest, positions(config)))
        return cls(network, tokenizer, Lexicons(folder / LEXICON), checksum, own, settings)

    def judges(self, source_lang: str, target_lang: str) -> bool:
        """True for what own.json names."""
        if source_lang == ENGLISH:
            return target_lang in self.own.from_english
        return target_lang == ENGLISH and source_lang in self.own.into_english
