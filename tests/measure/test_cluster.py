"""The processes of deploy/ under faults: PostgreSQL, RabbitMQ, web processes and workers, and every article once."""

from __future__ import annotations

import os
import re
import threading
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from fake_checker import FakeChecker
from sqlalchemy import Engine

from scripts.measure import cluster, throwaway_postgres, throwaway_rabbitmq
from scripts.measure.cluster import ClusterReport
from scripts.measure.cluster_counts import ClusterCounts, counted, jobs_ended
from scripts.measure.cluster_faults import Faults
from scripts.measure.process_trees import processor_seconds
from service.articles.checking import Checking
from service.articles.submission import submit
from service.jobs.worker import Worker
from service.storage.database import transaction

FAULTS: Any = SimpleNamespace(killed=2, cut_offs=1, cut_off=60.0, rabbitmq_restarts=1, postgres_restarts=1)
ONCE = ClusterCounts(
    reports=20, missing=0, duplicates=0, retired=0, begun_again=3, waited=tuple(map(float, range(20))), lasted=10.0
)
WHOLE = ClusterReport(20, 20, Counter({"503": 4, cluster.UNANSWERED: 1}), ONCE, FAULTS, {"workers": 0.5})


@pytest.mark.slow
@pytest.mark.skipif(
    not (throwaway_postgres.installed() and throwaway_rabbitmq.installed()),
    reason="PostgreSQL or RabbitMQ is not installed here, or this is not root",
)
def test_every_article_has_one_report_whatever_goes_down(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    sizes = ["--articles", "60", "--workers", "3", "--check", "0.1"]
    faults = ["--lease", "3", "--kill-every", "8", "--cut-off", "5", "--logs", str(tmp_path)]
    assert cluster.main([*sizes, *faults]) == 0, capsys.readouterr()
    told = capsys.readouterr().out
    for row in ("reports | 60", "missing | 0", "duplicates | 0", "workers cut off | 1 (5 s)", "restarted | 1, 1"):
        assert row in told
    assert int(re.findall(r"workers killed \| (\d+)", told)[0]) > 0
    logs = "".join(path.read_text() for path in tmp_path.glob("*.log"))
    assert "Unrecoverable" not in logs, "a worker could not start beside the others"


def test_sending_waits_until_both_stores_have_gone_down_however_long_that_takes() -> None:
    gone: list[str] = []

    def rabbitmq_is_slow() -> None:
        threading.Event().wait(0.5)
        gone.append("RabbitMQ")

    stores: Any = SimpleNamespace(
        workers=[], restart_rabbitmq=rabbitmq_is_slow, restart_postgres=lambda: gone.append("PostgreSQL")
    )
    faults = Faults(stores, kill_every=0.0, cut_off=0.0, restarts=True)
    faults.start(lambda: 1.0)
    faults.wait_for_restarts(30.0)
    assert gone == ["RabbitMQ", "PostgreSQL"]
    faults.stop()
    assert (faults.rabbitmq_restarts, faults.postgres_restarts) == (1, 1)


def test_without_restarts_sending_waits_for_none() -> None:
    Faults(SimpleNamespace(workers=[]), 0.0, 0.0, restarts=False).wait_for_restarts(30.0)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("change", "once"),
    [
        ({}, True),
        ({"accepted": 19}, False),
        ({"counts": replace(ONCE, reports=19)}, False),
        ({"counts": replace(ONCE, reports=21)}, False),
        ({"counts": replace(ONCE, missing=1)}, False),
        ({"counts": replace(ONCE, duplicates=1)}, False),
    ],
)
def test_only_one_report_of_each_is_good(change: dict[str, Any], once: bool) -> None:
    assert replace(WHOLE, **change).each_once is once


def test_the_table() -> None:
    told = WHOLE.table()
    for row in ("articles a second | 2.0", "p50 | 9.50", "p95 | 18.05", "longest | 19.00", "refused and sent again | 4",
                "not answered and sent again | 1", "processor ms an article: workers | 25.0"):  # fmt: skip
        assert row in told


def test_what_the_database_tells(database: Engine) -> None:
    """Two articles: one is done; the other came twice and waits, and nobody is told of either."""
    names: Sequence[str] = ("a", "b", "b")
    for number, name in enumerate(names):
        with transaction(database) as session:
            submit(session, "news", name, "", {"target": f"Text {number}."}, float(number))
    assert jobs_ended(database) == 0
    Worker(database, Checking(FakeChecker().check), lambda: 10.0).work_next()
    assert jobs_ended(database) == 1
    found = counted(database, {"a", "b", "c"})
    assert (found.reports, found.missing, found.duplicates, found.begun_again) == (1, 3, 1, 0)
    assert (found.waited, found.lasted) == ((10.0,), 10.0)


def test_a_process_tells_what_it_has_used() -> None:
    assert processor_seconds(os.getpid()) > 0.0
    assert processor_seconds(2**30) == 0.0


@pytest.mark.parametrize(
    "words", [["--articles", "0"], ["--workers", "-1"], ["--check", "-1"], ["--kill-every", "often"], ["--lease", "0"]]
)
def test_usage(words: list[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        cluster.main(words)
    assert ended.value.code == 2


def test_where_the_servers_are_not_installed(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(throwaway_postgres, "installed", lambda: False)
    assert cluster.main([]) == 3
    assert "needs PostgreSQL and RabbitMQ" in capsys.readouterr().err
