"""What search by meaning holds: the passages of every text of a work, in the languages that its encoder knows.

Making vectors takes seconds where an index takes milliseconds: it is done in the background, and by ``index
update``; what is not done yet is told with every answer.
"""

from __future__ import annotations

from collections.abc import Callable

from statement_archive.domain.ids import WorkId
from statement_archive.workflow.archive import Archive
from statement_archive.workflow.held_passages import WORKS, PassageStatus, bring, of_works
from statement_archive.workflow.held_passages import status as status_of
from statement_archive.workflow.reading import work_ids


def status(archive: Archive) -> PassageStatus:
    """How the vectors compare with the stores; writes nothing. Nothing is missing where no encoder is chosen."""
    if not archive.meaning.version:
        return PassageStatus(0, 0, 0)
    return status_of(archive.meaning, of_works(archive, work_ids(archive), archive.meaning))


def update(
    archive: Archive,
    progress: Callable[[int], None] | None = None,
    going_on: Callable[[], bool] | None = None,
) -> int:
    """Make the vectors that are missing and forget those of what is gone; returns the number of texts."""
    if not archive.meaning.version:
        return 0
    wanted = of_works(archive, work_ids(archive), archive.meaning)
    return bring(archive.meaning, wanted, dict(archive.meaning.holds()), progress, going_on)


def update_work(archive: Archive, name: WorkId) -> int:
    """The same for one work."""
    if not archive.meaning.version:
        return 0
    wanted = of_works(archive, [name], archive.meaning)
    return bring(archive.meaning, wanted, dict(archive.meaning.holds(f"{WORKS}{name}/")))


def forget_gone(archive: Archive, name: WorkId) -> None:
    """Forget the vectors of what a work no longer holds (words were redacted), and leave no trace of them."""
    update_work(archive, name)
    archive.meaning.purge()
