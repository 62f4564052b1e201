"""``manifest.sha256``: what ``sha256sum -c`` reads, written on demand and never by a commit.

Its form: :mod:`statement_archive.domain.manifest`.
"""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from statement_archive.domain.errors import Damaged, InvalidInput, Refused
from statement_archive.domain.events import sha256
from statement_archive.domain.manifest import to_manifest
from statement_archive.storage.disk import OsDisk
from statement_archive.storage.files import Place
from statement_archive.storage.layout import MANIFEST, TEMPORARY, TRUTH, check_path

_LINE = re.compile(r"([0-9a-f]{64})  (.+)")


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
        found = digests(_root(place))
        place.writer.replace(MANIFEST, to_manifest(found))
    return len(found)


def home_manifest(place: Place) -> tuple[bytes, int]:
    """The same, not written anywhere; and the number of files."""
    with place.lock.held():
        found = digests(_root(place))
    return to_manifest(found), len(found)


def _root(place: Place) -> Path:
    if not isinstance(place.disk, OsDisk):
        raise InvalidInput("only a home on a real disk has a manifest")
    return place.disk.root


def digests(root: Path) -> dict[str, str]:
    """Digest by path of every file below ``archive/`` and ``translations/``, also of such as no archive makes: their
    names may be odd. What is half written, and links, are left out."""
    found: dict[str, str] = {}
    for top in TRUTH:
        for place in _files(root / top):
            with place.open("rb") as file:
                found[place.relative_to(root).as_posix()] = hashlib.file_digest(file, "sha256").hexdigest()
    return found


def _files(folder: Path) -> Iterator[Path]:
    for path, _folders, names in os.walk(folder):
        for name in names:
            place = Path(path, name)
            if not name.startswith(TEMPORARY) and place.is_file() and not place.is_symlink():
                yield place
