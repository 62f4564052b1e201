"""A text that comes back: its ids come back with it."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.align.test_carry import OLD, Doc, build

from statement_archive.align.carry import carry_ids
from statement_archive.align.returning import come_back

DOCS = st.lists(st.lists(st.sampled_from(["A b c.", "We do.", "No.", "Small isles."]), min_size=1), min_size=1)


def test_a_sentence_that_was_removed_comes_back_under_its_id() -> None:
    text, table = build(OLD)
    without = [OLD[0], OLD[1][:1], OLD[2]]
    shorter = build(without)
    there = carry_ids(text, table, *shorter, used=())
    back = carry_ids(shorter[0], there.table, text, build(OLD, prefix="x")[1], used=[s.id for s in table.segments])
    assert "p2.s3" in back.added
    again = come_back(back, shorter[0], there.table, text, table)
    assert again.table == table
    assert (again.added, again.removed) == (("p2.s2",), ())
    assert "p2" in again.changed


def test_a_text_divided_otherwise_is_left_alone() -> None:
    text, table = build(OLD)
    other = build([[*OLD[0], *OLD[1]], OLD[2]])
    carried = carry_ids(text, table, *other, used=())
    assert come_back(carried, text, table, other[0], table) is carried


@settings(deadline=None, max_examples=60)
@given(DOCS, DOCS)
def test_there_and_back_again_is_the_same_table(one: Doc, other: Doc) -> None:
    a, b = build(one), build(other)
    there = carry_ids(*a, *b, used=())
    used = {s.id for s in (*a[1].segments, *there.table.segments)}
    back = carry_ids(b[0], there.table, *a, used=used)
    again = come_back(back, b[0], there.table, a[0], a[1])
    assert again.table == a[1]
    ids, before = {s.id for s in a[1].segments}, {s.id for s in there.table.segments}
    assert set(again.added) == ids - before
    assert set(again.removed) == before - ids
    assert set(again.successors) == set(again.removed)
    assert all(name in ids for names in again.successors.values() for name in names)
