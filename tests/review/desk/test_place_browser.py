"""Where one is on an article's page, in a real Chromium: the place is kept, keys say what they lack, nothing is sent
where nothing was changed."""

from __future__ import annotations

from typing import Any

import pytest
from browser import NEEDED
from waiting import wait_for

from review.conftest import Newsroom
from review.desk.conftest import Desk
from review.test_review_browser import decisions

pytestmark = NEEDED
OMITTED = "جاؤوا.\n\nالقوات الأُوكْرانيّة"
CHOOSE = "Choose a flag first: j and k step through them, or click one."
FIELD = "form.editing textarea"


def chosen(page: Any) -> str:
    """The flag that is chosen, by its place on the page; "" for none."""
    stops = page.locator(".finding").evaluate_all("all => all.map((one) => one.id)")
    found = page.locator(".finding.chosen").evaluate_all("all => all.map((one) => one.id)")
    return str(stops.index(found[0]) + 1) if found else ""


def test_a_comment_that_was_not_sent_stands_where_it_was_left(newsroom: Newsroom, article: str, page: Any) -> None:
    field = "#comment-dialog textarea"
    for key in "jt":
        page.keyboard.press(key)
    page.keyboard.type("Half a")
    page.keyboard.press("Escape")
    page.keyboard.press("t")
    assert page.input_value(field) == "Half a"
    page.keyboard.type(" word")
    page.keyboard.press("Control+Enter")
    wait_for(lambda: decisions(newsroom, article) == [("comment", "Ana")])
    page.wait_for_selector("#comment-dialog", state="hidden")
    page.keyboard.press("t")
    assert page.input_value(field) == "", "that one was sent"
    page.keyboard.type("Of the first flag")
    for key in ("Escape", "j", "t"):
        page.keyboard.press(key)
    assert page.input_value(field) == "", "this is another flag"


@pytest.mark.parametrize(("key", "dialog"), [("t", "comment"), ("x", "change")])
def test_a_dialog_quotes_the_words_that_it_is_about(page: Any, key: str, dialog: str) -> None:
    quoted = page.locator(f"#{dialog}-dialog .quoted")
    page.keyboard.press("j")
    of_flag = page.locator(".finding.chosen").get_attribute("data-flag")
    page.keyboard.press(key)
    assert quoted.text_content() == "".join(page.locator(f'mark[data-flags~="{of_flag}"]').all_text_contents()) != ""
    page.keyboard.press("Escape")
    page.click("[data-dialog=comment][data-article]")
    assert not page.locator("#comment-dialog .quoted").is_visible(), "of the whole article"


def test_the_keys_are_read_from_the_top(page: Any) -> None:
    page.set_viewport_size({"width": 390, "height": 500})
    page.evaluate("document.getElementById('keys-dialog').showModal()")
    assert page.evaluate("document.getElementById('keys-dialog').scrollTop") == 0
    boxes = "all => all.map(({ children: [key, does] }) => key.offsetLeft + key.offsetWidth <= does.offsetLeft)"
    assert all(page.locator(".keys div").evaluate_all(boxes)), "no key lies over what it does"


@pytest.mark.parametrize("leaving", ["Escape", "Control+Enter", "cancel"])
def test_whoever_leaves_an_edit_goes_on_from_there(page: Any, leaving: str) -> None:
    for key in "jje":
        page.keyboard.press(key)
    page.wait_for_selector(FIELD)
    page.click("[data-cancel]") if leaving == "cancel" else page.keyboard.press(leaving)
    page.wait_for_selector(FIELD, state="detached")
    assert chosen(page) == "2"
    page.keyboard.press("j")
    assert chosen(page) == "3"


@pytest.mark.parametrize("leaving", ["Escape", "saving"])
def test_where_no_flag_was_chosen_the_sentence_is_the_place(page: Any, leaving: str) -> None:
    page.locator(".row .edit").last.click()
    page.wait_for_selector(FIELD)
    assert page.locator(".row .edit").last.evaluate("edit => getComputedStyle(edit).visibility") == "hidden"
    if leaving == "saving":
        page.keyboard.type("Better: ")
        page.keyboard.press("Control+Enter")
        page.wait_for_selector(".diff ins")
    else:
        page.keyboard.press("Escape")
    page.wait_for_selector(FIELD, state="detached")
    wait_for(lambda: page.evaluate("document.activeElement.matches('.edit')"))
    page.keyboard.press("j")
    rows = page.locator(".row:has(.edit)")
    first_there = rows.last.locator(".finding").first.get_attribute("id")
    first_of_all = page.locator(".finding").first.get_attribute("id")
    assert page.locator(".finding.chosen").get_attribute("id") == first_there != first_of_all


@pytest.mark.parametrize("key", list("cdxter"))
def test_a_key_without_a_flag_says_what_to_do(newsroom: Newsroom, article: str, page: Any, key: str) -> None:
    page.keyboard.press(key)
    page.wait_for_selector(f"#notice:text-is('{CHOOSE}')")
    assert page.locator("dialog[open], form.editing").count() == 0
    page.keyboard.press("j")
    assert page.inner_text("#notice") == ""
    assert decisions(newsroom, article) == []


def test_keys_that_are_not_possible_now_say_so(desk: Desk, page: Any) -> None:
    page.keyboard.press("a")
    page.wait_for_selector("#notice:text-is('a (approve) is not possible as the review stands.')")
    page.keyboard.press("z")
    assert page.inner_text("#notice") == "", "no key of the page"
    clean = desk.send(target="Nobody knows.", source="لا أحد يعلم.")
    page.goto(f"/articles/{clean}")
    for key in "jcx":
        page.keyboard.press(key)
        page.wait_for_selector("#notice:has-text('This article has no flags. m marks words')")
    assert page.locator(".progress").count() == 0, "nothing of nothing is decided"
    page.goto(f"/articles/{desk.send(target='They came.', source=OMITTED)}")
    for key in "je":
        page.keyboard.press(key)
    page.wait_for_selector("#notice:has-text('no translation to edit: edit the sentence before or after it.')")


def test_control_and_enter_send_a_change_from_its_list(newsroom: Newsroom, article: str, page: Any) -> None:
    for key in "jx":
        page.keyboard.press(key)
    page.wait_for_selector("#change-dialog[open]")
    page.select_option("#change-dialog [name=severity]", "minor")
    page.press("#change-dialog [name=severity]", "Control+Enter")
    page.wait_for_selector(".decided.change")
    assert decisions(newsroom, article) == [("change", "Ana")]


def test_a_change_that_changes_nothing_is_not_sent(newsroom: Newsroom, article: str, page: Any) -> None:
    for key in ("j", "x", "Control+Enter"):
        page.keyboard.press(key)
    page.wait_for_selector("#notice:has-text('Nothing was changed')")
    assert page.locator("dialog[open]").count() == 0 and decisions(newsroom, article) == []
    for key in "dkx":  # to take a dismissal back is a change, whatever is chosen
        page.keyboard.press(key)
        page.wait_for_selector(".decided.dismiss")
    page.press("#change-dialog [name=severity]", "Control+Enter")
    page.wait_for_selector(".decided.change")
    assert decisions(newsroom, article) == [("dismiss", "Ana"), ("change", "Ana")]
