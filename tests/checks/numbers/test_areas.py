"""Units of area belong to their numbers: hectares are no square kilometres, and a converted area is right."""

from __future__ import annotations

import pytest

from models.checks.numbers.numbers import NUMBERS
from tests.checks.conftest import MakeDocument

OTHERWISE = [
    ("de", "Die Halle hat 500 Quadratmeter.", "The hall has 500 square kilometres.", "500 square kilometres"),
    ("de", "Das Feuer vernichtete 300 Hektar.", "The fire destroyed 300 square kilometres.", "300 square kilometres"),
    ("de", "Das Feuer vernichtete 300 ha.", "The fire destroyed 300 acres.", "300 acres"),
    ("ru", "Площадь зала 500 квадратных метров.", "The hall has 500 square kilometers.", "500 square kilometers"),
    ("uk", "Площа зали 500 кв. м.", "The hall has 500 square feet.", "500 square feet"),
    ("es", "La sala tiene 500 metros cuadrados.", "The hall has 500 square feet.", "500 square feet"),
    ("pt", "A sala tem 500 metros quadrados.", "The hall has 500 sq ft.", "500 sq ft"),
    ("it", "La sala ha 500 metri quadrati.", "The hall has 500 square feet.", "500 square feet"),
    ("fr", "La salle fait 500 mètres carrés.", "The hall has 500 acres.", "500 acres"),
    ("fr", "La forêt de 500 km² a brûlé.", "The forest of 500 square miles burned.", "500 square miles"),
    ("cs", "Sál má 500 metrů čtverečních.", "The hall has 500 square feet.", "500 square feet"),
    ("tr", "Salon 500 metrekare.", "The hall has 500 square feet.", "500 square feet"),
    ("et", "Saal on 500 ruutmeetrit.", "The hall has 500 square feet.", "500 square feet"),
    ("ar", "تبلغ مساحة القاعة 500 متر مربع.", "The hall has 500 square kilometres.", "500 square kilometres"),
    ("zh", "大厅面积500平方米。", "The hall has 500 square kilometres.", "500 square kilometres"),
    ("zh", "烧毁森林500公顷。", "Some 500 acres of forest burned.", "500 acres"),
    ("ne", "हल 500 वर्ग मिटर छ।", "The hall has 500 square kilometres.", "500 square kilometres"),
    ("he", 'שטח של 500 קמ"ר', "An area of 500 square metres", "500 square metres"),
    ("de", "Die Halle hat 500 qm.", "The hall has 500 square kilometres.", "500 square kilometres"),
    ("si", "වර්ග කිලෝමීටර 500", "500 kilometres", "500 kilometres"),
    ("de", "Es brannten 500 Quadratmeter Wald.", "Some 500 metres of forest burned.", "500 metres"),
    ("ar", "احترق 50 مترا مربعا من الغابة.", "Some 50 metres of forest burned.", "50 metres"),
    ("zh", "烧毁森林500平方公里。", "Some 500 kilometres of forest burned.", "500 kilometres"),
    ("ru", "Длина забора 500 метров.", "The fence is 500 square metres.", "500 square metres"),
]
SAME = [
    ("de", "Die Halle hat 500 Quadratmeter.", "The hall has 500 square metres."),
    ("de", "Die Halle hat 500 Quadratmeter.", "The hall has 5,380 square feet."),
    ("de", "Das Feuer vernichtete 300 Hektar.", "The fire destroyed 740 acres."),
    ("de", "Das Feuer vernichtete 300 Hektar.", "The fire destroyed three square kilometres."),
    ("es", "Ardieron 3000 hectáreas.", "Some 30 square kilometres burned."),
    ("fr", "Une forêt de 518 km² a brûlé.", "A forest of 200 square miles burned."),
    ("fr", "La salle fait 500 mètres carrés.", "The hall has 500 m²."),
    ("ru", "Площадь зала 500 кв. м.", "The hall has 500 sq m."),
    ("ru", "Площадь 500 кв. км.", "An area of 500 km2."),
    ("zh", "面积500平方公里。", "It covers 500 square kilometers."),
    ("zh", "烧毁森林500公顷。", "Some 500 hectares of forest burned."),
    ("ar", "على مساحة 500 كيلومتر مربع", "Over 500 square kilometres"),
    ("ne", "हल 500 वर्ग मिटर छ।", "The hall has 500 square metres."),
    ("he", "שטח של 500 מטר רבוע", "An area of 500 square meters"),
    ("fa", "مساحت ۵۰۰ متر مربع", "An area of 500 square metres"),
    ("he", "שטח של 500 מטר מרובע", "An area of 500 square meters"),
    ("he", 'שטח של 500 מ"ר', "An area of 500 square meters"),
    ("ar", "مساحة 50 مترًا مربعًا", "An area of 50 square metres"),
    ("de", "Die Halle hat 500 qm.", "The hall has 500 square metres."),
    ("si", "වර්ග කිලෝමීටර 500", "500 square kilometres"),
    ("ro", "O sală de 500 de metri pătrați", "A hall of 500 square metres"),
]


@pytest.mark.parametrize(("lang", "source", "target", "wrong"), OTHERWISE)
def test_another_unit_of_area_is_found(
    make_document: MakeDocument, lang: str, source: str, target: str, wrong: str
) -> None:
    (flag,) = NUMBERS.find(make_document(source, target, lang))
    assert flag.span.of(target) == wrong


@pytest.mark.parametrize(("lang", "source", "target"), SAME)
def test_the_same_area_is_right(make_document: MakeDocument, lang: str, source: str, target: str) -> None:
    assert [flag.message for flag in NUMBERS.find(make_document(source, target, lang))] == []
