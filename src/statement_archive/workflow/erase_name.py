"""Erase a name: of an account, or as it was claimed in ledgers. What was done stays; who did it becomes an id.

::

    account ── erase_person ──▶ an id without name, login, mail, password; sessions, drafts, typing, claims gone
    "as" of ledgers ── erase_claimed_name ──▶ the digest in its place, a ``name_erased`` line that says why,
                                              PO files written again, uploads that hold the name gone

Not reached: backups and copies elsewhere; facts of the archive (who spoke, ``maker.name`` of a translation,
on whose authority), which are corrected with ``describe``; names claimed in the form that older versions
wrote, which stands in the chain itself and is counted.
"""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from statement_archive.domain.actors import Actor
from statement_archive.domain.claimed import claimed_name, is_in_chain
from statement_archive.domain.errors import ArchiveError, InvalidInput, NotAllowed, NotFound, Refused
from statement_archive.domain.events import Draft, Event
from statement_archive.domain.ids import ExpressionId, StreamId, WorkId
from statement_archive.domain.people import Accounts, Person
from statement_archive.domain.ports import BlobKey
from statement_archive.domain.text import text_digest
from statement_archive.workflow import renderings
from statement_archive.workflow.archive import Archive
from statement_archive.workflow.commit import commit
from statement_archive.workflow.reading import load

_log = logging.getLogger(__name__)


class UnfinishedWork(Refused):
    """Something typed or uploaded and not handed in would go too: to be confirmed. ``details``: ``drafts``,
    ``typed``."""

    code = "unfinished-work"


@dataclass(frozen=True, slots=True)
class ErasedPerson:
    """What went with a name. ``claimed``: how often ledgers still claim the same name."""

    person: Person
    drafts: int
    typed: int
    claims: int
    claimed: int


@dataclass(frozen=True, slots=True)
class ErasedName:
    """``works``: whose ledgers claimed the name; ``in_chain``: claims in the old form, which stay."""

    works: tuple[WorkId, ...]
    claims: int
    uploads: int
    in_chain: int


def unfinished(accounts: Accounts, actor: Actor, person: str) -> tuple[int, int]:
    """How many drafts and how many texts being typed would go with a name. Raises NotAllowed, NotFound."""
    found = _may_erase(accounts, actor, person)
    return len(accounts.drafts.list(found.id)), len(accounts.typing.all(found.id))


def erase_person(
    accounts: Accounts,
    archive: Archive,
    actor: Actor,
    person: str,
    reason: str,
    now: datetime,
    *,
    confirmed: bool = False,
) -> ErasedPerson:
    """For administrators, and for oneself. ``confirmed``: what is typed and not handed in may go.

    Raises NotAllowed, NotFound, InvalidInput (no reason, or one that holds the name), LastAdministrator,
    UnfinishedWork (nothing changed then).
    """
    found = _may_erase(accounts, actor, person)
    _check_reason(reason, found.display_name, found.login)
    drafts, typed = accounts.drafts.list(found.id), accounts.typing.all(found.id)
    if (drafts or typed) and not confirmed:
        raise UnfinishedWork(
            f"{len(drafts)} drafts and {len(typed)} texts being typed would go too",
            drafts=len(drafts),
            typed=len(typed),
        )
    claimed = claimed_names(archive).get(found.display_name, 0) if found.display_name else 0
    accounts.people.set_active(found.id, active=False)  # refuses for the last administrator, before anything is gone
    accounts.sessions.end_all(found.id)
    accounts.one_time.revoke("reset", found.id)
    accounts.one_time.revoke("invite", found.id)
    accounts.feed_keys.revoke(found.id)
    accounts.saved_searches.forget(found.id)
    accounts.quote_reports.forget(found.id)
    for draft in drafts:
        accounts.drafts.delete(found.id, draft.id)
    texts = accounts.typing.forget(found.id)
    claims = accounts.claims.forget(found.id)
    accounts.presence.forget(found.id)
    erased = accounts.people.erase(found.id, now)
    _log.info("the name of %s was erased by %s: %s", found.id, actor.person, reason)
    return ErasedPerson(erased, len(drafts), texts, claims, claimed)


def _may_erase(accounts: Accounts, actor: Actor, person: str) -> Person:
    if not actor.person:
        raise NotAllowed("sign in first")
    if person != actor.person:
        actor.require("administer")
    found = accounts.people.by_id(person)
    if found is None:
        raise NotFound("no such person", person=person)
    return found


def _check_reason(reason: str, *names: str) -> None:
    if not reason.strip():
        raise InvalidInput("erasing a name needs its reason", field="reason")
    if any(name and name.casefold() in reason.casefold() for name in names):
        raise InvalidInput("the reason is kept: it must not hold the name", field="reason")


def claimed_names(archive: Archive) -> Mapping[str, int]:
    """Every name that ledgers claim, with how often; whatever is public of it. For administrators."""
    found: Counter[str] = Counter()
    for stream, _work, _name in _translations(archive):
        found.update(name for event in archive.ledger.read(stream) if (name := claimed_name(event.data)))
    return dict(sorted(found.items()))


def erase_claimed_name(archive: Archive, actor: Actor, name: str, reason: str, now: datetime) -> ErasedName:
    """Replace a name by its digest wherever a ledger claims it, exactly so spelled.

    One that knows the name can still confirm by the digest that it was this one. Raises NotAllowed,
    NotFound (claimed nowhere), InvalidInput, Refused (a PO file that was edited by hand waits to be taken in).
    """
    actor.require("administer")
    name = name.strip()
    _check_reason(reason, name)
    if not name:
        raise InvalidInput("which name?", field="name")
    with archive.ledger.exclusive():
        found = [place for stream in _translations(archive) if (place := _claims(archive, *stream, name))]
        if not found:
            raise NotFound("no ledger claims this name")
        going = [place for place in found if place.claims or place.uploads]
        for place in going:
            _refuse_edited(archive, place)
        for place in going:
            _erase(archive, actor, place, name, reason, now)
        archive.memo.clear()
        for place in going:
            _render(archive, place)
    return ErasedName(
        tuple(dict.fromkeys(place.work for place in going)),
        sum(place.claims for place in going),
        sum(len(place.uploads) for place in going),
        sum(place.in_chain for place in found),
    )


@dataclass(frozen=True, slots=True)
class _Place:
    """A ledger that claims a name, or names an upload that holds it."""

    stream: StreamId
    work: WorkId
    expression: ExpressionId
    claims: int
    in_chain: int
    uploads: tuple[BlobKey, ...]


def _translations(archive: Archive) -> Iterator[tuple[StreamId, WorkId, ExpressionId]]:
    for stream in archive.ledger.streams("translations/"):
        parts = stream.removesuffix(".events.jsonl").split("/")
        if len(parts) == 3 and parts[1] != "glossary" and "~" not in parts[2]:
            yield StreamId(stream), WorkId(parts[1]), ExpressionId(parts[2])


def _claims(archive: Archive, stream: StreamId, work: WorkId, expression: ExpressionId, name: str) -> _Place | None:
    events = archive.ledger.read(stream)
    claiming = [event for event in events if claimed_name(event.data) == name]
    in_chain = sum(is_in_chain(event.data) for event in claiming)
    uploads = tuple(dict.fromkeys(_uploads(archive, events, claiming, name)))
    if not claiming and not uploads:
        return None
    return _Place(stream, work, expression, len(claiming) - in_chain, in_chain, uploads)


def _uploads(archive: Archive, events: Sequence[Event], claiming: Sequence[Event], name: str) -> Iterator[BlobKey]:
    """Files as handed in, by whoever claims the name or with the name in them (as a last translator)."""
    for event in events:
        if upload := event.data.get("upload"):
            key = BlobKey(upload["path"], upload["sha256"])
            try:
                content = archive.blobs.get(key)
            except ArchiveError:  # gone before, or damaged: ``verify`` says so
                continue
            if event in claiming or name.encode("utf-8") in _head(key, content):
                yield key


def _head(key: BlobKey, content: bytes) -> bytes:
    """Where a file names its translators: a PO file before its first empty line, another one anywhere."""
    return content.replace(b"\r\n", b"\n").split(b"\n\n", 1)[0] if key.path.endswith(".po") else content


def _refuse_edited(archive: Archive, place: _Place) -> None:
    """What somebody typed into a PO file in the folder is not written over."""
    work = load(archive, place.work)
    rendered = renderings.of_translation(archive, work, work.translations[place.expression])
    if rendered.lies is renderings.Lies.EDITED:
        raise Refused(f"{rendered.path} was edited by hand: take it in first (index update)", path=rendered.path)


def _erase(archive: Archive, actor: Actor, place: _Place, name: str, reason: str, now: datetime) -> None:
    """The line first: a crash in between leaves a name that is still there, never one gone without a reason."""
    data = {"reason": reason, "claims": place.claims, "uploads": len(place.uploads)}
    head = archive.ledger.head(place.stream)
    commit(archive, place.stream, Draft("name_erased", actor.person, now, data), head=head)
    archive.ledger.redact(place.stream, [text_digest(name)], within="as")
    for key in place.uploads:
        archive.blobs.remove(key)


def _render(archive: Archive, place: _Place) -> None:
    """Its header named the last translator: written again at once, without keeping what lay there."""
    work = load(archive, place.work)
    rendered = renderings.of_translation(archive, work, work.translations[place.expression])
    archive.renderings.write(rendered.path, rendered.content)
    archive.renderings.forget_aside(rendered.path)
