from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from statement_archive.align.diff import Piece, word_diff
from statement_archive.align.sequence import common

texts = st.text(alphabet=st.sampled_from([*"ab ,.\n\u00a0é\u0301和平ไทย\u202eаअि\r"]), max_size=60) | st.text(
    max_size=40
)


@settings(deadline=None, max_examples=300)
@given(texts, texts)
def test_pieces_joined_are_the_texts_exactly(old: str, new: str) -> None:
    pieces = word_diff(old, new)
    assert "".join(p.text for p in pieces if p.op != "added") == old
    assert "".join(p.text for p in pieces if p.op != "removed") == new
    assert all(p.text for p in pieces)
    assert all(x.op != y.op for x, y in pairwise(pieces))


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("We thank the Chair.", "We greet the Chair.", "We [-thank-]{+greet+} the Chair."),
        ("one two three", "uno dos three", "[-one two-]{+uno dos+} three"),
        ("和平与安全", "和平和安全", "和平[-与-]{+和+}安全"),
        ("same", "same", "same"),
        ("", "new", "{+new+}"),
        ("old", "", "[-old-]"),
        ("हिन्दी में", "हिन्दी मे", "हिन्दी [-में-]{+मे+}"),
    ],
)
def test_small_changes(old: str, new: str, expected: str) -> None:
    marks = {"same": "{}", "removed": "[-{}-]", "added": "{{+{}+}}"}
    assert "".join(marks[p.op].format(p.text) for p in word_diff(old, new)) == expected


def test_nothing_of_nothing() -> None:
    assert word_diff("", "") == ()
    assert word_diff("a", "a") == (Piece("same", "a"),)


def test_long_and_repetitive_texts_are_bounded() -> None:
    old, new = "the sea and the land " * 4000, "and the sky the sea " * 4000
    pieces = word_diff(old, new)
    assert "".join(p.text for p in pieces if p.op != "added") == old
    assert "".join(p.text for p in pieces if p.op != "removed") == new


@settings(deadline=None, max_examples=200)
@given(st.lists(st.integers(0, 5), max_size=25), st.lists(st.integers(0, 5), max_size=25))
def test_common_pairs_ascend_and_are_equal(old: list[int], new: list[int]) -> None:
    pairs = common(old, new)
    assert all(old[i] == new[j] for i, j in pairs)
    assert all(x[0] < y[0] and x[1] < y[1] for x, y in pairwise(pairs))
