"""How documents lie in a Whoosh index: fields, codec, merging; making a folder and telling whether to trust it.

::

    key, exact, stem, attribute      postings, given as lists of terms
    ref, line, stems, length         columns: key and digest, tokens in a row, their number
"""

from __future__ import annotations

import shutil
import stat
import uuid
from collections import Counter
from collections.abc import Sequence
from os import getuid
from pathlib import Path
from typing import Any

from whoosh import __version__ as whoosh_version
from whoosh import columns, fields, formats
from whoosh.filedb.filestore import FileStorage
from whoosh.index import TOC
from whoosh.reading import SegmentReader

from statement_archive.domain.query import Document
from statement_archive.search.whoosh_part import attribute_term, encoded, key_text, line_bytes

# The release is part of it because forks and releases may change what they pickle.
LAYOUT = f"statement-archive search 2, whoosh {'.'.join(map(str, whoosh_version))}"

# Live documents from which on a segment is not merged.
FULL = 2_000


class _Terms(fields.FieldType):  # type: ignore[misc]  # Whoosh has no types
    """A field given as a list of terms, already analysed. The number of times a term stands in the list is its
    weight; nothing else is stored of a posting. They reach the pool of postings all at once, counted."""

    def __init__(self) -> None:
        self.format = formats.Existence()
        self.analyzer = None
        self.scorable = False  # lengths are a column of our own: Whoosh rounds them

    def index(self, value: Sequence[str], **_: object) -> list[tuple[Counter[str], int, float, bytes]]:
        return [(Counter(value), 0, 1.0, b"")] if value else []


def schema() -> fields.Schema:
    return fields.Schema(
        key=_Terms(),
        exact=_Terms(),
        stem=_Terms(),
        attribute=_Terms(),
        ref=fields.COLUMN(columns.VarBytesColumn()),
        line=fields.COLUMN(columns.VarBytesColumn()),
        stems=fields.COLUMN(columns.VarBytesColumn()),
        length=fields.COLUMN(columns.NumericColumn("I")),
    )


def fields_of(document: Document) -> dict[str, object]:
    name = key_text(document.key)
    return {
        "key": [name],
        "exact": document.exact,
        "stem": [s for s in document.stems if s],
        "attribute": sorted({attribute_term(k, v) for k, values in document.attributes.items() for v in values}),
        "ref": encoded(f"{name}\n{document.digest}"),
        "line": line_bytes(document.exact),
        "stems": line_bytes(document.stems),
        "length": len(document.exact),
    }


def make(folder: Path) -> None:
    """Put an empty index in the place of whatever lies there. The file that names it comes last: what was made
    halfway is not taken for an index."""
    if folder.is_symlink() or folder.is_file():
        folder.unlink()
    elif folder.exists():
        shutil.rmtree(folder)
    folder.mkdir(mode=0o700)
    FileStorage(str(folder)).create_index(schema())
    (folder / "format").write_text(f"{LAYOUT}\n{uuid.uuid4().hex}\n", encoding="utf-8")


def instance(folder: Path) -> str:
    """Which index lies in the folder; empty where there is none of this layout, or one that somebody else could
    have written to: unpickling runs code."""
    try:
        found = folder.lstat()
        named = (folder / "format").read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return ""
    private = stat.S_ISDIR(found.st_mode) and found.st_uid == getuid() and not found.st_mode & 0o022
    layout, _, name = named.strip().partition("\n")
    return name if private and layout == LAYOUT else ""


def open_index(folder: Path) -> Any:
    return FileStorage(str(folder)).open_index(schema=schema())


def newest(index: Any) -> tuple[int, list[Any]]:
    """Number of the newest commit, and its segments."""
    found = TOC.read(index.storage, index.indexname, schema=schema())
    return found.generation, list(found.segments)


def open_segment(index: Any, segment: Any) -> Any:
    """A reader of one segment. Reopening a whole index opens every segment again, 2 ms each; and Whoosh's own way
    to keep the open ones, ``reader(reuse=...)``, brings merged segments back."""
    return SegmentReader(index.storage, schema(), segment)


def first_documents(writer: Any) -> dict[str, int]:
    """Segment id -> the number its first document has in a writer."""
    starts: dict[str, int] = {}
    start = 0
    for segment in writer.segments:
        starts[segment.segment_id()] = start
        start += segment.doc_count_all()
    return starts


def live(segment: Any) -> int:
    """Documents of a segment that are not deleted."""
    return int(segment.doc_count_all() - segment.deleted_count())


def merge_small(writer: Any, segments: list[Any]) -> list[Any]:
    """A merge policy: from the smallest segment up to where the next is larger than all before it by far, so that
    a document is rewritten a logarithmic number of times and most merges take a moment. Full segments are left
    alone until most of their documents are deleted."""
    chosen: list[Any] = []
    size = 0
    for segment in sorted(segments, key=live):
        if live(segment) >= FULL or (len(chosen) > 1 and live(segment) > 2 * size):
            break
        chosen.append(segment)
        size += live(segment)
    for segment in chosen:
        if live(segment):  # one without documents has nothing to give
            reader = SegmentReader(writer.storage, writer.schema, segment)
            writer.add_reader(reader)
            reader.close()
    return [s for s in segments if s not in chosen]
