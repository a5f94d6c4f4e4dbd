"""What is told of a file that is no XML: in words for people, with the line, and none of a parser's."""

from __future__ import annotations

import pytest

from models.errors import InvalidInput
from models.formats.xml_tree import read_xml

JARGON = ("token", "mismatched", "well-formed", "element found", "document element", "entity", "prefix not")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("<tmx>\n<tu>\n<tuv>A</tu></tmx>", "</tu> was found, but the <tuv> of line 3 is still open, line 3, column"),
        ("<a>\n<b>é</a>", "</a> was found, but the <b> of line 2 is still open, line 2, column 7."),
        ("<tmx>\n<tu>\n", "it ends while the <tu> of line 2 is still open, line 3, column 1."),
        ("", "it has no tags, line 1, column 1."),
        ("msgid", "it does not begin with a tag, line 1, column 1."),
        ("<a>\nSmith & Sons</a>", "a character is not allowed here; write & as &amp; and < as &lt;, line 2"),
        ("<a>\n1 < 2</a>", "a character is not allowed here; write & as &amp; and < as &lt;, line 2"),
        ("<a>\nno&nbsp;break</a>", "names a character that XML does not know: write the character itself, line 2"),
        ("<a>\n<b", "a tag or a comment that begins here is never closed, line 2"),
        ("<a>\n<!-- b", "a tag or a comment that begins here is never closed, line 2"),
        ("<a><![CDATA[b", "a CDATA section has no closing ]]>, line 1"),
        ("<a/>\n<b/>", "something follows after the last closing tag, line 2"),
        ("\n<?xml version='1.0'?><a/>", "something stands before its <?xml …?>, which has to come first, line 2"),
        ("<a>\n<b c='1' c='2'/></a>", "a tag has the same attribute twice, line 2"),
        ("<a>&#0;</a>", "&#…; is the number of no character that XML allows, line 1"),
        ("<a>\n<b:c/></a>", "a name has a prefix that no xmlns declares, line 2"),
    ],
)
def test_what_is_no_xml_is_told_in_words_with_its_line(text: str, told: str) -> None:
    with pytest.raises(InvalidInput) as caught:
        read_xml(text)
    words = str(caught.value)
    assert words.startswith("The file is not XML: ") and told in words
    assert not any(word in words for word in JARGON)
