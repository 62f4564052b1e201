"""A real SIGKILL at every disk operation of a commit: ``python tests/campaigns/kill_at_steps.py``.

The exhaustive model is ``tests/storage/test_crash.py``; this is the same on the real disk, with real processes.
"""

from __future__ import annotations

import os
import signal
import sys
import tempfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, cast
from uuid import UUID

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "src")]

from tests.storage.commits import STREAM, assert_holds, commit, place_on  # noqa: E402

from statement_archive.storage import Home, open_files, open_place, recover, stores_at  # noqa: E402  # the path is set above
from statement_archive.storage.disk import Disk, OsDisk  # noqa: E402

STEPS = frozenset({"create", "append", "truncate", "sync", "sync_folder", "place", "rename", "remove", "make_folder"})


class KillingDisk:
    """The real disk, until its step ``at``: that one is done by half, where it writes, and the process dies."""

    def __init__(self, disk: OsDisk, at: int) -> None:
        self._disk = disk
        self._left = at

    def __getattr__(self, name: str) -> Callable[..., Any]:
        act: Callable[..., Any] = getattr(self._disk, name)
        return act if name not in STEPS else lambda *given: self._step(name, act, given)

    def _step(self, name: str, act: Callable[..., Any], given: tuple[Any, ...]) -> None:
        self._left -= 1
        if self._left == 0:
            if name in {"create", "append"}:
                act(given[0], given[1][: len(given[1]) // 2])
            os.kill(os.getpid(), signal.SIGKILL)
        act(*given)


def killed(home: Path, step: int) -> bool:
    """Commit in another process that is killed at a step; False where the commit had fewer."""
    child = os.fork()
    if child == 0:
        try:
            real = open_place(home, lock_timeout=10)
            disk = cast("Disk", KillingDisk(OsDisk(home), step))
            commit(stores_at(place_on(disk, real.lock)), f"step {step}".encode())
            os._exit(0)
        finally:
            os._exit(1)
    status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    assert status in {0, -signal.SIGKILL}, "the writer failed by itself"
    return status != 0


def main() -> None:
    steps = 0
    with tempfile.TemporaryDirectory() as folder:
        for before in (0, 1):
            step = 1
            while True:
                home = Path(folder) / f"{before}-{step}"
                Home.create(home, home_id=str(UUID(int=1)), now=datetime.now(UTC))
                acknowledged = [commit(open_files(home, lock_timeout=10), b"before") for _ in range(before)]
                died = killed(home, step)
                recover(home, lock_timeout=10)
                stores = open_files(home, lock_timeout=10)
                assert_holds(stores, acknowledged, before + 1)
                commit(stores, b"after")
                assert_holds(stores, acknowledged, before + 2)
                if not died:
                    assert stores.ledger.head(STREAM) == before + 2
                    break
                step += 1
            steps += step - 1
    sys.stdout.write(f"killed at each of {steps} steps, nothing lost\n")


if __name__ == "__main__":
    main()
