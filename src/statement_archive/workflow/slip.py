"""A quote slip: one quotation, where it stands, and what proves it. Nothing is stored.

::

    quotation ──check──▶ place ─┐
    permanent link ──wording────┴─▶ the text alone, read again ──▶ fields ──▶ slip
                                      └─ every ledger read is named with its newest event: the state it was made from

A slip is a pure function of that state and of what was asked, so that it can be made again (``verify_slip``).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from statement_archive.domain.actors import Actor
from statement_archive.domain.errors import InvalidInput, NotFound, TooLarge
from statement_archive.domain.events import stamp
from statement_archive.domain.ids import bead_stream, translation_stream, work_stream
from statement_archive.domain.locator import locate
from statement_archive.quotes.comparing import Match, near, same_words
from statement_archive.quotes.quoted import quoted
from statement_archive.quotes.slip import ATTESTS, FORMAT, Slip, sealed
from statement_archive.quotes.slip_words import sentence
from statement_archive.quotes.source import SourceText
from statement_archive.workflow.archive import Archive
from statement_archive.workflow.credit import Names
from statement_archive.workflow.paragraph_numbers import numbered
from statement_archive.workflow.passages import Passage
from statement_archive.workflow.past import Head, noting
from statement_archive.workflow.quote_candidates import HeldText, read
from statement_archive.workflow.quote_check import MAX_QUOTATION, Check, Place, check, graded, relation_of
from statement_archive.workflow.quote_claims import Claim, claimed_work, disagreements
from statement_archive.workflow.reading import Work, see, version_of
from statement_archive.workflow.slip_data import (
    beside_field,
    english,
    language_at,
    original_field,
    paragraph_numbers,
    provenance,
    shown_of,
    text_field,
)
from statement_archive.workflow.wording import wording

MOST_CHARACTERS = MAX_QUOTATION
_MOST_BETWEEN = 100_000  # characters from the first part of a quotation to its last: some forty pages of a slip


@dataclass(frozen=True, slots=True)
class Asked:
    """Of which text a slip is asked: of a quotation (``quotation``, ``claim``) at ``start:end`` of a version, or of the
    span itself. ``address``: what stands before the path of its permanent link, without a slash at its end."""

    work: str
    expression: str
    version: int
    start: int
    end: int
    quotation: str | None = None
    claim: Claim | None = None
    address: str = ""


def _nobody(_person: str) -> str:
    return ""


def slip_of_quotation(
    archive: Archive,
    reader: Actor,
    quotation: str,
    now: datetime,
    claim: Claim | None = None,
    *,
    address: str = "",
    names: Names = _nobody,
) -> Slip:
    """The slip of a quotation that stands somewhere, or nearly does. ``names``: of accounts, who translated here.
    Raises NotFound where it has no place, and what ``check`` raises."""
    claim = claim or Claim()
    found = check(archive, reader, quotation, now, claim)
    if found.place is None:
        raise NotFound(
            f"no slip: the verdict is {found.verdict!r}, so there is no text to attest", verdict=found.verdict
        )
    held, match = found.place.held, found.place.match
    asked = Asked(
        held.work.id,
        held.expression.id,
        held.version.n,
        match.start,
        match.end,
        quotation,
        Claim(claim.work, claim.speaker, claim.date),
        address,
    )
    return slip_at(archive, reader, asked, now, names=names)


def slip_of_passage(
    archive: Archive,
    reader: Actor,
    work: str,
    ref: str,
    locator: str,
    now: datetime,
    *,
    address: str = "",
    names: Names = _nobody,
) -> Slip:
    """The slip of what a permanent link names. Raises InvalidInput, TooLarge, and what ``wording`` raises."""
    if not locator:
        raise InvalidInput("a slip is of a passage: name its locator (for example p9 or p9.s2)")
    found = wording(archive, reader, work, now, ref=ref, locator=locator)
    if not found.text.strip():
        raise InvalidInput("there are no words at this place")
    if found.end - found.start > MOST_CHARACTERS:
        raise TooLarge(f"a slip is of a passage: at most {MOST_CHARACTERS} characters")
    asked = Asked(found.work.id, found.expression.id, found.version.n, found.start, found.end, address=address)
    return slip_at(archive, reader, asked, now, names=names)


def slip_at(archive: Archive, reader: Actor, asked: Asked, now: datetime, *, names: Names = _nobody) -> Slip:
    """The slip of one place. Raises NotFound where the quotation does not stand there, TooLarge
    where its parts are far apart."""
    noted, ledger = noting(archive)
    work = see(noted, asked.work, reader, now)
    expression = work.expression(asked.expression)
    held = HeldText(work, expression, version_of(expression, asked.version))
    text = read(noted, held)
    found = _checked(noted, reader, asked, held, text, now)
    passage, others = _passages(noted, asked, held, text, found, now)
    start, end = (found.place.match.start, found.place.match.end) if found and found.place else (asked.start, asked.end)
    if end - start > _MOST_BETWEEN:
        raise TooLarge("the parts of this quotation stand too far apart for a slip")
    locator = locate(start, end, text.table)
    facts = provenance(noted, names, work, passage)
    heads = _heads(ledger.heads, work)
    return sealed(
        {
            "format": FORMAT,
            "attests": ATTESTS,
            "issued": stamp(now),
            "home": archive.home,
            "ledgers": [{"ledger": h.ledger, "event": h.event, "hash": h.hash} for h in heads],
            "link": f"{asked.address}/works/{work.id}/{expression.id}@{held.version.n}/{locator}",
            "quotation": asked.quotation,
            "claim": _claim(asked.claim),
            "check": shown_of(found) if found else None,
            "relation": relation_of(held),
            "text": text_field(work, expression, held.version),
            "place": {
                "locator": locator,
                "paragraphs": paragraph_numbers(numbered(noted, work, expression, text.table), start, end),
                "start": start,
                "end": end,
                "wording": text.text[start:end],
                "lang": language_at(text.table, start, expression),
            },
            "sentences": {
                "segments": list(passage.segments),
                "start": passage.start,
                "end": passage.end,
                "text": passage.text,
            },
            "original": original_field(work, expression, others),
            "beside": [beside_field(other) for other in others],
            "provenance": facts,
            "sentence": sentence(facts, english),
        }
    )


def _checked(
    archive: Archive, reader: Actor, asked: Asked, held: HeldText, text: SourceText, now: datetime
) -> Check | None:
    """The quotation at its place, compared again with this text alone: no index has a say in a slip."""
    if asked.quotation is None:
        return None
    claim = asked.claim or Claim()
    claimed = claimed_work(archive, reader, claim, now)
    wanted = quoted(asked.quotation)
    match = _match_at(same_words(wanted, text), asked) or near(wanted, text)
    if match is None:
        raise NotFound(f"the quotation does not stand in {asked.expression}@{asked.version} of {asked.work}")
    place = Place(held, text, match, disagreements(archive, claim, claimed, held))
    return graded(archive, wanted, [place], claimed, now)


def _match_at(found: list[Match], asked: Asked) -> Match | None:
    return next((match for match in found if (match.start, match.end) == (asked.start, asked.end)), None)


def _passages(
    archive: Archive, asked: Asked, held: HeldText, text: SourceText, found: Check | None, now: datetime
) -> tuple[Passage, tuple[Passage, ...]]:
    """The whole sentences, and the same in other texts."""
    if found is not None and found.passage is not None:
        return found.passage, found.counterparts
    # A span without a quotation is graded as the quotation of itself would be: its sentences, nothing else.
    match = Match("exact", asked.start, asked.end, ((asked.start, asked.end),))
    itself = graded(archive, quoted(text.text[asked.start : asked.end]), [Place(held, text, match)], None, now)
    if itself.passage is None:
        raise NotFound("there are no words at this place")
    return itself.passage, itself.counterparts


def _heads(read_so_far: Mapping[str, Head], work: Work) -> list[Head]:
    """The ledger of the work first, then the others by name; none of a text that this reader may not see."""
    own = work_stream(work.id)
    unseen = {translation_stream(work.id, name) for name in work.hidden}
    unseen |= {bead_stream(work.id, a, b) for a in work.hidden for b in work.expressions}
    unseen |= {bead_stream(work.id, a, b) for a in work.expressions for b in work.hidden}
    return [read_so_far[own], *sorted(h for name, h in read_so_far.items() if name != own and name not in unseen)]


def _claim(claim: Claim | None) -> dict[str, Any] | None:
    return {"work": claim.work, "speaker": claim.speaker, "date": claim.date} if claim else None
