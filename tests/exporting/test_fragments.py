"""Text fragments and places, on texts in several scripts."""

from __future__ import annotations

import re
from urllib.parse import unquote

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from statement_archive.domain.segments import SegmentTable
from statement_archive.exporting.fragments import text_fragment
from statement_archive.exporting.note import place_words
from statement_archive.exporting.places import place_of
from statement_archive.importing.document import read_document

ENGLISH = """Thank you, Mr. President.

We support the draft. We may not support the annex, which is long - and, as my neighbour says,
not yet read by anybody in this hall.

We support the draft. That is all.
"""
ARABIC = (
    "السيد الرئيس،\n\nإننا نؤيد المشروع. ولا نؤيد المرفق، وهو طويل جدا كما قال جاري في هذه القاعة "
    "قبل قليل وكما سمعنا جميعا اليوم هنا.\n"
)
CHINESE = (
    "主席先生：\n\n我们支持草案。但是，附件过长，正如邻座代表所说，本会场内尚无一人读过全文，因此我们今天不能支持附件，"
    "请各位谅解，并请秘书处将我们的立场载入本次会议的记录，同时分发给所有没有出席会议的代表团，"
    "让他们能够及时了解情况。谢谢。\n"
)


def read(text: str, lang: str) -> tuple[str, SegmentTable]:
    imported = read_document(text.encode(), name="a.txt", lang=lang)
    return imported.text, imported.table


def directive(text: str, table: SegmentTable, name: str, last: str = "") -> list[str]:
    first, end = table.find(name), table.find(last or name)
    assert first
    assert end
    found = text_fragment(text, first.start, end.end, table)
    assert found.startswith("#:~:text=")
    assert re.fullmatch(r"[A-Za-z0-9._~%,-]*", found.removeprefix("#:~:text="))
    return [unquote(part) for part in found.removeprefix("#:~:text=").split(",")]


def test_a_short_sentence_is_named_whole() -> None:
    text, table = read(ENGLISH, "en")
    assert directive(text, table, "p1") == ["Thank you, Mr. President."]


def test_a_long_one_by_its_ends_and_its_own_signs_are_encoded() -> None:
    text, table = read(ENGLISH, "en")
    assert directive(text, table, "p2.s2") == ["We may not support", "anybody in this hall."]
    assert directive(text, table, "p2", "p3") == ["We support the draft.", "That is all."]


def test_words_that_stand_earlier_too_get_their_neighbours() -> None:
    text, table = read(ENGLISH, "en")
    assert directive(text, table, "p3.s1") == ["We support the draft.", "-That is all."]


def test_no_spaces_and_right_to_left() -> None:
    text, table = read(ARABIC, "ar")
    assert directive(text, table, "p2.s2") == ["ولا نؤيد المرفق، وهو", "سمعنا جميعا اليوم هنا."]
    text, table = read(CHINESE, "zh")
    head, tail = directive(text, table, "p2.s2")
    assert text.index(head) < text.index(tail)
    assert head[-1] in "，。"
    assert len(head) < 40


def test_places_go_by_number_and_kind() -> None:
    _text, table = read("STATEMENT\n\n" + ENGLISH, "en")

    def place(name: str, last: str = "") -> str:
        first, end = table.find(name), table.find(last or name)
        assert first
        assert end
        return place_words(place_of(first.start, end.end, table), "en")

    assert place("p2") == "para. 2"
    assert place("p2.s2") == "para. 2, second sentence"
    assert place("p1.s1") == "para. 1"
    assert place("p2", "p3") == "paras. 2–3"
    assert place("h1") == "title"


@pytest.mark.parametrize(("text", "lang"), [(ENGLISH, "en"), (ARABIC, "ar"), (CHINESE, "zh")])
@settings(deadline=None, max_examples=60)
@given(data=st.data())
def test_what_is_named_stands_in_the_passage_in_order(text: str, lang: str, data: st.DataObject) -> None:
    text, table = read(text, lang)
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start, len(text)))
    found = text_fragment(text, start, end, table)
    if not found:
        return
    parts = [unquote(part) for part in found.removeprefix("#:~:text=").split(",")]
    named = [
        p
        for raw, p in zip(found.removeprefix("#:~:text=").split(","), parts, strict=True)
        if not (raw.startswith("-") or raw.endswith("-"))
    ]
    folded = " ".join(text[start:end].split())
    at = 0
    for part in named:
        at = folded.index(part, at) + len(part)
    place = place_words(place_of(start, end, table), "en")
    assert place
    assert not re.search(r"\b[a-z]\d", place)
