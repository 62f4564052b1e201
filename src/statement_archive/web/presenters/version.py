"""One version of a text, whole, with a passage marked and with where it comes from."""

from __future__ import annotations

from dataclasses import dataclass

from statement_archive.domain.segments import SegmentTable
from statement_archive.domain.works import Expression, SourceFile, Version
from statement_archive.web.dates import show_day
from statement_archive.web.names import show_number
from statement_archive.web.presenters.blocks import Block, block
from statement_archive.web.presenters.facts import Line, Row
from statement_archive.web.say import N_, Later, _
from statement_archive.workflow.wording import Wording

_STEPS: dict[str, Later] = {"utf-8": N_("none: the bytes are the text")}


@dataclass(frozen=True, slots=True)
class VersionView:
    """``marked`` is the id of the first block with a mark, ``number`` its number as a citation prints it."""

    blocks: tuple[Block, ...]
    provenance: tuple[Row, ...]
    number: str
    marked: str


def version_view(found: Wording, text: str, table: SegmentTable, who: str) -> VersionView:
    """``text`` is the whole text of the version; the passage of ``found`` is marked where it is not all of it."""
    marks = [(found.start, found.end)] if found.locator and found.start < found.end else []
    lang = found.expression.facts.lang
    link = f"/works/{found.work.id}/{found.expression.id}@{found.version.n}"
    blocks = tuple(block(text, table, p, lang, marks=marks, link=link) for p in table.paragraphs)
    at = next((p for p in table.paragraphs if p.start <= found.start < p.end), None) if marks else None
    return VersionView(
        blocks, provenance(found.expression, found.version, who), at.number if at else "", at.id if at else ""
    )


def provenance(expression: Expression, version: Version, who: str) -> tuple[Row, ...]:
    """Where the words come from, and how they can be checked."""
    facts = expression.facts
    basis = facts.basis
    basis_line = ", ".join(part for part in (basis.by, basis.at, basis.note) if part)
    rights = ", ".join(p for p in (facts.rights.holder, facts.rights.licence, facts.rights.permission) if p)
    web = facts.source_url.startswith(("https://", "http://"))
    rows = (
        Row(_("SHA-256 of the text"), (Line(version.text.sha256),)),
        Row(_("Characters"), (Line("", show_number(version.characters)),)),
        Row(_("Taken in"), (Line("", ", ".join(p for p in (show_day(version.at), who) if p)),)),
        Row(_("From bytes to text"), (Line("", str(_STEPS.get(version.step, version.step))),)),
        Row(_("File as received"), _file(version.file)),
        Row(_("Source"), (Line(facts.source_url, href=facts.source_url if web else ""),) if facts.source_url else ()),
        Row(_("Basis"), (Line(basis_line),) if basis_line else ()),
        Row(_("Rights"), (Line(rights),) if rights else (Line("", _("unknown")),)),
        Row(_("Correction"), _correction(version)),
    )
    return tuple(row for row in rows if row.lines)


def _file(file: SourceFile | None) -> tuple[Line, ...]:
    if file is None:
        return ()
    return (Line(file.name, _("%(size)s bytes", size=show_number(file.size))),)


def _correction(version: Version) -> tuple[Line, ...]:
    if version.n == 1 or not version.reason:
        return ()
    return (Line(version.reason, version.authority),)
