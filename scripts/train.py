"""Trains the built-in model, or our heads on another encoder (`--base`).

`prepare` (vocabulary, lexicon, embeddings) or `adopt`, `fit` (a stage), `export`:

    python scripts/train.py prepare --data DATA --run runs/first
    python scripts/train.py fit --stage pretrain --steps 2600 --data DATA --run runs/first
    python scripts/train.py fit --stage finetune --steps 2400 --data DATA --run runs/first
    python scripts/train.py fit --stage finetune --steps 600 --data DATA --run runs/first --decisions decisions.jsonl
    python scripts/train.py export --run runs/first

`--decisions` is what `GET /api/v1/exports/decisions.jsonl` answers.
`adopt` begins a run from the shipped model instead of `prepare`: either stage then goes on from its weights.
Needs the packages of requirements-train.txt. An interrupted `fit` goes on where its last checkpoint stood.

On another encoder (docs/MODELS.md), which a GPU should train; `fit` is the same, and `export` writes what is taken in:

    python scripts/fetch_model.py xlm-roberta-base
    python scripts/train.py prepare --base xlm-roberta-base --data DATA --run runs/own
    python scripts/train.py fit --stage pretrain --steps 2600 --data DATA --run runs/own
    python scripts/train.py fit --stage finetune --steps 2400 --data DATA --run runs/own
    python scripts/train.py export --run runs/own
    python scripts/fetch_model.py own --from runs/own/export
    python scripts/score.py -s story.ar.txt -t story.en.txt --model own

Exit: 0 done, 2 usage, 3 it could not be done.
"""

from __future__ import annotations

import argparse
import random
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import torch

from models.errors import CheckerError, InvalidInput
from models.lexicon import Lexicons
from models.training import initial, own_base
from models.training.decisions import decided_examples
from models.training.loop import Schedule, train
from models.training.loss_plot import loss_plot
from models.training.material import LANGUAGES, TRANSLATED_INTO, Material
from models.training.recipe import BATCH, STAGES, StageRows, WithDecisions
from models.training.runs import ADOPTED, BuiltinRun, OwnRun, opened_run, refuse_begun
from models.training.stream import Batches, Rows
from models.weights import LEXICON

DONE, FAILED = 0, 3
BEFORE = {"pretrain": (ADOPTED,), "finetune": ("pretrain.pt", ADOPTED)}
"""Where a stage begins: the first of these that the run folder holds, else a fresh network."""


def prepare(arguments: argparse.Namespace) -> None:
    """Vocabulary, lexicon and glossed embeddings, or (--base) another encoder and the lexicon, into the run folder."""
    refuse_begun(arguments.run, OwnRun if arguments.base else BuiltinRun)
    open_terms = arguments.terms == "open"
    if arguments.base:
        own_base.prepare(arguments.base, arguments.data, LANGUAGES, TRANSLATED_INTO, open_terms, arguments.run)
    else:
        initial.prepare(arguments.data, LANGUAGES, open_terms, arguments.run)


def adopt(arguments: argparse.Namespace) -> None:
    """Begins a run from the shipped model, so that `fit` goes on where the release stands."""
    refuse_begun(arguments.run, BuiltinRun)
    BuiltinRun(arguments.run).adopt()


def fit(arguments: argparse.Namespace) -> None:
    """One stage of training; it begins where the stage before it ended."""
    torch.manual_seed(arguments.seed)
    rng = random.Random(arguments.seed)
    run = opened_run(arguments.run)
    tokenizer = run.tokenizer()
    stage = STAGES[arguments.stage]
    before = [run.folder / name for name in BEFORE[arguments.stage] if (run.folder / name).is_file()]
    network = run.network(before[0] if before else None)
    lexicons = Lexicons(run.folder / LEXICON)
    material = Material(arguments.data, lexicons, arguments.terms == "open", rng)
    device = "cuda" if torch.cuda.is_available() else "cpu"
    rows: Rows = StageRows(material, stage, tokenizer)
    if arguments.decisions:
        rows = WithDecisions(rows, decided_examples(arguments.decisions), tokenizer, lexicons)
    batches = Batches(rows, BATCH)
    schedule = Schedule(arguments.steps, arguments.minutes, stage.peak)
    course = train(network, batches, schedule, run.folder / f"{arguments.stage}.pt", device)
    print(loss_plot(course))


def export(arguments: argparse.Namespace) -> None:
    """Packs the newest checkpoint as the shipped model, or as a folder for scripts/fetch_model.py own --from."""
    run = opened_run(arguments.run)
    checkpoint = run.folder / f"{arguments.stage}.pt"
    if not checkpoint.is_file():
        raise InvalidInput(f"there is no {checkpoint}: fit --stage {arguments.stage} first")
    to = arguments.to or run.release
    run.export(checkpoint, to, arguments.share)
    print(f"written to {to}")


def main(arguments: list[str] | None = None) -> int:
    """The exit code. Every failure that a user can cause is one line on standard error."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(required=True)
    for name, command in (("prepare", prepare), ("adopt", adopt), ("fit", fit), ("export", export)):
        sub = commands.add_parser(name, help=(command.__doc__ or "").splitlines()[0])
        sub.set_defaults(command=command)
        sub.add_argument("--run", type=Path, required=True, help="folder of this run's files")
        if name == "prepare":
            told = "another encoder to train our heads on: a folder, or a model that fetch_model.py has fetched"
            sub.add_argument("--base", metavar="FOLDER_OR_NAME", help=told)
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
            told = "where to (models/builtin; of a run on another encoder, RUN/export)"
            sub.add_argument("--to", type=Path, help=told)
            sub.add_argument(
                "--share", type=float, default=1.0, help="weigh the stage so much against the adopted model, 0 to 1"
            )
    chosen = parser.parse_args(arguments)
    try:
        chosen.command(chosen)
    except CheckerError as error:
        print(f"train.py: {error}", file=sys.stderr)
        return FAILED
    return DONE


if __name__ == "__main__":
    sys.exit(main())
