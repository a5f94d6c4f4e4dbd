"""How often the language of a few words is detected correctly.

    python -m scripts.measure.detection --data DATA [-o docs/EVALUATION.md]

Pieces of four, six or eight words out of FLORES dev sentences in Latin letters, both sides, 60 sentences a language;
and the same by lingua alone.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from importlib.metadata import version
from pathlib import Path

from models.evaluation import corpora
from models.intake.detection import MIN_LETTERS, detect_language, ranked_by_lingua
from models.languages import ENGLISH, LANGUAGES
from scripts.measure.measuring import options, publish

SENTENCES, LENGTHS, SEED = 60, (4, 6, 8), 1


def pieces(data: Path) -> Iterator[tuple[str, str]]:
    """(a few words, their language)."""
    rng = random.Random(SEED)
    for lang in sorted(corpora.PARALLEL):
        if LANGUAGES[lang].scripts[0] != "Latin":
            continue
        for pair in corpora.flores(data, lang)[:SENTENCES]:
            for text, code in ((pair.source, lang), (pair.target, ENGLISH)):
                words, length = text.split(), rng.choice(LENGTHS)
                start = rng.randrange(max(1, len(words) - length))
                piece = " ".join(words[start : start + length])
                if sum(map(str.isalpha, piece)) >= MIN_LETTERS:
                    yield piece, code


def by_lingua(text: str) -> str | None:
    """What lingua says of a text."""
    return next((code for code, _ in ranked_by_lingua(text)), None)


def main() -> None:
    """Reads the command line."""
    arguments = options(__doc__).parse_args()
    found = list(pieces(arguments.data))
    tellers: dict[str, Callable[[str], str | None]] = {"told": detect_language, "by lingua alone": by_lingua}
    shares = {name: sum(tell(text) == lang for text, lang in found) / len(found) for name, tell in tellers.items()}
    body = f"{len(found)} pieces: " + ", ".join(f"{name} {share:.1%}" for name, share in shares.items()) + ".\n"
    publish("Languages of a few words", f"lingua {version('lingua-language-detector')}", body, arguments.o)


if __name__ == "__main__":
    main()
