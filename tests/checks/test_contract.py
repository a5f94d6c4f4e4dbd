"""What every check promises, whatever the text."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from models.checks import CHECKS
from models.checks.base import Check
from models.glossary import Term
from tests.checks.conftest import MakeDocument

PIECES = st.sampled_from(
    [
        "The minister said that the the talks would begin. ",
        "03/04/20209:15 PM",
        "قال الوزير إن المحادثات ستبدأ غدا",
        "‏می‌خواهم",
        "他说：“好。”",
        "👩‍🚀🏴󠁧󠁢󠁥󠁮󠁧󠁿",
        "cafe\u0301 Ã© \ufffd &amp; &#0;",
        "\x00\x85\u2028\u202e\u200b\ufeff",
        "\ud800",
        " \t\n",
        "\n\n",
        '"“„«([{1) :-( ',
        "12 March 2021, 1,200.5 km, 100 ألف",
        "Ana Lund ended.The ministerSaid ofthe",
        "||–|",
        "²③٣٤٥",
        "<b>x</b> https://x.y/z a@b.c",
        "İıſß",
    ]
)
TEXTS = st.one_of(
    st.lists(PIECES, max_size=12).map("".join),
    st.text(alphabet=st.characters(), max_size=60),
)
GLOSSARY = (
    Term("المحادثات", "talks", ("the talks", "the the")),
    Term("”", "\ud800", ("1,200.5", "\u200b", "\u200b ")),
    Term("好", "", ("Ã©", "|", "(")),
)
LANGUAGES = st.sampled_from(["ar", "de", "en", "es", "et", "fa", "ne", "ru", "zh", "ja", "", "xx"])


@pytest.mark.parametrize("check", CHECKS.values(), ids=CHECKS)
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(source=st.none() | TEXTS, target=TEXTS, source_lang=LANGUAGES, target_lang=LANGUAGES)
@example(source="", target="", source_lang="ar", target_lang="en")
@example(source=" \n ", target="\n\t\n", source_lang="ar", target_lang="en")
@example(source=None, target="\ud800\x00", source_lang="", target_lang="")
def test_flags_lie_in_their_text_and_come_again(
    make_document: MakeDocument,
    check: Check,
    source: str | None,
    target: str,
    source_lang: str,
    target_lang: str,
) -> None:
    document = make_document(source, target, source_lang, target_lang, GLOSSARY)
    if check.needs_source and not document.has_source:
        return
    flags = check.find(document)
    for flag in flags:
        text = document.article.text(flag.side)
        assert flag.span.end <= len(text)
        assert flag.span.of(text) == text[flag.span.start : flag.span.end] != ""
        assert flag.check == check.id
        assert flag.message
        for evidence in flag.evidence:
            if evidence.span is not None:
                assert evidence.span.end <= len(document.article.source or "")
    assert check.find(document) == flags


@pytest.mark.parametrize("key", CHECKS)
def test_every_check_goes_by_its_id(key: str) -> None:
    assert CHECKS[key].id == key


@pytest.mark.parametrize("check", CHECKS.values(), ids=CHECKS)
@pytest.mark.parametrize(
    "piece", ["a", "ab ", "(", '"', "1)", "ا", "中", "|", "x.", "1:", "é\u0301", "😀", "a@b "]
)
def test_a_monotonous_text_takes_no_time(make_document: MakeDocument, check: Check, piece: str) -> None:
    """Patterns are linear: 20,000 characters of anything are read in a moment, or this test hangs."""
    text = piece * (20_000 // len(piece))
    check.find(make_document(text, text, "ar", "en"))
