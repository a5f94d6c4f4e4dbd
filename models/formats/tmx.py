"""Reads TMX 1.4: the pairs of two languages out of a translation memory."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from models.errors import InvalidInput
from models.formats.decoding import decode_xml
from models.formats.inline import content_of
from models.formats.units import SOURCE_LANG, TARGET_LANG, Unit, UnitLanguages, at_most
from models.formats.xml_tree import XML, Element, Tree, read_xml
from models.intake.fields import MAX_UNITS
from models.languages import primary_code
from models.visible_text import has_text

ANY_LANGUAGE = "*all*"
"""What the header says when every language of a unit may be its source."""


def read_tmx(content: bytes, given: UnitLanguages) -> tuple[list[Unit], UnitLanguages]:
    """The units that have both languages, in order, and these two.

    The header says what the source language is, unless one is given; in a file with exactly two languages the other is
    the target's, and where any may be the source, that of the first unit's srclang or else of its first text. "en"
    stands for "en-US" and "en-GB" too, where a unit has no "en". Raises InvalidInput for what is not TMX, and when a
    language is not known.
    """
    # TMX files name the DTD of the format, which is then not read
    tree = read_xml(decode_xml(content).text, may_name_dtd=True)
    if tree.root.name[1] != "tmx":
        raise InvalidInput(f"The file is not TMX: its first element is <{tree.root.name[1][:60]}>.")
    if next(_units(tree), None) is None:
        raise InvalidInput("The file has no units: there is nothing to check.")
    tags = _tags(tree, given)
    languages = UnitLanguages().or_else(tags)
    units = at_most(MAX_UNITS, (unit for element in _units(tree) if (unit := _unit(tree, element, tags))))
    if not units:
        pair = f"{SOURCE_LANG} {tags.source!r} and {TARGET_LANG} {tags.target!r}"
        raise InvalidInput(f"No unit of the file has a text in both {pair}.")
    return units, languages


def _tags(tree: Tree, given: UnitLanguages) -> UnitLanguages:
    """The two languages as far as they are given or the file says them, "" for one that is left open."""
    header = tree.child(tree.root, "header")
    source = given.source or _said(header)
    if source and given.target:
        return UnitLanguages(source, given.target)
    found = list(dict.fromkeys(tag for unit in _units(tree) for one in unit.elements() if (tag := _plain(_tag(one)))))
    by_code = {primary_code(tag): tag for tag in reversed(found)}
    pair = found if len(found) == 2 else list(reversed(by_code.values()))
    if len(pair) != 2 or not all(primary_code(tag) for tag in pair):
        return UnitLanguages(source, given.target)
    if not source:
        source = _other(pair, given.target) if given.target else _said(next(_units(tree))) or pair[0]
    return UnitLanguages(source, given.target or _other(pair, source))


def _said(element: Element | None) -> str:
    """The source language by its srclang."""
    said = element.get("srclang") if element is not None else ""
    return "" if said.lower() == ANY_LANGUAGE else said


def _other(pair: Sequence[str], tag: str) -> str:
    """Of two languages the one that `tag` is not; "" when it is neither."""
    if _plain(tag) in pair:
        return pair[1 - pair.index(_plain(tag))]
    others = [one for one in pair if primary_code(one) != primary_code(tag)]
    return others[0] if len(others) == 1 else ""


def _units(tree: Tree) -> Iterator[Element]:
    body = tree.child(tree.root, "body")
    return (found for found in body.elements() if found.name[1] == "tu") if body is not None else iter(())


def _unit(tree: Tree, element: Element, tags: UnitLanguages) -> Unit | None:
    source, target = _text(tree, element, tags.source), _text(tree, element, tags.target)
    return Unit(element.get("tuid"), source, target) if has_text(source) and has_text(target) else None


def _text(tree: Tree, element: Element, tag: str) -> str:
    """The text in a language: the one of exactly that tag, else the first that shares its language.

    Raises InvalidInput, with the line, for another text under the same tag: either may be the translation.
    """
    variants = [found for found in element.elements() if found.name[1] == "tuv"]
    near = [found for found in variants if primary_code(_tag(found)) == primary_code(tag)]
    exact = [found for found in near if _plain(_tag(found)) == _plain(tag)]
    if not near:
        return ""
    first = [*exact, *near][0]
    text = _said_in(tree, first)
    for other in near:
        if _plain(_tag(other)) == _plain(_tag(first)) and _said_in(tree, other) != text:
            told = f"The <tu> of line {tree.line_of(element)} has two different texts in {_tag(first)[:60]!r}"
            raise InvalidInput(f"{told}: keep one of them, line {tree.line_of(other)}.")
    return text


def _said_in(tree: Tree, variant: Element) -> str:
    segment = tree.child(variant, "seg")
    return content_of(segment, tree.data).text if segment is not None else ""


def _tag(variant: Element) -> str:
    """The language of a <tuv>: xml:lang, in old files lang."""
    return variant.get("lang", XML) or variant.get("lang")


def _plain(tag: str) -> str:
    return tag.lower().replace("_", "-")
