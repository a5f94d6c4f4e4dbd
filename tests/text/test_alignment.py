"""Aligned segments: what belongs together, and what is missing, added, merged or split."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.article import Article
from models.languages import LanguagePair
from models.text.alignment import MAX_UNITS, align
from models.text.beads import Bead, best_path

ARABIC = (
    "افتتحت المدينة مكتبتها الجديدة يوم السبت بحضور مئات السكان.",
    "كلف المشروع 45 مليون ريال.",
    "وتضم المكتبة قاعة كبيرة للأطفال ومسرحا صغيرا يتسع لنحو 120 شخصا وحديقة على السطح.",
    "من صمم المبنى؟",
    "صممه مكتب هندسي محلي بعد مسابقة شارك فيها معماريون من بلدان كثيرة.",
    "وسيكون الدخول مجانيا طوال الشهر الأول.",
)
GERMAN = (
    "Die Stadt hat am Samstag im Beisein von Hunderten Einwohnern ihre neue Bibliothek eröffnet.",
    "Das Projekt kostete 45 Millionen Riyal.",
    "Sie hat einen großen Saal für Kinder, eine kleine Bühne für rund 120 Gäste und einen Dachgarten.",
    "Wer hat es entworfen?",
    "Ein örtliches Büro, nach einem Wettbewerb, an dem Architekten aus vielen Ländern teilnahmen.",
    "Der Eintritt ist den ganzen ersten Monat über frei.",
)
CHINESE = (
    "本市新图书馆周六开馆，数百名居民到场。",
    "该项目耗资4500万里亚尔。",
    "图书馆设有宽敞的儿童厅、可容纳约120人的小剧场和屋顶花园。",
    "是谁设计的？",
    "一家本地事务所，此前举办过一场有许多国家的建筑师参加的竞赛。",
    "开馆首月全部免费入场。",
)
ENGLISH = (
    "The city opened its new library on Saturday in front of hundreds of residents.",
    "The project cost 45 million riyals.",
    "The library has a large hall for children, a small stage for about 120 people and a roof garden.",
    "Who designed the building?",
    "A local firm did, after a competition that drew architects from many countries.",
    "Admission will be free throughout the first month.",
)
SOURCES = {"ar": ARABIC, "de": GERMAN, "zh": CHINESE}
ALL = range(6)


def meaning(lang: str):  # type: ignore[no-untyped-def]
    """A perfect lexicon: the share of a pair's sentences that answer to each other."""

    def similarity(source: str, target: str) -> float:
        left = {index for index in ALL if SOURCES[lang][index] in source}
        right = {index for index in ALL if ENGLISH[index][5:-5] in target}
        return 0.1 + 0.8 * len(left & right) / max(1, len(left | right))

    return similarity


def constant(source: str, target: str) -> float:
    return 0.5


def aligned(source: list[str], target: list[str], lang: str, similarity=None, joints=(" ", " ")):  # type: ignore[no-untyped-def]
    """Pairs of segment texts."""
    article = Article("a", joints[1].join(target), joints[0].join(source), LanguagePair(lang, "en"))
    return [(segment.source, segment.target) for segment in align(article, similarity or meaning(lang))]


@pytest.mark.parametrize("lang", SOURCES)
@pytest.mark.parametrize("similarity", [None, constant], ids=["meaning", "constant"])
@pytest.mark.parametrize("joints", [("\n", "\n"), (" ", " "), (" ", "\n"), ("\n", " ")])
def test_sentence_by_sentence(lang: str, similarity, joints: tuple[str, str]) -> None:  # type: ignore[no-untyped-def]
    source = SOURCES[lang]
    assert aligned([*source], [*ENGLISH], lang, similarity, joints) == list(zip(source, ENGLISH, strict=True))


@pytest.mark.parametrize("lang", SOURCES)
@pytest.mark.parametrize("missing", ALL)
@pytest.mark.parametrize("joint", ["\n", " "])
def test_a_missing_sentence_shifts_nothing(lang: str, missing: int, joint: str) -> None:
    target = [sentence for index, sentence in enumerate(ENGLISH) if index != missing]
    expected = [(SOURCES[lang][index], ENGLISH[index] if index != missing else "") for index in ALL]
    assert aligned([*SOURCES[lang]], target, lang, None, (joint, joint)) == expected


@pytest.mark.parametrize("lang", SOURCES)
@pytest.mark.parametrize("place", ALL)
@pytest.mark.parametrize("joint", ["\n", " "])
def test_an_added_sentence_shifts_nothing(lang: str, place: int, joint: str) -> None:
    added = "Our newsletter brings you the best stories of the week."
    pairs = list(zip(SOURCES[lang], ENGLISH, strict=True))
    pairs.insert(place, ("", added))
    target = [text for _, text in pairs]
    assert aligned([*SOURCES[lang]], target, lang, None, (joint, joint)) == pairs


def test_a_split_sentence_stays_one_segment() -> None:
    halves = (
        "The library has a large hall for children.",
        "It also has a small stage for about 120 people and a roof garden.",
    )
    target = [*ENGLISH[:2], *halves, *ENGLISH[3:]]

    def similarity(source: str, target: str) -> float:
        found = sum(half in target for half in halves)
        return 0.1 + 0.35 * found if ARABIC[2] == source else meaning("ar")(source, target)

    pairs = aligned([*ARABIC], target, "ar", similarity)
    assert pairs[2] == (ARABIC[2], " ".join(halves))
    assert pairs[3:] == list(zip(ARABIC[3:], ENGLISH[3:], strict=True))


def test_merged_sentences_become_one_segment_with_all_between() -> None:
    merged = (
        "Before hundreds of residents the city opened its library on Saturday, "
        "a project of 45 million riyals."
    )

    def similarity(source: str, target: str) -> float:
        if target == merged:
            return (
                0.1 + 0.4 * (ARABIC[0] in source) + 0.4 * (ARABIC[1] in source) - 0.3 * (ARABIC[2] in source)
            )
        return meaning("ar")(source, target)

    pairs = aligned([*ARABIC], [merged, *ENGLISH[2:]], "ar", similarity)
    assert pairs[0] == (f"{ARABIC[0]} {ARABIC[1]}", merged)
    assert pairs[1:] == list(zip(ARABIC[2:], ENGLISH[2:], strict=True))


DAY = (
    ("Hafen", "Am Morgen kam der Bürgermeister an den Hafen.", "In the morning the mayor came to the harbour."),
    ("Brücke", "Am Mittag stand er auf der neuen Brücke.", "At noon he stood on the new bridge."),
    ("Schule", "Danach besuchte er die Schule am Markt.", "After that he visited the school at the market."),
    ("Garten", "Am Abend ging er durch den Garten.", "In the evening he walked through the garden."),
)


def meaning_of_the_day(source: str, target: str) -> float:
    left = {name for name, german, _ in DAY if name in source}
    right = {name for name, _, english in DAY if english.split()[-1][:-1] in target}
    return 0.1 + 0.8 * len(left & right) / len(left | right) if left | right else meaning("de")(source, target)


def in_one(sentences: list[str]) -> str:
    return ", ".join(sentence[:-1] for sentence in sentences) + "."


@pytest.mark.parametrize("count", [2, 3, 4])
@pytest.mark.parametrize("cut", ["source", "target"])
@pytest.mark.parametrize("joint", ["\n", " "])
def test_one_sentence_answers_to_up_to_four(count: int, cut: str, joint: str) -> None:
    german, english = [line[1] for line in DAY[:count]], [line[2] for line in DAY[:count]]
    german, english = (german, [in_one(english)]) if cut == "source" else ([in_one(german)], english)
    source = joint.join([*GERMAN[:3], " ".join(german), *GERMAN[3:]])
    target = joint.join([*ENGLISH[:3], " ".join(english), *ENGLISH[3:]])
    pairs = aligned([source], [target], "de", meaning_of_the_day)
    assert pairs[3] == (" ".join(german), " ".join(english))
    assert pairs[:3] + pairs[4:] == list(zip(GERMAN, ENGLISH, strict=True))


def test_a_sentence_of_few_words_need_not_resemble_what_it_is_part_of() -> None:
    german = "Früher spielte er jeden Abend Schach, nun nicht mehr."
    english = "He used to play chess each night. No more."

    def similarity(source: str, target: str) -> float:
        if source == german:
            return 0.1 + 0.4 * ("chess" in target) + 0.4 * (target == english)
        return meaning("de")(source, target) if "chess" not in target else 0.1

    pairs = aligned([*GERMAN[:3], german, *GERMAN[3:]], [*ENGLISH[:3], english, *ENGLISH[3:]], "de", similarity)
    assert pairs[3] == (german, english)


def test_a_book_of_short_lines_has_no_more_segments_than_a_long_article() -> None:
    text = "Yes. Or not, who knows?\n" * (2 * MAX_UNITS)
    segments = align(Article("a", text), constant)
    assert MAX_UNITS - 5 <= len(segments) <= MAX_UNITS
    assert "".join("".join(segment.target.split()) for segment in segments) == "".join(text.split())


def test_shared_numbers_decide_without_a_lexicon() -> None:
    source = [
        "وصل إلى الميناء القديم صباح أمس ١٤٥٠ طالبا من المدارس القريبة.",
        "وغادر المدينة في المساء ٨٧٣ مسافرا على متن ثلاث سفن كبيرة.",
        "وبقي في المخازن حتى منتصف الليل ٢٦٩ عاملا من عمال الشحن.",
    ]
    target = [
        "In the evening 873 travellers left the city on three large ships.",
        "Another 269 dock workers stayed in the stores until midnight.",
    ]
    assert aligned(source, target, "ar", constant) == [
        (source[0], ""),
        (source[1], target[0]),
        (source[2], target[1]),
    ]


def test_without_a_source_there_is_one_segment_a_sentence() -> None:
    segments = align(Article("a", " ".join(ENGLISH)), constant)
    assert [segment.target for segment in segments] == list(ENGLISH)
    assert [segment.id for segment in segments] == ["s1", "s2", "s3", "s4", "s5", "s6"]
    assert all(segment.source == "" and segment.source_span is None for segment in segments)


@pytest.mark.parametrize(
    ("source", "target", "count"), [("", "", 0), (" \n", "One. Two.", 2), ("Eins. Zwei.", "", 2)]
)
def test_an_empty_side(source: str, target: str, count: int) -> None:
    assert len(align(Article("a", target, source, LanguagePair("de", "en")), constant)) == count


def test_a_large_article_asks_for_meaning_near_its_path_only() -> None:
    asked = 0

    def similarity(source: str, target: str) -> float:
        nonlocal asked
        asked += 1
        return 0.8 if source.split()[2] == target.split()[2] else 0.1

    numbers = range(10_000, 10_400)
    source = [f"Im Jahr {n} kam {'ein Boot ' * (n % 7)}an." for n in numbers]
    target = [f"In year {n} there came {'a boat ' * (n % 7)}in." for n in numbers if not 10_100 <= n < 10_140]
    pairs = aligned(source, target, "de", similarity)
    assert len(pairs) == 400
    assert all(not english or german.split()[2] == english.split()[2] for german, english in pairs)
    assert asked < 30 * len(source)


_SENTENCE = st.sampled_from(
    ["Ja. ", "Nein!\n", "😀 Was? ", "中文。", "نعم؟ ", "Ein langer Satz mit 1999 darin. ", "\n", "é\u0301. "]
)
_SIDE = st.lists(_SENTENCE, max_size=12).map("".join)


@given(_SIDE, _SIDE, st.sampled_from([0.0, 0.5, 1.0]), st.booleans())
def test_every_character_is_in_exactly_one_segment(
    source: str, target: str, value: float, wavering: bool
) -> None:
    article = Article("a", target, source, LanguagePair("de", "en"))
    segments = align(
        article, lambda left, right: (len(left) * 7 + len(right)) % 10 / 10 if wavering else value
    )
    assert [segment.id for segment in segments] == [f"s{number}" for number in range(1, len(segments) + 1)]
    for side in ("source", "target"):
        text = article.text(side)
        spans = [span for segment in segments if (span := getattr(segment, f"{side}_span"))]
        assert all(before.end <= after.start for before, after in pairwise(spans))
        assert "".join("".join(span.of(text) for span in spans).split()) == "".join(text.split())
        for segment in segments:
            span = getattr(segment, f"{side}_span")
            assert getattr(segment, side) == (span.of(text) if span else "")
    assert all(segment.source or segment.target for segment in segments)


def test_a_band_grows_until_the_path_is_clear_of_it() -> None:
    """The true path leaves the diagonal by 30 columns; the band starts with 2."""

    def cost(source: int, target: int, sources: int, targets: int) -> float:
        if (sources, targets) == (1, 1):
            return abs(target - source - 30) / 100
        return 5.0 if sources and targets else 0.6

    path = best_path(50, 80, cost, list(range(51)), 2)
    assert path[-1] == Bead(49, 50, 79, 80)
    assert sum(bead.shape == (1, 1) for bead in path) == 50
