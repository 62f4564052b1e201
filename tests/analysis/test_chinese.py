"""Traditional and simplified Chinese: one where any form is asked for, and never in what is exact."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from statement_archive.analysis import found_spans, parse_query
from statement_archive.analysis.chinese import MOST_SPELLINGS, spellings
from statement_archive.analysis.query_language.describing import describe_query

HAN = "核裁军軍发發髮后後里裡裏台臺檯颱干幹乾人权權条條約约"


@pytest.mark.parametrize(
    ("typed", "also"),
    [
        ("裁军", {"裁軍"}),
        ("裁軍", {"裁军"}),
        ("发", {"發", "髮"}),
        ("髮", {"发", "發"}),
        ("后", {"後"}),
        ("条约权利", {"條約權利"}),
        ("人民", set()),
        ("ひらがな", set()),
        ("silence", set()),
        ("", set()),
    ],
)
def test_spellings(typed: str, also: set[str]) -> None:
    found = spellings(typed)
    assert found[0] == typed
    assert also <= set(found)
    if not also:
        assert found == (typed,)


@pytest.mark.parametrize(
    ("query", "text", "found"),
    [
        ("核裁军", "我們支持核裁軍。", True),
        ("核裁軍", "我们支持核裁军。", True),
        ("头发 发展", "頭髮與發展", True),
        ("「核裁军」", "我們支持核裁軍。", False),
        ("“核裁軍”", "我们支持核裁军。", False),
        ("军", "核裁軍", True),
        ("-裁军", "我們支持核裁軍。", False),
        ("支持 near/3 (裁军 OR 条约)", "我們支持核裁軍。", True),
    ],
)
def test_a_run_is_found_in_either_script(query: str, text: str, found: bool) -> None:
    clause, _ = parse_query(query, ["zh"])
    assert (found_spans(clause, text, "zh") is not None) is found


@settings(max_examples=60, deadline=None)
@given(st.text(HAN, min_size=2, max_size=5), st.text(HAN + "，", max_size=30))
def test_each_spelling_finds_what_any_finds(run: str, text: str) -> None:
    """As long as they are not too many."""
    every = spellings(run)
    assert len(every) <= MOST_SPELLINGS
    if len(every) < MOST_SPELLINGS:
        answers = {found_spans(parse_query(each, ["zh"])[0], text, "zh") for each in every}
        assert len(answers) == 1
        assert (answers == {None}) is not any(each in text for each in every)


def test_a_long_run_is_searched_in_either_script() -> None:
    assert spellings("条約" * 8)[1:] == ("条约" * 8, "條約" * 8)
    assert len(spellings("条约" * 500)) == 2


def test_what_was_searched_is_said_once() -> None:
    assert describe_query(*parse_query("裁军 -条约", ["zh"])) == "(裁军 (any characters) and not 条约 (any characters))"
