"""Permanent names: works, expressions, ledgers, blobs.

::

    archive/works/<work>/events.jsonl                          work_stream
    archive/works/<work>/texts/<expression>.<n>.txt .tsv       text_path, table_path
    archive/works/<work>/sources/<sha256>.<ext>                source_path
    archive/authorities/<kind>.events.jsonl                    authority_stream
    archive/quotations/events.jsonl                            QUOTATIONS
    translations/<work>/<expression>.events.jsonl              translation_stream
    translations/<work>/<a>~<b>.events.jsonl                   bead_stream
    translations/glossary/<lang>.events.jsonl                  glossary_stream
    translations/memory/<reference>.events.jsonl               reference_stream

A stream id *is* the path of its ledger below the home, always with ``/``. A name never carries
facts: no rule reads a language or a relation out of it.
"""

from __future__ import annotations

import re
from typing import NewType

from statement_archive.domain.errors import InvalidInput

WorkId = NewType("WorkId", str)
ExpressionId = NewType("ExpressionId", str)
StreamId = NewType("StreamId", str)
PersonId = NewType("PersonId", str)

MAX_NAME = 120  # characters: leaves room below the 255 bytes that file systems give a name
_WORK = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_EXPRESSION = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*\.[a-z0-9]+(?:-[a-z0-9]+)*")
# Device names that Windows refuses as files: a home may be copied to one.
_DEVICES = frozenset({"con", "prn", "aux", "nul", *(f"{d}{i}" for d in ("com", "lpt") for i in range(1, 10))})

AUTHORITY_KINDS = ("people", "bodies", "states", "forums", "topics")
# Folders beside those of works below translations/: no new work may be called so.
RESERVED = frozenset({"glossary", "memory"})
QUOTATIONS = StreamId("archive/quotations/events.jsonl")
EVENTS = "events.jsonl"


def _name(raw: str, pattern: re.Pattern[str], noun: str, form: str) -> str:
    if len(raw) > MAX_NAME:
        raise InvalidInput(f"{noun} longer than {MAX_NAME} characters", value=raw[:MAX_NAME])
    if not pattern.fullmatch(raw) or raw.split(".", maxsplit=1)[0] in _DEVICES:
        raise InvalidInput(f"not {noun}: {raw!r} (expected {form})", value=raw)
    return raw


def work_id(raw: str) -> WorkId:
    """Check a work id: a lower-case ASCII slug. Raises InvalidInput."""
    return WorkId(_name(raw, _WORK, "a work id", "lower-case letters, digits and single hyphens"))


def expression_id(raw: str) -> ExpressionId:
    """Check an expression name such as ``ru.delivered``. Raises InvalidInput."""
    return ExpressionId(_name(raw, _EXPRESSION, "an expression name", "for example ru.delivered"))


def is_expression_id(raw: str) -> bool:
    return len(raw) <= MAX_NAME and _EXPRESSION.fullmatch(raw) is not None


def new_work_id(raw: str) -> WorkId:
    """Check the id of a work that is about to be made. Raises InvalidInput for one that the archive keeps for
    itself, too."""
    name = work_id(raw)
    if name in RESERVED:
        raise InvalidInput(f"no work can be called {name}: translations/{name}/ is kept for the archive", value=raw)
    return name


def work_stream(work: WorkId) -> StreamId:
    return StreamId(f"archive/works/{work}/{EVENTS}")


def work_of_stream(stream: StreamId) -> WorkId:
    """The work whose ledger this is. Raises InvalidInput for any other stream."""
    parts = stream.split("/")
    if len(parts) != 4 or parts[:2] != ["archive", "works"] or parts[3] != EVENTS:
        raise InvalidInput(f"not the ledger of a work: {stream}")
    return work_id(parts[2])


def translation_stream(work: WorkId, expression: ExpressionId) -> StreamId:
    return StreamId(f"translations/{work}/{expression}.{EVENTS}")


def bead_stream(work: WorkId, a: ExpressionId, b: ExpressionId) -> StreamId:
    return StreamId(f"translations/{work}/{a}~{b}.{EVENTS}")


def authority_stream(kind: str) -> StreamId:
    if kind not in AUTHORITY_KINDS:
        raise InvalidInput(f"not an authority file: {kind!r}", choices=AUTHORITY_KINDS)
    return StreamId(f"archive/authorities/{kind}.{EVENTS}")


def glossary_stream(lang: str) -> StreamId:
    return StreamId(f"translations/glossary/{lang}.{EVENTS}")


def glossary_lang(stream: StreamId) -> str:
    """The language of a ledger of the glossary; empty for any other stream (a work of that name, made by an
    earlier program, has its ledgers in the same folder)."""
    name = stream.removeprefix("translations/glossary/").removesuffix(f".{EVENTS}")
    return name if stream == glossary_stream(name) and re.fullmatch(r"[A-Za-z0-9-]+", name) else ""


def reference_stream(name: str) -> StreamId:
    return StreamId(f"translations/memory/{name}.{EVENTS}")


def reference_of_stream(stream: StreamId) -> str:
    """The id of an imported memory; empty for any other stream."""
    name = stream.removeprefix("translations/memory/").removesuffix(f".{EVENTS}")
    return name if stream == reference_stream(name) and _WORK.fullmatch(name) else ""


def reference_units_path(name: str, sha256: str) -> str:
    """Where the units of an imported memory are kept, as they were read."""
    return f"translations/memory/uploads/{sha256}.{name}.jsonl"


def reference_file_path(sha256: str, extension: str) -> str:
    """Where a memory is kept as it came."""
    return f"translations/memory/uploads/{sha256}.{extension}"


def text_path(work: WorkId, expression: ExpressionId, version: int) -> str:
    return f"archive/works/{work}/texts/{expression}.{version}.txt"


def table_path(work: WorkId, expression: ExpressionId, version: int) -> str:
    return f"archive/works/{work}/texts/{expression}.{version}.tsv"


def source_path(work: WorkId, sha256: str, extension: str) -> str:
    return f"archive/works/{work}/sources/{sha256}.{extension}"


def unit_text_path(work: WorkId, expression: ExpressionId, version: int) -> str:
    return f"translations/{work}/{expression}.{version}.txt"


def unit_table_path(work: WorkId, expression: ExpressionId, version: int) -> str:
    return f"translations/{work}/{expression}.{version}.tsv"


def upload_path(work: WorkId, sha256: str, extension: str) -> str:
    """Where an uploaded PO or XLIFF is kept as it came."""
    return f"translations/{work}/uploads/{sha256}.{extension}"
