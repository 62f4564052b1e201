"""Memories and glossaries of other programs, from the bytes of their files to what they are for."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.workflow.conftest import Desk, fill

from statement_archive.bootstrap import memory_archive
from statement_archive.domain.actors import PUBLIC, actor
from statement_archive.domain.errors import ArchiveError, InvalidInput, NotAllowed, TooLarge
from statement_archive.domain.terms import TERM_STATUSES, Concept, TermForm
from statement_archive.formats import glossary_csv, tbx, tmx
from statement_archive.workflow.bringing_in import bring_memory, bring_terms
from statement_archive.workflow.glossary import concepts, import_concepts, set_terms, term_history
from statement_archive.workflow.memory import matches
from statement_archive.workflow.reference_memory import references, remove_reference

TRANSLATOR = actor("p-anna", ["translator"])
OTHER = actor("p-boris", ["translator"])
REVIEWER = actor("p-rev", ["reviewer"])
SAVED = Path(__file__).parents[1] / "formats" / "saved"
NO = "Мы не поддерживаем это предложение."
NON = "Nous n’appuyons pas cette proposition."


def one(source: str, target: str, source_lang: str = "ru", target_lang: str = "fr") -> bytes:
    variants = "".join(
        f'<tuv xml:lang="{tag}"><seg>{text}</seg></tuv>' for tag, text in ((source_lang, source), (target_lang, target))
    )
    return f'<tmx version="1.4"><header/><body><tu>{variants}</tu></body></tmx>'.encode()


@pytest.mark.parametrize(
    ("name", "by", "size", "refused"),
    [
        ("omegat", "anna", 3, []),
        ("trados", "OFFICE\\Anna", 2, []),
        ("memoq", "anna", 2, [35]),
        ("translate-toolkit", "", 2, []),
    ],
)
@pytest.mark.parametrize("wanted", ["fr", "fr-FR"])
def test_memories_of_other_programs_serve_at_once(
    desk: Desk, name: str, by: str, size: int, refused: list[int], wanted: str
) -> None:
    content = (SAVED / f"{name}.tmx").read_bytes()
    done = bring_memory(desk.archive, TRANSLATOR, name, content, desk.tick(), file_name=f"{name}.tmx")
    assert (done.memory.size, [row.line for row in done.refused]) == (size, refused)
    (match,) = matches(desk.archive, TRANSLATOR, NO, "ru", wanted, desk.now)
    assert (match.percent, match.target, match.target_lang, match.by) == (100, NON, "fr-FR", by)
    assert match.at == ("2026-01-03T10:15:00Z" if by else "")
    (back,) = matches(desk.archive, TRANSLATOR, NON, "fr", "ru", desk.now)
    assert back.target == NO
    (near,) = matches(desk.archive, TRANSLATOR, "Мы готовы к переговорам!", "ru-RU", wanted, desk.now)
    assert (near.source, near.target) == ("Мы готовы к переговорам.", "Nous sommes prêts à négocier.")
    assert matches(desk.archive, PUBLIC, NO, "ru", wanted, desk.now) == ()


@pytest.mark.parametrize(
    ("held", "asked", "found"),
    [
        ("zh-CN", "zh-Hans", True),
        ("zh-SG", "zh-Hans", True),
        ("zh-TW", "zh-Hans", False),
        ("zh-TW", "zh-Hant", True),
        ("zh-CN", "zh", True),
        ("fr-FR", "fr-CA", False),
        ("kk-KZ", "kk", True),
        ("sr-RS", "sr-Latn", False),
    ],
)
def test_a_region_says_how_a_language_is_written(desk: Desk, held: str, asked: str, found: bool) -> None:
    bring_memory(desk.archive, TRANSLATOR, "m", one(NO, "…", target_lang=held), desk.tick())
    assert bool(matches(desk.archive, TRANSLATOR, NO, "ru", asked, desk.now)) is found


def test_a_newer_state_of_a_memory_replaces_the_older_one(desk: Desk) -> None:
    bring_memory(desk.archive, TRANSLATOR, "Ours", one(NO, "old"), desk.tick())
    bring_memory(desk.archive, TRANSLATOR, "Ours", one(NO, "new"), desk.tick())
    assert [m.target for m in matches(desk.archive, TRANSLATOR, NO, "ru", "fr", desk.now)] == ["new"]
    with pytest.raises(InvalidInput, match="somebody else"):
        bring_memory(desk.archive, OTHER, "Ours", one(NO, "theirs"), desk.tick())
    remove_reference(desk.archive, TRANSLATOR, "ours", desk.tick(), reason="r")
    assert bring_memory(desk.archive, OTHER, "Ours", one(NO, "theirs"), desk.tick()).memory.by == "p-boris"


def test_names_that_look_alike_are_two_memories(desk: Desk) -> None:
    ids = [
        bring_memory(desk.archive, TRANSLATOR, name, one(NO, name), desk.tick()).memory.id
        for name in ("Река", "Reka", "Река", "!", "?")
    ]
    assert ids == ["reka", "reka-2", "reka", "memory", "memory-2"]
    assert [r.name for r in references(desk.archive, TRANSLATOR)] == ["!", "?", "Reka", "Река"]


ENTITIES = b'<!DOCTYPE tmx [<!ENTITY a "aaaaaaaa"><!ENTITY b "&a;&a;&a;">]><tmx><body><tu>&b;</tu></body></tmx>'
PO = b'msgid ""\nmsgstr ""\n\nmsgid "a"\nmsgstr "b"\n'
SQLITE = b"SQLite format 3\x00" + bytes(100)
NOT_MEMORIES = {
    "bomb": (ENTITIES, "DTD"),
    "cut": (one("a", "b")[:60], "line 1"),
    "empty": (b"", "no element"),
    "po": (PO, "translation \\(PO\\)"),
    "xliff": (b"<xliff/>", "translation \\(XLIFF\\)"),
    "tbx": (b"<tbx/>", "glossary \\(TBX\\)"),
    "martif": (b"<!DOCTYPE martif SYSTEM 'x.dtd'><martif/>", "glossary \\(TBX\\)"),
    "zip": (b"PK\x03\x04", "zip"),
    "sdltm": (SQLITE, "save it as TMX"),
    "html": (b"<html/>", "<html>"),
    "words": (b"some words", "not a TMX file"),
    "utf-16": ("<tmx>".encode("utf-16")[:-1], "encoding|not a TMX"),
    "deep": (b"<tmx>" + b"<a>" * 200, "deep"),
    "none": (b"<tmx><body/></tmx>", "no unit"),
    "one language": (b"<tmx><body><tu><tuv xml:lang='fr'><seg>x</seg></tuv></tu></body></tmx>", "none of its 1 units"),
    "many": (b"<tmx><body>" + b"<tu/>" * 100_001 + b"</body></tmx>", "more than 100000 bad units"),
}


@pytest.mark.parametrize("kind", NOT_MEMORIES)
def test_what_is_no_memory_is_told_and_nothing_is_stored(desk: Desk, kind: str) -> None:
    content, told = NOT_MEMORIES[kind]
    with pytest.raises(ArchiveError, match=told):
        bring_memory(desk.archive, TRANSLATOR, "m", content, desk.tick())
    assert references(desk.archive, TRANSLATOR) == []


NOT_GLOSSARIES = {
    "bomb": (ENTITIES.replace(b"tmx", b"tbx"), "DTD"),
    "cut": (b"<tbx><text><body><conceptEntry>", "line 1"),
    "empty": (b"", "empty"),
    "po": (PO, "translation \\(PO\\)"),
    "xliff": (b"<xliff/>", "translation \\(XLIFF\\)"),
    "tmx": (b"<tmx/>", "memory \\(TMX\\)"),
    "workbook": (b"PK\x03\x04", "CSV"),
    "database": (SQLITE, "save it as TBX"),
    "html": (b"<html/>", "<html>"),
    "no language": (b"a word,b word\n1,2\n", "language tag"),
    "no rows": (b"en,fr\n", "no term"),
    "bad rows": (b'en,fr\n"a,b\n', "none of its 1 rows"),
    "many": (b"en,status\n" + b"a,b\n" * 100_001, "more than 100000 bad rows"),
}


@pytest.mark.parametrize("kind", NOT_GLOSSARIES)
def test_what_is_no_glossary_is_told_and_nothing_is_stored(desk: Desk, kind: str) -> None:
    content, told = NOT_GLOSSARIES[kind]
    with pytest.raises(ArchiveError, match=told):
        bring_terms(desk.archive, REVIEWER, content, desk.tick(), reason="r")
    assert concepts(desk.archive) == ()


def test_who_may_not_is_told_before_the_file_is_read(desk: Desk) -> None:
    with pytest.raises(NotAllowed):
        bring_memory(desk.archive, PUBLIC, "m", b"", desk.tick())
    with pytest.raises(NotAllowed):
        bring_terms(desk.archive, TRANSLATOR, b"", desk.tick(), reason="r")
    with pytest.raises(TooLarge):
        bring_terms(desk.archive, REVIEWER, b" " * (20 * 1024 * 1024 + 1), desk.tick(), reason="r")


def test_a_term_that_is_too_long_loses_no_other(desk: Desk) -> None:
    content = f"en,fr\nriver,fleuve\nlong,{'x' * 600}\n".encode()
    done = bring_terms(desk.archive, REVIEWER, content, desk.tick(), reason="r")
    assert (done.terms.recorded, len(done.refused)) == ({"en": 2, "fr": 1}, 1)


def test_the_same_id_of_two_term_bases_is_two_concepts(desk: Desk) -> None:
    for _ in range(2):
        for content in (b"id,en,fr\n1,river,fleuve\n", b"id,en,fr\n1,treaty,trait\xc3\xa9\n"):
            bring_terms(desk.archive, REVIEWER, content, desk.tick(), reason="r")
    assert [(c.id, [f.text for f in c.forms]) for c in concepts(desk.archive)] == [
        ("1", ["river", "fleuve"]),
        ("1-2", ["treaty", "traité"]),
    ]


def test_rows_without_an_id_join_what_has_their_terms(desk: Desk) -> None:
    set_terms(desk.archive, REVIEWER, [TermForm("мир", "ru"), TermForm("peace", "en")], desk.tick(), reason="r")
    table = "ru,en,fr\nмир,peace,paix\nмир,world,monde\n".encode()
    done = bring_terms(desk.archive, REVIEWER, table, desk.tick(), reason="r")
    assert done.terms.recorded == {"en": 1, "fr": 2, "ru": 1}
    assert [[f.text for f in c.forms] for c in concepts(desk.archive)] == [
        ["peace", "paix", "мир"],
        ["world", "monde", "мир"],
    ]
    assert bring_terms(desk.archive, REVIEWER, table, desk.tick(), reason="r").terms.recorded == {}


def test_a_table_without_statuses_takes_none_away(desk: Desk) -> None:
    set_terms(desk.archive, REVIEWER, [TermForm("river", "en", "preferred")], desk.tick(), reason="r")
    done = bring_terms(desk.archive, REVIEWER, b"en,fr\nriver,fleuve\n", desk.tick(), reason="r")
    assert done.terms.recorded == {"fr": 1}
    assert [r.last.status for r in term_history(desk.archive, "river")] == ["preferred", "unknown"]


_WORD = st.text(st.characters(categories=["L", "N"]), min_size=1, max_size=6)
_CONCEPT = st.builds(
    Concept,
    _WORD,
    st.lists(
        st.builds(TermForm, _WORD, st.sampled_from(["ru", "en", "fr"]), st.sampled_from(TERM_STATUSES)),
        min_size=1,
        max_size=4,
        unique_by=lambda form: (form.lang, form.text.casefold()),
    ).map(tuple),
    *[st.one_of(st.just(""), _WORD)] * 3,
)


@settings(deadline=None, max_examples=6)
@given(st.lists(_CONCEPT, max_size=4, unique_by=lambda c: c.id), st.sampled_from([tbx.write, glossary_csv.write]))
def test_what_goes_out_says_nothing_new_on_the_way_in(items: list[Concept], write: object) -> None:
    desk = Desk(memory_archive())
    import_concepts(desk.archive, REVIEWER, items, desk.tick(), reason="r")
    held = concepts(desk.archive)
    if held:
        content = write(held)  # type: ignore[operator]  # one of the two writers
        done = bring_terms(desk.archive, REVIEWER, content, desk.tick(), reason="r")
        assert (done.terms.recorded, done.refused) == ({}, ())
    assert concepts(desk.archive) == held


def test_a_memory_of_this_archive_comes_in_elsewhere(desk: Desk) -> None:
    desk.deposit(f"{NO}\n", "ru", "delivered", work="a")
    desk.submit(fill(desk.export("a", "fr"), {"p1.s1": NON}))
    content = desk.export("a", "fr", file_format="tmx").encode()
    assert tmx.read(content)[0]
    elsewhere = Desk(memory_archive())
    bring_memory(elsewhere.archive, TRANSLATOR, "a", content, elsewhere.tick())
    assert [m.target for m in matches(elsewhere.archive, TRANSLATOR, NO, "ru", "fr", elsewhere.now)] == [NON]
