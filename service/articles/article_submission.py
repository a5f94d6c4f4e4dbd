"""The one way in, for a single article and for a line of a batch: understood, found checkable, kept."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from sqlalchemy import Engine

from models.errors import InvalidInput
from models.intake.requests import take_in
from models.visible_text import has_text
from service.access.keys import Holder
from service.articles.idempotency import once
from service.articles.request_schemas import ArticleBody
from service.articles.submission import Submitted, submit
from service.storage.database import transaction
from service.webhooks.endpoints import find


@dataclass(frozen=True, slots=True)
class ArticleSubmission:
    """Takes articles of one sender. `notify()` says that a job waits; `key`: its Idempotency-Key, "" for none."""

    engine: Engine
    sender: Holder
    notify: Callable[[], object]
    key: str = ""

    def accept(self, body: ArticleBody, now: float, part: str = "") -> Submitted:
        """Kept when this returns, and a worker notified. `part` tells the lines of a batch apart, which share a key.

        Raises InvalidInput for what could never be checked, QueueFull, StorageFull, StorageUnavailable.
        """
        if "id" in body.model_fields_set and not has_text(body.id):  # it would be another article every time
            raise InvalidInput("id is empty: send your own id for the article, or leave it out", "id")
        take_in(body.request())  # refused now, not found out by a worker
        sent = body.model_dump(mode="json", exclude_defaults=True)
        with transaction(self.engine) as session:
            if body.callback and find(session, self.sender.site, body.callback) is None:
                how = "register it first, as an operator or with an admin key (POST /api/v1/endpoints)"
                raise InvalidInput(f"there is no endpoint {body.callback!r}: {how}", "callback")
            keep = partial(submit, session, self.sender.site, body.id, body.revision, sent, now)
            key = f"{self.key}{part}" if self.key else ""
            accepted = once(session, self.sender.key_id, key, sent, now, keep) if key else keep()
        self.notify()
        return accepted
