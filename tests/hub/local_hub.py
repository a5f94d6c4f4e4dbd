"""A model hub on this machine: the few answers that fetching a model needs, over HTTP."""

from __future__ import annotations

import hashlib
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

COMMIT = "0123456789abcdef0123456789abcdef01234567"
OTHER_COMMIT = COMMIT[::-1]


@dataclass
class LocalHub:
    """One repository, and others `beside` it by name, at OTHER_COMMIT.

    `sent`: contents that differ from what is listed; `breaks_at`: no byte of the weights from there on is sent,
    unless 0; `ranges`: what was asked for to go on with a download.
    """

    repository: str
    files: dict[str, bytes]
    beside: dict[str, dict[str, bytes]] = field(default_factory=dict)
    sent: dict[str, bytes] = field(default_factory=dict)
    breaks_at: int = 0
    ranges: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    url: str = ""

    def repositories(self) -> dict[str, tuple[str, dict[str, bytes]]]:
        """The commit and the files of each, by name."""
        others = {name: (OTHER_COMMIT, files) for name, files in self.beside.items()}
        return {self.repository: (COMMIT, self.files), **others}

    def listing(self, repository: str) -> bytes:
        """What the hub says of a repository: sizes, git's hash of small files, SHA-256 of weights."""
        siblings = []
        commit, files = self.repositories()[repository]
        for name, content in files.items():
            blob = hashlib.sha1(b"blob %d\x00" % len(content) + content).hexdigest()
            entry: dict[str, object] = {"rfilename": name, "size": len(content), "blobId": blob}
            if is_large(name):
                sha256 = hashlib.sha256(content).hexdigest()
                entry["lfs"] = {"sha256": sha256, "size": len(content), "pointerSize": 130}
            siblings.append(entry)
        return json.dumps({"id": repository, "sha": commit, "siblings": siblings}).encode()


def is_large(name: str) -> bool:
    """True for what the hub keeps apart from git."""
    return name.endswith((".safetensors", ".bin"))


@contextmanager
def serving(hub: LocalHub) -> Iterator[LocalHub]:
    """The hub while it answers at `hub.url`."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(hub))
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    hub.url = f"http://127.0.0.1:{server.server_port}"
    try:
        yield hub
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def _handler(hub: LocalHub) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def log_message(self, *_: object) -> None:
            pass

        def do_HEAD(self) -> None:
            self.do_GET()

        def do_GET(self) -> None:
            path = self.path.partition("?")[0]
            for repository, (commit, files) in hub.repositories().items():
                before = f"/{repository}/resolve/{commit}/"
                if path.startswith(f"/api/models/{repository}/revision/"):
                    return self._send(hub.listing(repository), {"Content-Type": "application/json"})
                if path.startswith(before) and path.removeprefix(before) in files:
                    return self._file(path.removeprefix(before), commit, files)
            self.send_response(404)
            self.send_header("X-Error-Code", "RepoNotFound")
            self.send_header("Content-Length", "0")
            self.end_headers()

        def _file(self, name: str, commit: str, files: dict[str, bytes]) -> None:
            content = hub.sent.get(name, files[name])
            headers = {"X-Repo-Commit": commit, "ETag": f'"{hashlib.sha256(files[name]).hexdigest()}"'}
            if self.command == "GET":
                hub.asked.append(name)
            asked = self.headers.get("Range")
            if asked and self.command == "GET":
                hub.ranges.append(asked)
                first = int(asked.removeprefix("bytes=").partition("-")[0])
                headers["Content-Range"] = f"bytes {first}-{len(content) - 1}/{len(content)}"
                self._send(content, headers, 206, first)
            else:
                self._send(content, headers)

        def _send(self, content: bytes, headers: dict[str, str], status: int = 200, first: int = 0) -> None:
            self.send_response(status)
            for name, value in {**headers, "Content-Length": str(len(content) - first)}.items():
                self.send_header(name, value)
            self.end_headers()
            if self.command == "GET":
                self.wfile.write(content[first : hub.breaks_at or None])

    return Handler
