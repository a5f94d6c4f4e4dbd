"""The WordPress plug-in agrees with the service: read as text, and its signature and request code run where PHP is."""

from __future__ import annotations

import base64
import json
import re
import shutil
import subprocess
import sys
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from fake_checker import FakeChecker
from pydantic import BaseModel
from service_app import make_app
from sqlalchemy import Engine
from standardwebhooks import Webhook
from test_documents import anchors_of, commands_in, dead_links, unknown_options

from models.intake.requests import take_in
from service.api.report_form import Corrected, CorrectedField, Flag, Report
from service.api.response_schemas import ArticleState, Problem, Publishing
from service.articles.idempotency import MAX_KEY_LENGTH
from service.articles.publishing import PUBLISHING
from service.articles.request_schemas import ArticleBody, FieldBody

ROOT = Path(__file__).resolve().parent.parent
EXAMPLE = ROOT / "examples" / "wordpress"
PLUGIN = EXAMPLE / "mtqc"
PHP_FILES = sorted(EXAMPLE.rglob("*.php"))
API = (ROOT / "docs" / "API.md").read_text(encoding="utf-8")
PHP = shutil.which("php")
needs_php = pytest.mark.skipif(PHP is None, reason="no php on this machine")

CALL = re.compile(r"'(GET|POST|PUT|DELETE)', (?:sprintf\( )?'(/api/v1/[^']*)'")
NAME = re.compile(r"\$(\w+)\['(\w+)'\]")
"""A member that is read or written: variable and name."""
LITERAL = re.compile(r"//[^\n]*|#[^\n]*|/\*.*?\*/|'(?:[^'\\]|\\.)*'|\"(?:[^\"\\]|\\.)*\"", re.DOTALL)
"""Comments and texts; nothing in this plug-in spans lines otherwise."""
BRACKETS = {")": "(", "]": "[", "}": "{"}


@cache
def source(name: str) -> str:
    return (PLUGIN / "includes" / f"{name}.php").read_text(encoding="utf-8")


def everything() -> str:
    return "\n".join(path.read_text(encoding="utf-8") for path in sorted(PLUGIN.rglob("*.php")))


def members(file: str, variable: str) -> set[str]:
    """The names by which a file reads or writes an array that came from the service or goes to it."""
    return {name for owner, name in NAME.findall(source(file)) if owner == variable}


def quoted_keys(text: str) -> set[str]:
    """The names of an array that is written down."""
    return set(re.findall(r"'(\w+)'\s*=>", text))


def pattern_of(path: str) -> str:
    return re.sub(r"%[sd]|\{[^}]+\}", "{}", path)


# What the plug-in names exists


def test_every_route_is_one_of_the_service(engine: Engine) -> None:
    app = make_app(engine, FakeChecker())
    spec: Any = app.test_client().get("/openapi.json").json
    known = {(method.upper(), pattern_of(path)) for path, methods in spec["paths"].items() for method in methods}
    called = {(method, pattern_of(path)) for method, path in CALL.findall(source("service"))}
    assert len(called) == everything().count("/api/v1/"), "a route is called in a way that this test does not see"
    assert called - known == set() and len(called) == 5
    pages = {re.sub(r"<[^>]+>", "{}", str(rule)) for rule in app.url_map.iter_rules()}
    assert pattern_of(str(re.findall(r"sprintf\( '(/articles/[^']*)'", source("service"))[0])) in pages


@pytest.mark.parametrize(
    ("file", "variable", "model", "at_least"),
    [
        ("article", "body", ArticleBody, {"source_lang", "callback"}),
        ("state", "told", ArticleState, {"id", "cms_revision", "verdict", "review", "publishing", "state", "error"}),
        ("state", "publishing", Publishing, {"mode", "allowed", "review_wanted", "reason", "edits"}),
        ("state", "report", Report, {"scores", "verdict_reasons", "flags"}),
        ("state", "flag", Flag, {"dismissed"}),
        ("publishing", "field", CorrectedField, {"name", "text", "html"}),
    ],
)
def test_every_member_has_a_name_of_the_service(
    file: str, variable: str, model: type[BaseModel], at_least: set[str]
) -> None:
    named = members(file, variable)
    assert at_least <= named and named - set(model.model_fields) == set()


def test_the_members_that_are_written_down_are_ours_too() -> None:
    sent = quoted_keys(source("article"))
    assert sent - set(ArticleBody.model_fields) - set(FieldBody.model_fields) == set() and len(sent) == 7
    kept = re.findall(r"array\(([^()]+)\) \);\n\s+\$shown\['flags'\]", source("state"))
    assert set(re.findall(r"'(\w+)'", kept[0])) == {"severity", "message", "text", "side", "field"}
    assert {"severity", "message", "text", "side", "field"} <= set(Flag.model_fields)
    read = set(re.findall(r"body\['(\w+)'\]", source("publishing")))
    assert read <= set(Corrected.model_fields) and {"article", "fields"} <= read
    told = re.findall(r"foreach \( array\( ([^)]+) \) as \$name", source("service"))
    assert {name.strip("' ") for name in told[0].split(",")} <= set(Problem.model_fields)


def test_the_webhooks_members_are_documented() -> None:
    shown = json.loads(re.findall(r'```json\n(\{"type".*?)```', API, re.DOTALL)[0])
    assert members("receiver", "message") <= set(shown) and members("receiver", "data") <= set(shown["data"])
    assert members("receiver", "data") == {"cms_id", "cms_revision", "id"}


def test_every_header_is_documented() -> None:
    asked = set(re.findall(r"get_header\( '([\w-]+)' \)", source("receiver")))
    sent = set(re.findall(r"'(Idempotency-Key|Authorization|Retry-After|retry-after)'", source("service")))
    assert asked == {"webhook-id", "webhook-timestamp", "webhook-signature"} and len(sent) == 3
    assert {name for name in asked | sent if name.lower() not in API.lower()} == set()


def test_modes_and_states_are_those_of_the_service() -> None:
    assert re.findall(r"HELD\s+= '([\w-]+)'", source("settings"))[0] in PUBLISHING
    assert "'retired' ===" in source("state") and "retired" in str(ArticleState.model_json_schema())


# It is in order as far as can be told without PHP


@pytest.mark.parametrize("path", PHP_FILES, ids=lambda path: path.name)
def test_brackets_are_closed_in_the_order_in_which_they_were_opened(path: Path) -> None:
    code = LITERAL.sub("''", path.read_text(encoding="utf-8"))
    waiting: list[str] = []
    for character in code:
        if character in BRACKETS.values():
            waiting.append(character)
        elif character in BRACKETS:
            assert waiting and waiting.pop() == BRACKETS[character]
    assert waiting == []


def test_the_plug_in_loads_what_is_there_and_says_what_it_is() -> None:
    main = (PLUGIN / "mtqc.php").read_text(encoding="utf-8")
    loaded = re.findall(r"foreach \( array\( (.+?) \) as \$part", main)[0]
    assert sorted(re.findall(r"\w+", loaded)) == sorted(path.stem for path in (PLUGIN / "includes").glob("*.php"))
    for line in ("Plugin Name:", "License:           GPL-2.0-or-later", "Requires PHP:      8.1"):
        assert line in main


@pytest.mark.parametrize("path", PHP_FILES, ids=lambda path: path.name)
def test_every_method_that_is_called_by_its_class_is_there(path: Path) -> None:
    classes = {
        name: body for body in map(source, loaded_files()) for name in re.findall(r"^final class (\w+)", body, re.M)
    }
    code = LITERAL.sub("''", path.read_text(encoding="utf-8"))
    own = re.findall(r"^final class (\w+)", code, re.M)
    for name, member in re.findall(r"\b(self|[A-Z]\w+)::\$?(\w+)", code):
        body = classes.get(own[-1] if name == "self" and own else name)
        if body is not None and member != "class":
            assert re.search(rf"(?:function|const|static \??\w+) \$?{member}\b", body), f"{name}::{member}"


def loaded_files() -> list[str]:
    return [path.stem for path in sorted((PLUGIN / "includes").glob("*.php"))]


def test_the_readme_leads_somewhere_and_its_constants_are_those_of_the_plug_in() -> None:
    text = re.sub(r"^ {3}", "", (EXAMPLE / "README.md").read_text(encoding="utf-8"), flags=re.MULTILINE)  # lists
    assert dead_links(text, EXAMPLE, anchors_of(text)) == []
    assert {(script, *unknown_options(script, words)) for script, words in commands_in(text)} == {
        ("scripts/keys.py",),
        ("scripts/webhooks.py",),
    }
    named = re.compile(r"MTQC_[A-Z_]*[A-Z]")
    assert set(named.findall(text)) == set(named.findall(source("settings")))


def test_the_trial_says_what_it_lacks(tmp_path: Path) -> None:
    command = ["sh", str(EXAMPLE / "try.sh")]
    environment = {"PATH": "/usr/bin:/bin", "WORDPRESS": str(tmp_path), "PYTHON": sys.executable}
    run = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=60)
    assert (run.returncode, run.stdout.partition(":")[0], run.stderr) == (0, "Skipped", "")


# Its signature and its requests, run by PHP

SECRET = "whsec_" + base64.b64encode(b"0123456789abcdef0123456789abcdef").decode()
NOW = 1_800_000_000
BODY = '{"data": {"cms_id": "7", "title": "محاولات 👩‍🚀"}}'


def run_php(program: str, *given: Any) -> Any:
    """What a program answers (JSON) that has the two classes, and `$given`."""
    files = "".join(
        f"require {json.dumps(str(PLUGIN / 'includes' / name))};" for name in ("signature.php", "article.php")
    )
    code = f"{files} $given = json_decode($argv[1], true); echo json_encode({program});"
    command = [PHP or "php", "-d", "error_reporting=-1", "-d", "display_errors=stderr", "-r", code, json.dumps(given)]
    run = subprocess.run(command, capture_output=True, text=True, timeout=60)
    assert (run.returncode, run.stderr) == (0, "")
    return json.loads(run.stdout)


def sign(at: int, secret: str = SECRET) -> str:
    return Webhook(secret).sign("msg_1", datetime.fromtimestamp(at, UTC), BODY)


@needs_php
@pytest.mark.parametrize("path", PHP_FILES, ids=lambda path: path.name)
def test_php_can_read_every_file(path: Path) -> None:
    run = subprocess.run([PHP or "php", "-l", str(path)], capture_output=True, text=True, timeout=60)
    assert run.returncode == 0, run.stdout + run.stderr


@needs_php
@pytest.mark.parametrize(
    ("secret", "id", "stamp", "signature", "body", "holds"),
    [
        (SECRET, "msg_1", str(NOW), sign(NOW), BODY, True),
        (SECRET, "msg_1", str(NOW - 300), sign(NOW - 300), BODY, True),
        (SECRET, "msg_1", str(NOW), f"v1,AAAA {sign(NOW)}", BODY, True),
        (SECRET, "msg_1", str(NOW - 301), sign(NOW - 301), BODY, False),
        (SECRET, "msg_1", str(NOW + 301), sign(NOW + 301), BODY, False),
        (SECRET, "msg_2", str(NOW), sign(NOW), BODY, False),
        (SECRET, "msg_1", str(NOW + 1), sign(NOW), BODY, False),
        (SECRET, "msg_1", str(NOW), sign(NOW), BODY + " ", False),
        (SECRET, "msg_1", str(NOW), sign(NOW).replace("v1,", "v2,"), BODY, False),
        ("whsec_" + base64.b64encode(b"another").decode(), "msg_1", str(NOW), sign(NOW), BODY, False),
        ("", "msg_1", str(NOW), sign(NOW), BODY, False),
        (SECRET, "", "", "", BODY, False),
        (SECRET, "msg_1", "-1", sign(NOW), BODY, False),
    ],
)
def test_php_believes_what_the_service_signs(
    secret: str, id: str, stamp: str, signature: str, body: str, holds: bool
) -> None:
    refusal = run_php("Mtqc\\Signature::refusal(...$given)", secret, id, stamp, signature, body, NOW)
    assert (refusal == "") is holds


@needs_php
@pytest.mark.parametrize("title", ["", "إعادة فتح الميناء"])
def test_the_service_understands_what_php_sends(title: str) -> None:
    html = "<!-- wp:paragraph -->\n<p>The port reopened after <b>21</b> days. 👩‍🚀</p>\n<!-- /wp:paragraph -->"
    given = (7, "The port reopens", html, html, title, "<p>أعيد فتح الميناء بعد 12 يوما.</p>", "ar")
    sent = run_php("(new Mtqc\\Article(...$given))->json(3, 'wordpress')", *given)
    body = ArticleBody.model_validate_json(sent)
    assert (body.id, body.revision, body.callback, body.source_lang) == ("7", "3", "wordpress", "ar")
    assert [field.name for field in body.fields] == (["title"] if title else []) + ["content"]
    assert "The port reopened after 21 days." in take_in(body.request()).article.target


@needs_php
def test_php_makes_another_key_of_every_sending() -> None:
    key = "(new Mtqc\\Article(7, 'a', 'b', 'b', '', 'c', ''))->idempotency_key($given[0], $given[1])"
    first, again, later, other = (run_php(key, *given) for given in ((1, "{}"), (1, "{}"), (2, "{}"), (1, "[]")))
    assert first == again and len({first, later, other}) == 3 and len(first) <= MAX_KEY_LENGTH
