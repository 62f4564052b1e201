"""``manifest.sha256``: what ``sha256sum -c`` reads, written on demand and never by a commit.

::

    <sha256><two spaces><path below the home>        sorted by path
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from statement_archive.domain.errors import Damaged, Refused
from statement_archive.domain.events import sha256
from statement_archive.storage.disk import OsDisk, walk
from statement_archive.storage.files import Place
from statement_archive.storage.layout import MANIFEST, TRUTH, check_path, kind_of

_LINE = re.compile(r"([0-9a-f]{64})  (.+)")


def to_manifest(digests: Mapping[str, str]) -> bytes:
    """The manifest of these paths and digests."""
    return "".join(f"{digests[path]}  {path}\n" for path in sorted(digests)).encode("utf-8")


def read_manifest(folder: OsDisk) -> dict[str, str]:
    """Digest by path. Raises Refused where there is no manifest, Damaged where it is not one."""
    try:
        lines = folder.read(MANIFEST).decode("utf-8", errors="replace").split("\n")
    except FileNotFoundError as error:
        raise Refused(f"not a complete copy (no {MANIFEST}): {folder.root}", path=str(folder.root)) from error
    if lines[-1]:
        raise Damaged(f"{MANIFEST} breaks off")
    found: dict[str, str] = {}
    for number, line in enumerate(lines[:-1], start=1):
        match = _LINE.fullmatch(line)
        if match is None:
            raise Damaged(f"{MANIFEST}, line {number}: not a digest and a path", line=number)
        found[check_path(match[2])] = match[1]
    return found


def check_manifest(folder: OsDisk, digests: Mapping[str, str]) -> list[str]:
    """What does not agree, in words, sorted by path."""
    return [problem for path in sorted(digests) if (problem := _problem(folder, path, digests[path]))]


def _problem(folder: OsDisk, path: str, digest: str) -> str | None:
    try:
        content = folder.read(path)
    except FileNotFoundError:
        return f"{path}: missing"
    return None if sha256(content) == digest else f"{path}: another digest"


def write_manifest(place: Place) -> int:
    """Write ``manifest.sha256`` into a home, over what is published; returns the number of files."""
    with place.lock.held():
        paths = [path for top in TRUTH for path in walk(place.disk, top) if kind_of(path) != "temporary"]
        place.writer.replace(MANIFEST, to_manifest({path: sha256(place.disk.read(path)) for path in paths}))
    return len(paths)
