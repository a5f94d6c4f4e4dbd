"""Untranslated words and passages: what is found, and what foreign text is right where it stands."""

from __future__ import annotations

import pytest

from models.checks.untranslated.untranslated import UNTRANSLATED
from models.mqm import Category, Severity
from tests.checks.conftest import MakeDocument

CASES = [
    # target, what is flagged
    ("The minister visited المستشفى on Monday.", ["المستشفى"]),
    ("He said that وزارة الصحة was ready.", ["وزارة الصحة"]),
    ("The город was quiet.", ["город"]),
    ("Prices rose in 上海 again.", ["上海"]),
    ("The Раris office closed.", ["Раris"]),
    ("The Сu-34 flew over the port.", ["Сu"]),
    ("They met in Μadrid on Friday.", ["Μadrid"]),
]
SILENT = [
    "The square (Arabic: ميدان التحرير) was empty.",
    "The word “سلام” means peace.",
    "The alpha and β particles lost 3 µm of range.",
    "Café, naïve, Zürich, Łódź, Đà Nẵng: all Latin.",
    "The α-helix and Ω are symbols.",
    "It is 5 μm thick, and ΔT is small.",
    "Read it at https://example.org/новости today.",
    "Emoji 👩‍🚀 and 100 % are no words ①.",
]


@pytest.mark.parametrize(("target", "expected"), CASES)
def test_foreign_letters_are_found(make_document: MakeDocument, target: str, expected: list[str]) -> None:
    flags = UNTRANSLATED.find(make_document(None, target))
    assert [flag.span.of(target) for flag in flags] == expected


@pytest.mark.parametrize("target", SILENT)
def test_glosses_symbols_and_addresses_are_right(make_document: MakeDocument, target: str) -> None:
    assert UNTRANSLATED.find(make_document(None, target)) == []


def test_an_untranslated_word_shows_where_it_stands_in_the_source(make_document: MakeDocument) -> None:
    source = "زار الوزير المستشفى يوم الاثنين."
    (flag,) = UNTRANSLATED.find(make_document(source, "The minister visited المستشفى on Monday."))
    assert (flag.category, flag.severity) == (Category.UNTRANSLATED, Severity.MAJOR)
    assert flag.evidence[0].span is not None and flag.evidence[0].span.of(source) == "المستشفى"


def test_a_lookalike_letter_is_repaired(make_document: MakeDocument) -> None:
    (flag,) = UNTRANSLATED.find(make_document(None, "The Раris office closed."))
    assert flag.replacements == ("Paris",)


PASSAGES = [
    # source language, source, target, what is flagged
    (
        "de",
        "Die Stadt hat wegen der hohen Kosten den Bau gestoppt.",
        "The city wegen der hohen Kosten stopped the building.",
        ["wegen der hohen Kosten"],
    ),
    (
        "fr",
        "Le maire a promis une nouvelle école pour les enfants.",
        "The mayor promised une nouvelle école pour les enfants.",
        ["une nouvelle école pour les enfants"],
    ),
    (
        "es",
        "Estudió en la Universidad Nacional Autónoma de México.",
        "She studied at the Universidad Nacional Autónoma de México.",
        [],
    ),
    (
        "es",
        "Su libro «La casa de los sueños perdidos» gana un premio.",
        "Her book “La casa de los sueños perdidos” wins a prize.",
        [],
    ),
    ("de", "Angela Merkel und Emmanuel Macron trafen sich.", "Angela Merkel and Emmanuel Macron met.", []),
]


@pytest.mark.parametrize(("lang", "source", "target", "expected"), PASSAGES)
def test_source_passages_are_found_and_names_are_not(
    make_document: MakeDocument, lang: str, source: str, target: str, expected: list[str]
) -> None:
    flags = UNTRANSLATED.find(make_document(source, target, lang))
    assert [flag.span.of(target) for flag in flags] == expected


def test_latin_words_are_at_home_in_other_scripts(make_document: MakeDocument) -> None:
    document = make_document("Microsoft has bought it.", "اشترت شركة Microsoft ذلك.", "en", "ar")
    assert UNTRANSLATED.find(document) == []


def test_a_wholly_copied_segment_is_left_to_copied_source(make_document: MakeDocument) -> None:
    text = "قال الوزير إن المحادثات ستبدأ غدا."
    assert UNTRANSLATED.find(make_document(text, text)) == []


SIGNS = [
    # target, what is flagged (once a segment), what English writes
    ("The road is closed، and so is the port، he said.", "،", ","),
    ("The road is closed،and so is the port.", "،", ", "),
    ("Is the road closed؟", "؟", "?"),
    ("He said yes״ and left.", "״", "”"),
    ("The port is open。", "。", "."),
    ("The port，which is old，is open.", "，", ", "),
    ("They paid ٤٥٠ dinars.", "٤٥٠", "450"),
    ("They paid ۱٫۵ million tomans.", "۱٫۵", "1.5"),
    ("They paid ４５ yen.", "４５", "45"),
    ("The film「Harbour」 is out.", "「", " “"),
]
OWN_SIGNS = [
    "He said «yes» and “no” – it cost 5 €, 20 % … or 3 × ½².",
    "The numeral (٣) and the sign “؟” are Arabic.",
    "The phrase سلام، خداحافظ stands here.",
    "In maths 𝟏𝟐 is bold.",
]


@pytest.mark.parametrize(("target", "sign", "meant"), SIGNS)
def test_signs_of_another_script_are_found_once_a_segment(
    make_document: MakeDocument, target: str, sign: str, meant: str
) -> None:
    (flag,) = UNTRANSLATED.find(make_document(None, target))
    assert (flag.span.of(target), flag.replacements, flag.severity) == (sign, (meant,), Severity.MINOR)


@pytest.mark.parametrize("target", OWN_SIGNS)
def test_signs_of_foreign_phrases_and_of_english_are_right(make_document: MakeDocument, target: str) -> None:
    flags = UNTRANSLATED.find(make_document(None, target))
    assert not [flag for flag in flags if flag.category is not Category.UNTRANSLATED]


def test_other_scripts_keep_their_signs(make_document: MakeDocument) -> None:
    assert UNTRANSLATED.find(make_document(None, "دفعوا ٤٥٠ دينارا، أليس كذلك؟", "en", "ar")) == []


@pytest.mark.parametrize(
    ("sentence", "is_found"),
    [
        ("Der Hafen wurde nach zwölf Tagen Schließung wieder geöffnet.", True),
        ("Le port a rouvert après douze jours de fermeture.", True),
        ("El puerto reabrió tras doce días de cierre.", True),
        ("Liman on iki gün kapalı kaldıktan sonra yeniden açıldı.", True),
        ("Sales rose sharply, analysts said.", False),
        ("Borussia Mönchengladbach beat Eintracht Frankfurt.", False),
        ("Die Zeit, Der Spiegel, Le Monde", False),
        ("The tanning salon was dumping untreated effluent into creeks upstream.", False),
    ],
)
def test_a_sentence_in_a_third_language_is_found(make_document: MakeDocument, sentence: str, is_found: bool) -> None:
    flags = UNTRANSLATED.find(make_document("أعيد فتح الميناء بعد 12 يوما.", sentence, "ar"))
    assert [flag.span.of(sentence) for flag in flags] == ([sentence] if is_found else [])
