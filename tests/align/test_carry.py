from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from statement_archive.align.carry import Carried, carry_ids, class_of
from statement_archive.domain.errors import InvalidInput
from statement_archive.domain.segments import Segment, SegmentKind, SegmentTable, segment_table

Doc = list[list[str]]


def build(doc: Doc, kinds: list[SegmentKind] | None = None, prefix: str = "p") -> tuple[str, SegmentTable]:
    """Paragraphs of sentences as a text with its table; ids count from 1."""
    parts: list[str] = []
    segments: list[Segment] = []
    at = 0
    for n, sentences in enumerate(doc, start=1):
        kind: SegmentKind = kinds[n - 1] if kinds else "body"
        start = at
        for k, sentence in enumerate(sentences, start=1):
            segments.append(Segment(f"{prefix}{n}.s{k}", "sentence", at, at + len(sentence), kind))
            at += len(sentence) + 1
        segments.append(Segment(f"{prefix}{n}", "paragraph", start, at - 1, kind))
        parts.append(" ".join(sentences))
        at += 1
    text = "\n\n".join(parts)
    return text, segment_table(text, segments)


def carried(old: Doc, new: Doc, used: tuple[str, ...] = ()) -> Carried:
    return carry_ids(*build(old), *build(new, prefix="x"), used=used)


OLD: Doc = [
    ["Mr President, I thank you.", "My delegation welcomes the report of 1956."],
    ["We support the draft resolution on oceans.", "Thank you, Mr President."],
    ["Small islands suffer most from the rising sea.", "Thank you, Mr President."],
]


def test_the_same_text_keeps_every_id() -> None:
    result = carried(OLD, OLD)
    assert result.table == build(OLD)[1]
    assert (result.changed, result.added, result.removed, result.successors) == ((), (), (), {})


def test_one_edited_sentence_changes_itself_and_its_paragraph() -> None:
    new = [OLD[0], ["We fully support the draft resolution on oceans.", OLD[1][1]], OLD[2]]
    result = carried(OLD, new)
    assert result.changed == ("p2", "p2.s1")
    assert (result.added, result.removed) == ((), ())


def test_repeated_sentences_stay_in_order_when_one_more_comes() -> None:
    new = [["A new beginning is made here."], *OLD]
    result = carried(OLD, new)
    assert [s.id for s in result.table.paragraphs] == ["p4", "p1", "p2", "p3"]
    assert result.added == ("p4", "p4.s1")
    thanks = [s.id for s in result.table.sentences if s.cut(build(new)[0]).startswith("Thank you")]
    assert thanks == ["p2.s2", "p3.s2"]


def test_a_moved_paragraph_keeps_its_ids() -> None:
    result = carried(OLD, [OLD[2], OLD[0], OLD[1]])
    assert [s.id for s in result.table.paragraphs] == ["p3", "p1", "p2"]
    assert (result.changed, result.added, result.removed) == ((), (), ())


def test_a_split_leaves_the_id_with_the_larger_part() -> None:
    long = ["One short line.", "But here follows a much longer sentence about the protection of the high seas."]
    result = carried([long, ["Other matters were raised."]], [long[:1], long[1:], ["Other matters were raised."]])
    assert [s.id for s in result.table.paragraphs] == ["p3", "p1", "p2"]
    assert [s.id for s in result.table.sentences] == ["p1.s1", "p1.s2", "p2.s1"]
    assert result.changed == ("p1",)


def test_a_merge_names_the_successor_of_what_ended() -> None:
    result = carried(
        [["We thank the Chair warmly for it."], ["Peace is a very long and difficult work of all of us."]],
        [["We thank the Chair warmly for it, and peace is a very long and difficult work of all of us."]],
    )
    assert [s.id for s in result.table.paragraphs] == ["p2"]
    assert result.removed == ("p1", "p1.s1")
    assert result.successors == {"p1": ("p2",), "p1.s1": ("p2.s1",)}


def test_fresh_ids_come_after_every_id_ever_used() -> None:
    new = [*OLD, ["Completely different closing words follow now."]]
    new[1] = [*OLD[1], "Nobody had said this before."]
    result = carried(OLD, new, used=("p7", "p7.s1", "p2.s9", "h3", "p1"))
    assert result.added == ("p2.s10", "p8", "p8.s1")


def test_a_title_does_not_become_a_paragraph_of_the_body() -> None:
    doc = [["Statement by Ruritania"], ["We support the draft."]]
    text, table = build(doc)
    _, fresh = build(doc, ["title", "body"])
    old = segment_table(text, [s.renamed(s.id.replace("p1", "h1")) if s.kind == "title" else s for s in fresh.segments])
    result = carry_ids(text, old, text, table, used=())
    assert result.removed == ("h1", "h1.s1")
    assert result.successors == {"h1": (), "h1.s1": ()}
    assert [s.id for s in result.table.paragraphs] == ["p3", "p2"]


def test_inline_segments_are_carried() -> None:
    def with_page(text: str) -> SegmentTable:
        _, table = build([[text]])
        at = text.index("2")
        return segment_table(text, [*table.segments, Segment("i5", "inline", at, at + 1, "furniture")])

    old, new = "We go 2 on together.", "So we go 2 on together."
    result = carry_ids(old, with_page(old), new, with_page(new), used=())
    assert [s.id for s in result.table.level("inline")] == ["i5"]
    assert result.changed == ("p1", "p1.s1")


@pytest.mark.no_cover  # a large input: traced, it takes three times as long
def test_no_words_in_common_gives_new_ids_in_reasonable_time() -> None:
    old = [[f"alpha{n} beta{n * 7} gamma the and of {k}." for k in range(4)] for n in range(200)]
    new = [[f"delta{n} epsilon{n * 5} zeta the and of x{k}." for k in range(4)] for n in range(200)]
    result = carried(old, new)
    assert len(result.added) + sum(1 for s in result.table.segments if s.id not in result.added) == 1000


WORDS = ["we", "support", "the", "draft", "sea", "islands", "thank", "you", "peace", "ocean", "和平", "море"]
sentences = st.lists(st.sampled_from(WORDS), min_size=1, max_size=7).map(lambda x: " ".join(x) + ".")
docs = st.lists(st.lists(sentences, min_size=1, max_size=4), min_size=1, max_size=6)


@settings(deadline=None, max_examples=150)
@given(docs, docs, st.sets(st.sampled_from(["p3", "p90", "p2.s8", "h4", "p1.s1"])))
def test_ids_are_unique_fresh_and_keep_level_and_class(old: Doc, new: Doc, used: set[str]) -> None:
    old_text, old_table = build(old)
    new_text, new_table = build(new, prefix="x")
    result = carry_ids(old_text, old_table, new_text, new_table, used=used)
    assert result == carry_ids(old_text, old_table, new_text, new_table, used=used)
    before = {s.id: s for s in old_table.segments}
    ids = [s.id for s in result.table.segments]
    assert [(s.start, s.end) for s in result.table.segments] == [(s.start, s.end) for s in new_table.segments]
    assert not set(result.added) & (used | set(before))
    assert set(ids) == set(result.added) | (set(before) - set(result.removed))
    assert set(result.successors) == set(result.removed)
    for s in result.table.segments:
        if s.id in before:
            assert (s.level, class_of(s)) == (before[s.id].level, class_of(before[s.id]))
            assert (s.id in result.changed) == (s.cut(new_text) != before[s.id].cut(old_text))
    assert all(x in ids for held in result.successors.values() for x in held)


@settings(deadline=None, max_examples=80)
@given(docs)
def test_nothing_changes_without_a_change(doc: Doc) -> None:
    result = carried(doc, doc)
    assert result.table == build(doc)[1]
    assert not result.changed + result.added + result.removed


@settings(deadline=None, max_examples=80)
@given(docs, st.data())
def test_an_edit_changes_one_sentence_and_its_paragraph(doc: Doc, data: st.DataObject) -> None:
    unique = [[f"{s[:-1]} número {n}-{k} zu{n}x{k} wort{n}y{k}." for k, s in enumerate(p)] for n, p in enumerate(doc)]
    n = data.draw(st.integers(0, len(doc) - 1))
    k = data.draw(st.integers(0, len(doc[n]) - 1))
    edited = [list(p) for p in unique]
    edited[n][k] = edited[n][k][:-1] + " indeed."
    result = carried(unique, edited)
    assert result.changed == (f"p{n + 1}", f"p{n + 1}.s{k + 1}")
    assert not result.added + result.removed


def test_a_table_that_does_not_fit_its_text_is_refused() -> None:
    with pytest.raises(InvalidInput):
        carry_ids(*build(OLD), "short", build(OLD)[1], used=())
