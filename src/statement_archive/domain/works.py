"""A work as its ledger tells it: a pure fold, tested without a disk.

::

    events.jsonl ──fold_work──▶ WorkState ── expressions ── versions (blob keys, never words)
                                          ── tombstone, merged_into, absorbed

Kinds of event: ``deposited`` (a new expression, or the first facts of the work with it), ``corrected``
(the next version of an expression), ``described`` (facts set), ``withdrawn`` (work, expression or
version; with ``redacted`` the bytes are gone), ``merged`` and ``absorbed`` (two works found to be one).
Unknown kinds are skipped, so that an older program can read a newer ledger of the same format number.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, Literal

from statement_archive.domain.errors import Damaged, InvalidInput
from statement_archive.domain.events import Data, Event
from statement_archive.domain.facts import ExpressionFacts, Facts, WorkFacts, load_facts, set_fact
from statement_archive.domain.ids import ExpressionId, WorkId
from statement_archive.domain.ports import BlobKey

SIGNIFICANCE = ("typo", "minor", "major")


@dataclass(frozen=True, slots=True)
class Tombstone:
    """What stays when something is taken out of sight."""

    at: datetime
    by: str
    reason: str
    authority: str
    redacted: bool


@dataclass(frozen=True, slots=True)
class SourceFile:
    """The file as received; ``name`` is what its sender called it."""

    key: BlobKey
    name: str
    size: int


@dataclass(frozen=True, slots=True)
class Version:
    """One immutable text of an expression: where its bytes lie and how it came about.

    ``characters`` counts code points; ``step`` says how bytes became text (``utf-8``: nothing was done);
    ``sentences`` how they were told apart (``lines``: each line is one).
    ``changed``, ``added``, ``removed`` and ``successors`` are segment ids against the version before.
    """

    n: int
    at: datetime
    by: str
    event: int
    text: BlobKey
    characters: int
    table: BlobKey
    file: SourceFile | None = None
    encoding: str = "utf-8"
    step: str = "utf-8"
    media: str = "text"
    sentences: Literal["auto", "lines"] = "auto"
    significance: str = ""
    reason: str = ""
    authority: str = ""
    date: str = ""
    changed: tuple[str, ...] = ()
    added: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    successors: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    tombstone: Tombstone | None = None


@dataclass(frozen=True, slots=True)
class Expression:
    """A work in one language and one form of words, with every version it ever had."""

    id: ExpressionId
    facts: ExpressionFacts
    versions: tuple[Version, ...] = ()
    tombstone: Tombstone | None = None

    @property
    def current(self) -> Version | None:
        """The newest version; None for a translation in which nothing was submitted yet."""
        return self.versions[-1] if self.versions else None

    def version(self, n: int) -> Version | None:
        return self.versions[n - 1] if 1 <= n <= len(self.versions) else None


@dataclass(frozen=True, slots=True)
class WorkState:
    """A work after event ``head``. ``expressions`` in the order in which they came."""

    id: WorkId
    head: int
    head_hash: str
    facts: WorkFacts
    created_at: datetime
    updated_at: datetime
    expressions: Mapping[ExpressionId, Expression] = field(default_factory=dict)
    tombstone: Tombstone | None = None
    merged_into: WorkId | None = None
    merge_reason: str = ""
    absorbed: tuple[WorkId, ...] = ()


def fold_work(work: WorkId, events: Iterable[Event]) -> WorkState | None:
    """The state after ``events``; None where there are none. Raises Damaged."""
    state: WorkState | None = None
    for event in events:
        if state is None:
            if "work" not in event.data:
                raise Damaged(f"the ledger of {work} does not begin with the facts of a work")
            facts = load_facts(WorkFacts, event.data["work"])
            state = WorkState(work, 0, "", facts, event.at, event.at)
        step = _STEPS.get(event.kind)
        try:
            state = step(state, event) if step else state
        except (KeyError, TypeError, InvalidInput) as error:
            raise Damaged(f"event {event.n} of {work} cannot be read: {error}") from error
        state = replace(state, head=event.n, head_hash=event.hash, updated_at=event.at)
    return state


def fold_facts(kind: type[Any], facts: Facts, changes: Mapping[str, Any]) -> Any:
    """Facts after a ``described`` event's ``set``."""
    for key, value in changes.items():
        facts = set_fact(kind, facts, key, value)
    return facts


def version_of(event: Event, data: Data, **more: Any) -> Version:
    """The version that an event's ``version`` describes."""
    file = data.get("file")
    return Version(
        n=data["n"],
        at=event.at,
        by=event.by,
        event=event.n,
        text=BlobKey(data["wording"]["path"], data["wording"]["sha256"]),
        characters=data["wording"]["characters"],
        table=BlobKey(data["table"]["path"], data["table"]["sha256"]),
        file=SourceFile(BlobKey(file["path"], file["sha256"]), file["name"], file["bytes"]) if file else None,
        encoding=data.get("encoding", "utf-8"),
        step=data.get("step", "utf-8"),
        media=data.get("media", "text"),
        sentences=data.get("sentences", "auto"),
        **more,
    )


def tombstone_of(event: Event, before: Tombstone | None) -> Tombstone:
    """The tombstone that a withdrawal leaves. Bytes that an earlier one took stay gone."""
    data = event.data
    redacted = bool(data.get("redacted")) or (before is not None and before.redacted)
    return Tombstone(event.at, event.by, data["reason"], data.get("authority", ""), redacted)


def _with(state: WorkState, expression: Expression) -> WorkState:
    return replace(state, expressions={**state.expressions, expression.id: expression})


def _deposited(state: WorkState, event: Event) -> WorkState:
    data = event.data
    state = replace(state, facts=fold_facts(WorkFacts, state.facts, data.get("set", {})))
    made = data.get("expression")
    if made is None:  # a work of which no text is held yet
        return state
    name = ExpressionId(made["id"])
    if name in state.expressions:
        raise InvalidInput(f"expression deposited twice: {name}")
    facts = load_facts(ExpressionFacts, made["facts"])
    return _with(state, Expression(name, facts, (version_of(event, data["version"]),)))


def corrected_version(event: Event) -> Version:
    data = event.data
    return version_of(
        event,
        data["version"],
        significance=data["significance"],
        reason=data["reason"],
        authority=data.get("authority", ""),
        date=data.get("date", ""),
        changed=tuple(data.get("changed", ())),
        added=tuple(data.get("added", ())),
        removed=tuple(data.get("removed", ())),
        successors={k: tuple(v) for k, v in data.get("successors", {}).items()},
    )


def _corrected(state: WorkState, event: Event) -> WorkState:
    expression = state.expressions[event.data["expression"]]
    version = corrected_version(event)
    if version.n != len(expression.versions) + 1:
        raise InvalidInput(f"version {version.n} of {expression.id} out of order")
    return _with(state, replace(expression, versions=(*expression.versions, version)))


def _described(state: WorkState, event: Event) -> WorkState:
    name = event.data.get("expression")
    if name is None:
        return replace(state, facts=fold_facts(WorkFacts, state.facts, event.data["set"]))
    expression = state.expressions[name]
    return _with(state, replace(expression, facts=fold_facts(ExpressionFacts, expression.facts, event.data["set"])))


def withdraw_from(expression: Expression, event: Event) -> Expression:
    """An expression, or one version of it, with its tombstone."""
    n = event.data.get("version")
    if n is None:
        return replace(expression, tombstone=tombstone_of(event, expression.tombstone))
    versions = tuple(
        replace(v, tombstone=tombstone_of(event, v.tombstone)) if v.n == n else v for v in expression.versions
    )
    return replace(expression, versions=versions)


def _withdrawn(state: WorkState, event: Event) -> WorkState:
    name = event.data.get("expression")
    if name is None:
        return replace(state, tombstone=tombstone_of(event, state.tombstone))
    return _with(state, withdraw_from(state.expressions[name], event))


def _merged(state: WorkState, event: Event) -> WorkState:
    return replace(state, merged_into=WorkId(event.data["into"]), merge_reason=event.data["reason"])


def _absorbed(state: WorkState, event: Event) -> WorkState:
    return replace(state, absorbed=(*state.absorbed, WorkId(event.data["work"])))


_STEPS: dict[str, Callable[[WorkState, Event], WorkState]] = {
    "deposited": _deposited,
    "corrected": _corrected,
    "described": _described,
    "withdrawn": _withdrawn,
    "merged": _merged,
    "absorbed": _absorbed,
}
