"""What was counted in the minute that runs, kept in a database: for web processes that count together."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from sqlalchemy import Engine, case, delete, select, text
from sqlalchemy.dialects import postgresql, sqlite

from service.storage.database import reading, transaction
from service.storage.tables import RequestWindow

MINUTE = 60
FORGOTTEN_AT_ONCE = 1_000
"""Windows that have ended, when a new one begins: more than begin meanwhile, and little enough to hold nobody up."""


@dataclass(frozen=True, slots=True)
class Window:
    """So many until then, in seconds since 1970."""

    count: int
    ends_at: float


class Windows(Protocol):
    """Counts in windows of a minute that begin with the first that is counted. `counted`: what, and of whom."""

    def add(self, counted: str, now: float) -> Window:
        """One more; the window as it is then."""
        ...

    def look(self, counted: str, now: float) -> Window:
        """The window as it is."""
        ...


class DatabaseWindows:
    """Windows that all processes of a database share. Raises StorageUnavailable and StorageFull.

    A count costs one statement. It need not outlive a power failure, so nobody waits for the disk.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._insert = postgresql.insert if engine.dialect.name == "postgresql" else sqlite.insert

    def add(self, counted: str, now: float) -> Window:
        """One more; the window as it is then."""
        begun = {"count": 1, "ends_at": now + MINUTE}
        over = RequestWindow.ends_at <= now
        more = {
            "count": case((over, 1), else_=RequestWindow.count + 1),
            "ends_at": case((over, now + MINUTE), else_=RequestWindow.ends_at),
        }
        inserted = self._insert(RequestWindow).values(counted=counted, **begun)
        counting = inserted.on_conflict_do_update(index_elements=["counted"], set_=more)
        with transaction(self._engine) as session:
            if self._engine.dialect.name == "postgresql":
                session.execute(text("SET LOCAL synchronous_commit = off"))
            found = Window(*session.execute(counting.returning(RequestWindow.count, RequestWindow.ends_at)).one())
        if found.count == 1:
            self._forget(now)
        return found

    def look(self, counted: str, now: float) -> Window:
        """The window as it is."""
        with reading(self._engine) as session:
            found = session.get(RequestWindow, counted)
        if found is None or found.ends_at <= now:
            return Window(0, now)
        return Window(found.count, found.ends_at)

    def _forget(self, now: float) -> None:
        """Deletes windows that have ended; those that somebody else is at are left to them."""
        ended = select(RequestWindow.counted).where(RequestWindow.ends_at <= now).limit(FORGOTTEN_AT_ONCE)
        with transaction(self._engine) as session:
            session.execute(
                delete(RequestWindow).where(RequestWindow.counted.in_(ended.with_for_update(skip_locked=True))),
                execution_options={"synchronize_session": False},
            )
