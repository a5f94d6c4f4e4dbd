"""Does a text pass of which sentences are out of order, missing, looped or from elsewhere? FLORES, human translations.

    python -m scripts.measure.ruined --data DATA [--articles 12] [-o docs/EVALUATION.md]

Articles are five FLORES sentences in a row, a paragraph each, of which some are ruined; the whole checker reads them.
None of them should pass; the first row, in which nothing was done, should. A dev set, for choices.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from models.checker import Checker, CheckRequest, load_checker
from models.evaluation import corpora
from models.languages import ENGLISH
from models.text.words import words
from scripts.measure.markdown_table import table_head, table_row
from scripts.measure.measuring import options, publish

LANGUAGES = ("ar", "ru", "de", "zh")
SENTENCES = 5
"""In an article."""
COUNTS = (1, 3, 5)
"""So many of its sentences are ruined."""
LOOPS, LOOPED_SHARE = 3, 0.4
"""How often the end of a sentence is said again, and how much of it that is."""
SEED = 17


@dataclass(frozen=True, slots=True)
class Translation:
    """A sentence of an article, its translation, and one of another article."""

    source: str
    target: str
    elsewhere: str


def shuffled(given: Translation, rng: random.Random) -> str:
    """Its words in no order."""
    found = words(given.target)
    rng.shuffle(found)
    return " ".join(found)


def looped(given: Translation, _: random.Random) -> str:
    """With its end said again and again."""
    found = given.target.split()
    end = found[-max(2, round(LOOPED_SHARE * len(found))) :]
    return " ".join([*found, *(end * LOOPS)])


RUINS: Mapping[str, Callable[[Translation, random.Random], str]] = {
    "words out of order": shuffled,
    "not translated at all": lambda given, _: "",
    "looped": looped,
    "left in the source's language": lambda given, _: given.source,
    "of another article": lambda given, _: given.elsewhere,
}


def articles(data: Path, lang: str, count: int) -> list[list[Translation]]:
    """So many articles of a language, spread over its dev text."""
    pairs = corpora.flores(data, lang)
    step = max(SENTENCES, len(pairs) // count)
    pieces = [pairs[start : start + SENTENCES] for start in range(0, step * count, step)]
    return [
        [Translation(p.source, p.target, other.target) for p, other in zip(piece, after, strict=False)]
        for piece, after in zip(pieces, [*pieces[1:], pieces[0]], strict=True)
        if len(piece) == SENTENCES
    ]


def passes(checker: Checker, article: Sequence[Translation], lang: str, ruined: Mapping[int, str]) -> bool:
    """The verdict on an article some of whose sentences, by number, read otherwise."""
    source = "\n".join(part.source for part in article)
    targets = (ruined.get(number, part.target) for number, part in enumerate(article))
    target = "\n".join(text for text in targets if text)
    return checker.check(CheckRequest(target, source, lang, ENGLISH)).verdict == "pass"


def share_passed(checker: Checker, own: Mapping[str, Sequence[Sequence[Translation]]], ruin: str, count: int) -> float:
    """Of all articles, with `count` sentences of each ruined."""
    rng = random.Random(SEED)
    verdicts = []
    for lang, some in own.items():
        for article in some:
            chosen = rng.sample(range(len(article)), count)
            verdicts.append(passes(checker, article, lang, {n: RUINS[ruin](article[n], rng) for n in chosen}))
    return sum(verdicts) / len(verdicts)


def main() -> None:
    """Reads the command line."""
    parser = options(__doc__)
    parser.add_argument("--articles", type=int, default=12, help="of each language")
    arguments = parser.parse_args()
    checker = load_checker()
    own = {lang: articles(arguments.data, lang, arguments.articles) for lang in LANGUAGES}
    sound = share_passed(checker, own, "looped", 0)
    lines = [
        f"Share that pass of {sum(map(len, own.values()))} articles of {SENTENCES} sentences ({', '.join(LANGUAGES)} "
        f"into English); with nothing ruined {sound:.2f}.\n",
        table_head(["sentences that are …", *(f"{count} of {SENTENCES}" for count in COUNTS)]),
    ]
    for ruin in RUINS:
        counts = [count for count in COUNTS if ruin != "not translated at all" or count < SENTENCES]
        shares = [f"{share_passed(checker, own, ruin, count):.2f}" for count in counts]
        lines.append(table_row([ruin, *shares, *["–"] * (len(COUNTS) - len(shares))]))
        print(lines[-1], flush=True)
    publish("Ruined sentences", checker.signature, "\n".join(lines), arguments.o)


if __name__ == "__main__":
    main()
