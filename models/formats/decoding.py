"""The bytes of a file as text, and text as the same kind of bytes again."""

from __future__ import annotations

import codecs
from dataclasses import dataclass

import regex

from models.errors import InvalidInput

_MARKS = (
    # The longer first: the mark of UTF-32 begins with that of UTF-16.
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_UNMARKED = ((b"<\0", "utf-16-le"), (b"\0<", "utf-16-be"))
"""How an XML file begins in UTF-16 without a byte-order mark (XML 1.0, appendix F)."""
_DECLARED = regex.compile(rb"\A<\?xml[^>]{1,200}?encoding\s*=\s*[\"']([A-Za-z][A-Za-z0-9._-]{0,40})[\"']")
_PO_HEADER = regex.compile(rb'\A(?:\s|#[^\n]*+)*+msgid\s+""\s*+msgstr(?:\s*+"[^\n]*+)++')
_CHARSET = regex.compile(rb"Content-Type:(?:(?!Content-Type:|charset=)[^\n])*+charset=([A-Za-z][A-Za-z0-9._-]{0,40})")
"""Each byte is looked at once, however often the header begins to name its type."""
_KNOWN = {
    "ascii", "big5", "big5hkscs", "cp932", "euc_jp", "euc_kr", "gb18030", "gb2312", "gbk", "iso2022_jp", "koi8-r",
    "koi8-u", "shift_jis", "utf-8", *(f"cp125{n}" for n in range(9)), *(f"iso8859-{n}" for n in (*range(1, 12), 13)),
    *(f"iso8859-{n}" for n in (14, 15, 16)), "cp874", "mac-roman",
}  # fmt: skip
"""Python's names of encodings that texts come in: not those that take quadratic time or are no encoding of texts."""


@dataclass(frozen=True, slots=True)
class Decoded:
    """A file's text, without its byte-order mark, and how it was written."""

    text: str
    codec: str
    mark: bytes

    def encode(self, text: str) -> bytes:
        """Another XML text written the same way; what the encoding lacks becomes a character reference."""
        return self.mark + text.encode(self.codec, "xmlcharrefreplace")


def decode_xml(content: bytes) -> Decoded:
    """An XML file by its byte-order mark, else by its declaration, else as UTF-8.

    Raises InvalidInput when the bytes are not what it is said to be, and for encodings that we do not read.
    """
    for mark, codec in _MARKS:
        if content.startswith(mark):
            return _decoded(content[len(mark) :], codec, mark, codec)
    for start, codec in _UNMARKED:
        if content.startswith(start):
            return _decoded(content, codec, b"", codec)
    declared = _DECLARED.match(content)
    return _named(content, declared[1].decode() if declared else "utf-8")


def decode_po(content: bytes) -> Decoded:
    """A PO file by the charset of its header, else as UTF-8. Raises InvalidInput as `decode_xml`."""
    if content.startswith(codecs.BOM_UTF8):
        return _decoded(content[len(codecs.BOM_UTF8) :], "utf-8", codecs.BOM_UTF8, "utf-8")
    header = _PO_HEADER.match(content)
    declared = _CHARSET.search(header[0]) if header else None
    name = declared[1].decode() if declared else "utf-8"
    return _named(content, "utf-8" if name.upper() == "CHARSET" else name)  # CHARSET: as a template leaves it


def _named(content: bytes, name: str) -> Decoded:
    try:
        codec = codecs.lookup(name).name
    except LookupError:
        codec = ""
    if codec.startswith(("utf-16", "utf-32")):  # of which it shows no sign
        raise InvalidInput(f"The file is not {name} text, which it says to be.")
    if codec not in _KNOWN:
        raise InvalidInput(f"The file says that it is in the encoding {name!r}, which is not read: send UTF-8.")
    return _decoded(content, codec, b"", name)


def _decoded(content: bytes, codec: str, mark: bytes, name: str) -> Decoded:
    try:
        return Decoded(content.decode(codec), codec, mark)
    except UnicodeDecodeError as error:
        place = error.start + len(mark)
        raise InvalidInput(f"The file is not {name} text, which it seems or says to be (at byte {place}).") from None
