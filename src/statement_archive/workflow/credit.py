"""Credit: who translated and who reviewed what stands in a translation now, and under which licence.

::

    ledger ──▶ last hand at each source sentence (by, or the name it claims)
    live units that have text ──▶ counted by hand ──▶ translators, most first
    live units that are reviewed ──▶ counted by who accepted them ──▶ reviewers
    facts.rights ──▶ licence, holder

A hand is whoever last changed the words: to confirm, to regroup and to review changes none. Names are looked
up here and now by a function of the caller's; ledgers hold ids.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from statement_archive.domain.claimed import claimed_name, is_claimed
from statement_archive.domain.events import Event
from statement_archive.domain.ids import ExpressionId, translation_stream
from statement_archive.domain.translations import Translation
from statement_archive.domain.works import Expression
from statement_archive.workflow.archive import Archive
from statement_archive.workflow.reading import Work
from statement_archive.workflow.translation_file import units_of

Names = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Hand:
    """Who did something: an account (``person``), or somebody ``claimed`` by name; both empty where the
    claimed name was erased."""

    person: str
    claimed: str = ""


@dataclass(frozen=True, slots=True)
class Credit:
    """``name`` as shown now (empty: erased); ``units``: how many of the translation's."""

    name: str
    units: int
    person: str = ""


@dataclass(frozen=True, slots=True)
class Credits:
    """Those with most units first. ``licence`` and ``holder`` are empty where they are not stated."""

    translators: tuple[Credit, ...] = ()
    reviewers: tuple[Credit, ...] = ()
    licence: str = ""
    holder: str = ""


def credit_of(
    archive: Archive,
    names: Names,
    work: Work,
    expression: Expression,
) -> Credits:
    """Of a translation made here its hands, and who accepted its units as they stand; of a text that came whole its
    maker."""
    rights = expression.facts.rights
    made = work.translations.get(expression.id)
    if made is None:
        maker = expression.facts.maker.name
        translators: tuple[Credit, ...] = (Credit(maker, 0),) if maker and not expression.facts.is_original else ()
        return Credits(translators, (), rights.licence, rights.holder)
    return Credits(
        _named(names, hands(archive, work, made)),
        _named(names, reviewers(archive, work, made)),
        rights.licence,
        rights.holder,
    )


def reviewers(archive: Archive, work: Work, translation: Translation) -> Mapping[Hand, int]:
    """How many of the units that are reviewed now were accepted by whom."""
    accepted = [u.review for u in units_of(archive, work, translation) if u.state in ("reviewed", "final")]
    return Counter(Hand("" if review.claimed else review.by, review.claimed) for review in accepted if review)


def hands(archive: Archive, work: Work, translation: Translation) -> Mapping[Hand, int]:
    """How many of the units that have text were last worded by whom."""
    if not translation.head:
        return {}
    last = archive.memo.get(
        ("hands", work.id, translation.expression.id, translation.head_hash), lambda: _last(archive, work, translation)
    )
    found: Counter[Hand] = Counter()
    for unit in units_of(archive, work, translation):
        hand = next((last[each] for each in unit.source.ids if each in last), None)
        if hand is not None and unit.text.strip() and not unit.verbatim:
            found[hand] += 1
    return found


def last_translator(archive: Archive, names: Names, work: Work, translation: Translation) -> str:
    """Who handed in the newest words, for the head of a file that is handed out; empty where the name was
    erased, or nothing was handed in."""
    stream = translation_stream(work.id, translation.expression.id)
    for event in reversed(archive.ledger.read(stream)[: translation.head]):
        if event.kind == "submitted" and event.data["units"]:
            return claimed_name(event.data) if is_claimed(event.data) else names(event.by)
    return ""


def _last(archive: Archive, work: Work, translation: Translation) -> dict[str, Hand]:
    """The last hand at each segment of the source, up to the event that ``translation`` shows."""
    found: dict[str, Hand] = {}
    texts: dict[str, Any] = {}
    stream = translation_stream(work.id, translation.expression.id)
    for event in archive.ledger.read(stream)[: translation.head]:
        if event.kind not in ("submitted", "regrouped", "rebased"):
            continue
        if event.kind == "rebased":
            found.update(_carried_over(archive, work, event))
        claimed = claimed_name(event.data)
        hand = Hand("" if is_claimed(event.data) else event.by, claimed)
        for unit in event.data["units"]:
            key, text = unit["unit"], unit["text"]
            same, texts[key] = texts.get(key) == text, text
            if same or event.kind != "submitted":
                continue
            found.update(dict.fromkeys(key.split(), hand))
    return found


def _carried_over(archive: Archive, work: Work, event: Event) -> dict[str, Hand]:
    """Of a translation filled from another the hands that the words had there."""
    old = work.translations.get(ExpressionId(event.data["from"]["expression"]))
    there = _last(archive, work, old) if old else {}
    first = ((unit["unit"], unit["from"][0].split()[0]) for unit in event.data["units"] if unit.get("from"))
    return {key: there[name] for keys, name in first if name in there for key in keys.split()}


def _named(names: Names, found: Mapping[Hand, int]) -> tuple[Credit, ...]:
    """Two hands of one name (an account, and a claim of its name) are one credit."""
    by_name: dict[str, Credit] = {}
    for hand, units in found.items():
        name = hand.claimed or (names(hand.person) if hand.person else "")
        before = by_name.get(name, Credit(name, 0))
        by_name[name] = Credit(name, before.units + units, before.person or hand.person)
    return tuple(sorted(by_name.values(), key=lambda each: (-each.units, each.name)))
