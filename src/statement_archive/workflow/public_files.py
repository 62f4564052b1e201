"""The files of what everybody may read, with their digests: what a public manifest names."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from statement_archive.domain.actors import PUBLIC
from statement_archive.domain.ports import BlobKey
from statement_archive.workflow.archive import Archive
from statement_archive.workflow.reading import Work
from statement_archive.workflow.visible import visible


def public_files(archive: Archive, now: datetime) -> dict[str, str]:
    """Digest by path below the home: of every version that can be read its text, its segments and the file it came in.
    Ledgers and renderings are not among them: they tell of what is not public too."""
    found = visible(archive, PUBLIC, now, "public files", lambda work: tuple(_of_work(work)))
    return {key.path: key.sha256 for keys in found for key in keys}


def _of_work(work: Work) -> Iterator[BlobKey]:
    for expression in work.expressions.values():
        if expression.tombstone:
            continue
        for version in expression.versions:
            if version.tombstone is None:
                yield version.text
                yield version.table
                if version.file is not None:
                    yield version.file.key
