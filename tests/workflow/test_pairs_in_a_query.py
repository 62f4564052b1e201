"""``in:ru(…) in:en(…)``: one passage in several languages, in every way of looking at a search."""

from __future__ import annotations

import csv
import io
import json
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.sample_copy import sample_archive
from tests.workflow.conftest import Desk

from statement_archive.analysis.query_language import side_by_side
from statement_archive.bootstrap import memory_archive
from statement_archive.domain.actors import HOME_ADMINISTRATOR, PUBLIC
from statement_archive.domain.query import DocumentKey, Query, Window
from statement_archive.workflow.archive import Archive
from statement_archive.workflow.asked import Asked, prepared
from statement_archive.workflow.exporting import export
from statement_archive.workflow.frequency import frequency
from statement_archive.workflow.lines import lines
from statement_archive.workflow.paired_search import paired
from statement_archive.workflow.pairing import matcher
from statement_archive.workflow.search import Results, look

RUSSIAN = "Море широко.\n\nМоре, озеро; снова море.\n\nЗдесь нет воды."
ENGLISH = "The sea is wide.\n\nA sea, a lake; the sea again.\n\nNo water here."
FRENCH = "La mer est large.\n\nUne mer, un lac; encore la mer.\n\nPas d'eau ici."


@pytest.fixture(scope="module")
def seas() -> Desk:
    desk = Desk(memory_archive())
    facts = {"body": "Norlanda", "body_kind": "state", "body_country": "NO"}
    desk.deposit(RUSSIAN, "ru", "delivered", work="w", date="2001-02-03", original_langs=("ru",), **facts)
    desk.deposit(ENGLISH, "en", "translation", work="w", translated_from="ru.delivered")
    desk.deposit(FRENCH, "fr", "translation", work="w", translated_from="en.translation")
    desk.deposit("Море.", "ru", "delivered", work="alone")
    desk.deposit("Море тайное.", "ru", "delivered", work="half")
    desk.deposit("A secret sea.", "en", "translation", work="half", translated_from="ru.delivered", draft=True)
    return desk


@pytest.fixture(scope="module")
def sample() -> Archive:
    return sample_archive()


def found(desk: Desk, words: str, **more: object) -> Results:
    return look(desk.archive, PUBLIC, Asked(words, **more), desk.now, facets=("lang", "state", "year"))  # type: ignore[arg-type]  # of the table


def places(results: Results) -> list[tuple[str, str]]:
    return [(str(h.passage.expression.id), h.passage.segments[0]) for h in results.hits]


@pytest.mark.parametrize(
    ("raw", "wanted"),
    [
        ("in:ru(море) in:en(sea)", ["p1", "p2"]),
        ("in:ru(море) in:en(lake)", ["p2"]),
        ('in:ru(море) in:en("sea is wide" OR nowhere)', ["p1"]),
        ("in:ru(снова near/2 море) in:en(sea -wide)", ["p2"]),
        ("in:ru(море) in:en(-lake)", ["p1"]),
        ("in:ru(море) in:en(sea) in:fr(lac)", ["p2"]),
        ("in:русский(море) in:English(lake)", ["p2"]),
        ("in:ru(море) in:en(sea) in:en(lake)", ["p2"]),
        ("in:ru(море) in:en(sea) озеро", ["p2"]),
        ("in:ru(море) in:en(sea) state:NO is:original", ["p1", "p2"]),
        ("in:en(sea) in:ru(море) is:original", []),
        ("in:ru(море) in:en(sea) -state:NO", []),
        ("in:ru(вода) in:en(sea)", []),
        ("in:ru(тайное) in:en(secret)", []),  # the translation is a draft
        ("in:ru(море) in:xx(sea)", []),
        ("in:ru(озеро)", ["p2"]),
        ("in:ru(озеро) OR in:en(wide)", ["p2", "p1"]),
        ("in:ru(море) in:en(sea", ["p1", "p2"]),
    ],
)
def test_what_is_found(seas: Desk, raw: str, wanted: list[str]) -> None:
    results = found(seas, raw)
    assert sorted(segment for _, segment in places(results)) == sorted(wanted)
    assert (results.passages, results.works) == (len(wanted), min(1, len(wanted)))


def test_both_are_marked_and_told(seas: Desk) -> None:
    results = found(seas, "in:ru(озеро) in:en(lake)")
    (hit,) = results.hits
    marked = {p.lang: [p.text[a:b] for a, b in p.spans] for p in (hit.passage, *hit.counterparts) if p.matched}
    assert marked == {"ru": ["озеро"], "en": ["lake"]}
    assert results.searched == (
        "(lang: ru and озеро (any form)) beside (lang: en and lake (any form)), in every language, in current versions"
    )
    assert results.facets == {"lang": {"ru": 1}, "state": {"NO": 1}, "year": {"2001": 1}}


def test_other_ways_of_looking(seas: Desk) -> None:
    asked = Asked("in:ru(море) in:en(lake)")
    shown = lines(seas.archive, PUBLIC, asked, seas.now)
    assert [(line.found, line.beneath and line.beneath.lang) for line in shown.lines] == [
        ("Море", "en"),
        ("море", "en"),
    ]
    often = frequency(seas.archive, PUBLIC, asked, "year", seas.now)
    russian = frequency(seas.archive, PUBLIC, Asked("x", {"lang": frozenset({"ru"})}), "year", seas.now)
    assert (often.total, often.words) == (2, russian.words)
    assert {r.value: r.count for r in often.rates if r.count} == {"2001": 2}
    narrowed = look(seas.archive, PUBLIC, asked.with_value("year", "1999"), seas.now, facets=("year",))
    assert (narrowed.total, narrowed.facets["year"]) == (0, {"2001": 1})
    newest = look(seas.archive, PUBLIC, Asked("in:en(lake) in:fr(lac)", order="newest"), seas.now)
    assert newest.passages == 1


def test_exports(seas: Desk) -> None:
    asked = Asked("in:ru(море) in:fr(lac)")
    made = {
        name: export(seas.archive, PUBLIC, asked, name, seas.now, readers=("en",)).content
        for name in ("csv", "json", "zip")
    }
    (row,) = csv.DictReader(io.StringIO(made["csv"].decode("utf-8-sig")))
    assert (row["lang"], row["beside_lang"], row["found_in"]) == ("ru", "fr", "ru fr")
    assert len(json.loads(made["json"])["hits"]) == 1
    names = zipfile.ZipFile(io.BytesIO(made["zip"])).namelist()
    assert [name for name in names if name.startswith("texts/")] == ["texts/w/ru.delivered@1.txt"]


def test_the_same_passages_as_pairs_side_by_side(sample: Archive) -> None:
    now = Desk(sample).now.replace(year=2027)
    for (la, a), (lb, b) in [
        (("ru", "мы"), ("en", "we")),
        (("en", "silence OR river"), ("ru", "молчание OR река")),
        (("fr", "nous"), ("ru", "не")),
    ]:
        pairs = paired(sample, PUBLIC, a, la, b, lb, now, limit=5000)
        wanted = prepared(sample, PUBLIC, Asked(side_by_side((la, a), (lb, b))))
        matched = matcher(sample, wanted, now).match(wanted.query, Window(5000, facets=("work",)))
        firsts = {
            DocumentKey(p.first.work.id, p.first.expression.id, p.first.version.n, p.first.segments[0])
            for p in pairs.pairs
        }
        assert {c.key for c in matched.candidates} == firsts
        assert matched.total or la == "fr"
        assert set(matched.facets["work"]) == {key.work for key in firsts}


def test_facets_are_those_of_the_engine(sample: Archive) -> None:
    """Where the second side holds for everything that the first finds beside it."""
    now = Desk(sample).now.replace(year=2027)
    names = ("lang", "state", "body", "year", "kind", "original", "standing")
    wanted = prepared(sample, PUBLIC, Asked("in:ru(мы) in:en(-xyzzy)"))
    matched = matcher(sample, wanted, now).match(wanted.query, Window(5000, facets=names))
    works = frozenset(c.key.work for c in matched.candidates)
    (clause, *_rest) = (side.clause for side in wanted.sought.sides)
    assert clause is not None
    oracle = sample.engine.match(Query(clause, {**wanted.query.filters, "work": works}), Window(0, facets=names))
    for name in ("state", "body", "year", "kind", "lang"):
        assert dict(matched.facets[name]) == dict(oracle.facets[name]), name


PIECES = ["in:ru(", "in:en(", "in:xx(", ")", '"', "море", "sea", " ", "OR", "-", "near/2", "in:", "(", "state:NO", "«"]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=12).map("".join))
def test_whatever_is_pasted_is_searched(seas: Desk, raw: str) -> None:
    results = found(seas, raw)
    assert results.searched
    assert results.total >= len(results.hits)


def test_of_drafts_only_who_may_see_them_is_told(seas: Desk) -> None:
    asked = Asked("in:ru(тайное) in:en(secret)", unpublished=True)
    assert look(seas.archive, HOME_ADMINISTRATOR, asked, seas.now).passages == 1


@pytest.mark.parametrize("words", ["мир)", '"мир', "(мир", "мир in:fr(paix)) in:kk(", ""])
def test_words_that_would_be_read_otherwise_make_no_query(words: str) -> None:
    assert side_by_side(("ru", words), ("en", "peace")) == ""
    assert side_by_side(("ru", "мир"), ("en", 'peace OR "no war"')) == 'in:ru(мир) in:en(peace OR "no war")'
