"""Import: many deposits from a folder or a manifest, resumable; the same input twice changes nothing.

A manifest is JSON Lines: one object a deposit, its keys the names of the flags of ``deposit`` (with ``_``),
and ``file`` relative to the manifest. A folder without ``manifest.jsonl`` is read by file names:
``<work>.<lang>.<rendition>.txt`` (or ``.md``).
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, fields
from datetime import datetime
from pathlib import Path
from typing import Any, Literal

import msgspec

from statement_archive.domain.actors import Actor
from statement_archive.domain.errors import ArchiveError, InvalidInput
from statement_archive.domain.events import sha256
from statement_archive.domain.ids import WorkId
from statement_archive.domain.language import language_tag
from statement_archive.workflow.archive import Archive
from statement_archive.workflow.deposit import Deposited, deposit
from statement_archive.workflow.deposit_request import DepositRequest
from statement_archive.workflow.reading import load, work_ids

MANIFEST = "manifest.jsonl"
MAX_FILE = 20 * 1024 * 1024
_LISTS = frozenset({"symbols", "on_behalf_of", "original_langs", "topics"})
# What is not a plain text.
_SHAPES: dict[str, Any] = {
    **dict.fromkeys(_LISTS, tuple[str, ...]),
    "embargo_until": datetime,
    "segment_langs": dict[str, str],
    "draft": bool,
    "bridge": bool | tuple[int, ...],
    "sentences": Literal["auto", "lines"],
    "media": Literal["", "text", "markdown"],
}
_Held = dict[tuple[str, str], set[str]]


@dataclass(frozen=True, slots=True)
class RefusedLine:
    """A line of the input that was not taken: its number (of a folder: of the file), and why."""

    line: int
    file: str
    reason: str


@dataclass(slots=True)
class Imported:
    deposited: list[Deposited] = field(default_factory=list)
    unchanged: int = 0
    refused: list[RefusedLine] = field(default_factory=list)
    touched: list[WorkId] = field(default_factory=list)


def import_many(
    archive: Archive, actor: Actor, path: Path, now: datetime, progress: Callable[[int], None] | None = None
) -> Imported:
    """Deposit everything that a manifest or folder lists and that is not held already.

    A line that is refused does not stop the others. Raises NotAllowed, InvalidInput where ``path`` is
    neither.
    """
    actor.require("deposit")
    done = Imported()
    held = _held(archive)
    for n, (line, name, stated) in enumerate(_listed(path), start=1):
        try:
            _one(archive, actor, path, name, stated, now, held, done)
        except (ArchiveError, OSError) as error:
            reason = error.message if isinstance(error, ArchiveError) else f"the file cannot be read: {error.strerror}"
            done.refused.append(RefusedLine(line, name, reason))
        if progress:
            progress(n)
    return done


def _held(archive: Archive) -> _Held:
    """What is there: the works that hold a file, by its digest as received and language."""
    found: _Held = {}
    for name in work_ids(archive):
        try:
            work = load(archive, name)
        except ArchiveError:
            continue
        for e in work.state.expressions.values():
            first = e.versions[0].file
            if first:
                found.setdefault((first.key.sha256, e.facts.lang), set()).add(name)
    return found


def _one(
    archive: Archive,
    actor: Actor,
    path: Path,
    name: str,
    stated: Mapping[str, Any],
    now: datetime,
    held: _Held,
    done: Imported,
) -> None:
    file = _inside(path if path.is_dir() else path.parent, name)
    if file.stat().st_size > MAX_FILE:
        raise InvalidInput(f"the file is larger than {MAX_FILE // 1024 // 1024} MB")
    content = file.read_bytes()
    request = request_of(stated, content, file.name)
    works = held.setdefault((sha256(content), language_tag(request.lang)), set())
    if request.work in works or (works and not request.work):
        done.unchanged += 1
        return
    made = deposit(archive, actor, request, now)
    works.add(made.work)
    done.deposited.append(made)
    if made.work not in done.touched:
        done.touched.append(made.work)


def _inside(folder: Path, name: str) -> Path:
    """A file below the folder; a manifest never reaches out of its own. Raises InvalidInput."""
    if "\0" in name:
        raise InvalidInput(f"not a file name: {name!r}")
    found = (folder / name).resolve()
    if not found.is_relative_to(folder.resolve()) or not found.is_file():
        raise InvalidInput(f"no file {name!r} beside the manifest")
    return found


def request_of(stated: Mapping[str, Any], content: bytes, file_name: str) -> DepositRequest:
    """A deposit from named values, as a manifest, a recipe or a form states them. Raises InvalidInput."""
    known = {f.name for f in fields(DepositRequest)} - {"content", "file_name"}
    unknown = sorted(set(stated) - known)
    if unknown:
        raise InvalidInput(f"unknown: {', '.join(unknown)}", choices=sorted(known))
    values = {key: _shaped(key, value) for key, value in stated.items()}
    if not values.get("lang") or not values.get("rendition"):
        raise InvalidInput("a deposit needs lang and rendition")
    return DepositRequest(content=content, file_name=file_name, **values)


def _shaped(key: str, value: object) -> Any:
    if key in _LISTS and isinstance(value, str):
        return (value,)
    if key == "embargo_until" and isinstance(value, str):
        return _instant(value)
    try:
        return msgspec.convert(value, _SHAPES.get(key, str))
    except msgspec.ValidationError as error:
        raise InvalidInput(f"{key} has not the form it must have: {error}") from error


def _instant(raw: str) -> datetime:
    try:
        return datetime.fromisoformat(raw)
    except ValueError as error:
        raise InvalidInput(f"not a time: {raw!r} (for example 2026-12-01T10:00+01:00)") from error


def _listed(path: Path) -> Iterator[tuple[int, str, Mapping[str, Any]]]:
    """Line number, file name and stated values."""
    manifest = path / MANIFEST if path.is_dir() else path
    if manifest.is_file():
        yield from _manifest(manifest)
    elif path.is_dir():
        files = sorted(p for p in path.iterdir() if p.suffix.lower() in (".txt", ".md") and p.is_file())
        for n, file in enumerate(files, start=1):
            parts = file.stem.split(".")
            stated = {"work": parts[0], "lang": parts[1], "rendition": parts[2]} if len(parts) >= 3 else {}
            yield n, file.name, stated
    else:
        raise InvalidInput(f"neither a folder nor a manifest: {path}")


def _manifest(manifest: Path) -> Iterator[tuple[int, str, Mapping[str, Any]]]:
    with manifest.open("rb") as lines:
        for n, raw in enumerate(lines, start=1):
            if not raw.strip():
                continue
            try:
                stated = json.loads(raw)
                name = stated.pop("file")
            except (ValueError, KeyError, AttributeError, TypeError, RecursionError):
                yield n, "", {"this line": "is not a JSON object with a file"}
                continue
            yield n, str(name), stated
