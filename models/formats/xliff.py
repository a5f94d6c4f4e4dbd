"""Reads XLIFF: which units it has, in which languages, and where in the file they stand."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from models.errors import InvalidInput
from models.formats.inline import Content, content_of
from models.formats.inline_codes import codes_in
from models.formats.units import MAX_FILE_UNITS, Unit, UnitLanguages, at_most
from models.formats.xml_tree import XML, Element, Tree
from models.visible_text import has_text

_NAMESPACES = {
    "1.2": ("urn:oasis:names:tc:xliff:document:1.2", ""),
    "2.0": ("urn:oasis:names:tc:xliff:document:2.0",),
    "2.1": ("urn:oasis:names:tc:xliff:document:2.0",),
    "2.2": ("urn:oasis:names:tc:xliff:document:2.2", "urn:oasis:names:tc:xliff:document:2.0"),
}
"""By version: what the elements' namespace may be. Many files of version 1.2 have none."""


@dataclass(frozen=True)
class XliffUnit:
    """A translated pair and where it stands.

    `holder` is where standoff annotations go: the <trans-unit>, in XLIFF 2 the <unit>, which may hold several pairs.
    """

    unit: Unit
    languages: UnitLanguages
    target: Element
    holder: Element
    file: Element
    content: Content


def is_version_2(tree: Tree) -> bool:
    """True for XLIFF 2.x, False for 1.2. Raises InvalidInput when it is neither."""
    namespace, local = tree.root.name
    version = tree.root.get("version")
    if local != "xliff":
        raise InvalidInput(f"The file is not XLIFF: its first element is <{local[:60]}>.")
    if not version:
        raise InvalidInput(f"The file does not say its version of XLIFF; what is read is {', '.join(_NAMESPACES)}.")
    if version not in _NAMESPACES:
        raise InvalidInput(f"The file is XLIFF {version[:20]!r}; what is read is {', '.join(_NAMESPACES)}.")
    if namespace not in _NAMESPACES[version]:
        raise InvalidInput(f"The file says it is XLIFF {version}, but its namespace is {namespace[:100]!r}.")
    return version != "1.2"


def translated_units(tree: Tree, given: UnitLanguages) -> list[XliffUnit]:
    """The pairs of a file that are to be translated and are, in order.

    Left out is what has no text in its target yet, and what the file says is not to be translated. Raises InvalidInput
    for another version, when a language is not known, for a pair with two sources or targets, and for more than
    MAX_FILE_UNITS pairs.
    """
    read = _read_2 if is_version_2(tree) else _read_1
    return at_most(MAX_FILE_UNITS, read(tree, given))


def _read_1(tree: Tree, given: UnitLanguages) -> Iterator[XliffUnit]:
    """Every <trans-unit>; what was only proposed stands in an <alt-trans> and is no child of it."""
    for file in _named(tree.root, "file"):
        for holder in _named(file, "trans-unit"):
            target_lang = file.get("target-language")
            if target_lang == "" and (target := tree.child(holder, "target")) is not None:
                target_lang = target.get("lang", XML)
            languages = UnitLanguages(file.get("source-language"), target_lang)
            yield from _pair(tree, holder, holder, file, languages, given)


def _read_2(tree: Tree, given: UnitLanguages) -> Iterator[XliffUnit]:
    """Every <segment> of every <unit>; an <ignorable> is what stands between sentences."""
    languages = UnitLanguages(tree.root.get("srcLang"), tree.root.get("trgLang"))
    for file in _named(tree.root, "file"):
        for holder in _named(file, "unit"):
            for segment in _named(holder, "segment"):
                yield from _pair(tree, segment, holder, file, languages, given)


def _pair(
    tree: Tree, pair: Element, holder: Element, file: Element, said: UnitLanguages, given: UnitLanguages
) -> Iterator[XliffUnit]:
    if holder.inherited("translate") == "no":
        return
    source, target = tree.child(pair, "source"), tree.child(pair, "target")
    if source is None or target is None:
        return
    content = content_of(target, tree.data)
    if has_text(content.text):
        codes = (*codes_in(source, "source"), *codes_in(target, "target"))
        unit = Unit(holder.get("id"), content_of(source, tree.data).text, content.text, codes=codes)
        yield XliffUnit(unit, said.or_else(given), target, holder, file, content)


def _named(element: Element, local: str) -> Iterator[Element]:
    """The elements of that name inside another, in its namespace; none inside one of them, which no version allows."""
    for child in element.elements():
        if child.name == (element.name[0], local):
            yield child
        else:
            yield from _named(child, local)
