"""The service as `scripts/serve.py` puts it together, around a checker without a model that takes a set time.

    python -m scripts.measure.pretend_service FOLDER SECONDS     # prints its port and a key, serves until it is ended
"""

from __future__ import annotations

import sys
import time
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from models.intake.requests import CheckRequest, take_in
from models.report import ArticleReport, Coverage
from scripts.cli.opening import opened
from scripts.cli.web_server import web_server
from service.access.body_limits import BodyLimits
from service.access.keys import SCOPES, create
from service.app import create_app
from service.articles.checking import Checking
from service.check_queue import CheckQueue
from service.jobs.job_notifications import InProcessWorker, Sweeper, answer, doorbell, ring
from service.jobs.worker import Worker
from service.logs import set_up
from service.operations.metrics import new_registry
from service.review.session import bears_our_cookie
from service.storage.database import transaction


@dataclass(frozen=True, slots=True)
class PretendChecker:
    """Finds nothing, and takes so many `seconds` for an article: what a service can do at most is then known."""

    seconds: float
    signature: str = "mtqc|pretend"

    def check(self, request: CheckRequest) -> ArticleReport:
        """A report without flags. Raises InvalidInput as the real one."""
        article = take_in(request).article
        time.sleep(self.seconds)
        return ArticleReport(
            article=article, signature=self.signature, overall=0.9, fluency=0.9, consistency=None,
            penalty_per_100_words=0.0, verdict="pass", verdict_reasons=(), segments=(), flags=(),
            coverage=Coverage(0, 0),
        )  # fmt: skip


def main(folder: Path, seconds: float) -> None:
    """Serves until it is ended."""
    set_up()
    engine, bell = opened("", folder), doorbell()
    turns = CheckQueue(PretendChecker(seconds))
    worker = Worker(engine, Checking(turns.check_patiently))
    answer(bell, worker.work_next)
    InProcessWorker(bell).start()
    Sweeper(bell, engine).start()
    app = create_app(turns, engine, partial(ring, bell), new_registry(engine), open_to_all=False)
    server = web_server(app, "127.0.0.1", 0, BodyLimits(engine, partial(bears_our_cookie, app)))
    with transaction(engine) as session:
        key = create(session, "load", "load", list(SCOPES), time.time())
    print(server.effective_port, key, flush=True)
    server.run()


if __name__ == "__main__":
    main(Path(sys.argv[1]), float(sys.argv[2]))
