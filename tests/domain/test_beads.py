from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from statement_archive.domain.beads import Bead, Beads, compose, from_rows, paragraph_beads
from statement_archive.domain.errors import InvalidInput
from statement_archive.domain.segments import Segment, SegmentTable, segment_table


def beads(*rows: tuple[str, str, float]) -> Beads:
    return Beads(tuple(Bead(tuple(a.split()), tuple(b.split()), score) for a, b, score in rows))


def shape(some: Beads) -> list[tuple[str, str, float]]:
    return [(" ".join(x.a), " ".join(x.b), x.score) for x in some]


def table(*counts: int) -> SegmentTable:
    """Paragraphs p1, p2 … of so many sentences of one letter each."""
    segments, at = [], 0
    for n, count in enumerate(counts, start=1):
        segments.append(Segment(f"p{n}", "paragraph", at, at + count, "body"))
        segments += [Segment(f"p{n}.s{k + 1}", "sentence", at + k, at + k + 1, "body") for k in range(count)]
        at += count
    return segment_table("x" * at, segments)


def test_lookups_and_inversion() -> None:
    some = beads(("a1", "b1 b2", 0.9), ("a2", "", 0.5), ("", "b3", 0.4))
    assert some.of_a("a1") == some.of_b("b2") == some.beads[0]
    assert some.of_a("b1") is None
    assert some.invert().of_a("b3") == Bead(("b3",), (), 0.4)
    assert some.invert().invert() == some
    assert len(list(some)) == len(some) == 3


@pytest.mark.parametrize(
    "rows",
    [
        [[["a"], ["b"], 0.5], [["a"], ["c"], 0.5]],
        [[["a"], ["b"], 0.5], [["c"], ["b"], 0.5]],
        [[[], [], 0.5]],
        [[["a"], ["b"], 1.5]],
        [[["a"], ["b"], float("nan")]],
        [[["a"], ["b"], True]],
        [[["a"], ["b"]]],
        ["abc"],
        [["a", ["b"], 0.5]],
        [[["a"], [1], 0.5]],
    ],
)
def test_bad_rows_are_refused(rows: list[list[object]]) -> None:
    with pytest.raises(InvalidInput):
        from_rows(rows)


def test_composition_joins_what_shares_a_segment() -> None:
    ab = beads(("a1", "b1", 0.9), ("a2 a3", "b2", 0.8), ("a4", "", 0.7), ("", "b4", 1))
    bc = beads(("b1 b2", "c1", 0.5), ("", "c2", 0.9), ("b4", "c3 c4", 0.6), ("b5", "", 1))
    result = compose(ab, bc)
    assert result.composed
    assert shape(result) == [
        ("a1 a2 a3", "c1", 0.4),
        ("a4", "", 0.7),
        ("", "c2", 0.9),
        ("", "c3", 0.6),
        ("", "c4", 0.6),
    ]


def test_composition_with_itself_reversed_is_the_identity_on_pairs() -> None:
    ab = beads(("a1", "b1", 1), ("a2", "b2 b3", 1))
    assert shape(compose(ab, ab.invert())) == [("a1", "a1", 1), ("a2", "a2", 1)]


def test_paragraphs_are_put_level() -> None:
    a, b = table(2, 1, 1, 1), table(1, 1, 1, 1)
    some = beads(
        ("p1.s1", "p1.s1", 0.8), ("p1.s2", "p2.s1", 0.6), ("p2.s1", "", 0.3), ("", "p3.s1", 0.2), ("p4.s1", "p4.s1", 1)
    )  # fmt: skip
    assert shape(paragraph_beads(some, a, b)) == [
        ("p1", "p1 p2", 0.7),
        ("p2", "", 0.3),
        ("p3", "", 0.0),
        ("", "p3", 0.2),
        ("p4", "p4", 1.0),
    ]


def test_a_bead_of_an_unknown_segment_is_refused() -> None:
    with pytest.raises(InvalidInput, match="not in its table"):
        paragraph_beads(beads(("p9", "p1", 1)), table(1), table(1))


@st.composite
def bead_lists(draw: st.DrawFn, a: str, b: str) -> Beads:
    found, i, j = [], 0, 0
    for _ in range(draw(st.integers(0, 8))):
        di, dj = draw(st.sampled_from([(1, 0), (0, 1), (1, 1), (1, 2), (2, 1), (2, 2)]))
        ids_a = tuple(f"{a}{k}" for k in range(i, i + di))
        found.append(Bead(ids_a, tuple(f"{b}{k}" for k in range(j, j + dj)), draw(st.sampled_from([0.0, 0.25, 1.0]))))
        i, j = i + di, j + dj
    return Beads(tuple(draw(st.permutations(found))) if draw(st.booleans()) else tuple(found))


@settings(deadline=None, max_examples=200)
@given(bead_lists("a", "b"), bead_lists("b", "c"))
def test_composition_loses_and_doubles_nothing(ab: Beads, bc: Beads) -> None:
    result = compose(ab, bc)
    assert sorted(x for bead in result for x in bead.a) == sorted(x for bead in ab for x in bead.a)
    assert sorted(x for bead in result for x in bead.b) == sorted(x for bead in bc for x in bead.b)
    for bead in ab:
        partners = {result.of_a(x) for x in bead.a}
        assert len(partners) <= 1 or all(p and not p.b for p in partners)


@settings(deadline=None, max_examples=100)
@given(bead_lists("a", "b"))
def test_rows_round_trip(some: Beads) -> None:
    assert from_rows(some.rows()) == some
