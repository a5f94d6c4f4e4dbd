"""Another surname or another place between languages of Latin letters, and all that only looks like one."""

from __future__ import annotations

import pytest

from models.checks.names.names import NAMES
from models.mqm import Severity
from tests.checks.conftest import MakeDocument

OTHER = [
    # language, source, target, the wrong name
    ("de", "Das Werk leitet Anna Schmidt.", "The plant is run by Anna Schneider.", "Schneider"),
    ("de", "Peter Schulze und Klaus Meier kamen.", "Peter Schulze and Klaus Müller came.", "Müller"),
    ("de", "Bürgermeisterin Hanna Becker trat zurück.", "Mayor Hannah Becker resigned.", "Hannah"),
    ("es", "La fábrica la dirige María Gómez.", "The plant is run by María González.", "González"),
    ("fr", "Jean Dupont a été élu.", "Jean Durand was elected.", "Durand"),
    ("it", "Lo ha detto Marco Rossi.", "Marco Bianchi said so.", "Bianchi"),
    ("cs", "Továrnu vede Jan Novák.", "The plant is run by Jan Novotný.", "Novotný"),
    ("tr", "Fabrikayı Ayşe Yılmaz yönetiyor.", "The plant is run by Ayşe Demir.", "Demir"),
    ("ro", "A câștigat Andrei Popescu.", "The winner is Andrei Ionescu.", "Ionescu"),
    ("et", "Võitis Jaan Tamm.", "The winner is Jaan Kask.", "Kask"),
    ("fr", "Le train part de Lyon ce soir.", "The train departs from Lille tonight.", "Lille"),
]
SAME = [
    ("it", "Il treno parte da Torino per Firenze.", "The train goes from Turin to Florence."),
    ("de", "Der Zug fährt von Köln nach Wien.", "The train goes from Cologne to Vienna."),
    ("fr", "Il vient d'Anvers et vit à Pékin.", "He comes from Antwerp and lives in Beijing."),
    ("cs", "Řekl to Petru Pavlovi a Janě Novákové.", "He told Petr Pavel and Jana Nováková so."),
    ("tr", "Ayşe Yılmaz'ın fabrikası İzmir'de.", "Ayşe Yılmaz's plant is in Izmir."),
    ("de", "Boris Jelzin folgte auf Nikita Chruschtschow.", "Boris Yeltsin, after Nikita Khrushchev."),
    ("fr", "Vladimir Poutine et Nikita Khrouchtchev", "Vladimir Putin and Nikita Khrushchev"),
    ("de", "Papst Johannes Paul II. besuchte Warschau.", "Pope John Paul II visited Warsaw."),
    ("es", "El Banco Central y la Cruz Roja ayudaron.", "The Central Bank and the Red Cross helped."),
    ("cs", "Vysílá to Radio Svobodná Evropa.", "It is on Radio Free Europe."),
    ("cs", "Hraje Sparta Praha.", "It is Sparta Prague that play."),
    ("es", "Juan Gómez Pérez vive en Cádiz.", "In Cádiz lives Juan Gómez."),
    ("it", "Ha vinto la Juve a Napoli.", "The win went to Juventus in Naples."),
    ("de", "Er kam vom FC Bayern München.", "He came from FC Bayern Munich."),
    ("et", "Ta kohtus Viktor Janukovõtši ja Viktor Juštšenkoga.", "He met Viktor Yanukovych and Viktor Yushchenko."),
    ("et", "Ta kohtus Viktor Juštšenkoga.", "He met Viktor Yushchenko."),
    ("et", "Ta rääkis Jaan Tammest ja Jaan Kasele.", "He spoke of Jaan Tamm, and to Jaan Kask."),
]


@pytest.mark.parametrize(("lang", "source", "target", "wrong"), OTHER)
def test_another_name_is_found(make_document: MakeDocument, lang: str, source: str, target: str, wrong: str) -> None:
    flags = NAMES.find(make_document(source, target, lang))
    assert [(flag.span.of(target), flag.severity) for flag in flags] == [(wrong, Severity.MAJOR)]


@pytest.mark.parametrize(("lang", "source", "target"), SAME)
def test_silent_on_the_same_name_by_another_spelling(
    make_document: MakeDocument, lang: str, source: str, target: str
) -> None:
    assert NAMES.find(make_document(source, target, lang)) == []


def test_both_names_of_a_person_may_be_others(make_document: MakeDocument) -> None:
    target = "This was reported by Andrei Kuznetsov."
    (flag,) = NAMES.find(make_document("Об этом сообщил Алексей Сидоров.", target, "ru"))
    assert (flag.span.of(target), flag.severity) == ("Kuznetsov", Severity.MAJOR)
    for sound in ("This was reported by Aleksey Sidorov.", "This was reported by the Kremlin."):
        assert NAMES.find(make_document("Об этом сообщил Алексей Сидоров.", sound, "ru")) == []
