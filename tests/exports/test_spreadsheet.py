"""Decisions as a table that Excel opens: as UTF-8, in columns, and without running what a text holds."""

from __future__ import annotations

import csv
import io

import pytest
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st

from service.exports.events import COLUMNS
from service.exports.spreadsheet import FORMULA_BEGINS, SEPARATORS, decision_cells

TABLE = "/api/v1/exports/decisions.csv"


def table(cells: dict[str, object], separator: str = "comma") -> tuple[str, list[list[str]]]:
    """The text of a table with one row, and its rows as a reader sees them."""
    row = dict.fromkeys(COLUMNS) | cells
    content = b"".join(decision_cells([[row]], separator))
    text = content.decode("utf-8-sig")
    return text, list(csv.reader(io.StringIO(text, newline=""), delimiter=SEPARATORS[separator], strict=True))


@pytest.mark.parametrize("separator", SEPARATORS)
def test_it_begins_with_a_mark_and_has_the_separator_that_was_asked_for(client: FlaskClient, separator: str) -> None:
    answer = client.get(f"{TABLE}?separator={separator}")
    assert answer.get_data().startswith(b"\xef\xbb\xbf\"event\"" + SEPARATORS[separator].encode())
    assert client.get(f"{TABLE}?separator=bar").status_code == 422


@pytest.mark.parametrize(
    "text",
    ["=1+1", "+1", "-1", "@SUM(A1)", " =1+1", "\u00a0=1", "\u200b=1", "\ufeff@x", "\t=1", "\r\n+1", "＝1", "\u202e=1"],
)
def test_a_cell_that_would_be_run_is_no_formula_any_more(text: str) -> None:
    assert table({"text": text})[1][1][COLUMNS.index("text")] == f"'{text}"


@pytest.mark.parametrize("text", ["1-1", "a=b", "قال @", "“=1”", ""])
def test_others_stay_as_they_are(text: str) -> None:
    assert table({"text": text})[1][1][COLUMNS.index("text")] == text


@given(st.text(st.characters(exclude_categories=("Cs",)), max_size=30), st.sampled_from(list(SEPARATORS)))
def test_any_text_stays_one_cell(text: str, separator: str) -> None:
    header, row = table({"text": text, "start": -5}, separator)[1]
    cell = row[COLUMNS.index("text")]
    assert len(header) == len(row) == len(COLUMNS) and row[COLUMNS.index("start")] == "-5"
    assert cell in (text, f"'{text}") and not cell.lstrip().startswith(FORMULA_BEGINS)
