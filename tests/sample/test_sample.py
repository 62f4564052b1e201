"""The sample archive: every case real archives hold is in it, and the home at the top is what the recipe makes."""

from __future__ import annotations

import filecmp
from pathlib import Path

import pytest
from scripts.sample_home import ROOT, make_sample_home
from tests.workflow.conftest import START

from statement_archive.bootstrap import open_archive
from statement_archive.domain.actors import HOME_ADMINISTRATOR, PUBLIC
from statement_archive.domain.errors import NotFound
from statement_archive.settings import load_settings
from statement_archive.workflow.aligning import missing_originals
from statement_archive.workflow.archive import Archive
from statement_archive.workflow.concordance import concordance as renderings
from statement_archive.workflow.describing_works import listed_works
from statement_archive.workflow.glossary import concepts
from statement_archive.workflow.history import history
from statement_archive.workflow.reading import Work, load, see, text_of, version_of, work_ids
from statement_archive.workflow.search import search
from statement_archive.workflow.translation_file import units_of
from statement_archive.workflow.translation_status import status
from statement_archive.workflow.verify import verify

LATER = START.replace(year=2030)


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    where = tmp_path_factory.mktemp("sample") / "home"
    make_sample_home(where)
    return where


@pytest.fixture(scope="module")
def archive(home: Path) -> Archive:
    return open_archive(load_settings(home, environ={}, overrides={"engine": "scan"}))


@pytest.fixture(scope="module")
def works(archive: Archive) -> list[Work]:
    return [load(archive, name) for name in work_ids(archive)]


def test_the_home_at_the_top_is_what_the_recipe_makes(home: Path) -> None:
    for part in ("archive", "translations"):
        made = {p.relative_to(home): p for p in (home / part).rglob("*") if p.is_file()}
        kept = {p.relative_to(ROOT): p for p in (ROOT / part).rglob("*") if p.is_file()}
        assert set(kept) == set(made), "make sample writes it again"
        differing = [str(name) for name in made if not filecmp.cmp(made[name], kept[name], shallow=False)]
        assert differing == [], "the format or the recipe changed: make sample writes it again"


def test_it_verifies(archive: Archive) -> None:
    assert verify(archive).problems == ()


def test_every_case_is_there(archive: Archive, works: list[Work]) -> None:
    expressions = [(w, e) for w in works for e in w.expressions.values()]
    relations = [{e.facts.relation for e in w.expressions.values()} for w in works]
    assert len([w for w in works if w.state.facts.kind == "statement"]) >= 14
    assert {e.facts.lang.split("-")[0] for _, e in expressions} >= {"ru", "en", "fr", "es", "ar", "zh", "kk", "mul"}
    assert any({"prepared", "delivered"} <= r for r in relations)
    assert any(v.significance for _, e in expressions for v in e.versions)
    assert any(missing_originals(w) == ("ru",) and w.state.facts.body.kind == "ngo" for w in works)
    parts = {p.part for w in works for p in w.state.facts.parties}
    assert parts >= {"spoken_for", "aligned", "dissociated"}
    assert any(e.facts.source.via for _, e in expressions)
    assert any(_two_translations_into_one_language(w) for w in works)
    assert any("summary" in r for r in relations)
    assert any(w.state.facts.visibility.state == "embargoed" for w in works)
    assert any(w.state.facts.visibility.state == "draft" for w in works)
    assert any(e.tombstone or w.state.tombstone for w, e in expressions)
    assert any(w.state.facts.kind == "document" and len(w.expressions) == 3 for w in works)
    assert any(e.facts.method == "machine" for _, e in expressions)
    assert any(len({d.edtf for d in w.state.facts.dates}) > 1 for w in works)
    progress = status(archive, PUBLIC, LATER)
    assert any(p.outdated and p.initial for p in progress)


def _two_translations_into_one_language(work: Work) -> bool:
    langs = [e.facts.lang for e in work.expressions.values() if e.facts.source.kind == "expression"]
    return len(langs) > len(set(langs))


def test_typographic_traps_are_kept_byte_for_byte(archive: Archive, works: list[Work]) -> None:
    texts = [
        text_of(archive, version_of(e))
        for w in works
        for e in w.expressions.values()
        if not (e.tombstone or w.state.tombstone)
    ]
    everything = "".join(texts)
    for trap in ("\u00a0", "\u00ad", "\u2028", "\u200f", "\r\n", "e\u0301", "«", "„", "「", "—", "٢"):
        assert trap in everything, repr(trap)
    encodings = {v.encoding for w in works for e in w.expressions.values() for v in e.versions}
    assert any("1251" in name for name in encodings)


def test_nothing_unpublished_is_public(archive: Archive, works: list[Work]) -> None:
    now = LATER
    listed = {w["work"] for w in listed_works(archive, PUBLIC, now)}
    for work in works:
        if work.state.facts.visibility.state != "public":
            assert work.id not in listed
            with pytest.raises(NotFound):
                see(archive, work.id, PUBLIC, now)
            assert see(archive, work.id, HOME_ADMINISTRATOR, now).id == work.id


def test_a_quotation_cut_by_a_page_break_is_found_across_it(archive: Archive, works: list[Work]) -> None:
    work = next(w for w in works if w.id == "2024-05-14-tarn-islands-article-6")
    text = text_of(archive, version_of(work.expression("en.delivered")))
    assert "..." in text
    found = search(archive, PUBLIC, '"and shall not begin them while consultations are in progress"', LATER).hits
    assert {h.passage.work.id for h in found} == {work.id, "2023-05-19-port-merrow-charter"}  # the treaty itself too


def test_a_translation_in_progress_is_there(archive: Archive) -> None:
    work = load(archive, "2024-05-14-tarn-islands-article-6")
    made = work.translations["fr.archive"]  # type: ignore[index]  # an id is a text
    units = {u.source.key: u for u in units_of(archive, work, made)}
    assert (units["p3.s1"].state, units["p3.s1"].outdated) == ("reviewed", True)
    assert units["p4.s2"].returned
    assert units["p6.s2"].departure is not None
    assert units["p6.s2"].departure.kind == "omission"
    assert [c.unit for c in made.comments if c.open] == ["p6.s2"]
    assert [key for key, u in units.items() if u.state == "initial"] == ["p9.s1", "p11.s1"]


def test_terms_are_there_and_their_renderings_name_who_gave_them(archive: Archive) -> None:
    assert len(concepts(archive)) == 4
    found = renderings(archive, PUBLIC, "notification", "en", "fr", LATER)
    given = [g for o in found.occurrences for g in o.renderings if g.expression == "fr.archive"]
    assert {(g.by, g.claimed) for g in given} == {("", "Oriane Delcourt")}


def test_a_correction_counts_the_sentences_that_it_changed(archive: Archive) -> None:
    work = load(archive, "2024-05-14-tarn-islands-article-6")
    assert [h.changed for h in history(archive, work) if h.significance] == [1]
