from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from statement_archive.analysis import describe, evaluate, found_spans, parse_query, tokenize
from statement_archive.analysis.query_language import Note, Sought
from statement_archive.domain.query import And, Everything, Not, Or, Phrase, Prefix, Word

LANGS = ("en", "ru", "zh-Hans")


@pytest.mark.parametrize(
    ("raw", "read"),
    [
        ("nuclear disarmament", "(nuclear (any form) and disarmament (any form))"),
        ('"not support"', '"not support"'),
        ("“not support„", '"not support"'),
        ("«не поддерживаем» 「核裁军」", '("не поддерживаем" and "核裁 裁军")'),
        ("«the “new” order» now", '("the new order" and now (any form))'),
        ("a OR b -c", "((a (any form) or b (any form)) and not c (any form))"),
        ("a OR b OR c d", "((a (any form) or b (any form) or c (any form)) and d (any form))"),
        ('-"a b" -(c OR d)', '(not "a b" and not (c (any form) or d (any form)))'),
        ("(a (b OR c))", "(a (any form) and (b (any form) or c (any form)))"),
        ("disarm* non-prolif*", '(disarm* and "non prolif*")'),
        ("l’homme", '"l homme"'),
        ("A/RES/78/241", '"a res 78 241"'),
        ("人", "人*"),
        ("第3条", '("第 3 条*" or "第 3 條*")'),
        ("人权*", '("人权" or "人權")'),
        ("peace peace", "peace (any form)"),
        ('"peace"', '"peace"'),
        ("(see annex)", "(see (any form) and annex (any form))"),
        ("he - said", "(he (any form) and said (any form))"),
        ('"a AND b* c: d?"', '"a and b c d"'),
        ("or", "or (any form)"),
        ("", "everything"),
        (" \n", "everything"),
        ("?!", "nothing"),
    ],
)
def test_reading(raw: str, read: str) -> None:
    assert describe(parse_query(raw, LANGS)[0]) == read


@pytest.mark.parametrize(
    ("raw", "notes"),
    [
        ('peace "not supp', [Note("unclosed-quotation", '"not supp')]),
        ("OR peace", [Note("operator-as-word", "OR")]),
        ("peace OR", [Note("operator-as-word", "OR")]),
        ("peace OR - war", [Note("operator-as-word", "OR"), Note("no-words", "-")]),
        ("a ) b", [Note("stray-bracket", ")")]),
        ("(a", [Note("unclosed-bracket", "(")]),
        ("a … b", [Note("no-words", "…")]),
        ("*", [Note("no-words", "*")]),
        ("plain words", []),
    ],
)
def test_nothing_changes_its_meaning_silently(raw: str, notes: list[Note]) -> None:
    assert list(parse_query(raw, LANGS)[1].notes) == notes


def test_what_was_searched_is_a_tree_of_what_was_typed() -> None:
    _, sought = parse_query("Peace OR “war” -arm*", LANGS)
    either = Sought("any", parts=(Sought("word", "Peace"), Sought("exact", "war")))
    assert sought == Sought("all", parts=(either, Sought("not", parts=(Sought("prefix", "arm"),))))


def test_a_word_is_looked_up_in_every_language() -> None:
    assert parse_query("Supported", ["en-GB", "en", "ru"])[0] == Word("supported", ("en:support", "ru:supported"))
    assert parse_query("Supported", [])[0] == Word("supported")


PIECES = ["a", "b", "OR", "-", "(", ")", '"', "“", "”", "«", "»", "*", "核", "…", "не", " "]


@settings(deadline=None, max_examples=300)
@given(st.text(max_size=40) | st.lists(st.sampled_from(PIECES)).map("".join))
def test_any_text_is_a_query(raw: str) -> None:
    clause, sought = parse_query(raw, LANGS)
    assert describe(clause)
    assert (clause == Or(())) == (sought.kind == "nothing")


@settings(deadline=None, max_examples=200)
@given(st.text(st.characters(exclude_characters='"'), max_size=30))
def test_a_text_in_quotation_marks_finds_itself(text: str) -> None:
    quoted = "".join(c for c in text if c not in "“”„‟«»‹›〝〞〟＂「」『』《》〈〉｢｣")
    clause, _ = parse_query(f'"{quoted}"', LANGS)
    tokens = tokenize(f"before, {quoted} after", "en")
    if tokenize(quoted, "en"):
        assert evaluate(clause, [t.exact for t in tokens], [t.stem for t in tokens])


@pytest.mark.parametrize("piece", ["(", ")", "«", "“", '"', "-", "a OR ", "-(", "( a OR ", "核", "a "])
def test_long_pasted_text_is_read(piece: str) -> None:
    assert isinstance(describe(parse_query(piece * 20_000, LANGS)[0]), str)


def test_evaluate() -> None:
    exact, stems = ("we", "not", "support"), ("en:we", "en:not", "en:support")
    assert evaluate(Phrase(("not", "support")), exact, stems) == [(1, 2, False)]
    assert evaluate(Word("x", ("en:support",)), exact, stems) == [(2, 2, False)]
    assert evaluate(And((Prefix("su"), Not(Word("war")))), exact, stems) == [(2, 2, True)]
    assert evaluate(Not(Word("we")), exact, stems) is None
    assert evaluate(Everything(), (), ()) == []


@pytest.mark.parametrize(
    ("raw", "text", "lang", "marked"),
    [
        ("support", "We SUPPORTED it.", "en", ["SUPPORTED"]),
        ('"not support"', "do not  support; not", "en", ["not  support"]),
        ('"disarmament"', "disarma\u00adment", "en", ["disarma\u00adment"]),
        ("核", "反核。核裁军", "zh", ["核", "核"]),
        ("核裁军", "反核裁军备", "zh", ["核裁军"]),
        ("l'homme", "de l’homme", "fr", ["l’homme"]),
        ("support -war", "support war", "en", []),
        ("-war", "peace", "en", []),
        ("не", "не, не", "ru", ["не", "не"]),
    ],
)
def test_highlights(raw: str, text: str, lang: str, marked: list[str]) -> None:
    clause, _ = parse_query(raw, ["en", "ru", "fr"])
    assert [text[a:b] for a, b in found_spans(clause, text, lang) or ()] == marked
