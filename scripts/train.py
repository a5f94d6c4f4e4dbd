"""Trains the built-in model: `prepare` (vocabulary, lexicon, embeddings) or `adopt`, `fit` (a stage), `export`.

    python scripts/train.py prepare --data DATA --run runs/first
    python scripts/train.py fit --stage pretrain --steps 2600 --data DATA --run runs/first
    python scripts/train.py fit --stage finetune --steps 2400 --data DATA --run runs/first
    python scripts/train.py fit --stage finetune --steps 600 --data DATA --run runs/first --decisions decisions.jsonl
    python scripts/train.py export --run runs/first

`--decisions` is what `GET /api/v1/exports/decisions.jsonl` answers.
`adopt` begins a run from the shipped model instead of `prepare`: either stage then goes on from its weights.
Needs the packages of requirements-train.txt. An interrupted `fit` goes on where its last checkpoint stood.
"""

from __future__ import annotations

import argparse
import random
import shutil
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import torch

from models.encoder import PairTokenizer
from models.lexicon import Lexicons
from models.training import initial, packing
from models.training.decisions import decided_examples
from models.training.loop import Schedule, train
from models.training.loss_plot import loss_plot
from models.training.material import LANGUAGES, Material
from models.training.recipe import BATCH, STAGES, StageRows, WithDecisions
from models.training.stream import Batches, Rows
from models.weights import BUILTIN, load_network

ADOPTED = "adopted.pt"
BEFORE = {"pretrain": (ADOPTED,), "finetune": ("pretrain.pt", ADOPTED)}
"""Where a stage begins: the first of these that the run folder holds, else a fresh network."""
SHARED_FILES = ("target_tokenizer.json", "source_tokenizer.json", "lexicon.safetensors")
"""What a run and a release have in common."""


def prepare(arguments: argparse.Namespace) -> None:
    """Vocabulary, lexicon and glossed embeddings, into the run folder."""
    initial.prepare(arguments.data, LANGUAGES, arguments.terms == "open", arguments.run)


def adopt(arguments: argparse.Namespace) -> None:
    """Begins a run from the shipped model, so that `fit` goes on where the release stands."""
    arguments.run.mkdir(parents=True, exist_ok=True)
    network, _, _ = load_network()
    torch.save({"network": network.state_dict()}, arguments.run / ADOPTED)
    for name in SHARED_FILES:
        shutil.copy(BUILTIN / name, arguments.run / name)


def fit(arguments: argparse.Namespace) -> None:
    """One stage of training; it begins where the stage before it ended."""
    torch.manual_seed(arguments.seed)
    rng = random.Random(arguments.seed)
    tokenizer = PairTokenizer.load(arguments.run)
    stage = STAGES[arguments.stage]
    before = [arguments.run / name for name in BEFORE[arguments.stage] if (arguments.run / name).is_file()]
    if before:
        network = initial.stored_network(before[0], tokenizer)
    else:
        network = initial.fresh_network(arguments.run, tokenizer)
    lexicons = Lexicons(arguments.run / "lexicon.safetensors")
    material = Material(arguments.data, lexicons, arguments.terms == "open", rng)
    device = "cuda" if torch.cuda.is_available() else "cpu"
    rows: Rows = StageRows(material, stage, tokenizer)
    if arguments.decisions:
        rows = WithDecisions(rows, decided_examples(arguments.decisions), tokenizer, lexicons)
    batches = Batches(rows, BATCH)
    schedule = Schedule(arguments.steps, arguments.minutes, stage.peak)
    course = train(network, batches, schedule, arguments.run / f"{arguments.stage}.pt", device)
    print(loss_plot(course))


def export(arguments: argparse.Namespace) -> None:
    """Packs the newest checkpoint as the shipped model."""
    checkpoint = arguments.run / f"{arguments.stage}.pt"
    before = arguments.run / ADOPTED if arguments.share < 1 else None
    packing.export(checkpoint, arguments.to, before, arguments.share)
    for name in SHARED_FILES:
        shutil.copy(arguments.run / name, arguments.to / name)
    packing.write_manifest(arguments.to)


def main() -> None:
    """Reads the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(required=True)
    for name, command in (("prepare", prepare), ("adopt", adopt), ("fit", fit), ("export", export)):
        sub = commands.add_parser(name, help=(command.__doc__ or "").splitlines()[0])
        sub.set_defaults(command=command)
        sub.add_argument("--run", type=Path, required=True, help="folder of this run's files")
        if name in ("prepare", "fit"):
            sub.add_argument("--data", type=Path, required=True, help="the data folder")
            sub.add_argument("--terms", choices=("open", "all"), default="open", help="which origins to use")
        if name in ("fit", "export"):
            sub.add_argument("--stage", choices=tuple(STAGES), default="finetune")
        if name == "fit":
            sub.add_argument("--steps", type=int, default=6000, help=f"optimiser steps of {BATCH} examples")
            sub.add_argument(
                "--minutes", type=float, default=float("inf"), help="end after so much training, if earlier"
            )
            sub.add_argument("--seed", type=int, default=1)
            told = "an export of reviewers' decisions, to be learnt from too"
            sub.add_argument("--decisions", type=Path, metavar="FILE.jsonl", help=told)
        if name == "export":
            sub.add_argument("--to", type=Path, default=BUILTIN)
            sub.add_argument(
                "--share", type=float, default=1.0, help="weigh the stage so much against the adopted model, 0 to 1"
            )
    arguments = parser.parse_args()
    arguments.command(arguments)


if __name__ == "__main__":
    main()
