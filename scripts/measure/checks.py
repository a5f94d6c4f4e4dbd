"""False alarms of the checks on human translations, and what they find of errors made on purpose.

    python -m scripts.measure.checks --data FOLDER [--lang ar --lang de] [--show]

FOLDER holds files named `….XX-en.tsv.xz`: a sentence in language XX, a tab, its human translation.
Exit: 0 done, 2 bad input.
"""

from __future__ import annotations

import random
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Annotated

import regex
import typer

from models.article import Article, Document, Segment
from models.checks import CHECKS
from models.checks.names.name_forms import names_in
from models.checks.words.calendar_names import english_name, find_names
from models.errors import InvalidInput
from models.evaluation import corpora
from models.languages import LanguagePair
from models.mqm import Severity
from models.spans import Span

BLOCK = 10
"""Sentences read as one article, so that checks across sentences have something to compare."""
Pairs = list[tuple[str, str]]
Spoil = Callable[[str, random.Random], tuple[str, Span] | None]


def make_document(pairs: Sequence[tuple[str, str]], lang: str) -> Document:
    """An article of these sentences, a line each, one segment a pair."""
    segments: list[Segment] = []
    source = target = 0
    for number, (foreign, english) in enumerate(pairs, start=1):
        spans = Span(source, source + len(foreign)), Span(target, target + len(english))
        segments.append(Segment(f"s{number}", foreign, english, *spans))
        source, target = source + len(foreign) + 1, target + len(english) + 1
    text = ["\n".join(side) for side in zip(*pairs, strict=True)]
    return Document(Article("measured", text[1], text[0], LanguagePair(lang, "en")), tuple(segments))


def change_number(text: str, rng: random.Random) -> tuple[str, Span] | None:
    """One digit of one number of two digits or more is another digit."""
    numbers = list(regex.finditer(r"(?<![\w.,:-])\d{2,4}(?![\w.,:])", text))
    if not numbers:
        return None
    match = rng.choice(numbers)
    place = rng.randrange(match.start(), match.end())
    other = rng.choice([d for d in "123456789" if d != text[place]])
    return text[:place] + other + text[place + 1 :], Span(*match.span())


SMALL_NUMBERS = ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")


def change_small_number(text: str, rng: random.Random) -> tuple[str, Span] | None:
    """One number from two to twelve, in a word, is another."""
    words = list(regex.finditer(rf"(?<![\w-])({'|'.join(SMALL_NUMBERS)})(?![\w-])", text))
    if not words:
        return None
    match = rng.choice(words)
    other = rng.choice([word for word in SMALL_NUMBERS if word != match.group()])
    return text[: match.start()] + other + text[match.end() :], Span(match.start(), match.start() + len(other))


def change_month(text: str, rng: random.Random) -> tuple[str, Span] | None:
    """One month is another month."""
    months = find_names(text, "en", "months")
    if not months:
        return None
    month = rng.choice(months)
    other = english_name(rng.choice([n for n in range(1, 13) if n != month.number]), "months")
    changed = text[: month.span.start] + other + text[month.span.end :]
    return changed, Span(month.span.start, month.span.start + len(other))


def misspell_name(text: str, rng: random.Random) -> tuple[str, Span] | None:
    """One inner letter of one name is missing."""
    names = names_in(text)
    if not names:
        return None
    name = rng.choice(names)
    place = rng.randrange(name.span.start + 1, name.span.end - 1)
    return text[:place] + text[place + 1 :], Span(name.span.start, name.span.end - 1)


SPOILERS: dict[str, tuple[Spoil, ...]] = {
    "numbers": (change_number, change_small_number), "dates": (change_month,), "names": (misspell_name,)
}  # fmt: skip
"""The errors that are made for a check to find: of numbers first those in digits, then those in words."""


def blocks(pairs: Pairs, size: int) -> Iterator[Pairs]:
    """The pairs in runs of `size`, the last one possibly shorter."""
    for start in range(0, len(pairs), size):
        yield pairs[start : start + size]


def false_alarms(pairs: Pairs, lang: str, size: int, show: bool) -> Counter[tuple[str, Severity]]:
    """How many flags each check raises at each severity on articles of `size` sentences."""
    counts: Counter[tuple[str, Severity]] = Counter()
    for block in blocks(pairs, size):
        document = make_document(block, lang)
        for check in CHECKS.values():
            for flag in check.find(document):
                counts[check.id, flag.severity] += 1
                if show:
                    print(f"  {lang} {check.id} {flag.severity}: {flag.message}")
    return counts


def recall(pairs: Pairs, lang: str, check_id: str, spoil: Spoil) -> tuple[int, int, int]:
    """(errors made, found, found as major): one a sentence where the text offers a place for it."""
    rng = random.Random(f"{lang} {check_id}")
    made = found = major = 0
    for foreign, english in pairs:
        spoilt = spoil(english, rng)
        if spoilt is None:
            continue
        text, span = spoilt
        flags = CHECKS[check_id].find(make_document([(foreign, text)], lang))
        hits = [flag for flag in flags if flag.side == "target" and flag.span.overlaps(span)]
        made, found = made + 1, found + bool(hits)
        major += any(flag.severity is Severity.MAJOR for flag in hits)
    return made, found, major


def report(path: Path, lang: str, show: bool) -> None:
    """Prints the table of one language."""
    pairs = [(pair.source, pair.target) for pair in corpora.translations_in(path)]
    thousands = sum(len(english.split()) for _, english in pairs) / 1000
    print(f"{lang}: {len(pairs)} human translations, {thousands:.1f} thousand English words")
    print(f"  flags per 1,000 words on sentences alone / in articles of {BLOCK}; errors made on purpose")
    print(f"  {'check':24} {'minor':>13} {'major':>13} {'critical':>13}   made found major")
    alone, together = (false_alarms(pairs, lang, size, show and size == 1) for size in (1, BLOCK))
    for check_id in CHECKS:
        cells = [f"  {check_id:24}"]
        for severity in (Severity.MINOR, Severity.MAJOR, Severity.CRITICAL):
            rates = (counts[check_id, severity] / thousands for counts in (alone, together))
            cells.append(" / ".join(f"{rate:5.2f}" for rate in rates))
        cells += ["  {:4} {:5} {:5}".format(*recall(pairs, lang, check_id, s)) for s in SPOILERS.get(check_id, ())]
        print(" ".join(cells))


def main(
    data: Annotated[Path, typer.Option(help="folder of ….XX-en.tsv.xz files")],
    lang: Annotated[list[str] | None, typer.Option(help="only these languages")] = None,
    show: Annotated[bool, typer.Option("--show", help="print every flag on single sentences")] = False,
) -> None:
    """Measures every check of models.checks.CHECKS."""
    files = corpora.human_translations(data)
    chosen = [code for code in files if not lang or code in lang]
    if not chosen:
        print(f"no ….XX-en.tsv.xz files in {data}", file=sys.stderr)
        raise typer.Exit(2)
    try:
        for code in chosen:
            report(files[code], code, show)
    except InvalidInput as error:
        print(error, file=sys.stderr)
        raise typer.Exit(2) from error


if __name__ == "__main__":
    typer.run(main)
