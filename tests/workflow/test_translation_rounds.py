"""A PO file goes out and comes back: every row of the table of decisions."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import polib
import pytest

from statement_archive.domain.actors import HOME_ADMINISTRATOR, PUBLIC
from statement_archive.domain.errors import Ambiguous, InvalidInput, NotAllowed, Refused, Undecodable
from statement_archive.formats import po as po_format
from statement_archive.workflow.reading import table_of, text_of
from statement_archive.workflow.renderings import Lies, of_translation
from statement_archive.workflow.sync import sync
from statement_archive.workflow.translate import submit
from statement_archive.workflow.translation_file import units_of
from statement_archive.workflow.translation_status import status

from .conftest import RUSSIAN, Desk, fill

FIRST = {"p1.s1": "Monsieur le Président,", "p2.s1": "Nous n'appuyons pas cette proposition."}


@pytest.fixture
def work(desk: Desk) -> str:
    return desk.deposit(RUSSIAN, "ru", "delivered", work="w").work


def test_an_accepted_unit_makes_a_version_with_text_and_segments(desk: Desk, work: str) -> None:
    done = desk.submit(fill(desk.export(work, "fr"), FIRST))
    assert (done.accepted, done.version, done.unchanged) == (("p1.s1", "p2.s1"), 1, 4)
    expression = desk.work(work).expression("fr.translation")
    version = expression.versions[0]
    text = text_of(desk.archive, version)
    assert text == "Monsieur le Président,\n\nNous n'appuyons pas cette proposition."
    assert [s.id for s in table_of(desk.archive, version).sentences] == ["p1.s1", "p2.s1"]
    assert expression.facts.source.expression == "ru.delivered"


def test_the_same_file_again_changes_nothing(desk: Desk, work: str) -> None:
    filled = fill(desk.export(work, "fr"), FIRST)
    desk.submit(filled)
    again = desk.submit(filled)
    assert (again.accepted, again.version, again.conflicts) == ((), 1, ())


def test_two_translators_never_overwrite_each_other(desk: Desk, work: str) -> None:
    exported = desk.export(work, "fr")
    desk.submit(fill(exported, FIRST), by="Anna")
    second = desk.submit(fill(exported, {"p1.s1": "Monsieur,", "p2.s2": "Nous sommes prêts."}), by="Boris")
    assert second.accepted == ("p2.s2",)
    (conflict,) = second.conflicts
    assert (conflict.segment, conflict.base, conflict.theirs, conflict.mine) == (
        "p1.s1",
        "",
        "Monsieur le Président,",
        "Monsieur,",
    )
    kept = desk.work(work).translations[second.expression].conflicts
    assert [c.mine for c in kept] == ["Monsieur,"]


def test_absent_and_empty_units_are_never_deletions(desk: Desk, work: str) -> None:
    desk.submit(fill(desk.export(work, "fr"), FIRST))
    emptied = fill(desk.export(work, "fr"), {"p1.s1": "", "p2.s1": ""})
    done = desk.submit(emptied)
    assert done.accepted == ()
    assert desk.work(work).translations[done.expression].last("p1.s1")


def test_a_correction_outdates_exactly_the_units_made_from_it(desk: Desk, work: str) -> None:
    everything = {u: f"T {u}" for u in ("p1.s1", "p2.s1", "p2.s2", "p3.s1", "p3.s2", "p4.s1")}
    desk.submit(fill(desk.export(work, "fr"), everything))
    corrected = RUSSIAN.replace("готовы к переговорам", "готовы к консультациям").replace("Спасибо", "Благодарю")
    done = desk.correct(work, "ru.delivered", corrected)
    assert set(done.outdated) == {"fr.translation p2.s2", "fr.translation p4.s1"}
    exported = desk.export(work, "fr")
    assert exported.count("#. state: outdated") == 2
    assert '#| msgid "Мы готовы к переговорам."' in exported
    reverted = desk.correct(work, "ru.delivered", RUSSIAN)
    assert reverted.version == 3
    assert status(desk.archive, PUBLIC, desk.now, work)[0].outdated == 0


def test_a_file_from_an_older_source_is_accepted_and_born_outdated(desk: Desk, work: str) -> None:
    before = desk.export(work, "fr")
    desk.correct(work, "ru.delivered", RUSSIAN.replace("Спасибо", "Благодарю"))
    done = desk.submit(fill(before, {"p4.s1": "Merci.", "p1.s1": "Monsieur,"}))
    assert set(done.accepted) == {"p4.s1", "p1.s1"}
    assert done.outdated == ("p4.s1",)


def test_a_unit_whose_segment_ended_is_kept_and_offered(desk: Desk, work: str) -> None:
    before = desk.export(work, "fr")
    desk.correct(work, "ru.delivered", RUSSIAN.replace(" У нас она есть.", ""))
    done = desk.submit(fill(before, {"p3.s2": "Nous l'avons."}))
    assert done.accepted == ("p3.s2",)
    assert "p3.s2" in done.ended


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (lambda t: t.replace('msgctxt "p2.s1"', 'msgctxt "p77.s1"'), "no such segment"),
        (lambda t: t.replace('msgid "Спасибо."', 'msgid "Пожалуйста."'), "msgid"),
        (lambda t: t.replace('msgctxt "p2.s1"', 'msgctxt "p1.s1"'), "twice"),
    ],
    ids=["unknown id", "changed msgid", "duplicate"],
)
def test_units_that_do_not_fit_are_refused_with_line_and_kept(
    desk: Desk, work: str, change: Callable[[str], str], reason: str
) -> None:
    filled = change(fill(desk.export(work, "fr"), {"p2.s1": "Nous", "p4.s1": "Merci.", "p3.s1": "Trois."}))
    done = desk.submit(filled)
    (refused,) = done.refused
    assert reason in refused.reason
    assert refused.line > 0
    assert "p3.s1" in done.accepted
    assert any(path.endswith(".po") for path in desk.archive.blobs.paths("translations/w/uploads/"))


@pytest.mark.parametrize(
    ("content", "error"),
    [
        (b"", Refused),
        (b"not a po file at all", InvalidInput),
        (b'msgid ""\nmsgstr ""\n\nmsgctxt "p1"\nmsgid "a"\nmsgstr "b\rc"\n', InvalidInput),
        (b'msgctxt "p1.s1"\nmsgid "x"\nmsgstr "trunc', InvalidInput),
        (b'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\nmsgid "\xff"\nmsgstr ""\n', Undecodable),
    ],
    ids=["empty", "prose", "bare CR", "truncated", "not utf-8"],
)
def test_malformed_files_are_refused_whole(desk: Desk, work: str, content: bytes, error: type[Exception]) -> None:
    before = sorted(desk.archive.blobs.paths())
    with pytest.raises(error):
        desk.submit(content, work_name=work)
    assert sorted(desk.archive.blobs.paths()) == before


def test_a_file_for_another_work_or_language_is_refused(desk: Desk, work: str) -> None:
    exported = fill(desk.export(work, "fr"), FIRST)
    with pytest.raises(InvalidInput, match="another work"):
        desk.submit(exported, work_name="other")
    desk.submit(exported)
    with pytest.raises(InvalidInput, match=r"de, fr\.translation is in fr"):
        desk.submit(exported.replace("X-Language-Tag: fr", "X-Language-Tag: de"))


def test_a_lost_header_needs_the_names_and_takes_only_untouched_units(desk: Desk, work: str) -> None:
    desk.submit(fill(desk.export(work, "fr"), FIRST))
    body = desk.export(work, "fr").split("\n\n", 1)[1]
    with pytest.raises(InvalidInput, match="header"):
        desk.submit(body)
    filled = fill(body, {"p1.s1": "Autre", "p4.s1": "Merci."})
    done = desk.submit(filled, work_name=work, expression="fr.translation")
    assert done.accepted == ("p4.s1",)
    assert [c.segment for c in done.conflicts] == ["p1.s1"]


def test_fuzzy_is_a_draft_and_its_loss_a_question(desk: Desk, work: str) -> None:
    filled = fill(desk.export(work, "fr"), {"p4.s1": "Merci ?"})
    fuzzy = filled.replace('msgctxt "p4.s1"', '#, fuzzy\nmsgctxt "p4.s1"')
    desk.submit(fuzzy)
    (unit,) = [
        u
        for u in units_of(
            desk.archive, desk.work(work), desk.work(work).translations[next(iter(desk.work(work).translations))]
        )
        if u.text
    ]
    assert unit.state == "initial"
    stripped = desk.export(work, "fr").replace("#, fuzzy\n", "")
    done = desk.submit(stripped)
    assert done.accepted == ()
    assert [q.segment for q in done.questions] == ["p4.s1"]


def test_only_translators_submit(desk: Desk, work: str) -> None:
    with pytest.raises(NotAllowed):
        submit(desk.archive, PUBLIC, desk.export(work, "fr").encode(), desk.now, by="x")


def test_two_originals_must_be_told_apart(desk: Desk, work: str) -> None:
    desk.deposit(RUSSIAN, "kk", "delivered", work=work, original_langs=("ru", "kk"))
    with pytest.raises(Ambiguous):
        desk.export(work, "fr")
    assert "X-Source-Expression: kk.delivered" in desk.export(work, "fr", source="kk.delivered")


def test_staleness_passes_through_a_relay(desk: Desk, work: str) -> None:
    desk.submit(fill(desk.export(work, "en"), {"p4.s1": "Thank you.", "p1.s1": "Mr. Chair,"}))
    desk.submit(fill(desk.export(work, "kk", source="en.translation"), {"p4.s1": "Рахмет.", "p1.s1": "Төраға мырза,"}))
    done = desk.correct(work, "ru.delivered", RUSSIAN.replace("Спасибо", "Благодарю"))
    assert set(done.outdated) == {"en.translation p4.s1", "kk.translation p4.s1"}


def test_a_file_edited_where_it_lies_becomes_an_attributed_submission(desk: Desk, work: str) -> None:
    desk.submit(fill(desk.export(work, "fr"), FIRST))
    path = f"translations/{work}/fr.translation.po"
    lying = desk.archive.renderings.read(path)
    assert lying is not None
    edited = fill(lying.decode(), {"p4.s1": "Merci."}).replace("Last-Translator: Anna", "Last-Translator: Claire")
    desk.archive.renderings.write(path, edited.encode())
    done = sync(desk.archive, HOME_ADMINISTRATOR, desk.tick())
    (taken,) = done.submissions
    assert taken.accepted == ("p4.s1",)
    translation = desk.work(work).translations[taken.expression]
    assert translation.translators == ("Anna", "Claire")
    assert of_translation(desk.archive, desk.work(work), translation).lies is Lies.CURRENT


def test_paragraph_grain_keeps_what_the_sentences_said(desk: Desk, work: str) -> None:
    desk.submit(fill(desk.export(work, "fr"), {"p2.s1": "Un.", "p2.s2": "Deux.", "p3.s1": "Trois."}))
    exported = polib.pofile(desk.export(work, "fr", grain="paragraph"))
    found = {e.msgctxt: (e.msgstr, e.fuzzy) for e in exported}
    assert found["p2.s1 p2.s2"] == ("Un. Deux.", False)
    assert found["p3.s1 p3.s2"] == ("Trois.", True)


@pytest.mark.skipif(shutil.which("msgfmt") is None, reason="GNU gettext is not installed")
def test_gettext_accepts_the_file_and_loses_nothing(desk: Desk, work: str, tmp_path: Path) -> None:
    odd = RUSSIAN.replace("Спасибо.", 'Он сказал: "A\u2028B\tC\\n" — *AND*?')
    desk.deposit(odd, "ru", "delivered", work="odd")
    desk.submit(fill(desk.export("odd", "fr"), {"p1.s1": "Ligne un\nLigne «deux» \\ fin"}))
    (tmp_path / "a.po").write_text(desk.export("odd", "fr"), encoding="utf-8")
    checked = subprocess.run(
        ["msgfmt", "-c", "-o", str(tmp_path / "a.mo"), str(tmp_path / "a.po")],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (checked.returncode, checked.stderr) == (0, "")
    subprocess.run(["msgcat", "-o", str(tmp_path / "b.po"), str(tmp_path / "a.po")], check=True)
    first = po_format.read((tmp_path / "a.po").read_bytes())
    second = po_format.read((tmp_path / "b.po").read_bytes())
    assert [(u.unit, u.source, u.target, u.draft) for u in first.units] == [
        (u.unit, u.source, u.target, u.draft) for u in second.units
    ]
    assert (first.work, first.base_version, first.source_version, first.lang) == (
        second.work,
        second.base_version,
        second.source_version,
        second.lang,
    )
    polib.pofile(str(tmp_path / "a.po")).save(str(tmp_path / "c.po"))
    assert (tmp_path / "c.po").read_bytes() == (tmp_path / "a.po").read_bytes()
