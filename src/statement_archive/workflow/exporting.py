"""Results of a search, and the texts of any filtered set, to take away: stamped with the state of the archive.

::

    Asked ─▶ look ─▶ csv   a row for each result, its original and its translation into one language beside it
                     json  as the command line says it
                     tmx   a unit for each passage that stands in two languages or more
          ─▶ candidates ─▶ zip   every text with a hit, byte for byte, with a table of what each of them is

All has a limit, and every file says how much it leaves out.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal, get_args

from statement_archive.domain.actors import Actor
from statement_archive.domain.errors import ArchiveError
from statement_archive.domain.query import Window
from statement_archive.formats import sheet, tmx_passages, zips
from statement_archive.formats.tmx_passages import Found, Variant
from statement_archive.workflow.archive import Archive
from statement_archive.workflow.archive_state import ArchiveState, archive_state
from statement_archive.workflow.asked import Asked, address, prepared
from statement_archive.workflow.describing_works import date_of
from statement_archive.workflow.pairing import matcher
from statement_archive.workflow.passage_data import hit_data, locator, reference
from statement_archive.workflow.passages import Passage
from statement_archive.workflow.reading import Work, see, version_of
from statement_archive.workflow.search import MAX_WINDOW, Hit, Results, look

ExportFormat = Literal["csv", "json", "tmx", "zip"]
EXPORT_FORMATS: tuple[ExportFormat, ...] = get_args(ExportFormat)
MAX_RESULTS = MAX_WINDOW
MAX_TEXTS = 1000
MAX_BYTES = 50 * 1024 * 1024  # of texts in one zip
_LOOKED = 20_000  # paragraphs among which texts are looked for


@dataclass(frozen=True, slots=True)
class Export:
    """``held``: results or texts in it; ``left_out``: how many are not, as far as known; ``state``: of the archive."""

    content: bytes
    format: ExportFormat
    held: int
    left_out: int
    state: ArchiveState


def export(
    archive: Archive,
    actor: Actor,
    asked: Asked,
    wanted: ExportFormat,
    now: datetime,
    *,
    readers: Sequence[str] = (),
    base: str = "",
) -> Export:
    """``readers``: languages whose translations come first, the first of them beside each row; ``base``: the address
    of this archive, for links. Raises InvalidInput, NotAllowed."""
    state = archive_state(archive, actor if asked.unpublished else Actor(), now)
    if wanted == "zip":
        return _texts(archive, actor, asked, now, state, base)
    found = look(archive, actor, asked, now, limit=MAX_RESULTS, readers=readers)
    left_out = _left_out(found)
    stamp = _stamp(asked, found.searched, state, len(found.hits), left_out)
    if wanted == "csv":
        content = sheet.write(_COLUMNS, _rows(found.hits, stamp, readers, base))
    elif wanted == "tmx":
        content = tmx_passages.write(list(map(_unit, found.hits)), [f"{k}: {v}" for k, v in stamp.items()], now)
    else:
        data = {**stamp, "total": found.total, "works": found.works, "hits": [hit_data(h) for h in found.hits]}
        content = (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "replace")
    return Export(content, wanted, len(found.hits), left_out, state)


def _left_out(found: Results) -> int:
    """Of more results than can be grouped only the hits are known: at least one is left out."""
    if found.passages is not None:
        return max(0, found.passages - len(found.hits))
    return max(1, found.total - len(found.hits)) if found.more else 0


def _stamp(asked: Asked, searched: str, state: ArchiveState, held: int, left_out: int) -> dict[str, Any]:
    return {
        "query": address(asked),
        "searched": searched,
        "archive_state": state.digest,
        "exported_at": state.at.isoformat(timespec="seconds"),
        "held": held,
        "left_out": left_out,
    }


# --- results as a table --------------------------------------------------------------------------

_OF_WORK = ("work", "title", "date", "speaker", "body", "body_kind", "state", "forum", "meeting", "symbols")
_COLUMNS = (
    "n", *_OF_WORK, "reference", "lang", "original", "relation", "method", "standing", "unit_state", "outdated", "text",
    "found", "found_in", "original_reference", "original_lang", "original_text", "beside_reference", "beside_lang",
    "beside_how", "beside_unit_state", "beside_text", "address", "archive_state", "exported_at", "left_out",
)  # fmt: skip


def _rows(
    hits: Sequence[Hit], stamp: Mapping[str, Any], readers: Sequence[str], base: str
) -> Iterator[Sequence[object]]:
    for n, hit in enumerate(hits, 1):
        p = hit.passage
        facts = p.expression.facts
        first = p if p.original else next((c for c in hit.counterparts if c.original), None)
        rest = [c for c in hit.counterparts if c is not first]
        other = rest[0] if rest and readers else None
        yield (
            n,
            *_of_work(p.work),
            reference(p),
            p.lang,
            p.original,
            facts.relation,
            facts.method,
            facts.standing,
            p.state or "",
            p.outdated,
            p.text,
            " | ".join(p.text[a:b] for a, b in p.spans),
            " ".join(hit.languages),
            *((reference(first), first.lang, first.text) if first else ("", "", "")),
            *((reference(other), other.lang, other.how, other.state or "", other.text) if other else ("",) * 5),
            f"{base}/works/{reference(p)}",
            stamp["archive_state"],
            stamp["exported_at"],
            stamp["left_out"],
        )


def _of_work(work: Work) -> tuple[str, ...]:
    facts = work.state.facts
    return (
        work.id,
        facts.title,
        date_of(facts),
        facts.speaker.name,
        facts.body.name,
        facts.body.kind,
        (facts.body.country or "") if facts.body.kind == "state" else "",
        facts.occasion.forum,
        facts.occasion.meeting,
        "; ".join(facts.occasion.symbols),
    )


def _unit(hit: Hit) -> Found:
    facts = hit.passage.work.state.facts
    return Found(
        reference(hit.passage),
        [_variant(p) for p in (hit.passage, *hit.counterparts)],
        {"title": facts.title, "date": date_of(facts), "speaker": facts.speaker.name, "body": facts.body.name},
    )


def _variant(p: Passage) -> Variant:
    facts = p.expression.facts
    status = "original" if p.original else (p.state or "")
    return Variant(
        p.lang,
        p.text,
        {
            "expression": f"{p.expression.id}@{p.version.n}",
            "locator": locator(p),
            "status": "outdated" if p.outdated else status,
            "how": "" if p.how == "found" else p.how,
            "relation": facts.relation,
            "method": facts.method,
            "standing": facts.standing,
            "licence": facts.rights.licence,
        },
    )


# --- texts as a zip ------------------------------------------------------------------------------

_OF_TEXT = (
    "file", *_OF_WORK, "expression", "version", "lang", "relation", "original", "method", "standing", "maker",
    "licence", "rights_holder", "source_url", "sha256", "bytes", "address", "left_out_because",
)  # fmt: skip
_README = """Texts of an archive of statements.

query: {query}
searched: {searched}
state of the archive: {archive_state}
exported at: {exported_at}
texts in this file: {held}
texts left out: {left_out}

metadata.csv says what each text is. A text is the stored wording, byte for byte: its SHA-256 is in the table.
A text is left out where its rights do not allow it to be handed on, or where this file would become too large;
the table names it with the reason.
{more}"""


def _texts(archive: Archive, actor: Actor, asked: Asked, now: datetime, state: ArchiveState, base: str) -> Export:
    wanted = prepared(archive, actor, asked)
    matched = matcher(archive, wanted, now).match(wanted.query, Window(_LOOKED, order=wanted.order))
    named = list(dict.fromkeys((c.key.work, c.key.expression, c.key.version) for c in matched.candidates))
    files: dict[str, bytes] = {}
    rows: list[Sequence[object]] = []
    size = left_out = 0
    for name, expression_id, n in named:
        try:
            work = see(archive, name, wanted.seer, now)
            expression = work.expression(expression_id)
            version = version_of(expression, n)
            content = archive.blobs.get(version.text)
        except ArchiveError:  # withdrawn since it was indexed, or damaged
            continue
        facts = expression.facts
        why = "rights" if facts.rights.redistribute is False else ""
        why = why or ("size" if len(files) >= MAX_TEXTS or size + len(content) > MAX_BYTES else "")
        file = "" if why else f"texts/{work.id}/{expression.id}@{version.n}.txt"
        if file:
            files[file] = content
            size += len(content)
        else:
            left_out += 1
        rows.append(
            (
                file,
                *_of_work(work),
                expression.id,
                version.n,
                facts.lang,
                facts.relation,
                facts.is_original,
                facts.method,
                facts.standing,
                facts.maker.name,
                facts.rights.licence,
                facts.rights.holder,
                facts.source_url,
                version.text.sha256,
                len(content),
                f"{base}/works/{work.id}/{expression.id}@{version.n}",
                why,
            )
        )
    stamp = _stamp(asked, wanted.searched, state, len(files), left_out)
    more = f"Only the first {_LOOKED} paragraphs found were looked at: there may be further texts.\n"
    readme = _README.format(**stamp, more=more if matched.total > len(matched.candidates) else "")
    made = {"README.txt": readme.encode(), "metadata.csv": sheet.write(_OF_TEXT, rows), **files}
    return Export(zips.write(made), "zip", len(files), left_out, state)
