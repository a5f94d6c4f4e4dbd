"""A thousand different articles and files, in all languages of the lexicon: the process keeps little of them.

It takes some ten minutes, which the whole suite has not got: `python -m pytest -s tests/durability/slow_memory.py`.
"""

from __future__ import annotations

import json
import random
import re
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from xml.sax.saxutils import escape

import pytest
from formats.files import xliff_1
from service_app import make_key
from sqlalchemy import Engine

from durability.running import PROGRAM, Service
from models.network.weights import load_lexicons
from models.text.lexicon import Lexicon

MAX_BYTES = 1_200_000_000
"""Of resident memory, the most that there ever was."""
SERVE = PROGRAM.parents[2] / "scripts" / "serve.py"
START_SECONDS = 300.0
WORK_SECONDS = 1_200.0
"""For a batch, on a machine that does other work."""
ARTICLES, ARTICLES_A_BATCH, FILES = 700, 50, 300
SENTENCES, LONG_SENTENCES = 3, 600
"""Of an article and of a file; of each FULL-th of them, which has some 60,000 characters a side."""
FULL = 250
WORDS_OF_A_SENTENCE = 12
MAX_ODD = 2
"""Of a batch: words by chance read as the other language, now and then, and are refused as exchanged."""
Sentences = list[tuple[str, str]]

linux = pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="only Linux tells what a process has held")


class Program(Service):
    """`scripts/serve.py` as it is started, with the shipped weights."""

    def start(self) -> None:
        command = [sys.executable, str(SERVE), "--database", self._url, "--port", str(self.port)]
        self._process = subprocess.Popen(
            [*command, "--requests-per-minute", "0"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        until = time.monotonic() + START_SECONDS
        while self.request("GET", "/healthz") is None:
            assert time.monotonic() < until and self._process.poll() is None, "the service did not start"
            time.sleep(0.5)

    def post(self, path: str, body: bytes, media_type: str) -> bytes:
        """The answer to what is sent, however long it takes."""
        headers = {"Content-Type": media_type, "Authorization": f"Bearer {self._key}"}
        request = urllib.request.Request(f"{self.address}{path}", body, headers)
        with urllib.request.urlopen(request, timeout=WORK_SECONDS) as answer:
            return bytes(answer.read())

    def held(self, what: str = "VmHWM") -> int:
        """Bytes of resident memory: the most that there ever was, or with VmRSS what there is now."""
        told = re.search(rf"^{what}:\s+(\d+) kB", Path(f"/proc/{self._process.pid}/status").read_text(), re.MULTILINE)
        assert told
        return int(told[1]) * 1024


class Writer:
    """Texts of words of the lexicon and of new ones: no two texts are alike, and few words come often."""

    def __init__(self) -> None:
        self._chance = random.Random(21)
        lexicons = load_lexicons()
        self._lexicons = {lang: found for lang in sorted(lexicons.languages) if (found := lexicons.get(lang))}

    def written(self, number: int) -> tuple[str, Sentences]:
        """A language, and sentences with their translations."""
        lang, lexicon = list(self._lexicons.items())[number % len(self._lexicons)]
        count = LONG_SENTENCES if number % FULL == 0 else SENTENCES
        return lang, [self._sentence(lexicon) for _ in range(count)]

    def _sentence(self, lexicon: Lexicon) -> tuple[str, str]:
        return self._words(lexicon.source_stems), self._words(lexicon.target_forms)

    def _words(self, known: list[str] | tuple[str, ...]) -> str:
        chosen = [self._chance.choice(known) for _ in range(WORDS_OF_A_SENTENCE - 1)]
        new = "".join(self._chance.choice(chosen[-1]) for _ in range(8)) + self._chance.choice("aeiou")
        return " ".join([*chosen, new, str(self._chance.randrange(10_000))]).capitalize() + "."


def files(writer: Writer, numbers: range) -> Iterator[tuple[str, bytes, str]]:
    """Door, content and media type of translators' files and of articles that are not kept."""
    for number in numbers:
        lang, sentences = writer.written(number)
        told = f"?source_lang={lang}&target_lang=en"
        pairs = [(escape(source), escape(target)) for source, target in sentences]
        match number % 4:
            case 0:
                languages = f'source-language="{lang}" target-language="en"'
                yield "/formats/xliff", xliff_1(*pairs, languages=languages), "application/xliff+xml"
            case 1:
                quoted = [[json.dumps(side, ensure_ascii=False) for side in pair] for pair in sentences]
                po = "\n\n".join(f"msgid {source}\nmsgstr {target}" for source, target in quoted)
                yield f"/formats/po{told}", po.encode(), "text/x-po"
            case 2:
                sides = [(unit(lang, source), unit("en", target)) for source, target in pairs]
                units = "".join(f"<tu>{source}{target}</tu>" for source, target in sides)
                tmx = f'<tmx><header srclang="{lang}"/><body>{units}</body></tmx>'
                yield "/formats/tmx", tmx.encode(), "application/x-tmx+xml"
            case _:
                source, target = ("".join(f"<p>{text}</p>" for text in side) for side in zip(*sentences, strict=True))
                article = {"source": source, "target": target, "format": "html", "source_lang": lang}
                yield "/check", json.dumps(article).encode(), "application/json"


def unit(lang: str, text: str) -> str:
    return f'<tuv xml:lang="{lang}"><seg>{text}</seg></tuv>'


def articles(writer: Writer, numbers: range) -> bytes:
    """A batch."""
    lines = []
    for number in numbers:
        lang, sentences = writer.written(number)
        source, target = ("\n".join(side) for side in zip(*sentences, strict=True))
        lines.append(json.dumps({"source": source, "target": target, "source_lang": lang, "target_lang": "en"}))
    return "\n".join(lines).encode()


@linux
@pytest.mark.slow
def test_a_thousand_articles_and_files(engine: Engine) -> None:
    writer = Writer()
    service = Program(engine.url.render_as_string(hide_password=False), make_key(engine))
    try:
        tell(service, "started")
        for number, (door, content, media_type) in enumerate(files(writer, range(FILES)), 1):
            assert service.post(f"/api/v1{door}", content, media_type)
            if number % ARTICLES_A_BATCH == 0:
                tell(service, f"{number} files")
        for first in range(FILES, FILES + ARTICLES, ARTICLES_A_BATCH):
            batch = articles(writer, range(first, first + ARTICLES_A_BATCH))
            told = json.loads(service.post("/api/v1/batches", batch, "application/jsonl"))
            assert told["accepted"] >= ARTICLES_A_BATCH - MAX_ODD, told
            wait_for_worker(service)
            tell(service, f"{first + ARTICLES_A_BATCH} articles and files")
        assert service.held() < MAX_BYTES
    finally:
        service.kill()


def tell(service: Program, what: str) -> None:
    print(f"{what}: {service.held('VmRSS') / 1e6:.0f} MB, at most {service.held() / 1e6:.0f}", flush=True)


def wait_for_worker(service: Program) -> None:
    until = time.monotonic() + WORK_SECONDS
    while (ready := service.request("GET", "/readyz")) is None or ready["waiting"]:
        assert time.monotonic() < until, "the worker does not get on"
        time.sleep(1)
