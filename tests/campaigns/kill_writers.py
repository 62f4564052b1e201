"""Real SIGKILLs at random times: ``python tests/campaigns/kill_writers.py KILLS [SEED]``.

::

    parent ── fork ─▶ two writers on one home: commit, commit, … each acknowledgement down a pipe
           ── SIGKILL both after a random moment
           ── recover, then: every acknowledged event is there, the chain verifies, each blob is whole

Exit status 0 where nothing was lost. The last line says how many commits were acknowledged, and how many
events were whole though never acknowledged.
"""

from __future__ import annotations

import os
import random
import signal
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "src")]

from tests.storage.commits import STREAM, assert_holds, commit  # noqa: E402

from statement_archive.domain.errors import HomeBusy  # noqa: E402  # the path is set above
from statement_archive.domain.ports import BlobKey  # noqa: E402
from statement_archive.storage import Home, open_files, recover  # noqa: E402

WRITERS = 2
LONGEST = 0.15  # seconds a writer lives: some ten commits


def write_until_killed(home: Path, pipe: int, seed: int) -> None:
    """Commit texts of random length for ever; a line of event number and hash for each acknowledgement."""
    stores = open_files(home, lock_timeout=30)
    chance = random.Random(seed)
    while True:
        text = "".join(chance.choices("абв \n", k=chance.choice([1, 100, 9000])))
        try:
            event = commit(stores, text.encode("utf-8"))
        except HomeBusy:
            continue
        os.write(pipe, f"{event.n} {event.hash}\n".encode())


def start(home: Path, seed: int) -> tuple[int, int]:
    """A writer's process id, and the end of the pipe to read its acknowledgements from."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        try:
            write_until_killed(home, writing, seed)
        finally:
            os._exit(1)
    os.close(writing)
    return child, reading


def run(home: Path, kills: int, seed: int) -> str:
    """Raises AssertionError where an acknowledged event is lost, or anything does not verify."""
    chance = random.Random(seed)
    acknowledged: dict[int, str] = {}
    torn = removed = checked = 0
    for number in range(0, kills, WRITERS):
        writers = [start(home, seed + number + n) for n in range(WRITERS)]
        time.sleep(chance.uniform(0.005, LONGEST))
        for child, pipe in writers:
            os.kill(child, signal.SIGKILL)
            _, status = os.waitpid(child, 0)
            assert os.waitstatus_to_exitcode(status) == -signal.SIGKILL, "a writer failed by itself"
            with os.fdopen(pipe, "rb") as lines:
                acknowledged.update((int(n), digest.decode()) for n, digest in (line.split() for line in lines))
        found = recover(home, lock_timeout=10)
        torn, removed = torn + len(found.torn), removed + len(found.temporary)
        stores = open_files(home, lock_timeout=10)
        events = stores.ledger.read(STREAM)
        for n, digest in acknowledged.items():
            assert events[n - 1].hash == digest, f"event {n} was acknowledged and is lost"
        for event in events[checked:]:
            stores.blobs.get(BlobKey(event.data["path"], event.data["sha256"]))
        checked = len(events)
    assert_holds(open_files(home, lock_timeout=10), [], len(events))  # all of it once more
    extra = len(events) - len(acknowledged)
    return (
        f"{kills} kills: {len(acknowledged)} acknowledged, {extra} whole besides, {torn} torn, {removed} half written"
    )


def main() -> None:
    kills = int(sys.argv[1])
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else 1
    with tempfile.TemporaryDirectory() as folder:
        home = Home.create(Path(folder) / "home", home_id=str(UUID(int=seed)), now=datetime.now(UTC))
        sys.stdout.write(run(home.path, kills, seed) + "\n")


if __name__ == "__main__":
    main()
