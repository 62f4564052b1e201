"""The registers: everything missing or doubtful that an actor may know of, one list for each question.

::

    WorkSheets ──▶ findings of one register, newest first
    untranslated ── asked for a language: works with an original, and no translation into it
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from statement_archive.domain.errors import InvalidInput
from statement_archive.domain.facts import WorkFacts
from statement_archive.workflow.my_work import has_text
from statement_archive.workflow.overview import WorkSheet
from statement_archive.workflow.registers import REGISTERS, Finding, Register


@dataclass(frozen=True, slots=True)
class Item:
    """A finding with the facts of its work; ``words``: of the text a translation would be made from; ``born`` as
    of a WorkSheet."""

    finding: Finding
    facts: WorkFacts
    words: int
    born: str = ""


def register_name(raw: str) -> Register:
    """Raises InvalidInput."""
    for name in REGISTERS:
        if raw == name:
            return name
    raise InvalidInput(f"no such register: {raw[:80]}", choices=REGISTERS)


def register(found: Sequence[WorkSheet], name: Register, lang: str = "") -> list[Item]:
    """Newest first. ``lang``: only of this language; of ``untranslated`` the one looked for, without which it is
    empty."""
    items = [Item(each, work.facts, work.words, work.born) for work in found for each in _findings(work, name, lang)]
    return sorted(items, key=lambda i: (i.finding.at, i.finding.key), reverse=True)


def _findings(work: WorkSheet, name: Register, lang: str) -> Sequence[Finding]:
    if name == "untranslated":
        if not lang or not work.originals or has_text(work, lang):
            return ()
        return (Finding("untranslated", work.work, "not-begun", work.since, "", lang, {"words": work.words}),)
    return [each for each in work.findings if each.register == name and lang in ("", each.lang)]


def counts(found: Sequence[WorkSheet], lang: str) -> Mapping[Register, int]:
    """How many findings each register has; of ``untranslated`` for this language."""
    known = Counter(each.register for work in found for each in work.findings)
    known["untranslated"] = sum(len(_findings(work, "untranslated", lang)) for work in found)
    return {name: known[name] for name in REGISTERS}
