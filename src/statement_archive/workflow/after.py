"""What follows a commit: beads, renderings, index. None of it is truth, all of it is repaired later."""

from __future__ import annotations

import logging
from datetime import datetime

from statement_archive.domain.errors import ArchiveError
from statement_archive.domain.ids import AUTHORITY_KINDS, WorkId
from statement_archive.workflow import indexing, renderings
from statement_archive.workflow.aligning import align_work
from statement_archive.workflow.archive import Archive
from statement_archive.workflow.reading import load

_log = logging.getLogger(__name__)


def after_change(archive: Archive, name: WorkId, by: str, now: datetime) -> None:
    """Bring beads, renderings and index of a work up to date.

    A failure here is logged and left to the next ``index update``: what was acknowledged is safe.
    """
    try:
        align_work(archive, load(archive, name), by, now)
        renderings.refresh_work(archive, name)
        after_names(archive)
        indexing.update_work(archive, name, now)
    except (ArchiveError, OSError):
        _log.exception("after a change of %s; the next index update repairs it", name)


def after_names(archive: Archive) -> None:
    """Bring the renderings of the authority files up to date."""
    for kind in AUTHORITY_KINDS:
        rendered = renderings.of_authorities(archive, kind)
        if rendered:
            renderings.refresh(archive, rendered)
