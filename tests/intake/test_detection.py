"""Detected languages, and source and target given the wrong way round."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.intake.detection import detect_language, evidently_swapped, plainly_other
from models.languages import LANGUAGES, LanguagePair

SAMPLES = {
    "ar": "أعلنت وزارة النقل افتتاح خط القطار الجديد صباح اليوم في المدينة.",
    "cs": "Ministerstvo dopravy dnes ráno ve městě slavnostně otevřelo novou železniční trať.",
    "de": "Das Verkehrsministerium hat heute Morgen in der Stadt die neue Bahnstrecke eröffnet.",
    "en": "The transport ministry opened the new railway line in the city this morning.",
    "es": "El Ministerio de Transporte inauguró esta mañana la nueva línea de tren en la ciudad.",
    "et": "Transpordiministeerium avas täna hommikul linnas uue raudteeliini, mida kõik ootasid.",
    "fa": "وزارت راه امروز صبح خط آهن تازه‌ای را در این شهر گشود و مردم خوشحال شدند.",
    "fr": "Le ministère des Transports a inauguré ce matin la nouvelle ligne de train dans la ville.",
    "he": "משרד התחבורה פתח הבוקר את קו הרכבת החדש בעיר.",
    "it": "Il ministero dei Trasporti ha inaugurato questa mattina la nuova linea ferroviaria della città.",
    "ja": "運輸省は今朝、市内で新しい鉄道路線を開通させました。",
    "ko": "교통부는 오늘 아침 도시에서 새 철도 노선을 개통했다.",
    "ne": "यातायात मन्त्रालयले आज बिहान सहरमा नयाँ रेलमार्ग उद्घाटन गरेको छ र मानिसहरू खुसी छन्।",
    "pt": "O Ministério dos Transportes inaugurou hoje de manhã a nova linha de comboio, que não é longa.",
    "ro": "Ministerul Transporturilor a deschis în această dimineață noua linie de cale ferată din oraș.",
    "ru": "Министерство транспорта сегодня утром открыло в городе новую железнодорожную линию.",
    "si": "ප්‍රවාහන අමාත්‍යාංශය අද උදෑසන නගරයේ නව දුම්රිය මාර්ගය විවෘත කළේය.",
    "tr": "Ulaştırma Bakanlığı bu sabah şehirde yeni demiryolu hattını açtı.",
    "uk": "Міністерство транспорту сьогодні вранці відкрило в місті нову залізничну лінію.",
    "zh": "交通部今天上午在该市开通了新的铁路线。",
}


def test_there_is_a_sample_of_every_language() -> None:
    assert SAMPLES.keys() == LANGUAGES.keys()


@pytest.mark.parametrize("lang", sorted(SAMPLES))
def test_detects(lang: str) -> None:
    assert detect_language(SAMPLES[lang]) == lang


@pytest.mark.parametrize(
    "text",
    [
        "",
        " \n",
        "12.03.2026 – 14:00",
        "😀😀😀😀😀",
        "NATO",
        "Да",
        "ข่าววันนี้อากาศดีมากในเมืองหลวง",
        "वह घर जा रहा है और मैं भी जाता हूँ",
    ],
    ids=["empty", "blank", "digits", "emoji", "acronym", "two letters", "Thai", "Hindi"],
)
def test_says_nothing_of_too_little_or_of_strange_text(text: str) -> None:
    assert detect_language(text) is None


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("The association expects 18,000 tonnes.", "en"),  # by its letters it may be French
        ("No person was injured in the collision", "en"),
        ("La asociación espera 18.000 toneladas", "es"),
        ("A associação espera 18 mil toneladas", "pt"),
    ],
)
def test_a_few_words_are_told_by_how_common_they_are(text: str, lang: str) -> None:
    assert detect_language(text) == lang


def test_keeps_to_the_candidates() -> None:
    assert detect_language(SAMPLES["uk"], ("uk", "en")) == "uk"
    assert detect_language(SAMPLES["uk"], ("ru", "en")) is None
    assert detect_language(SAMPLES["he"], ("ar", "en")) is None


def test_furniture_in_another_language_does_not_decide() -> None:
    assert detect_language("Share | Print | Follow us on Facebook\n" + SAMPLES["ar"] * 3) == "ar"


def test_is_thread_safe() -> None:
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(detect_language, SAMPLES.values())) == list(SAMPLES)


@pytest.mark.parametrize(
    ("source", "target", "source_lang", "target_lang", "swapped"),
    [
        ("en", "ar", "ar", "en", True),
        ("en", "zh", "zh", "en", True),
        ("en", "si", "si", "en", True),
        ("en", "de", "de", "en", True),
        ("en", "ar", "", "en", True),
        ("ar", "en", "ar", "en", False),
        ("de", "en", "de", "en", False),
        ("en", "en", "ar", "en", False),
        ("ar", "ar", "ar", "en", False),
        ("ar", "en", "", "en", False),
        ("en", "fr", "de", "en", False),
    ],
)
def test_swapped(source: str, target: str, source_lang: str, target_lang: str, swapped: bool) -> None:
    assert evidently_swapped(SAMPLES[source], SAMPLES[target], LanguagePair(source_lang, target_lang)) is swapped


def test_short_texts_are_not_called_swapped() -> None:
    assert not evidently_swapped("Yes", "نعم", LanguagePair("ar", "en"))


@given(st.text(max_size=80), st.text(max_size=80))
def test_never_raises(source: str, target: str) -> None:
    assert detect_language(source) in {None, *LANGUAGES}
    assert evidently_swapped(source, target, LanguagePair("ar", "en")) in (True, False)


@pytest.mark.parametrize(
    ("text", "told", "found"),
    [
        (2 * SAMPLES["es"], "fr", "es"),
        (2 * SAMPLES["en"], "de", "en"),
        (2 * SAMPLES["uk"], "ru", "uk"),
        (SAMPLES["ar"], "en", "ar"),  # by its script, in a sentence
        (SAMPLES["zh"], "ru", ""),  # 18 characters
        (2 * SAMPLES["es"], "es", ""),
        (SAMPLES["es"], "fr", ""),  # too short to be sure of
        (2 * SAMPLES["es"], "ca", ""),  # would come out as its nearest relative
        (2 * SAMPLES["es"], "", ""),
        ("Müller, Meier, Schulze", "en", ""),
    ],
)
def test_a_wrong_language_is_told_where_it_is_plain(text: str, told: str, found: str) -> None:
    assert plainly_other(text, told) == found


@pytest.mark.parametrize("code", sorted(SAMPLES))
def test_the_right_language_is_never_called_another(code: str) -> None:
    assert plainly_other(3 * f"{SAMPLES[code]} ", code) == ""
