"""The sample archive in memory, read from the home at the top of this repository: tests/sample holds that home
against the recipe, so the rest need not play it again."""

from __future__ import annotations

from pathlib import Path

from statement_archive.bootstrap import memory_archive, utc_now
from statement_archive.domain.events import Draft, sha256
from statement_archive.domain.ports import BlobKey, MeaningIndex
from statement_archive.storage import open_files
from statement_archive.workflow import indexing, meaning_sync
from statement_archive.workflow.archive import Archive

HOME = Path(__file__).parents[1]


def sample_archive(meaning: MeaningIndex | None = None) -> Archive:
    """A copy of its own for whoever asks; read for meaning where there is an index for it."""
    files = open_files(HOME, lock_timeout=10)
    archive = memory_archive(meaning=meaning)
    with archive.ledger.exclusive():
        for stream in files.ledger.streams():
            for event in files.ledger.read(stream):
                archive.ledger.append(stream, Draft(event.kind, event.by, event.at, event.data), head=event.n - 1)
        for path in files.blobs.paths():
            content = (HOME / path).read_bytes()
            archive.blobs.put(BlobKey(path, sha256(content)), content)
    indexing.update(archive, utc_now())
    meaning_sync.update(archive)
    return archive
