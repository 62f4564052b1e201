"""Review: a second person accepts, finishes or sends back units of a translation.

::

    verdicts ─▶ each unit against what the reviewer saw: decided | refused with its reason ─▶ one ``reviewed`` line
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from statement_archive.domain.actors import Actor
from statement_archive.domain.claimed import claimed_as
from statement_archive.domain.errors import InvalidInput
from statement_archive.domain.ids import ExpressionId, WorkId
from statement_archive.domain.translations import Rendering, Translation, Unit, hand
from statement_archive.domain.unit_states import VERDICTS, IllegalTransition, UnitState, Verdict, state_after
from statement_archive.workflow.archive import Archive
from statement_archive.workflow.reading import see
from statement_archive.workflow.targets import made_here
from statement_archive.workflow.translation_file import units_of
from statement_archive.workflow.unit_commit import note

MAX_REASON = 2000  # characters


class Reviewable(Protocol):
    """A unit, or what is remembered of one."""

    @property
    def state(self) -> UnitState: ...
    @property
    def outdated(self) -> bool: ...
    @property
    def returned(self) -> object: ...
    @property
    def authors(self) -> frozenset[str]: ...


def waits_for(unit: Reviewable, reviewer: str, *, in_conflict: bool) -> bool:
    """Whether a unit waits for this reviewer (:func:`hand`) to accept it: what every queue counts."""
    ready = unit.state == "translated" and not unit.outdated and not unit.returned and not in_conflict
    return ready and reviewer not in unit.authors


@dataclass(frozen=True, slots=True)
class UnitVerdict:
    """What a reviewer decides about one unit; sending back needs its reason."""

    unit: str
    verdict: Verdict
    reason: str = ""


@dataclass(frozen=True, slots=True)
class RefusedVerdict:
    """``code``: that of :class:`IllegalTransition`, ``changed`` (since the reviewer looked) or ``unknown-unit``."""

    unit: str
    code: str
    reason: str


@dataclass(frozen=True, slots=True)
class ReviewResult:
    """What became of every verdict. ``decided``: unit and its state now."""

    work: WorkId
    expression: ExpressionId
    decided: tuple[tuple[str, UnitState], ...]
    refused: tuple[RefusedVerdict, ...]


def review(
    archive: Archive,
    actor: Actor,
    work_name: str,
    expression: str,
    verdicts: Sequence[UnitVerdict],
    now: datetime,
    *,
    head: int | None = None,
    by: str = "",
) -> ReviewResult:
    """Decide units. ``head``: the newest event of the translation that the reviewer saw (None: the newest); a unit
    that was changed after it is refused, so that nobody accepts words unseen. ``by``: who reviewed, of the
    command line.

    Raises NotAllowed, NotFound, Gone, InvalidInput (a sending back without its reason).
    """
    with archive.ledger.exclusive():
        work = see(archive, work_name, actor, now)
        translation = made_here(work, expression)
        actor.require("review", translation.expression.facts.lang)
        units = {u.source.key: u for u in units_of(archive, work, translation)}
        decided: list[dict[str, Any]] = []
        refused: list[RefusedVerdict] = []
        for each in verdicts:
            if each.verdict not in VERDICTS:
                raise InvalidInput(f"not a verdict: {each.verdict!r}", choices=VERDICTS)
            if each.verdict == "send back" and not each.reason.strip():
                raise InvalidInput("whoever sends back says why")
            try:
                state = _decide(translation, units, each, head, hand(actor.person, by))
            except IllegalTransition as error:
                refused.append(RefusedVerdict(each.unit, str(error.details["reason"]), error.message))
                continue
            line: dict[str, Any] = {"unit": each.unit, "verdict": each.verdict, "state": state}
            if each.reason.strip():
                line["reason"] = {"text": each.reason.strip()[:MAX_REASON]}
            decided.append(line)
        if decided:
            note(archive, actor, work, translation, "reviewed", {"units": decided, **claimed_as(by)}, now)
    return ReviewResult(
        work.id, translation.expression.id, tuple((d["unit"], d["state"]) for d in decided), tuple(refused)
    )


def _decide(
    translation: Translation, units: dict[str, Unit], each: UnitVerdict, head: int | None, reviewer: str
) -> UnitState:
    unit = units.get(each.unit)
    if unit is None:
        raise IllegalTransition("there is no such unit now", reason="unknown-unit")
    last = translation.last(each.unit)
    reviewed = translation.review(each.unit)
    newest = max(last.event if last else 0, reviewed.event if reviewed else 0)
    if head is not None and newest > head:
        raise IllegalTransition("it was changed after you looked", reason="changed")
    return state_after(
        unit.state,
        each.verdict,
        own=reviewer in unit.authors,
        outdated=unit.outdated,
        present=bool(last and last.present),
        in_conflict=any(c.unit == each.unit for c in translation.conflicts),
    )


def last_accepted(translation: Translation, key: str) -> Rendering | None:
    """The words of a unit that somebody accepted last, whether they stand still or were edited since."""
    accepted = [r.event for r in translation.reviews.get(key, ()) if r.verdict != "send back"]
    if not accepted:
        return None
    given = [r for r in translation.history.get(key, ()) if r.event < accepted[-1]]
    return given[-1] if given else None
