"""Trains the built-in model: `prepare` (vocabulary, lexicon, embeddings), `fit` (a stage), `export`.

    python scripts/train.py prepare --data DATA --run runs/first
    python scripts/train.py fit --stage pretrain --steps 2600 --data DATA --run runs/first
    python scripts/train.py fit --stage finetune --steps 2400 --data DATA --run runs/first
    python scripts/train.py export --run runs/first

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
from models.training.examples import batches
from models.training.loop import Schedule, train
from models.training.recipe import BATCH, LANGUAGES, STAGES, Material


def prepare(arguments: argparse.Namespace) -> None:
    """Vocabulary, lexicon and glossed embeddings, into the run folder."""
    initial.prepare(arguments.data, LANGUAGES, arguments.terms == "open", arguments.run)


def fit(arguments: argparse.Namespace) -> None:
    """One stage of training; `finetune` begins from the last checkpoint of `pretrain`."""
    torch.manual_seed(arguments.seed)
    rng = random.Random(arguments.seed)
    tokenizer = PairTokenizer.load(arguments.run)
    network = initial.fresh_network(arguments.run, tokenizer)
    stage = STAGES[arguments.stage]
    checkpoint = arguments.run / f"{arguments.stage}.pt"
    before = arguments.run / "pretrain.pt"
    if arguments.stage != "pretrain" and not checkpoint.is_file() and before.is_file():
        network.load_state_dict(torch.load(before, weights_only=True)["network"])
    lexicons = Lexicons(arguments.run / "lexicon.safetensors")
    material = Material(arguments.data, lexicons, arguments.terms == "open", rng)
    device = "cuda" if torch.cuda.is_available() else "cpu"
    rows = batches(material.rows(stage, tokenizer), BATCH, rng)
    train(network, rows, Schedule(arguments.steps, arguments.minutes, stage.peak), checkpoint, device)


def export(arguments: argparse.Namespace) -> None:
    """Packs the newest checkpoint as the shipped model."""
    checkpoint = arguments.run / f"{arguments.stage}.pt"
    packing.export(checkpoint, arguments.to)
    for name in ("target_tokenizer.json", "source_tokenizer.json", "lexicon.safetensors"):
        shutil.copy(arguments.run / name, arguments.to / name)
    packing.write_manifest(arguments.to)


def main() -> None:
    """Reads the command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    commands = parser.add_subparsers(required=True)
    for name, command in (("prepare", prepare), ("fit", fit), ("export", export)):
        sub = commands.add_parser(name, help=(command.__doc__ or "").splitlines()[0])
        sub.set_defaults(command=command)
        sub.add_argument("--run", type=Path, required=True, help="folder of this run's files")
        if name != "export":
            sub.add_argument("--data", type=Path, required=True, help="the data folder")
            sub.add_argument("--terms", choices=("open", "all"), default="open", help="which origins to use")
        if name != "prepare":
            sub.add_argument("--stage", choices=tuple(STAGES), default="finetune")
        if name == "fit":
            sub.add_argument("--steps", type=int, default=6000, help=f"optimiser steps of {BATCH} examples")
            sub.add_argument(
                "--minutes", type=float, default=float("inf"), help="end after so much training, if earlier"
            )
            sub.add_argument("--seed", type=int, default=1)
        if name == "export":
            sub.add_argument(
                "--to", type=Path, default=Path(__file__).resolve().parent.parent / "models" / "builtin"
            )
    arguments = parser.parse_args()
    arguments.command(arguments)


if __name__ == "__main__":
    main()
