"""Negation and comparison: what is turned round, and how much a sound translation may change."""

from __future__ import annotations

import pytest

from models.checks.polarity import POLARITY, lost_denial
from models.mqm import Severity
from tests.checks.conftest import MakeDocument

FOUND = [
    # source language, source, target, side, the words flagged
    ("de", "Die Brücke ist nicht sicher.", "The bridge is safe.", "source", "nicht"),
    ("de", "Die Brücke ist sicher.", "The bridge is not safe.", "target", "is not"),
    ("ar", "لم يصل الوفد إلى المدينة.", "The delegation reached the city.", "source", "لم"),
    ("zh", "代表团没有到达。", "The delegation arrived.", "source", "没有"),
    (
        "fr",
        "Le maire n'a pas signé le contrat.",
        "The mayor signed the contract.",
        "source",
        "n'a pas signé le contrat",
    ),
    ("de", "Das Haus kostet mehr als zuvor.", "The house costs less than before.", "target", "less than"),
    ("ru", "Урожай лучше прошлогоднего.", "The harvest is worse than last year's.", "target", "worse"),
    ("es", "Murieron al menos diez soldados.", "At most ten soldiers died.", "target", "At most"),
    ("ar", "الوضع أسوأ الآن.", "The situation is better now.", "target", "better"),
    ("it", "Il ministro non ha firmato il contratto.", "The minister signed the contract.", "source", "non"),
    ("it", "Il ministro ha firmato il contratto.", "The minister did not sign the contract.", "target", "did not"),
    ("cs", "Ministr smlouvu nikdy nepodepsal.", "The minister signed the contract.", "source", "nikdy nepodepsal"),
    ("es", "Murieron más de diez soldados.", "Less than ten soldiers died.", "target", "Less than"),
    ("pt", "Mais de 300 pessoas vieram.", "Fewer than 300 people came.", "target", "Fewer than"),
    ("pt", "Menos de 300 pessoas vieram.", "More than 300 people came.", "target", "More than"),
    ("uk", "Понад 300 людей прийшли.", "Fewer than 300 people came.", "target", "Fewer than"),
    ("ro", "Au venit mai mult de 300 de oameni.", "Fewer than 300 people came.", "target", "Fewer than"),
    ("ro", "Au venit mai puțini de 300 de oameni.", "More than 300 people came.", "target", "More than"),
    ("tr", "300'den fazla kişi geldi.", "Fewer than 300 people came.", "target", "Fewer than"),
    ("fa", "بیش از 300 نفر آمدند.", "Fewer than 300 people came.", "target", "Fewer than"),
    ("he", "פחות מ-300 איש באו.", "More than 300 people came.", "target", "More than"),
    ("et", "Tuli rohkem kui 300 inimest.", "Fewer than 300 people came.", "target", "Fewer than"),
    ("es", "El gobierno no subirá los impuestos.", "The government will raise taxes.", "source", "no"),
    ("es", "El gobierno subirá los impuestos.", "The government will not raise taxes.", "target", "will not"),
    ("pt", "O juiz não assinou o despacho.", "The judge signed the order.", "source", "não"),
    ("ro", "Primarul nu a semnat contractul.", "The mayor signed the contract.", "source", "nu"),
    ("ru", "Он не пришёл на заседание.", "He came to the meeting.", "source", "не пришёл"),
    ("ru", "Правительство не будет повышать налоги.", "The government will raise taxes.", "source", "не будет"),
    ("uk", "Уряд не підвищив податки.", "The government raised taxes.", "source", "не підвищив"),
    ("he", "השר לא חתם על ההסכם.", "The minister signed the agreement.", "source", "לא"),
    ("fa", "دولت مالیات را افزایش نمی‌دهد.", "The government raises taxes.", "source", "نمی"),
    ("tr", "Köprü güvenli değil.", "The bridge is safe.", "source", "değil"),
    ("tr", "Bakan anlaşmayı imzalamadı.", "The minister signed the agreement.", "source", "imzalamadı"),
    ("et", "Valitsus ei tõsta makse.", "The government raises taxes.", "source", "ei tõsta"),
    ("fr", "Moins d'un tiers des écoles ont fermé.", "More than a third of schools closed.", "target", "More than"),
    ("fr", "Plus d’un million d’euros ont disparu.", "Less than a million euros are gone.", "target", "Less than"),
    ("fr", "Il y a plus qu'une solution.", "There is less than one solution.", "target", "less than"),
    ("it", "Meno d'un terzo delle scuole ha chiuso.", "More than a third of schools closed.", "target", "More than"),
    ("pt", "Vieram pelo menos 300 pessoas.", "At most 300 people came.", "target", "At most"),
]
SILENT = [
    ("de", "Die Brücke ist nicht sicher.", "The bridge is unsafe."),
    ("de", "Die Lage ist nicht einfach, aber nicht hoffnungslos.", "The situation is tricky."),
    ("de", "Kommt er nicht?", "Is he coming?"),
    ("de", "Nicht nur der Rat, auch die Stadt hofft.", "Both the council and the town hope."),
    ("de", "Er kam ohne Geld.", "He did not bring money."),
    ("de", "Er weigert sich zu zahlen.", "He will not pay."),
    ("de", "Er verschwieg den Gästen das Leck.", "The guests were not told of the leak."),
    ("de", "Die Spenderin möchte anonym bleiben.", "The donor does not want her name told."),
    ("fr", "Le prix n'a pas bougé.", "The price is frozen."),
    ("de", "Der Botschafter wurde nicht eingeladen.", "The ambassador was left off the list."),
    ("ar", "رفض الوزير التوقيع.", "The minister did not sign."),
    ("es", "La boda costó más de lo que dijo el banquero.", "The banker told of less than the wedding had cost."),
    ("it", "La nutria fa più danni di quanti ne faccia la piena.", "Floods do less harm than coypus."),
    ("it", "Non vedente dalla nascita, ha superato il concorso.", "Blind since birth, she has passed the exam."),
    ("it", "Il detersivo va tenuto lontano dai bambini.", "Children should not be able to reach it."),
    ("it", "Resterà finché non arriva il treno.", "He will stay here up to the arrival of the train."),
    ("de", "So stark wie seit 2019 nicht mehr stieg der Preis.", "The price saw its strongest rise since 2019."),
    ("de", "Der Rat lässt kein gutes Haar an ihr.", "The council is scathing about her."),
    ("de", "Sie säugen fremde Junge.", "They suckle cubs that are not their own."),
    ("de", "Viele brechen ihre Lehre ab.", "A lot of them do not finish their training."),
    ("ar", "لم ينم الوفد حتى اتفق على البند.", "It was with the clause agreed that the delegation slept."),
    ("ar", "احتجبت الصحف اليوم.", "The papers did not appear today."),
    ("cs", "Vrtulník nemohl vzlétnout.", "The helicopter was grounded."),
    ("zh", "他被同伙灭口。", "His accomplices killed him so that he could not talk."),
    ("ru", "Погибло не более десяти солдат.", "Fewer than ten soldiers died."),
    ("de", "Das Haus kostet mehr als das alte, das billiger war.", "The house costs more than the old one."),
    ("de", "Heute ist es besser, gestern war es schlechter.", "It was worse yesterday."),
    ("pt", "Vieram nada menos que 300 pessoas.", "More than 300 people came."),
    ("pt", "Não mais de 300 pessoas vieram.", "Fewer than 301 people came."),
    ("pt", "Mais de 300 vieram, menos de 20 ficaram.", "Fewer than 20 of the 300 stayed."),
    ("pt", "Cresce duas vezes mais do que a outra caixa.", "It is at twice the rate when less than full."),
    ("he", "הוא דיבר יותר מדי.", "He listened to less than he should."),
    ("tr", "Neden az su var?", "There is more than enough water."),
    ("sq", "Ura nuk është e sigurt.", "The bridge is safe."),
    ("es", "No todos los puentes son iguales.", "Bridges vary."),
    ("es", "El barco, ajeno a la naviera, zarpó.", "The ship, which was not the company's, sailed."),
    ("pt", "Uma sala para não fumadores.", "A room for those who smoke elsewhere."),
    ("ru", "Механик не закрутил гайки.", "The mechanic left the nuts loose."),
    ("ru", "Он приехал на чужой машине.", "He came in a car that was not his."),
    ("tr", "Sis nedeniyle vapurlar yapılamadı.", "Fog has brought the ferries to a standstill."),
    ("uk", "Учні не вийшли на уроки.", "The pupils boycotted class."),
    ("de", "Die Brücke ist nicht sicher.", "The Brücke ist nicht sicher."),  # another check's matter
]
LOST = [
    # what stands beside the "not" and keeps the rule silent
    ("de", "Kündigungen soll es vor 2026 nicht geben.", "There will be redundancies before 2026.", "nicht"),
    ("ar", "العمال لم يتقاضوا أجورهم منذ ثلاثة أشهر", "The workers have received their wages for three months.", "لم"),
    ("es", "El banco todavía no ha pagado, ni el otro.", "The bank has just paid, as has the other.", "no"),
    ("fr", "Le maire n'a pas encore signé.", "The mayor has already signed.", "n'a pas"),
    ("zh", "他没有参加第一次会议。", "He attended the first meeting.", "没有"),
    ("ru", "Он не пришёл, как и все другие.", "He came, like all the others.", "не пришёл"),
]
DENIED = [
    ("de", "Kündigungen soll es vor 2026 nicht geben.", "Redundancies are ruled out until 2026."),
    ("de", "Er kam nicht.", "He failed to come."),
    ("de", "Er kam nicht?", "He came."),
    ("de", "Er kam nicht.", "Er kam nicht."),
    ("de", "Er kam zu spät.", "He came."),
    ("es", "El plan no es posible.", "The plan is impossible."),
    ("de", "nicht " * 100, "He came to the meeting."),  # no single sentence
    ("sq", "Ura nuk është e sigurt.", "The bridge is safe."),  # nothing is known of how it denies
]


@pytest.mark.parametrize(("lang", "source", "target", "side", "words"), FOUND)
def test_the_opposite_is_found(
    make_document: MakeDocument, lang: str, source: str, target: str, side: str, words: str
) -> None:
    (flag,) = POLARITY.find(make_document(source, target, lang))
    text = target if side == "target" else source
    assert (flag.side, flag.severity) == (side, Severity.MAJOR)
    assert words.startswith(flag.span.of(text))


@pytest.mark.parametrize(("lang", "source", "target"), SILENT)
def test_what_may_be_said_so_is_left_alone(make_document: MakeDocument, lang: str, source: str, target: str) -> None:
    assert POLARITY.find(make_document(source, target, lang)) == []


def test_each_segment_is_checked_by_itself(make_document: MakeDocument) -> None:
    source, target = "Er kommt.\nDie Brücke ist nicht sicher.", "He is coming.\nThe bridge is safe."
    (flag,) = POLARITY.find(make_document(source, target, "de"))
    assert flag.span.of(source) == "nicht"


@pytest.mark.parametrize(("lang", "source", "target", "word"), LOST)
def test_a_lost_denial_is_found_beside_whatever_else(
    make_document: MakeDocument, lang: str, source: str, target: str, word: str
) -> None:
    assert POLARITY.find(make_document(source, target, lang)) == []
    (segment,) = make_document(source, target, lang).segments
    flag = lost_denial(segment, lang)
    assert flag is not None and (flag.check, flag.side, flag.severity) == ("polarity", "source", Severity.MAJOR)
    assert flag.span.of(source).startswith(word) and f"“{flag.span.of(source)}”" in flag.message


@pytest.mark.parametrize(("lang", "source", "target"), DENIED)
def test_whatever_denies_may_be_said_for_it(make_document: MakeDocument, lang: str, source: str, target: str) -> None:
    (segment,) = make_document(source, target, lang).segments
    assert lost_denial(segment, lang) is None
