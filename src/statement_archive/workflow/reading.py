"""What is held, as far as this reader may see it.

::

    ledgers ──fold──▶ Work (facts, expressions deposited, translations made here)
                        └─ see(...) lets through what the actor may see at ``now``
    version ──blobs──▶ text and segment table, digests checked
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

import msgspec

from statement_archive.domain.actors import Actor
from statement_archive.domain.errors import Damaged, Gone, InvalidInput, NotFound
from statement_archive.domain.facts import Source, Visibility
from statement_archive.domain.ids import (
    ExpressionId,
    WorkId,
    is_expression_id,
    translation_stream,
    work_id,
    work_of_stream,
    work_stream,
)
from statement_archive.domain.segments import SegmentTable, from_tsv
from statement_archive.domain.translation_events import fold_translation
from statement_archive.domain.translations import Translation
from statement_archive.domain.works import Expression, Tombstone, Version, WorkState, fold_work
from statement_archive.workflow.archive import Archive

_BACK = 16  # events that a remembered state may be behind


@dataclass(frozen=True, slots=True)
class Work:
    """A work with everything said about it, and the translations made here sentence by sentence.

    ``hidden``: names of expressions that this reader may not see, so that no new one gets theirs; never shown.
    """

    state: WorkState
    translations: Mapping[ExpressionId, Translation]
    hidden: frozenset[ExpressionId] = field(default=frozenset(), repr=False)

    @property
    def id(self) -> WorkId:
        return self.state.id

    @property
    def expressions(self) -> dict[ExpressionId, Expression]:
        """Deposited expressions in the order in which they came, then those made here."""
        return {**self.state.expressions, **{k: t.expression for k, t in self.translations.items()}}

    def expression(self, name: str) -> Expression:
        """Raises NotFound, with the names that exist."""
        found = self.expressions.get(ExpressionId(name))
        if found is None:
            raise NotFound(f"no expression {name} of {self.id}", choices=sorted(self.expressions))
        return found


def load(archive: Archive, name: str) -> Work:
    """A work whatever its visibility; for the verbs, never for a reader. Raises NotFound, Damaged."""
    try:
        work = work_id(name)
    except InvalidInput as error:
        raise NotFound(f"no work {name[:80]!r}") from error
    events = archive.ledger.read(work_stream(work))
    if not events:
        raise NotFound(f"no work {work}")
    state = archive.memo.get(("work", work, events[-1].hash), lambda: fold_work(work, events))
    if state is None:
        raise NotFound(f"no work {work}")
    translations = dict(_translations(archive, work))
    return _withdrawn_whole(state, translations) if state.tombstone else Work(state, translations)


def _withdrawn_whole(state: WorkState, translations: Mapping[ExpressionId, Translation]) -> Work:
    """A withdrawn work: so is each of its expressions, whatever asks for one."""

    def under(expression: Expression) -> Expression:
        return replace(expression, tombstone=expression.tombstone or state.tombstone)

    expressions = {name: under(e) for name, e in state.expressions.items()}
    made = {name: replace(t, expression=under(t.expression)) for name, t in translations.items()}
    return Work(replace(state, expressions=expressions), made)


def _translations(archive: Archive, work: WorkId) -> Iterator[tuple[ExpressionId, Translation]]:
    prefix = f"translations/{work}/"
    for stream in archive.ledger.streams(prefix):
        name = stream.removeprefix(prefix).removesuffix(".events.jsonl")
        if not is_expression_id(name):  # beads, or what lies there of the glossary
            continue
        translation = load_translation(archive, work, ExpressionId(name))
        if translation is not None:
            yield translation.expression.id, translation


def load_translation(archive: Archive, work: WorkId, name: ExpressionId) -> Translation | None:
    events = archive.ledger.read(translation_stream(work, name))
    if not events:
        return None

    def fold() -> Translation | None:
        """On from a state that is remembered of a few events ago, as after a save; else from the beginning."""
        for k in range(len(events) - 1, max(len(events) - _BACK, 0), -1):
            known = archive.memo.known(("translation", work, name, events[k - 1].hash))
            if known is not None:
                return fold_translation(name, events[k:], known)
        return fold_translation(name, events)

    return archive.memo.get(("translation", work, name, events[-1].hash), fold)


def work_ids(archive: Archive) -> list[WorkId]:
    """Every work of this home, sorted by id, whatever its visibility."""
    return sorted(work_of_stream(stream) for stream in archive.ledger.streams("archive/works/"))


def shown(visibility: Visibility, actor: Actor, now: datetime) -> bool:
    """Whether this actor may see what has this visibility: the one rule for drafts and embargoes."""
    return visibility.shown(now) or actor.may("see_unpublished")


def see(archive: Archive, name: str, actor: Actor, now: datetime) -> Work:
    """A work as this actor may see it: expressions under draft or embargo are not there.

    Raises NotFound for a work that may not be seen, exactly as for one that does not exist; Gone for a
    withdrawn one.
    """
    work = load(archive, name)
    if not shown(work.state.facts.visibility, actor, now):
        raise NotFound(f"no work {name}")
    if work.state.tombstone:
        raise gone(f"{work.id} was withdrawn", work.state.tombstone)
    if actor.may("see_unpublished"):
        return work
    return narrowed(_beside(archive, work, actor, now), actor, now)


def _beside(archive: Archive, work: Work, actor: Actor, now: datetime) -> Work:
    """A work that names only such merged works as the actor may see."""

    def known(name: WorkId) -> bool:
        return shown(load(archive, name).state.facts.visibility, actor, now)

    state, into = work.state, work.state.merged_into
    if not state.absorbed and into is None:
        return work
    absorbed = tuple(name for name in state.absorbed if known(name))
    return replace(work, state=replace(state, absorbed=absorbed, merged_into=into if into and known(into) else None))


def narrowed(work: Work, actor: Actor, now: datetime) -> Work:
    """A work without the expressions that the actor may not see. What was made from one of them stands by
    itself, its source unknown."""
    everything = work.expressions
    visible = {k: e for k, e in everything.items() if shown(e.facts.visibility, actor, now)}
    if len(visible) == len(everything):
        return work
    hidden = frozenset(everything.keys() - visible.keys())
    kept = {k: t for k, t in work.translations.items() if k in visible and t.source in visible}
    made = {k: _without_origin(t, hidden) for k, t in kept.items()}
    texts = {k: _without_source(e, hidden) for k, e in visible.items() if k not in made}
    return Work(replace(work.state, expressions=texts), made, hidden)


def _without_origin(translation: Translation, hidden: frozenset[ExpressionId]) -> Translation:
    """A translation that was filled from another one, which is not named where it is hidden."""
    if translation.rebased_from not in hidden:
        return translation
    history = {
        key: tuple(replace(r, origin="") if r.how == "rebased" else r for r in given)
        for key, given in translation.history.items()
    }
    return replace(translation, history=history, rebased_from="")


def _without_source(expression: Expression, hidden: frozenset[ExpressionId]) -> Expression:
    facts = expression.facts
    if facts.source.expression not in hidden:
        return expression
    return replace(expression, facts=msgspec.structs.replace(facts, source=Source()))


def gone(message: str, stone: Tombstone) -> Gone:
    return Gone(
        f"{message} on {stone.at:%Y-%m-%d}: {stone.reason}",
        reason=stone.reason,
        authority=stone.authority,
        at=stone.at,
        redacted=stone.redacted,
    )


def version_of(expression: Expression, n: int | None = None) -> Version:
    """A version that can be read; the newest where ``n`` is None. Raises NotFound, Gone."""
    if expression.tombstone:
        raise gone(f"{expression.id} was withdrawn", expression.tombstone)
    version = expression.current if n is None else expression.version(n)
    if version is None:
        held = len(expression.versions)
        raise NotFound(f"no version {n or 1} of {expression.id} (it has {held})", versions=held)
    if version.tombstone:
        raise gone(f"version {version.n} of {expression.id} was withdrawn", version.tombstone)
    return version


def readable(expression: Expression) -> Version | None:
    """The newest version, or None where there is none or it was withdrawn."""
    version = expression.current
    return None if expression.tombstone or version is None or version.tombstone else version


def text_of(archive: Archive, version: Version) -> str:
    """The exact text. Raises Missing, DigestMismatch, Gone."""
    return archive.memo.get(("text", version.text), lambda: archive.blobs.get(version.text).decode("utf-8"))


def table_of(archive: Archive, version: Version) -> SegmentTable:
    """The segment table, checked against the text. Raises Missing, Damaged, Gone."""

    def read() -> SegmentTable:
        try:
            tsv = archive.blobs.get(version.table).decode("utf-8")
        except UnicodeDecodeError as error:
            raise Damaged(f"{version.table.path} is not UTF-8") from error
        return from_tsv(tsv, text_of(archive, version))

    return archive.memo.get(("table", version.text, version.table), read)
