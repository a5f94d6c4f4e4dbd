"""Post-edits as a translation memory: TMX 1.4b (https://www.gala-global.org/tmx-14b), a unit a segment."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime

from models.formats.units import UNDETERMINED
from models.formats.xml_text import attribute, content
from service.exports.events import Row, is_last_edit

MEDIA_TYPE = "application/x-tmx+xml"
MACHINE = "x-machine-translation"
"""The property that keeps what was edited."""
_HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE tmx SYSTEM "tmx14.dtd">
<tmx version="1.4">
<header creationtool="mtqc" creationtoolversion="1" segtype="sentence" o-tmf="mtqc" adminlang="en" srclang="*all*" \
datatype="plaintext"/>
<body>
"""
_FOOT = "</body>\n</tmx>\n"


def memory_pieces(pages: Iterable[list[Row]]) -> Iterator[bytes]:
    """The last post-edit of every segment that has a source, where it differs from the machine's text."""
    yield _HEAD.encode()
    for rows in pages:
        yield "".join(_unit(row) for row in rows if is_last_edit(row) and row["source"]).encode()
    yield _FOOT.encode()


def _unit(row: Row) -> str:
    source_lang, target_lang = (attribute(row[side] or UNDETERMINED) for side in ("source_lang", "target_lang"))
    name = attribute(f"{row['article']}:{row['revision']}:{row['segment']}")
    date = f"{datetime.fromisoformat(row['at']):%Y%m%dT%H%M%SZ}"
    return (
        f'<tu tuid={name} changedate="{date}" changeid={attribute(row["by"])} srclang={source_lang}>\n'
        f'<prop type="{MACHINE}">{content(row["target"])}</prop>\n'
        f"<tuv xml:lang={source_lang}><seg>{content(row['source'])}</seg></tuv>\n"
        f"<tuv xml:lang={target_lang}><seg>{content(row['post_edit'])}</seg></tuv>\n</tu>\n"
    )
