"""The public models that can be fetched, each with what is known of it for sure.

What could not be looked up offline is left empty: a revision of "" (then the commit that the hub names is taken,
shown and recorded), 0 parameters, "" measured. Where parameters are not published they were counted in a network of the
published shape (`scripts.measure.speed --part architectures`). The licence is the one that the model's own page stated;
the page rules.
"""

from __future__ import annotations

from dataclasses import dataclass

NLLB_NOTE = "trained on single sentences; its makers say that it is for research, not for production"


@dataclass(frozen=True, slots=True)
class HubModel:
    """One model. `backend`: its key in `models.scorers.loading.BACKENDS`; `revision`: 40 hex digits or "" (not known).

    `commercial`: whether the licence allows commercial use; `parameters`: 0 where not known; `languages`: ISO 639-1,
    empty where there are too many to list; `longest`: subwords read at once, longer segments are windowed;
    `measured`: what this project measured with its trained weights, "" for nothing yet; `note`: one line for users;
    `repository`: "" for what no hub has.

    What its repository lacks: `tokenizer`, the repository of the tokenizer it shares with another model, "" for its
    own, and `tokenizer_revision`, as `revision`; `settings`, files of our own as (name, JSON) that its back-end reads.
    """

    name: str
    backend: str
    repository: str
    licence: str
    commercial: bool
    parameters: int
    task: str
    longest: int
    languages: frozenset[str] = frozenset()
    revision: str = ""
    note: str = ""
    measured: str = ""
    tokenizer: str = ""
    tokenizer_revision: str = ""
    settings: tuple[tuple[str, str], ...] = ()

    @property
    def published(self) -> bool:
        """False for what only a folder of one's own can be: there is nothing to download."""
        return bool(self.repository)

    @property
    def fetched_by(self) -> str:
        """The command that installs it."""
        return f"python scripts/fetch_model.py {self.name}" + ("" if self.published else " --from FOLDER")

    @property
    def memory_mb(self) -> int:
        """Megabytes of the weights alone at 32 bits a parameter; 0 where not known. Half at 16 bits."""
        return self.parameters * 4 // 1_000_000


XGLM_LANGUAGES = "ar bg bn ca de el en es et eu fi fr hi ht id it ja ko my pt qu ru sw ta te th tr ur vi zh"
MARIAN_PAIRS = (
    "ar-en cs-en de-en es-en et-en fr-en it-en ja-en ko-en ru-en tr-en uk-en zh-en "
    "en-ar en-cs en-de en-es en-et en-fr en-it en-ru en-uk en-zh"
)
"""Pairs of the built-in model's languages; another pair is one word more here."""


def _marian(pair: str) -> HubModel:
    return HubModel(
        f"marian-{pair}",
        "translation",
        f"Helsinki-NLP/opus-mt-{pair}",
        "CC-BY-4.0 or Apache-2.0",
        True,
        77_000_000,
        "forced decoding by a translation model",
        512,
        frozenset(pair.split("-")),
        note="the licence differs by pair: see its page",
    )


_OWN = (
    HubModel(
        "comet-qe",
        "comet",
        "Unbabel/wmt20-comet-qe-da",
        "Apache-2.0",
        True,
        569_000_000,
        "estimate of human ratings",
        512,
        note="published as a pickle: make safetensors of it with python -m scripts.convert.comet, then --from",
    ),
    HubModel(
        "comet-kiwi",
        "comet",
        "Unbabel/wmt22-cometkiwi-da",
        "CC-BY-NC-SA-4.0",
        False,
        563_000_000,
        "estimate of human ratings",
        512,
        note="gated, and published as a pickle: python -m scripts.convert.comet, then --from",
    ),
    HubModel(
        "xcomet",
        "comet",
        "Unbabel/XCOMET-XL",
        "CC-BY-NC-SA-4.0",
        False,
        3_500_000_000,
        "estimate of human ratings, error spans",
        512,
        note="gated, and published as a pickle: python -m scripts.convert.comet, then --from",
    ),
    HubModel(
        "metricx",
        "metricx",
        "google/metricx-24-hybrid-large-v2p6",
        "Apache-2.0",
        True,
        1_200_000_000,
        "estimate of MQM errors",
        1536,
        tokenizer="google/mt5-xl",
    ),
    HubModel(
        "m2m100",
        "translation",
        "facebook/m2m100_418M",
        "MIT",
        True,
        418_000_000,
        "forced decoding by a translation model",
        1024,
    ),
    HubModel(
        "nllb",
        "translation",
        "facebook/nllb-200-distilled-600M",
        "CC-BY-NC-4.0",
        False,
        600_000_000,
        "forced decoding by a translation model",
        1024,
        note=NLLB_NOTE,
    ),
    HubModel(
        "xglm",
        "fluency",
        "facebook/xglm-564M",
        "MIT",
        True,
        564_000_000,
        "fluency by a language model",
        2048,
        frozenset(XGLM_LANGUAGES.split()),
    ),
    HubModel(
        "labse",
        "similarity",
        "sentence-transformers/LaBSE",
        "Apache-2.0",
        True,
        471_000_000,
        "sentence similarity",
        256,
    ),
    HubModel(
        "e5",
        "similarity",
        "intfloat/multilingual-e5-small",
        "MIT",
        True,
        118_000_000,
        "sentence similarity",
        512,
        settings=(("similarity.json", '{"prefix": "query: ", "low": 0.7, "high": 1.0}'),),
    ),
    HubModel(
        "microtransquest",
        "token_classes",
        "TransQuest/microtransquest-en_de-wiki",
        "Apache-2.0",
        True,
        559_000_000,
        "wrong words",
        512,
        frozenset({"en", "de"}),
        settings=(("token_classes.json", '{"gap": "_", "labels": ["OK", "BAD"]}'),),
    ),
    HubModel(
        "own",
        "own",
        "",
        "that of its base",
        True,
        0,
        "our heads on another encoder, trained by you",
        512,
        note="made by scripts/train.py: see docs/MODELS.md",
    ),
    HubModel(
        "xlm-roberta-base",
        "own",
        "FacebookAI/xlm-roberta-base",
        "MIT",
        True,
        278_000_000,
        "an encoder to train our heads on",
        512,
        note="estimates nothing by itself: scripts/train.py prepare --base xlm-roberta-base",
    ),
)

MODELS: dict[str, HubModel] = {model.name: model for model in (*_OWN, *map(_marian, MARIAN_PAIRS.split()))}
