"""Every figure against counts made by hand."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from models.languages import LanguagePair
from service.statistics.agreement import MIN_CHOICES, agreement, kappa
from service.statistics.precision import shares
from service.statistics.rows import FlagSum, Reviewed, ReviewerChoice, Step
from service.statistics.shares import share
from service.statistics.thresholds import THRESHOLDS, curve
from service.statistics.verdicts import by_day
from service.statistics.working_time import WorkingTime, working_time

DAY = 86_400.0


def noon(day: int) -> float:
    return datetime(2026, 11, day, 12, tzinfo=UTC).timestamp()


def test_a_flag_that_should_be_another_is_right() -> None:
    found = shares([("dates", "confirm", 3), ("dates", "change", 2), ("dates", "dismiss", 5), ("names", "dismiss", 1)])
    assert {name: (s.right, s.total) for name, s in found.items()} == {"dates": (5, 10), "names": (0, 1)}
    assert found["dates"] == share(5, 10)


AR = ("ar", "en")
FLAGS = [
    # confidence, side, outcome, flags, code points
    FlagSum(AR, 0.90, "target", "confirm", 2, 20),
    FlagSum(AR, 0.80, "source", "change", 1, 50),  # in the source: an error caught, but no text of the translation
    FlagSum(AR, 0.60, "target", "dismiss", 1, 10),
    FlagSum(AR, 0.60, "target", None, 3, 30),
    FlagSum(AR, 0.30, "target", "confirm", 1, 5),
]


@pytest.mark.parametrize(
    ("threshold", "flagged", "caught", "precision", "undecided"),
    [
        (0.0, 0.65, (4, 6), (4, 5), 3),  # 6 errors are known: 4 right flags and 2 that had to be marked
        (0.30, 0.65, (4, 6), (4, 5), 3),
        (0.35, 0.60, (3, 6), (3, 4), 3),
        (0.60, 0.60, (3, 6), (3, 4), 3),
        (0.65, 0.20, (3, 6), (3, 3), 0),
        (0.85, 0.20, (2, 6), (2, 2), 0),
        (0.95, 0.0, (0, 6), (0, 0), 0),
    ],
)
def test_the_threshold_turned(
    threshold: float, flagged: float, caught: tuple[int, int], precision: tuple[int, int], undecided: int
) -> None:
    found = curve(FLAGS, [Reviewed(AR, articles=3, length=60, missed=2), Reviewed(LanguagePair("fa", "en"), 1, 40, 0)])
    assert (found.articles, found.errors, len(found.points)) == (4, 6, 20)
    point = found.at(threshold)
    assert point.threshold == threshold
    assert point.flagged == pytest.approx(flagged)
    assert (point.caught, point.precision, point.undecided) == (share(*caught), share(*precision), undecided)


def test_of_nothing_there_is_a_curve_too() -> None:
    found = curve([], [])
    assert [point.threshold for point in found.points] == list(THRESHOLDS)
    assert all(point.flagged == 0 and point.caught.value is None for point in found.points)


@pytest.mark.parametrize(
    ("reports", "since", "expected"),
    [
        ([], 0.0, []),
        ([(noon(2), "pass"), (noon(2), "reject"), (noon(4), "pass")], 0.0, [(2, 1, 0, 1), (3, 0, 0, 0), (4, 0, 0, 1)]),
        ([(noon(3), "review"), (noon(3), "review")], noon(2), [(3, 0, 2, 0), (4, 0, 0, 0)]),  # nothing before the first
        ([(noon(2) + 0.4 * DAY, "pass"), (noon(2) + 0.6 * DAY, "pass")], 0.0,
         [(2, 0, 0, 1), (3, 0, 0, 1), (4, 0, 0, 0)]),
    ],
)  # fmt: skip
def test_days_are_counted_by_verdict(
    reports: list[tuple[float, str]], since: float, expected: list[tuple[int, int, int, int]]
) -> None:
    found = by_day(reports, since, noon(4))
    assert [(day.date, *day.counts.values()) for day in found] == [(date(2026, 11, e[0]), *e[1:]) for e in expected]
    assert sum(day.total for day in found) == len(reports)


def steps(*told: str, article: str = "a") -> list[Step]:
    """`"0 ann claim"`: seconds, who, what; `"9 ann undo 2"`: the second is taken back; `"5 ann finish @2"`."""
    made = []
    for number, line in enumerate(told, start=1):
        at, by, action, *rest = line.split()
        revision = next((int(word[1:]) for word in rest if word[0] == "@"), 1)
        subject = next((f"{article}{word}" for word in rest if word[0] != "@"), "article")
        made.append(Step(f"{article}{number}", article, revision, by, action, subject, float(at)))
    return made


@pytest.mark.parametrize(
    ("told", "seconds"),
    [
        (["0 ann claim", "60 ann confirm", "100 ann finish"], [100]),
        (["0 ann claim", "601 ann confirm", "661 ann finish"], [60]),  # ten minutes and more were a pause
        (["0 ann claim", "600 ann confirm", "661 ann finish"], [661]),
        (["0 ann claim", "10 bob comment", "30 ann finish"], [30]),
        (["0 ann claim", "10 bob comment", "30 bob comment", "40 ann finish"], [60]),  # two people's time
        (["0 ann claim", "50 ann send_back"], [50]),
        (["0 ann claim", "50 ann finish", "90 bob approve"], [50]),
        (["0 ann claim", "50 ann finish", "60 ann claim", "80 ann finish"], [80]),
        (["0 ann claim", "50 ann finish", "60 ann undo 2"], []),
        (["0 ann claim", "50 ann finish", "60 ann undo 2", "70 ann undo 3"], [50]),
        (["0 ann claim", "50 ann finish", "90 ann claim @2", "99 ann finish @2"], [50, 9]),
        (["0 ann claim"], []),
    ],
)
def test_working_time(told: list[str], seconds: list[float]) -> None:
    found = working_time(steps(*told))
    assert (found.count, found.unknown) == (len(seconds), 0)
    assert sum(found.quartiles or ()) == pytest.approx(3 * sum(seconds) / max(1, len(seconds)))


def test_quartiles_and_what_is_unknown() -> None:
    told = [step for n, end in enumerate((10, 20, 30, 40, 500)) for step in
            steps("0 ann claim", f"{end} ann finish", article=f"{n}-")]  # fmt: skip
    alone, paused = steps("5 ann finish", article="x-"), steps("0 ann claim", "9999 ann finish", article="y-")
    assert working_time([*told, *alone, *paused]) == WorkingTime(5, 2, (20.0, 30.0, 40.0))
    assert working_time(told, since=30.0) == WorkingTime(3, 0, (35.0, 40.0, 270.0))
    assert working_time([]) == WorkingTime(0, 0, None)


def reviewer_choices(*told: str) -> list[ReviewerChoice]:
    """`"confirm dismiss"`: what two people said of a flag, one after the other."""
    return [
        ReviewerChoice("a", f"{flag}", f"person {n}", outcome, float(n))
        for flag, line in enumerate(told)
        for n, outcome in enumerate(line.split())
    ]


def test_agreement_over_pairs_of_opinions() -> None:
    found = agreement(reviewer_choices(*["confirm change"] * 5, *["dismiss dismiss"] * 4, "confirm dismiss"))
    assert (found.flags, found.agreed) == (10, share(9, 10))
    # by chance: first says right 6 of 10, later 5 of 10: 0.30 + 0.20; (0.9 - 0.5) / 0.5
    assert found.kappa == pytest.approx(0.8)
    assert found.is_enough and MIN_CHOICES == 10


def test_three_opinions_are_three_pairs() -> None:
    found = agreement(reviewer_choices("confirm dismiss confirm"))
    assert (found.flags, found.agreed.right, found.agreed.total) == (1, 1, 3)
    assert not found.is_enough


@pytest.mark.parametrize(
    ("both_right", "only_first", "only_later", "both_wrong", "expected"),
    [
        (20, 5, 10, 15, 0.4),
        (25, 35, 5, 35, (0.6 - 0.46) / 0.54),  # first 0.6, later 0.3: 0.18 + 0.28
        (10, 0, 0, 10, 1.0),
        (0, 10, 10, 0, -1.0),
        (25, 25, 25, 25, 0.0),
        (10, 0, 0, 0, None),
        (0, 0, 0, 0, None),
    ],
)
def test_kappa(both_right: int, only_first: int, only_later: int, both_wrong: int, expected: float | None) -> None:
    found = kappa({(True, True): both_right, (True, False): only_first, (False, True): only_later,
                   (False, False): both_wrong})  # fmt: skip
    assert found == (None if expected is None else pytest.approx(expected))
