"""Sentences of two different texts set level."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from statement_archive.align.likeness import Level, level, said

OLD = [
    "We thank the Chair for the opportunity to speak.",
    "Silence cannot be taken for consent in any matter of water.",
    "My country has always kept its word.",
    "We regret that no date was set for the next session.",
]


def rows(old: list[str], new: list[str], lang: str = "en") -> list[tuple[object, ...]]:
    found = level([said(s, lang) for s in old], [said(s, lang) for s in new])
    return [
        (r.old, r.new, "same" if r.same else "changed" if r.percent else "", *(["moved"] if r.moved else []))
        for r in found
    ]


def test_kept_changed_added_dropped_moved() -> None:
    new = [
        OLD[0],
        "My country has always kept its word.",
        "Silence must not be taken for consent in any matter of water.",
        "The bridge was opened in May.",
    ]
    assert rows(OLD, new) == [
        (0, 0, "same"),
        (2, 1, "same"),
        (3, None, ""),
        (1, 2, "changed", "moved"),
        (None, 3, ""),
    ]


def test_typography_alone_is_the_same_and_a_number_is_not() -> None:
    assert rows(["We said “no” in 2023."], ['We said "no" in 2023.']) == [(0, 0, "same")]
    assert rows(["We said no in 2023."], ["We said no in 2024."]) == [(0, 0, "changed")]


def test_a_negation_is_a_change() -> None:
    assert rows(["Мы поддерживаем это предложение."], ["Мы не поддерживаем это предложение."], "ru") == [
        (0, 0, "changed")
    ]


def test_what_is_said_twice_is_paired_in_order() -> None:
    thanks = "We thank you all."
    assert rows([thanks, OLD[1], thanks], [thanks, OLD[1], thanks]) == [(i, i, "same") for i in range(3)]


def test_chinese_without_spaces() -> None:
    assert rows(["沉默不等于同意。"], ["沉默从来不等于同意。"], "zh") == [(0, 0, "changed")]


SENTENCES = st.lists(st.sampled_from([*OLD, *(s.replace("not", "never").replace("the", "our") for s in OLD), "", "…"]))


@settings(deadline=None, max_examples=80)
@given(SENTENCES, SENTENCES)
def test_every_sentence_stands_in_exactly_one_row(old: list[str], new: list[str]) -> None:
    found: tuple[Level, ...] = level([said(s, "en") for s in old], [said(s, "en") for s in new])
    assert [r.new for r in found if r.new is not None] == list(range(len(new)))
    assert sorted(r.old for r in found if r.old is not None) == list(range(len(old)))
    steady = [r.old for r in found if r.old is not None and r.new is not None and not r.moved]
    assert steady == sorted(steady)
    for r in found:
        if r.old is not None and r.new is not None:
            assert r.same == (said(old[r.old], "en").key == said(new[r.new], "en").key)
