"""A translation as its ledger tells it: a pure fold, tested without a disk.

::

    submitted, rebased ── renderings of units, conflicts, the next version of the text
    regrouped          ── another grain, sentences joined or parted
    reviewed           ── accepted, finished, sent back
    waived             ── a change of the source that does not concern a unit
    commented, resolved, dismissed ── remarks, and findings of checks that were let stand
    described, withdrawn           ── as of any expression

Unknown kinds are skipped, so that an older program can read a newer ledger of the same format number.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import Any

from statement_archive.domain.claimed import claimed_digest, claimed_name
from statement_archive.domain.errors import Damaged, InvalidInput
from statement_archive.domain.events import Event
from statement_archive.domain.facts import ExpressionFacts, load_facts
from statement_archive.domain.ids import ExpressionId
from statement_archive.domain.translations import (
    Comment,
    Departure,
    Dismissal,
    KeptConflict,
    Rendering,
    Review,
    Translation,
    Waiver,
    hand_by_digest,
)
from statement_archive.domain.works import Expression, fold_facts, version_of, withdraw_from


def fold_translation(
    name: ExpressionId, events: Iterable[Event], state: Translation | None = None
) -> Translation | None:
    """The state after ``events``, which follow on ``state`` (None: on nothing); None where there are none at all.
    Raises Damaged."""
    for event in events:
        try:
            if state is None:
                facts = load_facts(ExpressionFacts, event.data["expression"]["facts"])
                source = ExpressionId(event.data["source"])
                state = Translation(Expression(name, facts), source, event.data["grain"], 0, "")
            step = _STEPS.get(event.kind)
            state = step(state, event) if step else state
        except (KeyError, TypeError, InvalidInput) as error:
            raise Damaged(f"event {event.n} of {name} cannot be read: {error}") from error
        state = replace(state, head=event.n, head_hash=event.hash)
    return state


def readable(text: object) -> str:
    """A ``text`` value of an event; a redacted one is empty."""
    return text if isinstance(text, str) else ""


def _submitted(state: Translation, event: Event) -> Translation:
    data = event.data
    version = version_of(event, data["version"])
    claimed = claimed_name(event.data)
    history = dict(state.history)
    for unit in data["units"]:
        before = history.get(unit["unit"], ())
        given = rendering_of(unit, event, version.n, claimed, before)
        kept = frozenset(c.hand for c in state.conflicts if c.unit == unit["unit"] and c.mine.strip() == given.text)
        history[unit["unit"]] = (*before, replace(given, authors=given.authors | kept))
    met = tuple(
        KeptConflict(
            c["unit"],
            readable(c["base"]["text"]),
            readable(c["theirs"]["text"]),
            readable(c["mine"]["text"]),
            version.n,
            claimed,
            _hand(event),
        )
        for c in data.get("conflicts", ())
    )
    settled = {u["unit"] for u in data["units"]}
    open_conflicts = tuple(c for c in state.conflicts if c.unit not in settled)
    translators = state.translators if not claimed or claimed in state.translators else (*state.translators, claimed)
    expression = replace(state.expression, versions=(*state.expression.versions, version))
    return replace(
        state, expression=expression, history=history, conflicts=(*open_conflicts, *met), translators=translators
    )


def rendering_of(
    unit: Mapping[str, Any], event: Event, version: int, claimed: str, before: tuple[Rendering, ...]
) -> Rendering:
    """What an event says was given for a unit; ``before``: what was given for it until then."""
    text = readable(unit["text"])
    how = unit.get("how", "typed")
    left = unit.get("departure")
    departure = Departure(left["kind"], readable(left["reason"]["text"])) if left else None
    earlier = (r for r in before if r.text == text and (text or r.departure == departure))
    authors = frozenset(name for r in earlier for name in r.authors).union(unit.get("authors", ()))
    if not authors or how not in ("confirmed", "reverted"):
        authors |= {_hand(event)}
    return Rendering(
        text,
        unit["state"],
        unit["made_from"],
        unit["source_version"],
        version,
        event.by,
        event.at,
        event.n,
        claimed,
        authors,
        how,
        unit.get("origin", ""),
        departure,
    )


def _hand(event: Event) -> str:
    return hand_by_digest(event.by, claimed_digest(event.data))


def _regrouped(state: Translation, event: Event) -> Translation:
    authors = {unit["unit"]: _authors_of_parts(state, unit["unit"]) for unit in event.data["units"]}
    state = _submitted(state, event)
    history = {
        key: (*state.history[key][:-1], replace(state.history[key][-1], authors=of)) for key, of in authors.items()
    }
    state = replace(state, history={**state.history, **history})
    joined = state.joined
    if "joined" in event.data:
        joined = frozenset(tuple(ids) for ids in event.data["joined"])
    return replace(state, grain=event.data["grain"], joined=joined)


def _authors_of_parts(state: Translation, key: str) -> frozenset[str]:
    """Whose words the units are that a unit of another shape is put together from, or taken apart from."""
    ids = set(key.split(" "))
    parts = [r[-1] for other, r in state.history.items() if not ids.isdisjoint(other.split(" "))]
    return frozenset(name for part in parts for name in part.authors)


def _rebased(state: Translation, event: Event) -> Translation:
    return replace(_submitted(state, event), rebased_from=event.data["from"]["expression"])


def _reviewed(state: Translation, event: Event) -> Translation:
    reviews = dict(state.reviews)
    for unit in event.data["units"]:
        made = Review(
            unit["verdict"],
            unit["state"],
            event.by,
            event.at,
            event.n,
            readable(unit["reason"]["text"]) if "reason" in unit else "",
            claimed_name(event.data),
        )
        reviews[unit["unit"]] = (*reviews.get(unit["unit"], ()), made)
    return replace(state, reviews=reviews)


def _waived(state: Translation, event: Event) -> Translation:
    waivers = dict(state.waivers)
    reason = readable(event.data["reason"]["text"])
    for unit in event.data["units"]:
        made = Waiver((unit["from"], unit["to"]), reason, event.by, event.at, event.n, claimed_name(event.data))
        waivers[unit["unit"]] = (*waivers.get(unit["unit"], ()), made)
    return replace(state, waivers=waivers)


def _commented(state: Translation, event: Event) -> Translation:
    data = event.data
    text = readable(data["comment"]["text"])
    made = Comment(f"c{event.n}", data["unit"], text, event.by, event.at, event.n, claimed_name(event.data))
    return replace(state, comments=(*state.comments, made))


def _resolved(state: Translation, event: Event) -> Translation:
    wanted, opened = event.data["comment"], bool(event.data["open"])
    comments = tuple(
        replace(c, open=opened, closed_by="" if opened else event.by, closed_at=None if opened else event.at)
        if c.id == wanted
        else c
        for c in state.comments
    )
    return replace(state, comments=comments)


def _dismissed(state: Translation, event: Event) -> Translation:
    data = event.data
    made = Dismissal(data["check"], data["fingerprint"], readable(data["reason"]["text"]), event.by, event.at)
    known = state.dismissals.get(data["unit"], ())
    return replace(state, dismissals={**state.dismissals, data["unit"]: (*known, made)})


def _described(state: Translation, event: Event) -> Translation:
    facts = fold_facts(ExpressionFacts, state.expression.facts, event.data["set"])
    return replace(state, expression=replace(state.expression, facts=facts))


def _withdrawn(state: Translation, event: Event) -> Translation:
    return replace(state, expression=withdraw_from(state.expression, event))


_STEPS: dict[str, Callable[[Translation, Event], Translation]] = {
    "submitted": _submitted,
    "rebased": _rebased,
    "regrouped": _regrouped,
    "reviewed": _reviewed,
    "waived": _waived,
    "commented": _commented,
    "resolved": _resolved,
    "dismissed": _dismissed,
    "described": _described,
    "withdrawn": _withdrawn,
}
