"""Every check has a name and a description, and everybody who speaks of it says the same."""

from __future__ import annotations

from pathlib import Path

import pytest

from models.check_catalogue import CATALOGUE, CheckDescription, check_name
from models.checks import CHECKS
from scripts.dev.list_checks import page

DOCS = Path(__file__).resolve().parent.parent / "docs"


def test_every_rule_is_described_and_every_described_rule_exists() -> None:
    assert {check.id for check in CATALOGUE.values() if check.by == "rule"} == set(CHECKS)
    assert {check.id for check in CATALOGUE.values() if check.by != "rule"} == {"fluency", "consistency", "reviewer"}


@pytest.mark.parametrize("check", CATALOGUE.values(), ids=CATALOGUE)
def test_a_name_is_short_and_a_description_is_a_sentence(check: CheckDescription) -> None:
    assert 0 < len(check.name) <= 24 and check.name[0].isupper()
    assert check.description[0].isupper() and check.description.endswith((".", "”."))


def test_no_two_checks_share_a_name() -> None:
    assert len({check.name for check in CATALOGUE.values()}) == len(CATALOGUE)


def test_a_check_of_another_release_goes_by_its_id() -> None:
    assert check_name("dates") == "Dates and times"
    assert check_name("tea-leaves") == "tea-leaves"


def test_the_page_of_checks_is_up_to_date() -> None:
    """Else: python -m scripts.dev.list_checks > docs/CHECKS.md"""
    assert (DOCS / "CHECKS.md").read_text(encoding="utf-8") == page()
