"""The HTTP server (waitress), so set up that what is too long is refused before it is read.

Of a body waitress keeps half a megabyte in memory and the rest in a file (`inbuf_overflow`); it knows one limit for all
(`max_request_body_size`), its refusals are plain text, and it closes a connection while the client still sends, so that
most clients never see why. Here every door has its own limit, whoever shows no valid key is not read beyond
MAX_STRANGER_BYTES, and every refusal is a problem+json, for which the client gets the time to read it.
"""

from __future__ import annotations

import json
import socket
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from typing import Any

from waitress.channel import HTTPChannel
from waitress.parser import HTTPRequestParser
from waitress.server import BaseWSGIServer, create_server
from waitress.task import ErrorTask
from waitress.utilities import Error

from scripts.cli.patience import CONNECTIONS, WaitingFor, seconds
from scripts.cli.web_threads import THREADS
from service.access.body_limits import MAX_BATCH_BYTES, MAX_STRANGER_BYTES, BodyLimits, max_bytes
from service.access.guard import UNKNOWN
from service.check_queue import RETRY_AFTER_SECONDS
from service.http.headers import SECURITY_HEADERS
from service.http.problem_types import kind_of, type_of
from service.http.problems import MEDIA_TYPE
from service.http.request_log import HEADER, request_id_of
from service.logs import logger
from service.storage.database import StorageUnavailable

MAX_IN_MEMORY_BYTES = 512 * 1024
"""Of one body; what is longer waits in a file. Above MAX_STRANGER_BYTES: a stranger never fills the disk."""
LINGER_SECONDS = 3.0
"""How long a refused client is heard out, and what it sends thrown away, so that it can read why it was refused."""
LINGER_BYTES_AT_ONCE = 64 * 1024
log = logger(__name__)


class Refused(Error):
    """What waitress answers instead of the application."""

    def __init__(self, code: int, reason: str, detail: str) -> None:
        super().__init__(detail)
        self.code, self.reason = code, reason


class BoundedRequest(HTTPRequestParser):
    """A request that ends, refused, as soon as more is announced or sent than its sender may send."""

    path: str

    def __init__(self, adj: Any, limits: BodyLimits) -> None:
        super().__init__(adj)
        self._limits = limits
        self._stranger: bool | None = None
        self.began = time.monotonic()

    @property
    def known_length(self) -> int:
        """Of the body, where its sender has had to show a valid key and has; else 0."""
        return max(self.content_length, self.body_bytes_received) if self._stranger is False else 0

    def give_up(self) -> None:
        """Refuses it, for it has not come in."""
        self.error = Refused(408, "Request Timeout", "The request did not come in within the time that is waited.")
        self.completed = True
        self.expect_continue = False

    def received(self, data: bytes) -> int:
        """Takes in some bytes; how many of them were this request's."""
        consumed = int(super().received(data))
        if self.headers_finished and (self.error is None or self.error.code == 413):  # of the one limit it knows
            self.error = self._refusal(max(self.content_length, self.body_bytes_received))
        if self.error is not None:
            self.completed = True
            self.expect_continue = False  # else waitress would ask for the rest
        return consumed

    def _refusal(self, length: int) -> Refused | None:
        """Of a body that is so long, or will be."""
        if length > (most := max_bytes(self.path)):
            return Refused(413, "Content Too Large", f"The request is too large: {most:,} bytes are taken here.")
        if length <= MAX_STRANGER_BYTES:
            return None
        if self._stranger is None:
            sent = self.headers
            try:
                self._stranger = self._limits.is_stranger(
                    self.path, sent.get("AUTHORIZATION", ""), sent.get("COOKIE", "")
                )
            except StorageUnavailable as error:
                return Refused(503, "Service Unavailable", str(error))
        return Refused(401, "Unauthorized", UNKNOWN) if self._stranger else None


class ProblemTask(ErrorTask):
    """Answers a refused request with a problem+json."""

    channel: LingeringChannel
    request: Any
    response_headers: Any

    def execute(self) -> None:
        """Writes the answer; the connection then ends."""
        error = self.request.error
        host = self.request.headers.get("HOST", "")
        kind = kind_of(error.code)
        about = type_of(kind, f"{self._scheme()}://{host}" if host else "")
        title = kind.title if kind else error.reason
        problem = {"type": about, "title": title, "status": error.code, "detail": error.body}
        request_id = request_id_of(self.request.headers.get(HEADER.upper().replace("-", "_"), ""))
        body = json.dumps(problem | {"request_id": request_id}).encode()
        self.status = f"{error.code} {error.reason}"
        self.response_headers.extend([("Content-Type", MEDIA_TYPE), ("Cache-Control", "no-store")])
        self.response_headers.extend([(HEADER, request_id), *SECURITY_HEADERS.items()])
        if error.code == 401:
            self.response_headers.append(("WWW-Authenticate", "Bearer"))
        if error.code == 503:
            self.response_headers.append(("Retry-After", str(RETRY_AFTER_SECONDS)))
        self.set_close_on_finish()
        self.content_length = len(body)
        self.channel.lingers = True
        self.write(body)
        log.info("refused", status=error.code, request=request_id)

    def _scheme(self) -> str:
        """Not known of a request whose headers could not be read."""
        return str(getattr(self.request, "url_scheme", "http"))


class LingeringChannel(HTTPChannel):
    """A connection that, after a refusal, is closed on our side first."""

    error_task_class = ProblemTask
    parser_class: Any
    socket: Any
    server: Any
    request: BoundedRequest | None
    requests: list[Any]
    requests_lock: threading.Lock

    def __init__(self, limits: BodyLimits, *arguments: Any, **options: Any) -> None:
        self.lingers = False
        self._until = self._answered = 0.0
        self.parser_class = lambda adj: BoundedRequest(adj, limits)
        super().__init__(*arguments, **options)

    def readable(self) -> bool:
        """Asked every second, at least."""
        if not self._until:
            self._leave_the_slow()
            return bool(super().readable())
        if time.monotonic() > self._until:
            self.will_close = True
        return not self.will_close

    def _leave_the_slow(self) -> None:
        """Ends a connection whose client has kept us waiting for too long."""
        if not self.total_outbufs_len:
            self._answered = 0.0
        if self.requests or self.will_close:
            return
        if self.total_outbufs_len:
            self._answered = self._answered or time.monotonic()
            self.will_close = self._is_too_long(WaitingFor.THE_READER, time.monotonic() - self._answered)
        elif self.request is None:
            self.will_close = self._is_too_long(WaitingFor.A_REQUEST, time.time() - self.last_activity)
        elif self._is_too_long(WaitingFor.THE_REST, time.monotonic() - self.request.began, self.request.known_length):
            with self.requests_lock:
                self.request.give_up()
                self.requests, self.request = [self.request], None
            self.server.add_task(self)

    def _is_too_long(self, what: WaitingFor, waited: float, known_length: int = 0) -> bool:
        return waited > seconds(what, len(self.server.active_channels), known_length)

    def handle_read(self) -> None:
        """Reads, to throw it away where the request was refused."""
        if self._until:
            with suppress(OSError):
                self.recv(LINGER_BYTES_AT_ONCE)
        else:
            super().handle_read()

    def handle_close(self) -> None:
        """Closes, or after a refusal begins to."""
        if not self.lingers or self._until or not self.connected:
            super().handle_close()
            return
        self._until = time.monotonic() + LINGER_SECONDS
        self.will_close = self.close_when_flushed = False
        with suppress(OSError):
            self.socket.shutdown(socket.SHUT_WR)


def web_server(
    app: Callable[..., Any], host: str, port: int, limits: BodyLimits, proxy: str = "", threads: int = THREADS
) -> Any:
    """A server that listens already. `proxy`: who in front says who asks. Raises OSError, OverflowError, ValueError."""
    server = create_server(app, host=host, port=port, **_settings(proxy, threads))
    for listening in getattr(server, "map", {0: server}).values():  # several where the host has several addresses
        if isinstance(listening, BaseWSGIServer):
            listening.channel_class = partial(LingeringChannel, limits)  # type: ignore[assignment]  # all it does is call
    return server


def _settings(proxy: str, threads: int) -> dict[str, Any]:
    """Waitress's own; with a proxy in front it is that which says who asks."""
    settings: dict[str, Any] = {
        "threads": threads,
        "ident": "mtqc",
        "connection_limit": CONNECTIONS,
        "asyncore_use_poll": True,
        "inbuf_overflow": MAX_IN_MEMORY_BYTES,
        "max_request_body_size": MAX_BATCH_BYTES + 1,  # it refuses what has as many bytes
    }
    if not proxy:
        return settings
    return settings | {
        "trusted_proxy": proxy,
        "trusted_proxy_count": 1,
        "trusted_proxy_headers": {"x-forwarded-for", "x-forwarded-proto"},
        "clear_untrusted_proxy_headers": True,
    }
