"""The queue: what stands in it, in which order, under which filters, and who has what in hand."""

from __future__ import annotations

import time

import pytest
from fake_checker import HOSTILE, FakeChecker
from flask.testing import FlaskClient
from selectolax.lexbor import LexborHTMLParser
from service_app import make_client
from sqlalchemy import select

from models.intake.requests import CheckRequest
from models.report import ArticleReport
from review.conftest import STORY, Newsroom, act, fingerprints
from service.articles.article_queries import OPEN, Filter, count
from service.articles.checking import Checking
from service.articles.publishing import HOLD, NEVER_HOLD, REVIEW_LATER, choose
from service.articles.summary import MAX_TITLE_LENGTH, summary_of
from service.deadline import TookTooLong
from service.jobs.worker import Worker
from service.review.wording import duration, moment
from service.storage.database import transaction
from service.storage.tables import ArticleRow

BY_HTMX = {"HX-Request": "true"}
BAD, FAIR = "They take advantage.", "A quiet day."


def names(browser: FlaskClient, address: str = "/") -> list[str]:
    """The CMS's names of the articles that are shown, in order."""
    page = browser.get(address)
    assert page.status_code == 200, page.text
    return [node.text() for node in LexborHTMLParser(page.text).css("tbody th .soft bdi")]


@pytest.fixture
def three(newsroom: Newsroom) -> dict[str, str]:
    """A fair article, a bad one, a Russian one; ids by the CMS's name."""
    return {
        "fair": newsroom.send(id="fair", target=FAIR),
        "bad": newsroom.send(id="bad", target=BAD),
        "other": newsroom.send(id="other", target=FAIR, source="Тихий день.", source_lang="ru"),
    }


def test_the_worst_stands_first_and_what_is_decided_nowhere(ana: FlaskClient, three: dict[str, str]) -> None:
    assert names(ana) == ["bad"]  # the others passed
    for flag in fingerprints(ana, three["bad"]):
        assert act(ana, three["bad"], "confirm", flag=flag).status_code == 200
    assert act(ana, three["bad"], "edit", segment="s1", text="They draw closer.").status_code == 200
    for move in ("finish", "approve"):
        assert act(ana, three["bad"], move).status_code == 200
        assert "bad" not in names(ana)
    assert names(ana, "/?state=all")[0] == "bad"  # worst first among what waits for nobody, too
    assert names(ana, "/?state=approved") == ["bad"]
    assert act(ana, three["bad"], "claim").status_code == 200
    assert names(ana)[0] == "bad"


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("/?verdict=review", ["bad"]),
        ("/?verdict=reject", []),
        ("/?pair=ru>en", []),
        ("/?pair=ru>en&state=all", ["other"]),
        ("/?state=pending&verdict=pass", ["other"]),
        ("/?pair=ar>en&verdict=pass", ["fair"]),
        ("/?waiting=1h", ["old"]),
        ("/?waiting=7d", []),
        ("/?state=sent back", []),
        ("/?review=pending&verdict=pass", ["other"]),
        ("/?pair=rus>eng&review=all", ["other"]),
        ("/?reviewer=Ana", ["fair"]),
        ("/?reviewer=Ben", []),
        ("/?reviewer=Ana&state=in review&verdict=pass", ["fair"]),
    ],
)
def test_filters_stand_in_the_address(
    newsroom: Newsroom, ana: FlaskClient, three: dict[str, str], address: str, expected: list[str]
) -> None:
    act(ana, three["fair"], "claim")
    if "waiting" in address:
        newsroom.send(id="old", target=BAD)
        with transaction(newsroom.engine) as session:
            old = session.scalars(select(ArticleRow).where(ArticleRow.cms_id == "old")).one()
            old.waits_since = time.time() - 2 * 86_400
    assert names(ana, address) == expected


def test_the_same_content_sent_again_has_waited_since_the_first_time(newsroom: Newsroom, ana: FlaskClient) -> None:
    def waits(target: str) -> tuple[str, list[str]]:
        """How long the article waits once that is sent, and what has waited for an hour."""
        newsroom.send(id="bad", target=target)
        waited = LexborHTMLParser(ana.get("/").text).css_first("tbody td time").text()
        return waited, names(ana, "/?waiting=1h")

    newsroom.send(id="bad", target=BAD)
    with transaction(newsroom.engine) as session:
        session.scalars(select(ArticleRow)).one().waits_since -= 2 * 86_400
    assert [waits(BAD), waits(f"{BAD} Now.")] == [("2 d", ["bad"]), ("under a minute", [])]


@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("/", "1 article waits 1 being checked"),
        ("/?pair=ru>en", "0 articles wait"),
        ("/?verdict=reject", "0 articles wait"),
        ("/?verdict=pass&review=all", "2 articles"),
        ("/?review=pending&pair=ru>en", "1 article pending"),
        ("/?review=approved", "0 articles approved"),
        ("/?review=all", "4 articles"),
    ],
)
def test_the_headline_counts_what_the_filter_shows(
    newsroom: Newsroom, ana: FlaskClient, three: dict[str, str], address: str, told: str
) -> None:
    make_client(newsroom.app, newsroom.key).post("/api/v1/articles", json={"id": "new", "target": FAIR})
    for headers in ({}, BY_HTMX):  # when the page is opened, and when a filter of it is chosen
        page = LexborHTMLParser(ana.get(address, headers=headers).text)
        assert " ".join(page.css_first("#headline").text().split()) == told
        shown = int(told.split()[0]) + told.count("1 being checked")
        assert len(page.css("tbody tr")) == shown


@pytest.mark.parametrize(
    ("four_eyes", "moves", "told"),
    [
        (False, ["confirm", "finish"], "reviewed · error left"),
        (False, ["confirm", "finish", "approve"], "approved · error left"),
        (True, ["confirm", "edit", "finish"], "reviewed · to be approved"),
        (True, ["confirm"], "in review · Ana Release"),
    ],
)
def test_what_waits_although_it_was_decided_says_why(
    newsroom: Newsroom, ana: FlaskClient, four_eyes: bool, moves: list[str], told: str
) -> None:
    bad = newsroom.send(id="bad", target=BAD)
    with transaction(newsroom.engine) as session:
        choose(session, "news", four_eyes=four_eyes)
    *_, flag = fingerprints(ana, bad)  # on the source stands a neutral one
    for move in moves:
        form = {"confirm": {"flag": flag}, "edit": {"segment": "s1", "text": "They draw closer."}}.get(move, {})
        assert act(ana, bad, move, **form).status_code == 200
    assert " ".join(LexborHTMLParser(ana.get("/").text).css("tbody td")[-1].text().split()) == told


def waiting(newsroom: Newsroom) -> int:
    """How many articles wait for people."""
    with transaction(newsroom.engine) as session:
        return count(session, "news", Filter(review=OPEN)).for_people


def test_what_passed_and_may_be_published_is_no_work(newsroom: Newsroom, ana: FlaskClient) -> None:
    make_client(newsroom.app, newsroom.key).post("/api/v1/articles", json={"id": "new", "target": FAIR})
    assert waiting(newsroom) == 0  # it waits for the machine
    assert newsroom.worker.work_next()
    assert waiting(newsroom) == 0 and names(ana) == []
    bad = newsroom.send(id="bad", target=BAD)
    assert waiting(newsroom) == 1
    for flag in fingerprints(ana, bad):
        act(ana, bad, "confirm", flag=flag)
    act(ana, bad, "finish")
    assert (waiting(newsroom), names(ana)) == (1, ["bad"])  # the error is still to be mended
    act(ana, bad, "edit", segment="s1", text="They draw closer.")
    assert (waiting(newsroom), names(ana)) == (0, [])


@pytest.mark.parametrize("chosen_before", [True, False])
@pytest.mark.parametrize(("mode", "waits"), [(HOLD, True), (REVIEW_LATER, True), (NEVER_HOLD, False)])
def test_what_could_not_be_checked_waits_where_somebody_is_asked_to_look(
    newsroom: Newsroom, ana: FlaskClient, mode: str, waits: bool, chosen_before: bool
) -> None:
    def chosen(rules: str) -> None:
        with transaction(newsroom.engine) as session:
            choose(session, "news", rules)

    def check(_: object) -> None:
        raise TookTooLong("It took too long.")

    chosen(mode if chosen_before else REVIEW_LATER if mode == HOLD else HOLD)
    make_client(newsroom.app, newsroom.key).post("/api/v1/articles", json=STORY | {"id": "failed"})
    assert Worker(newsroom.engine, Checking(check)).work_next()  # type: ignore[arg-type]
    chosen(mode)
    assert (waiting(newsroom), names(ana)) == ((1, ["failed"]) if waits else (0, []))


@pytest.mark.parametrize(("mode", "waits"), [(HOLD, False), (REVIEW_LATER, True), (NEVER_HOLD, False)])
def test_what_was_sent_back_waits_as_before_while_the_same_is_checked_again(
    newsroom: Newsroom, ana: FlaskClient, article: str, mode: str, waits: bool
) -> None:
    with transaction(newsroom.engine) as session:
        choose(session, "news", mode)
    act(ana, article, "send_back", comment="Another story.")
    stood = names(ana)
    make_client(newsroom.app, newsroom.key).post("/api/v1/articles", json=STORY)
    assert names(ana) == stood == [STORY["id"]] * waits


@pytest.mark.parametrize(
    ("mode", "four_eyes", "expected"),
    [
        (HOLD, False, {"bad"}),
        (HOLD, True, {"bad", "finished"}),
        (REVIEW_LATER, False, {"bad", "back"}),
        (NEVER_HOLD, False, {"hand"}),
    ],
)
def test_what_waits_follows_from_the_rules_of_the_site(
    newsroom: Newsroom, ana: FlaskClient, mode: str, four_eyes: bool, expected: set[str]
) -> None:
    ids = {name: newsroom.send(id=name, target=BAD) for name in ("bad", "back", "finished", "hand")}
    newsroom.send(id="fair", target=FAIR)
    act(ana, ids["back"], "send_back", comment="Another story.")
    for flag in fingerprints(ana, ids["finished"]):
        act(ana, ids["finished"], "confirm", flag=flag)
    act(ana, ids["finished"], "edit", segment="s1", text="They draw closer.")
    act(ana, ids["finished"], "finish")
    act(ana, ids["hand"], "claim")
    with transaction(newsroom.engine) as session:
        choose(session, "news", mode, four_eyes)
    assert set(names(ana)) == expected | {"hand"} and waiting(newsroom) == len(expected | {"hand"})
    with transaction(newsroom.engine) as session:
        choose(session, "news", HOLD, False)
    assert set(names(ana)) == {"bad", "hand"}


@pytest.mark.parametrize(
    "address",
    ["/?state=lost", "/?review=lost", "/?state=all&review=open", "/?pair=xx>en", "/stats?pair=ar>xx", "/?verdict=x",
     "/?pair=<>", "/?nothing=1", "/?cursor=x", "/?site=x"]
)
def test_a_filter_that_does_not_exist_is_told_not_a_fault(ana: FlaskClient, address: str) -> None:
    assert ana.get(address).status_code in (404, 422)


def test_articles_of_an_unknown_language_are_found_and_named_so(newsroom: Newsroom, ana: FlaskClient) -> None:
    newsroom.send(id="untold")
    with transaction(newsroom.engine) as session:
        for kept in session.scalars(select(ArticleRow)):
            kept.source_lang = ""
    newsroom.send(id="other")
    page = LexborHTMLParser(ana.get("/").text)
    options = {node.attributes["value"]: node.text() for node in page.css("[name=pair] option")}
    assert options == {"": "Any", ">en": "Unknown → English", "ar>en": "Arabic → English"}
    rows = [[cell.text() for cell in row.css("td")] for row in page.css(".queue tbody tr")]
    assert {row[1] for row in rows} == {"Unknown → English", "Arabic → English"}
    assert (names(ana, "/?pair=>en"), names(ana, "/?pair=ar>en")) == (["untold"], ["other"])


def test_claim_and_release_from_the_queue(newsroom: Newsroom, ana: FlaskClient, article: str) -> None:
    ben = newsroom.browser("Ben")
    claimed = act(ana, article, "claim", origin="queue")
    assert (claimed.status_code, claimed.headers["HX-Trigger"]) == (204, "moved")
    assert "<bdi>Ana</bdi>" in ben.get("/", headers=BY_HTMX).text
    refused = act(ben, article, "claim", origin="queue")
    assert refused.status_code == 409 and "Ana is reviewing this article" in refused.text
    assert act(ben, article, "release", origin="queue").status_code == 204  # of one who has gone home
    assert act(ben, article, "claim", origin="queue").status_code == 204


def test_the_page_looks_again_and_moves_nothing_for_nothing(newsroom: Newsroom, ana: FlaskClient, article: str) -> None:
    first = LexborHTMLParser(ana.get("/").text).css_first("#queue").attributes["hx-get"] or ""
    assert ana.get(first, headers=BY_HTMX).status_code == 204
    newsroom.send(id="another", target=BAD)
    again = ana.get(first, headers=BY_HTMX)
    assert again.status_code == 200 and "another" in again.text
    then = LexborHTMLParser(again.text).css_first("#queue").attributes["hx-get"] or ""
    assert then != first and ana.get(then, headers=BY_HTMX).status_code == 204


def test_pages_follow_one_another(newsroom: Newsroom, ana: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("service.review.queue.PAGE", 2)
    sent = {newsroom.send(id=f"n{number}", target=BAD) and f"n{number}" for number in range(5)}
    seen: list[str] = []
    address: str | None = "/"
    while address:
        seen += names(ana, address)
        link = LexborHTMLParser(ana.get(address).text).css_first("a[rel=next]")
        address = link.attributes["href"] if link else None
    assert len(seen) == 5 and set(seen) == sent


def test_what_is_not_checked_yet_is_said_to_be(newsroom: Newsroom, ana: FlaskClient) -> None:
    sent = make_client(newsroom.app, newsroom.key).post("/api/v1/articles", json={"id": "new", "target": FAIR})
    assert "being checked" in ana.get("/").text
    assert "not checked yet" in ana.get(f"/articles/{sent.json['id']}").text
    assert act(ana, sent.json["id"], "claim").status_code == 503  # the page sends it again


def test_hostile_names_are_only_text(newsroom: Newsroom, ana: FlaskClient) -> None:
    newsroom.send(id=HOSTILE, target=f"{HOSTILE} take advantage")
    page = ana.get("/")
    assert HOSTILE not in page.text
    assert LexborHTMLParser(page.text).css_first("a.open").text() == f"{HOSTILE} take advantage"


def test_a_summary_is_short_and_counts_what_was_not_dismissed() -> None:
    report: ArticleReport = FakeChecker().check(CheckRequest(target="\n".join(["take advantage " * 20, "x"])))
    wire = report.to_dict()
    found = summary_of(wire)
    assert len(found["title"]) <= MAX_TITLE_LENGTH and found["title"].endswith("…")
    assert found["flags"] == {"major": 1}
    wire["flags"][0]["dismissed"] = True
    assert summary_of(wire)["flags"] == {}


@pytest.mark.parametrize(
    ("seconds", "told"), [(0, "under a minute"), (61, "1 min"), (7_199, "1 h"), (86_400, "1 d"), (864_000, "10 d")]
)
def test_how_long_is_told_in_one_unit(seconds: float, told: str) -> None:
    assert duration(seconds) == told


def test_a_moment_is_told_in_utc() -> None:
    assert moment(86_399.9) == "1970-01-01T23:59:59Z"
