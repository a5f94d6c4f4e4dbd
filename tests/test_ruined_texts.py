"""What no reader could use is never passed, even where the model likes every word, and the command line follows."""

from __future__ import annotations

import sys
from pathlib import Path
from types import SimpleNamespace

import pytest
from test_checker import SOURCE, checker

from models.checker import CheckRequest
from scripts import score as cli

SOUND = (
    "The port director closed the gates on Sunday. Some 40 ships waited outside while the wind grew stronger. The "
    "fishermen went home before noon, and their families met them at the harbour wall. A spokeswoman for the town said "
    "that the storm had damaged two cranes and the roof of a warehouse. Engineers will inspect the quay tomorrow "
    "morning. Until then no ship may enter or leave the bay. The mayor thanked the crews for their patience and "
    "promised to reopen the market as soon as the water falls. Insurance companies expect claims worth several million "
    "euros. Schools in the region stay open, but buses run less often than usual. Forecasters see calmer weather "
    "towards the end of the week."
)
"""A longer article in which nothing is wrong."""
RUINS = {
    "a loop": "The port stayed shut and the port stayed shut and the port stayed shut and the port stayed shut.",
    "a loop of sentences": "The port stayed shut. " * 5,
    "a loop in a word": "The portportportportport stayed shut.",
    "circles": "The port of the gate and the gate of the port, the gate and the port of the gate, the port, the "
    "gate of the port and the gate, the port and the gate of the gate of the port.",
    "another language": "Der Direktor hatte gestern beschlossen, dass alle Schiffe zunächst draußen warten müssen.",
    "no language": "Der fel kato mirin sondo, palle quin torvo nas brelka ulim donda fren sipol.",
    "another script": "Директор порта закрыл ворота в воскресенье, и корабли ждали снаружи.",
    "salad": "The of the port director said to to in gates is would closed the of was Sunday.",
}


@pytest.fixture
def exit_code(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> object:
    """`exit_code(target)`: what scripts/score.py --fail-on review leaves with, the scorer being a stub."""
    opened = SimpleNamespace(load_checker=lambda model, budget: checker({}))
    monkeypatch.setitem(sys.modules, "models.checker", opened)

    def run(target: str) -> int:
        path = tmp_path / "story.txt"
        path.write_text(target, "utf-8")
        return cli.main(["-t", str(path), "-tl", "en", "--fail-on", "review"])

    return run


@pytest.mark.parametrize("ruin", RUINS)
def test_ruins_are_looked_at_in_a_long_article_too(ruin: str) -> None:
    report = checker({}).check(CheckRequest(f"{SOUND} {RUINS[ruin]}", None, target_lang="en"))
    assert report.verdict != "pass", ruin
    assert any(flag.severity.rank >= 2 for flag in report.flags)


@pytest.mark.parametrize(("target", "code"), [(SOUND, 0), *((f"{SOUND} {ruin}", 1) for ruin in RUINS.values())])
def test_fail_on_follows_the_verdict(exit_code, target: str, code: int) -> None:  # type: ignore[no-untyped-def]
    assert exit_code(target) == code


def test_a_short_text_that_is_nothing_but_a_loop_is_rejected() -> None:
    report = checker({}).check(CheckRequest("The port is shut and " * 8, SOURCE, source_lang="ar", target_lang="en"))
    assert report.verdict == "reject"


@pytest.mark.parametrize("loop", ["the ", "The port is shut. ", "very "])
def test_a_loop_does_not_get_better_by_going_on(loop: str) -> None:
    report = checker({}).check(CheckRequest(loop * 1_500, SOURCE, source_lang="ar", target_lang="en"))
    assert report.verdict == "reject"
