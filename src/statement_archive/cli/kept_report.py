"""A report being written: what is done is kept beside it, so that a long file is taken up where it was left.

::

    report.json.part    file and state of the archive, then a line for each check
    report.json         the whole, when all are done; then the part goes

Another file, or an archive that has changed since, begins anew.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from statement_archive.workflow.quote_report import json_report


class KeptReport:
    """``path`` None: nothing is kept."""

    def __init__(self, path: Path | None, file: Mapping[str, Any], state: str) -> None:
        self.file = file
        self._path = path
        self._part = path.with_name(f"{path.name}.part") if path else None
        self._head = {"file": dict(file), "archive_state": state}

    def done(self) -> list[dict[str, Any]]:
        """Checks of an earlier run on the same file and archive."""
        if self._part is None:
            return []
        found: list[dict[str, Any]] = []
        if self._part.is_file():
            lines = self._part.read_bytes().split(b"\n")
            if _read(lines[0]) == self._head:
                found = [data for line in lines[1:-1] if (data := _read(line)) is not None]
        if not found:
            write_whole(self._part, _line(self._head))
        return found

    def add(self, item: Mapping[str, Any]) -> None:
        if self._part is not None:
            with self._part.open("ab") as file:
                file.write(_line(item))

    def finish(self, data: Mapping[str, Any]) -> None:
        if self._path is not None and self._part is not None:
            write_whole(self._path, json_report(data))
            self._part.unlink(missing_ok=True)


def write_whole(path: Path, content: bytes) -> None:
    """The old file or the new one, never half of it."""
    aside = path.with_name(f".{path.name}.new")
    aside.write_bytes(content)
    aside.replace(path)


def _line(data: Mapping[str, Any]) -> bytes:
    return json.dumps(data).encode() + b"\n"


def _read(line: bytes) -> dict[str, Any] | None:
    try:
        data = json.loads(line)
    except ValueError:
        return None
    return data if isinstance(data, dict) else None
