"""At twice what it can, the service answers as many as it can, and tells the others when to come back."""

from __future__ import annotations

import pytest

from scripts.measure import load
from scripts.measure.load import measure
from scripts.measure.load_report import ANSWERED, Answer, LoadReport, percentile
from service.check_queue import WAITING_REQUESTS

SECONDS, CHECK = 6.0, 0.25


def test_the_excess_is_refused_with_a_time_to_come_back() -> None:
    report = measure(SECONDS, CHECK, times=2.0)
    answered = [one for one in report.answers if one.status in ANSWERED]
    refused = [one for one in report.answers if one.status == 503]
    assert len(answered) + len(refused) == len(report.answers) == int(2 * SECONDS / CHECK), report.statuses
    assert refused and all(one.says_when for one in refused)
    assert WAITING_REQUESTS < len(answered) <= report.lasted / CHECK + 1, "one at a time"
    assert report.peak_bytes < 2**30 and len(report.alone) == load.ALONE and min(report.alone) >= CHECK
    assert report.good


def test_what_is_kept_waits_and_nobody_is_refused() -> None:
    report = measure(3.0, CHECK, times=2.0, door=load.DOORS["articles"])
    assert set(report.statuses) == {202}


def test_the_table_tells_waiting_times_of_what_was_answered() -> None:
    others = (Answer(503, 0.0, True), Answer(503, 0.0), Answer(0, 60.0))
    answers = (*(Answer(200, float(n)) for n in range(1, 22)), *others)
    told = LoadReport(12.0, answers, 5 * 2**20, (0.5,) * 10, 3 * 2**20, 4 * 2**20).table()
    for row in ("sent a second | 2.0", "answered a second | 1.8", "one by one would be | 0.88", "p50 | 11.00",
                "until answered, p95 | 20.00", "one by one, p95 | 0.50", "times as long | 40.0", "refused (503) | 2",
                "without Retry-After | 1", "another's report | 0", "anything else | 1", "after a tenth, MB | 3",
                "at the end | 4", "at most | 5"):  # fmt: skip
        assert row in told


@pytest.mark.parametrize(
    ("answer", "good"),
    [
        (Answer(200, 0.1), True),
        (Answer(503, 0.1, says_when=True), True),
        (Answer(503, 0.1), False),
        (Answer(0, 60.0), False),
        (Answer(500, 0.1), False),
        (Answer(200, 0.1, own=False), False),
    ],
)
def test_what_is_good(answer: Answer, good: bool) -> None:
    assert LoadReport(1.0, (Answer(200, 0.1), answer), 0).good is good


@pytest.mark.parametrize(("which", "expected"), [(5, 2.0), (50, 11.0), (95, 20.0)])
def test_percentiles(which: int, expected: float) -> None:
    assert percentile(range(1, 22), which) == expected
    assert percentile([3.0], which) == 0.0


@pytest.mark.parametrize("words", [["--check", "0"], ["--times", "-1"], ["--door", "nowhere"], ["--seconds", "long"]])
def test_usage(words: list[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        load.main(words)
    assert ended.value.code == 2
