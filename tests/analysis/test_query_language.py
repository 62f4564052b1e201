"""Fields, near, and what is no operator in its place."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from statement_archive.analysis import describe, found_spans, holding, parse_query, tokenize
from statement_archive.analysis.query_language import Meaning, Meant, Note, parse
from statement_archive.analysis.query_language.aliases import (
    FIELD_ALIASES,
    VALUE_ALIASES,
    field_named,
    value_named,
)
from statement_archive.analysis.query_language.describing import describe_query
from statement_archive.analysis.query_language.lexer import FIELDS
from statement_archive.analysis.query_language.tree import Chunk, Field, Quoted, leaves
from statement_archive.domain.query import And, Clause, Has, Near, Not, Or, Phrase, Prefix, Word

LANGS = ("en", "ru")


def resolve(field: Field) -> Meaning:
    """Every value but “nobody” is known."""
    known = [v for v in field.values if v != "nobody"]
    clause = Has(field.name, frozenset(known))
    return Meaning(clause, tuple(Meant(v, v.upper(), 2) for v in known), tuple(set(field.values) - set(known)))


def read(raw: str) -> str:
    return describe(parse_query(raw, (), resolve)[0])


def notes(raw: str) -> list[Note]:
    return list(parse_query(raw, (), resolve)[1].notes)


@pytest.mark.parametrize(
    ("raw", "clause"),
    [
        ("speaker:Kask", "speaker: Kask"),
        ('speaker:"Anna Kask" peace', '(speaker: Anna Kask and "peace")'),
        ("speaker:«Anna Kask»", "speaker: Anna Kask"),
        ("state:KZ,UZ", "state: KZ or UZ"),
        ('state:KZ,"United States"', "state: KZ or United States"),
        ('state:(KZ OR "United States", UZ)', "state: KZ or UZ or United States"),
        ("state:KZ OR state:UZ", "(state: KZ or state: UZ)"),
        ("-state:KZ", "not state: KZ"),
        ("-is:machine -(lang:ru OR lang:kk)", "(not is: machine and not (lang: ru or lang: kk))"),
        ("(state:KZ peace)", '(state: KZ and "peace")'),
        ("date:2018..2020 date:..2017-05 date:2018-05..", None),
        ("symbol:A/RES/78/241", "symbol: A/RES/78/241"),
        ("on-behalf-of:Group", "on-behalf-of: Group"),
        ("original-lang:ru", "original-lang: ru"),
        ("speaker:nobody", "speaker: nothing known"),
        # Words, whatever colon they have.
        ("Subject: peace", '("subject" and "peace")'),
        ("Speaker:Kask", '"speaker kask"'),
        ("http://example.org/a?b=c", '"http example org a b c"'),
        ("12:30", '"12 30"'),
        ("Mr. President: we", '("mr" and "president" and "we")'),
        ("the,speaker:Kask", '"the speaker kask"'),
        ("speaker: Kask", '("speaker" and "kask")'),
        ('"speaker:Kask"', '"speaker kask"'),
        # In a language; of several beside each other, what any text has to bear out.
        ("in:ru(мир)", '(in: ru and "мир")'),
        ("in:ru(мир) in:en(peace) state:KZ", '((in: ru and ("мир" and state: KZ)) or (in: en and "peace"))'),
        ("in:ru(мир in:en(peace))", '(in: ru and ("мир" and (in: en and "peace")))'),
        ("in:ru(мир) OR in:en(peace)", '((in: ru and "мир") or (in: en and "peace"))'),
        ("-in:ru(мир) war", '(not (in: ru and "мир") and "war")'),
        ("in:ru(мир) in:ru(война)", '((in: ru and "мир") and (in: ru and "война"))'),
        ("in:ru мир", '("in ru" and "мир")'),
        ("in:ru (мир)", '("in ru" and "мир")'),
        ("In:ru(мир)", '("in ru" and "мир")'),
        ("в in:ru()", '("в" and "in ru")'),
        # Names in the languages of the interface.
        ("докладчик:Каск дата:2018..", "(speaker: Каск and date: 2018..)"),
        ("язык-оригинала:ru -язык:kk", "(original-lang: ru and not lang: kk)"),
        ("на:ru(мир)", '(in: ru and "мир")'),
        ("на:мир", '"на мир"'),
        ("Дата:2018 тема: мир", '("дата 2018" and "тема" and "мир")'),
        # Near.
        ("peace near/5 war", '("peace" within 5 of "war")'),
        ("a near/3 b near/2 c", '(("a" within 3 of "b") within 2 of "c")'),
        ('"not support" near/5 (ban* OR sanction)', '("not support" within 5 of (ban* or "sanction"))'),
        ("a near/5 b OR c", '(("a" within 5 of "b") or "c")'),
        ("-(a near/5 b)", 'not ("a" within 5 of "b")'),
        ("near/5", '"near 5"'),
        ("a near/5", '("a" and "near 5")'),
        ("a near/5 -b", '("a" and "near 5" and not "b")'),
        ("a near/5 (b c)", '("a" and "near 5" and ("b" and "c"))'),
        ("a near/5 lang:ru", '("a" and "near 5" and lang: ru)'),
        ("a near/0 b", '("a" and "near 0" and "b")'),
        ("a near 5 b", '("a" and "near" and "5" and "b")'),
        ("裁军 near/9 人权", '(("裁军" or "裁軍") within 9 of ("人权" or "人權"))'),
    ],
)
def test_reading(raw: str, clause: str | None) -> None:
    if clause is None:
        assert [leaf.values for leaf, _ in leaves(parse(raw).tree) if isinstance(leaf, Field)] == [
            ("2018..2020",),
            ("..2017-05",),
            ("2018-05..",),
        ]
    else:
        assert read(raw) == clause


@pytest.mark.parametrize(
    ("raw", "told"),
    [
        ("speaker:", [Note("field-as-words", "speaker:")]),
        ('speaker:"" peace', [Note("field-as-words", 'speaker:""'), Note("no-words", "")]),
        ("speaker: Kask", [Note("field-as-words", "speaker:")]),
        ("in:ru()", [Note("field-as-words", "in:ru")]),
        ("in:ru(мир", [Note("unclosed-bracket", "(")]),
        ("in:nobody(мир)", [Note("unknown-value", "in:nobody")]),
        ("See there, in:ru(мир) and war", [Note("operator-in-text", "in:ru(мир)")]),
        ("state:(KZ", [Note("field-as-words", "state:"), Note("unclosed-bracket", "(")]),
        ('speaker:"Anna', [Note("unclosed-quotation", '"Anna')]),
        ("speaker:nobody", [Note("unknown-value", "speaker:nobody")]),
        ("state:KZ,nobody", [Note("unknown-value", "state:nobody")]),
        ("a near/5", [Note("near-as-word", "near/5")]),
        ("a near/5 (b c)", [Note("near-as-word", "near/5")]),
        ("a near/500 b", [Note("near-as-word", "near/500")]),
        ("Yhdistyneet Kansakunnat -järjestön kanssa,", [Note("operator-in-text", "-järjestön")]),
        ("ON WAR OR PEACE.", [Note("operator-in-text", "OR")]),
        ("a b c d e f g h i j -k", [Note("operator-in-text", "-k")]),
        ("war OR peace -arms", []),
        ("peace AND war", [Note("operator-as-word", "AND")]),
        ("NOT war", [Note("operator-as-word", "NOT")]),
        ("Subject: peace 12:30", []),
        ("state:KZ -is:machine a near/5 b", []),
    ],
)
def test_every_other_reading_is_told(raw: str, told: list[Note]) -> None:
    assert notes(raw) == told


def test_every_alias_stands_for_one_thing() -> None:
    every = [alias for table in FIELD_ALIASES.values() for names in table.values() for alias in names]
    assert len(every) == len(set(every))
    assert not set(every) & set(FIELDS)
    assert {name for table in FIELD_ALIASES.values() for name in table} == set(FIELDS)
    for lang, table in VALUE_ALIASES.items():
        for field, values in table.items():
            assert all(field_named(alias) == field for alias in FIELD_ALIASES[lang][field])
            for value, names in values.items():
                assert {value_named(field, name.upper()) for name in names} == {value}
    assert value_named("is", "произнесенный") == "delivered"
    assert value_named("is", "Post_Edited") == "post-edited"


def test_without_anyone_to_ask_a_field_is_words_and_says_so() -> None:
    clause, sought = parse_query("speaker:Kask", LANGS)
    assert clause == Phrase(("speaker", "kask"))
    assert sought.notes == (Note("field-as-words", "speaker:Kask"),)


def test_what_is_searched_names_what_a_field_stands_for() -> None:
    clause, sought = parse_query("peace -speaker:kask state:nobody", (), resolve)
    assert describe_query(clause, sought) == (
        '("peace" and not speaker: KASK (2 forms of the name) and state: nobody (nothing known by this))'
    )
    assert [f.text for f in sought.named()] == ["speaker", "state"]


def test_fields_are_checked_against_the_document() -> None:
    clause, _ = parse_query("peace lang:ru", (), resolve)
    assert found_spans(clause, "peace", "en", holding({"lang": ("ru",)})) == ((0, 5),)
    assert found_spans(clause, "peace", "en", holding({"lang": ("en",)})) is None


PIECES = [
    *(
        "a",
        "не",
        "核裁",
        "السلام",
        "मानव",
        "평화",
        "d*",
        "OR",
        "AND",
        "-",
        "(",
        ")",
        '"',
        "“",
        "”",
        "«",
        "»",
        " ",
        "\n",
    ),
    *("near/5", "near/", "near/0", "12:30", "http://x/", "Subject:", ":", ",", "..", "A/RES/78"),
    *(f"{name}:" for name in FIELDS),
]
typed = st.text(max_size=40) | st.lists(st.sampled_from(PIECES), max_size=25).map("".join)


@settings(deadline=None, max_examples=300)
@given(typed | st.lists(st.sampled_from(PIECES), max_size=25).map(" ".join))
def test_any_text_is_a_query(raw: str) -> None:
    clause, sought = parse_query(raw, LANGS, resolve)
    assert describe_query(clause, sought)
    assert (clause == Or(())) == (sought.kind == "nothing")
    for leaf, _ in leaves(parse(raw).tree):
        assert isinstance(leaf, Chunk | Quoted | Field)
        assert leaf.text in raw[leaf.at.start : leaf.at.end]


PASTED = """
Mr. President: we do not support this, nor (as stated earlier) the ban; see A/RES/78/241, para. 3: and/or war*
Господин Председатель! Мы «не поддерживаем» - и не будем. 我们不支持该条约。 لا نؤيد هذا النص،
हम समर्थन नहीं करते। 우리는 지지하지 않는다 12:30 http://un.org/a_b?x=1 Subject: peace l’homme м'яса
"""
SPEECH = st.lists(st.sampled_from(PASTED.split()), max_size=20).map(" ".join)


@settings(deadline=None, max_examples=200)
@given(SPEECH)
def test_text_pasted_from_a_speech_keeps_all_its_words(text: str) -> None:
    """Every token that was pasted is asked for, none excluded, and no field is read."""
    clause, _ = parse_query(text, LANGS, resolve)
    asked = set(tokens_of(clause))
    wanted = [t.exact for t in tokenize(text, "und")]
    assert not set(map(type, walk(clause))) & {Has, Not}
    # The last token of a run without spaces is the second character of the pair before it.
    assert all(t in asked or any(a.endswith(t) for a in asked) for t in wanted)


def walk(clause: Clause) -> list[Clause]:
    match clause:
        case And(parts) | Or(parts):
            return [clause, *(c for p in parts for c in walk(p))]
        case Near(first, second):
            return [clause, *walk(first), *walk(second)]
        case Not(inner):
            return [clause, *walk(inner)]
        case _:
            return [clause]


def tokens_of(clause: Clause) -> list[str]:
    found: list[str] = []
    for each in walk(clause):
        match each:
            case Word(token):
                found.append(token)
            case Phrase(tokens):
                found += tokens
            case Prefix(start):
                found.append(start)
    return found


def test_nested_near_is_read_once() -> None:
    """Reading what follows again at each level would take a million steps here."""
    assert parse("a near/5 (b c " * 300).tree is not None
