"""Deposit: a text comes in, byte for byte, with what is confirmed about it.

::

    bytes ─▶ decode ─▶ segment ─▶ facts ─▶ blobs (source, text, table) ─▶ one ``deposited`` line
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import PurePath
from typing import Any

from statement_archive.domain.actors import Actor
from statement_archive.domain.dates import sort_key
from statement_archive.domain.errors import InvalidInput, NotFound
from statement_archive.domain.events import Draft, sha256
from statement_archive.domain.facts import Visibility, WorkFacts, dump_facts
from statement_archive.domain.ids import (
    RESERVED,
    ExpressionId,
    WorkId,
    expression_id,
    new_work_id,
    source_path,
    table_path,
    text_path,
    work_id,
    work_stream,
)
from statement_archive.domain.language import language_tag
from statement_archive.domain.segments import SegmentTable, segment_table, to_tsv
from statement_archive.importing.document import Imported, read_document
from statement_archive.importing.suggestions import Suggestion
from statement_archive.workflow.archive import Archive
from statement_archive.workflow.commit import Write, blob, commit
from statement_archive.workflow.deposit_request import DepositRequest, expression_facts, work_facts
from statement_archive.workflow.names import attribute, slug
from statement_archive.workflow.reading import Work, load, work_ids


@dataclass(frozen=True, slots=True)
class Deposited:
    """What was stored, and what the file says of itself."""

    work: WorkId
    expression: ExpressionId
    version: int
    sha256: str
    segments: int
    warnings: tuple[str, ...]
    suggestions: tuple[Suggestion, ...]


@dataclass(frozen=True, slots=True)
class PreparedVersion:
    """A text ready to be committed: its blobs and the part of the event that names them."""

    writes: tuple[Write, ...]
    data: dict[str, Any]
    digest: str


def read(request: DepositRequest) -> Imported:
    """Decode and segment what was handed in, without storing anything. Raises Undecodable, Refused."""
    media = request.media or (
        "markdown" if PurePath(request.file_name).suffix.lower() in (".md", ".markdown") else "text"
    )
    imported = read_document(
        request.content,
        name=request.file_name,
        lang=language_tag(request.lang),
        media=media,  # type: ignore[arg-type]  # one of the two by construction, or refused there
        encoding=request.encoding or None,
        sentences=request.sentences,
        bridge=request.bridge or None,
    )
    if not request.segment_langs:
        return imported
    return replace(imported, table=_with_langs(imported, request))


def _with_langs(imported: Imported, request: DepositRequest) -> SegmentTable:
    """The table with the language of each named range of paragraphs (``p5-p8`` or ``p5``)."""
    order = [p.id for p in imported.table.paragraphs]
    tag_of: dict[str, str] = {}
    for wanted, tag in request.segment_langs.items():
        first, _, last = wanted.partition("-")
        if first not in order or (last or first) not in order:
            raise InvalidInput(f"no paragraphs {wanted} in this text (it has {order[0]} to {order[-1]})")
        for name in order[order.index(first) : order.index(last or first) + 1]:
            tag_of[name] = language_tag(tag)
    changed = []
    for s in imported.table.segments:
        paragraph = imported.table.paragraph_of(s)
        tag = tag_of.get(paragraph.id, "") if paragraph else ""
        changed.append(replace(s, lang=tag) if tag else s)
    return segment_table(imported.text, changed)


def prepare_version(
    work: WorkId,
    expression: ExpressionId,
    n: int,
    request: DepositRequest,
    imported: Imported,
    table: SegmentTable,
) -> PreparedVersion:
    """Blobs and event data of one version of a text that came as a whole."""
    content, file_name = request.content, request.file_name
    text = imported.text.encode("utf-8")
    extension = slug(PurePath(file_name).suffix.lstrip("."), 8) or "bin"
    source = blob(source_path(work, sha256(content), extension), content)
    wording = blob(text_path(work, expression, n), text)
    segments = blob(table_path(work, expression, n), to_tsv(table).encode("utf-8"))
    data = {
        "n": n,
        "wording": {"path": wording[0].path, "sha256": wording[0].sha256, "characters": len(imported.text)},
        "table": {"path": segments[0].path, "sha256": segments[0].sha256},
        "file": {
            "path": source[0].path,
            "sha256": source[0].sha256,
            "bytes": len(content),
            "name": PurePath(file_name.replace("\\", "/")).name[:200],
        },
        "encoding": imported.encoding,
        "step": imported.step,
        "media": imported.media,
        **({"sentences": "lines"} if request.sentences == "lines" else {}),
    }
    return PreparedVersion((source, wording, segments), data, wording[0].sha256)


def deposit(archive: Archive, actor: Actor, request: DepositRequest, now: datetime) -> Deposited:
    """Store a text as a new expression, of a new work or of one that is known.

    Raises NotAllowed, InvalidInput, Undecodable, TooLarge, Refused, NotFound, Conflict, StorageFull.
    """
    actor.require("deposit")
    imported = read(request)
    with archive.ledger.exclusive():
        known = _known(archive, request)
        name = known.id if known else _new_work_id(archive, request, imported)
        facts = expression_facts(request, known.state if known else None)
        expression = _new_expression_id(known, request)
        version = prepare_version(name, expression, 1, request, imported, imported.table)
        data: dict[str, Any] = {"expression": {"id": expression, "facts": dump_facts(facts)}, "version": version.data}
        warnings = list(imported.warnings)
        if known is None:
            data["work"] = dump_facts(attribute(archive, actor, work_facts(request), now))
        else:
            added, stays = _additions(known.state.facts, attribute(archive, actor, work_facts(request), now))
            warnings += stays
            if added and facts.visibility != Visibility() and known.state.facts.visibility.shown(now):
                # What is not public says nothing about a work that is.
                warnings.append(
                    f"not added to the public work: {', '.join(added)}; describe it when the text is public"
                )
            elif added:
                data["set"] = added
        draft = Draft("deposited", actor.person, now, data)
        head = known.state.head if known else 0
        commit(archive, work_stream(name), draft, head=head, writes=version.writes)
    return Deposited(
        name, expression, 1, version.digest, len(imported.table.segments), tuple(warnings), imported.suggestions
    )


def _known(archive: Archive, request: DepositRequest) -> Work | None:
    if not request.work:
        return None
    name = work_id(request.work)
    try:
        work = load(archive, name)
    except NotFound:
        return None
    if work.state.tombstone or work.state.merged_into:
        raise InvalidInput(f"work {name} was {'withdrawn' if work.state.tombstone else 'merged'}: no text can be added")
    return work


def _new_work_id(archive: Archive, request: DepositRequest, imported: Imported) -> WorkId:
    if request.work:
        return new_work_id(request.work)
    said = next((str(s.value) for s in imported.suggestions if s.fact == "title"), "")
    facts = work_facts(request)
    claim = facts.date("adopted" if request.kind == "document" else "delivered")
    day = sort_key(claim.edtf)[: len(claim.edtf)] if claim and claim.edtf else ""
    base = slug(" ".join((day, request.body[:40], request.title or said)), 80)
    base = base or f"{request.kind}-{sha256(request.content)[:12]}"
    taken = set(work_ids(archive)) | RESERVED
    return next(WorkId(n) for n in (base, *(f"{base}-{i}" for i in range(2, 100_000))) if n not in taken)


def _new_expression_id(known: Work | None, request: DepositRequest) -> ExpressionId:
    taken = set(known.expressions) if known else set()
    if request.expression:
        name = expression_id(request.expression)
        if name in taken:
            raise InvalidInput(f"{name} is held already: correct it, or choose another name", choices=sorted(taken))
        return name
    base = f"{language_tag(request.lang).lower()}.{request.rendition}"
    return next(ExpressionId(n) for n in (base, *(f"{base}-{i}" for i in range(2, 10_000))) if n not in taken)


def _additions(held: WorkFacts, said: WorkFacts) -> tuple[dict[str, Any], list[str]]:
    """Facts that a further deposit adds where nothing was known, and warnings where it differs.

    Dates and languages are claims that stand beside each other; everything else stays as recorded until
    somebody describes it anew.
    """
    added: dict[str, Any] = {}
    stays: list[str] = []
    old, new = dump_facts(held), dump_facts(said)
    for key in ("kind", "visibility", "parties"):
        new.pop(key, None)
    for key in ("dates", "original_languages", "titles", "topics"):
        more = [item for item in new.pop(key, []) if item not in old.get(key, [])]
        if more:
            added[key] = [*old.get(key, []), *more]
    for key, value in _leaves(new):
        before = _at(old, key)
        if before in (None, "", "unknown", []):
            added[key] = value
        elif before != value:
            stays.append(f"{key} stays {before!r} as recorded; the deposit says {value!r}")
    return added, stays


def _leaves(data: dict[str, Any], prefix: str = "") -> list[tuple[str, Any]]:
    found: list[tuple[str, Any]] = []
    for key, value in data.items():
        found += _leaves(value, f"{prefix}{key}.") if isinstance(value, dict) else [(prefix + key, value)]
    return found


def _at(data: dict[str, Any], key: str) -> Any:
    at: Any = data
    for step in key.split("."):
        at = at.get(step) if isinstance(at, dict) else None
    return at
