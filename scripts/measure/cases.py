"""How many cases of a folder the rules answer as expected, without a model.

    python -m scripts.measure.cases --cases FOLDER [--json]

FOLDER holds two files of JSON objects, one a line. public-reports.jsonl: an input with its `format`, the `expected`
answer in words, which `scripts.measure.expectation` reads, and what an earlier release did (`today`).
false-alarms-news.jsonl: correct translations, `expected` to have no major flag. Both are not shipped with the product.

Every case goes through the whole checker with a model that scores nothing, so that the rules alone answer. A case
whose right answer is silence, and which only the model's own flags disturbed in the earlier release, needs the model:
it is counted apart where the rules are silent. Some expected answers are arguable; they are counted as they stand.

Exit: 0 done, 2 bad input, 3 the shipped lexicons or calibration cannot be read.
"""

from __future__ import annotations

import argparse
import codecs
import json
import subprocess
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Literal

import regex

from models.article import Segment
from models.calibration.calibration import Calibration
from models.cascade import Estimator, ModelCascade
from models.check_catalogue import CATALOGUE
from models.checker import Checker, CheckRequest
from models.errors import InvalidInput
from models.formats.annotation import annotate
from models.formats.po import read_po
from models.formats.tmx import read_tmx
from models.formats.units import UnitLanguages, check_units
from models.json_lines import read_objects
from models.languages import LanguagePair
from models.network.weights import load_lexicons
from models.rating import Rating, Score
from models.report import ArticleReport
from scripts.cli.commands import exit_code_of
from scripts.measure.expectation import CHECK, Expectation, read_expectation

REPORTS, FALSE_ALARMS = "public-reports.jsonl", "false-alarms-news.jsonl"
ROOT = Path(__file__).resolve().parents[2]
NO_MODEL = "none"
"""The name of a model that there is not: the command line refuses it where it has nothing else to refuse."""
Answer = Literal["right", "wrong", "needs the model"]
ANSWERS: tuple[Answer, ...] = ("right", "wrong", "needs the model")
_ENCODED = regex.compile(r"\A\((UTF-(?:16|32)[LB]E)\) ")
"""Before a file's text: the encoding that it comes in, with a byte-order mark."""
_BYTE_ORDER_MARK = "\ufeff"
_FLAGGED = regex.compile(rf"\b({CHECK}) (?:minor|major|critical) \[")


@dataclass(frozen=True, slots=True)
class Case:
    """One input with its right answer in words. `today`: what an earlier release did; may be empty."""

    id: str
    kind: str
    format: str
    source_lang: str
    target_lang: str
    source: str
    target: str
    expected: str
    today: str = ""

    @property
    def disturbed_by_the_model_alone(self) -> bool:
        """Every flag that the earlier release raised was the model's own."""
        flagged = set(_FLAGGED.findall(self.today)) if self.today.startswith("wrong") else set()
        return bool(flagged) and all(CATALOGUE[check].by == "model" for check in flagged)


@dataclass(frozen=True, slots=True)
class CaseOutcome:
    """How a case was answered. `said`: what is wrong about it, in words."""

    id: str
    kind: str
    answer: Answer
    expected: str
    said: str = ""


class NoModel:
    """Estimates nothing: no score, and no word that it doubts."""

    signature = f"{NO_MODEL}:0"

    def rate(self, segments: Sequence[Segment], pair: LanguagePair) -> list[Rating]:
        """One empty rating a segment."""
        fluency, consistency = (
            Score(metric, None, self.signature, "only the rules ran") for metric in ("fluency", "consistency")
        )
        return [Rating(segment.id, fluency, consistency) for segment in segments]


def checker_of_rules() -> Checker:
    """The whole path of an article with rules and lexicons, and no model."""
    return Checker(ModelCascade(Estimator(NO_MODEL, NoModel(), None)), Calibration.load(), load_lexicons())


def read_cases(folder: Path) -> list[Case]:
    """The cases of both files, in order. Raises InvalidInput, naming the file and line at fault."""
    return [
        *_read(folder / REPORTS, {}),
        *_read(folder / FALSE_ALARMS, {"kind": "false alarms in news", "format": "text"}),
    ]


def _read(path: Path, given: dict[str, str]) -> Iterator[Case]:
    """The cases of a file, `given` being what its lines leave out."""
    if not path.is_file():
        raise InvalidInput(f"there is no {path}: --cases names the folder of the cases, which are not shipped")
    for number, found in read_objects(path):
        try:
            yield Case(**{**given, **found})
        except (ValueError, TypeError) as error:
            raise InvalidInput(f"{path}, line {number}, is no case: {error}") from None


def outcome(case: Case, checker: Checker) -> CaseOutcome:
    """Runs a case and holds the answer against what is expected. Raises InvalidInput for words it cannot read."""
    expected = read_expectation(case.expected)
    faults = _faults(case, expected, checker)
    answer: Answer = "wrong" if faults else "right"
    if not faults and expected.silence is not None and case.disturbed_by_the_model_alone:
        answer = "needs the model"
    return CaseOutcome(case.id, case.kind, answer, case.expected, "; ".join(faults))


def _faults(case: Case, expected: Expectation, checker: Checker) -> list[str]:
    if expected.refusal:
        message = _printed_by_the_command(case)
        return [] if expected.is_refusal(message) else [f"it says {message}"]
    try:
        reports = _RUNS.get(case.format, _of_article)(case, checker)
    except InvalidInput as error:
        return [] if expected.refused else [f"refused: {error}"]
    return [fault for report in reports for fault in expected.faults(report)]


def _of_article(case: Case, checker: Checker) -> Sequence[ArticleReport]:
    form: Literal["html", "text"] = "html" if case.format == "html" else "text"
    return [checker.check(CheckRequest(case.target, case.source, case.source_lang, case.target_lang, format=form))]


def _of_po(case: Case, checker: Checker) -> Sequence[ArticleReport]:
    units, languages = read_po(_bytes(case.source), UnitLanguages(case.source_lang, case.target_lang))
    return [check_units(units, languages, checker.check)]


def _of_tmx(case: Case, checker: Checker) -> Sequence[ArticleReport]:
    units, languages = read_tmx(_bytes(case.source), UnitLanguages("", case.target_lang))
    return [check_units(units, languages, checker.check)]


def _of_xliff(case: Case, checker: Checker) -> Sequence[ArticleReport]:
    return annotate(_bytes(case.source), UnitLanguages(), checker.check).reports


_RUNS: dict[str, Callable[[Case, Checker], Sequence[ArticleReport]]] = {
    "po": _of_po,
    "tmx": _of_tmx,
    "xliff": _of_xliff,
}


def _printed_by_the_command(case: Case) -> str:
    """What score.py says of a file that it must refuse before it loads a model."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"case.{case.format}"
        path.write_bytes(_bytes(case.source))
        command = [sys.executable, "-m", "scripts.score", f"--{case.format}", str(path), "--model", NO_MODEL, "--quiet"]
        printed = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, check=False).stderr
    return " ".join(printed.split())


def _bytes(text: str) -> bytes:
    """A file's text as bytes, in the encoding that is named before it."""
    named = _ENCODED.match(text)
    if named is None:
        return text.encode()
    return (_BYTE_ORDER_MARK + text[named.end() :]).encode(codecs.lookup(named[1]).name)


def outcome_table(outcomes: Sequence[CaseOutcome]) -> str:
    """The figures by kind, all together, and a line for each that is still wrong."""
    kinds: defaultdict[str, Counter[Answer]] = defaultdict(Counter)
    for one in outcomes:
        kinds[one.kind][one.answer] += 1
    width = max((len(kind) for kind in kinds), default=0)
    rows = [f"{'':{width}}  " + "  ".join(ANSWERS)]
    total = Counter(one.answer for one in outcomes)
    for kind, counts in [*sorted(kinds.items()), ("all", total)]:
        rows.append(f"{kind:{width}}  " + "  ".join(f"{counts[answer]:{len(answer)}}" for answer in ANSWERS))
    wrong = [one for one in outcomes if one.answer == "wrong"]
    lines = [f"- {one.id} ({one.kind}): expected {one.expected}; {one.said}" for one in wrong]
    return "\n".join([*rows, "", f"Still wrong: {len(wrong)}", *lines])


def as_json(outcomes: Sequence[CaseOutcome]) -> dict[str, Any]:
    """The same for programs: `figures` by answer, `kinds` of these, and every outcome."""
    kinds: dict[str, Counter[Answer]] = defaultdict(Counter)
    for one in outcomes:
        kinds[one.kind][one.answer] += 1
    return {
        "figures": {answer: sum(one.answer == answer for one in outcomes) for answer in ANSWERS},
        "kinds": {kind: {answer: counts[answer] for answer in ANSWERS} for kind, counts in sorted(kinds.items())},
        "outcomes": [asdict(one) for one in outcomes],
    }


def main(arguments: Sequence[str] | None = None) -> int:
    """The exit code; the figures go to standard output."""
    parser = argparse.ArgumentParser(
        prog="cases", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--cases", type=Path, required=True, metavar="FOLDER", help="where the two files lie")
    parser.add_argument("--json", action="store_true", help="print JSON")
    chosen = parser.parse_args(arguments)

    def work() -> None:
        cases = read_cases(chosen.cases)
        checker = checker_of_rules()
        outcomes = [outcome(case, checker) for case in cases]
        print(json.dumps(as_json(outcomes), ensure_ascii=False, indent=1) if chosen.json else outcome_table(outcomes))

    return exit_code_of("cases", work)


if __name__ == "__main__":
    sys.exit(main())
