"""How much somebody may ask for: requests of a key or an address, and wrong keys of an address.

Counted by windows of a minute that begin with the first request, in this process's memory or in a database that several
web processes share (`service.access.windows`).
"""

from __future__ import annotations

import ipaddress
import math
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from limits.storage import MemoryStorage

from models.errors import CheckerError
from models.text.plural import plural
from service.access.windows import MINUTE, Window, Windows

REQUESTS_PER_MINUTE = 600
WRONG_KEYS_PER_MINUTE = 10
REQUESTS, WRONG_KEYS = "requests", "wrong-keys"
SITE_PREFIX = 64
"""Whoever has one IPv6 address has all of those that share so many bits with it."""
Opened = TypeVar("Opened")


@dataclass(frozen=True, slots=True)
class Allowance:
    """What a limit still allows: `left` of `most` for another `seconds`."""

    name: str
    most: int
    left: int
    seconds: int


class TooMany(CheckerError):
    """Somebody asked for more than is allowed."""

    def __init__(self, message: str, allowance: Allowance) -> None:
        super().__init__(message)
        self.allowance = allowance


class MemoryWindows:
    """Windows in the memory of this process: nobody else sees them, and a start begins anew."""

    def __init__(self) -> None:
        self._storage = MemoryStorage()
        self._one_at_a_time = threading.Lock()  # two threads that count at once may break the storage's timer

    def add(self, counted: str, now: float) -> Window:
        """One more; the window as it is then."""
        with self._one_at_a_time:
            return Window(self._storage.incr(counted, MINUTE), self._storage.get_expiry(counted))

    def look(self, counted: str, now: float) -> Window:
        """The window as it is."""
        with self._one_at_a_time:
            return Window(self._storage.get(counted), self._storage.get_expiry(counted))


class RateLimits:
    """Counts. `requests_per_minute`: of each key, or of each address without one. `windows`: where."""

    def __init__(self, requests_per_minute: int = REQUESTS_PER_MINUTE, windows: Windows | None = None) -> None:
        self._most = {REQUESTS: requests_per_minute, WRONG_KEYS: WRONG_KEYS_PER_MINUTE}
        self._windows = windows or MemoryWindows()

    def count_request(self, caller: str) -> Allowance:
        """What is left after this request. Raises TooMany when there was nothing left."""
        now = time.time()
        found = self._windows.add(f"{REQUESTS} {caller}", now)
        allowance = self._allowance(REQUESTS, found, now)
        if found.count > allowance.most:
            raise TooMany(f"More than {plural(allowance.most, 'request')} a minute.", allowance)
        return allowance

    def count_wrong_key(self, address: str) -> None:
        """A key, password or link from there was not valid."""
        self._windows.add(f"{WRONG_KEYS} {network_of(address)}", time.time())

    def refuse_guessing(self, address: str) -> None:
        """Raises TooMany where too many keys or passwords from there were not valid: the next is not even looked at."""
        now = time.time()
        found = self._windows.look(f"{WRONG_KEYS} {network_of(address)}", now)
        allowance = self._allowance(WRONG_KEYS, found, now)
        if not allowance.left:
            wrong = f"More than {allowance.most} wrong keys or passwords a minute came from this address."
            raise TooMany(wrong, allowance)

    def _allowance(self, name: str, found: Window, now: float) -> Allowance:
        seconds = max(1, math.ceil(found.ends_at - now))
        return Allowance(name, self._most[name], max(0, self._most[name] - found.count), min(seconds, MINUTE))


def look_up_secret(limits: RateLimits | None, address: str, find: Callable[[], Opened | None]) -> Opened | None:
    """What a key, password or link that was shown from `address` opens. None, it was wrong, is counted there.

    Raises TooMany where too many from there were wrong; then `find` is not called. `limits`: None counts nothing.
    """
    if limits is None:
        return find()
    limits.refuse_guessing(address)
    found = find()
    if found is None:
        limits.count_wrong_key(address)
    return found


def network_of(address: str) -> str:
    """What counts as one address: network_of("2001:db8::7") == "2001:db8::/64"; IPv4 is left as it is."""
    try:
        found = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return address
    if found.version == 4:
        return str(found)
    return str(ipaddress.ip_network((found, SITE_PREFIX), strict=False))
