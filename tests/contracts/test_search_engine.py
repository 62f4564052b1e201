"""One suite for every search engine: what it finds is what scan finds, in the same order where it ranks as scan
does (tantivy ranks by itself)."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from statement_archive.analysis import ANALYSIS_VERSION, evaluate, holding, parse_query, tokenize
from statement_archive.domain.ports import SearchEngine
from statement_archive.domain.query import (
    And,
    Change,
    Clause,
    Document,
    DocumentKey,
    Everything,
    Has,
    Near,
    Not,
    Or,
    Order,
    Phrase,
    Prefix,
    Query,
    Term,
    Window,
    Word,
)
from statement_archive.search.scan import ScanEngine
from statement_archive.search.tantivy_engine import TantivyEngine
from statement_archive.search.whoosh_engine import WhooshEngine

MakeEngine = Callable[[], SearchEngine]
WIDE = Window(limit=1000)


@pytest.fixture(params=["scan", "whoosh", "tantivy"])
def make_engine(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[MakeEngine]:
    """Makes an empty engine each time it is called."""
    opened: list[WhooshEngine | TantivyEngine] = []
    on_disk: dict[str, type[WhooshEngine | TantivyEngine]] = {"whoosh": WhooshEngine, "tantivy": TantivyEngine}

    def make() -> SearchEngine:
        if request.param == "scan":
            return ScanEngine()
        opened.append(on_disk[request.param](tmp_path / f"index{len(opened)}", background=False))
        return opened[-1]

    yield make
    for engine in opened:
        engine.close()


@pytest.fixture
def engine(make_engine: MakeEngine) -> SearchEngine:
    return make_engine()


def key(n: int, work: str = "w") -> DocumentKey:
    return DocumentKey(work, "x.delivered", 1, f"p{n}")


def put(name: DocumentKey, text: str, lang: str = "en", digest: str = "", **attributes: tuple[str, ...]) -> Change:
    tokens = tokenize(text, lang)
    held: Mapping[str, tuple[str, ...]] = {"lang": (lang,), "work": (name.work,), **attributes}
    exact, stems = tuple(t.exact for t in tokens), tuple(t.stem for t in tokens)
    return Change(name, Document(name, digest or f"{text} {ANALYSIS_VERSION}", exact, stems, held))


def texts(*found: str, lang: str = "en") -> list[Change]:
    return [put(key(n), text, lang) for n, text in enumerate(found)]


def found(engine: SearchEngine, clause: Clause, window: Window = WIDE, **filters: str) -> list[str]:
    """Segments in rank order; the values of a filter are parted by spaces."""
    matches = engine.match(Query(clause, {name: frozenset(v.split()) for name, v in filters.items()}), window)
    return [c.key.segment for c in matches.candidates]


def typed(engine: SearchEngine, raw: str, langs: Iterable[str] = ("en", "ru", "zh"), **filters: str) -> list[str]:
    return sorted(found(engine, parse_query(raw, langs)[0], WIDE, **filters))


def test_values_are_those_of_documents_let_through(engine: SearchEngine) -> None:
    yes, no = ("yes",), ("no",)
    engine.apply(
        [put(key(1), "one", "en", public=yes), put(key(2), "un", "fr", public=no), put(key(3), "bir", "kk", public=yes)]
    )
    assert list(engine.values("lang", {})) == ["en", "fr", "kk"]
    assert list(engine.values("lang", {"public": frozenset({"yes"})})) == ["en", "kk"]
    assert list(engine.values("none", {})) == []
    engine.apply([Change(key(3), None)])
    assert list(engine.values("lang", {})) == ["en", "fr"]


def test_lengths_are_of_documents_let_through(engine: SearchEngine) -> None:
    engine.apply(
        [
            put(key(1), "one two three", "en", tag=("en",), public=("yes",), year=("2001",)),
            put(key(2), "four five", "en", tag=("en", "en-GB"), public=("yes",)),
            put(key(3), "six", "en", tag=("en",), public=("no",)),
        ]
    )
    assert dict(engine.lengths("tag", {})) == {"en": 6, "en-GB": 2}
    assert dict(engine.lengths("tag", {"public": frozenset({"yes"})})) == {"en": 5, "en-GB": 2}
    assert dict(engine.lengths("year", {})) == {"2001": 3}
    assert dict(engine.lengths("none", {})) == {}
    engine.apply([Change(key(1), None)])
    assert dict(engine.lengths("tag", {})) == {"en": 3, "en-GB": 2}


def test_holds_of_one_work_are_those_of_that_work(engine: SearchEngine) -> None:
    engine.apply([put(key(1), "one"), put(key(2), "two"), put(key(1, "other"), "three")])
    assert set(engine.holds("w")) == {key(1), key(2)}
    assert engine.holds("none") == {}
    engine.apply([Change(key(1), None)])
    assert set(engine.holds("w")) == {key(2)}


def test_negated_support_is_not_found_in_support(engine: SearchEngine) -> None:
    engine.apply(texts("We support the treaty.", "We do not support the treaty.", "We support not war but peace."))
    assert typed(engine, '"not support"') == ["p1"]
    assert typed(engine, '"support not"') == ["p2"]
    assert typed(engine, "support") == ["p0", "p1", "p2"]


def test_no_word_is_a_stop_word(engine: SearchEngine) -> None:
    engine.apply([*texts("to be or not to be"), put(key(9), "не быть и быть", "ru")])
    assert typed(engine, "or") == typed(engine, "to") == ["p0"]
    assert typed(engine, "не") == typed(engine, "и") == ["p9"]


def test_a_limit_loses_no_hit_beside_a_negation(engine: SearchEngine) -> None:
    """``And([A, Not(B)])`` with a limit is what Whoosh's own collectors get wrong."""
    engine.apply(texts(*(f"arms {'race ' * (n % 7)} number {n}" for n in range(60))))
    clause = And((Word("arms"), Not(Word("race"))))
    matches = engine.match(Query(clause), Window(limit=3))
    assert (len(matches.candidates), matches.total, matches.exact) == (3, 9, True)
    pages = [found(engine, clause, Window(limit=2, offset=at)) for at in range(0, 10, 2)]
    assert [s for page in pages for s in page] == found(engine, clause)
    assert sorted(s for page in pages for s in page) == sorted(f"p{n}" for n in range(0, 60, 7))


def test_stems_are_of_their_language(engine: SearchEngine) -> None:
    engine.apply([put(key(0), "the arms", "en"), put(key(1), "бомбы", "ru"), put(key(2), "бомба", "kk")])
    assert typed(engine, "бомбу", ["ru"]) == ["p1"]
    assert typed(engine, "бомба", ["ru"]) == ["p1", "p2"]  # as typed, in any language
    assert typed(engine, "arm", ["ru"]) == []
    assert typed(engine, "arm", ["en"]) == ["p0"]
    assert typed(engine, '"arm"', ["en"]) == []


def test_scripts_without_spaces(engine: SearchEngine) -> None:
    engine.apply(
        [put(key(0), "我们支持核裁军。", "zh"), put(key(1), "依第3条款，核问题", "zh"), put(key(2), "军核裁", "zh")]
    )
    assert typed(engine, "核") == ["p0", "p1", "p2"]
    assert typed(engine, "军") == ["p0", "p2"]
    assert typed(engine, "核裁") == ["p0", "p2"]
    assert typed(engine, "核裁军") == typed(engine, "「核裁军」") == typed(engine, "核裁軍") == ["p0"]
    assert typed(engine, "「核裁軍」") == []
    assert typed(engine, "第3条") == ["p1"]


def test_document_symbols_whole_and_by_part(engine: SearchEngine) -> None:
    engine.apply(texts("Recalling A/RES/78/241, we", "see A/RES/78/24", "CCW/GGE.1/2018/WP.4", "WP.4 of 2018"))
    assert typed(engine, "A/RES/78/241") == ["p0"]
    assert typed(engine, "RES/78") == ["p0", "p1"]
    assert typed(engine, "CCW/GGE.1/2018/WP.4") == ["p2"]
    assert typed(engine, "WP.4") == ["p2", "p3"]


def test_prefix_and_open_phrase(engine: SearchEngine) -> None:
    engine.apply(texts("disarmament now", "we disarm", "disarray", "nuclear disarmament", "arms"))
    assert typed(engine, "disarm*") == ["p0", "p1", "p3"]
    assert sorted(found(engine, Phrase(("nuclear", "dis"), open=True))) == ["p3"]
    assert sorted(found(engine, Phrase(("disa",), open=True))) == ["p0", "p1", "p2", "p3"]
    assert found(engine, Phrase(())) == []


def test_near_needs_two_places(engine: SearchEngine) -> None:
    engine.apply(texts("war and more war", "war", "peace after a long war", "war peace"))
    assert sorted(found(engine, Near(Word("war"), Word("war"), 3))) == ["p0"]
    assert sorted(found(engine, Near(Word("war"), Word("peace"), 1))) == ["p3"]
    assert sorted(found(engine, Near(Word("war"), Word("peace"), 4))) == ["p2", "p3"]


def test_filters_and_facets(engine: SearchEngine) -> None:
    engine.apply(
        [
            put(key(0, "a"), "peace now", "en", public=("yes",)),
            put(key(1, "a"), "peace then", "en", public=("no",), original=("yes", "partly")),
            put(key(2, "b"), "peace", "fr", public=("yes",)),
            put(key(3, "b"), "war", "fr", public=("yes",)),
        ]
    )
    assert typed(engine, "peace", public="yes") == ["p0", "p2"]
    assert typed(engine, "peace", public="yes no", lang="en") == ["p0", "p1"]
    assert typed(engine, "peace", original="partly") == ["p1"]
    assert typed(engine, "peace", speaker="nobody") == []
    assert found(engine, Everything(), work="b") == ["p2", "p3"]
    matches = engine.match(Query(Word("peace")), Window(limit=0, facets=("work", "public", "original", "speaker")))
    assert matches.candidates == ()
    assert matches.facets == {
        "work": {"a": 1, "b": 1},
        "public": {"yes": 2, "no": 1},
        "original": {"yes": 1, "partly": 1},
        "speaker": {},
    }


def test_facets_count_a_work_once(engine: SearchEngine) -> None:
    engine.apply([put(key(0, "a"), "peace"), put(key(1, "a"), "peace"), put(key(0, "b"), "peace")])
    engine.apply([put(key(1, "b"), "peace"), put(key(2, "a"), "peace", "fr")])
    matches = engine.match(Query(Word("peace")), Window(limit=0, facets=("lang",)))
    assert (matches.total, matches.facets) == (5, {"lang": {"en": 2, "fr": 1}})


def test_attributes_in_a_query(engine: SearchEngine) -> None:
    engine.apply([put(key(0), "peace", state=("KZ",)), put(key(1), "peace", state=("FR", "DE")), put(key(2), "peace")])
    kz, de = Has("state", frozenset(["KZ"])), Has("state", frozenset(["DE", "XX"]))
    assert found(engine, kz) == ["p0"]
    assert found(engine, And((Word("peace"), Not(kz)))) == ["p1", "p2"]
    assert found(engine, Or((kz, de))) == ["p0", "p1"]
    assert found(engine, Has("state", frozenset())) == found(engine, Has("stat", frozenset(["KZ"]))) == []


def test_order_by_an_attribute(engine: SearchEngine) -> None:
    dates = ["2019", "2020-05", "", "2018", "2020-05", "2019"]
    engine.apply([put(key(n), "peace " * (n + 1), date=(d,) if d else ()) for n, d in enumerate(dates[:4])])
    engine.apply([put(key(n), "peace " * (n + 1), date=(dates[n],)) for n in (4, 5)])
    rising = found(engine, Word("peace"), Window(10, order=Order("date")))
    falling = found(engine, Word("peace"), Window(10, order=Order("date", descending=True)))
    assert [dates[int(p[1:])] for p in rising] == ["2018", "2019", "2019", "2020-05", "2020-05", ""]
    assert [dates[int(p[1:])] for p in falling] == ["2020-05", "2020-05", "2019", "2019", "2018", ""]
    assert found(engine, Word("peace"), Window(2, 1, order=Order("date"))) == rising[1:3]


def test_an_attribute_does_not_begin_another(engine: SearchEngine) -> None:
    engine.apply([put(key(0), "peace", by=("x",), bystander=("y",))])
    matches = engine.match(Query(Word("peace")), Window(limit=1, facets=("by",)))
    assert matches.facets == {"by": {"x": 1}}


def test_replace_remove_clear(engine: SearchEngine) -> None:
    engine.apply(texts("war", "peace"))
    engine.apply([put(key(0), "truce", digest="new"), Change(key(1), None), Change(key(7), None)])
    assert engine.holds() == {key(0): "new"}
    assert found(engine, Word("war")) == found(engine, Word("peace")) == []
    assert found(engine, Word("truce")) == ["p0"]
    engine.clear()
    assert engine.holds() == {}
    assert engine.match(Query(Everything()), WIDE).total == 0
    engine.apply(texts("war"))
    assert found(engine, Word("war")) == ["p0"]


def test_changes_of_one_key_in_one_call_are_taken_in_order(engine: SearchEngine) -> None:
    engine.apply([put(key(0), "one"), put(key(1), "one"), put(key(0), "two"), Change(key(1), None), put(key(0), "six")])
    assert found(engine, Everything()) == found(engine, Word("six")) == ["p0"]
    engine.apply([])
    assert len(engine.holds()) == 1


def test_many_small_changes(engine: SearchEngine) -> None:
    """More commits than segments are kept: merging changes nothing that can be seen."""
    for n in range(16):
        engine.apply([put(key(n), f"common word{n}"), Change(key(n - 3), None)])
    assert sorted(found(engine, Word("common"))) == ["p13", "p14", "p15"]
    for n in range(13, 16):
        engine.apply([Change(key(n), None)])
    assert engine.holds() == {}
    assert engine.terms("", 10) == ()


def test_terms(engine: SearchEngine) -> None:
    engine.apply(texts("arms arms race", "arms and army", "peace", "arm"))
    engine.apply([Change(key(3), None)])
    assert list(engine.terms("arm", 10)) == [Term("arms", 2), Term("army", 1)]
    assert list(engine.terms("", 2)) == [Term("arms", 2), Term("and", 1)]
    assert list(engine.terms("zz", 2)) == list(engine.terms("a", 0)) == []


def test_odd_documents_and_queries(engine: SearchEngine) -> None:
    engine.apply([put(key(0), ""), put(key(1), "x" * 70_000), put(key(2), "…"), put(key(3), "\U0001f54a мир 𝔸", "ru")])
    assert found(engine, Everything()) == ["p0", "p1", "p2", "p3"]
    assert typed(engine, "x" * 70_000) == ["p1"]
    assert typed(engine, "мир") == ["p3"]
    for clause in (Word("\ud800"), Word(""), Prefix("\udfff"), Phrase(("\ud800", "")), Word("x", ("",))):
        assert found(engine, clause) == []
    assert found(engine, And(())) == ["p0", "p1", "p2", "p3"]
    assert found(engine, Or(())) == []


def test_documents_without_any_word_have_a_rank(engine: SearchEngine) -> None:
    engine.apply(texts("", ""))
    assert found(engine, Or((Word("war"), Not(Word("peace"))))) == ["p0", "p1"]


def test_threads_read_while_one_writes(engine: SearchEngine) -> None:
    engine.apply(texts("constant"))
    seen: list[list[str]] = []

    def read() -> None:
        seen.extend(found(engine, Word("constant")) for _ in range(30))

    readers = [threading.Thread(target=read) for _ in range(3)]
    for t in readers:
        t.start()
    for n in range(10):
        engine.apply([put(key(n + 1), f"other {n}")])
    for t in readers:
        t.join()
    assert seen == [["p0"]] * 90


# -- the same set and order as scan, over random corpora -------------------------------------------

VOCABULARY = """
    peace war not support supports supported the of arms armed
    мир мира война не поддерживаем ещё еще и
    désarmement désarmer l’homme ne pas sécurité
    سلام السلام لا نؤيد الأسلحة اسلحة
    核 核裁军 裁军 不支持 支持 第3条
    शांति युद्ध नहीं समर्थन
    안전보장 결의 ภาษาไทย ไทย デ ﾃﾞｰﾀ
""".split()  # noqa: SIM905  # a script a line
LANGS = ("en", "ru", "fr", "ar", "zh", "hi")
words = st.sampled_from(VOCABULARY)
small_texts = st.lists(words, max_size=8).map(" ".join)
numbers = st.integers(0, 11)
puts = st.builds(
    lambda n, text, lang, public, dates: put(key(n, f"w{n % 3}"), text, lang, public=(public,), date=tuple(dates)),
    numbers,
    small_texts,
    st.sampled_from(LANGS),
    st.sampled_from(["yes", "no"]),
    st.sampled_from(["", "2019", "2020", "2020 2018"]).map(str.split),
)
removals = numbers.map(lambda n: Change(key(n, f"w{n % 3}"), None))
batches = st.lists(st.lists(st.one_of(puts, puts, removals), max_size=8), min_size=1, max_size=4)
exact_tokens = words.flatmap(lambda w: st.sampled_from([t.exact for t in tokenize(w, "und")]))
leaves: st.SearchStrategy[Clause] = st.one_of(
    words.map(lambda w: parse_query(w, LANGS)[0]),
    st.lists(words, min_size=1, max_size=3).map(lambda ws: parse_query(f'"{" ".join(ws)}"', ())[0]),
    exact_tokens.map(lambda t: Prefix(t[:2])),
    st.builds(Phrase, st.lists(exact_tokens, max_size=3).map(tuple), st.booleans()),
    st.builds(Has, st.sampled_from(["lang", "public", "work"]), st.frozensets(st.sampled_from([*LANGS, "yes", "w1"]))),
    st.just(Everything()),
)
clauses = st.recursive(
    leaves,
    lambda inner: st.one_of(
        st.lists(inner, max_size=3).map(lambda cs: And(tuple(cs))),
        st.lists(inner, max_size=3).map(lambda cs: Or(tuple(cs))),
        inner.map(Not),
        st.builds(Near, inner, inner, st.integers(1, 4)),
    ),
    max_leaves=6,
)
queries = st.builds(
    Query, clauses, st.sampled_from([{}, {"public": frozenset(["yes"])}, {"lang": frozenset(["ru", "zh"])}])
)
orders = st.none() | st.builds(Order, st.sampled_from(["lang", "public", "date", "none"]), st.booleans())
windows = st.builds(
    Window, st.integers(0, 5), st.integers(0, 3), st.sampled_from([(), ("lang", "public", "work")]), orders
)


@settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(batches, st.lists(st.tuples(queries, windows), min_size=1, max_size=8))
def test_finds_what_scan_finds(
    make_engine: MakeEngine, changes: list[list[Change]], asked: list[tuple[Query, Window]]
) -> None:
    engine, oracle = make_engine(), ScanEngine()
    for batch in changes:
        engine.apply(batch)
        oracle.apply(batch)
    assert engine.holds() == oracle.holds()
    assert list(engine.terms("", 50)) == list(oracle.terms("", 50))
    for query, window in asked:
        if isinstance(engine, TantivyEngine):
            ranked_by_itself(engine, oracle, query, window)
        else:
            assert engine.match(query, window) == oracle.match(query, window)
        everything = engine.match(query, WIDE)
        assert everything.total == len(everything.candidates)


def ranked_by_itself(engine: SearchEngine, oracle: SearchEngine, query: Query, window: Window) -> None:
    """The same set, total, facets and order by an attribute; among equals the engine's own ranking, of which a
    window is a part."""
    wide = Window(1000, order=window.order)
    matches, wanted = engine.match(query, window), oracle.match(query, window)
    assert (matches.total, matches.exact, matches.facets) == (wanted.total, wanted.exact, wanted.facets)
    ranking, right = engine.match(query, wide).candidates, oracle.match(query, wide).candidates
    assert {c.key for c in ranking} == {c.key for c in right}
    assert matches.candidates == ranking[window.offset : window.offset + window.limit]
    if window.order is None:
        assert [c.score for c in ranking] == sorted((c.score for c in ranking), reverse=True)
        return
    equals: dict[DocumentKey, int] = {}
    for n, value in enumerate(dict.fromkeys(least(oracle, c.key, window.order) for c in right)):
        equals |= {c.key: n for c in right if least(oracle, c.key, window.order) == value}
    assert [equals[c.key] for c in ranking] == sorted(equals.values())


def least(oracle: SearchEngine, name: DocumentKey, order: Order) -> str:
    """The value that a document is ordered by."""
    assert isinstance(oracle, ScanEngine)
    return min(oracle._documents[name].attributes.get(order.attribute, ()), default="")


@settings(deadline=None, max_examples=60)
@given(batches, queries)
def test_scan_is_evaluation(changes: list[list[Change]], query: Query) -> None:
    """The oracle itself, held against a direct reading of the definition."""
    oracle = ScanEngine()
    held: dict[DocumentKey, Document] = {}
    for change in (c for batch in changes for c in batch):
        oracle.apply([change])
        if change.document is None:
            held.pop(change.key, None)
        else:
            held[change.key] = change.document
    wanted = {
        k
        for k, d in held.items()
        if evaluate(query.clause, d.exact, d.stems, holding(d.attributes)) is not None
        and all(set(d.attributes[name]) & values for name, values in query.filters.items())
    }
    assert {c.key for c in oracle.match(query, WIDE).candidates} == wanted
