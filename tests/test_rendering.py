"""Runs, rows, the terminal report and the self-contained page."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable

import pytest
from fake_checker import HOSTILE, PLANTED, FakeChecker
from hypothesis import given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from models.check_catalogue import check_name
from models.intake.requests import CheckRequest
from models.mqm import Category, Severity
from models.rendering.html import render_html
from models.rendering.runs import Highlight, cut, spell_out, split_pieces, split_running
from models.rendering.text import render_text
from models.rendering.view import arrange, direction
from models.rendering.wording import CATEGORY_NOUNS, CATEGORY_WORDS, ScoreName, percent, score_words
from models.report import ArticleReport, Verdict
from models.spans import Span
from models.text.plural import plural

TEXT = "A 😀 cafe\u0301, مرحبا، 北京."
ALPHABET = st.sampled_from("ab \n😀👩‍🚀e\u0301مرحبا北京<>&\u202e\u200b\x1b\r")


def mark(start: int, end: int, name: str = "f1", severity: Severity = Severity.MAJOR) -> Highlight:
    return Highlight(Span(start, end), name, severity)


@pytest.mark.parametrize(
    ("marks", "borders", "expected"),
    [
        ([], [], [(TEXT, ())]),
        ([mark(2, 3)], [], [("A ", ()), ("😀", ("f1",)), (TEXT[3:], ())]),
        ([mark(0, len(TEXT))], [], [(TEXT, ("f1",))]),
        ([mark(len(TEXT) - 1, len(TEXT))], [], [(TEXT[:-1], ()), (".", ("f1",))]),
        ([mark(0, 2), mark(2, 3, "f2")], [], [("A ", ("f1",)), ("😀", ("f2",)), (TEXT[3:], ())]),
        ([mark(0, 3)], [1], [("A", ("f1",)), (" 😀", ("f1",)), (TEXT[3:], ())]),
        (
            [mark(0, 3), mark(1, 4, "f2", Severity.CRITICAL)],
            [],
            [("A", ("f1",)), (" 😀", ("f2", "f1")), (" ", ("f2",)), (TEXT[4:], ())],
        ),
    ],
)
def test_runs_are_cut_at_the_edges_of_flags(
    marks: list[Highlight], borders: list[int], expected: list[tuple[str, tuple[str, ...]]]
) -> None:
    assert [(run.text, run.flags) for run in cut(TEXT, marks, borders)] == expected


def test_overlapping_runs_take_the_worst_severity_and_know_where_flags_start_and_end() -> None:
    runs = cut("abcd", [mark(0, 3), mark(1, 4, "f2", Severity.CRITICAL)])
    assert [run.severity for run in runs] == [Severity.MAJOR, Severity.CRITICAL, Severity.CRITICAL]
    assert [(run.starts, run.ends) for run in runs] == [(("f1",), ()), (("f2",), ("f1",)), ((), ("f2",))]


def test_a_mark_beyond_the_text_is_refused() -> None:
    with pytest.raises(ValueError, match="beyond"):
        cut("abc", [mark(1, 4)])


def test_an_empty_text_has_no_runs() -> None:
    assert cut("", []) == []


@given(st.data())
def test_runs_join_to_the_text_and_each_flag_to_what_it_quotes(data: st.DataObject) -> None:
    text = "".join(data.draw(st.lists(ALPHABET, min_size=1, max_size=40)))
    edges = st.tuples(*[st.integers(0, len(text))] * 2).filter(lambda pair: pair[0] != pair[1])
    pairs = data.draw(st.lists(edges, max_size=6))
    severities = data.draw(st.lists(st.sampled_from(Severity), min_size=len(pairs), max_size=len(pairs)))
    marks = [
        mark(min(pair), max(pair), f"f{number}", severity)
        for number, (pair, severity) in enumerate(zip(pairs, severities, strict=True))
    ]
    runs = cut(text, marks, data.draw(st.lists(st.integers(0, len(text)), max_size=4)))
    assert "".join(run.text for run in runs) == text
    assert all(run.span.of(text) == run.text for run in runs)
    for one in marks:
        assert "".join(run.text for run in runs if one.id in run.flags) == one.span.of(text)
        assert sum(one.id in run.starts for run in runs) == sum(one.id in run.ends for run in runs) == 1


@pytest.mark.parametrize(
    ("text", "spelt"),
    [
        ("plain text\nwith lines\t.", "plain text\nwith lines\t."),
        ("gpj\u202eexe", "gpj‹RLO›exe"),
        ("a\u200b\u200b\u200bb", "a‹ZWSP×3›b"),
        ("\ufeffstart", "‹BOM›start"),
        ("\x1b[31mred", "‹U+001B›[31mred"),
        ("na\u00adtion", "na‹SHY›tion"),
        ("tag\U000e0041", "tag‹U+E0041›"),
        ("x\u200cy", "x‹ZWNJ›y"),
        ("می\u200cخواهم", "می\u200cخواهم"),  # the joiner is part of Persian spelling
        ("👩\u200d🚀", "👩\u200d🚀"),  # and of emoji
        ("ක්\u200dර", "ක්\u200dර"),  # and of Sinhala
        ("\u0600١٢", "\u0600١٢"),  # a visible sign, though Unicode calls it a format character
    ],
)
def test_unseen_characters_are_spelt_out(text: str, spelt: str) -> None:
    assert spell_out(text) == spelt
    assert "".join(piece.text for piece in split_pieces(text)) == text


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("na\u00adtion, ten\u200bfold, \ufeffx\u200cy, 12\u200f", []),  # typesetting
        ("gpj\u202eexe", ["RLO"]),
        ("\u2066a\u2069", ["LRI", "PDI"]),
        ("\u00ad\x07\u200b", ["U+0007"]),
        ("tag\U000e0041", ["U+E0041"]),
    ],
)
def test_running_text_shows_what_turns_or_controls_it_and_no_typesetting(text: str, labels: list[str]) -> None:
    pieces = split_running(text)
    assert [piece.label for piece in pieces if piece.label] == labels
    assert "".join(piece.text for piece in pieces) == text
    assert [piece.label for run in cut(text, []) for piece in run.pieces if piece.label] == labels


def test_under_a_flag_typesetting_is_shown_too() -> None:
    plain, marked, rest = cut("na\u00adtion na\u00adtion na\u00adtion", [mark(8, 15)])
    assert [len(run.pieces) for run in (plain, rest)] == [1, 1]
    assert [piece.label for piece in marked.pieces] == ["", "SHY", ""]


def test_every_category_has_words() -> None:
    assert set(CATEGORY_WORDS) == set(CATEGORY_NOUNS) == set(Category)


@pytest.mark.parametrize(
    ("share", "name", "words"),
    [
        (1.0, "fluency", "reads well"),
        (0.796, "fluency", "reads well"),
        (0.6, "fluency", "reads badly in places"),
        (0.0, "fluency", "reads badly"),
        (1.0, "consistency", "closer to the source than most machine translations"),
        (0.5, "consistency", "about as close to the source as most machine translations"),
        (0.3, "consistency", "further from the source than most machine translations"),
        (0.12, "consistency", "says something else than most good translations do"),
        (None, "consistency", ""),
    ],
)
def test_a_score_says_what_it_means(share: float | None, name: ScoreName, words: str) -> None:
    assert score_words(share, name) == words


def test_both_reports_explain_their_scores() -> None:
    told = [" ".join(node.text().split()) for node in LexborHTMLParser(render_html(FULL)).css(".score")]
    assert told == [
        "Fluency 74 reads badly in places.",
        "Consistency 52 about as close to the source as most machine translations.",
    ]
    assert re.search(r"Fluency +74 .*reads badly in places", render_text(FULL))


@pytest.mark.parametrize("verdict", ["pass", "review", "reject"])
def test_good_scores_beside_a_bad_verdict_say_why(verdict: Verdict) -> None:
    line = LexborHTMLParser(render_html(dataclasses.replace(FULL, verdict=verdict))).css_first(".scores > .note")
    assert (line is None) is (verdict == "pass")


@pytest.mark.parametrize(
    ("code", "expected"),
    [("ar", "rtl"), ("he", "rtl"), ("en", "ltr"), ("zh", "ltr"), ("", "auto"), ("xx", "auto")],
)
def test_direction(code: str, expected: str) -> None:
    assert direction(code) == expected


def test_numbers_in_words() -> None:
    assert (percent(0.614), percent(None), plural(1, "flag"), plural(1200, "flag")) == (
        "61", "–", "1 flag", "1,200 flags",
    )  # fmt: skip


# Whole reports


def report(target: str, source: str | None = None) -> ArticleReport:
    return FakeChecker().check(CheckRequest(target=target, source=source, id="story"))


FULL = report(
    f"They wished to take advantage of it 👩‍🚀🇲🇷.\n\nThen {HOSTILE} came to the cafe\u0301 e\u0301.\n"
    " gpj\u202eexe",
    "محاولات للتقارب\nالقوات الأُوكْرانيّة\n\n",
)


@given(st.lists(ALPHABET, min_size=1, max_size=60).map("".join), st.lists(ALPHABET, max_size=60).map("".join))
def test_rows_hold_the_whole_article(target: str, source: str) -> None:
    target += "x " + HOSTILE
    rows = arrange(report(target, source)).rows
    assert "".join(run.text for row in rows for run in row.target) == target
    assert "".join(run.text for row in rows for run in row.source) == source


def test_each_finding_stands_beside_the_row_where_it_starts() -> None:
    view = arrange(FULL)
    for row in view.rows:
        started = {flag for side in (row.source, row.target) for run in side for flag in run.starts}
        assert {finding.id for finding in row.findings} == started
    assert sum(len(row.findings) for row in view.rows) == len(FULL.flags) == len(PLANTED)


def test_checks_are_called_by_their_names() -> None:
    names = {check_name(flag.check) for flag in FULL.flags}
    page = LexborHTMLParser(render_html(FULL))
    assert names and {hint.text() for hint in page.css(".finding > .hint")} >= {f"Check: {name}" for name in names}
    assert all(f"check: {name}\n" in render_text(FULL) for name in names)


def test_how_a_segment_was_scored_is_told_beside_its_findings() -> None:
    """In the terminal's report where there is a finding, on the page always; hostile words do nothing."""
    first, *rest = FULL.segments
    told = dataclasses.replace(FULL, segments=(dataclasses.replace(first, notes=(f"Read in parts: {HOSTILE}",)), *rest))
    text, page = render_text(told), render_html(told)
    assert "Read in parts: " in text and "Read in parts: " not in render_text(FULL)
    (note,) = LexborHTMLParser(page).css("li.scored")
    assert note.text().startswith("Read in parts: ") and "Read in parts" not in render_html(FULL)
    assert "<script>alert" not in page


def test_a_flag_outside_all_segments_is_still_shown() -> None:
    bare = ArticleReport(
        article=FULL.article,
        signature="s",
        overall=None,
        fluency=None,
        consistency=None,
        penalty_per_100_words=0,
        verdict="review",
        verdict_reasons=(),
        segments=(),
        flags=FULL.flags,
        coverage=FULL.coverage,
    )
    assert len(arrange(bare).rows[0].findings) == len(FULL.flags)
    assert len(LexborHTMLParser(render_html(bare)).css("li.finding")) == len(FULL.flags)


def test_text_report_tells_verdict_scores_and_each_passage_in_its_sentence() -> None:
    printed = render_text(FULL)
    assert printed.startswith("REVIEW  ")
    assert re.search(r"Fluency +74 ", printed) and re.search(r"Consistency +52 ", printed)
    assert "They wished to ⟦take advantage⟧ of it" in printed
    assert "Source: للتقارب, that is converge, come near" in printed
    assert "Perhaps: draw closer to" in printed
    assert "⟦gpj‹RLO›exe⟧" in printed
    order = [printed.index(word) for word in ("CRITICAL (1)", "MAJOR (2)", "MINOR (2)", "NEUTRAL (1)")]
    assert order == sorted(order)


def test_text_report_has_no_escapes_and_no_isolates_off_a_terminal() -> None:
    printed = render_text(report("A \x1b[31mred\x1b[0m take advantage \u2068x"))
    assert not re.search(r"[\x1b\u2066-\u2069]", printed)


def test_text_report_on_a_terminal_is_coloured_and_isolates_arabic(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.delenv("NO_COLOR", raising=False)
    printed = render_text(FULL, terminal=True)
    assert "\x1b[" in printed
    assert "\u2068للتقارب\u2069" in printed


def test_no_color_is_heard(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b" not in render_text(FULL, terminal=True)


def test_text_report_says_what_was_not_scored() -> None:
    printed = render_text(report("Only a target."))
    assert re.search(r"Consistency +not scored", printed)
    assert "Note: No source was sent" in printed


@pytest.mark.parametrize("make", [render_text, render_html])
def test_long_lines_and_many_flags_are_no_trouble(make: Callable[[ArticleReport], str]) -> None:
    assert "take advantage" in make(report("word " * 20_000 + "take advantage" + "x" * 40_000))


def test_page_marks_exactly_what_flags_quote() -> None:
    page = LexborHTMLParser(render_html(FULL))
    for flag in FULL.to_dict()["flags"]:
        marks = page.css(f'mark[data-flags~="{flag["id"]}"]')
        assert "".join(node.text() for node in marks) == flag["text"]
        assert page.css_first(f"li#{flag['id']}") is not None


def test_page_is_self_contained_and_lets_nothing_in() -> None:
    page = LexborHTMLParser(render_html(FULL))
    assert not page.css("link, img, iframe, [src]")
    assert len(page.css("script")) == 1
    policy = page.css_first("meta[http-equiv]").attributes["content"] or ""
    assert policy.startswith("default-src 'none'") and "unsafe" not in policy
    assert [node.attributes["dir"] for node in page.css(".row .side")][:2] == ["rtl", "ltr"]
