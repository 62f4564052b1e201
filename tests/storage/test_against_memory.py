"""Files and memory side by side: the same calls, the same answers, whatever the order."""

from __future__ import annotations

import tempfile
from pathlib import Path
from uuid import UUID

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule
from tests.storage.commits import NOW

from statement_archive.domain.errors import ArchiveError
from statement_archive.domain.events import Draft, sha256
from statement_archive.domain.ids import StreamId, WorkId, work_stream
from statement_archive.domain.ports import BlobKey
from statement_archive.storage import Home, Stores, memory, open_files

STREAMS = st.sampled_from(
    [work_stream(WorkId("a")), work_stream(WorkId("b")), StreamId("translations/a/x~y.events.jsonl")]
)
TEXTS = st.sampled_from(["", "one", "два\r\n", "\u2028\u0085", "three " * 40])
PATHS = st.sampled_from(["archive/works/a/texts/ru.delivered.1.txt", "translations/a/uploads/x.po"])


class Alike(RuleBasedStateMachine):
    """Two processes on the files (each with a cache of its own), one memory."""

    def __init__(self) -> None:
        super().__init__()
        self._folder = tempfile.TemporaryDirectory()
        home = Home.create(Path(self._folder.name) / "home", home_id=str(UUID(int=1)), now=NOW)
        self.stores: list[Stores] = [memory(), open_files(home.path, lock_timeout=1)]
        self.other = open_files(home.path, lock_timeout=1)

    def teardown(self) -> None:
        self._folder.cleanup()

    def both(self, act: object) -> None:
        assert callable(act)
        answers: list[object] = []
        for stores in self.stores:
            try:
                answers.append(act(stores))
            except ArchiveError as error:
                answers.append((type(error), getattr(error, "head", None), getattr(error, "since", None)))
        assert answers[0] == answers[1]

    @rule(stream=STREAMS, text=TEXTS, behind=st.integers(-1, 2))
    def append(self, stream: StreamId, text: str, behind: int) -> None:
        head = max(0, self.stores[0].ledger.head(stream) - max(behind, 0))
        draft = Draft("example.noted", "p-1", NOW, {"note": {"text": text}})
        self.both(lambda stores: stores.ledger.append(stream, draft, head=head))

    @rule(stream=STREAMS, text=TEXTS)
    def redact(self, stream: StreamId, text: str) -> None:
        self.both(lambda stores: stores.ledger.redact(stream, [sha256(text.encode())]))

    @rule(path=PATHS, content=TEXTS, claimed=TEXTS)
    def put(self, path: str, content: str, claimed: str) -> None:
        self.both(lambda stores: stores.blobs.put(BlobKey(path, sha256(claimed.encode())), content.encode()))

    @rule(path=PATHS, content=TEXTS)
    def put_and_get(self, path: str, content: str) -> None:
        key = BlobKey(path, sha256(content.encode()))
        self.both(lambda stores: stores.blobs.put(key, content.encode()))
        self.both(lambda stores: stores.blobs.get(key))

    @rule(path=PATHS)
    def remove(self, path: str) -> None:
        self.both(lambda stores: stores.blobs.remove(BlobKey(path, sha256(b"one"))))

    @rule()
    def swap(self) -> None:
        """The other process goes on."""
        self.stores[1], self.other = self.other, self.stores[1]

    @invariant()
    def alike(self) -> None:
        self.both(lambda stores: list(stores.ledger.streams()))
        self.both(lambda stores: [list(stores.ledger.read(stream)) for stream in stores.ledger.streams()])
        self.both(lambda stores: list(stores.blobs.paths()))


TestAlike = Alike.TestCase
TestAlike.settings = settings(deadline=None, max_examples=25, stateful_step_count=20)
