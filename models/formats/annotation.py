"""XLIFF with what was found written into it, as ITS 2.0 annotations; whatever else stands in the file stays as it was.

A passage between two tags is marked where it stands, by a <mrk>. What cannot be marked (a passage with tags in it, a
source passage that nothing answers to) is told beside the unit, in <its:locQualityIssues>, with its words and offsets.
Annotations of an earlier check are taken out first.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import regex

from models.errors import InvalidInput
from models.formats import its
from models.formats.decoding import Decoded, decode_xml
from models.formats.marking import Writer
from models.formats.units import Check, UnitLanguages, check_units, scores_of
from models.formats.xliff import XliffUnit, translated_units
from models.formats.xml_tree import Element, TextEdit, Tree, edited, read_xml
from models.report import ArticleReport

MAX_PAIRS = 20
"""Pairs of languages in a file: each is an article of its own."""
_OUR_ANNOTATOR = regex.compile(rf"\s*[^\s|\"'=]+\|{its.TOOL}/[^\s\"']*".encode())
"""Our item of its:annotatorsRef among those of others, wherever in the list another tool has put it."""


@dataclass(frozen=True, slots=True)
class Annotated:
    """The file with its annotations, and the report behind them of each pair of languages."""

    content: bytes
    reports: tuple[ArticleReport, ...]


def annotate(content: bytes, given: UnitLanguages, check: Check) -> Annotated:
    """Checks an XLIFF file, 1.2 or 2.x, and writes into it what was found.

    `given` are the languages where the file does not say them. Raises InvalidInput for what is not XLIFF, and when no
    unit has a translation; and whatever `check` raises.
    """
    return read_xliff(content, given).annotated(check)


@dataclass(frozen=True, slots=True)
class XliffFile:
    """A file that has been read: its units by their languages."""

    decoded: Decoded
    tree: Tree
    given: UnitLanguages
    by_languages: Mapping[UnitLanguages, Sequence[XliffUnit]]

    def annotated(self, check: Check) -> Annotated:
        """Checked, as `annotate` says."""
        reports = {
            languages: check_units([found.unit for found in units], languages, check)
            for languages, units in self.by_languages.items()
        } or {self.given: check_units([], self.given, check)}
        writer = Writer(self.tree, next(iter(reports.values())).signature)
        for languages, report in reports.items():
            writer.add(self.by_languages[languages], scores_of(report), report.overall)
        return Annotated(self.decoded.encode(writer.text()), tuple(reports.values()))


def read_xliff(content: bytes, given: UnitLanguages) -> XliffFile:
    """The first half of `annotate`, which needs no model."""
    decoded = decode_xml(content)
    tree = without_annotations(read_xml(decoded.text))
    by_languages: defaultdict[UnitLanguages, list[XliffUnit]] = defaultdict(list)
    for unit in translated_units(tree, given):
        by_languages[unit.languages].append(unit)
    if len(by_languages) > MAX_PAIRS:
        raise InvalidInput(f"The file has {len(by_languages)} pairs of languages, the limit is {MAX_PAIRS}.")
    return XliffFile(decoded, tree, given, by_languages)


def without_annotations(tree: Tree) -> Tree:
    """The document without what `annotate` put into it (the namespace's declaration stays)."""
    edits = [edit for element in tree.root.walk() if its.is_ours(element) for edit in _removal(element, tree.data)]
    return read_xml(edited(tree.data, edits)) if edits else tree


def _removal(element: Element, data: bytes) -> Iterator[TextEdit]:
    if element.name[0] == its.ITS:
        yield TextEdit(element.start, element.end)
    elif element.name[1] == "mrk":
        yield TextEdit(element.start, element.inner)
        yield TextEdit(element.inner_end, element.end)
    else:
        theirs = its.annotators_of_others(element.get("annotatorsRef", its.ITS))
        for written in element.written():
            if theirs and written.name == (its.ITS, "annotatorsRef"):
                for ours in _OUR_ANNOTATOR.finditer(data, written.start, written.end):
                    yield TextEdit(*ours.span())
            elif its.is_added(written.name) and (not theirs or written.name[1] == "locQualityRatingScore"):
                yield TextEdit(written.start, written.end)
