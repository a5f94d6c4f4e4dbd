"""What libraries, threads and broken log calls may write: templates and places, no text."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from service.logs import WITHHELD

ROOT = Path(__file__).resolve().parents[2]
BEFORE = """
import logging, threading, warnings
from service.logs import set_up
set_up()
TEXT = 'secret'
"""
SAID = [
    ("logging.getLogger('lib').warning('read %s', TEXT)", "read %s"),
    ("logging.getLogger('lib').warning(f'read {TEXT}')", WITHHELD),
    ("logging.getLogger('celery.app.trace').error('Task %(exc)s', {'exc': TEXT})", "Task %(exc)s"),
    ("logging.getLogger('waitress.queue').warning('Task queue depth is %d', 5)", "Task queue depth is 5"),
    ("logging.getLogger('lib').warning('%d %s', TEXT)", None),
    ("warnings.warn(TEXT)", WITHHELD),
    ("threading.Thread(target=lambda: int(TEXT)).start()", "a thread died"),
    ("int(TEXT)", "the process died"),
]


@pytest.mark.parametrize(("statement", "told"), SAID)
def test_no_text_is_in_it(statement: str, told: str | None) -> None:
    program = f"{BEFORE}\n{statement}"
    run = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, timeout=60)
    assert "secret" not in run.stderr and run.stdout == ""
    lines = [json.loads(line) for line in run.stderr.splitlines()]
    assert [line["event"] for line in lines] == ([] if told is None else [told])
