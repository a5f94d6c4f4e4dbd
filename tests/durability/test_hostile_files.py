"""The service itself and small files that would make huge work: refused in time, in few words, and nobody waits."""

from __future__ import annotations

import json
import threading
import time
import urllib.error
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from durability.served import Served
from service.access.body_limits import MAX_REQUEST_BYTES

XLIFF, TMX, PO = (f"/api/v1/formats/{name}?source_lang=de&target_lang=en" for name in ("xliff", "tmx", "po"))
CHECK, ARTICLES, BATCHES = "/api/v1/check", "/api/v1/articles", "/api/v1/batches"
JSON, JSONL, XML, PLAIN = "application/json", "application/jsonl", "application/xml", "text/x-po"
MAX_ANSWER_BYTES = 400_000
"""Of a batch of 1,000 lines; a single text's is far shorter."""
MAX_SECONDS = 60.0
"""Until each is answered, all of them at once and on a busy machine; what was seen before took as long alone."""
MAX_HEALTH_SECONDS = 5.0
MAX_GROWTH_BYTES = 700_000_000
"""Of resident memory: one of these took 4.2 GB."""
UNIT = b"<trans-unit id='1'><source>Er ging.</source><target>He went.</target></trans-unit>"
FILE = b"<file source-language='de' target-language='en'>"
DEEP = MAX_REQUEST_BYTES // 8


def xliff(inside: bytes) -> bytes:
    return b"<xliff version='1.2'>" + inside + b"</xliff>"


def po(header: bytes) -> bytes:
    return b'msgid ""\nmsgstr "' + header + b'"\n\nmsgid "a"\nmsgstr "b"\n'


def unknown_members(count: int) -> bytes:
    return json.dumps({f"m{number}": 0 for number in range(count)}).encode()


BODIES: dict[str, tuple[str, str, bytes]] = {
    "files in files": (XLIFF, XML, xliff(FILE * 90 + UNIT * 60 + b"</file>" * 90)),
    "files in files, deeper": (XLIFF, XML, xliff(FILE * 450 + UNIT * 450 + b"</file>" * 450)),
    "elements without end": (XLIFF, XML, xliff(b"<g>" * DEEP)),
    "as many elements as fit": (XLIFF, XML, xliff(FILE + b"<g/>" * (DEEP * 3 // 2) + b"</file>")),
    "attributes": (XLIFF, XML, xliff(b"<a " + b" ".join(b"b%d=''" % n for n in range(150_000)) + b"/>")),
    "the same attribute": (XLIFF, XML, xliff(b"<a " + b"b='' " * 300_000 + b"/>")),
    "namespaces": (XLIFF, XML, xliff(b"<a " + b" ".join(b"xmlns:b%d='u%d'" % (n, n) for n in range(60_000)) + b"/>")),
    "entities in entities": (
        XLIFF, XML,
        b"<!DOCTYPE x [<!ENTITY a 'aaaaaaaaaa'>" + b"".join(b"<!ENTITY a%d '%s'>" % (n, b"&a%d;" % (n - 1) * 10)
        for n in range(1, 20)) + b"]>" + xliff(b"&a19;"),
    ),
    "an entity from elsewhere": (
        TMX, XML, b"<!DOCTYPE tmx [<!ENTITY a SYSTEM 'file:///etc/passwd'>]><tmx><body>&a;</body></tmx>"
    ),
    "characters by number": (XLIFF, XML, xliff(FILE + b"&#65;" * (MAX_REQUEST_BYTES // 6) + b"</file>")),
    "units of two languages": (
        TMX, XML, b"<tmx><header srclang='de'/><body>"
        + b"<tu><tuv xml:lang='de'><seg>a</seg></tuv><tuv xml:lang='en'><seg>b</seg></tuv></tu>" * 22_000
        + b"</body></tmx>",
    ),
    "one unit of all languages": (
        TMX, XML, b"<tmx><header srclang='de'/><body><tu>" + b"<tuv xml:lang='de'><seg>a</seg></tuv>" * 50_000
        + b"</tu></body></tmx>",
    ),
    "a header that begins again": (PO, PLAIN, po(b"Content-Type: text; " * 90_000)),
    "a header of semicolons": (PO, PLAIN, po(b"Plural-Forms: nplurals=2; plural=" + b";" * 1_900_000)),
    "a header of spaces": (PO, PLAIN, po(b"Plural-Forms: nplurals=2; plural=" + b" " * 19_000 + b"n")),
    "a rule of parentheses": (PO, PLAIN, po(b"Plural-Forms: nplurals=2; plural=" + b"(" * 19_000)),
    "a rule of powers": (PO, PLAIN, po(b"Plural-Forms: nplurals=2; plural=" + b"9**9" * 100 + b";")),
    "messages": (PO, PLAIN, b"".join(b'msgid "%d"\nmsgstr "b"\n\n' % n for n in range(70_000))),
    "lines of a message": (PO, PLAIN, b'msgid ""\n' + b'"a"\n' * 400_000 + b'msgstr "b"\n'),
    "comments": (PO, PLAIN, b"#: a:1\n" * 250_000 + b'msgid "a"\nmsgstr "b"\n'),
    "unknown members": (CHECK, JSON, unknown_members(150_000)),
    "lines of unknown members": (BATCHES, JSONL, b"\n".join([unknown_members(2_000)] * 1_000)),
    "lines": (BATCHES, JSONL, b"0\n" * 1_000_000),
    "empty lines": (BATCHES, JSONL, b"\n" * 30_000_000),
    "a deep list": (ARTICLES, JSON, b"[" * 1_900_000),
    "a deep object": (ARTICLES, JSON, b'{"target":' * 150_000),
    "deep metadata": (ARTICLES, JSON, b'{"target":"a","metadata":' + b'{"a":' * 900 + b"0" + b"}" * 900 + b"}"),
    "a long number": (ARTICLES, JSON, b'{"target":' + b"9" * 1_900_000 + b"}"),
    "tags": (CHECK, JSON, json.dumps({"target": "<b>" * 66_000, "format": "html"}).encode()),
    "tags inside out": (CHECK, JSON, json.dumps({"target": "<p><b><i></p>" * 15_000, "format": "html"}).encode()),
    "references": (CHECK, JSON, json.dumps({"target": "&lt" * 66_000, "format": "html"}).encode()),
}


class Sender:
    """Sends with a key, and keeps the status, the length and the seconds of each answer."""

    def __init__(self, address: str, key: str) -> None:
        self._address, self._key = address, key
        self.answers: dict[str, tuple[int, int, float]] = {}

    def send(self, name: str) -> None:
        path, media_type, body = BODIES[name]
        headers = {"Content-Type": media_type, "Authorization": f"Bearer {self._key}"}
        asked, began = urllib.request.Request(f"{self._address}{path}", body, headers), time.monotonic()
        try:
            with urllib.request.urlopen(asked, timeout=4 * MAX_SECONDS) as answer:
                status, told = answer.status, answer.read()
        except urllib.error.HTTPError as error:
            status, told = error.code, error.read()
        self.answers[name] = status, len(told), time.monotonic() - began


def longest_health(service: Served, done: threading.Event) -> float:
    """Seconds that `/healthz` took at most until everything was done."""
    longest = 0.0
    while not done.wait(0.2):
        began = time.monotonic()
        assert service.request("GET", "/healthz")
        longest = max(longest, time.monotonic() - began)
    return longest


def test_small_files_make_little_work(service: Served, key: str) -> None:
    sender, done = Sender(service.address, key), threading.Event()
    before = service.peak_bytes()
    with ThreadPoolExecutor(9) as pool:
        watch = pool.submit(longest_health, service, done)
        try:
            list(pool.map(sender.send, BODIES))
        finally:
            done.set()
        assert watch.result() < MAX_HEALTH_SECONDS
    assert set(sender.answers) == set(BODIES)
    assert not {name: found for name, found in sender.answers.items() if found[0] >= 500 and found[0] != 503}
    assert not {name: found for name, found in sender.answers.items() if found[1] > MAX_ANSWER_BYTES}
    assert not {name: found for name, found in sender.answers.items() if found[2] > MAX_SECONDS}
    if Path("/proc/self/status").exists():
        assert service.peak_bytes() - before < MAX_GROWTH_BYTES


def test_many_headers_of_a_catalogue_at_once(service: Served, key: str) -> None:
    sender, done = Sender(service.address, key), threading.Event()
    with ThreadPoolExecutor(23) as pool:
        watch = pool.submit(longest_health, service, done)
        list(pool.map(sender.send, ["a header that begins again"] * 22))
        done.set()
        assert watch.result() < MAX_HEALTH_SECONDS
    assert sender.answers["a header that begins again"][0] == 422
