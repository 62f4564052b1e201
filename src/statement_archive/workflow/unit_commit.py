"""The next version of a translation in units: one line, with the text and segments that it has after it."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any

from statement_archive.domain.actors import Actor
from statement_archive.domain.composing import compose
from statement_archive.domain.errors import InvalidInput
from statement_archive.domain.events import Draft, Event, sha256
from statement_archive.domain.facts import dump_facts
from statement_archive.domain.ids import translation_stream, unit_table_path, unit_text_path, upload_path
from statement_archive.domain.segments import to_tsv
from statement_archive.domain.translation_events import rendering_of
from statement_archive.domain.translations import Translation, Unit
from statement_archive.formats.sniff import extension_of
from statement_archive.workflow.archive import Archive
from statement_archive.workflow.commit import Write, blob, commit
from statement_archive.workflow.reading import Work
from statement_archive.workflow.translation_file import units_of


def commit_units(
    archive: Archive,
    actor: Actor,
    work: Work,
    translation: Translation,
    kind: str,
    data: dict[str, Any],
    now: datetime,
    upload: tuple[bytes, str] | None = None,
) -> Event:
    """One line, with the text and segments that the translation has after it. Raises InvalidInput (words that are no
    text)."""
    name = translation.expression.id
    n = len(translation.expression.versions) + 1
    facts = translation.expression.facts
    data |= _beginning(translation)
    units = _units_after(archive, work, translation, data, n, actor.person, now)
    text, table = compose(units, facts.lang)
    try:
        wording = blob(unit_text_path(work.id, name, n), text.encode("utf-8"))
    except UnicodeEncodeError as error:  # words from a command line whose bytes were no text
        raise InvalidInput("a text holds half a surrogate pair") from error
    segments = blob(unit_table_path(work.id, name, n), to_tsv(table).encode("utf-8"))
    writes: list[Write] = [wording, segments]
    data["version"] = {
        "n": n,
        "wording": {"path": wording[0].path, "sha256": wording[0].sha256, "characters": len(text)},
        "table": {"path": segments[0].path, "sha256": segments[0].sha256},
    }
    if upload:
        kept = blob(upload_path(work.id, sha256(upload[0]), extension_of(upload[0])), upload[0])
        writes.append(kept)
        data["upload"] = {"path": kept[0].path, "sha256": kept[0].sha256, "name": upload[1][:200]}
    draft = Draft(kind, actor.person, now, data)
    return commit(archive, translation_stream(work.id, name), draft, head=translation.head, writes=writes)


def note(
    archive: Archive, actor: Actor, work: Work, translation: Translation, kind: str, data: dict[str, Any], now: datetime
) -> Event:
    """One line that changes no words: a review, a comment, a waiver. Raises Conflict, HomeBusy, StorageFull."""
    draft = Draft(kind, actor.person, now, {**_beginning(translation), **data})
    return commit(archive, translation_stream(work.id, translation.expression.id), draft, head=translation.head)


def _beginning(translation: Translation) -> dict[str, Any]:
    """What the first line of a translation says besides."""
    if translation.head:
        return {}
    facts = translation.expression.facts
    return {"expression": {"facts": dump_facts(facts)}, "source": translation.source, "grain": translation.grain}


def _units_after(
    archive: Archive,
    work: Work,
    translation: Translation,
    data: dict[str, Any],
    n: int,
    by: str,
    now: datetime,
) -> tuple[Unit, ...]:
    """The units as they will be after this line. A source that was withdrawn leaves none."""
    event = Event(translation.head + 1, now, by, "", data, "", "")
    history = dict(translation.history)
    for unit in data["units"]:
        before = history.get(unit["unit"], ())
        history[unit["unit"]] = (*before, rendering_of(unit, event, n, "", before))
    # Without a head nothing is remembered of it: this state exists only here.
    return units_of(archive, work, replace(translation, history=history, head=0))
