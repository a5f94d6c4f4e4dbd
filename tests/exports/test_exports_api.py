"""Exports over HTTP: every event once, with what it was about; safe to open; read by other programs."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

import pytest
from apiflask import APIFlask
from fake_checker import FakeChecker
from flask.testing import FlaskClient
from newsroom import SOURCE, TARGET, Newsroom
from service_app import make_app, make_client, make_key
from sqlalchemy import Engine
from translate.storage.tmx import tmxfile
from translate.storage.xliff import xlifffile
from unit_checker import UnitChecker

from service.exports import events
from service.exports.events import COLUMNS
from service.exports.spreadsheet import FORMULA_BEGINS

LINES, CELLS, TMX = (f"/api/v1/exports/{name}" for name in ("decisions.jsonl", "decisions.csv", "post-edits.tmx"))
AT = TARGET.index("today")
MARK = {"start": AT, "end": AT + 5, "category": "accuracy/addition", "severity": "minor"}
BETTER = "They draw closer to it 👩‍🚀 today."


@pytest.fixture
def room(database: Engine) -> Newsroom:
    return Newsroom(database)


@pytest.fixture
def app(database: Engine, checker: FakeChecker) -> APIFlask:
    return make_app(database, checker)


@pytest.fixture
def desk(app: APIFlask, database: Engine) -> FlaskClient:
    return make_client(app, make_key(database, "read"))


@pytest.fixture
def article(room: Newsroom) -> str:
    """An article on which everything was done that can be done."""
    made = room.article(id="story-7", revision="r1")
    first, second = room.flags(made)
    room.act(made, "ann", "claim")
    room.act(made, "ann", "change", flag=first, severity="critical", comment="Worse.")
    room.act(made, "ann", "dismiss", flag=second)
    mark = room.act(made, "ann", "mark", **MARK)
    room.act(made, "ann", "edit", segment="s1", text="They …")
    room.act(made, "ann", "edit", segment="s1", text=BETTER)
    undone = room.act(made, "ann", "confirm", flag=mark.subject)
    room.act(made, "ann", "undo", event=undone.id)
    room.act(made, "ann", "finish")
    return made


def rows(desk: FlaskClient, address: str = LINES) -> list[dict[str, Any]]:
    answer = desk.get(address)
    assert answer.status_code == 200, answer.text
    return [json.loads(line) for line in answer.text.splitlines()]


def test_every_event_is_a_line_with_what_it_is_about(desk: FlaskClient, article: str) -> None:
    found = rows(desk)
    assert [row["action"] for row in found] == [
        "claim", "change", "dismiss", "mark", "edit", "edit", "confirm", "undo", "finish",
    ]  # fmt: skip
    assert all(tuple(row) == COLUMNS for row in found)
    assert {row["article"] for row in found} == {article} and {row["cms_id"] for row in found} == {"story-7"}
    assert [row["sequence"] for row in found] == list(range(1, 10))
    change, dismiss, mark, draft, edit, confirm, undo = found[1:8]
    expected = {
        "check": "fake", "category": "accuracy/mistranslation", "severity": "major", "new_severity": "critical",
        "new_category": None, "confidence": 0.86, "raw_confidence": 0.86, "side": "target", "text": "take advantage",
        "start": 5, "end": 19, "segment": "s1", "segment_start": 0, "source": SOURCE, "target": TARGET,
        "source_lang": "ar", "target_lang": "en", "by": "ann", "comment": "Worse.", "undone": False, "revision": 1,
        "post_edit": None,
    }  # fmt: skip
    assert {name: change[name] for name in expected} == expected
    assert dismiss["text"] == "👩‍🚀🇲🇷"
    for row in (mark, confirm):
        assert (row["check"], row["text"], row["category"]) == ("reviewer", "today", "accuracy/addition")
        assert (row["segment"], row["target"], row["confidence"]) == ("s1", TARGET, None)
    assert (draft["post_edit"], edit["post_edit"]) == (None, BETTER)  # the last that holds
    assert confirm["undone"] and undo["undoes"] == confirm["event"]


def test_the_same_as_cells(desk: FlaskClient, article: str) -> None:
    answer = desk.get(CELLS)
    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8; header=present"
    assert answer.headers["Content-Disposition"] == 'attachment; filename="decisions.csv"'
    header, *cells = csv.reader(io.StringIO(answer.text.removeprefix("\ufeff"), newline=""), strict=True)
    assert tuple(header) == COLUMNS
    for row, told in zip(rows(desk), cells, strict=True):
        plain = ["" if v is None else str(v).lower() if isinstance(v, bool) else str(v) for v in row.values()]
        assert told == [f"'{cell}" if cell.startswith("-") else cell for cell in plain]  # as an id may
    assert answer.text.count("\r\n") == len(cells) + 1


@pytest.mark.parametrize("begins", FORMULA_BEGINS)
def test_no_cell_begins_a_formula(desk: FlaskClient, room: Newsroom, begins: str) -> None:
    article = room.article()
    comment = f'{begins}cmd|"/c calc"!A1, and\r\nmore'
    room.act(article, f"{begins}ann", "comment", comment=comment)
    (told,) = csv.DictReader(io.StringIO(desk.get(CELLS).get_data().decode("utf-8-sig"), newline=""))
    assert told["comment"] == f"'{comment}" and told["by"] == f"'{begins}ann"
    (row,) = rows(desk)
    assert row["comment"] == comment  # only the spreadsheet needs it


def test_since_leaves_out_what_came_before(desk: FlaskClient, article: str) -> None:
    times = [row["at"] for row in rows(desk)]
    assert times == sorted(times) and all(time.endswith("+00:00") for time in times)
    for since, expected in ((times[5], 4), (times[5].replace("+00:00", "Z"), 4), ("1970-01-01", 9), ("2026-01-01", 0)):
        assert len(rows(desk, f"{LINES}?since={since.replace('+', '%2B')}")) == expected


@pytest.mark.parametrize("since", ["yesterday", "2026-02-30", "2026-01-01T25:00:00Z", "0", "nan",
                                   "2026-01-01T00:00:00"])  # fmt: skip
def test_what_is_no_time_is_told(desk: FlaskClient, article: str, since: str) -> None:
    answer = desk.get(f"{LINES}?since={since}")
    assert answer.status_code == 422 and answer.get_json(force=True)["errors"][0]["field"] == "since"


@pytest.mark.parametrize("since", ["0001-01-01T00:00:00%2B14:00", "9999-12-31T23:59:59-14:00"])
def test_the_ends_of_time_are_times(desk: FlaskClient, article: str, since: str) -> None:
    assert desk.get(f"{LINES}?since={since}").status_code == 200


def test_pages_follow_on_each_other(room: Newsroom, desk: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(events, "PAGE", 3)
    for count in range(8):
        article = room.article()
        if count % 2:
            room.clock -= 1.0  # two events at the same moment
        room.act(article, "ann", "comment", comment=f"{count}")
    assert sorted(row["comment"] for row in rows(desk)) == [f"{count}" for count in range(8)]


def test_another_site_s_decisions_stay_there(app: APIFlask, database: Engine, article: str) -> None:
    other = make_client(app, make_key(database, "read", site="other"))
    assert rows(other) == [] and b"<tu " not in other.get(TMX).data
    for address in ("history.jsonl", "xliff"):
        assert other.get(f"/api/v1/articles/{article}/{address}").status_code == 404


@pytest.mark.parametrize("address", [LINES, CELLS, TMX, "/api/v1/articles/x/history.jsonl", "/api/v1/articles/x/xliff"])
def test_a_key_that_may_not_read_is_refused(app: APIFlask, database: Engine, address: str) -> None:
    assert make_client(app, make_key(database, "submit")).get(address).status_code == 403
    assert app.test_client().get(address).status_code == 401


def test_post_edits_are_a_memory(desk: FlaskClient, room: Newsroom, article: str) -> None:
    taken_back = room.article(id="8")
    room.act(taken_back, "bob", "edit", segment="s1", text="Otherwise.")
    room.act(taken_back, "bob", "edit", segment="s1", text=TARGET)  # the machine's own text
    undone = room.article(id="9")
    event = room.act(undone, "bob", "edit", segment="s1", text="Otherwise.")
    room.act(undone, "bob", "undo", event=event.id)
    hostile = room.article(id="10")
    room.act(hostile, "<bob>", "edit", segment="s1", text="A < b & \x0b ]]> \r c")
    answer = desk.get(TMX)
    assert answer.headers["Content-Type"] == "application/x-tmx+xml"
    memory = tmxfile.parsestring(answer.data)
    assert [(unit.source, unit.target) for unit in memory.units] == [
        (SOURCE, BETTER),
        (SOURCE, "A < b & \ufffd ]]> \r c"),
    ]
    assert answer.data.count(b"x-machine-translation") == 2


def test_a_memory_without_post_edits_is_one_too(desk: FlaskClient) -> None:
    assert tmxfile.parsestring(desk.get(TMX).data).units == []


def test_the_history_of_an_article(desk: FlaskClient, room: Newsroom, article: str) -> None:
    room.act(room.article(), "bob", "claim")
    assert rows(desk, f"/api/v1/articles/{article}/history.jsonl") == rows(desk)[:9]


def test_an_article_as_xliff(desk: FlaskClient, room: Newsroom) -> None:
    target = f"{TARGET}\nThe port reopened today."
    article = room.article(target, f"{SOURCE}\nأعيد فتح الميناء.\nالقوات الأُوكْرانيّة", id="a&b")
    room.act(article, "ann", "dismiss", flag=room.flag(article, "👩‍🚀🇲🇷"))
    room.act(article, "ann", "change", flag=room.flag(article, "take advantage"), category="fluency/grammar")
    room.act(article, "ann", "edit", segment="s2", text="The harbour opened again.")
    answer = desk.get(f"/api/v1/articles/{article}/xliff")
    assert answer.headers["Content-Type"] == "application/xliff+xml"
    found = xlifffile.parsestring(answer.data)
    whole, edited, missing = found.units
    assert (whole.source, str(whole.target)) == (SOURCE, TARGET)
    assert str(edited.target) == "The harbour opened again."
    assert str(edited.getalttrans()[0].target) == "The port reopened today."
    assert missing.source == "القوات الأُوكْرانيّة" and missing.getnotes() == "Nothing answers to this."
    text = answer.data.decode()
    assert text.count("<mrk ") == 1 and ">take advantage</mrk>" in text and 'locQualityIssueType="grammar"' in text
    assert 'original="a&amp;b"' in text and 'source-language="ar"' in text


def test_an_article_in_fields_says_which(desk: FlaskClient, room: Newsroom) -> None:
    room.checker = UnitChecker()
    fields = [
        {"name": "title", "target": "They met.", "source": "اجتمعوا."},
        {"name": "body", "target": "A wrong day it was.", "source": "كان يوما هادئا."},
    ]
    article = room.article("", None, fields=fields)
    room.act(article, "ann", "mark", field="body", start=8, end=11, category="fluency/grammar", severity="minor")
    room.act(article, "ann", "confirm", flag=room.flag(article, "wrong"))
    text = desk.get(f"/api/v1/articles/{article}/xliff").text
    assert 'resname="title"' in text and 'resname="body"' in text
    assert ">wrong</mrk>" in text and ">day</mrk>" in text
    mark, confirm = rows(desk)
    assert (mark["field"], mark["start"], mark["segment"], mark["target"]) == ("body", 8, "s2", "A wrong day it was.")
    assert (confirm["field"], confirm["start"] - confirm["segment_start"]) == ("body", 2)


def test_what_has_no_report_is_no_file(desk: FlaskClient, app: APIFlask, database: Engine) -> None:
    sent = make_client(app, make_key(database)).post("/api/v1/articles", json={"target": "They met."})
    assert desk.get(f"{sent.headers['Location']}/xliff").status_code == 404
