"""Why a file is no XML, in words for somebody who has to mend it."""

from __future__ import annotations

from xml.parsers.expat import errors

import regex

_BROKEN = "a character is not allowed here; write & as &amp; and < as &lt;"
_CUT_OFF = "it ends too early, or something in it is not closed"
_WORDS = {
    errors.XML_ERROR_SYNTAX: "it does not begin with a tag",
    errors.XML_ERROR_INVALID_TOKEN: _BROKEN,
    errors.XML_ERROR_PARTIAL_CHAR: _CUT_OFF,
    errors.XML_ERROR_UNCLOSED_TOKEN: "a tag or a comment that begins here is never closed",
    errors.XML_ERROR_UNCLOSED_CDATA_SECTION: "a CDATA section has no closing ]]>",
    errors.XML_ERROR_DUPLICATE_ATTRIBUTE: "a tag has the same attribute twice",
    errors.XML_ERROR_JUNK_AFTER_DOC_ELEMENT: "something follows after the last closing tag",
    errors.XML_ERROR_UNDEFINED_ENTITY: "&…; names a character that XML does not know: write the character itself",
    errors.XML_ERROR_BAD_CHAR_REF: "&#…; is the number of no character that XML allows",
    errors.XML_ERROR_MISPLACED_XML_PI: "something stands before its <?xml …?>, which has to come first",
    errors.XML_ERROR_XML_DECL: "its <?xml …?> is not complete",
    errors.XML_ERROR_UNBOUND_PREFIX: "a name has a prefix that no xmlns declares",
    errors.XML_ERROR_ASYNC_ENTITY: _CUT_OFF,
}
"""By expat's own words."""
MAX_NAME_LENGTH = 60
"""Characters of a tag's name that are told: enough to find it."""
_CLOSING_TAG = regex.compile(rb"</([^\s>]{1,%d})" % MAX_NAME_LENGTH)


def xml_fault(what: str, rest: bytes, is_open: str, opened: int) -> str:
    """What is wrong where a parser gave up. `what`: expat's words. `rest`: the file from there on.

    `is_open`: the tag that was to be closed next, "" for none; `opened`: its line.
    """
    is_open = is_open[:MAX_NAME_LENGTH]
    if what == errors.XML_ERROR_NO_ELEMENTS:
        return f"it ends while the <{is_open}> of line {opened} is still open" if is_open else "it has no tags"
    if what == errors.XML_ERROR_TAG_MISMATCH and is_open:
        found = _CLOSING_TAG.match(rest)
        closing = f"</{found[1].decode(errors='replace')}>" if found else "a closing tag"
        return f"{closing} was found, but the <{is_open}> of line {opened} is still open"
    return _WORDS.get(what, "it is not well-formed")
