"""PO files as tools and people leave them: read back without losing a word, or refused with the line."""

from __future__ import annotations

import subprocess
from datetime import UTC, datetime

import polib
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from statement_archive.domain.errors import Refused, Undecodable
from statement_archive.domain.text import text_digest
from statement_archive.domain.translations import Unit
from statement_archive.domain.units import UnitSource
from statement_archive.formats import po
from statement_archive.formats.exchange import ExchangeHead, ExchangeUnit

WORK = "2018-08-29-" + "very-long-name-of-a-body-" * 4 + "end"


def _head(work: str = WORK, expression: str = "ru.delivered-" + "x" * 100) -> ExchangeHead:
    return ExchangeHead(
        work=work,
        expression=expression,
        lang="fr",
        source_expression=expression,
        source_lang="ru",
        source_version=2,
        source_digest="0" * 64,
        version=3,
        event=4,
        revised=datetime(2026, 1, 1, tzinfo=UTC),
        translator="Анна Иванова " * 20,
    )


def _unit(text: str, target: str, key: str = "p1.s1") -> Unit:
    source = UnitSource(key, (key,), "p1", text, text_digest(text), "body", "ru")
    return Unit(source, target, "translated", outdated=False, verbatim=False, made_from=source.digest, source_version=2)


def _written(text: str = "Спасибо.", target: str = "Merci.") -> bytes:
    return po.write(_head(), [ExchangeUnit(_unit(text, target), "", "texts/ru.txt:1")])


def test_long_names_come_back_whole() -> None:
    read = po.read(_written())
    assert (read.work, read.expression, read.source_expression) == (
        WORK,
        _head().expression,
        _head().source_expression,
    )
    assert len(read.translator) < 76


@settings(deadline=None, max_examples=60)
@given(
    st.text(st.characters(blacklist_categories=["Cs"], blacklist_characters="\r"), min_size=1),
    st.text(st.characters(blacklist_categories=["Cs"], blacklist_characters="\r"), min_size=1),
)
def test_any_words_come_back(text: str, target: str) -> None:
    (unit,) = po.read(_written(text, target)).units
    assert (unit.source, unit.target) == (text, target)


@pytest.mark.parametrize("charset", ["undefined", "idna", "punycode", "no-such", "rot13", "utf-16"])
def test_a_charset_that_is_none_is_refused(charset: str) -> None:
    with pytest.raises(Refused):
        po.read(_written().replace(b"charset=UTF-8", f"charset={charset}".encode()))


@pytest.mark.parametrize("name", ["UTF-8", "utf8", "UTF_8"])
def test_a_mark_of_a_windows_editor_is_no_damage(name: str) -> None:
    content = _written().replace(b"charset=UTF-8", f"charset={name}".encode()).replace(b"\n", b"\r\n")
    assert [u.target for u in po.read(b"\xef\xbb\xbf" + content).units] == ["Merci."]


def test_another_charset_is_read_as_it_says() -> None:
    text = _written("Thank you.", "Спасибо.").decode().replace("charset=UTF-8", "charset=windows-1251")
    assert [u.target for u in po.read(text.encode("windows-1251")).units] == ["Спасибо."]
    with pytest.raises(Undecodable):
        po.read(text.replace("windows-1251", "UTF-8").encode("windows-1251"))


def test_obsolete_entries_with_what_they_were_made_from_are_passed_over() -> None:
    obsolete = '\n#, fuzzy\n#~| msgid "old"\n#~ msgctxt "p9.s9"\n#~ msgid "gone"\n#~ msgstr "parti"\n'
    read = po.read(_written() + obsolete.encode())
    assert [(u.unit, u.target) for u in read.units] == [("p1.s1", "Merci.")]


def test_headers_in_other_case_and_wrapped_count() -> None:
    text = _written().decode().replace("X-Translation-Version: 3", "x-translation-version:   3")
    text = text.replace('"X-Statement-Id: 2018-08-29-', '"X-Statement-Id: "\n"2018-08-29-')
    read = po.read(text.encode())
    assert (read.work, read.base_version) == (WORK, 3)


def test_gettext_keeps_long_names() -> None:
    for tool in (["msgcat", "-", "--sort-output", "-w", "40"], ["msgattrib", "-", "--no-wrap"]):
        out = subprocess.run(tool, input=_written(), capture_output=True, check=True).stdout
        read = po.read(out)
        assert (read.work, read.source_version, read.base_version) == (WORK, 2, 3)
        assert polib.pofile(out.decode()).metadata["X-Source-Digest"] == "0" * 32


ODD = (
    "\ttab",
    "  lead",
    "a\\nb",
    "x\x07y",
    "x\x1by",
    "x\u2028y",
    "x\x85y",
    "x\x0by",
    "%d %s",
    "\ufeffx",
    "a\\",
    "\\a",
    '\\"',
)


@pytest.mark.parametrize("tool", [["msgcat", "-"], ["msgcat", "-s", "-w", "30", "-"], ["msgcat", "--no-wrap", "-"]])
def test_gettext_keeps_odd_characters(tool: list[str]) -> None:
    units = [
        ExchangeUnit(_unit(f"{t}#", f"{t}@", f"p{i}.s1"), "", "texts/ru.txt:1") for i, t in enumerate(ODD, start=1)
    ]
    out = subprocess.run(tool, input=po.write(_head(), units), capture_output=True, check=True).stdout
    assert {(u.source, u.target) for u in po.read(out).units} == {(f"{t}#", f"{t}@") for t in ODD}
