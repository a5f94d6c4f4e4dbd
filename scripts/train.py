"""Trains the built-in model: `prepare` its base, `fit` it for as long as there is, `export` what came out.

    pip install --no-deps -r requirements-train.txt
    python scripts/train.py prepare --run runs/fifth
    python scripts/train.py fit --data DATA --run runs/fifth --minutes 150
    python scripts/train.py fit --data DATA --run runs/fifth --step 40000 --cooldown 4000

`fit` goes on from its last checkpoint, in as many sittings as it gets. Exit: 0 done, 2 usage, 3 it could not be done.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import torch
from tokenizers import Tokenizer
from transformers import AutoModel

from models.errors import CheckerError
from models.lexicon import Lexicons
from models.network.pairs import PairTokenizer
from models.network.quality import QualityNetwork
from models.text.words import words
from models.training.batches import Batches
from models.training.course import Trainer, Until, train
from models.training.dev import Dev
from models.training.guessing import Guesser, guessable_pieces
from models.training.mixture import Mixture
from models.weights import BUILTIN, LEXICON

DONE, FAILED = 0, 3
BASE = "base"


def fit(arguments: argparse.Namespace) -> None:
    """Goes on from the run's checkpoint, or begins."""
    torch.manual_seed(arguments.seed)
    device = "cuda" if torch.cuda.is_available() else "cpu"
    tokenizer = PairTokenizer(Tokenizer.from_file(str(arguments.run / BASE / "tokenizer.json")))
    base = AutoModel.from_pretrained(
        str(arguments.run / BASE), local_files_only=True, dtype=torch.float32, attn_implementation="eager",
        hidden_dropout_prob=0.0, attention_probs_dropout_prob=0.0,
    )  # fmt: skip
    mixture = Mixture(
        arguments.data, arguments.written, Lexicons(BUILTIN / LEXICON), arguments.terms == "open", arguments.seed
    )
    batches = Batches(mixture, tokenizer)
    pieces = arguments.run / "pieces.pt"
    if not pieces.is_file():
        english = [words(p.target) for s in mixture.into.values() for p in s.pairs] + [words(t) for t in mixture.news]
        torch.save(guessable_pieces(english, tokenizer), pieces)
    guesser = Guesser(base.config.hidden_size, torch.load(pieces, weights_only=True))
    trainer = Trainer(QualityNetwork(base), guesser, device)
    checkpoint = arguments.run / "checkpoint.pt"
    if checkpoint.is_file():
        stood = trainer.restore(checkpoint)
        if not arguments.fresh_material:
            batches.restore(stood)
    dev = Dev(arguments.data, tokenizer)
    until = Until(arguments.step, arguments.minutes, arguments.cooldown)
    train(trainer, batches, until, arguments.run, dev.measure, arguments.measure_every)


def main(arguments: list[str] | None = None) -> int:
    """The exit code. Every failure that a user can cause is one line on standard error."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(required=True)
    sub = commands.add_parser("fit", help=(fit.__doc__ or "").splitlines()[0])
    sub.set_defaults(command=fit)
    sub.add_argument("--run", type=Path, required=True, help="folder of this run's files")
    sub.add_argument("--data", type=Path, required=True, help="the data folder")
    sub.add_argument("--written", type=Path, nargs="*", default=[], help="more folders with written contrasts")
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
        print(f"train.py: {error}", file=sys.stderr)
        return FAILED
    return DONE


if __name__ == "__main__":
    sys.exit(main())
