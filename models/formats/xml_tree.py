"""An XML document as a tree that knows where in the file everything stands.

Annotations are put into the file's own text at these places, so that all that is not ours stays as it was, byte by
byte: no writer of XML keeps quotation marks, character references and the white space inside tags. The parser is
expat; document types are refused, and with them entities of every kind.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from xml.parsers import expat

import regex

from models.errors import InvalidInput
from models.formats.xml_faults import xml_fault

MAX_DEPTH = 100
"""Elements inside each other, far more than any format of translators has."""
MAX_ELEMENTS = 100_000
"""Twenty for each unit that is checked at most. An element takes some 700 bytes of memory, whatever it says."""
MAX_PIECES = 400_000
"""Of text between tags, line ends and references: each is a piece, and takes some 200 bytes."""
XML = "http://www.w3.org/XML/1998/namespace"
Name = tuple[str, str]
"""Namespace and local name; the namespace is "" where there is none."""
_SEPARATOR = " "
_ATTRIBUTE = regex.compile(rb"(?<!\s)\s++([^\s=]++)\s*+=\s*+(?:\"([^\"]*+)\"|'([^']*+)')")
_START_TAG = regex.compile(rb"<([^\s/>\"']++)(?:[^\"'>]++|\"[^\"]*+\"|'[^']*+')*+>")


@dataclass(frozen=True, slots=True)
class TextEdit:
    """`text` instead of the bytes `start` to `end` of a file."""

    start: int
    end: int
    text: str = ""


@dataclass(frozen=True, slots=True)
class Written:
    """An attribute where it stands in the file, from the white space before it on."""

    name: Name
    start: int
    end: int


@dataclass(slots=True)
class XmlText:
    """Characters without a tag between them. `pieces`: place in the file, characters, whether in a CDATA section."""

    pieces: list[tuple[int, str, bool]] = field(default_factory=list)


@dataclass(slots=True)
class Element:
    """An element; its tags at `start`:`inner` and `inner_end`:`end`, which are one tag where it is empty."""

    name: Name
    attributes: dict[Name, str]
    start: int
    inner: int
    tag: bytes
    parent: Element | None = field(repr=False)
    inner_end: int = 0
    end: int = 0
    children: list[Element | XmlText] = field(default_factory=list, repr=False)

    @property
    def is_one_tag(self) -> bool:
        """True for <x/>."""
        return self.tag.endswith(b"/>")

    @property
    def qualified_name(self) -> str:
        """Its name as it is written, with its prefix."""
        found = _START_TAG.match(self.tag)
        assert found is not None  # the tag was cut out by this pattern
        return found[1].decode()

    @property
    def after_name(self) -> int:
        """Where another attribute can be put."""
        return self.start + 1 + len(self.qualified_name.encode())

    def written(self) -> Iterator[Written]:
        """Its attributes in the order of the file, declarations of namespaces left out."""
        found = _ATTRIBUTE.finditer(self.tag, 1 + len(self.qualified_name.encode()))
        names = iter(self.attributes)
        for attribute in found:
            if attribute[1] != b"xmlns" and not attribute[1].startswith(b"xmlns:"):
                yield Written(next(names), self.start + attribute.start(), self.start + attribute.end())

    def declared(self) -> Iterator[tuple[str, str]]:
        """The prefixes that it declares, and for which namespace."""
        for attribute in _ATTRIBUTE.finditer(self.tag, 1 + len(self.qualified_name.encode())):
            if attribute[1].startswith(b"xmlns:"):
                yield attribute[1].decode()[len("xmlns:") :], (attribute[2] or attribute[3] or b"").decode()

    def get(self, local: str, namespace: str = "") -> str:
        """An attribute's value, "" where there is none."""
        return self.attributes.get((namespace, local), "")

    def inherited(self, local: str, namespace: str = "") -> str:
        """The attribute of the element itself or of the nearest around it that has it, else ""."""
        element: Element | None = self
        while element is not None:
            if (namespace, local) in element.attributes:
                return element.attributes[namespace, local]
            element = element.parent
        return ""

    def named(self, local: str) -> list[Element]:
        """The elements directly in it of that name, in its own namespace."""
        return [element for element in self.elements() if element.name == (self.name[0], local)]

    def elements(self) -> Iterator[Element]:
        """The elements directly in it."""
        return (child for child in self.children if isinstance(child, Element))

    def walk(self) -> Iterator[Element]:
        """It and all elements in it, in the order of the file."""
        yield self
        for element in self.elements():
            yield from element.walk()


@dataclass(slots=True)
class Tree:
    """A document. `data`: its text in UTF-8, which all places count in. `prefixes`: what each prefix stands for."""

    data: bytes
    root: Element
    prefixes: dict[str, set[str]]

    def child(self, element: Element, local: str) -> Element | None:
        """The element of that name directly in another, in its namespace; None where there is none.

        Raises InvalidInput, with the line, where it stands twice: nothing says which of the two is meant.
        """
        found = element.named(local)
        if len(found) > 1:
            told = f"The <{element.name[1]}> of line {self.line_of(element)} has more than one <{local}>"
            raise InvalidInput(f"{told}: keep one of them, line {self.line_of(found[1])}.")
        return found[0] if found else None

    def line_of(self, element: Element) -> int:
        """Where it begins, from 1."""
        return line_at(self.data, element.start)


def read_xml(text: str, may_name_dtd: bool = False) -> Tree:
    """The tree of a document. `may_name_dtd`: a document type without declarations of its own is passed over.

    Raises InvalidInput, with line and column, for what is not well-formed; for a document type; for elements nested
    deeper than MAX_DEPTH, and for more of them than MAX_ELEMENTS.
    """
    try:
        data = text.encode()
    except UnicodeEncodeError as error:
        raise InvalidInput(f"The file has half of a surrogate pair at character {error.start}.") from None
    reader = _Reader(data, may_name_dtd)
    try:
        reader.parser.Parse(data, True)
    except expat.ExpatError as error:
        told = reader.fault(expat.ErrorString(error.code))
        raise InvalidInput(f"The file is not XML: {told}, line {error.lineno}, column {error.offset + 1}.") from None
    assert reader.root is not None  # expat asks for one
    return Tree(data, reader.root, reader.prefixes)


def line_at(data: bytes, place: int) -> int:
    """The line of a place in a text, from 1, as expat counts them."""
    return data.count(b"\n", 0, place) + 1


def edited(data: bytes, edits: Iterable[TextEdit]) -> str:
    """The text of a document with some edits, those at the same place in the order they are given in."""
    pieces, at = [], 0
    for edit in sorted(edits, key=lambda edit: edit.start):
        if edit.start >= at:  # else: inside of what was taken out
            pieces += [data[at : edit.start], edit.text.encode()]
            at = edit.end
    return b"".join([*pieces, data[at:]]).decode()


class _Reader:
    """Builds the tree while expat reads."""

    def __init__(self, data: bytes, may_name_dtd: bool) -> None:
        self.data, self.may_name_dtd = data, may_name_dtd
        self.root: Element | None = None
        self.prefixes: dict[str, set[str]] = {}
        self._open: list[Element] = []
        self._elements = self._pieces = 0
        self._in_cdata = False
        # the encoding overrides the declaration: the text has been decoded
        self.parser = parser = expat.ParserCreate("utf-8", _SEPARATOR)
        parser.ordered_attributes = True
        parser.StartDoctypeDeclHandler = self._refuse_doctype
        parser.SkippedEntityHandler = self._refuse_entity
        parser.StartNamespaceDeclHandler = self._declared
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._characters
        parser.StartCdataSectionHandler = lambda: self._cdata(True)
        parser.EndCdataSectionHandler = lambda: self._cdata(False)

    def fault(self, what: str) -> str:
        """Why the file is no XML, in words; `what`: expat's."""
        last = self._open[-1] if self._open else None
        rest = self.data[max(0, self.parser.ErrorByteIndex - 2) :]
        return xml_fault(what, rest, last.qualified_name if last else "", line_at(self.data, last.start) if last else 0)

    def _place(self) -> str:
        return f"line {self.parser.CurrentLineNumber}, column {self.parser.CurrentColumnNumber + 1}"

    def _counted(self, before: int, most: int, what: str) -> int:
        if before == most:
            raise InvalidInput(f"The file has more than {most:,} {what}: send it in parts.")
        return before + 1

    def _refuse_doctype(self, name: str, system: str | None, public: str | None, has_inside: bool) -> None:
        if has_inside or not self.may_name_dtd:
            raise InvalidInput(f"The file has a document type (DTD), which is not read: {self._place()}.")

    def _refuse_entity(self, name: str, is_parameter: bool) -> None:
        raise InvalidInput(f"The file uses the entity {name[:60]!r}, which is not read: {self._place()}.")

    def _declared(self, prefix: str | None, namespace: str | None) -> None:
        self.prefixes.setdefault(prefix or "", set()).add(namespace or "")

    def _start(self, name: str, attributes: list[str]) -> None:
        if len(self._open) == MAX_DEPTH:
            raise InvalidInput(f"The file nests elements deeper than {MAX_DEPTH}: {self._place()}.")
        self._elements = self._counted(self._elements, MAX_ELEMENTS, "elements")
        at = self.parser.CurrentByteIndex
        tag = _START_TAG.match(self.data, at)
        assert tag is not None  # expat has read it
        pairs = zip(attributes[::2], attributes[1::2], strict=True)
        parent = self._open[-1] if self._open else None
        element = Element(_name(name), {_name(key): value for key, value in pairs}, at, tag.end(), tag[0], parent)
        if parent is None:
            self.root = element
        else:
            parent.children.append(element)
        self._open.append(element)

    def _end(self, name: str) -> None:
        element = self._open.pop()
        if element.is_one_tag:
            element.inner_end, element.end = element.inner, element.inner
        else:
            element.inner_end = self.parser.CurrentByteIndex
            element.end = self.data.index(b">", element.inner_end) + 1

    def _cdata(self, begins: bool) -> None:
        self._in_cdata = begins

    def _characters(self, characters: str) -> None:
        self._pieces = self._counted(self._pieces, MAX_PIECES, "pieces of text (lines, character references)")
        children = self._open[-1].children
        if not children or isinstance(children[-1], Element):
            children.append(XmlText())
        last = children[-1]
        assert isinstance(last, XmlText)  # made so above
        last.pieces.append((self.parser.CurrentByteIndex, characters, self._in_cdata))


def _name(name: str) -> Name:
    namespace, _, local = name.rpartition(_SEPARATOR)
    return namespace, local
