"""The processes of `deploy/` on one machine, under load and faults: is there one report of every article, and how soon?

    python -m scripts.measure.cluster --articles 20000 --workers 4
    python -m scripts.measure.cluster --articles 500 --workers 1 --check 0 --kill-every 0 --cut-off 0 --no-restarts

Its own PostgreSQL and RabbitMQ, web processes and workers around a checker without a model, which takes `--check`
seconds and no processor. Articles are sent as fast as the workers could check them at best, and again until they are
accepted. Meanwhile a worker is killed every `--kill-every` seconds and another started; one is cut off (frozen) for
`--cut-off` seconds; RabbitMQ and PostgreSQL go down as by a crash and come up again.
Standard output: a table. Exit: 0 every article has one report and its CMS would be told once, 1 not so, 2 usage, 3 the
servers are not installed here or did not start.
"""

from __future__ import annotations

import argparse
import signal
import sys
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from math import ceil
from pathlib import Path
from statistics import quantiles

from scripts.cli.commands import command_parser
from scripts.cli.exit_codes import DONE, FAILED, REACHED
from scripts.measure import throwaway_postgres, throwaway_rabbitmq
from scripts.measure.cluster_clients import UNANSWERED, ClusterClients
from scripts.measure.cluster_counts import ClusterCounts, counted, jobs_ended
from scripts.measure.cluster_faults import Faults
from scripts.measure.cluster_processes import Cluster, running
from scripts.measure.markdown_table import table_head, table_row
from service.jobs.ledger import LEASE_SECONDS
from service.storage.database import open_database

PATIENCE_SECONDS = 300.0
"""Without one more job done: above the longest that a job waits for anything (a lease, pauses, servers that start)."""
LOOK_SECONDS = 0.5
HELD_AT = 0.6
"""The share of articles after which no more are sent until both stores have gone down, however slow that was."""
MIN_APART_SECONDS = 0.002
"""Between two articles where a check takes no time: faster than any cluster on one machine."""


@dataclass(frozen=True, slots=True)
class ClusterReport:
    """What came of a run. `spent`: processor seconds by kind of process."""

    sent: int
    accepted: int
    again: Counter[str]
    counts: ClusterCounts
    faults: Faults
    spent: dict[str, float]

    @property
    def each_once(self) -> bool:
        """Every article that was sent was accepted, and has just one report."""
        whole = self.sent == self.accepted == self.counts.reports
        return whole and not (self.counts.missing or self.counts.duplicates)

    def table(self) -> str:
        """As Markdown."""
        found, faults = self.counts, self.faults
        parts = quantiles(found.waited, n=20, method="inclusive") if len(found.waited) > 1 else [0.0] * 19
        refused = sum(self.again.values()) - self.again[UNANSWERED]
        rows = {
            "articles sent": f"{self.sent:,}",
            "accepted": f"{self.accepted:,}",
            "reports": f"{found.reports:,}",
            "missing": f"{found.missing:,}",
            "duplicates": f"{found.duplicates:,}",
            "jobs retired": f"{found.retired:,}",
            "workers killed": f"{faults.killed}",
            "workers cut off": f"{faults.cut_offs} ({faults.cut_off:.0f} s)",
            "RabbitMQ, PostgreSQL restarted": f"{faults.rabbitmq_restarts}, {faults.postgres_restarts}",
            "jobs begun more than once": f"{found.begun_again:,}",
            "refused and sent again": f"{refused:,}",
            "not answered and sent again": f"{self.again[UNANSWERED]:,}",
            "articles a second": f"{found.reports / found.lasted:.1f}" if found.lasted > 0 else "–",
            "seconds until the report, p50": f"{parts[9]:.2f}",
            "seconds until the report, p95": f"{parts[18]:.2f}",
            "seconds until the report, longest": f"{max(found.waited, default=0.0):.2f}",
        }
        for kind, seconds in self.spent.items():
            rows[f"processor ms an article: {kind}"] = f"{1000 * seconds / max(1, found.reports):.1f}"
        return "\n".join([table_head(["What", "How much"]), *(table_row(row) for row in rows.items())])


def measure(cluster: Cluster, faults: Faults, articles: int, words: int, apart: float) -> ClusterReport:
    """Sends so many articles and waits until all are done, or none was for PATIENCE_SECONDS."""
    engine = open_database(cluster.postgres.url)
    clients = ClusterClients(cluster.ports, cluster.key, words)
    before = cluster.processor_seconds()
    faults.start(lambda: (jobs_ended(engine) or 0) / articles)
    try:
        early = range(ceil(articles * HELD_AT))
        clients.send_all(early, apart, PATIENCE_SECONDS)
        faults.wait_for_restarts(PATIENCE_SECONDS)
        clients.send_all(range(early.stop, articles), apart, PATIENCE_SECONDS)
        _wait(lambda: jobs_ended(engine), len(clients.accepted))
    finally:
        faults.stop()
    spent = {kind: seconds - before[kind] for kind, seconds in cluster.processor_seconds().items()}
    counts = counted(engine, clients.accepted)
    engine.dispose()
    return ClusterReport(articles, len(clients.accepted), clients.again, counts, faults, spent)


def _wait(ended: Callable[[], int | None], wanted: int) -> None:
    most, since = 0, time.monotonic()
    while most < wanted and time.monotonic() - since < PATIENCE_SECONDS:
        now = ended() or 0
        if now > most:
            most, since = now, time.monotonic()
        time.sleep(LOOK_SECONDS)


def _options() -> argparse.ArgumentParser:
    parser = command_parser(__doc__)
    for name, default, about in (
        ("--articles", 2000, "how many"),
        ("--words", 100, "of each article's translation"),
        ("--webs", 2, "web processes"),
        ("--workers", 4, "worker processes"),
    ):
        parser.add_argument(name, type=int, default=default, help=f"{about} (default: %(default)s)")
    for name, seconds, about in (
        ("--check", 0.2, "seconds of a check"),
        ("--lease", LEASE_SECONDS, "seconds of a job's lease"),
        ("--kill-every", 20.0, "seconds between two kills of a worker, 0: none"),
        ("--cut-off", 60.0, "seconds for which a worker is frozen, 0: none is"),
    ):
        parser.add_argument(name, type=float, default=seconds, help=f"{about} (default: %(default)s)")
    parser.add_argument("--no-restarts", action="store_true", help="RabbitMQ and PostgreSQL stay up")
    parser.add_argument("--logs", type=Path, metavar="FOLDER", help="keep what the processes logged there")
    return parser


def main(arguments: list[str] | None = None) -> int:
    """The exit code."""
    parser = _options()
    chosen = parser.parse_args(arguments)
    if min(chosen.articles, chosen.words, chosen.webs, chosen.workers, chosen.lease) <= 0:
        parser.error("--articles, --words, --webs, --workers and --lease are above 0")
    if min(chosen.check, chosen.kill_every, chosen.cut_off) < 0:
        parser.error("--check, --kill-every and --cut-off are 0 or more")
    if not (throwaway_postgres.installed() and throwaway_rabbitmq.installed()):
        print("cluster: needs PostgreSQL and RabbitMQ installed here, and root to start the latter", file=sys.stderr)
        return FAILED
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(FAILED))  # so that what was started ends, too
    try:
        with running(chosen.webs, chosen.workers, chosen.check, chosen.lease, chosen.logs) as cluster:
            faults = Faults(cluster, chosen.kill_every, chosen.cut_off, not chosen.no_restarts)
            apart = max(MIN_APART_SECONDS, chosen.check / chosen.workers)
            report = measure(cluster, faults, chosen.articles, chosen.words, apart)
    except OSError as error:  # TimeoutError too
        print(f"cluster: {error}", file=sys.stderr)
        return FAILED
    print(report.table())
    return DONE if report.each_once else REACHED


if __name__ == "__main__":
    sys.exit(main())
