"""Trains the built-in network, or our heads on another encoder (`--base`).

    pip install --no-deps -r requirements-train.txt
    python scripts/train.py prepare --run runs/fifth
    python scripts/train.py fit --data DATA --run runs/fifth --minutes 150
    python scripts/train.py fit --data DATA --run runs/fifth --step 40000 --cooldown 4000
    python scripts/train.py measure --data DATA --run runs/fifth
    python scripts/train.py export --run runs/fifth

`fit` goes on from its last checkpoint, in as many sittings as it gets; losses.jsonl and dev.jsonl tell how it goes.
`measure` prints the dev figures of the averaged weights; `export` writes them to models/builtin.
`adopt` begins a run from the shipped model instead of `prepare`: with `fit --decisions decisions.jsonl` (what
`GET /api/v1/exports/decisions.jsonl` answers) it goes on from there with what reviewers decided.
`lexicon` builds the word lexicon that sentences are aligned by, in about ten minutes.

On another encoder (docs/MODELS.md), which a GPU should train; `fit` is the same, and `export` writes what is taken in:

    python scripts/fetch_model.py xlm-roberta-base
    python scripts/train.py prepare --base xlm-roberta-base --run runs/own
    python scripts/train.py fit --data DATA --run runs/own --minutes 150
    python scripts/train.py export --run runs/own
    python scripts/fetch_model.py own --from runs/own/export
    python scripts/score.py -s story.ar.txt -t story.en.txt --model own

Exit: 0 done, 2 usage, 3 it could not be done.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import torch

from models.errors import CheckerError
from models.network.weights import BUILTIN, LEXICON, load_lexicons
from models.training.batches import Batches, Source
from models.training.course import Until, train
from models.training.decisions import WithDecisions, decided_examples
from models.training.dev import Dev
from models.training.lexicon_building import build_lexicons
from models.training.mixture import LANGUAGES, TRANSLATED_INTO, Mixture
from models.training.network_run import NetworkRun
from scripts.cli.commands import add_data_option
from scripts.cli.exit_codes import DONE, FAILED


def prepare(arguments: argparse.Namespace) -> None:
    """Puts the encoder that training begins with, or (--base) another one, into the run folder."""
    run = NetworkRun(arguments.run)
    if arguments.base:
        run.prepare_own(arguments.base, LANGUAGES, TRANSLATED_INTO)
    else:
        run.prepare()


def adopt(arguments: argparse.Namespace) -> None:
    """Begins a run from the shipped model, so that `fit` goes on where the release stands."""
    NetworkRun(arguments.run).adopt()


def fit(arguments: argparse.Namespace) -> None:
    """Goes on from the run's checkpoint, or begins."""
    torch.manual_seed(arguments.seed)
    run = NetworkRun(arguments.run)
    tokenizer = run.tokenizer()
    open_terms = arguments.terms == "open"
    decided = decided_examples(arguments.decisions) if arguments.decisions else None
    mixture = Mixture(arguments.data, load_lexicons(), open_terms, arguments.seed)
    trainer = run.trainer("cuda" if torch.cuda.is_available() else "cpu")
    groups: Source = mixture if decided is None else WithDecisions(mixture, decided)
    batches = Batches(groups, tokenizer)
    if run.checkpoint.is_file():
        stood = trainer.restore(run.checkpoint)
        if not arguments.fresh_material:
            batches.restore(stood)
    until = Until(arguments.step, arguments.minutes, arguments.cooldown)
    train(trainer, batches, until, run.folder, Dev(arguments.data, tokenizer).measure, arguments.measure_every)


def measure(arguments: argparse.Namespace) -> None:
    """Prints the dev figures of the checkpoint's averaged weights, as JSON."""
    run = NetworkRun(arguments.run)
    trainer = run.trained()
    figures = Dev(arguments.data, run.tokenizer()).measure(run.averaged(trainer, arguments.share))
    print(json.dumps({"step": trainer.step, "hours": round(trainer.seconds / 3600, 2), **figures}))


def export(arguments: argparse.Namespace) -> None:
    """Writes the averaged weights as the shipped model, or as a folder for scripts/fetch_model.py own --from."""
    run = NetworkRun(arguments.run)
    to = arguments.to or run.release
    run.export(to, arguments.share)
    print(f"written to {to}")


def lexicon(arguments: argparse.Namespace) -> None:
    """Builds the word lexicon of every language out of the training text."""
    build_lexicons(arguments.data, LANGUAGES, arguments.terms == "open", arguments.to)
    print(f"written to {arguments.to}")


def main(arguments: list[str] | None = None) -> int:
    """The exit code. Every failure that a user can cause is one line on standard error."""
    chosen = _parser().parse_args(arguments)
    try:
        chosen.command(chosen)
    except CheckerError as error:
        print(f"train.py: {error}", file=sys.stderr)
        return FAILED
    return DONE


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(required=True)
    for command in (prepare, adopt, fit, measure, export, lexicon):
        sub = commands.add_parser(command.__name__, help=(command.__doc__ or "").splitlines()[0])
        sub.set_defaults(command=command)
        if command is not lexicon:
            sub.add_argument("--run", type=Path, required=True, help="folder of this run's files")
        if command in (fit, measure, lexicon):
            add_data_option(sub)
        if command in (fit, lexicon):
            sub.add_argument("--terms", choices=("open", "all"), default="open", help="which origins to use")
    about = "another encoder to train our heads on: a folder, or a model that fetch_model.py has fetched"
    commands.choices["prepare"].add_argument("--base", metavar="FOLDER_OR_NAME", help=about)
    about = "where to (models/builtin; of a run on another encoder, RUN/export)"
    shared = "of a run that adopted the shipped model: how much of what was trained, the rest as it was (1)"
    for name in ("measure", "export"):
        commands.choices[name].add_argument("--share", type=_share, default=1.0, help=shared)
    commands.choices["export"].add_argument("--to", type=Path, help=about)
    commands.choices["lexicon"].add_argument("--to", type=Path, default=BUILTIN / LEXICON, help="the file")
    _add_fit_options(commands.choices["fit"])
    return parser


def _share(text: str) -> float:
    """Raises ValueError, which argparse tells."""
    found = float(text)
    if not 0.0 <= found <= 1.0:
        raise ValueError(text)
    return found


def _add_fit_options(sub: argparse.ArgumentParser) -> None:
    sub.add_argument("--step", type=int, default=10**9, help="end at this step")
    sub.add_argument("--minutes", type=float, default=float("inf"), help="end after so much training, if earlier")
    sub.add_argument("--cooldown", type=int, default=0, help="let the rate fall to 0 over so many steps before --step")
    sub.add_argument("--measure-every", type=int, default=1500, help="steps between two looks at the dev sets")
    sub.add_argument("--fresh-material", action="store_true", help="the data has changed: draw anew from it")
    about = "an export of reviewers' decisions, to be learnt from too"
    sub.add_argument("--decisions", type=Path, metavar="FILE.jsonl", help=about)
    sub.add_argument("--seed", type=int, default=1)


if __name__ == "__main__":
    sys.exit(main())
