"""Where in an XLIFF file each annotation goes, and how it is written there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from models.formats import its
from models.formats.units import UnitFlag, UnitScores
from models.formats.xliff import XliffUnit, is_version_2
from models.formats.xml_tree import Element, TextEdit, Tree, edited

MAX_QUOTATION_LENGTH = 100
"""Characters of a passage that are told beside a unit."""


@dataclass
class Writer:
    """Gathers the annotations of a file; `text` is the file with all of them. `signature`: whose they are."""

    tree: Tree
    signature: str
    _edits: list[TextEdit] = field(default_factory=list)
    _ids: int = 0
    _rated: set[int] = field(default_factory=set)

    def __post_init__(self) -> None:
        self._is_2 = is_version_2(self.tree)
        self._prefix, declaration = _prefix(self.tree)
        self._insert(self.tree.root.after_name, declaration)

    def add(self, units: Sequence[XliffUnit], scores: Sequence[UnitScores], overall: float | None) -> None:
        """Annotates some units, and rates the files that they stand in. `overall` lies in [0, 1]."""
        for unit, found in zip(units, scores, strict=True):
            self._add_unit(unit, found)
        for unit in units:
            if overall is not None and unit.file.start not in self._rated and not its.is_rated(unit.file):
                self._rate(unit.file, overall)
            self._rated.add(unit.file.start)

    def _rate(self, file: Element, overall: float) -> None:
        """The rating, and whose it is: after what other tools say of theirs, where its:annotatorsRef stands already."""
        rating = {"locQualityRatingScore": its.decimal(100 * overall)}
        ours = self._annotator(its.RATING)
        theirs = next((one for one in file.written() if one.name == (its.ITS, "annotatorsRef")), None)
        if theirs is None:
            rating |= ours
        else:
            self._insert(theirs.end - 1, f" {ours['annotatorsRef']}")
        self._insert(file.after_name, its.written(rating, self._prefix))

    def text(self) -> str:
        """The annotated file."""
        return edited(self.tree.data, self._edits)

    def _add_unit(self, unit: XliffUnit, scores: UnitScores) -> None:
        marks, beside = _apart(unit, scores.flags)
        confidence = scores.fluency if scores.consistency is None else scores.consistency
        said = {} if confidence is None else {"mtConfidence": its.decimal(confidence)}
        categories = [its.CONFIDENCE] if said else []
        if beside:
            name = self._next_id()
            said["locQualityIssuesRef"] = f"#its={name}" if self._is_2 else f"#{name}"
            categories.append(its.ISSUE)
            self._insert(unit.holder.inner if self._is_2 else unit.holder.inner_end, self._standoff(name, unit, beside))
        attributes = its.written(said | self._annotator(*categories), self._prefix) if said else ""
        wrap = bool(said) and (self._is_2 or its.is_taken(unit.target))
        if wrap:
            self._insert(unit.target.inner, self._opening(unit.target, attributes))
        elif said:
            self._insert(unit.target.after_name, attributes)
        for (start, end), found in marks:
            issue = its.issue(found.flag) | self._annotator(its.ISSUE)
            self._insert(start, self._opening(unit.target, its.written(issue, self._prefix)))
            self._insert(end, f"</{_mark_name(unit.target)}>")
        if wrap:
            self._insert(unit.target.inner_end, f"</{_mark_name(unit.target)}>")

    def _opening(self, target: Element, attributes: str) -> str:
        """The start tag of an annotation inside a target."""
        kind = {"id": self._next_id(), "type": "its:generic"} if self._is_2 else {"mtype": "x-its"}
        return f"<{_mark_name(target)}{its.written(kind)}{attributes}>"

    def _standoff(self, name: str, unit: XliffUnit, found: Sequence[UnitFlag]) -> str:
        issues = "".join(
            f"<{self._prefix}:locQualityIssue{its.written(its.issue(one.flag, _place(unit, one)))}/>" for one in found
        )
        return f'<{self._prefix}:locQualityIssues xml:id="{name}">{issues}</{self._prefix}:locQualityIssues>'

    def _annotator(self, *categories: str) -> its.Attributes:
        return {"annotatorsRef": its.annotator(self.signature, *categories)}

    def _next_id(self) -> str:
        self._ids += 1
        return f"{its.OURS}{self._ids}"

    def _insert(self, at: int, text: str) -> None:
        if text:
            self._edits.append(TextEdit(at, at, text))


def _apart(unit: XliffUnit, flags: Sequence[UnitFlag]) -> tuple[list[tuple[tuple[int, int], UnitFlag]], list[UnitFlag]]:
    """The flags that can be marked in the target, with the places of their tags, and those that cannot."""
    marks: list[tuple[tuple[int, int], UnitFlag]] = []
    beside = [found for found in flags if found.flag.side == "source"]
    targets = (found for found in flags if found.flag.side == "target")
    for found in sorted(targets, key=lambda found: found.span):
        place = unit.content.place(found.span.start, found.span.end)
        if place is None or (marks and place[0] < marks[-1][0][1]):
            beside.append(found)
        else:
            marks.append((place, found))
    return marks, beside


def _place(unit: XliffUnit, found: UnitFlag) -> str:
    """A passage by its words and offsets: “the port” (source, 4 to 12)."""
    side = found.flag.side
    words = found.span.of(unit.unit.source if side == "source" else unit.unit.target)
    shown = words if len(words) <= MAX_QUOTATION_LENGTH else f"{words[:MAX_QUOTATION_LENGTH]}…"
    return f"“{shown}” ({side}, {found.span.start} to {found.span.end})"


def _mark_name(target: Element) -> str:
    """<mrk> with the prefix that <target> has."""
    before, colon, _ = target.qualified_name.rpartition(":")
    return f"{before}{colon}mrk"


def _prefix(tree: Tree) -> tuple[str, str]:
    """The prefix that stands for ITS in the whole file, and what the root lacks for it to do so."""
    version = "" if (its.ITS, "version") in tree.root.attributes else "2.0"
    for prefix, namespace in tree.root.declared():
        if namespace == its.ITS and tree.prefixes[prefix] == {its.ITS}:
            return prefix, its.written({"version": version}, prefix) if version else ""
    prefix, number, taken = "its", 2, dict(tree.root.declared())
    while tree.prefixes.get(prefix, {its.ITS}) != {its.ITS} or prefix in taken:
        prefix, number = f"its{number}", number + 1
    return prefix, f' xmlns:{prefix}="{its.ITS}"' + (its.written({"version": version}, prefix) if version else "")
