"""The page of numbers: every figure with its table, for whoever may review, of their sites alone."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest
from apiflask import APIFlask
from fake_checker import HOSTILE, FakeChecker
from flask.testing import FlaskClient
from newsroom import TARGET, Newsroom, planted
from selectolax.lexbor import LexborHTMLParser
from service_app import make_app, make_key, sign_in
from sqlalchemy import Engine

from models.languages import LanguagePair
from models.mqm import Severity
from service.review.plots import BOTTOM, LEFT, RIGHT, TOP, line_plot
from service.review.stats_page import pair_name


@pytest.fixture
def app(engine: Engine, checker: FakeChecker) -> APIFlask:
    return make_app(engine, checker)


@pytest.fixture
def ana(app: APIFlask, engine: Engine) -> FlaskClient:
    return sign_in(app, make_key(engine))


@pytest.fixture
def room(engine: Engine) -> Iterator[Newsroom]:
    """Three reviewed articles from Arabic and one from Russian, today."""
    checker = FakeChecker(planted("advantage", 0.9) + planted("today", 0.3, Severity.MINOR))
    room = Newsroom(engine, checker, clock=time.time() - 500)
    for number, lang in enumerate(("ar", "ar", "ar", "ru")):
        article = room.article(source_lang=lang)
        first, second = room.flags(article)
        room.act(article, "ann", "confirm", flag=first)
        if number:
            room.act(article, "ann", "dismiss", flag=second)
        else:
            room.act(article, "ann", "mark", start=0, end=4, category="fluency/grammar", severity="minor")
        room.act(article, "ann", "finish")
    room.act(article, "bob", "dismiss", flag=first)
    yield room


def page(browser: FlaskClient, address: str = "/stats") -> LexborHTMLParser:
    answer = browser.get(address)
    assert answer.status_code == 200, answer.text
    return LexborHTMLParser(answer.text)


def table(found: LexborHTMLParser, caption: str) -> list[list[str]]:
    """The body of the table whose caption begins so, as text."""
    for node in found.css("table"):
        if node.css_first("caption").text().startswith(caption):
            return [[cell.text().strip() for cell in row.css("th, td")] for row in node.css("tbody tr")]
    raise AssertionError(f"no table {caption!r}")


def test_without_a_sign_in_nobody_sees_numbers(app: APIFlask, room: Newsroom) -> None:
    for address in ("/stats", "/stats/threshold"):
        answer = app.test_client().get(address)
        assert answer.status_code == 303 and "/sign-in" in answer.headers["Location"]


def test_a_new_site_has_a_page_without_numbers(ana: FlaskClient) -> None:
    told = page(ana)
    assert len(told.css(".nothing-there")) == 6 and not told.css("svg.plot")


def test_every_figure_stands_in_a_table(ana: FlaskClient, room: Newsroom) -> None:
    told = page(ana)
    assert table(told, "Share of a check's")[0][:4] == ["fake", "3 of 7", "43 %", "16 to 75 %"]
    assert [row[:3] for row in table(told, "Precision by check and language")] == [
        ["fake", "Arabic → English", "3 of 5"],
        ["fake", "Russian → English", "0 of 2"],
    ]
    (today,) = table(told, "Reports by day")
    # as dismissals have left them: two with a major error in six words, the untouched one, and one without flags
    assert today[1:] == ["2", "1", "1", "4"]
    assert table(told, "Minutes from")[0][0] == "4"
    assert table(told, "Who decided later") == [["First: right", "0", "1"], ["First: wrong", "0", "0"]]
    assert "Too few for a conclusion" in told.css_first("#h-agreement").parent.text()
    thresholds = table(told, "By threshold")
    # 4 known errors: 3 flags that were found right, 1 passage that was marked; the flags at 0.9 are 9 of 39 code points
    share = f"{100 * len('advantage') / len(TARGET):.1f} %"
    assert thresholds[10] == ["0.50", share, "3 of 4, 75 %", "30 to 95 %", "3 of 4, 75 %", "30 to 95 %", "0"]
    assert thresholds[0][2] == "3 of 4, 75 %" and thresholds[0][4:] == ["3 of 7, 43 %", "16 to 75 %", "1"]
    assert len(thresholds) == 20 and thresholds[19][2] == "0 of 4, 0 %"


def test_the_threshold_turns_alone(ana: FlaskClient, room: Newsroom) -> None:
    part = page(ana, "/stats/threshold?threshold=0.95&period=7")
    assert "catch 0 %" in part.css_first(".finding-line").text()
    assert part.css_first("tr[aria-current] th").text() == "0.95"
    assert [row[:2] for row in table(part, "By language pair, at 0.95")] == [
        ["Arabic → English", "3"],
        ["Russian → English", "1"],
    ]
    assert not part.css("form")


def test_without_a_known_error_no_share_of_them_is_told(ana: FlaskClient, engine: Engine) -> None:
    room = Newsroom(engine, FakeChecker(planted("today", 0.3)), clock=time.time() - 500)
    article = room.article()
    room.act(article, "ann", "dismiss", flag=room.flags(article)[0])
    room.act(article, "ann", "finish")
    told = page(ana)
    line = " ".join(told.css_first(".finding-line").text().split())
    assert line == (
        "At threshold 0.50, flags mark 0.0 % of the text. None of these flags has been reviewed. Reviewers have found "
        "no errors yet, so the share of errors caught is not known."
    )
    (bar,) = told.css("svg.days rect")
    assert (bar.attributes["x"], bar.attributes["width"]) == ("131", "8"), "a bar among fourteen, the last"


def test_one_language_pair_and_one_period(ana: FlaskClient, room: Newsroom) -> None:
    told = page(ana, "/stats?pair=ru>en&period=all")
    assert table(told, "Share of a check's")[0][1] == "0 of 2"
    assert told.css_first("select[name=pair] option[selected]").text() == "Russian → English"
    assert len(page(ana, "/stats?pair=fa>en").css(".nothing-there")) == 6


@pytest.mark.parametrize(
    "address", ["/stats?period=3", "/stats?threshold=nan", "/stats?threshold=2", "/stats?pair=x", "/stats?site=other",
                "/stats?x=1", "/stats/threshold?threshold=high"],
)  # fmt: skip
def test_what_does_not_exist_is_told(ana: FlaskClient, address: str) -> None:
    assert ana.get(address).status_code in (404, 422)


def test_another_site_s_numbers_stay_there(app: APIFlask, engine: Engine, room: Newsroom) -> None:
    other = sign_in(app, make_key(engine, site="other"))
    assert len(page(other).css(".nothing-there")) == 6


def test_names_from_outside_are_harmless(ana: FlaskClient, engine: Engine) -> None:
    room = Newsroom(engine, clock=time.time() - 500)
    article = room.article(source_lang="ar-hostile")
    room.act(article, HOSTILE, "confirm", flag=room.flags(article)[0])
    room.act(article, HOSTILE, "finish")
    answer = ana.get("/stats")
    assert HOSTILE not in answer.text and " style=" not in answer.text and "<script>" not in answer.text


@pytest.mark.parametrize(
    ("points", "end", "chosen"),
    [
        ([(0.0, 0.0), (0.5, 1.0)], "50 %", (RIGHT, TOP)),
        ([(0.0, 0.0), (0.04, 0.5)], "5 %", (LEFT + 0.8 * (RIGHT - LEFT), (TOP + BOTTOM) / 2)),
        ([(0.0, 0.0), (0.0, 0.0)], "1 %", (LEFT, BOTTOM)),
        ([(1.0, 1.0), (1.0, 1.0)], "100 %", (RIGHT, TOP)),
    ],
)
def test_the_axis_across_takes_all_points(
    points: list[tuple[float, float]], end: str, chosen: tuple[float, float]
) -> None:
    plot = line_plot(points, 1)
    assert plot.chosen == pytest.approx(chosen)
    assert (plot.across[0].label, plot.across[-1].label, plot.up[-1].label) == ("0 %", end, "100 %")
    assert len(plot.line.split()) == len(plot.dots) == len(points)


def test_languages_have_names() -> None:
    assert pair_name(LanguagePair("ar", "en")) == "Arabic → English"
    assert pair_name(LanguagePair("", "xx")) == "Unknown → xx"
