"""Every format goes out, comes back, and changes nothing; what tools saved is taken in."""

from __future__ import annotations

from pathlib import Path

import polib
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from statement_archive.bootstrap import memory_archive
from statement_archive.domain.actors import Actor
from statement_archive.domain.errors import InvalidInput, NotAllowed
from statement_archive.domain.ids import ExpressionId
from statement_archive.formats import po, tmx, xliff_in
from statement_archive.workflow.translate import export, submit

from .conftest import RUSSIAN, Desk, fill

SAVED = Path(__file__).parents[1] / "formats" / "saved"
FR = ExpressionId("fr.translation")
FIRST = {"p1.s1": "Monsieur le Président,", "p2.s1": "Nous n'appuyons pas.", "p4.s1": "Merci & <adieu>."}


@pytest.fixture
def work(desk: Desk) -> str:
    return desk.deposit(RUSSIAN, "ru", "delivered", work="w").work


def filled(exported: str, targets: dict[str, str], state: str = "translated") -> str:
    """An XLIFF file with targets typed in, as a tool does that sets states."""
    for key, target in targets.items():
        start = exported.index("<target", exported.index(f'resname="{key}"'))
        end = exported.index("</target>", start)
        escaped = target.replace("&", "&amp;").replace("<", "&lt;")
        exported = f'{exported[:start]}<target state="{state}">{escaped}{exported[end:]}'
    return exported


@pytest.mark.parametrize("file_format", ["po", "xliff", "xliff2"])
def test_a_file_that_nobody_touched_changes_nothing(desk: Desk, work: str, file_format: str) -> None:
    desk.submit(fill(desk.export(work, "fr"), FIRST))
    drafted = fill(desk.export(work, "fr"), {"p3.s1": "Brouillon"})
    desk.submit(drafted.replace('msgctxt "p3.s1"', '#, fuzzy\nmsgctxt "p3.s1"'))
    desk.correct(work, "ru.delivered", RUSSIAN.replace("Спасибо", "Благодарю"))
    done = desk.submit(desk.export(work, "fr", file_format=file_format))
    assert (done.unchanged, done.accepted, done.conflicts, done.refused, done.questions) == (6, (), (), (), ())
    assert done.version == 2


@settings(deadline=None, max_examples=25)
@given(
    st.lists(st.text(st.characters(blacklist_categories=["Cs", "Cc"]), min_size=1), min_size=1, max_size=4),
    st.sampled_from(["po", "xliff", "xliff2"]),
    st.data(),
)
def test_any_words_go_round_unchanged(paragraphs: list[str], file_format: str, data: st.DataObject) -> None:
    desk = Desk(memory_archive())
    desk.deposit("\n\n".join(f"A {p} z." for p in paragraphs), "en", "delivered", work="w")
    units = po.read(desk.export("w", "fr").encode()).units
    anything = st.text(st.characters(blacklist_categories=["Cs"], blacklist_characters="\x00\r"), min_size=1)
    targets = {u.unit: data.draw(anything).strip() or "x" for u in units}
    desk.submit(filled_any(desk, targets))
    held = {key: desk.work("w").translations[FR].last(key) for key in targets}
    assert {key: last.text if last else "" for key, last in held.items()} == targets
    done = desk.submit(desk.export("w", "fr", file_format=file_format))
    assert (done.unchanged, done.accepted, done.conflicts, done.refused) == (len(units), (), (), ())


def filled_any(desk: Desk, targets: dict[str, str]) -> bytes:
    """A PO file with these targets, whatever is in them."""
    file = polib.pofile(desk.export("w", "fr"), wrapwidth=0)
    by_unit = {u.unit: u for u in po.read(desk.export("w", "fr").encode()).units}
    lines = ['msgid ""', 'msgstr ""', *(f'"{key}: {value}\\n"' for key, value in file.metadata.items()), ""]
    for key, unit in by_unit.items():
        lines += [f'msgctxt "{key}"', f'msgid "{escape(unit.source)}"', f'msgstr "{escape(targets[key])}"', ""]
    return "\n".join(lines).encode()


def escape(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", "\\t")


def test_xliff_is_decided_by_the_same_table(desk: Desk, work: str) -> None:
    before = desk.export(work, "fr", file_format="xliff")
    assert before.count('state="new"') == 6
    desk.submit(fill(desk.export(work, "fr"), {"p1.s1": "De B"}), by="B")
    desk.correct(work, "ru.delivered", RUSSIAN.replace("Спасибо", "Благодарю"))
    done = desk.submit(filled(before, {"p1.s1": "De A", "p2.s1": "Non.", "p4.s1": "Merci."}))
    assert (done.accepted, done.outdated) == (("p2.s1", "p4.s1"), ("p4.s1",))
    assert [(c.base, c.theirs, c.mine) for c in done.conflicts] == [("", "De B", "De A")]
    assert [p.rsplit(".", 1)[1] for p in sorted(desk.archive.blobs.paths("translations/w/uploads/"))].count("xlf") == 1
    after = desk.export(work, "fr", file_format="xliff")
    assert "<source>Спасибо.</source>" in after
    assert 'alttranstype="previous-version"' in after


def test_nothing_goes_straight_to_reviewed(desk: Desk, work: str) -> None:
    for state in ("final", "signed-off"):
        exported = filled(desk.export(work, "fr", file_format="xliff"), {"p1.s1": f"Mot {state}"}, state)
        desk.submit(exported.replace("<trans-unit ", '<trans-unit approved="yes" '))
        last = desk.work(work).translations[FR].last("p1.s1")
        assert last
        assert (last.text, last.state) == (f"Mot {state}", "translated")
    desk.submit(filled(desk.export(work, "fr", file_format="xliff"), {"p1.s1": "Quoi"}, "needs-l10n"))
    last = desk.work(work).translations[FR].last("p1.s1")
    assert last
    assert last.state == "initial"


def test_a_header_lost_is_as_one_lost_from_po(desk: Desk, work: str) -> None:
    desk.submit(fill(desk.export(work, "fr"), FIRST))
    text = filled(desk.export(work, "fr", file_format="xliff"), {"p1.s1": "Autre", "p2.s2": "Prêts."})
    start, end = text.index("<header>"), text.index("</header>") + len("</header>")
    bare = (text[:start] + text[end:]).replace("statement-archive/w/", "lost/")
    with pytest.raises(InvalidInput, match="header was lost"):
        desk.submit(bare)
    done = desk.submit(bare, work_name=work, expression=FR)
    assert done.accepted == ("p2.s2",)
    assert [c.segment for c in done.conflicts] == ["p1.s1"]


@pytest.mark.parametrize("name", sorted(p.name for p in SAVED.iterdir() if p.suffix not in (".md", ".tmx")))
def test_what_tools_saved_is_taken_in(desk: Desk, work: str, name: str) -> None:
    done = desk.submit((SAVED / name).read_bytes())
    assert done.accepted == ("p1.s1", "p2.s1", "p2.s2")
    assert (done.unchanged, done.refused, done.conflicts) == (3, (), ())
    made = desk.work(work).translations[FR]
    states = [last.state for key in done.accepted if (last := made.last(key))]
    assert states == ["translated", "translated", "translated" if name == "omegat.po" else "initial"]
    assert made.at_version("p1.s1", 1) == "Monsieur le Président,"


def test_credits_and_licence_are_in_every_format(desk: Desk, work: str) -> None:
    for who, unit in (("Anna Durand", "p1.s1"), ("Boris", "p2.s1")):
        desk.submit(fill(desk.export(work, "fr"), {unit: f"M. {who},"}), by=who)
    for file_format in ("po", "xliff", "xliff2", "tmx"):
        assert "Translated by: Anna Durand; Boris" in desk.export(work, "fr", file_format=file_format)
    assert max(len(line) for line in desk.export(work, "fr").split("\n") if line.startswith("#")) < 76


def test_a_memory_is_what_is_translated(desk: Desk, work: str) -> None:
    desk.submit(fill(desk.export(work, "fr"), FIRST))
    desk.correct(work, "ru.delivered", RUSSIAN.replace("Спасибо", "Благодарю"))
    units, refused = tmx.read(desk.export(work, "fr", file_format="tmx").encode())
    assert refused == ()
    assert [u.variants for u in units] == [
        (("ru", "Господин Председатель,"), ("fr", FIRST["p1.s1"])),
        (("ru", "Мы не поддерживаем это предложение."), ("fr", FIRST["p2.s1"])),
        (("ru", "Спасибо."), ("fr", FIRST["p4.s1"])),  # with the source that it was made from
    ]
    assert {u.by for u in units} == {"Anna"}


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b'<?xml version="1.0"?><tmx version="1.4"/>', "import it as a memory"),
        (b'<?xml version="1.0"?>\n<!DOCTYPE martif SYSTEM "x">\n<!-- x --><martif/>', "import it as a glossary"),
        (b"PK\x03\x04xxxx", "send it as a project"),
        (b"<html><body>", "begins with <html>"),
        ("\ufeff<?xml version='1.0'?><xliff/>".encode("utf-16-le"), "no unit"),
    ],
)
def test_other_files_are_refused_with_what_to_do(desk: Desk, work: str, content: bytes, says: str) -> None:
    with pytest.raises(Exception, match=says):
        desk.submit(content, work_name=work)


def test_a_translator_held_to_a_language_submits_into_it_only(desk: Desk, work: str) -> None:
    german = Actor("p-1", frozenset({"translator"}), frozenset({("translator", "de")}))
    content = fill(desk.export(work, "fr"), FIRST).encode()
    with pytest.raises(NotAllowed, match="into fr"):
        submit(desk.archive, german, content, desk.tick(), by="x")
    content = fill(desk.export(work, "de"), FIRST).encode()
    assert submit(desk.archive, german, content, desk.tick(), by="x").accepted
    desk.submit(fill(desk.export(work, "fr"), FIRST))
    with pytest.raises(NotAllowed, match="into fr"):
        export(desk.archive, german, work, "fr", desk.tick(), grain="paragraph")


def test_tags_that_a_tool_put_in_are_said_in_the_result(desk: Desk, work: str) -> None:
    text = filled(desk.export(work, "fr", file_format="xliff"), {"p1.s1": "@"}).replace(">@<", '>M. <g id="1">P.</g><')
    done = desk.submit(text)
    assert done.accepted == ("p1.s1",)
    assert done.notes == ("inline tags <g> left out, the text inside them kept: 1",)
    assert xliff_in.read(text.encode()).units[0].target == "M. P."
