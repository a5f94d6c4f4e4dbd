"""Reads an annotated XLIFF file the way another tool would: with lxml, knowing ITS and nothing of how we write it."""

from __future__ import annotations

from dataclasses import dataclass

from lxml import etree

ITS = "{http://www.w3.org/2005/11/its}"
XML_ID = "{http://www.w3.org/XML/1998/namespace}id"
ISSUE = f"{ITS}locQualityIssueType"
AROUND_TEXT = ("g", "mrk", "pc", "target", "source")


@dataclass(frozen=True)
class Issue:
    """An issue; `text` is what its mark covers, None for one that is told beside the unit."""

    type: str
    comment: str
    severity: float
    text: str | None


def parsed(content: bytes) -> etree._Element:
    """The root."""
    return etree.fromstring(content, etree.XMLParser(resolve_entities=False, strip_cdata=False))


def local(element: etree._Element) -> str:
    return etree.QName(element).localname


def found(content: bytes, name: str) -> list[etree._Element]:
    """All elements of a local name, those that a proposal holds left out."""
    return [
        element
        for element in parsed(content).iter("{*}" + name)
        if not any(local(around) in ("alt-trans", "ignorable") for around in element.iterancestors())
    ]


def text_of(element: etree._Element) -> str:
    """What a reader reads of it."""
    inner = "".join(
        (text_of(child) if isinstance(child.tag, str) and local(child) in AROUND_TEXT else "") + (child.tail or "")
        for child in element
    )
    return (element.text or "") + inner


def marks(content: bytes) -> list[Issue]:
    """Issues marked in the text, in order."""
    return [
        Issue(
            element.get(ISSUE),
            element.get(f"{ITS}locQualityIssueComment", ""),
            float(element.get(f"{ITS}locQualityIssueSeverity", "0")),
            text_of(element),
        )
        for element in found(content, "mrk")
        if element.get(ISSUE)
    ]


def beside(content: bytes) -> list[Issue]:
    """Issues told beside units; each list of them is referred to by exactly one element of the same unit."""
    issues = []
    for element in found(content, "locQualityIssues"):
        name = element.get(XML_ID)
        references = element.getparent().xpath(
            ".//@its:locQualityIssuesRef", namespaces={"its": ITS.strip("{}")}
        )
        assert [ref for ref in references if ref in (f"#{name}", f"#its={name}")] in ([f"#{name}"], [f"#its={name}"])
        issues += [
            Issue(
                one.get("locQualityIssueType"),
                one.get("locQualityIssueComment"),
                float(one.get("locQualityIssueSeverity")),
                None,
            )
            for one in element
        ]
    return issues


def bare(content: bytes) -> bytes:
    """The canonical form of a file without any ITS markup and without the marks that carry it."""
    root = parsed(content)
    for element in list(root.iter(f"{ITS}*")):
        _take_out(element)
    for element in [one for one in root.iter("{*}mrk") if any(name.startswith(ITS) for name in one.attrib)]:
        _unwrap(element)
    for element in root.iter():
        if isinstance(element.tag, str):
            for name in [name for name in element.attrib if name.startswith(ITS)]:
                del element.attrib[name]
    etree.cleanup_namespaces(root)
    return etree.tostring(root, method="c14n")


def _add_text(element: etree._Element, text: str | None) -> None:
    """Puts text before an element."""
    before, parent = element.getprevious(), element.getparent()
    if before is not None:
        before.tail = (before.tail or "") + (text or "")
    else:
        parent.text = (parent.text or "") + (text or "")


def _take_out(element: etree._Element) -> None:
    if element.getparent() is not None:
        _add_text(element, element.tail)
        element.tail = None
        element.getparent().remove(element)


def _unwrap(element: etree._Element) -> None:
    """The content of an element in its place."""
    _add_text(element, element.text)
    element.text = None
    for child in list(element):
        element.addprevious(child)
    _take_out(element)
