"""Where no encoder is chosen."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from pathlib import Path

from statement_archive.domain.ports import Alike, Sentence


class NoMeaning:
    """Holds nothing, finds nothing, and says so by an empty version. ``path``: where an encoder chosen earlier kept
    its vectors."""

    version = ""

    def __init__(self, path: Path | None = None) -> None:
        self._path = path

    def knows(self, lang: str) -> bool:  # noqa: ARG002  # the port's
        return False

    def holds(self, prefix: str = "") -> Mapping[str, str]:  # noqa: ARG002
        return {}

    def put(self, owner: str, digest: str, sentences: Iterable[Sentence]) -> None:
        """Nothing is kept."""

    def forget(self, owner: str) -> None:
        """Nothing was kept."""

    def alike(self, texts: Sequence[str], *, langs: Collection[str] | None, limit: int) -> Sequence[Alike]:  # noqa: ARG002
        return ()

    def purge(self) -> None:
        """An encoder chosen earlier may have left a file, which nobody brings up to date."""
        self.clear()

    def clear(self) -> None:
        if self._path is not None:
            for ending in ("", "-wal", "-shm"):
                self._path.with_name(self._path.name + ending).unlink(missing_ok=True)
