"""Whole projects: out as one zip, and whatever zip comes back, file by file."""

from __future__ import annotations

import json
from typing import Any

import pytest

from statement_archive.domain.actors import HOME_ADMINISTRATOR, PUBLIC, Actor
from statement_archive.domain.errors import ArchiveError, Gone, InvalidInput, NotAllowed, NotFound, Refused
from statement_archive.domain.ids import ExpressionId
from statement_archive.formats import tmx, zips
from statement_archive.workflow.projects import ProjectResult, export_project, submit_project
from statement_archive.workflow.withdraw import withdraw

from .conftest import ENGLISH, RUSSIAN, Desk, fill

FR = ExpressionId("fr.translation")
TRANSLATOR = Actor("p-1", frozenset({"translator"}))


@pytest.fixture
def two(desk: Desk) -> Desk:
    desk.deposit(RUSSIAN, "ru", "delivered", work="a")
    desk.deposit(ENGLISH, "en", "delivered", work="b")
    return desk


def taken(desk: Desk, actor: Actor = TRANSLATOR, **options: Any) -> dict[str, bytes]:
    content = export_project(desk.archive, actor, desk.now, lang=options.pop("lang", "fr"), **options)
    members, refused = zips.read(content)
    assert refused == ()
    return {m.name: m.content for m in members}


def sent(desk: Desk, files: dict[str, bytes], actor: Actor = TRANSLATOR) -> ProjectResult:
    return submit_project(desk.archive, actor, zips.write(files), desk.tick(), by="Anna")


def worked(files: dict[str, bytes], name: str, targets: dict[str, str]) -> dict[str, bytes]:
    return {**files, name: fill(files[name].decode(), targets).encode()}


def test_a_project_goes_out_and_comes_back(two: Desk) -> None:
    two.submit(fill(two.export("b", "fr"), {"p4.s1": "Merci."}))
    files = taken(two)
    assert set(files) == {
        "README.txt",
        "manifest.json",
        "memory.tmx",
        "a/fr.translation.po",
        "b/fr.translation.po",
    }
    assert [u.variants for u in tmx.read(files["memory.tmx"])[0]] == [(("en", "Thank you."), ("fr", "Merci."))]
    manifest = json.loads(files["manifest.json"])
    assert [(f["work"], f["source"]) for f in manifest["files"]] == [("a", "ru.delivered"), ("b", "en.delivered")]
    files = worked(files, "a/fr.translation.po", {"p1.s1": "Monsieur le Président,"})
    done = sent(two, worked(files, "b/fr.translation.po", {"p1.s1": "M. le Président,"}))
    assert [(f.name, f.result.accepted if f.result else ()) for f in done.files] == [
        ("a/fr.translation.po", ("p1.s1",)),
        ("b/fr.translation.po", ("p1.s1",)),
    ]
    assert set(done.passed_over) == {"README.txt", "manifest.json", "memory.tmx"}
    assert two.work("a").translations[FR].translators == ("Anna",)


def test_the_same_state_is_the_same_bytes(two: Desk) -> None:
    one = export_project(two.archive, TRANSLATOR, two.now, lang="fr")
    two.tick()
    assert export_project(two.archive, TRANSLATOR, two.now, lang="fr") == one


@pytest.mark.parametrize("file_format", ["xliff", "xliff2"])
def test_in_xliff_too(two: Desk, file_format: str) -> None:
    files = taken(two, works=["b"], file_format=file_format)
    assert "b/fr.translation.xlf" in files
    assert "a/fr.translation.xlf" not in files
    (outcome,) = sent(two, files).files
    assert outcome.result
    assert outcome.result.unchanged == 6


def test_one_bad_file_never_loses_another(two: Desk) -> None:
    files = taken(two)
    good = worked(files, "a/fr.translation.po", {"p1.s1": "Monsieur,"})["a/fr.translation.po"]
    foreign = files["b/fr.translation.po"].replace(b"X-Statement-Id: b", b"X-Statement-Id: none")
    done = sent(
        two,
        {
            "../evil.po": good,
            "bad.po": good[: good.rindex(b'"') - 3],
            "foreign.po": foreign,
            "inner.zip": zips.write({"x.po": good}),
            "deep/good.txt": good,
            "notes.txt": b"Dear colleague, here they are.",
            "a.docx": b"\xd0\xcf\x11\xe0",
        },
    )
    assert {f.name: bool(f.result) for f in done.files} == {"bad.po": False, "foreign.po": False, "deep/good.txt": True}
    assert all(f.error for f in done.files if not f.result)
    assert [r.text for r in done.refused] == ["../evil.po", "inner.zip"]
    assert done.passed_over == ("notes.txt", "a.docx")
    assert two.work("a").translations[FR].last("p1.s1")


def test_an_omegat_project_is_found_by_its_content(two: Desk) -> None:
    files = taken(two)
    target = worked(files, "a/fr.translation.po", {"p1.s1": "Monsieur,"})["a/fr.translation.po"]
    done = sent(
        two,
        {
            "job/omegat.project": b"<omegat/>",
            "job/source/a/fr.translation.po": files["a/fr.translation.po"],
            "job/target/a/fr.translation.po": target,
            "job/omegat/project_save.tmx": b"<tmx/>",
            "job/tm/memory.tmx": files["memory.tmx"],
            "__MACOSX/job/target/a/._fr.translation.po": b"\x00\x05",
        },
    )
    assert [(f.name, f.result.accepted if f.result else ()) for f in done.files] == [
        ("job/target/a/fr.translation.po", ("p1.s1",))
    ]


def test_only_what_may_be_seen_goes_out(two: Desk) -> None:
    two.deposit(RUSSIAN, "ru", "delivered", work="hidden", draft=True)
    two.deposit(ENGLISH, "fr", "delivered", work="in-french")
    withdraw(two.archive, HOME_ADMINISTRATOR, "b", "asked for", "delegation", two.tick())
    assert [name for name in taken(two) if "/" in name] == ["a/fr.translation.po"]
    for name, error in (("hidden", NotFound), ("b", Gone), ("no-such", NotFound)):
        with pytest.raises(error):
            taken(two, works=["a", name])
    assert "hidden/fr.translation.po" in taken(two, HOME_ADMINISTRATOR, works=["hidden"])
    hidden = taken(two, HOME_ADMINISTRATOR, works=["hidden"])
    (outcome,) = sent(two, hidden).files
    assert isinstance(outcome.error, NotFound)


def test_works_without_one_original_are_named_in_the_manifest(two: Desk) -> None:
    two.deposit(RUSSIAN, "kk", "delivered", work="a", original_langs=("ru", "kk"))
    left_out = json.loads(taken(two)["manifest.json"])["left_out"]
    assert [each["work"] for each in left_out] == ["a"]
    with pytest.raises(Refused, match="several originals"):
        taken(two, works=["a"])


@pytest.mark.parametrize(
    ("options", "error"),
    [
        ({"actor": PUBLIC}, NotAllowed),
        ({"actor": Actor("p", frozenset({"translator"}), frozenset({("translator", "de")}))}, NotAllowed),
        ({"lang": "fran çais"}, InvalidInput),
        ({"lang": "fr", "works": ["a"] * 2000 + [str(n) for n in range(2000)]}, InvalidInput),
        ({"file_format": "tmx"}, InvalidInput),
    ],
)
def test_what_is_no_project_is_refused(two: Desk, options: dict[str, Any], error: type[ArchiveError]) -> None:
    with pytest.raises(error):
        taken(two, **options)


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", zips.write({"a.txt": b"words"}), zips.write({})])
def test_a_zip_without_translations_is_refused(two: Desk, content: bytes) -> None:
    with pytest.raises(Refused):
        submit_project(two.archive, TRANSLATOR, content, two.tick(), by="Anna")
    with pytest.raises(NotAllowed):
        submit_project(two.archive, PUBLIC, content, two.tick(), by="Anna")
