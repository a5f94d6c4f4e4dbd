"""Paragraphs and sentences as spans."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.text.sentences import split_paragraphs, split_sentences


@pytest.mark.parametrize(
    ("text", "paragraphs"),
    [
        ("", []),
        (" \n\t\n", []),
        ("One.\n\n  Two. \r\nThree.", ["One.", "Two.", "Three."]),
        ("a\u2028b\u2029c\vd\fe\x85f", list("abcdef")),
        ("نص أول.\nنص ثان.", ["نص أول.", "نص ثان."]),
    ],
)
def test_paragraphs(text: str, paragraphs: list[str]) -> None:
    assert [span.of(text) for span in split_paragraphs(text)] == paragraphs


@pytest.mark.parametrize(
    ("lang", "text", "sentences"),
    [
        ("en", "Who came? Nobody did. Odd!", ["Who came?", "Nobody did.", "Odd!"]),
        (
            "en",
            "Dr. Low met the U.S. envoy on Jan. 5. He left.",
            ["Dr. Low met the U.S. envoy on Jan. 5.", "He left."],
        ),
        ("en", "It rose by 3.5 percent. 😀 Fine.", ["It rose by 3.5 percent.", "😀 Fine."]),
        ("en", "One line\nand another", ["One line", "and another"]),
        ("en", "Broken \ud800 here. Next.", ["Broken \ud800 here.", "Next."]),
        ("ar", "هل وصل القطار؟ نعم، وصل! ثم غادر.", ["هل وصل القطار؟", "نعم، وصل!", "ثم غادر."]),
        ("ar", "زار د. سامي المصنع. ثم عاد.", ["زار د. سامي المصنع.", "ثم عاد."]),
        ("ar", "حضر أ.د. منير ود. هدى. شكرا.", ["حضر أ.د. منير ود. هدى.", "شكرا."]),
        ("ar", "سلم على ود. منى. ثم جلس.", ["سلم على ود. منى.", "ثم جلس."]),
        (
            "de",
            "Am 3. Mai kam Dr. Weiß z. B. zu spät. Schade.",
            ["Am 3. Mai kam Dr. Weiß z. B. zu spät.", "Schade."],
        ),
        ("fr", "M. Petit est venu. Il pleut.", ["M. Petit est venu.", "Il pleut."]),
        ("ru", "Это Павел Н. Орлов. Он врач.", ["Это Павел Н. Орлов.", "Он врач."]),
        (
            "es",
            "Abre a las 9 p. m. los lunes. Cierra tarde.",
            ["Abre a las 9 p. m. los lunes.", "Cierra tarde."],
        ),
        ("zh", "你好吗？我很好。谢谢！", ["你好吗？", "我很好。", "谢谢！"]),
        ("ne", "म घर जान्छु। तिमी आउँछौ?", ["म घर जान्छु।", "तिमी आउँछौ?"]),
        ("si", "මම යනවා. ඔයා එනවද?", ["මම යනවා.", "ඔයා එනවද?"]),
        ("de", "Mehr auf www.Hafen.org heute. Gut.", ["Mehr auf www.Hafen.org heute.", "Gut."]),
        ("de", "Der 1. FC Aue siegte. Sie steigt in die 2. Bundesliga auf. Er ist 44. Das reicht.",
         ["Der 1. FC Aue siegte.", "Sie steigt in die 2. Bundesliga auf.", "Er ist 44.", "Das reicht."]),
        ("en", "1. FC Aue won at last. Good.", ["1. FC Aue won at last.", "Good."]),
        ("en", "Th. Roth and Yu. Orlov met Xi. China agreed.", ["Th. Roth and Yu. Orlov met Xi.", "China agreed."]),
        ("en", "It is 5 km. The road is good.", ["It is 5 km.", "The road is good."]),
        ("ru", "Он жил у моря, т.е. Крыма не видел. Да.", ["Он жил у моря, т.е. Крыма не видел.", "Да."]),
        ("ru", "Приехал Дж. Рид. Он писал.", ["Приехал Дж. Рид.", "Он писал."]),
        ("cs", "Zahynul náhle. Smrt. Potom ticho.", ["Zahynul náhle.", "Smrt.", "Potom ticho."]),
        ("en", "The U.S. Army left. Good.", ["The U.S. Army left.", "Good."]),
        ("en", "He moved to the U.S. The bill passed.", ["He moved to the U.S.", "The bill passed."]),
        ("en", "It left the U.K. They stayed.", ["It left the U.K.", "They stayed."]),
        ("en", "J. K. Ode and A.B. Ode ate. Good.", ["J. K. Ode and A.B. Ode ate.", "Good."]),
        ("en", "We met at 9 p.m. Police came.", ["We met at 9 p.m.", "Police came."]),
        ("de", "Er sendet auf 2,4 Ghz. Dadurch reicht es weit.", ["Er sendet auf 2,4 Ghz.", "Dadurch reicht es weit."]),
        ("de", "Das kostet 5 Mrd. Euro. Gut.", ["Das kostet 5 Mrd. Euro.", "Gut."]),
        ("de", "Er wurde Zweiter in der 2. Danach ging er.", ["Er wurde Zweiter in der 2.", "Danach ging er."]),
        ("xx", "Unknown tongue. Two sentences.", ["Unknown tongue.", "Two sentences."]),
        ("", "No code. Still two.", ["No code.", "Still two."]),
    ],
)
def test_sentences(lang: str, text: str, sentences: list[str]) -> None:
    assert [span.of(text) for span in split_sentences(text, lang)] == sentences


def test_a_long_sentence_is_not_cut() -> None:
    text = "word " * 5_000 + "end."
    assert [span.of(text) for span in split_sentences(text, "en")] == [text]


def test_a_stray_quotation_mark_swallows_nothing() -> None:
    sentence = "The ferry left the harbour early that morning."
    stray = 'The captain said it was late".'
    text = " ".join([stray, *[sentence] * 20, '"So be it," he said.'])
    found = [span.of(text) for span in split_sentences(text, "en")]
    assert found == [stray, *[sentence] * 20, '"So be it," he said.']


def test_a_short_quotation_stays_whole() -> None:
    text = '"Come in. Sit down." She did.'
    assert [span.of(text) for span in split_sentences(text, "en")] == ['"Come in. Sit down."', "She did."]


@pytest.mark.parametrize(
    ("lang", "sentences"),
    [
        ("zh", ["他来了。", "今天下雨吗？", "是的，雨很大。"]),
        ("en", ["Dr. Ode left.", '"Come in. Sit down."', "Who did?", "It rose " + "and rose " * 300 + "again."]),
        ("en", ["So it went on, " * 500 + "and ended.", "Good."]),
    ],
)
def test_a_long_line_is_cut_as_a_short_one_is(lang: str, sentences: list[str]) -> None:
    text = ("" if lang == "zh" else " ").join(sentences * 40)
    assert [span.of(text) for span in split_sentences(text, lang)] == sentences * 40


@pytest.mark.parametrize("piece", [' "', "“ ", "« a. ", "د. ", "He. ", "( ", "a\n", "他来了。"])
def test_hostile_text_takes_no_time(piece: str) -> None:
    started = time.process_time()
    split_sentences(piece * 20_000, "ar")
    assert time.process_time() - started < 5


_TEXTS = st.text(st.sampled_from("aB1 .!?؟。…\n\r\t\"'«»()😀دمأ中\u0301\u200f\u2028\ud800\0"), max_size=60)


@given(_TEXTS, st.sampled_from(["en", "ar", "zh", "ru", "de", "", "!!"]))
def test_all_but_white_space_is_in_exactly_one_sentence(text: str, lang: str) -> None:
    sentences = split_sentences(text, lang)
    paragraphs = split_paragraphs(text)
    assert all(before.end <= after.start for before, after in pairwise(sentences))
    covered = "".join(span.of(text) for span in sentences)
    assert "".join(covered.split()) == "".join(text.split())
    for span in sentences:
        assert span.of(text) == span.of(text).strip()
        assert sum(paragraph.contains(span) for paragraph in paragraphs) == 1
