"""What the measures of speed say they measure: true sizes, counted operations, times without what is inside them."""

from __future__ import annotations

import sys
import time
from pathlib import Path
from subprocess import CalledProcessError

import pytest
import torch

from models.intake.requests import MAX_CHARACTERS
from models.scorers.builtin import BuiltinScorer
from scripts.measure import speed, speed_archive, speed_first_minutes, speed_start
from scripts.measure.speed_architectures import ARCHITECTURES, Machine, Settings, parameters
from scripts.measure.speed_article import OTHERS, TimedCheck, table
from scripts.measure.speed_encoders import ENCODERS, held_bytes
from scripts.measure.speed_length import WORDS
from scripts.measure.speed_limit import encoder_flops, product_flops
from scripts.measure.speed_stages import Stopwatch
from scripts.measure.speed_texts import made_request, sample_request
from scripts.measure.timing import by_turns


def test_the_weights_of_the_built_in_model_are_counted_with_its_packed_words() -> None:
    assert parameters(BuiltinScorer.load()) == pytest.approx(118e6, rel=0.02)


def test_the_weights_of_another_architecture_are_counted() -> None:
    assert parameters(ARCHITECTURES["marian"](Machine(Settings()))) == pytest.approx(77e6, rel=0.02)


@pytest.mark.parametrize(
    ("encoder", "millions"),
    [
        ("XLM-R base", 278),
        ("mDeBERTa base (xCOMET-lite)", 278),
        ("XLM-R large (COMET, CometKiwi)", 560),
        ("mT5-large's encoder (MetricX-24)", 564),
    ],
)
def test_encoders_have_their_true_size(encoder: str, millions: int) -> None:
    with torch.device("meta"):  # no memory: sizes alone
        network = ENCODERS[encoder]()
    assert sum(weight.numel() for weight in network.parameters()) == pytest.approx(millions * 1e6, rel=0.01)
    assert held_bytes(network) == pytest.approx(4 * millions * 1e6, rel=0.01)


@pytest.mark.parametrize(
    ("sizes", "expected"),
    [((1, 1, 10, 40, 1), 2 * (400 + 800) + 40), ((2, 3, 10, 40, 5), 2 * 3 * 5 * (2400 + 120))],
    ids=["a subword of a layer", "of two rows of three"],
)
def test_operations_are_counted(sizes: tuple[int, int, int, int, int], expected: int) -> None:
    assert encoder_flops(*sizes) == expected
    assert product_flops(10) == 2_000


def test_a_stage_does_not_count_the_one_inside_it() -> None:
    watch = Stopwatch()
    inner = watch.timed("inner", lambda: time.sleep(0.2))
    outer = watch.timed("outer", lambda: (inner(), time.sleep(0.05)))
    outer()
    assert watch.spent["inner"] >= 0.2
    assert 0.05 <= watch.spent["outer"] < 0.2


def test_a_stage_that_fails_is_counted_and_left() -> None:
    watch = Stopwatch()

    def fail() -> None:
        raise ValueError

    with pytest.raises(ValueError):
        watch.timed("outer", watch.timed("inner", fail))()
    watch.timed("outer", lambda: None)()
    assert set(watch.spent) == {"inner", "outer"} and max(watch.spent.values()) < 0.1


def test_shares_add_up_to_the_whole() -> None:
    check = TimedCheck(2.0, {"model": 1.5, "checks": 0.1})
    assert sum(check.shares.values()) == pytest.approx(1.0)
    assert check.shares["model"] == 0.75 and check.shares[OTHERS] == pytest.approx(0.2)
    told = table(TimedCheck(5.0, {"model": 1.0}), [check] * 3)
    assert "| seconds in all | 5.00 | 2.00 | |" in told and "| model | 1.000 | 1.500 | 75.0% |" in told


def test_work_is_done_by_turns_and_once_before() -> None:
    done: list[str] = []
    found = by_turns([lambda: done.append("a"), lambda: done.append("b")], rounds=2)
    assert done == ["a", "b"] * 3 and [len(own) for own in found] == [2, 2]


def test_the_sample_is_an_article_of_600_words() -> None:
    request = sample_request()
    assert 600 <= len(request.target.split()) < 650
    for text in (request.target, request.source or ""):
        assert [paragraph.count(". ") + paragraph.endswith(".") for paragraph in text.strip().split("\n\n")] == [
            0, 3, 4, 5, 3, 4, 4, 2
        ]  # fmt: skip


@pytest.mark.parametrize("words", [1, 500, max(WORDS)])
def test_articles_are_as_long_as_they_should_be_and_no_sentence_is_twice(words: int) -> None:
    request = made_request(words)
    assert request.source is not None
    assert words <= len(request.target.split()) < words + 60
    assert max(len(request.target), len(request.source)) <= MAX_CHARACTERS
    for text in (request.target, request.source):
        sentences = text.replace("\n\n", " ").split(". ")
        assert len(sentences) == len(set(sentences)) == request.target.count("according to report")


def test_an_archive_is_read_report_by_report() -> None:
    program = "import sys, time\nfor line in open(sys.argv[1]): print(len(line), flush=True)\ntime.sleep(2)"
    report = speed_archive.measure(12, (sys.executable, "-c", program))
    assert len(report.after) == 12 and list(report.after) == sorted(report.after)
    assert report.words >= 12 * speed_archive.WORDS
    if Path("/proc").is_dir():
        assert 0 < report.early <= report.peak and 0 < report.last <= report.peak
    assert "| articles | 12 |" in report.table() and "from article 11 on" in report.table()


@pytest.mark.parametrize("program", ["", "import sys; print(1); sys.exit(3)"])
def test_a_program_that_does_not_report_on_all_is_no_measurement(program: str) -> None:
    with pytest.raises(OSError, match="of 1 articles"):
        speed_archive.measure(1, (sys.executable, "-c", program))


def test_programs_are_timed_to_their_end() -> None:
    told = speed_start.report(1, {"short": (sys.executable, "-c", ""), "long": ("sleep", "0.3")}).splitlines()
    assert told[2].startswith("| short | ") and told[2].split(" | ")[2] == "1.00"
    assert float(told[3].split(" | ")[1]) >= 0.3 > float(told[3].split(" | ")[3]), "sleep takes no processor"


def test_each_step_of_a_newcomer_has_its_seconds_and_what_it_leaves_on_the_disk() -> None:
    steps = {
        "waits": ("sleep", "0.2"),
        "fills": (sys.executable, "-c", "open('full', 'wb').write(bytes(3_000_000))"),
        "reads what was left": (sys.executable, "-c", "assert len(open('full', 'rb').read()) == 3_000_000"),
    }
    waits, fills, reads, together = speed_first_minutes.report(steps).splitlines()[2:]
    assert float(waits.split(" | ")[1]) >= 0.2 and waits.endswith(" | 0 |")
    assert fills.endswith(" | 3 |") and reads.endswith(" | 0 |") and together.endswith(" | 3 |")


def test_a_step_that_fails_is_no_measurement() -> None:
    with pytest.raises(CalledProcessError):
        speed_first_minutes.report({"fails": (sys.executable, "-c", "raise SystemExit(1)")})


@pytest.mark.parametrize(
    "words", [[], ["--part", "no"], ["--part", "start", "--rounds", "0"], ["--part", "length", "--words", "0"]]
)
def test_usage(words: list[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        speed.main(words)
    assert ended.value.code == 2


def test_a_part_replaces_its_section_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page, title = tmp_path / "page.md", speed.PARTS["start"].title
    page.write_text(f"# Speed\n\n## {title}\n\nold\n\n## Another\n\nkept\n", encoding="utf-8")
    monkeypatch.setattr(speed_start, "report", lambda rounds: f"| {rounds} rounds |")
    speed.main(["--part", "start", "--rounds", "2", "-o", str(page)])
    told = page.read_text(encoding="utf-8")
    assert "| 2 rounds |" in told and "old" not in told and told.endswith("## Another\n\nkept\n")


@pytest.mark.parametrize(
    ("part", "precision", "title"),
    [
        ("article", "float32", "One article of 600 words"),
        ("article", "bfloat16", "One article of 600 words, in bfloat16"),
        ("limit", "bfloat16", "Share of what the processor can do"),
    ],
)
def test_each_type_has_a_section_of_its_own(part: str, precision: str, title: str) -> None:
    assert speed.PARTS[part].titled(precision) == title
