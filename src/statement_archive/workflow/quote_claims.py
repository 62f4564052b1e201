"""What is claimed of a quotation (which statement, whose, of when) beside the record.

Only what is known can disagree: where the record does not say who spoke, a claimed speaker is neither right nor wrong.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from statement_archive.domain.actors import Actor
from statement_archive.domain.dates import days, edtf_date
from statement_archive.domain.errors import InvalidInput
from statement_archive.importing.dates import find_dates
from statement_archive.workflow.archive import Archive
from statement_archive.workflow.cldr_names import countries_named, fits, name_words, typed_words
from statement_archive.workflow.names import authorities
from statement_archive.workflow.quote_candidates import HeldText
from statement_archive.workflow.reading import Work, see

ClaimPart = Literal["work", "speaker", "date"]
# Events of which a quotation may be dated.
DATED_BY = ("delivered", "written", "adopted", "published", "unknown")


@dataclass(frozen=True, slots=True)
class Said:
    """Words beside a quotation and what they mean: a date in EDTF, a state's ISO 3166 code."""

    words: str
    value: str


@dataclass(frozen=True, slots=True)
class Claim:
    """``work``: an id; ``speaker``: a person, a body or a state by any name; ``date``: EDTF, or as people write dates.
    ``dates`` and ``states``: what stands around a quotation in a file; one of them may be meant. Empty: not claimed."""

    work: str = ""
    speaker: str = ""
    date: str = ""
    dates: tuple[Said, ...] = ()
    states: tuple[Said, ...] = ()


@dataclass(frozen=True, slots=True)
class Disagreement:
    """What is claimed, and what the record says."""

    part: ClaimPart
    claimed: str
    recorded: str


def claimed_work(archive: Archive, reader: Actor, claim: Claim, now: datetime) -> Work | None:
    """The statement claimed, or the one it was merged into. Raises NotFound, Gone; InvalidInput for a date that is
    none."""
    if claim.date:
        claimed_days(claim.date)
    if not claim.work:
        return None
    work = see(archive, claim.work, reader, now)
    return see(archive, work.state.merged_into, reader, now) if work.state.merged_into else work


def claimed_days(raw: str) -> tuple[str, str]:
    """The earliest and the latest day that a claimed date means. Raises InvalidInput."""
    try:
        return days(edtf_date(raw.strip()))
    except InvalidInput:
        found = find_dates(raw, "en")
        if not found:
            raise
        return days(found[0].edtf)


def disagreements(archive: Archive, claim: Claim, work: Work | None, held: HeldText) -> tuple[Disagreement, ...]:
    """What of a claim the record contradicts."""
    found: list[Disagreement] = []
    if work is not None and held.work.id != work.id:
        found.append(Disagreement("work", work.id, held.work.id))
    if claim.speaker:
        found += _speaker(archive, claim.speaker, held.work)
    if claim.date:
        found += _date(claim.date, held.work)
    # A document (a treaty) is quoted by others, at another time.
    if held.work.state.facts.kind != "document":
        found += [*_dates(claim.dates, held.work), *_states(claim.states, held.work)]
    return tuple(found)


def _speaker(archive: Archive, claimed: str, work: Work) -> Iterator[Disagreement]:
    words = typed_words(claimed)
    known = list(_names(archive, work))
    facts = work.state.facts
    country = facts.body.country if facts.body.kind == "state" else None
    if not known and not country:
        return
    if country and country in countries_named(claimed):
        return
    if not any(fits(words, name_words(name)) for name in known):
        yield Disagreement("speaker", claimed, "; ".join(dict.fromkeys(filter(None, known[:2]))))


def _names(archive: Archive, work: Work) -> Iterator[str]:
    """Every name of who spoke and of the body spoken for."""
    facts = work.state.facts
    for name in (facts.speaker.name, facts.body.name):
        if name:
            yield name
    for kind, entry in (("people", facts.speaker.person), ("bodies", facts.body.body)):
        found = authorities(archive, kind).entries.get(entry) if entry else None
        if found is not None:
            yield from (name.value for name in found.names)


def _date(claimed: str, work: Work) -> Iterator[Disagreement]:
    span, recorded = claimed_days(claimed), _recorded(work)
    if span[0] and recorded and not any(_meet(span, days(each)) for each in recorded):
        yield Disagreement("date", claimed, recorded[0])


def _dates(said: Sequence[Said], work: Work) -> Iterator[Disagreement]:
    spans, recorded = [days(each.value) for each in said if days(each.value)[0]], _recorded(work)
    if spans and recorded and not any(_meet(span, days(each)) for span in spans for each in recorded):
        yield Disagreement("date", said[0].words, recorded[0])


def _recorded(work: Work) -> list[str]:
    return [d.edtf for d in work.state.facts.dates if d.event in DATED_BY and days(d.edtf)[0]]


def _meet(one: tuple[str, str], other: tuple[str, str]) -> bool:
    return one[0] <= other[1] and other[0] <= one[1]


def _states(said: Sequence[Said], work: Work) -> Iterator[Disagreement]:
    body = work.state.facts.body
    if body.kind == "state" and body.country and said and body.country not in {each.value for each in said}:
        yield Disagreement("speaker", said[0].words, body.name or body.country)
