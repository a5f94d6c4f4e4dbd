"""From a name in the catalogue to a scorer. A back-end is imported only when a model needs it."""

from __future__ import annotations

import os
from collections.abc import Mapping
from importlib import import_module
from typing import Any

from models.errors import ModelUnavailable
from models.hub.settings import Settings
from models.hub.store import installed
from models.scorers.base import Scorer
from models.scorers.files import ModelFiles

BACKENDS = {
    "comet": "models.scorers.comet.scorer.CometScorer",
    "fluency": "models.scorers.fluency.FluencyScorer",
    "metricx": "models.scorers.metricx.MetricXScorer",
    "own": "models.scorers.own.OwnScorer",
    "similarity": "models.scorers.similarity.SimilarityScorer",
    "token_classes": "models.scorers.token_classes.TokenClassScorer",
    "translation": "models.scorers.translation.scorer.TranslationScorer",
}
"""The scorer of every back-end, as text: importing one costs seconds and memory."""


def load_scorer(name: str, environment: Mapping[str, str] = os.environ) -> Scorer:
    """The scorer of a fetched model, verified and ready. Raises ModelUnavailable, saying what would help."""
    found = installed(name, environment)
    backend = _backend(found.model.backend)
    try:
        scorer: Scorer = backend.load(
            ModelFiles(
                found.folder, Settings.chosen(environment), found.checksum, found.model.languages, found.model.longest
            )
        )
    except (OSError, ValueError, RuntimeError, KeyError, ImportError) as error:
        reason = " ".join(str(error).split()) or type(error).__name__
        raise ModelUnavailable(f"the model {name} cannot be loaded from {found.folder}: {reason}") from error
    return scorer


def _backend(name: str) -> Any:
    """The scorer of a back-end, imported now."""
    if name not in BACKENDS:
        raise ModelUnavailable(f"this release has no back-end {name}")
    module, _, scorer = BACKENDS[name].rpartition(".")
    return getattr(import_module(module), scorer)
