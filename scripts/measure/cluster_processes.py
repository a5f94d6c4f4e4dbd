"""The processes of `deploy/` on the loopback, around a checker without a model."""

from __future__ import annotations

import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

from scripts.measure import throwaway_postgres, throwaway_rabbitmq
from scripts.measure.pretend_checker import PRETEND
from scripts.measure.pretend_service import SITE
from scripts.measure.process_trees import ProcessTree, processor_seconds
from service.storage.database import migrate, open_database, transaction
from service.webhooks.endpoints import register

NOBODY = "http://127.0.0.1:9/"
"""An endpoint: what its CMS would be told is kept in the outbox, and counted there; nobody delivers it."""
WORKER = ("celery", "-A", "scripts.measure.pretend_worker", "worker", "--pool", "prefork", "--concurrency", "1")
"""As in `deploy/`."""


@dataclass
class Cluster:
    """Everything that runs. `used`: processor seconds of what was brought down, by kind."""

    postgres: throwaway_postgres.PostgresServer
    rabbitmq: throwaway_rabbitmq.RabbitServer
    check: float
    lease: float
    logs: Path
    webs: list[ProcessTree] = field(default_factory=list)
    workers: list[ProcessTree] = field(default_factory=list)
    ports: list[int] = field(default_factory=list)
    key: str = ""
    used: defaultdict[str, float] = field(default_factory=lambda: defaultdict(float))
    _numbers: Iterator[int] = field(default_factory=lambda: count(1))

    def add_web(self) -> None:
        """Another web process. Raises OSError where it does not start."""
        pretended = ["--check", str(self.check), "--lease", str(self.lease)]
        where = ["--database", self.postgres.url, "--broker", self.rabbitmq.url]
        command = [sys.executable, "-m", "scripts.measure.pretend_service", *pretended, *where]
        web = ProcessTree(command, {}, self._log("web"))
        self.webs.append(web)
        port, _, key = web.first_line().partition(" ")
        if not key:
            raise OSError("a web process did not start")
        self.ports.append(int(port))
        self.key = key

    def add_worker(self) -> None:
        """Another worker; it comes to work some seconds later."""
        own = {
            "MTQC_DATABASE_URL": self.postgres.url,
            "MTQC_BROKER_URL": self.rabbitmq.url,
            PRETEND: f"{self.check} {self.lease}",
        }
        self.workers.append(ProcessTree([sys.executable, "-m", *WORKER], own, self._log("worker")))

    def kill_worker(self, worker: ProcessTree) -> None:
        """As kill -9; another is started in its place."""
        self.used["workers"] += processor_seconds(worker.process)
        worker.kill()
        self.workers.remove(worker)
        self.add_worker()

    def restart_rabbitmq(self) -> None:
        """Down as by a crash, and up again."""
        self.used["RabbitMQ"] += processor_seconds(self.rabbitmq.process)
        self.rabbitmq.stop()
        self.rabbitmq.start()

    def restart_postgres(self) -> None:
        """Down as by a crash, and up again."""
        self.used["PostgreSQL"] += processor_seconds(self.postgres.process)
        self.postgres.stop()
        self.postgres.start()

    def processor_seconds(self) -> dict[str, float]:
        """What each kind of process has used until now, those that are gone included."""
        running = {
            "web processes": [web.process for web in self.webs],
            "workers": [worker.process for worker in self.workers],
            "PostgreSQL": [self.postgres.process],
            "RabbitMQ": [self.rabbitmq.process],
        }
        now = {kind: sum(map(processor_seconds, processes)) for kind, processes in running.items()}
        return {kind: self.used[kind] + seconds for kind, seconds in now.items()}

    def end(self) -> None:
        """Kills web processes and workers."""
        for tree in (*self.webs, *self.workers):
            tree.kill()

    def _log(self, kind: str) -> Path:
        return self.logs / f"{kind}-{next(self._numbers)}.log"


@contextmanager
def running(webs: int, workers: int, check: float, lease: float, logs: Path | None) -> Iterator[Cluster]:
    """So many of each, at work. `logs`: a folder where their logs stay. Raises OSError, TimeoutError."""
    with ExitStack() as stack:
        folder = logs or Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="mtqc-cluster-")))
        folder.mkdir(parents=True, exist_ok=True)
        postgres = stack.enter_context(throwaway_postgres.server(flushed=True))
        rabbitmq = stack.enter_context(throwaway_rabbitmq.server())
        engine = open_database(postgres.url)
        migrate(engine)
        with transaction(engine) as session:
            register(session, SITE, "cms", NOBODY, True, time.time())
        engine.dispose()
        cluster = Cluster(postgres, rabbitmq, check, lease, folder)
        stack.callback(cluster.end)
        for _ in range(workers):
            cluster.add_worker()
        for _ in range(webs):
            cluster.add_web()
        yield cluster
