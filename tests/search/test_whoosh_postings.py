"""A list of postings as bytes comes back as it was."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from statement_archive.search.whoosh_postings import Matcher, packed

numbers = st.one_of(st.integers(0, 300), st.integers(0, 2**31 - 1))
lists = st.one_of(st.sets(numbers, min_size=1, max_size=80), st.integers(1, 60).map(lambda n: set(range(n))))


@settings(deadline=None, max_examples=100)
@given(lists, st.data())
def test_packed_and_unpacked(documents: set[int], data: st.DataObject) -> None:
    listed = sorted(documents)
    most = data.draw(st.sampled_from([1, 9, 400]))
    counts = data.draw(st.lists(st.integers(1, most), min_size=len(listed), max_size=len(listed)))
    matcher = Matcher(packed(listed, counts))
    found, held = matcher.arrays()
    assert found.tolist() == listed
    assert ([1] * len(listed) if held is None else held.tolist()) == counts
    walked = []
    while matcher.is_active():
        walked.append((matcher.id(), matcher.weight()))
        matcher.next()
    assert walked == list(zip(listed, counts, strict=True))
