"""The WordPress plug-in in a real WordPress, in front of the service with a fake checker: what becomes of a post."""

from __future__ import annotations

import json
import os
import re
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest
from newsroom import Newsroom
from service_app import make_app, make_key, serving
from sqlalchemy import Engine, select
from unit_checker import UnitChecker

from scripts.measure.throwaway_postgres import free_port
from service.articles.checking import Checking
from service.jobs.worker import Worker
from service.storage.database import migrate, open_database, sqlite_url, transaction
from service.storage.tables import ArticleRow, Delivery
from service.webhooks.endpoints import register
from service.webhooks.sender import WebhookSender

EXAMPLE = Path(__file__).resolve().parent.parent / "examples" / "wordpress"
PATIENCE_SECONDS = 240.0
CLEAN, FLAGGED = "<p>The port reopened after 12 days.</p>", "<p>The wrong port reopened.</p>"
BLOCKS = (
    '<!-- wp:paragraph {"className":"a-\\u002d b"} -->\n<p class="a-- b">قال "الوزير": wrong \\ C:\\new.</p>\n'
    "<!-- /wp:paragraph -->\n\n<!-- wp:html -->\n<script>let a = 1 < 2 && 3;</script>\n<!-- /wp:html -->"
)
SOURCE = {"_mtqc_source": "أعيد فتح الميناء بعد 12 يوما."}
PUBLISHED, HELD = "publish", "pending"
NOBODY = "cURL error|Connection refused"
"""What WordPress says where nobody answers; the second without PHP's cURL."""


def missing() -> str:
    run = subprocess.run(["sh", str(EXAMPLE / "wordpress.sh"), "lacks"], capture_output=True, text=True, timeout=60)
    return run.stdout.strip()


pytestmark = [pytest.mark.slow, pytest.mark.skipif(missing() != "", reason=f"no trial of WordPress: {missing()}")]


@dataclass
class Trial:
    """A WordPress, and the service's database and key."""

    engine: Engine
    key: str
    folder: Path
    port: int

    def do(self, *command: str, given: str = "") -> subprocess.CompletedProcess[str]:
        words = ["php", str(EXAMPLE / "try.php"), str(self.folder / "wordpress"), str(self.port), *command]
        return subprocess.run(words, input=given, capture_output=True, text=True, timeout=PATIENCE_SECONDS)

    def save(self, content: str, post: int = 0, status: str = PUBLISHED, **source: str) -> int:
        """What an editor does who presses Publish; the post's number."""
        fields = {"ID": post, "post_content": content, "post_status": status}
        saved = self.do("save", "-", given=json.dumps(fields | {"meta_input": SOURCE | source}))
        assert (saved.returncode, saved.stderr) == (0, "")
        return int(saved.stdout)

    def of(self, post: int) -> dict[str, Any]:
        """What is known of the post, its `status` and its `content`."""
        told: dict[str, Any] = json.loads(self.do("tell", str(post)).stdout)
        return told

    def work(self) -> None:
        """The service checks what it has, and tells WordPress."""
        worker = Worker(self.engine, Checking(UnitChecker().check))
        while worker.work_next():
            pass
        self.deliver()

    def deliver(self) -> None:
        """Everything, and what a busy machine could not take at first again, as the service does."""
        sender, until = WebhookSender(self.engine), time.monotonic() + PATIENCE_SECONDS
        while self.undelivered():
            assert time.monotonic() < until, self.undelivered()
            sender.deliver_due()
            time.sleep(0.1)

    def undelivered(self) -> list[str]:
        """What went wrong with each message that has not arrived."""
        with transaction(self.engine) as session:
            return list(session.scalars(select(Delivery.last_error).where(Delivery.delivered_at.is_(None))))

    def review(self, post: int, text: str = "") -> None:
        """A reviewer writes the sentence anew and finishes, or sends the article back; nothing is told yet."""
        with transaction(self.engine) as session:
            article = session.scalars(select(ArticleRow.id).where(ArticleRow.cms_id == str(post))).one()
        newsroom = Newsroom(self.engine, clock=time.time() - 60.0)  # it ticks: what is told is due now
        if not text:
            newsroom.act(article, "Ana", "send_back", comment="Wrong.")
            return
        for flag in newsroom.flags(article):
            newsroom.act(article, "Ana", "dismiss", flag=flag)
        newsroom.act(article, "Ana", "edit", segment=newsroom.report(article)["segments"][0]["id"], text=text)
        newsroom.act(article, "Ana", "finish")

    @contextmanager
    def configured(self, old: str, new: str) -> Iterator[None]:
        """With another line in wp-config.php."""
        path = self.folder / "wordpress" / "wp-config.php"
        kept = path.read_text(encoding="utf-8")
        assert old in kept
        path.write_text(kept.replace(old, new), encoding="utf-8")
        try:
            yield
        finally:
            path.write_text(kept, encoding="utf-8")


@pytest.fixture(scope="module")
def trial(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Trial]:
    """Nobody works and nothing is delivered but in `work` and `deliver`."""
    folder = tmp_path_factory.mktemp("trial")
    engine = open_database(sqlite_url(folder))
    migrate(engine)
    key, port = make_key(engine, "submit", "read"), free_port()
    hook = f"http://127.0.0.1:{port}/?rest_route=/mtqc/v1/webhook"
    with transaction(engine) as session:
        secret = register(session, "news", "wordpress", hook, True, time.time())
    with serving(make_app(engine, UnitChecker())) as address:
        told = {"MTQC_ADDRESS": address, "MTQC_KEY": key, "MTQC_WEBHOOK_SECRET": secret}
        command = ["sh", str(EXAMPLE / "wordpress.sh"), str(folder / "site"), str(port)]
        site = subprocess.Popen(command, env=os.environ | told, stdout=subprocess.PIPE, text=True)
        assert site.stdout is not None
        try:
            assert site.stdout.readline().startswith("WordPress is ready: "), "WordPress did not start"
            yield Trial(engine, key, folder / "site", port)
        finally:
            site.terminate()
            site.wait(PATIENCE_SECONDS)
            site.stdout.close()
    engine.dispose()
    log = folder / "site" / "wordpress.log"
    complaints = log.read_text(encoding="utf-8").splitlines() if log.exists() else []
    assert [line for line in complaints if "plugins/mtqc" in line] == []


def test_a_translation_is_held_until_it_has_passed_and_a_post_of_ones_own_is_not(trial: Trial) -> None:
    post, own = trial.save(CLEAN), trial.save(CLEAN, _mtqc_source="")
    assert (trial.of(post)["status"], trial.of(own)["status"]) == (HELD, PUBLISHED)
    trial.work()
    told = trial.of(post)
    assert (told["status"], told["verdict"], told["notice"]) == (PUBLISHED, "pass", "")


def test_a_text_that_came_while_the_one_before_was_checked_is_the_one_that_counts(trial: Trial) -> None:
    post = trial.save(FLAGGED)
    trial.save(CLEAN, post)
    trial.work()
    told = trial.of(post)
    assert (told["status"], told["number"], told["content"]) == (PUBLISHED, 2, CLEAN)


def test_corrected_text_arrives_and_nothing_else_of_the_blocks_changes(trial: Trial) -> None:
    post = trial.save(BLOCKS)
    assert trial.of(post)["content"] == BLOCKS
    trial.work()
    told = trial.of(post)
    assert (told["status"], told["verdict"]) == (HELD, "review")
    text = 'قال "الوزير": right \\ C:\\new.'
    trial.review(post, text)
    trial.deliver()
    told = trial.of(post)
    assert (told["status"], told["content"]) == (PUBLISHED, BLOCKS.replace("wrong", "right"))


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("'MTQC_ADDRESS', 'http://127.0.0.1:", "'MTQC_ADDRESS', 'http://127.0.0.1:1' . '/", NOBODY),
        ("'MTQC_KEY', 'mtqc_", "'MTQC_KEY', 'mtqc_no_", "401 "),
    ],
    ids=["nobody answers", "another key"],
)
def test_what_could_not_be_sent_is_kept_and_sent_later(trial: Trial, old: str, new: str, problem: str) -> None:
    with trial.configured(old, new):
        post = trial.save(CLEAN)
        told = trial.of(post)
        assert (told["status"], told["content"], told["article"]) == (HELD, CLEAN, "")
        assert re.match(problem, told["problem"]) and "tried again" in told["notice"]
    assert trial.do("again", str(post)).returncode == 0
    trial.work()
    assert (trial.of(post)["status"], trial.of(post)["problem"]) == (PUBLISHED, "")


def test_what_mtqc_refuses_is_kept_and_said_in_its_words(trial: Trial) -> None:
    long = "<p>The port reopened after 12 days.</p>\n" * 6_000
    for content, source, words in (
        (long, {}, "the limit is 200,000"),
        (CLEAN, {"_mtqc_source_lang": "Arabic"}, "'Arabic' is not a language code"),
    ):
        post = trial.save(content, **source)
        told = trial.of(post)
        assert (told["status"], told["content"].strip(), told["refused"]) == (HELD, content.strip(), True)
        assert words in told["notice"] and trial.do("again", str(post)).returncode == 1


def test_a_post_that_is_no_translation_any_more_is_not_taken_down(trial: Trial) -> None:
    post = trial.save(FLAGGED)
    trial.work()
    trial.save(FLAGGED, post, _mtqc_source="")
    trial.review(post)
    trial.deliver()
    assert (trial.of(post)["status"], trial.of(post)["standing"]) == (PUBLISHED, "")


def test_a_plug_in_that_was_off_asks_what_it_has_missed(trial: Trial) -> None:
    post = trial.save(FLAGGED)
    trial.work()
    assert trial.of(post)["status"] == HELD
    trial.do("deactivate")
    trial.review(post, "The port reopened.")
    assert trial.do("activate").returncode == 0 and trial.do("again", str(post)).returncode == 0
    told = trial.of(post)
    assert (told["status"], told["content"].strip()) == (PUBLISHED, "<p>The port reopened.</p>")


def test_a_lost_message_is_made_up_for(trial: Trial) -> None:
    post = trial.save(FLAGGED)
    trial.work()
    assert trial.do("again", str(post)).returncode == 0, "it goes on being looked after while it is held"
    trial.review(post, "The port reopened.")
    assert trial.do("again", str(post)).returncode == 0
    assert trial.of(post)["status"] == PUBLISHED


def test_strangers_change_nothing_and_see_no_source(trial: Trial) -> None:
    site = f"http://127.0.0.1:{trial.port}/?rest_route="
    forged = {"webhook-id": "1", "webhook-timestamp": str(int(time.time())), "webhook-signature": "v1,AAAA"}
    with pytest.raises(HTTPError) as refused, urlopen(Request(f"{site}/mtqc/v1/webhook", b"{}", forged)):
        pass
    assert refused.value.code == 401
    refused.value.close()
    post = trial.save(CLEAN)
    trial.work()
    with urlopen(f"{site}/wp/v2/posts/{post}") as answer:
        assert "_mtqc" not in json.dumps(json.load(answer))
