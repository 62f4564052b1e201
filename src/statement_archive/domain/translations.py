"""Translations made unit by unit: what was given for each unit, its state, and what is outdated.

::

    units in order (domain.units)          ─┐
    Translation (folded from its ledger)   ─┴─ unit_views ──▶ target, state, outdated, who, why

States: ``initial < translated < reviewed < final``. A unit with a draft is ``initial`` and has text. *Outdated*
is computed from digests and never stored: a unit is current while its source has a digest its words were given
for (made from it, or confirmed for it), or one that somebody declared to be the same for translations (a waiver),
and while those source segments are themselves current.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal, TypeAlias

from statement_archive.domain.actors import HOME_ADMINISTRATOR
from statement_archive.domain.ids import ExpressionId
from statement_archive.domain.language import matches, primary
from statement_archive.domain.text import text_digest
from statement_archive.domain.unit_states import UnitState, Verdict
from statement_archive.domain.units import Grain, Joined, UnitSource
from statement_archive.domain.works import Expression

How: TypeAlias = Literal["typed", "confirmed", "reverted", "rebased", "memory", "copied"]
DepartureKind: TypeAlias = Literal["omission", "addition"]


@dataclass(frozen=True, slots=True)
class Departure:
    """Where a translation leaves its source on purpose: words left out, words added; the reader is told."""

    kind: DepartureKind
    reason: str


@dataclass(frozen=True, slots=True)
class Rendering:
    """One target text somebody gave for a unit, with the digest of the source it was made from.

    ``authors``: whose words they are (:func:`hand`): of a text confirmed or restored, whoever gave it before; of one
    put together or taken over from others, whoever gave those; of words given again, all who gave them.
    ``origin``: where the words were taken from, if not typed.
    """

    text: str
    state: UnitState
    made_from: str
    source_version: int
    version: int
    by: str
    at: datetime
    event: int = 0
    claimed: str = ""
    authors: frozenset[str] = frozenset()
    how: How = "typed"
    origin: str = ""
    departure: Departure | None = None

    @property
    def present(self) -> bool:
        """Whether there are words, or they were left out on purpose."""
        return bool(self.text) or (self.departure is not None and self.departure.kind == "omission")


@dataclass(frozen=True, slots=True)
class Review:
    """What a second person decided about a unit: ``state`` is the one it has afterwards."""

    verdict: Verdict
    state: UnitState
    by: str
    at: datetime
    event: int
    reason: str = ""
    claimed: str = ""


@dataclass(frozen=True, slots=True)
class Comment:
    """A remark on a unit, open until somebody resolves it. ``id`` is ``c`` and the number of its event."""

    id: str
    unit: str
    text: str
    by: str
    at: datetime
    event: int
    claimed: str = ""
    open: bool = True
    closed_by: str = ""
    closed_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Waiver:
    """Somebody's word that a change of a unit's source, between these two digests, does not concern its
    translation."""

    between: tuple[str, str]
    reason: str
    by: str
    at: datetime
    event: int
    claimed: str = ""


@dataclass(frozen=True, slots=True)
class Dismissal:
    """A finding of a check that somebody looked at and let stand; it counts for this fingerprint only."""

    check: str
    fingerprint: str
    reason: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class KeptConflict:
    """A change that met another: all three texts are kept. ``hand``: whose ``mine`` is (:func:`hand`)."""

    unit: str
    base: str
    theirs: str
    mine: str
    version: int
    by: str
    hand: str = ""


@dataclass(frozen=True, slots=True)
class Translation:
    """An expression in units after event ``head``. ``history`` holds, for each unit key, every rendering in
    order; the last one counts. ``joined``: sentences that were made one unit by hand. ``rebased_from``: the
    expression it was prefilled from."""

    expression: Expression
    source: ExpressionId
    grain: Grain
    head: int
    head_hash: str
    history: Mapping[str, tuple[Rendering, ...]] = field(default_factory=dict)
    conflicts: tuple[KeptConflict, ...] = ()
    translators: tuple[str, ...] = ()
    joined: frozenset[Joined] = frozenset()
    reviews: Mapping[str, tuple[Review, ...]] = field(default_factory=dict)
    waivers: Mapping[str, tuple[Waiver, ...]] = field(default_factory=dict)
    comments: tuple[Comment, ...] = ()
    dismissals: Mapping[str, tuple[Dismissal, ...]] = field(default_factory=dict)
    rebased_from: str = ""

    def at_version(self, key: str, version: int) -> str:
        """The target text of a unit as it stood at a version of the translation (0: empty)."""
        texts = [r.text for r in self.history.get(key, ()) if r.version <= version]
        return texts[-1] if texts else ""

    def ever(self, key: str) -> frozenset[str]:
        return frozenset(r.text for r in self.history.get(key, ()))

    def last(self, key: str) -> Rendering | None:
        renderings = self.history.get(key)
        return renderings[-1] if renderings else None

    def state(self, key: str) -> UnitState:
        """The state of a unit: of its last rendering, or what a review made of it since."""
        last = self.last(key)
        if last is None:
            return "initial"
        review = self.review(key)
        return review.state if review else last.state

    def review(self, key: str) -> Review | None:
        """What was decided last about the words that stand now."""
        last = self.last(key)
        since = [r for r in self.reviews.get(key, ()) if last is not None and r.event > last.event]
        return since[-1] if since else None

    def lost_review(self, key: str) -> Review | None:
        """The acceptance that an edit undid and nobody has renewed or answered since."""
        renderings = self.history.get(key, ())
        if len(renderings) < 2 or self.review(key) is not None:
            return None
        before, last = renderings[-2:]
        between = [r for r in self.reviews.get(key, ()) if before.event < r.event < last.event]
        return between[-1] if between and between[-1].verdict != "send back" else None

    def given_for(self, key: str) -> tuple[str, ...]:
        """Digests of the source texts for which the words that stand now were given, newest first: what they were
        made from, and what they were made from before somebody confirmed them for another."""
        history = self.history.get(key, ())
        digests: dict[str, None] = {}
        for rendering in reversed(history):
            if (rendering.text, rendering.departure) != (history[-1].text, history[-1].departure):
                break
            if rendering.state != "initial" or rendering is history[-1]:
                digests[rendering.made_from] = None
        return tuple(digests)

    def waiver(self, key: str, made_from: str, digest: str) -> Waiver | None:
        """The newest of the declarations by which a target made from one source text holds for another: both
        are joined by a chain of changes that were declared harmless. None where they are not."""
        known = self.waivers.get(key, ())
        reached, grew = {made_from}, made_from != digest
        while grew and digest not in reached:
            more = {d for w in known for d in w.between if reached.intersection(w.between)} - reached
            reached |= more
            grew = bool(more)
        joined = [w for w in known if digest in w.between] if digest in reached and digest != made_from else []
        return joined[-1] if joined else None

    def holds_for(self, key: str, made_from: str, digest: str) -> bool:
        """Whether a target made from one source text holds for another: the same, one that the same words were
        given for, or declared harmless."""
        return digest in (made_from, *self.given_for(key)) or self.waiver(key, made_from, digest) is not None

    def open_comments(self, key: str) -> tuple[Comment, ...]:
        return tuple(c for c in self.comments if c.unit == key and c.open)


@dataclass(frozen=True, slots=True)
class Unit:
    """A live unit as a translator sees it. ``relayed``: it is outdated only because its source, itself a
    translation, is. ``review``: what was decided about these words; ``lost``: the acceptance an edit undid;
    ``waiver``: why a changed source does not make it outdated."""

    source: UnitSource
    text: str
    state: UnitState
    outdated: bool
    verbatim: bool
    made_from: str
    source_version: int | None
    by: str = ""
    authors: frozenset[str] = frozenset()
    departure: Departure | None = None
    relayed: bool = False
    review: Review | None = None
    lost: Review | None = None
    waiver: Waiver | None = None
    comments: int = 0

    @property
    def omitted(self) -> bool:
        """Left out on purpose."""
        return not self.text and self.departure is not None and self.departure.kind == "omission"

    @property
    def returned(self) -> bool:
        """Sent back, and not touched since."""
        return self.review is not None and self.review.verdict == "send back"


def hand(person: str, claimed: str) -> str:
    """Whose hand it was: the account; of the command line, which has one for everybody, the name it was given, by
    its digest: so it is the same hand when the name was erased."""
    return hand_by_digest(person, text_digest(claimed) if claimed else "")


def hand_by_digest(person: str, claimed: str) -> str:
    return f"{person} {claimed}" if person == HOME_ADMINISTRATOR.person and claimed else person


def unit_views(
    translation: Translation, units: Iterable[UnitSource], stale: frozenset[str] = frozenset()
) -> tuple[Unit, ...]:
    """Units with their target, state and whether they are outdated.

    ``stale``: source segment ids that are themselves outdated (a relay): staleness passes through.
    """
    comments: dict[str, int] = {}
    for comment in translation.comments:
        comments[comment.unit] = comments.get(comment.unit, 0) + comment.open
    return tuple(_view(translation, source, stale, comments.get(source.key, 0)) for source in units)


def _view(translation: Translation, source: UnitSource, stale: frozenset[str], comments: int) -> Unit:
    lang = translation.expression.facts.lang
    last = translation.last(source.key)
    if last is None or not last.present:
        verbatim = not source.is_fact and matches(source.lang, primary(lang)) and primary(source.lang) != "mul"
        return Unit(source, "", "initial", False, verbatim, "", None, comments=comments)
    given = translation.given_for(source.key)
    found = (translation.waiver(source.key, made_from, source.digest) for made_from in given)
    waiver = None if source.digest in given else next((each for each in found if each), None)
    changed = source.digest not in given and waiver is None
    relayed = bool(stale.intersection(source.ids))
    return Unit(
        source,
        last.text,
        translation.state(source.key),
        outdated=changed or relayed,
        verbatim=False,
        made_from=last.made_from,
        source_version=last.source_version,
        by=last.by,
        authors=last.authors,
        departure=last.departure,
        relayed=relayed and not changed,
        review=translation.review(source.key),
        lost=translation.lost_review(source.key),
        waiver=waiver,
        comments=comments,
    )


def strays(translation: Translation, live: Sequence[UnitSource]) -> tuple[str, ...]:
    """Keys of units that hold words and are no longer among the live ones."""
    alive = {u.key for u in live}
    return tuple(
        key for key in translation.history if key not in alive and (last := translation.last(key)) and last.text
    )
