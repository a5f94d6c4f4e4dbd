"""Single words of the source left in English: common nouns, not names, loans, titles or what is explained."""

from __future__ import annotations

import pytest

from models.checks.untranslated.untranslated import UNTRANSLATED
from models.mqm import Category, Severity


@pytest.mark.parametrize(
    ("lang", "source", "target", "left"),
    [
        ("de", "Der Schatzmeister schweigt.", "The Schatzmeister says nothing.", ["Schatzmeister"]),
        ("de", "Er zahlte das Knöllchen.", "He paid the Knöllchen.", ["Knöllchen"]),
        ("de", "Zwei Sennerinnen gewannen.", "Two Sennerinnen won.", ["Sennerinnen"]),
        ("es", "Robaron tres ordenadores.", "They stole three ordenadores.", ["ordenadores"]),
        ("cs", "Odvezla ho záchranka.", "The záchranka took him away.", ["záchranka"]),
        ("et", "Volikogu ehitab uue raamatukogu.", "The council is building a new raamatukogu.", ["raamatukogu"]),
        ("de", "Er braucht einen Auspuff.", "He needs an Auspuff.", ["Auspuff"]),
        ("de", "Drei Zapfhähne fehlen.", "Three Zapfhähne are missing.", ["Zapfhähne"]),
        ("de", "Die Feuerwehr sperrte die Brücke.", "Firefighters closed the Brücke.", ["Brücke"]),
        ("de", "Die Feuerwehr kam mit drei Wagen.", "The Feuerwehr came in three vehicles.", ["Feuerwehr"]),
        ("de", "Im Gefängnis brach Feuer aus.", "A fire broke out in the Gefängnis.", ["Gefängnis"]),
        ("et", "Politsei otsib tunnistajaid.", "Politsei is looking for witnesses.", ["Politsei"]),
        ("es", "El alcalde firmó el contrato.", "The alcalde signed the contract.", ["alcalde"]),
        ("fr", "La grève continue.", "The grève goes on.", ["grève"]),
        ("tr", "Kuzeyde kuvvetli poyraz bekleniyor.", "Strong poyraz is expected in the north.", ["poyraz"]),
    ],
)
def test_flags_a_word_of_the_source(make_document, lang: str, source: str, target: str, left: list[str]) -> None:
    flags = UNTRANSLATED.find(make_document(source, target, lang))
    assert [flag.span.of(target) for flag in flags] == left
    assert {(flag.category, flag.severity) for flag in flags} == {(Category.UNTRANSLATED, Severity.MINOR)}
    assert [evidence.span.of(source) for flag in flags for evidence in flag.evidence] == left


def test_a_word_is_known_by_its_small_letters_where_it_begins_the_source(make_document) -> None:
    (flag,) = UNTRANSLATED.find(make_document("Primarul a semnat.", "The primarul has signed.", "ro"))
    assert [evidence.span.of("Primarul a semnat.") for evidence in flag.evidence] == ["Primarul"]


def test_several_in_a_sentence_are_major(make_document) -> None:
    source = "Die Bürgermeisterin sprach mit den Feuerwehrleuten und den Feuerwehrleute genannten Helfern."
    target = "The Bürgermeisterin spoke with the Feuerwehrleute."
    flags = UNTRANSLATED.find(make_document(source, target, "de"))
    assert [flag.span.of(target) for flag in flags] == ["Bürgermeisterin", "Feuerwehrleute"]
    assert {flag.severity for flag in flags} == {Severity.MAJOR}


@pytest.mark.parametrize(
    ("lang", "source", "target"),
    [
        ("de", "Der Rangierbahnhof Maschen ruht.", "The Maschen marshalling yard is at rest."),
        ("de", "Die Polizei in Gelsenkirchen sucht Zeugen.", "Police in Gelsenkirchen seek witnesses."),
        ("de", "Frau Hofmeister klagt.", "Ms Hofmeister is suing."),
        ("de", "Die Stiftung Warentest rät ab.", "Stiftung Warentest advises against it."),
        ("es", "La fiesta empezó tras la siesta.", "The fiesta began after the siesta."),
        ("de", "Der Kindergarten schließt.", "The kindergarten is closing."),
        ("de", "Sie nennt es „Entschleunigung“.", "She calls it “Entschleunigung”."),
        ("de", "Die Sennerin dankte.", "The Sennerin (Alpine dairywoman) said thanks."),
        ("de", "Sie fuhr auf die Zugspitze.", "She went up the Zugspitze."),
        ("de", "Er kaufte einen Rossmann-Laden.", "He bought a Rossmann shop."),
        ("cs", "Česká spořitelna a Sdružení kandidátů", "Česká spořitelna and Sdružení kandidátů"),
        ("cs", "Hledejte na mapy.cz.", "Search on mapy.cz."),
        ("de", "Das ist angenehm, sagt Konhäuser.", "It is pleasant, said Konhäuser."),
        ("de", "Das ist ein Krogmann, sagte sie.", "That is a Krogmann, she said."),
        ("de", "Ein Wolfsburger gewann.", "A man from Wolfsburg won."),
        ("et", "Tallinna peaminister rääkis.", "The prime minister spoke in Tallinn."),
        ("de", "Sie las den Tagesspiegel am Kurfürstendamm.", "She read the Tagesspiegel on the Kurfürstendamm."),
        ("de", "Die Brücke GmbH baut.", "The Brücke GmbH is building."),
        ("de", "Frau Brandt und Herr Richter klagen.", "Ms Brandt and Mr Richter are suing."),
        ("et", "Kersti rääkis Postimehele.", "Kersti spoke to Postimees."),
        ("es", "Correos anunció cierres.", "Correos announced closures."),
        ("es", "Comieron tapas y churros.", "They ate tapas and churros."),
        ("es", "La izquierda abertzale protesta.", "The abertzale left protests."),
        ("cs", "CHKO České středohoří je zavřená.", "The České středohoří hills are closed."),
        ("fr", "Le Livret A rapporte moins.", "The Livret A pays less."),
        ("fr", "La Ligue des droits de l'homme a saisi la cour.", "The Ligue des droits de l'homme went to court."),
        ("ar", "قال الوزير", "The minister spoke"),
    ],
)
def test_silent_on_names_loans_and_what_is_explained(make_document, lang: str, source: str, target: str) -> None:
    assert UNTRANSLATED.find(make_document(source, target, lang)) == []
