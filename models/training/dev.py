"""The dev curve: what a network in training does on the dev sets, in about a minute.

MLQE-PE dev (a part) for the assessment, the written contrasts' dev parts for errors, FLORES for swapped sources: what
is chosen, is chosen by this.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch

from models.evaluation import corpora
from models.evaluation.metaeval import auc, best_threshold, mcc, pearson
from models.languages import ENGLISH, LanguagePair
from models.network.batching import cheapest_batches
from models.network.pairs import TRANSLATION, PairTokenizer, collate
from models.network.quality import QualityNetwork
from models.text.words import words
from models.training.contrasts import contrast_group
from models.training.precision import fast_precision
from models.training.rated import rated_example
from models.training.rows import Example, TrainingRow, encode

RATED = 250
"""Segments of each pair of MLQE-PE dev."""
SWAPPED = 60
BATCH_TOKENS = 6_000
FALSE_WORDS = 8 / 1000
"""Share of the faithful versions' words above the threshold at which errors are counted as found."""
MAJOR = 1


class Dev:
    """The dev sets, encoded once."""

    def __init__(self, data: Path, tokenizer: PairTokenizer) -> None:
        self.rated = {
            pair.dashed: self._encoded(
                [rated_example(item, pair) for item in corpora.rated(data, pair, "dev")[:RATED]], tokenizer
            )
            for pair in corpora.MLQE_PAIRS
        }
        self.contrasts: dict[str, list[list[TrainingRow]]] = defaultdict(list)
        for item in corpora.written_dev(data):
            rows = self._encoded(contrast_group(item).examples, tokenizer)
            if len(rows) == 3:
                self.contrasts["ar" if item.pair.other == "ar" else "others"].append(rows)
        self.swapped = {lang: self._swapped(data, lang, tokenizer) for lang in ("ar", "ru", "zh", "uk", "he")}

    @staticmethod
    def _encoded(examples: Sequence[Example], tokenizer: PairTokenizer) -> list[TrainingRow]:
        return [row for example in examples if (row := encode(example, tokenizer)) is not None]

    def _swapped(self, data: Path, lang: str, tokenizer: PairTokenizer) -> tuple[list[TrainingRow], list[TrainingRow]]:
        pairs = corpora.flores(data, lang)[: SWAPPED + 1]
        sides = [(words(p.target), words(p.source)) for p in pairs]
        pair = LanguagePair(lang, ENGLISH)
        true = [Example(pair, t, s, ()) for t, s in sides[:-1]]
        swapped = [Example(pair, t, sides[k + 1][1], ()) for k, (t, _) in enumerate(sides[:-1])]
        return self._encoded(true, tokenizer), self._encoded(swapped, tokenizer)

    def measure(self, network: QualityNetwork) -> dict[str, Any]:
        """All figures by name."""
        found: dict[str, Any] = {}
        for pair, rows in self.rated.items():
            said = predict(network, rows)
            found[pair] = round(pearson([s["z"] for s in said], [r.z for r in rows]), 4)
            found.setdefault("mcc", []).append(_best_mcc(said, rows))
        found["pearson"] = round(float(np.mean([found[f"{lang}-en"] for lang in corpora.MLQE_INTO_ENGLISH])), 4)
        found["mcc"] = round(float(np.mean(found["mcc"][:5])), 4)
        for name, groups in self.contrasts.items():
            found |= {f"{name}_{what}": value for what, value in contrast_figures(network, groups).items()}
        for lang, (true, swapped) in self.swapped.items():
            z = [[s["marked_z"] for s in predict(network, rows)] for rows in (true, swapped)]
            found[f"auc_{lang}"] = round(auc(z[0], z[1]), 4)
        return found


def predict(network: QualityNetwork, rows: Sequence[TrainingRow]) -> list[dict[str, Any]]:
    """For each row z, hter and, at the beginnings of the target's words, error, edited, severity and kind."""
    found: dict[int, dict[str, Any]] = {}
    for chosen in cheapest_batches([len(row.encoded.ids) for row in rows], BATCH_TOKENS):
        batch = collate([rows[i].encoded for i in chosen])
        with torch.inference_mode(), fast_precision("cpu"):
            states = network.states(batch)
        with torch.inference_mode():
            said = network.estimate(states, batch)
        for place, i in enumerate(chosen):
            at = rows[i].encoded.starts(TRANSLATION)
            found[i] = {
                "z": float(said.rated[place, 0]),
                "marked_z": float(said.marked[place, 0]),
                "at": at,
                "error": said.error[place].numpy()[at],
                "edited": said.edited[place].numpy()[at],
                "major": said.major[place].numpy()[at],
                "critical": said.critical[place].numpy()[at],
                "kind": said.kind[place].numpy()[at].argmax(-1),
            }
    return [found[i] for i in range(len(rows))]


def contrast_figures(network: QualityNetwork, groups: Sequence[Sequence[TrainingRow]]) -> dict[str, float]:
    """Of written contrasts: AUC of words in major errors, errors found at FALSE_WORDS, order, severity, kind."""
    said = predict(network, [row for rows in groups for row in rows])
    triples = [said[k : k + 3] for k in range(0, len(said), 3)]
    sound = np.concatenate([s["error"] for triple in triples for s in triple[:2]])
    level = float(np.quantile(sound, 1 - FALSE_WORDS))
    hits: list[float] = []
    wrong: list[float] = []
    graded: list[bool] = []
    kinds: list[bool] = []
    ordered: list[bool] = []
    for triple, rows in zip(triples, groups, strict=True):
        gold = rows[2].gold
        at = triple[2]["at"]
        severity, error, kind = gold.severity[at], gold.error[at], gold.kind[at]
        serious = (error == 1) & (severity >= MAJOR)
        wrong += list(triple[2]["error"][serious])
        hits += [float(max(triple[2]["error"][run]) >= level) for run in _runs(serious)]
        for run in _runs(error == 1):
            said_level = int(triple[2]["major"][run].mean() > 0) + int(triple[2]["critical"][run].mean() > 0)
            graded.append(said_level == int(severity[run[0]]))
            kinds.append(int(np.bincount(triple[2]["kind"][run]).argmax()) == int(kind[run[0]]))
        if np.isfinite(severity).any() and serious.any():
            ordered.append(triple[2]["marked_z"] < min(triple[0]["marked_z"], triple[1]["marked_z"]))
    return {
        "auc": round(auc(wrong, sound), 4),
        "found": round(float(np.mean(hits)), 4),
        "lower": round(float(np.mean(ordered)), 4),
        "severity": round(float(np.mean(graded)), 4),
        "kind": round(float(np.mean(kinds)), 4),
    }


def _runs(chosen: np.ndarray) -> list[np.ndarray]:
    """The runs of neighbouring places that are chosen, each as an index array."""
    places = np.flatnonzero(chosen)
    return [run for run in np.split(places, np.flatnonzero(np.diff(places) > 1) + 1) if len(run)]


def _best_mcc(said: Sequence[dict[str, Any]], rows: Sequence[TrainingRow]) -> float:
    """The greatest MCC of edited words over thresholds of one pair."""
    probabilities = 1 / (1 + np.exp(-np.concatenate([s["edited"] for s in said]).astype(np.float64)))
    gold = np.concatenate([row.gold.edited[s["at"]] for s, row in zip(said, rows, strict=True)])
    known = np.isfinite(gold)
    edited, probabilities = gold[known] == 1, probabilities[known]
    return mcc(edited, probabilities >= best_threshold(edited, probabilities))
