"""XLIFF files to test with, out of targets that hold the words which `UnitChecker` flags."""

from __future__ import annotations

XLIFF_1 = "urn:oasis:names:tc:xliff:document:1.2"
XLIFF_2 = "urn:oasis:names:tc:xliff:document:2.0"


def xliff_1(*pairs: tuple[str, str], languages: str = 'source-language="ar" target-language="en"') -> bytes:
    """Version 1.2: a unit for every source with its target, as XML; an empty target is left out."""
    units = "".join(
        f'<trans-unit id="u{number}"><source>{source}</source>{target and f"<target>{target}</target>"}</trans-unit>\n'
        for number, (source, target) in enumerate(pairs)
    )
    file = f'<file {languages} original="a" datatype="plaintext"><body>\n{units}</body></file>'
    return f'<xliff version="1.2" xmlns="{XLIFF_1}">{file}</xliff>'.encode()


def xliff_2(*pairs: tuple[str, str], version: str = "2.1", languages: str = 'srcLang="ar" trgLang="en"') -> bytes:
    """Version 2.x: one unit, a segment for every source with its target, as XML."""
    segments = "".join(
        f'<segment id="s{number}"><source>{source}</source>{target and f"<target>{target}</target>"}</segment>\n'
        for number, (source, target) in enumerate(pairs)
    )
    return (
        f'<xliff version="{version}" xmlns="{XLIFF_2}" {languages}>'
        f'<file id="f"><unit id="1"><notes><note>kept</note></notes>{segments}</unit></file></xliff>'
    ).encode()
