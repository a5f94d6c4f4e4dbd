"""What only the trained weights can show, on the sample and with a stranger's source."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from models.checker import Checker, CheckRequest, load_checker
from models.network.weights import BUILTIN, WEIGHTS


@cache
def shipped() -> Checker:
    return load_checker()


SAMPLES = Path(__file__).resolve().parents[2] / "samples"
STRANGER = (
    "أعلنت إدارة المتحف الوطني أنها ستعرض للمرة الأولى مجموعة من اللوحات التي رسمها فنانون شباب. "
    "وقالت المديرة إن الزوار سيتمكنون من شراء البطاقات عبر الهاتف ابتداء من الشهر المقبل."
)


@pytest.mark.slow
@pytest.mark.skipif(not (BUILTIN / WEIGHTS).is_file(), reason="models/builtin holds no weights yet")
class TestShippedModel:
    """The sample article of this repository through `load_checker()`."""

    @pytest.fixture
    def sample(self) -> tuple[str, str]:
        source, target = (SAMPLES / f"river-port.{lang}.txt" for lang in ("ar", "en"))
        return source.read_text(encoding="utf-8"), target.read_text(encoding="utf-8")

    def test_the_sample_does_not_pass(self, sample: tuple[str, str]) -> None:
        report = shipped().check(CheckRequest(sample[1], sample[0]))
        assert report.verdict != "pass"
        assert report.coverage.checked > 0
        assert report.flags

    def test_a_strangers_source_lowers_consistency(self, sample: tuple[str, str]) -> None:
        """A model that ignores the source is the known disease of this field."""
        paragraph = next(line for line in sample[1].splitlines() if len(line) > 120)
        at = sample[1].splitlines().index(paragraph)
        own = sample[0].splitlines()[at]
        right = shipped().check(CheckRequest(paragraph, own, "ar", "en"))
        wrong = shipped().check(CheckRequest(paragraph, STRANGER, "ar", "en"))
        assert right.consistency is not None
        assert wrong.consistency is not None
        assert wrong.consistency < right.consistency - 0.1

    def test_the_same_article_gets_the_same_report(self, sample: tuple[str, str]) -> None:
        request = CheckRequest(sample[1], sample[0])
        assert shipped().check(request).to_dict() == shipped().check(request).to_dict()

    def test_what_is_checked_again_from_memory_gets_the_same_report(self, sample: tuple[str, str]) -> None:
        first = shipped().check(CheckRequest(sample[1], sample[0]))
        again = shipped().check(CheckRequest(sample[1], sample[0], memory=first.memory))
        assert first.memory
        assert again.to_dict() == first.to_dict()
