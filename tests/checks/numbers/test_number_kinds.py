"""Thousands are not hundreds, Louis XIV is not Louis XVI, and eine Billion is a trillion."""

from __future__ import annotations

import pytest

from models.checks.numbers.numbers import NUMBERS
from tests.checks.conftest import MakeDocument

THOUSANDS = [
    ("ar", "حضر آلاف الأشخاص"), ("cs", "Přišly tisíce lidí"), ("de", "Tausende Menschen kamen"),
    ("es", "Vinieron miles de personas"), ("et", "Kohale tulid tuhanded inimesed"), ("fa", "هزاران نفر آمدند"),
    ("fr", "Des milliers de gens sont venus"), ("he", "הגיעו אלפי אנשים"), ("it", "Sono venute migliaia di persone"),
    ("ne", "हजारौं मानिस आए"), ("pt", "Vieram milhares de pessoas"), ("ro", "Au venit mii de oameni"),
    ("ru", "Пришли тысячи человек"), ("tr", "Binlerce kişi geldi"), ("uk", "Прийшли тисячі людей"),
    ("zh", "数千人来了"),
]  # fmt: skip


@pytest.mark.parametrize(("lang", "source"), THOUSANDS)
def test_thousands_are_thousands(make_document: MakeDocument, lang: str, source: str) -> None:
    assert NUMBERS.find(make_document(source, "Thousands of people came", lang)) == []
    for wrong in ("Hundreds", "Millions"):
        flags = NUMBERS.find(make_document(source, f"{wrong} of people came", lang))
        assert [flag.span.of(f"{wrong} of people came") for flag in flags] == [wrong]


CASES = [
    # language, source, a sound translation, a wrong one, what is flagged in it
    ("zh", "数万人来了", "Tens of thousands of people came", "Hundreds of people came", "Hundreds"),
    ("ru", "Пришло около сотни человек", "About a hundred people came", "About a thousand people came", "thousand"),
    ("es", "Cuesta mil millones de euros", "It costs a billion euros", "It costs a million euros", "million"),
    ("es", "Cuesta un billón de euros", "It costs a trillion euros", "It costs a billion euros", "billion"),
    ("de", "Es kostet eine Billion Euro", "It costs a trillion euros", "It costs a billion euros", "billion"),
    ("et", "See maksab miljard eurot", "It costs a billion euros", "It costs a million euros", "million"),
    ("de", "Papst Benedikt XVI. starb", "Pope Benedict XVI died", "Pope Benedict XIV died", "XIV"),
    ("fr", "Le roi Louis XIV régnait", "King Louis XIV reigned", "King Louis XVI reigned", "XVI"),
    ("ar", "توفي البابا بنديكت السادس عشر", "Pope Benedict XVI died", "Pope Benedict XIV died", "XIV"),
    ("es", "Las ventas se duplicaron", "Sales doubled", "Sales tripled", "tripled"),
    ("fr", "Les ventes ont doublé", "Sales have doubled", "Sales have tripled", "tripled"),
    ("it", "Le vendite sono raddoppiate", "Sales doubled", "Sales tripled", "tripled"),
    ("pt", "As vendas duplicaram", "Sales doubled", "Sales tripled", "tripled"),
    ("ro", "Vânzările s-au dublat", "Sales doubled", "Sales tripled", "tripled"),
    ("cs", "Vyhrála potřetí", "She won for the third time", "She won for the fourth time", "fourth"),
    ("uk", "Вона перемогла втретє", "She won for the third time", "She won for the fourth time", "fourth"),
    ("es", "Hay 47.000 millones de euros", "There are 47 billion euros", "There are 47 million euros", "47 million"),
    ("pt", "São 3 mil milhões de euros", "It is 3 billion euros", "It is 3 million euros", "3 million"),
    ("ro", "A costat 1,5 mld. lei", "It cost 1.5 billion lei", "It cost 15 billion lei", "15 billion"),
    ("fr", "Le sommet du G7 s'ouvre", "The G7 summit opens", "The G20 summit opens", "20"),
    ("ru", "Танк Т-72 сгорел", "A T-72 tank burned", "A T-90 tank burned", "90"),
    ("de", "Bayern gewann 2:1", "Bayern won 2-1", "Bayern won 3-1", "3"),
    ("de", "Die Stadt zahlt 5 Mio. €", "The city is paying €5 million", "It is paying $5 million", "$5 million"),
    ("fr", "La ville paie 5 M€", "The city is paying €5 million", "The city is paying €5 billion", "5 billion"),
]  # fmt: skip


@pytest.mark.parametrize(("lang", "source", "sound", "wrong", "flagged"), CASES)
def test_sound_and_wrong(
    make_document: MakeDocument, lang: str, source: str, sound: str, wrong: str, flagged: str
) -> None:
    assert NUMBERS.find(make_document(source, sound, lang)) == []
    flags = NUMBERS.find(make_document(source, wrong, lang))
    assert [flag.span.of(wrong) for flag in flags if flag.side == "target"] == [flagged]
