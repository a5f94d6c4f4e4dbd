"""ITS 2.0 as it is written into XLIFF: quality issues, quality ratings and the confidence in a translation.

The standard is https://www.w3.org/TR/its20/. In XLIFF 1.2 it is written as the ITS Interest Group maps it
(https://www.w3.org/International/its/wiki/XLIFF_1.2_Mapping), in XLIFF 2 as the ITS module of XLIFF 2.1 says.
Which issue type belongs to which of our categories stands in `models.mqm`.
"""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import quote
from xml.sax.saxutils import quoteattr

from models.formats.xml_text import holdable
from models.formats.xml_tree import XML, Element, Name
from models.mqm import ITS_TYPES, Severity
from models.report import Flag

ITS = "http://www.w3.org/2005/11/its"
TOOL = "mtqc"
OURS = f"{TOOL}-"
"""How the ids begin that we give."""
SEVERITIES: Mapping[Severity, float] = {
    Severity.NEUTRAL: 0,
    Severity.MINOR: 33,
    Severity.MAJOR: 67,
    Severity.CRITICAL: 100,
}
"""MQM's four levels, evenly over the 0 to 100 of locQualityIssueSeverity."""
ISSUE, RATING, CONFIDENCE = "localization-quality-issue", "localization-quality-rating", "mt-confidence"
"""Data categories as its:annotatorsRef names them."""
_ADDED = {"annotatorsRef", "mtConfidence", "locQualityRatingScore", "locQualityIssuesRef"}
_REFERENCES = (f"#{OURS}", f"#its={OURS}")
_BREAKS = {"\n": "&#10;", "\r": "&#13;", "\t": "&#9;"}

Attributes = dict[str, str]


def annotator(signature: str, *categories: str) -> str:
    """The value of its:annotatorsRef: who says what is said of these data categories.

    annotator("mtqc|v:1", "mt-confidence") == "mt-confidence|mtqc/v:1"
    """
    tool = quote(signature.replace("|", "/"), safe="/:.-_")
    return " ".join(f"{category}|{tool}" for category in categories)


def is_ours(element: Element) -> bool:
    """True for an element that we made, and for one of others that carries attributes of ours."""
    if element.name == (ITS, "locQualityIssues"):
        return element.get("id", XML).startswith(OURS)
    tools = [item.partition("|")[2] for item in element.get("annotatorsRef", ITS).split()]
    return any(tool.startswith(f"{TOOL}/") for tool in tools) or element.get("locQualityIssuesRef", ITS).startswith(
        _REFERENCES
    )


def is_added(name: Name) -> bool:
    """True for the attributes that we put on elements of others."""
    return name[0] == ITS and name[1] in _ADDED


def annotators_of_others(value: str) -> str:
    """Of the value of its:annotatorsRef the pairs that are not ours: the attribute is a list, separated by spaces."""
    return " ".join(item for item in value.split() if not item.partition("|")[2].startswith(f"{TOOL}/"))


def is_taken(element: Element) -> bool:
    """True where another tool has already said something that our attributes would be confused with."""
    return any(
        namespace == ITS and (local in _ADDED or local.startswith("locQuality"))
        for namespace, local in element.attributes
    )


def is_rated(element: Element) -> bool:
    """True where another tool has rated what an element holds, or says that it does."""
    rated = any(namespace == ITS and local.startswith("locQualityRating") for namespace, local in element.attributes)
    return rated or any(item.startswith(f"{RATING}|") for item in element.get("annotatorsRef", ITS).split())


def issue(flag: Flag, place: str = "") -> Attributes:
    """The attributes of one issue, without prefix. `place` says where it lies, for an issue that marks no passage."""
    comment = f"{place}: {flag.message}" if place else flag.message
    if flag.replacements:
        comment += f" Suggested: {', '.join(flag.replacements)}."
    return {
        "locQualityIssueType": ITS_TYPES[flag.category],
        "locQualityIssueComment": comment,
        "locQualityIssueSeverity": f"{SEVERITIES[flag.severity]:g}",
        "locQualityIssueEnabled": "yes",
    }


def decimal(value: float) -> str:
    """A number as attributes have it, with up to four digits after the point: never 1e-05."""
    return f"{value:.4f}".rstrip("0").rstrip(".")


def written(attributes: Mapping[str, str], prefix: str = "") -> str:
    """Attributes as they stand in a tag, a space before each."""
    before = f"{prefix}:" if prefix else ""
    return "".join(f" {before}{name}={_quoted(value)}" for name, value in attributes.items())


def _quoted(value: str) -> str:
    """In quotation marks; characters that XML cannot hold are told by a replacement character."""
    return quoteattr(holdable(value), _BREAKS)
