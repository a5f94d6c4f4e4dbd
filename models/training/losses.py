"""What the network is taught by a batch: the sum of what each head gets wrong."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
import torch
from torch import Tensor, nn

from models.network.kinds import UNKNOWN_KIND
from models.network.pairs import collate
from models.network.quality import Predictions, QualityNetwork
from models.training.batches import RowBatch
from models.training.precision import fast_precision
from models.training.rows import TrainingRow

EDITED, GAP, LOST, SEVERITY, KIND, ORDER, HARDEST = 0.6, 0.4, 0.4, 0.3, 0.2, 0.5, 0.05
SOUND, STEEP, MIDDLE = 0.5, 4.0, 0.45
"""Weight of telling sound translations from those with a serious error; how steeply, and at which z."""
PLACE, CROWDED = 0.3, 0.6
"""Weight of telling which words of a wrong translation are wrong; a row of which more are wrong has no place."""
RATED, MARKED = 3.0, 1.0
"""Weights of the parts; of the word errors' 1. What people rated is a third of the rows that the mean is taken over:
at 1 the other parts drowned it."""
HARDEST_SHARE = 0.02
"""Of right words, the most doubtful so many: a threshold for flags lies among them."""
SOFTNESS = 0.4
"""Of the margin between two translations, in z."""


def batch_loss(network: QualityNetwork, batch: RowBatch, device: str) -> dict[str, Tensor]:
    """The weighted parts of the loss by name; their sum is what is to be minimised."""
    read = collate([row.encoded for row in batch.rows]).to(device)
    with fast_precision(device):
        states = network.states(read)
    predicted = network.estimate(states, read)
    found = _word_losses(predicted, batch.rows, read.ids.shape[1], device)
    sentence = torch.tensor([[row.z, row.hter] for row in batch.rows], dtype=torch.float32, device=device)
    weight = torch.tensor([row.sentence_weight for row in batch.rows], dtype=torch.float32, device=device)
    rated = torch.tensor([row.rated for row in batch.rows], device=device)
    for name, share, output, counts in (
        ("rated", RATED, predicted.rated, rated), ("marked", MARKED, predicted.marked, ~rated)
    ):  # fmt: skip
        found[name] = share * (((output - sentence) ** 2).sum(1) * weight * counts).mean()
    found["order"] = ORDER * order_loss(predicted.marked[:, 0], batch)
    found["sound"] = SOUND * soundness_loss(predicted.marked[:, 0], batch.rows)
    return found


def _word_losses(predicted: Predictions, rows: Sequence[TrainingRow], length: int, device: str) -> dict[str, Tensor]:
    gold = {
        name: padded([getattr(row.gold, name) for row in rows], length, device)
        for name in ("error", "edited", "gap", "lost", "severity")
    }
    kinds = padded([row.gold.kind for row in rows], length, device, UNKNOWN_KIND)
    graded = torch.where(gold["error"] > 0.5, gold["severity"], torch.nan)
    marked = torch.tensor([row.word_weight for row in rows], dtype=torch.float32, device=device)
    found = {
        "error": word_loss(predicted.error, gold["error"], marked),
        "edited": EDITED * share_known(gold["edited"]) * word_loss(predicted.edited, gold["edited"]),
        "gap": GAP * share_known(gold["gap"]) * word_loss(predicted.gap, gold["gap"]),
        "lost": LOST * share_known(gold["lost"]) * word_loss(predicted.lost, gold["lost"]),
        "severity": SEVERITY * (level_loss(predicted.major, graded, 1) + level_loss(predicted.critical, graded, 2)),
        "hardest": HARDEST * hardest_loss(predicted.error, gold["error"], graded, marked),
        "place": PLACE * place_loss(predicted.error, gold["error"], marked),
        "kind": predicted.kind.sum() * 0.0,
    }  # fmt: skip
    if (known := kinds >= 0).any():
        found["kind"] = KIND * nn.functional.cross_entropy(predicted.kind[known], kinds[known])
    return found


def word_loss(logits: Tensor, gold: Tensor, weight: Tensor | None = None) -> Tensor:
    """Mean binary cross-entropy where gold is known (not nan); 0 when it is nowhere. `weight`: (rows,)."""
    known = ~torch.isnan(gold)
    if not known.any():
        return logits.sum() * 0.0
    each = nn.functional.binary_cross_entropy_with_logits(logits[known], gold[known], reduction="none")
    if weight is None:
        return each.mean()
    share = weight.unsqueeze(1).expand_as(gold)[known]
    return (each * share).sum() / share.sum()


def hardest_loss(logits: Tensor, gold: Tensor, severity: Tensor, marked: Tensor) -> Tensor:
    """By how far words in serious errors are not more doubtful than the most doubtful right words.

    A partial AUC at few false alarms (Narasimhan and Agarwal 2013), as a threshold for flags allows no more than few.
    The right words beside an error count too: without them all words of a bad sentence became doubtful.
    Only what someone marked counts (`marked`, (rows,), is 1); 0 without words of either kind.
    """
    known = (marked == 1).unsqueeze(1)
    sound, serious = logits[(gold == 0) & known], logits[(severity >= 1) & known]
    if not len(sound) or not len(serious):
        return logits.sum() * 0.0
    hardest = sound.topk(math.ceil(HARDEST_SHARE * len(sound))).values
    return nn.functional.softplus(hardest.unsqueeze(0) - serious.unsqueeze(1)).mean()


def place_loss(logits: Tensor, gold: Tensor, marked: Tensor) -> Tensor:
    """By how little of a wrong translation's doubt lies on its wrong words, as a softmax over its words has it.

    How doubtful the whole is does not count: that is for the sentence's output to say. Rows whose errors someone marked
    or made (`marked`, (rows,), is 1), and of whose words some are wrong and most are right; 0 without any.
    """
    known = ~torch.isnan(gold)
    wrong = known & (gold > 0.5)
    share = wrong.sum(1) / known.sum(1).clamp(min=1)
    rows = (marked == 1) & (share > 0) & (share < CROWDED)
    if not rows.any():
        return logits.sum() * 0.0
    doubts = logits.masked_fill(~known, -torch.inf)[rows]
    on_wrong = torch.logsumexp(doubts.masked_fill(~wrong[rows], -torch.inf), 1)
    return (torch.logsumexp(doubts, 1) - on_wrong).mean()


def level_loss(logits: Tensor, severity: Tensor, level: int) -> Tensor:
    """Word loss of being at least so severe, where the severity is known."""
    return word_loss(logits, torch.where(severity.isnan(), torch.nan, (severity >= level).float()))


def order_loss(z: Tensor, batch: RowBatch) -> Tensor:
    """By how far the better translations of a batch are not ahead of the worse by their margin; 0 without any."""
    if not batch.worse:
        return z.sum() * 0.0
    better, worse, margin = (torch.tensor(column, device=z.device) for column in zip(*batch.worse, strict=True))
    behind = margin - (z[better] - z[worse])
    return SOFTNESS * nn.functional.softplus(behind / SOFTNESS).mean()


def soundness_loss(z: Tensor, rows: Sequence[TrainingRow]) -> Tensor:
    """Binary cross-entropy of there being a serious error, of rows whose words are all known; 0 without any.

    Flags are of sentences that seem unsound: what counts is to tell these from all others, not from their own pair.
    """
    places, serious = [], []
    for place, row in enumerate(rows):
        known = row.gold.error[~np.isnan(row.gold.error)]
        if row.rated or row.word_weight != 1 or not len(known):
            continue
        wrong = (row.gold.error > 0.5) & ~(row.gold.severity < 1)
        missing = bool(np.nansum(row.gold.gap > 0.5)) if len(row.gold.gap) else False
        if wrong.any() or missing or not known.any():
            places.append(place)
            serious.append(float(wrong.any() or missing))
    if not places:
        return z.sum() * 0.0
    logits = STEEP * (MIDDLE - z[places])
    return nn.functional.binary_cross_entropy_with_logits(logits, torch.tensor(serious, device=z.device))


def share_known(gold: Tensor) -> Tensor:
    """Of the rows, those with any gold: so that few rows do not count as much as many."""
    known: Tensor = (~torch.isnan(gold)).any(1).float().mean()
    return known


def padded(golds: Sequence[np.ndarray], length: int, device: str, fill: float = np.nan) -> Tensor:
    """(rows, length) of rows of gold, each filled up; of their own type."""
    table = np.full((len(golds), length), fill, golds[0].dtype)
    for row, gold in zip(table, golds, strict=True):
        row[: len(gold)] = gold
    return torch.from_numpy(table).to(device)
