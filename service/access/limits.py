"""How much somebody may ask for: requests of a key or an address, and wrong keys of an address.

Counted in this process's memory by windows of a minute that begin with the first request: several web processes count
apart, each up to the limit, and a start begins anew.
"""

from __future__ import annotations

import ipaddress
import math
import threading
import time
from dataclasses import dataclass

from limits import RateLimitItem, RateLimitItemPerMinute
from limits.storage import MemoryStorage
from limits.strategies import FixedWindowRateLimiter

from models.errors import CheckerError

MINUTE = 60
REQUESTS_PER_MINUTE = 600
WRONG_KEYS_PER_MINUTE = 10
REQUESTS, WRONG_KEYS = "requests", "wrong-keys"
SITE_PREFIX = 64
"""Whoever has one IPv6 address has all of those that share so many bits with it."""


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


class Limits:
    """Counts. `requests_per_minute`: of each key, or of each address without one."""

    def __init__(self, requests_per_minute: int = REQUESTS_PER_MINUTE) -> None:
        self._requests = RateLimitItemPerMinute(requests_per_minute)
        self._wrong_keys = RateLimitItemPerMinute(WRONG_KEYS_PER_MINUTE)
        self._windows = FixedWindowRateLimiter(MemoryStorage())
        self._one_at_a_time = threading.Lock()  # two threads that count at once may break the storage's timer

    def count_request(self, caller: str) -> Allowance:
        """What is left after this request. Raises TooMany when there was nothing left."""
        with self._one_at_a_time:
            allowed = self._windows.hit(self._requests, REQUESTS, caller)
            allowance = self._allowance(self._requests, REQUESTS, caller)
        if not allowed:
            raise TooMany(f"More than {allowance.most:,} requests a minute.", allowance)
        return allowance

    def count_wrong_key(self, address: str) -> None:
        """A key from there was not valid."""
        with self._one_at_a_time:
            self._windows.hit(self._wrong_keys, WRONG_KEYS, network_of(address))

    def refuse_guessing(self, address: str) -> None:
        """Raises TooMany where too many keys from there were not valid: the next is not even looked at."""
        network = network_of(address)
        with self._one_at_a_time:
            if self._windows.test(self._wrong_keys, WRONG_KEYS, network):
                return
            allowance = self._allowance(self._wrong_keys, WRONG_KEYS, network)
        raise TooMany(f"More than {allowance.most} wrong keys a minute came from this address.", allowance)

    def _allowance(self, limit: RateLimitItem, name: str, caller: str) -> Allowance:
        stand = self._windows.get_window_stats(limit, name, caller)
        seconds = max(1, math.ceil(stand.reset_time - time.time()))
        return Allowance(name, limit.amount, stand.remaining, min(seconds, MINUTE))


def network_of(address: str) -> str:
    """What counts as one address: network_of("2001:db8::7") == "2001:db8::/64"; IPv4 is left as it is."""
    try:
        found = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return address
    if found.version == 4:
        return str(found)
    return str(ipaddress.ip_network((found, SITE_PREFIX), strict=False))
