"""Whether a slip is true, against an archive: what it says is checked by itself, then made again and compared.

::

    slip ─ its own digest ─ home ─ ledgers: the events it names are still in their chains
         ─ text, wording, source file: bytes read again
         ─ as_it_was(ledgers at those events) ──slip_at──▶ the same slip?   verdict, provenance, other texts, the rest
    since: corrected, withdrawn, redacted, merged

What is under a draft or an embargo now, or withdrawn, is not told, nor confirmed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from statement_archive.domain.actors import Actor
from statement_archive.domain.errors import ArchiveError, Gone, NotFound
from statement_archive.domain.events import sha256, stamp
from statement_archive.domain.works import Expression, Tombstone, Version
from statement_archive.quotes.slip import Slip, SlipFields, canonical, read_slip
from statement_archive.quotes.slip_checks import Line, Since, Verified, judged, own_digest, wording_line
from statement_archive.quotes.slip_words import sentence
from statement_archive.workflow.archive import Archive
from statement_archive.workflow.credit import Names
from statement_archive.workflow.past import Head, as_it_was
from statement_archive.workflow.quote_claims import Claim
from statement_archive.workflow.reading import Work, load, see, version_of
from statement_archive.workflow.slip import Asked, slip_at
from statement_archive.workflow.slip_data import english
from statement_archive.workflow.slip_history import ledger_line, time_line

# Fields of a slip by the check that they are compared in; ``digest`` and ``issued`` have checks of their own.
_COMPARED: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("record", ("text", "place", "sentences", "format", "attests", "ledgers", "quotation", "claim")),
    ("verdict", ("check", "relation")),
    ("other texts", ("beside", "original")),
    ("provenance", ("provenance", "sentence")),
    ("link", ("link",)),
)
_GONE = "not here any more: {reason}"


def verify_slip(archive: Archive, reader: Actor, slip: Slip, now: datetime, *, names: Names | None = None) -> Verified:
    """``slip`` as ``read_slip`` gave it; ``names`` of accounts, as for making one."""
    _, fields = read_slip(canonical(slip))
    lines = [own_digest(slip), _home(archive, fields)]
    if lines[-1].result == "failed":
        return Verified((*lines, Line("archive", "not checkable", "another home cannot speak for this one")))
    gone: Gone | None = None
    try:
        work = see(archive, fields.text.work, reader, now)
        expression = work.expression(fields.text.expression)
        version = version_of(expression, fields.text.version)
    except Gone as error:
        gone = error
    except NotFound as error:
        return Verified((*lines, Line("text", "failed", error.message)))
    lines += [ledger_line(archive, reader, head.ledger, head.event, head.hash, now) for head in fields.ledgers]
    lines.append(time_line(archive, fields, now))
    if any(line.result == "failed" for line in lines[2:]):
        return Verified((*lines, Line("archive", "not checkable", "the ledgers are not those that the slip names")))
    if gone is not None:
        return Verified((*lines, *_not_here(gone)), tuple(_withdrawn(archive, fields)))
    lines += [_text(archive, fields, version), _file(archive, fields, version)]
    lines += _made_again(archive, reader, slip, fields, names or (lambda _person: ""))
    return Verified(tuple(lines), tuple(_since(work, expression, version)))


def _home(archive: Archive, fields: SlipFields) -> Line:
    other = f"the slip is of the archive {fields.home or '(none)'}, this is {archive.home or '(none)'}"
    return judged("home", fields.home == archive.home, fields.home or "an archive without an id", other)


def _text(archive: Archive, fields: SlipFields, version: Version) -> Line:
    try:
        content = archive.blobs.get(version.text)
    except ArchiveError as error:
        return Line("text", "failed", error.message)
    if sha256(content) != fields.text.sha256:
        return Line("text", "failed", f"the stored text has SHA-256 {sha256(content)}")
    spans = [("place", fields.place.start, fields.place.end, fields.place.wording)]
    spans.append(("sentences", fields.sentences.start, fields.sentences.end, fields.sentences.text))
    at_place = wording_line("text", content, spans)
    return Line("text", "ok", f"SHA-256 {fields.text.sha256}; {at_place.told}") if at_place.result == "ok" else at_place


def _file(archive: Archive, fields: SlipFields, version: Version) -> Line:
    if version.file is None or fields.text.file is None:
        same = version.file is None and fields.text.file is None
        return judged("source file", same, "the text came without a file", "the record says otherwise")
    try:
        content = archive.blobs.get(version.file.key)
    except Gone as error:
        return Line("source file", "not checkable", error.message)
    except ArchiveError as error:
        return Line("source file", "failed", error.message)
    found = sha256(content)
    return judged("source file", found == fields.text.file.sha256, f"SHA-256 {found}", f"it has SHA-256 {found}")


def _made_again(archive: Archive, reader: Actor, slip: Slip, fields: SlipFields, names: Names) -> Iterator[Line]:
    past, ledger = as_it_was(archive, (Head(h.ledger, h.event, h.hash) for h in fields.ledgers))
    claim = Claim(fields.claim.work, fields.claim.speaker, fields.claim.date) if fields.claim else None
    address = fields.link.partition("/works/")[0]
    text, place = fields.text, fields.place
    asked = Asked(text.work, text.expression, text.version, place.start, place.end, fields.quotation, claim, address)
    try:
        again = slip_at(past, reader, asked, datetime.fromisoformat(fields.issued), names=names)
    except Gone as error:
        for name, _ in _COMPARED:
            yield Line(name, "not checkable", _GONE.format(reason=error.message))
        return
    except ArchiveError as error:
        yield Line("record", "failed", error.message)
        return
    unnamed = [name for name, first in ledger.missed.items() if stamp(first.at) <= fields.issued]
    if unnamed:
        yield Line("ledgers", "failed", f"it rests on ledgers that it does not name: {', '.join(unnamed)}")
    yield from _names_apart(slip, again)
    for name, members in _COMPARED:
        wrong = [member for member in members if slip[member] != again[member]]
        if wrong == ["beside"] and _same_but_for_joining(slip, again):
            yield Line(
                name, "not checkable", "the words stand there; which sentences belong together is told otherwise now"
            )
            continue
        yield judged(name, not wrong, _SAID[name], f"the archive says otherwise: {', '.join(wrong)}")


_SAID = {
    "record": "version, place and sentences are as recorded",
    "verdict": "compared again, with the same result",
    "other texts": "the same words in the other texts",
    "provenance": "as recorded at that time",
    "link": "names this place; its host is not known to the archive",
}


def _names_apart(slip: Slip, again: Slip) -> Iterator[Line]:
    """Names of who translated here may be changed or erased since; all the rest must be the same."""
    said, now = slip["provenance"].get("translators"), again["provenance"]["translators"]
    if said == now or not isinstance(said, list) or not all(isinstance(name, str) for name in said):
        return
    again["provenance"]["translators"] = said
    again["sentence"] = sentence(again["provenance"], english)
    yield Line("translators", "not checkable", "their names are not those that are known now: changed or erased")


def _same_but_for_joining(slip: Mapping[str, Any], again: Mapping[str, Any]) -> bool:
    """Whether the same passages are said to be joined in another way."""

    def bare(passages: list[dict[str, Any]]) -> list[dict[str, Any]]:
        return [{k: v for k, v in one.items() if k != "joined"} for one in passages]

    return bare(slip["beside"]) == bare(again["beside"])


def _not_here(error: Gone) -> Iterator[Line]:
    for name in ("text", "source file", *(name for name, _ in _COMPARED)):
        yield Line(name, "not checkable", _GONE.format(reason=error.message))


def _withdrawn(archive: Archive, fields: SlipFields) -> Iterator[Since]:
    try:
        work = load(archive, fields.text.work)
        expression = work.expression(fields.text.expression)
    except ArchiveError:
        return
    version = expression.version(fields.text.version)
    stones = (work.state.tombstone, expression.tombstone, version.tombstone if version else None)
    stone = next((each for each in stones if each), None)
    if stone is not None:
        yield _stone(stone)


def _stone(stone: Tombstone) -> Since:
    return Since("redacted" if stone.redacted else "withdrawn", stamp(stone.at), stone.reason, stone.authority)


def _since(work: Work, expression: Expression, version: Version) -> Iterator[Since]:
    for later in expression.versions[version.n :]:
        if later.tombstone:
            yield _stone(later.tombstone)
        else:
            date = later.date or later.at.date().isoformat()
            yield Since("corrected", date, later.reason, later.authority, later.n)
    if work.state.merged_into:
        yield Since("merged", stamp(work.state.updated_at), f"into {work.state.merged_into}: {work.state.merge_reason}")
