"""Every quotation of a file that was handed in, checked one after the other.

::

    bytes ─importing─▶ Manuscript ─quotes.finding─▶ quotations, each with what the file says around it
    footnote, sentence ─▶ claim: the work by its address or symbol, the state, the date ─▶ Check

Nothing of the file is stored, logged or indexed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from statement_archive.domain.actors import Actor
from statement_archive.domain.errors import ArchiveError, InvalidInput
from statement_archive.importing.manuscript import Manuscript
from statement_archive.quotes.finding import find
from statement_archive.quotes.found import FoundQuotation, Mention
from statement_archive.workflow.archive import Archive
from statement_archive.workflow.quote_check import Check, check
from statement_archive.workflow.quote_claims import Claim, Said
from statement_archive.workflow.reading import Work
from statement_archive.workflow.visible import visible

MAX_QUOTATIONS = 5000  # of one file


@dataclass(frozen=True, slots=True)
class CheckedQuotation:
    """A quotation of a file, what the file claims of it, and its check; ``refused``: why it could not be checked."""

    found: FoundQuotation
    claim: Claim
    check: Check | None
    refused: str = ""


def quotations_of(manuscript: Manuscript) -> tuple[FoundQuotation, ...]:
    """The quotations of a file. Raises InvalidInput where there are too many."""
    found = find(manuscript)
    if len(found) > MAX_QUOTATIONS:
        raise InvalidInput(f"a file has at most {MAX_QUOTATIONS} quotations; this one has {len(found)}")
    return found


def claim_of(archive: Archive, reader: Actor, one: FoundQuotation, now: datetime) -> Claim:
    """What a file says around a quotation, as a claim. The note says more than the sentence."""
    return Claim(
        _claimed(archive, reader, one, now),
        dates=tuple(Said(m.words, m.value) for m in _said(one.claim.dates)),
        states=tuple(Said(m.words, m.value) for m in _said(one.claim.names)),
    )


def check_found(
    archive: Archive, reader: Actor, one: FoundQuotation, now: datetime, *, langs: Sequence[str] = ()
) -> CheckedQuotation:
    """Check one quotation of a file, with what the file says around it as the claim."""
    claim = claim_of(archive, reader, one, now)
    try:
        return CheckedQuotation(one, claim, check(archive, reader, one.said, now, claim, langs=langs))
    except ArchiveError as error:
        return CheckedQuotation(one, claim, None, error.message)


def _claimed(archive: Archive, reader: Actor, one: FoundQuotation, now: datetime) -> str:
    """The one work of which an address or a symbol stands beside the quotation."""
    mentions = (*one.claim.urls, *one.claim.symbols)
    if not mentions:
        return ""
    bearing: dict[str, set[str]] = {}
    for name, marks in _marked(archive, reader, now):
        for mark in (name, *marks):
            bearing.setdefault(mark, set()).add(name)
    for mention in mentions:
        names = bearing.get(_mark(mention.value or mention.words)) or bearing.get(_own(mention)) or set()
        if len(names) == 1:
            return next(iter(names))
    return ""


def _marked(archive: Archive, reader: Actor, now: datetime) -> list[tuple[str, frozenset[str]]]:
    return visible(archive, reader, now, "addresses and symbols", _marks)


def _marks(work: Work) -> tuple[str, frozenset[str]]:
    addresses = (e.facts.source_url for e in work.expressions.values() if e.facts.source_url)
    return work.id, frozenset(map(_mark, (*addresses, *work.state.facts.occasion.symbols)))


def _mark(raw: str) -> str:
    bare = raw.split("://", maxsplit=1)[-1].split("#", maxsplit=1)[0]
    return bare.removeprefix("www.").rstrip("/.,;) ").casefold()


def _own(mention: Mention) -> str:
    """A work of an archive by its permanent link."""
    _, _, path = mention.words.partition("/works/")
    return path.split("/", maxsplit=1)[0].split("?", maxsplit=1)[0]


def _said(mentions: Sequence[Mention]) -> list[Mention]:
    """Those with a meaning of the note, else of the sentence."""
    for where in ("note", "sentence"):
        found = [m for m in mentions if m.where == where and m.value]
        if found:
            return found
    return []
