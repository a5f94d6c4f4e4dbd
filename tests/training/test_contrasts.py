"""Written contrasts: what is marked in which of the three, and how much better the faithful ones are."""

from __future__ import annotations

import json
import lzma
from pathlib import Path
from typing import Any

import pytest

from models.errors import InvalidInput
from models.evaluation import corpora
from models.evaluation.corpora.written import contrast, digest, read_contrasts
from models.network.kinds import KINDS
from models.training.contrasts import MARGINS, MIN_Z, OURS, contrast_group
from models.training.rows import UNKNOWN

RECORD: dict[str, Any] = {
    "lang": "ar",
    "source": "نفى الوزير توقيع المعاهدة",
    "good": "The minister denied signing the treaty.",
    "also_good": "No treaty was signed, the minister said.",
    "bad": "The ministry denied the treaty.",
    "errors": [
        {"text": "ministry", "kind": "near_meaning", "severity": "major", "should": "minister", "source": "الوزير"},
        {"text": "", "after": "denied", "kind": "omission", "severity": "minor", "source": "توقيع"},
    ],
}


def made(**changes: Any) -> dict[str, Any]:
    return {**RECORD, **changes}


def test_the_error_its_kind_and_its_source_words_are_marked() -> None:
    good, also_good, bad = contrast_group(contrast(RECORD)).examples
    assert list(bad.target) == ["The", "ministry", "denied", "the", "treaty", "."]
    assert list(bad.wrong) == [0, 1, 0, 0, 0, 0]
    assert bad.severity[1] == 1.0
    assert KINDS[bad.kind[1]] == "sense"
    assert list(bad.gaps) == [0, 0, 0, 1, 0, 0, 0]
    assert list(bad.lost) == [0, 1, 1, 0]
    for sound in (good, also_good):
        assert not any(sound.wrong)
        assert not any(sound.gaps)
        assert not any(sound.lost)
        assert sound.z > bad.z


@pytest.mark.parametrize(("severity", "level"), [("minor", 0), ("major", 1), ("critical", 2)])
def test_the_worst_error_sets_the_margin(severity: str, level: int) -> None:
    error = {**RECORD["errors"][0], "severity": severity}
    group = contrast_group(contrast(made(errors=[error])))
    assert list(group.worse) == [(0, 2, MARGINS[level]), (1, 2, MARGINS[level])]


def test_a_sound_third_version_is_as_good_as_the_others() -> None:
    group = contrast_group(contrast(made(errors=[])))
    assert list(group.worse) == []
    assert group.examples[2].z == group.examples[0].z


def test_many_errors_do_not_sink_below_the_scale() -> None:
    words = ["The", "ministry", "denied", "treaty"]
    errors = [{"text": w, "kind": "calque", "severity": "critical", "should": "x", "source": ""} for w in words]
    assert contrast_group(contrast(made(errors=errors))).examples[2].z == MIN_Z


def test_an_addition_answers_to_no_source_word() -> None:
    error = {"text": "treaty", "kind": "addition", "severity": "major", "should": "", "source": ""}
    bad = contrast_group(contrast(made(errors=[error]))).examples[2]
    assert not any(bad.lost)
    assert bad.severity[0] is UNKNOWN


@pytest.mark.parametrize(
    "changes",
    [
        {"errors": [{"text": "nowhere", "kind": "name", "severity": "major"}]},
        {"errors": [{"text": "ministry", "kind": "name", "severity": "dreadful"}]},
        {"errors": [{"text": "", "kind": "omission", "severity": "major"}]},
    ],
)
def test_a_broken_record_is_refused(changes: dict[str, Any]) -> None:
    with pytest.raises((KeyError, ValueError)):
        contrast(made(**changes))


def test_a_source_that_is_not_ours_is_found_by_its_digest(tmp_path: Path) -> None:
    bare = {key: value for key, value in RECORD.items() if key != "source"}
    record = {**bare, "source_digest": digest(RECORD["source"])}
    with lzma.open(tmp_path / "ar-en.train.jsonl.xz", "wt", encoding="utf-8") as file:
        file.write(json.dumps(record) + "\n")
    found = list(read_contrasts(tmp_path, "train", {digest(RECORD["source"]): RECORD["source"]}))
    assert [item.source for item in found] == [RECORD["source"]]
    with pytest.raises(InvalidInput, match="record 1"):
        list(read_contrasts(tmp_path, "train"))


@pytest.mark.parametrize("path", sorted(OURS.glob("*.xz")), ids=lambda path: path.name)
def test_every_contrast_of_ours_is_well_formed(path: Path) -> None:
    """Marked words stand once in the wrong version; what is Arabic news has no source here."""
    for record in corpora.records(path):
        kept = "source" in record
        assert kept == ("source_digest" not in record)
        item = contrast(record if kept else {**record, "source": " ".join(e["source"] for e in record["errors"])})
        assert item.good != item.bad
        for mark in item.marks:
            assert item.bad.count(mark.span.of(item.bad)) == 1
