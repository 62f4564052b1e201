"""Correct: the next version of an expression; ids are carried forward, the old version stays readable."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal

from statement_archive.align.carry import Carried, carry_ids
from statement_archive.align.returning import come_back
from statement_archive.domain.actors import Actor
from statement_archive.domain.dates import edtf_date
from statement_archive.domain.errors import InvalidInput, Refused
from statement_archive.domain.events import Draft
from statement_archive.domain.ids import ExpressionId, WorkId, work_stream
from statement_archive.domain.segments import SegmentTable
from statement_archive.domain.text import text_digest
from statement_archive.domain.translations import strays
from statement_archive.domain.works import SIGNIFICANCE, Expression, Version
from statement_archive.workflow.archive import Archive
from statement_archive.workflow.commit import commit
from statement_archive.workflow.deposit import prepare_version, read
from statement_archive.workflow.deposit_request import DepositRequest
from statement_archive.workflow.reading import Work, load, table_of, text_of, version_of
from statement_archive.workflow.translation_file import live_sources, units_of
from statement_archive.workflow.waive import waive


@dataclass(frozen=True, slots=True)
class Corrected:
    """What a correction did: segment ids against the version before, and the translation units hit, as
    ``expression unit``: ``outdated`` now; ``ended`` with words that no live unit holds; ``waived``, since the
    correction was declared harmless for them."""

    work: WorkId
    expression: ExpressionId
    version: int
    sha256: str
    changed: tuple[str, ...]
    added: tuple[str, ...]
    removed: tuple[str, ...]
    outdated: tuple[str, ...]
    warnings: tuple[str, ...]
    ended: tuple[str, ...] = ()
    waived: tuple[str, ...] = ()


def correct(
    archive: Archive,
    actor: Actor,
    work_name: str,
    expression_name: str,
    content: bytes,
    now: datetime,
    *,
    file_name: str,
    significance: str,
    reason: str,
    authority: str,
    date: str = "",
    encoding: str = "",
    media: str = "",
    sentences: Literal["auto", "lines"] | None = None,
    bridge: bool | None = None,
    head: int | None = None,
    harmless: str = "",
) -> Corrected:
    """Store the next version of a text that came as a whole. ``head``: the newest event of the work the
    correction was made from, where somebody looked before. ``harmless``: why translations hold as they are, of a
    typo (recorded with every unit that it would have made outdated). ``bridge`` None: page breaks are bridged where
    the version before has one bridged; ``sentences`` None: told apart as they were there.

    Raises NotAllowed, NotFound, Gone, InvalidInput, Refused, Undecodable, Conflict.
    """
    actor.require("correct")
    _check(significance, reason, date)
    if harmless and significance != "typo":
        raise InvalidInput("only a typo can be declared harmless for translations", field="harmless")
    with archive.ledger.exclusive():
        work = load(archive, work_name)
        expression = work.expression(expression_name)
        if expression.id in work.translations:
            raise InvalidInput(f"{expression.id} was made here in units: submit a translation instead")
        before = _before(expression)
        old_text, old_table = text_of(archive, before), table_of(archive, before)
        request = DepositRequest(
            content=content,
            file_name=file_name,
            lang=expression.facts.lang,
            rendition="unknown",
            encoding=encoding,
            media=media or before.media,
            sentences=sentences or before.sentences,
            bridge=_bridged(old_text, old_table) if bridge is None else bridge,
        )
        imported = read(request)
        carried = carry_ids(old_text, old_table, imported.text, imported.table, used=used_ids(archive, expression))
        earlier = _again(archive, expression, before, imported.text)
        if earlier is not None:
            carried = come_back(carried, old_text, old_table, imported.text, earlier)
        table, without = _with_langs(earlier or old_table, carried.table)
        if imported.text == old_text and table == old_table:
            raise Refused(f"this is the text of version {before.n} already: nothing to correct")
        n = len(expression.versions) + 1
        version = prepare_version(work.id, expression.id, n, request, imported, table)
        data = {
            "expression": expression.id,
            "version": version.data,
            "significance": significance,
            "reason": reason,
            "authority": authority,
            **({"date": date} if date else {}),
            **_carried(carried, expression.versions[before.n :]),
        }
        draft = Draft("corrected", actor.person, now, data)
        commit(
            archive, work_stream(work.id), draft, head=work.state.head if head is None else head, writes=version.writes
        )
    after = load(archive, work.id)
    hit = _newly_outdated(archive, work, after)
    waived: list[str] = []
    if harmless:
        for name in sorted({name for name, _key in hit}):
            keys = [key for of, key in hit if of == name]
            done = waive(archive, actor, work.id, name, keys, harmless, now)
            waived += [f"{name} {key}" for key in done.units]
        after = load(archive, work.id)
        hit = _newly_outdated(archive, work, after)
    return Corrected(
        work.id,
        expression.id,
        n,
        version.digest,
        carried.changed,
        carried.added,
        carried.removed,
        tuple(f"{name} {key}" for name, key in hit),
        (*imported.warnings, *([f"of new paragraphs the language is not stated: {without}"] if without else ())),
        tuple(f"{name} {key}" for name, key in _newly_ended(archive, work, after)),
        tuple(waived),
    )


def _before(expression: Expression) -> Version:
    """What a correction is made from: the newest version whose words are held, withdrawn or not, for a
    correction is what puts a text right that had to be withdrawn. Raises Gone, NotFound."""
    held = [v for v in expression.versions if not (v.tombstone and v.tombstone.redacted)]
    return held[-1] if held and not expression.tombstone else version_of(expression)


def _again(archive: Archive, expression: Expression, before: Version, text: str) -> SegmentTable | None:
    """The segments of the newest earlier version that had this very text; None where none had it."""
    digest = text_digest(text)
    earlier = (v for v in reversed(expression.versions[: before.n - 1]) if v.text.sha256 == digest)
    return next((table_of(archive, v) for v in earlier if v.tombstone is None), None)


def _with_langs(before: SegmentTable, after: SegmentTable) -> tuple[SegmentTable, str]:
    """A table whose segments have the languages that were stated for them, and the paragraphs of a text in
    several languages of which nothing is stated: their language is not guessed."""
    stated = {s.id: s.lang for s in before.segments}
    if not any(stated.values()):
        return after, ""
    homes = {s.id: p.id for p in after.paragraphs for s in after.sentences_of(p)}
    segments = tuple(replace(s, lang=stated.get(s.id, stated.get(homes.get(s.id, ""), ""))) for s in after.segments)
    return SegmentTable(segments), ", ".join(p.id for p in after.paragraphs if p.id not in stated)


def _bridged(text: str, table: SegmentTable) -> bool:
    """Whether a paragraph of this table spans a gap in its text, as bridging a page break makes it."""
    return any(re.search(r"\n[ \t\r\f]*\n", p.cut(text)) for p in table.paragraphs)


def _check(significance: str, reason: str, date: str) -> None:
    if significance not in SIGNIFICANCE:
        raise InvalidInput(f"not a significance: {significance!r}", choices=SIGNIFICANCE)
    if not reason.strip():
        raise InvalidInput("a correction needs its reason")
    if date:
        edtf_date(date)


def used_ids(archive: Archive, expression: Expression) -> frozenset[str]:
    """Every segment id that a version of this expression ever had; ids are never used twice. A withdrawn
    version counts by the ids that begin and end with it."""
    return frozenset(s.id for v in expression.versions if not v.tombstone for s in table_of(archive, v).segments) | (
        frozenset(i for v in expression.versions for i in (*v.added, *v.removed))
    )


def _carried(carried: Carried, passed_over: Sequence[Version]) -> dict[str, object]:
    """What becomes of ids; those that only versions passed over had end here too."""
    ended = dict.fromkeys(i for v in passed_over for i in v.added if carried.table.find(i) is None)
    return {
        "changed": list(carried.changed),
        "added": list(carried.added),
        "removed": [*carried.removed, *ended],
        "successors": {k: list(v) for k, v in carried.successors.items()},
    }


def _newly_outdated(archive: Archive, before: Work, after: Work) -> list[tuple[ExpressionId, str]]:
    """Units outdated now that were not before, over every translation and relay."""
    found: list[tuple[ExpressionId, str]] = []
    for name, translation in after.translations.items():
        was = {u.source.key for u in units_of(archive, before, before.translations[name]) if u.outdated}
        now = [u.source.key for u in units_of(archive, after, translation) if u.outdated]
        found += [(name, key) for key in now if key not in was]
    return found


def _newly_ended(archive: Archive, before: Work, after: Work) -> list[tuple[ExpressionId, str]]:
    """Units with words whose passage has ended: their words are kept and stand in no text."""
    found: list[tuple[ExpressionId, str]] = []
    for name, translation in after.translations.items():
        was = [u.source.key for u in units_of(archive, before, before.translations[name]) if u.text]
        ended = set(strays(translation, live_sources(archive, after, translation)))
        found += [(name, key) for key in was if key in ended]
    return found
