"""Names against the source: misspellings found by sound, exonyms and inflections left alone."""

from __future__ import annotations

import pytest

from models.checks.names.name_forms import UNLIKE, distance, names_in
from models.checks.names.names import NAMES
from models.mqm import Severity


@pytest.mark.parametrize(
    ("lang", "source", "target", "wrong", "right"),
    [
        ("ar", "أكد الوزير سيرغي ريابكوف", "Minister Sergei Rybkov said", "Rybkov", "Ryabkov"),
        ("ru", "Министр Рябков сказал", "Minister Rybkov said", "Rybkov", "Ryabkov"),
        ("de", "Minister Brzezinski sagte", "Minister Brzezonski said", "Brzezonski", "Brzezinski"),
    ],
)
def test_finds_a_misspelling(make_document, lang, source, target, wrong, right) -> None:
    flags = NAMES.find(make_document(source, target, lang))
    assert [(f.span.of(target), f.replacements) for f in flags] == [(wrong, (right,))]


@pytest.mark.parametrize(
    ("lang", "source", "target", "wrong", "right"),
    [
        ("ru", "Вчера пришёл Алексей Сидоров.", "Yesterday Alexei Kuznetsov came.", "Kuznetsov", ()),
        ("ru", "Об этом сообщила Анна Петрова.", "Anna Pavlova said so.", "Pavlova", ()),  # alike but for the stem
        ("ru", "Слова Сергея Лаврова привёл канал.", "The words of Sergei Ivanov were quoted.", "Ivanov", ()),
        ("ru", "Вчера пела Ольга Ковальская.", "Olga Zelinskaya sang then.", "Zelinskaya", ()),
        ("ar", "سافر الوزير إلى البصرة أمس", "The minister went to Baghdad yesterday", "Baghdad", ()),
        ("ar", "قال الوزير خالد المنصوري ذلك", "So said Khalid al-Maghribi", "Maghribi", ()),
        ("de", "Die Schweiz stimmt ab.", "Then Sweden votes.", "Sweden", ("Switzerland",)),
        ("ar", "فاز منتخب النيجر", "The team of Nigeria won", "Nigeria", ("Niger",)),
        ("cs", "Vláda Slovenska jedná", "The government of Slovenia meets", "Slovenia", ("Slovakia",)),
        ("es", "Perú cerró la frontera.", "Then Chile closed the border.", "Chile", ("Peru",)),
        ("tr", "Yunanistan kararı kınadı.", "Then Hungary condemned it.", "Hungary", ("Greece",)),
        ("zh", "瑞典政府表示", "The government of Switzerland said", "Switzerland", ("Sweden",)),
    ],
)
def test_finds_another_name(make_document, lang, source, target, wrong, right) -> None:
    flags = NAMES.find(make_document(source, target, lang))
    assert [(f.span.of(target), f.replacements) for f in flags] == [(wrong, right)]


@pytest.mark.parametrize(
    ("lang", "source", "target", "wrong", "severity"),
    [
        ("ru", "Самолёт вылетел в Варшаву.", "The plane left for Budapest.", "Budapest", Severity.MAJOR),
        ("ru", "В Кремле этого не заметили.", "This went unnoticed in Moscow.", "Moscow", Severity.MINOR),
        ("fr", "La Commission a donné son feu vert.", "It was cleared by Brussels.", "Brussels", Severity.MINOR),
    ],
)
def test_a_city_is_surely_another_where_one_is_missing(make_document, lang, source, target, wrong, severity) -> None:
    (flag,) = NAMES.find(make_document(source, target, lang))
    assert (flag.span.of(target), flag.severity) == (wrong, severity)


@pytest.mark.parametrize(
    ("lang", "source", "target"),
    [
        ("ru", "Киев и Пекин договорились", "Kyiv and Beijing agreed"),
        ("ar", "زار محمد بغداد", "Mohammed visited Baghdad"),
        ("nl", "de Nederlandse regering", "the Dutch government"),
        ("ar", "زار ألمانيا ومصر", "He visited Germany and Egypt"),
        ("ar", "أكد الوزير ريابكوف", "Minister Ryabkov said"),
        ("ar", "قال دانيوس ذلك", "As Danius said"),
        ("cs", "s Brzezinskim a Siminoffem", "with Brzezinski and Siminoff"),
        ("de", "in München mit Gorbatschow", "in Munich with Gorbachev"),
        ("zh", "里亚布科夫说", "Minister Rybkov said"),
        ("ru", "Встретились с Сергеем Лавровым.", "They met Sergei Lavrov."),
        ("ru", "Слова Ивана Горбачёва, Дмитрия Хрущёва", "The words of Ivan Gorbachev, Dmitri Khrushchev"),
        ("ru", "Вчера пела Ольга Ковальская.", "Olga Kovalskaya sang then."),
        ("ru", "Борис вновь пошёл", "then Xyzzyqua went"),
        ("ar", "جاء", "HIS OFFICE said; Rybkov came"),
        ("ru", "Столичные власти отменили плату.", "The authorities of Moscow dropped the charge."),
        ("uk", "У відповідь Єврокомісія пригрозила закрити ринок.", "In reply, Brussels threatened to close it."),
        ("ar", "تلاميذ المعهد الثانوي بالمنزه السادس", "Pupils of the school in El Menzah 6"),
        ("uk", "Гірники копальні «Надія» під землею", "Miners at the Nadiia pit are underground"),
        ("ru", "Умер геолог Савелий Кручинин", "The geologist Saveliy Kruchinin has died"),
        ("ru", "Защита блогера Глеба Шевцова", "The defence of blogger Gleb Shevtsov"),
        ("ar", "ألغت الدوحة شرط موافقة الكفيل", "Workers in Qatar may now switch"),
        ("ar", "مدير المعرض سالم الهنائي", "Salem al-Hinai, director of the fair"),
        ("uk", "провінція Нова Шотландія", "the province of Nova Scotia"),
        ("ru", "играла Дьенджи Шпицер", "The pianist was Gyöngyi Spitzer"),
        ("zh", "绿地集团进入上海地产和沿海地区", "Greenland Group enters property in Shanghai and on the coast"),
        ("he", "הצב הענק חי בגלאפגוס", "The giant tortoise lives on the Galapagos"),
        ("fa", "کلیسا در روم است", "The church is in Rome"),
        ("he", 'סיירת מטכ"ל ביצעה פעולה', "The unit Sayeret Matkal carried out a raid"),
    ],
)
def test_silent_on_names_that_answer(make_document, lang: str, source: str, target: str) -> None:
    assert NAMES.find(make_document(source, target, lang)) == []


def test_distance_is_about_sounds() -> None:
    assert distance("ryabkwf", "ryabkov", "ar") == 0
    assert distance("ryabkwf", "rybkov", "ar") == 0.5
    assert distance("ab", "constantinople", "ar") == UNLIKE


def test_names_do_not_begin_sentences() -> None:
    text = "Yesterday Lavrov spoke. Moscow's envoy met Ryabkov’s aide: “Nothing”, said NATO."
    assert [name.text for name in names_in(text)] == ["Lavrov", "Ryabkov"]
