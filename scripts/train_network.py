"""Trains the network of the fifth release (scripts/train.py: that of the fourth, and our heads on other encoders).

    pip install --no-deps -r requirements-train.txt
    python scripts/train_network.py prepare --run runs/fifth
    python scripts/train_network.py fit --data DATA --run runs/fifth --minutes 150
    python scripts/train_network.py fit --data DATA --run runs/fifth --step 40000 --cooldown 4000
    python scripts/train_network.py measure --data DATA --run runs/fifth

`fit` goes on from its last checkpoint, in as many sittings as it gets; losses.jsonl and dev.jsonl tell how it goes.
`measure` prints the dev figures of the averaged weights. Exit: 0 done, 2 usage, 3 it could not be done.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import torch

from models.errors import CheckerError, InvalidInput
from models.lexicon import Lexicons
from models.text.words import words
from models.training.batches import Batches
from models.training.course import Until, train
from models.training.dev import Dev
from models.training.mixture import Mixture
from models.training.network_run import CHECKPOINT, NetworkRun
from models.weights import BUILTIN, LEXICON

DONE, FAILED = 0, 3


def prepare(arguments: argparse.Namespace) -> None:
    """Puts the encoder that training begins with into the run folder."""
    NetworkRun(arguments.run).prepare()


def fit(arguments: argparse.Namespace) -> None:
    """Goes on from the run's checkpoint, or begins."""
    torch.manual_seed(arguments.seed)
    run = NetworkRun(arguments.run)
    tokenizer = run.tokenizer()
    open_terms = arguments.terms == "open"
    mixture = Mixture(arguments.data, Lexicons(BUILTIN / LEXICON), open_terms, arguments.seed)
    english = (words(text) for text in mixture.english())
    trainer = run.trainer(tokenizer, english, "cuda" if torch.cuda.is_available() else "cpu")
    batches = Batches(mixture, tokenizer)
    if (run.folder / CHECKPOINT).is_file():
        stood = trainer.restore(run.folder / CHECKPOINT)
        if not arguments.fresh_material:
            batches.restore(stood)
    until = Until(arguments.step, arguments.minutes, arguments.cooldown)
    train(trainer, batches, until, run.folder, Dev(arguments.data, tokenizer).measure, arguments.measure_every)


def measure(arguments: argparse.Namespace) -> None:
    """Prints the dev figures of the checkpoint's averaged weights, as JSON."""
    run = NetworkRun(arguments.run)
    tokenizer = run.tokenizer()
    if not (run.folder / CHECKPOINT).is_file():
        raise InvalidInput(f"{run.folder} holds no {CHECKPOINT}: fit first")
    trainer = run.trainer(tokenizer, (), "cpu")
    trainer.restore(run.folder / CHECKPOINT)
    figures = Dev(arguments.data, tokenizer).measure(trainer.averaged())
    print(json.dumps({"step": trainer.step, "hours": round(trainer.seconds / 3600, 2), **figures}))


def main(arguments: list[str] | None = None) -> int:
    """The exit code. Every failure that a user can cause is one line on standard error."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(required=True)
    for command in (prepare, fit, measure):
        sub = commands.add_parser(command.__name__, help=(command.__doc__ or "").splitlines()[0])
        sub.set_defaults(command=command)
        sub.add_argument("--run", type=Path, required=True, help="folder of this run's files")
        if command is not prepare:
            sub.add_argument("--data", type=Path, required=True, help="the data folder")
    sub = commands.choices["fit"]
    sub.add_argument("--terms", choices=("open", "all"), default="open", help="which origins to use")
    sub.add_argument("--step", type=int, default=10**9, help="end at this step")
    sub.add_argument("--minutes", type=float, default=float("inf"), help="end after so much training, if earlier")
    sub.add_argument("--cooldown", type=int, default=0, help="let the rate fall to 0 over so many steps before --step")
    sub.add_argument("--measure-every", type=int, default=1500, help="steps between two looks at the dev sets")
    sub.add_argument("--fresh-material", action="store_true", help="the data has changed: draw anew from it")
    sub.add_argument("--seed", type=int, default=1)
    chosen = parser.parse_args(arguments)
    try:
        chosen.command(chosen)
    except CheckerError as error:
        print(f"train_network.py: {error}", file=sys.stderr)
        return FAILED
    return DONE


if __name__ == "__main__":
    sys.exit(main())
