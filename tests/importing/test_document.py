"""Whole documents: front matter, paragraphs, numbers, page breaks, notes, Markdown."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from statement_archive.domain.errors import InvalidInput
from statement_archive.importing import Imported, read_document

BREAK = (
    "\n\nBriefly, weapons must stay under human control, and the means to that end are "
    "known to all of the States in the\n\n{}\n\nroom today, as we said.\n\nThank you.\n"
)


def read(text: str, lang: str = "en", **options: object) -> Imported:
    return read_document(text.encode(), name="a.txt", lang=lang, **options)  # type: ignore[arg-type]  # options are the tests' own


def kinds(imported: Imported) -> list[tuple[str, str, str]]:
    return [(p.id, p.kind, p.number) for p in imported.table.paragraphs]


def test_front_matter_ends_with_the_salutation() -> None:
    imported = read(
        "Check against delivery\n\n**Statement of the League\nat the session**\n\n29 August 2018\nGeneva\n\n"
        "Delivered by Ann Lee, head of the League (Peru)\n\nMr. Chair,\n\nWe are concerned "
        "about the weapons of tomorrow, and of today.\n\n"
        "A heading\n\nWe ask all States for a treaty that bans them once and for all, and "
        "without any delay.\n\n(Applause)\n\nThank you."
    )
    assert kinds(imported) == [
        ("h1", "banner", ""),
        ("h2", "title", ""),
        ("h3", "dateline", ""),
        ("h4", "title", ""),
        ("h5", "byline", ""),
        ("p1", "salutation", "1"),
        ("p2", "body", "2"),
        ("h6", "heading", ""),
        ("p3", "body", "3"),
        ("x1", "stage", ""),
        ("p4", "body", "4"),
    ]
    assert [s.cut(imported.text) for s in imported.table.level("inline")] == ["**", "**"]


def test_printed_numbers_are_the_numbers() -> None:
    imported = read("Chair,\n\n1. One is this.\n\n(a) A part of it.\n\n2. Two is that.\n\n14. Fourteen.")
    assert [p.number for p in imported.table.paragraphs] == ["", "1", "", "2", "14"]
    few = read(
        "Chair,\n\nOne is this.\n\nAnd more.\n\nThen more.\n\n1. A point.\n\n2. Another.\n\nLast.\n\nVery last.\n\nEnd."
    )
    assert [p.number for p in few.table.paragraphs] == [str(n) for n in range(1, 10)]


@pytest.mark.parametrize(
    ("between", "page"),
    [("12", "12"), ("- 12 -", "12"), ("Page 3 of 7", "3"), ("/…", ""), ("A/C.1/73/PV.12  3/25", "3"), ("第3页", "3")],
)
def test_a_page_break_is_offered_and_bridged_on_request(between: str, page: str) -> None:
    text = "Chair," + BREAK.format(between)
    offered = read(text)
    (offer,) = offered.bridges
    assert (offer.before, offer.after, offer.applied) == ("p2", "p3", False)
    assert "furniture" in offer.reason
    assert ("x1", "furniture", "") in kinds(offered)
    joined = read(text, bridge=True)
    assert joined.text == text
    paragraph = joined.table.find("p2")
    assert paragraph is not None
    assert len(joined.table.sentences_of(paragraph)) == 1
    assert paragraph.cut(text).endswith("room today, as we said.")
    (mark,) = joined.table.inlines_of(paragraph)
    assert (mark.kind, mark.page, mark.cut(text)) == ("furniture", page, between)
    assert [b.applied for b in joined.bridges] == [True]


def test_some_page_breaks_are_bridged_and_others_left() -> None:
    part = "\n\n{} the weapons must stay under the control of all\n\n- {} -\n\nof us, as {} said."
    text = "Chair," + "".join(part.format(*p) for p in (("First", 1, "we"), ("Second", 2, "you"), ("Third", 3, "they")))
    starts = [b.start for b in read(text).bridges]
    assert len(starts) == 3
    joined = read(text, bridge={starts[0], starts[2]})
    assert [(b.start, b.applied) for b in joined.bridges] == [(starts[0], True), (starts[1], False), (starts[2], True)]
    (left,) = [b for b in joined.bridges if not b.applied]
    before = joined.table.find(left.before)
    assert before is not None
    assert before.end == left.start
    assert read(text, bridge=[]).table == read(text, bridge=False).table == read(text).table
    assert read(text, bridge=starts).table == read(text, bridge=True).table
    with pytest.raises(InvalidInput, match="offset 3"):
        read(text, bridge=[3])


def test_a_form_feed_is_a_page_break() -> None:
    text = "Chair,\n\nWe said that weapons have to be kept under the control\n\fof human beings.\n"
    assert [b.reason for b in read(text).bridges] == [
        "ends without a final mark and goes on in lower case after a form feed"
    ]
    joined = read(text, bridge=True)
    assert [s.cut(text) for s in joined.table.level("inline")] == ["\f"]


def test_enumerations_are_not_page_breaks() -> None:
    text = "Chair,\n\nRecalling the treaties that we have signed in this hall, and\n\nrecalling others;\n\nnoting them."
    assert read(text).bridges == ()


def test_running_heads_are_furniture() -> None:
    page = (
        "{1} the States agree that this cannot go on as it did before and\n\n{0}\n\nUnited Nations - Verbatim\n\n"
        "that it has to change, as all of us know.\n\n"
    )
    imported = read(
        "Chair,\n\n" + "".join(page.format(n, word) for n, word in enumerate(("First", "Second", "Third"), 1)),
        bridge=True,
    )
    assert [p.kind for p in imported.table.paragraphs] == ["salutation", "body", "body", "body"]
    assert sum(s.level == "inline" for s in imported.table.segments) == 6


def test_hard_wrapped_lines_are_joined_and_it_is_said() -> None:
    line = "This is a line of a text that was broken at some width,"
    imported = read("\r\n".join([line] * 6) + " end.\r\n\r\n" + "\r\n".join([line] * 4) + " end.")
    assert [p.kind for p in imported.table.paragraphs] == ["body", "body"]
    assert any("hard-wrapped" in w for w in imported.warnings)


def test_one_paragraph_a_line_is_seen_and_said() -> None:
    imported = read("We begin here.\nThen we go on to say somewhat more of it.\nAnd more.\nSo it ends.\n")
    assert len(imported.table.paragraphs) == 4
    assert "taken as one paragraph a line" in imported.warnings


def test_lines_mode_takes_each_line_as_one_sentence() -> None:
    imported = read("First. And more.\n- 12 -\n\nSecond\u2028half\r\n \nThird", sentences="lines")
    assert [s.cut(imported.text) for s in imported.table.sentences] == [
        "First. And more.",
        "- 12 -",
        "Second\u2028half",
        "Third",
    ]
    assert kinds(imported) == [("p1", "body", "1"), ("p2", "body", "2"), ("p3", "body", "3")]
    assert [p.id for p in read("a\nb\n", sentences="lines").table.paragraphs] == ["p1", "p2"]


def test_notes_and_their_marks() -> None:
    imported = read(
        "Chair,\n\nWe quote the treaty[1] and the resolution.[2] It is plain.\n\n____\n\n[1] "
        "The treaty.\n\n[2] The resolution."
    )
    assert [k for _, k, _ in kinds(imported)] == ["salutation", "body", "furniture", "note", "note"]
    assert [(s.kind, s.cut(imported.text)) for s in imported.table.level("inline")][:2] == [
        ("note", "[1]"),
        ("note", "[2]"),
    ]


def test_markdown_marks_are_inline_and_the_text_is_kept() -> None:
    text = (
        "# **Title** of [it](http://x.y/a_b)\r\n\r\nMr. Chair,\r\n\r\n> A *quoted* `U.N.` "
        "line\r\n> goes \\* on. Second <b>one</b>.\r\n\r\n"
        "- item one\r\n- item **two.** Next\r\n\r\nHeading\r\n-------\r\n\r\n***\r\n\r\n[ref]: http://z\r\n"
    )
    imported = read_document(text.encode(), name="a.md", lang="en")
    assert imported.media == "markdown"
    marks = [s.cut(text) for s in imported.table.level("inline")]
    assert marks[:5] == ["#", "**", "**", "[", "](http://x.y/a_b)"]
    assert marks[5:] == [">", "*", "*", "`", "`", ">", "\\", "-", "-", "**", "**", "-------"]
    assert [k for _, k, _ in kinds(imported)] == [
        "title",
        "salutation",
        "body",
        "body",
        "body",
        "heading",
        "furniture",
        "furniture",
    ]
    assert [s.cut(text) for s in imported.table.sentences][4:7] == ["- item one", "- item **two.**", "Next"]
    assert imported.suggestions[0].value == "Title of it"


def test_markdown_front_matter_is_furniture() -> None:
    imported = read_document(b"---\ntitle: X\n---\n\nText.\n", name="a.markdown", lang="en")
    assert imported.table.paragraphs[0].kind == "furniture"


def test_a_byte_order_mark_is_inline_furniture() -> None:
    imported = read("\ufeffStatement of X\n\nChair,\n\nWe agree.")
    assert [(s.kind, s.cut(imported.text)) for s in imported.table.level("inline")] == [("furniture", "\ufeff")]
    assert imported.suggestions[0].value == "Statement of X"


def test_the_first_seed(shared: Path) -> None:
    content = next((shared / "seeds").glob("000_*.txt")).read_bytes()
    imported = read_document(content, name="a.txt", lang="en")
    facts = {s.fact: s.value for s in imported.suggestions}
    assert facts["original_languages"] == ["ru"]
    assert facts["dates"] == {"raw": "29 August, 2018", "edtf": "2018-08-29", "event": "delivered"}
    assert facts["place"] == "Geneva"
    assert facts["speaker.name"] == "Alimzhan Akhmetov"
    assert facts["speaker.role"] == "director of the Center for International Security and Policy"
    assert facts["body.name"] == "Center for International Security and Policy"
    assert (facts["body.country"], facts["body.kind"]) == ("KZ", "ngo")
    assert next(s.line for s in imported.suggestions if s.fact == "body.kind") == 15
    (offer,) = imported.bridges
    joined = read_document(content, name="a.txt", lang="en", bridge=True)
    paragraph = joined.table.find(offer.before)
    assert paragraph is not None
    assert len(joined.table.sentences_of(paragraph)) == 1
    assert "nuclear\n\narms race" in paragraph.cut(joined.text)


def test_real_texts(shared: Path) -> None:
    for file in sorted((shared / "data" / "udhr").glob("*.json")):
        data = json.loads(file.read_text("utf-8"))
        parts = [p for s in data["sections"] for p in (s.get("title"), *s["paragraphs"]) if p]
        imported = read("\n\n".join((data["title"], *parts)), data["lang"])
        assert len(imported.table.paragraphs) == len(parts) + 1
        assert len(imported.table.sentences) >= len(parts)
    for file in sorted((shared / "data" / "addresses_en").glob("*.txt"))[::8]:
        imported = read_document(file.read_bytes(), name=file.name, lang="en")
        assert len(imported.table.sentences) > 20
        assert max(s.end - s.start for s in imported.table.sentences) < 4000
    for file in sorted((shared / "data" / "parice").glob("*/*.txt")):
        lines = [line for line in file.read_text("utf-8").split("\n") if line.strip()]
        assert len(
            read_document(file.read_bytes(), name=file.name, lang="is", sentences="lines").table.sentences
        ) == len(lines)
    for file in sorted((shared / "data" / "bilara").glob("*.json")):
        for name, segments in json.loads(file.read_text("utf-8")).items():
            if isinstance(segments, dict):
                read("\n".join(str(v) for v in segments.values()) or name, "pi")
