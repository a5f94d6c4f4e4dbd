"""How long the web server waits for a client: for a request, for the rest of one, and for an answer to be taken.

A connection costs a client nothing, and the server has so many of them: whoever opens all and sends a byte now and
then would keep everybody else out. Most requests come in within a moment: the slow ones make room when it gets narrow.
"""

from __future__ import annotations

from enum import Enum

CONNECTIONS = 400
"""At once. Those that send slowly cost no thread, but up to two files each, of the 1,024 that most systems allow."""
CROWDED = 300
"""From so many connections on, strangers who keep us waiting make room for others."""
MIN_BYTES_A_SECOND = 16 * 1024
"""At which a body is expected to come in, of whoever may send a long one."""


class WaitingFor(Enum):
    """What a client keeps us waiting for: its seconds, and those while it is crowded."""

    A_REQUEST = 60.0, 5.0
    THE_REST = 30.0, 5.0
    THE_READER = 1_800.0, 30.0


def seconds(what: WaitingFor, connections: int, known_length: int = 0) -> float:
    """How long a client is waited for. `known_length`: of a body whose sender has shown a valid key, else 0.

    seconds(WaitingFor.THE_REST, 10) == 30.0, seconds(WaitingFor.THE_REST, 300) == 5.0
    """
    usual, crowded = what.value
    if known_length:
        return usual + known_length / MIN_BYTES_A_SECOND
    return crowded if connections >= CROWDED else usual
