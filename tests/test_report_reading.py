"""A report read back is the report."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from test_checker import SOURCE, TARGET, TEXTS, checker

from models.errors import InvalidInput
from models.intake.fields import Field
from models.intake.requests import CheckRequest, take_in
from models.report_reading import read_report

BROKEN = TARGET.replace("closed", "admired").replace("40 ships", "41 ships")
FIELDS = (Field("title", "The port wented.", "الميناء."), Field("body", BROKEN, SOURCE), Field("note", "admired", None))


def same(request: CheckRequest) -> bool:
    wire = checker().check(request).to_dict()
    sent = json.loads(json.dumps(wire))
    return read_report(sent, take_in(request)).to_dict() == wire


@pytest.mark.parametrize(
    "request_",
    [
        CheckRequest(BROKEN, SOURCE, "ar", "en", id="n7"),
        CheckRequest(BROKEN, SOURCE, "ar", "en", reference=TARGET),
        CheckRequest(f"<p>{BROKEN}</p> <b>👩‍🚀 wented</b>", f"<p>{SOURCE}</p>", "ar", "en", format="html"),
        CheckRequest(BROKEN),
        CheckRequest(BROKEN, SOURCE, "ar", "en", fields=(), dismissed=frozenset({"0" * 16})),
        CheckRequest(fields=FIELDS[:2], source_lang="ar", target_lang="en"),
    ],
)
def test_a_report_read_back_is_told_the_same(request_: CheckRequest) -> None:
    assert same(request_)


@settings(max_examples=40)
@given(TEXTS, st.none() | TEXTS, st.sampled_from(["text", "html"]))
def test_of_any_text(target: str, source: str | None, form: str) -> None:
    request = CheckRequest(target, source, "ar" if source else "", "en", format=form)  # type: ignore[arg-type]
    try:
        take_in(request)
    except InvalidInput:
        return
    assert same(request)


def test_dismissals_are_read_back() -> None:
    first = checker().check(CheckRequest(BROKEN, SOURCE, "ar", "en"))
    names = frozenset(flag.fingerprint(BROKEN) for flag in first.flags)
    assert names and same(CheckRequest(BROKEN, SOURCE, "ar", "en", dismissed=names))
