"""XLIFF: what is annotated, where, and that all the rest of the file stays as it was."""

from __future__ import annotations

import io
from collections.abc import Callable

import pytest
from lxml import etree
from translate.storage.xliff import xlifffile
from unit_checker import UnitChecker

from formats.annotated import ITS, bare, beside, found, local, marks, parsed, text_of
from formats.files import xliff_1, xliff_2
from models.errors import InvalidInput
from models.formats.annotation import MAX_PAIRS, annotate
from models.formats.units import UnitLanguages
from models.languages import LANGUAGES, UNTRAINED
from models.spans import Span

Write = Callable[..., bytes]
SHIP = "السفينة في الميناء."


def annotated(content: bytes, languages: UnitLanguages = UnitLanguages(), *spans: Span) -> bytes:  # noqa: B008 (frozen)
    return annotate(content, languages, UnitChecker(spans=spans).check).content


# Where the marks stand

INLINE = [
    # a target as XML, what its marks cover
    ("The wrong ship.", ["wrong"]),
    ("wrong", ["wrong"]),
    ("wrong wrong", ["wrong", "wrong"]),
    ("wrongwrong", ["wrong", "wrong"]),
    ("A &amp; b wrong &#x1F6A2; &lt;c&gt;", ["wrong"]),
    ("&#119;&#114;ong here", ["wrong"]),
    ("A <g id='1'>very wrong</g> ship", ["wrong"]),
    ("A <g id='1'>very <g id='2'>wrong</g></g> ship", ["wrong"]),
    ("A <x id='1'/>wrong<x id='2'/> ship", ["wrong"]),
    ("👩‍🚀🇲🇷 wrong 👩‍🚀", ["wrong"]),
    ("سفينة wrong في الميناء", ["wrong"]),
    ("A <!-- note -->wrong<?pi?> ship", ["wrong"]),
    ("A wr<!-- inside -->ong ship", ["wrong"]),
    ("<mrk mtype='term'>wrong</mrk> ship", ["wrong"]),
    ("<![CDATA[A ]]>wrong ship", ["wrong"]),
]
BESIDE = [
    # a target in which no mark can stand
    "A w<x id='1'/>rong ship",
    "A wr<g id='1'>ong ship</g>",
    "A <g id='1'>w</g><g id='2'>rong</g> ship",
    "A <![CDATA[wrong]]> ship",
    "A w<bpt id='1'>&lt;b&gt;</bpt>rong<ept id='1'>&lt;/b&gt;</ept> ship",
]


@pytest.mark.parametrize("write", [xliff_1, xliff_2])
@pytest.mark.parametrize(("target", "covered"), INLINE)
def test_a_passage_is_marked_where_it_stands(target: str, covered: list[str], write: Write) -> None:
    answer = annotated(write((SHIP, target)))
    told = marks(answer)
    assert [issue.text for issue in told] == covered and not beside(answer)
    assert {(issue.type, issue.severity) for issue in told} == {("mistranslation", 67.0)}
    assert {issue.comment for issue in told} == {'The source says <else> & "more". Suggested: right.'}


@pytest.mark.parametrize("write", [xliff_1, xliff_2])
@pytest.mark.parametrize("target", BESIDE)
def test_a_passage_with_tags_in_it_is_told_beside_its_unit(target: str, write: Write) -> None:
    answer = annotated(write((SHIP, target)))
    (issue,) = beside(answer)
    assert not marks(answer) and issue.comment.startswith("“wrong” (target, 2 to 7): The source says")


def test_what_the_source_lost_is_told_beside_the_unit() -> None:
    answer = annotated(xliff_1(("Ship one.", "One."), ("The <g id='1'>lost</g> ship.", "A wrong ship.")))
    (issue,) = beside(answer)
    assert (issue.type, issue.comment[:26]) == ("omission", "“lost” (source, 4 to 8): T")
    assert [issue.text for issue in marks(answer)] == ["wrong"]
    (element,) = found(answer, "locQualityIssues")
    assert element.getparent().get("id") == "u1"


def test_marks_never_overlap() -> None:
    answer = annotated(xliff_1((SHIP, "A wrong ship")), UnitLanguages(), Span(0, 4), Span(5, 12), Span(8, 12))
    assert [issue.text for issue in marks(answer)] == ["A wr", "ng ship"]
    assert [issue.comment[:12] for issue in beside(answer)] == ["“wrong” (tar", "“ship” (targ"]


# What the whole file gets


@pytest.mark.parametrize("write", [xliff_1, xliff_2])
def test_every_unit_has_a_confidence_and_every_file_a_rating(write: Write) -> None:
    answer = annotated(write((SHIP, "A ship."), (SHIP, ""), (SHIP, "<x id='1'/>"), (SHIP, "Two ships. Both sail.")))
    root = parsed(answer)
    assert root.get(f"{ITS}version") == "2.0"
    confident = [element for element in root.iter() if element.get(f"{ITS}mtConfidence")]
    assert [(text_of(one), one.get(f"{ITS}mtConfidence")) for one in confident] == [
        ("A ship.", "0.5"), ("Two ships. Both sail.", "0.5"),
    ]  # fmt: skip
    assert {local(one) for one in confident} == ({"target"} if write is xliff_1 else {"mrk"})
    assert {one.get(f"{ITS}annotatorsRef") for one in confident} == {"mt-confidence|mtqc/v:test/model:fake"}
    (file,) = found(answer, "file")
    assert file.get(f"{ITS}locQualityRatingScore") == "62.5"
    assert file.get(f"{ITS}annotatorsRef") == "localization-quality-rating|mtqc/v:test/model:fake"


def test_ids_are_given_once_in_a_file() -> None:
    answer = annotated(xliff_2(*[("lost", "wrong <ph id='1'/> wro<ph id='2'/>ng wrong")] * 3))
    ids = [e.get("id") for e in found(answer, "mrk")] + [
        e.get("{http://www.w3.org/XML/1998/namespace}id") for e in found(answer, "locQualityIssues")
    ]
    assert len(ids) == len(set(ids)) == 3 * 3 + 3


def test_what_other_tools_said_is_kept() -> None:
    content = f"""<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2" xmlns:q="{ITS.strip("{}")}"
      xmlns:its="urn:another"><file source-language="ar" target-language="en" q:locQualityRatingScore="9"><body>
      <trans-unit id="1"><source>{SHIP}</source><target q:mtConfidence="0.1" q:annotatorsRef="mt-confidence|engine"
      >A wrong <mrk mtype="x-its" q:locQualityIssueType="style" q:annotatorsRef="localization-quality-issue|mtqcat"
      >ship</mrk></target></trans-unit></body></file></xliff>""".encode()
    answer = annotated(content)
    assert annotated(answer) == answer
    (target,), (file,) = found(answer, "target"), found(answer, "file")
    assert (target.get(f"{ITS}mtConfidence"), file.get(f"{ITS}locQualityRatingScore")) == ("0.1", "9")
    (whole,) = target
    assert (whole.get(f"{ITS}mtConfidence"), text_of(whole)) == ("0.5", "A wrong ship")
    assert [(issue.type, issue.text) for issue in marks(answer)] == [("mistranslation", "wrong"), ("style", "ship")]


def test_a_rating_stands_beside_what_other_tools_say() -> None:
    theirs = "its:annotatorsRef='terminology|terms mt-confidence|engine' its:mtConfidence='0.3'"
    languages = f"source-language='ar' target-language='en' xmlns:its='{ITS.strip('{}')}' {theirs}"
    content = xliff_1((SHIP, "A ship"), languages=languages)
    answer = annotated(content)
    (file,) = found(answer, "file")
    assert file.get(f"{ITS}locQualityRatingScore")
    assert file.get(f"{ITS}annotatorsRef") == (
        "terminology|terms mt-confidence|engine localization-quality-rating|mtqc/v:test/model:fake"
    )
    assert file.get(f"{ITS}mtConfidence") == "0.3" and annotated(answer) == answer


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("localization-quality-rating|mtqc/v:0 terminology|terms", ["terminology|terms"]),
        ("terminology|terms  localization-quality-rating|mtqc/v:0\n a|b", ["terminology|terms", "a|b"]),
        ("text-analysis|mtqc/v:0 terminology|terms", ["terminology|terms"]),
        ("|mtqc/v:0 terminology|terms", ["|mtqc/v:0", "terminology|terms"]),
        ("localization-quality-rating&#124;mtqc/v:0 terminology|terms", None),
        ("localization-quality-rating|&#109;tqc/v:0 terminology|terms", None),
    ],
)
@pytest.mark.parametrize("quote", ["'", '"'])
def test_our_annotator_is_taken_out_of_any_list(given: str, kept: list[str] | None, quote: str) -> None:
    languages = f"source-language='ar' target-language='en' xmlns:its='{ITS.strip('{}')}'"
    content = xliff_1((SHIP, "A ship"), languages=f"{languages} its:annotatorsRef={quote}{given}{quote}")
    answer = annotated(content)
    (file,) = found(answer, "file")
    if kept is not None:
        ours = "localization-quality-rating|mtqc/v:test/model:fake"
        assert file.get(f"{ITS}annotatorsRef", "").split() == [*kept, ours]
    assert "terminology|terms" in file.get(f"{ITS}annotatorsRef", "") and annotated(answer) == answer


def test_what_is_only_proposed_or_not_to_be_translated_is_left_out() -> None:
    content = f"""<xliff version="1.2"><file source-language="ar" target-language="en"><body>
      <trans-unit id="1"><source>{SHIP}</source><target>A wrong ship</target>
        <alt-trans><source>{SHIP}</source><target>A wrong boat</target></alt-trans></trans-unit>
      <group translate="no"><trans-unit id="2"><source>{SHIP}</source><target>wrong</target></trans-unit>
        <trans-unit id="3" translate="yes"><source>{SHIP}</source><target>wrong again</target></trans-unit></group>
      <trans-unit id="4" translate="no"><source>{SHIP}</source><target>wrong</target></trans-unit>
      </body></file></xliff>""".encode()
    assert [text_of(issue.getparent()) for issue in found(annotated(content), "mrk")] == ["A wrong ship", "wrong again"]


def test_every_pair_of_languages_is_checked_by_itself() -> None:
    def file(source: str, target: str, text: str) -> str:
        unit = f"<trans-unit id='1'><source>{SHIP}</source><target>{text}</target></trans-unit>"
        return f"<file source-language='{source}' target-language='{target}'><body>{unit}</body></file>"

    checker = UnitChecker()
    files = file("ar", "en-GB", "One ship") + file("ar", "de_AT", "Ein Schiff") + file("AR", "en", "A wrong ship")
    done = annotate(f"<xliff version='1.2'>{files}</xliff>".encode(), UnitLanguages(), checker.check)
    assert [(one.source_lang, one.target_lang, [f.target for f in one.fields]) for one in checker.seen] == [
        ("ar", "en", ["One ship", "A wrong ship"]), ("ar", "de", ["Ein Schiff"]),
    ]  # fmt: skip
    assert [report.verdict for report in done.reports] == ["review", "pass"]
    assert [issue.text for issue in marks(done.content)] == ["wrong"]
    codes = sorted({*LANGUAGES, *UNTRAINED} - {"ar"})[: MAX_PAIRS + 1]
    many = "".join(file("ar", code, "x") for code in codes)
    with pytest.raises(InvalidInput, match="pairs of languages"):
        annotate(f"<xliff version='1.2'>{many}</xliff>".encode(), UnitLanguages(), checker.check)


@pytest.mark.parametrize(
    ("target", "read"),
    [
        ("One\n      ship", "One       ship"),
        ("<g xml:space='preserve'>One\nship</g>", "One ship"),
        ("One<x id='1' ctype='lb'/>ship", "One\nship"),
        ("One<ph id='1' type='fmt' subType='xlf:lb'/>ship", "One\nship"),
        ("One<x id='1'/>ship", "Oneship"),
        ("<bpt id='1'>[b]</bpt>One <ph id='2'>{0}<sub>alt</sub></ph><it id='3' pos='open'>i</it>ship", "One ship"),
        ("One &#10;ship&#x9;<![CDATA[<b>]]>", "One  ship <b>"),
    ],
)
def test_what_is_read_of_a_text_with_codes(target: str, read: str) -> None:
    checker = UnitChecker()
    annotate(xliff_1((target, target)), UnitLanguages(), checker.check)
    (field,) = checker.seen[0].fields
    assert (field.source, field.target) == (read, read)


def test_line_ends_are_kept_where_they_matter() -> None:
    checker = UnitChecker()
    content = xliff_1(("One\r\nship", "One\r\n wrong")).replace(b"<file", b"<file xml:space='preserve'")
    answer = annotate(content, UnitLanguages(), checker.check).content
    assert checker.seen[0].fields[0].target == "One\n wrong"
    assert b"One\r\n <mrk" in answer


# What stays as it was

ENCODINGS = ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "iso-8859-6", "windows-1256"]


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("write", [xliff_1, xliff_2])
def test_the_file_comes_back_in_its_encoding(encoding: str, write: Write) -> None:
    name = {"utf-8-sig": "UTF-8", "utf-16-le": "UTF-16", "utf-16-be": "UTF-16"}.get(encoding, encoding)
    declaration = f"<?xml version='1.0'  encoding='{name}'?>\r\n"
    text = declaration + write((SHIP, "سفينة wrong"), ("lost", "x")).decode()
    answer = annotated(text.encode(encoding))
    assert answer.decode(encoding).startswith(f"{declaration}<xliff xmlns:its=")
    assert answer[:4] == text.encode(encoding)[:4]
    assert [issue.text for issue in marks(answer)] == ["wrong"]
    assert beside(answer)[0].comment.startswith("“lost” (source, 0 to 4)")
    assert bare(answer) == bare(text.encode(encoding))


AWKWARD = """<?xml version="1.0"?><!-- before -->
<x:xliff  version = '1.2'\txmlns:x='urn:oasis:names:tc:xliff:document:1.2' xmlns:o="urn:other"
   ><x:file source-language="ar" target-language='en' o:a=' &#9; &lt;"&gt; '><x:header><o:skl><![CDATA[<a>]]></o:skl
  ></x:header><x:body><!-- <target>wrong</target> --><x:trans-unit   id = "1" ><x:source>lost</x:source
><x:target state="new">A &#x77;rong&#32;<x:g id="1" o:wrong='wrong > "' >ship &apos;wrong&apos;</x:g
></x:target ><x:note>wrong</x:note>
</x:trans-unit></x:body></x:file></x:xliff>
<?after wrong?>
"""


def test_nothing_else_is_touched() -> None:
    answer = annotated(AWKWARD.encode()).decode()
    assert [issue.text for issue in marks(answer.encode())] == ["wrong", "wrong"]
    at = 0
    for character in AWKWARD:  # it is all there, in this order
        at = answer.index(character, at) + 1
    assert answer.count("<x:mrk mtype=") == answer.count("</x:mrk>") == 2
    assert bare(answer.encode()) == bare(AWKWARD.encode())


@pytest.mark.parametrize("write", [xliff_1, xliff_2])
def test_annotations_are_replaced_and_do_not_pile_up(write: Write) -> None:
    content = write(("lost lost", "A wrong ship"), ("One", "w<x id='1'/>rong"))
    first = annotated(content)
    assert annotated(first) == first
    mended = first.replace(b">wrong</mrk>", b">sound</mrk>").replace(b"lost", b"seen").replace(b"/>rong", b"/>ell")
    again = annotated(mended)
    assert not marks(again) and not beside(again)
    sound = content.replace(b"lost", b"seen").replace(b"wrong", b"sound").replace(b"/>rong", b"/>ell")
    assert bare(again) == bare(sound)


def test_annotations_that_another_tool_has_rewritten_are_known_again() -> None:
    answer = etree.tostring(parsed(annotated(xliff_1(("lost", "A wrong ship")))), encoding="utf-16")
    text = answer.decode("utf-16").replace('its:mtConfidence="0.5"', "its:mtConfidence = '0.5'\n")
    again = annotated(text.replace("its:", "i:").replace("xmlns:its", "xmlns:i").encode("utf-16"))
    assert again.decode("utf-16").count("mtConfidence") == 1
    assert (len(marks(again)), len(beside(again))) == (1, 1)


def test_another_program_reads_the_annotated_file() -> None:
    pair = "<g id='1'>lost</g> &amp; found", "A <g id='1'>wrong</g> ship 👩‍🚀 &amp; wr<x id='2'/>ong"
    content = xliff_1(pair, (SHIP, ""))
    before, after = (xlifffile(io.BytesIO(file)) for file in (content, annotated(content)))
    assert [(u.getid(), str(u.source), str(u.target)) for u in after.units] == [
        (u.getid(), str(u.source), str(u.target)) for u in before.units
    ]
