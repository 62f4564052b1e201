"""Our files in the hands of real programs: GNU gettext, translate-toolkit, OmegaT."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import polib
import pytest

from statement_archive.domain.ids import ExpressionId
from statement_archive.formats import po, tmx, xliff_in

from .conftest import RUSSIAN, Desk, fill

FR = ExpressionId("fr.translation")
ODD = RUSSIAN.replace("Спасибо.", 'Он сказал: "A\u2028B\tC\\n" — <b>&amp;</b> \u202bда\u202c?')
FIRST = {"p1.s1": "Monsieur <le> & «Président»,", "p2.s1": "Nous n’appuyons pas.", "p4.s1": "Il a dit\u2028: \\n ?"}
toolkit = pytest.mark.skipif(shutil.which("po2xliff") is None, reason="translate-toolkit is not installed")
omegat = pytest.mark.skipif(shutil.which("omegat") is None, reason="OmegaT is not installed")


def run(*words: str | Path) -> str:
    done = subprocess.run([str(w) for w in words], capture_output=True, text=True, check=False, timeout=300)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout + done.stderr


@pytest.fixture
def odd(desk: Desk) -> Desk:
    """A translation with a draft, an outdated unit and every sign that files trip over."""
    desk.deposit(ODD, "ru", "delivered", work="w")
    desk.submit(fill(desk.export("w", "fr"), FIRST))
    drafted = fill(desk.export("w", "fr"), {"p3.s1": "Brouillon"})
    desk.submit(drafted.replace('msgctxt "p3.s1"', '#, fuzzy\nmsgctxt "p3.s1"'))
    desk.correct("w", "ru.delivered", ODD.replace("не поддерживаем", "не можем поддержать"))
    return desk


def saved(desk: Desk, path: Path, file_format: str) -> Path:
    path.write_text(desk.export("w", "fr", file_format=file_format), encoding="utf-8", newline="")
    return path


@pytest.mark.skipif(shutil.which("msgfmt") is None, reason="GNU gettext is not installed")
def test_gettext_checks_and_rewrites_with_credits(odd: Desk, tmp_path: Path) -> None:
    path = saved(odd, tmp_path / "a.po", "po")
    assert run("msgfmt", "-c", "-o", tmp_path / "a.mo", path) == ""
    run("msgcat", "-o", tmp_path / "b.po", path)
    assert "# Translated by: Anna" in (tmp_path / "b.po").read_text(encoding="utf-8")
    done = odd.submit((tmp_path / "b.po").read_bytes())
    assert (done.unchanged, done.accepted, done.questions) == (6, (), ())


@toolkit
def test_a_detour_through_po2xliff_loses_the_ids_and_is_refused_unit_by_unit(odd: Desk, tmp_path: Path) -> None:
    """po2xliff 3.8 drops msgctxt: nothing may be guessed from the words alone."""
    path = saved(odd, tmp_path / "a.po", "po")
    run("po2xliff", path, tmp_path / "a.xlf")
    run("xliff2po", tmp_path / "a.xlf", tmp_path / "b.po")
    read = po.read((tmp_path / "b.po").read_bytes())
    assert {u.target for u in read.units} <= {""}
    assert {FIRST["p1.s1"], "Brouillon"} <= {r.target for r in read.refused}


@toolkit
def test_translate_toolkit_reads_our_xliff_and_po(odd: Desk, tmp_path: Path) -> None:
    saved(odd, tmp_path / "a.xlf", "xliff")
    run("xliff2po", tmp_path / "a.xlf", tmp_path / "c.po")
    made = {e.msgid: e.msgstr for e in polib.pofile(str(tmp_path / "c.po"))}
    assert made["Господин Председатель,"] == FIRST["p1.s1"]
    assert made["Мы не можем поддержать это предложение."] == FIRST["p2.s1"]
    assert made["Мы готовы к переговорам."] == ""
    run("pofilter", "--test=xmltags", saved(odd, tmp_path / "a.po", "po"), tmp_path / "checked.po")
    units, _ = tmx.read(saved(odd, tmp_path / "a.tmx", "tmx").read_bytes())
    assert len(units) == 3


@toolkit
def test_a_memory_of_translate_toolkit_is_read(odd: Desk, tmp_path: Path) -> None:
    path = saved(odd, tmp_path / "a.po", "po")
    run("po2tmx", "-l", "fr", "--source-language=ru", path, tmp_path / "a.tmx")
    units, refused = tmx.read((tmp_path / "a.tmx").read_bytes())
    assert refused == ()
    assert (("ru", "Господин Председатель,"), ("fr", FIRST["p1.s1"])) in [u.variants for u in units]


PROJECT = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<omegat><project version="1.0">
<source_dir>__DEFAULT__</source_dir><target_dir>__DEFAULT__</target_dir><tm_dir>__DEFAULT__</tm_dir>
<glossary_dir>__DEFAULT__</glossary_dir><glossary_file>__DEFAULT__</glossary_file>
<dictionary_dir>__DEFAULT__</dictionary_dir><source_lang>RU</source_lang><target_lang>FR</target_lang>
<sentence_seg>false</sentence_seg><support_default_translations>true</support_default_translations>
<remove_tags>false</remove_tags></project></omegat>
"""
# What OmegaT keeps when somebody has typed these translations into it.
TYPED = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE tmx SYSTEM "tmx11.dtd">
<tmx version="1.1"><header creationtool="OmegaT" o-tmf="OmegaT TMX" adminlang="EN-US" datatype="plaintext"
 creationtoolversion="3.6.0" segtype="paragraph" srclang="RU"/><body>
<tu><tuv lang="RU"><seg>Мы готовы к переговорам.</seg></tuv>
<tuv lang="FR" changeid="anna" changedate="20260101T000000Z"><seg>Nous sommes prêts &amp; dispos.</seg></tuv></tu>
</body></tmx>
"""


@omegat
def test_omegat_translates_our_po_and_nothing_else_changes(odd: Desk, tmp_path: Path) -> None:
    home = tmp_path / "job"
    for folder in ("source", "target", "omegat", "tm", "glossary", "dictionary"):
        (home / folder).mkdir(parents=True)
    (home / "omegat.project").write_text(PROJECT, encoding="utf-8")
    (home / "omegat" / "project_save.tmx").write_text(TYPED, encoding="utf-8")
    saved(odd, home / "source" / "a.po", "po")
    saved(odd, home / "source" / "a.xlf", "xliff")
    saved(odd, home / "tm" / "memory.tmx", "tmx")
    config = tmp_path / "config"
    run("omegat", f"--config-dir={config}", "--mode=console-translate", home)
    done = odd.submit((home / "target" / "a.po").read_bytes())
    assert (done.accepted, done.refused, done.conflicts) == (("p2.s2",), (), ())
    last = odd.work("w").translations[FR].last("p2.s2")
    assert last
    assert last.text == "Nous sommes prêts & dispos."
    assert [note.split(" (")[0] for note in done.notes] == ["p4.s1 left out"]  # it holds U+2028
    # OmegaT 3 translates what stands in <target>: our empty ones stay empty, and nothing is lost or taken for done.
    came = xliff_in.read((home / "target" / "a.xlf").read_bytes())
    ours = xliff_in.read((home / "source" / "a.xlf").read_bytes())
    assert [(u.unit, u.source, u.target, u.draft) for u in came.units] == [
        (u.unit, u.source, u.target, u.draft) for u in ours.units
    ]
    assert (came.work, came.base_version) == ("w", ours.base_version)
