"""Projects: many translations out in one zip, and whatever zip comes back, file by file.

::

    works ──export_project──▶ <work>/<expression>.<po|xlf>   memory.tmx   manifest.json   README.txt
    zip ──unpacked──▶ files found by content ──submit, each by itself──▶ its outcome
                      (an OmegaT project too: what lies in source/ went out, what lies in target/ comes back)
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from statement_archive.domain.actors import Actor
from statement_archive.domain.errors import Ambiguous, ArchiveError, InvalidInput, NotFound, Refused, TooLarge
from statement_archive.domain.language import language_tag, matches
from statement_archive.domain.reference import RefusedRow
from statement_archive.domain.translations import Translation
from statement_archive.formats import sniff, tmx, zips
from statement_archive.formats.exchange import EXTENSIONS, ExchangeHead, FileFormat
from statement_archive.formats.tmx import Group
from statement_archive.workflow.archive import Archive
from statement_archive.workflow.credit import Names
from statement_archive.workflow.exchange import exchanged, nobody, translation_file
from statement_archive.workflow.reading import Work, see, work_ids
from statement_archive.workflow.targets import target_for
from statement_archive.workflow.translate import SubmissionResult, submit

MAX_WORKS = 500  # out, and files in: each is a submission of its own
ZIP_SIZE = 50 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class ProjectFile:
    """A translation that came back in a zip, by its name there."""

    name: str
    content: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Unpacked:
    """What a zip holds: translations, members refused with reason, and names of files that are of no concern."""

    files: tuple[ProjectFile, ...]
    refused: tuple[RefusedRow, ...]
    passed_over: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FileOutcome:
    """What became of one file: a result, or the error that says why it was refused as a whole."""

    name: str
    result: SubmissionResult | None = None
    error: ArchiveError | None = None


@dataclass(frozen=True, slots=True)
class ProjectResult:
    files: tuple[FileOutcome, ...]
    refused: tuple[RefusedRow, ...]
    passed_over: tuple[str, ...]


# --- out ---------------------------------------------------------------------------------------------------


def export_project(
    archive: Archive,
    actor: Actor,
    now: datetime,
    *,
    lang: str,
    works: Sequence[str] = (),
    file_format: FileFormat = "po",
    names: Names = nobody,
) -> bytes:
    """A zip of the files for one language: of these works, or of every work that could be translated into it.

    The same state gives the same bytes. Works that cannot be told one file for are named in the manifest.

    Raises NotAllowed, InvalidInput, NotFound and Gone (for a work that was named), Refused where nothing is left.
    """
    tag = language_tag(lang)
    actor.require("translate", tag)
    if file_format == "tmx":
        raise InvalidInput("a memory is no project: every project holds one beside its files")
    files: dict[str, bytes] = {}
    listed: list[dict[str, object]] = []
    left_out: list[dict[str, str]] = []
    memory: list[Group] = []
    for work in _wanted(archive, actor, now, tag, works):
        try:
            translations = _into(work, tag)
        except (Ambiguous, NotFound) as error:
            left_out.append({"work": work.id, "reason": error.message})
            continue
        for translation in translations:
            head, units = exchanged(archive, work, translation, names=names)
            if not units:
                left_out.append({"work": work.id, "reason": "its source has no units, or was withdrawn"})
                continue
            name = f"{work.id}/{translation.expression.id}.{EXTENSIONS[file_format]}"
            files[name] = translation_file(archive, work, translation, file_format, names=names)
            listed.append(_entry(name, head))
            if any(each.unit.text for each in units):
                memory.append((head, units))
    if not files:
        reasons = "; ".join(f"{each['work']}: {each['reason']}" for each in left_out[:5])
        raise Refused(f"there is nothing to translate into {tag}" + (f" ({reasons})" if reasons else ""))
    manifest = {"format": file_format, "lang": tag, "files": listed, "left_out": left_out}
    readme = _README.format(lang=tag, count=len(files)).encode("utf-8")
    around = {"README.txt": readme, "manifest.json": _json(manifest), "memory.tmx": tmx.write(memory)}
    return zips.write({**around, **files})


def contents(project: bytes) -> dict[str, Any]:
    """The manifest of a project made here."""
    members, _ = zips.read(project)
    found: dict[str, Any] = json.loads(next(m.content for m in members if m.name == "manifest.json"))
    return found


def _wanted(archive: Archive, actor: Actor, now: datetime, tag: str, names: Sequence[str]) -> Iterable[Work]:
    """The works that were named; else all that may be seen and have no text in this language but such as are made
    here. Raises NotFound and Gone for a named one, InvalidInput for too many."""
    if len(names) > MAX_WORKS:
        raise InvalidInput(f"more than {MAX_WORKS} works in one project")
    if names:
        yield from (see(archive, name, actor, now) for name in dict.fromkeys(names))
        return
    found = 0
    for name in work_ids(archive):
        try:
            work = see(archive, name, actor, now)
        except ArchiveError:  # not to be seen, withdrawn, or damaged: verify tells of the latter
            continue
        held = [e for e in work.state.expressions.values() if not e.tombstone]
        if work.state.merged_into or not held or any(matches(e.facts.lang, tag) for e in held):
            continue
        found += 1
        if found > MAX_WORKS:
            raise InvalidInput(f"more than {MAX_WORKS} works can be translated into {tag}: name those you want")
        yield work


def _into(work: Work, tag: str) -> list[Translation]:
    """Every translation into a language that is made here; else the one that could be begun.

    Raises NotFound, Ambiguous (several originals).
    """
    made = [t for t in work.translations.values() if t.expression.facts.lang == tag and not t.expression.tombstone]
    return made or [target_for(work, tag)]


def _entry(name: str, head: ExchangeHead) -> dict[str, object]:
    return {
        "file": name,
        "work": head.work,
        "expression": head.expression,
        "version": head.version,
        "source": head.source_expression,
        "source_version": head.source_version,
        "source_lang": head.source_lang,
    }


def _json(data: object) -> bytes:
    return (json.dumps(data, ensure_ascii=False, indent=2) + "\n").encode("utf-8")


_README = """Translations into {lang}: {count} files.

Each file holds one statement, sentence by sentence. Open it in any translation editor: Poedit, OmegaT, Weblate and
others take PO files; Trados, memoQ and others take XLIFF. Leave the ids and the source texts as they are.

OmegaT: copy the folders into source/ of a project, and memory.tmx into tm/. Turn sentence segmentation off: the
files are cut into sentences already. Zip the whole project afterwards, or its target/ folder.

memory.tmx holds what is translated in these files so far. manifest.json lists them.

Send back this zip, or any zip with the files you worked in. Names and folders do not matter: each file says which
translation it is. What you leave empty, or leave out, changes nothing.
"""


# --- in ----------------------------------------------------------------------------------------------------


def unpacked(content: bytes) -> Unpacked:
    """The translations in a zip, found by their content. Raises InvalidInput, TooLarge; Refused where there is none."""
    members, refused = zips.read(content)
    omegat = {m.name[: -len("omegat.project")] for m in members if m.name.endswith("omegat.project")}
    files: list[ProjectFile] = []
    passed_over: list[str] = []
    for member in members:
        went_out = any(member.name.startswith((f"{root}source/", f"{root}omegat/")) for root in omegat)
        hidden = any(part.startswith((".", "__MACOSX")) for part in member.name.split("/"))
        if went_out or hidden or not _is_translation(member.content):
            passed_over.append(member.name)
        else:
            files.append(ProjectFile(member.name, member.content))
    if len(files) > MAX_WORKS:
        raise TooLarge(f"{len(files)} translations in one zip, more than the {MAX_WORKS} taken in one piece")
    if not files and not refused:
        raise Refused("there is no PO or XLIFF file in this zip")
    return Unpacked(tuple(files), refused, tuple(passed_over))


def _is_translation(content: bytes) -> bool:
    kind = sniff.kind_of(content)
    return kind == "xliff" or (kind == "po" and sniff.is_po(content))


def submit_project(archive: Archive, actor: Actor, content: bytes, now: datetime, *, by: str) -> ProjectResult:
    """Each translation in a zip is submitted by itself; the outcome of one never touches another.

    Raises NotAllowed; what ``unpacked`` raises.
    """
    actor.require("translate")
    came = unpacked(content)
    outcomes: list[FileOutcome] = []
    for file in came.files:
        try:
            result = submit(archive, actor, file.content, now, by=by, file_name=file.name.rsplit("/", 1)[-1])
        except ArchiveError as error:
            outcomes.append(FileOutcome(file.name, error=error))
        else:
            outcomes.append(FileOutcome(file.name, result))
    return ProjectResult(tuple(outcomes), came.refused, came.passed_over)
