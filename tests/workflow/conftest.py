"""An archive in memory, small texts, and the verbs in short."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from statement_archive.bootstrap import memory_archive
from statement_archive.domain.actors import HOME_ADMINISTRATOR, PUBLIC, Actor
from statement_archive.workflow.after import after_change
from statement_archive.workflow.archive import Archive
from statement_archive.workflow.correct import Corrected, correct
from statement_archive.workflow.deposit import Deposited, deposit
from statement_archive.workflow.deposit_request import DepositRequest
from statement_archive.workflow.reading import Work, load
from statement_archive.workflow.translate import SubmissionResult, export, submit

START = datetime(2026, 1, 1, tzinfo=UTC)

RUSSIAN = """Господин Председатель,

Мы не поддерживаем это предложение. Мы готовы к переговорам.

Наши предшественники не имели такой возможности. У нас она есть.

Спасибо."""

ENGLISH = """Mr. Chair,

We do not support this proposal. We are ready to negotiate.

Our predecessors had no such opportunity. We have it.

Thank you."""


@dataclass
class Desk:
    """Somebody at work: each act is a second later than the one before."""

    archive: Archive
    now: datetime = START

    def tick(self) -> datetime:
        self.now += timedelta(seconds=1)
        return self.now

    def deposit(self, text: str | bytes, lang: str, rendition: str, name: str = "text.txt", **facts: Any) -> Deposited:
        content = text if isinstance(text, bytes) else text.encode("utf-8")
        request = DepositRequest(content=content, file_name=name, lang=lang, rendition=rendition, **facts)
        done = deposit(self.archive, HOME_ADMINISTRATOR, request, self.tick())
        self.settle(done.work)
        return done

    def settle(self, work: str) -> None:
        after_change(self.archive, self.work(work).id, "p-desk", self.tick())

    def work(self, name: str) -> Work:
        return load(self.archive, name)

    def correct(self, work: str, expression: str, text: str, significance: str = "minor") -> Corrected:
        done = correct(
            self.archive,
            HOME_ADMINISTRATOR,
            work,
            expression,
            text.encode("utf-8"),
            self.tick(),
            file_name="text.txt",
            significance=significance,
            reason="misprint",
            authority="delegation",
        )
        self.settle(work)
        return done

    def export(self, work: str, lang: str, **options: Any) -> str:
        return export(self.archive, HOME_ADMINISTRATOR, work, lang, self.now, **options)[1].decode("utf-8")

    def submit(self, po: str | bytes, by: str = "Anna", **options: Any) -> SubmissionResult:
        content = po if isinstance(po, bytes) else po.encode("utf-8")
        done = submit(self.archive, HOME_ADMINISTRATOR, content, self.tick(), by=by, file_name="fr.po", **options)
        self.settle(done.work)
        return done

    @property
    def public(self) -> Actor:
        return PUBLIC


@pytest.fixture
def desk() -> Desk:
    return Desk(memory_archive())


def fill(po: str, targets: dict[str, str]) -> str:
    """A PO file with the targets of some units typed in, as a translator does in an editor."""
    out: list[str] = []
    unit = ""
    skipping = False
    for line in po.split("\n"):
        if line.startswith("msgctxt "):
            unit = line.removeprefix("msgctxt ").strip('"')
        if line.startswith("msgstr ") and unit in targets:
            escaped = targets[unit].replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
            out.append(f'msgstr "{escaped}"')
            skipping = True
            continue
        if skipping and line.startswith('"'):
            continue
        skipping = False
        out.append(line)
    return "\n".join(out)
