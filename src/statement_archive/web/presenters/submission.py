"""Translations made here: progress, and what became of each unit of a file that came back."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from statement_archive.align.diff import Piece, word_diff
from statement_archive.domain.errors import (
    ArchiveError,
    HomeBusy,
    InvalidInput,
    Refused,
    StorageFull,
    TooLarge,
    Undecodable,
)
from statement_archive.domain.translations import Translation, Unit
from statement_archive.formats.exchange import FileFormat
from statement_archive.web.names import html_lang, language_name, text_direction
from statement_archive.web.presenters.said import Said, all_said
from statement_archive.web.say import _, ngettext
from statement_archive.workflow.archive import Archive
from statement_archive.workflow.reading import Work
from statement_archive.workflow.translate import SubmissionResult
from statement_archive.workflow.translation_file import made_from_text, units_of
from statement_archive.workflow.translation_status import Progress


@dataclass(frozen=True, slots=True)
class Bar:
    """One translation: ``parts`` as (class, x, width) of a hundred, and the same in words."""

    expression: str
    language: str
    lang: str
    grain: str
    source: str
    parts: tuple[tuple[str, float, float], ...]
    words: str
    outdated: int
    conflicts: int
    done: bool


def bar(progress: Progress, translation: Translation) -> Bar:
    total = progress.total or 1
    at = 0.0
    parts: list[tuple[str, float, float]] = []
    counts = (("final", progress.final), ("reviewed", progress.reviewed), ("translated", progress.translated))
    for name, count in counts:
        parts.append((name, round(at, 2), round(100 * count / total, 2)))
        at += 100 * count / total
    done = progress.final + progress.reviewed + progress.translated
    words = [ngettext("%(done)s of %(num)d unit", "%(done)s of %(num)d units", progress.total, done=done)]
    if progress.reviewed + progress.final:
        words.append(_("%(n)s of them reviewed", n=progress.reviewed + progress.final))
    return Bar(
        progress.expression,
        language_name(progress.lang),
        html_lang(progress.lang),
        translation.grain,
        translation.source,
        tuple(part for part in parts if part[2]),
        ", ".join(words),
        progress.outdated,
        progress.conflicts,
        done >= progress.total,
    )


def format_name(name: FileFormat) -> str:
    """A format as translators know it."""
    return {"po": _("PO"), "xliff": _("XLIFF 1.2"), "xliff2": _("XLIFF 2.0"), "tmx": _("TMX, a translation memory")}[
        name
    ]


def kept(result: SubmissionResult) -> dict[str, Any]:
    """A result as a draft keeps it."""
    return asdict(result)


@dataclass(frozen=True, slots=True)
class Met:
    """A conflict: what all three say. ``now`` is what stands at this moment."""

    unit: str
    source: str
    base: str
    theirs: str
    mine: str
    now: str
    settled: bool
    changes: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Aged:
    """An outdated unit, or a question about one: what changed in its source."""

    unit: str
    source: str
    target: str
    changes: tuple[Piece, ...]
    settled: bool


@dataclass(frozen=True, slots=True)
class RefusedLine:
    unit: str
    line: int
    reason: str
    target: str


@dataclass(frozen=True, slots=True)
class ResultPage:
    """``version``: the newest of the translation now, the base of any decision made on the page."""

    version: int
    counts: tuple[tuple[str, str], ...]
    accepted: tuple[tuple[str, str], ...]
    aged: tuple[Aged, ...]
    met: tuple[Met, ...]
    refused: tuple[RefusedLine, ...]
    questions: tuple[Aged, ...]
    ended: tuple[tuple[str, str], ...]
    notes: tuple[Said, ...]
    source_lang: str
    source_dir: str
    lang: str
    dir: str


def result_page(archive: Archive, work: Work, translation: Translation, result: dict[str, Any]) -> ResultPage:
    """What was decided then, beside what stands now."""
    units = {u.source.key: u for u in units_of(archive, work, translation)}
    open_now = {c.unit for c in translation.conflicts}
    source_lang = work.expression(translation.source).facts.lang
    lang = translation.expression.facts.lang

    def aged(name: str) -> Aged:
        unit = units.get(name)
        was = made_from_text(archive, work, translation, unit) if unit and unit.outdated else ""
        return Aged(
            name,
            unit.source.text if unit else "",
            unit.text if unit else "",
            word_diff(was, unit.source.text) if unit and was else (),
            settled=unit is None or (not unit.outdated and unit.state != "initial"),
        )

    return ResultPage(
        version=len(translation.expression.versions),
        counts=counts(result),
        accepted=tuple((name, units[name].text if name in units else "") for name in result["accepted"]),
        aged=tuple(aged(name) for name in result["outdated"]),
        met=tuple(_met(each, units, translation, open_now) for each in result["conflicts"]),
        refused=tuple(
            RefusedLine(r["segment"], r["line"], reason(r["reason"]), r["target"]) for r in result["refused"]
        ),
        questions=tuple(aged(q["segment"]) for q in result["questions"]),
        ended=tuple((name, ", ".join(to) or _("nowhere")) for name, to in result["ended"].items()),
        notes=all_said(result.get("notes", ())),
        source_lang=html_lang(source_lang),
        source_dir=text_direction(source_lang),
        lang=html_lang(lang),
        dir=text_direction(lang),
    )


def open_units(archive: Archive, work: Work, translation: Translation) -> dict[str, Any]:
    """What waits in a translation, in the shape of a result: conflicts that nobody settled, outdated units."""
    outdated = [u.source.key for u in units_of(archive, work, translation) if u.outdated and u.text]
    conflicts = [{"segment": c.unit, "base": c.base, "theirs": c.theirs, "mine": c.mine} for c in translation.conflicts]
    nothing: dict[str, Any] = {"accepted": [], "unchanged": 0, "refused": [], "questions": [], "ended": {}}
    return {**nothing, "outdated": outdated, "conflicts": conflicts}


def _met(each: dict[str, str], units: dict[str, Unit], translation: Translation, open_now: set[str]) -> Met:
    name = each["segment"]
    unit = units.get(name)
    last = translation.last(name)
    now = last.text if last else ""
    return Met(
        name,
        unit.source.text if unit else "",
        each["base"],
        each["theirs"],
        each["mine"],
        now,
        name not in open_now,
        word_diff(now, each["mine"]),
    )


def counts(result: dict[str, Any]) -> tuple[tuple[str, str], ...]:
    """Each outcome with its number, those that are nothing left out."""
    numbers = (
        (_("Accepted"), len(result["accepted"])),
        (_("Unchanged"), result["unchanged"]),
        (_("Made from an older source"), len(result["outdated"])),
        (_("In conflict"), len(result["conflicts"])),
        (_("Refused"), len(result["refused"])),
        (_("Questions"), len(result["questions"])),
    )
    return tuple((name, str(number)) for name, number in numbers if number)


def reason(said: str) -> str:
    """Why one unit was refused, in the reader's language where it is a reason known to this page."""
    if said.startswith("the source text (msgid)"):
        return _("its source text was changed in the file, so it cannot be told what it translates")
    if said.startswith("there is no such segment"):
        return _("the source has no such segment")
    if said.startswith(("no msgctxt", "no id")):
        return _("the segment id (msgctxt) is missing")
    if said.startswith("plural forms"):
        return _("plural forms have no place in a statement")
    if said.startswith("the segment stands twice"):
        return _("the segment stands in the file twice; the first one counts")
    return said


def whole_file(error: ArchiveError) -> tuple[str, str]:
    """Title and explanation for a file that was refused as a whole."""
    if isinstance(error, TooLarge):
        return _("This file is too large"), _("Send it in parts: units that are not in a file stay as they are.")
    if isinstance(error, Undecodable):
        return (
            _("This file is not in the encoding it names"),
            _("Its header names one encoding, its bytes are in another. Save it as UTF-8 and send it again."),
        )
    if error.details.get("seems") or error.message.startswith(("not a PO file", "there is no", "not an XLIFF file")):
        return _unreadable(error)
    if error.message.startswith(("the file is for", "the file is in", "the file was made from")):
        return (
            _("This file belongs elsewhere"),
            _("Its header names another statement, another language or another source. Send it where it belongs."),
        )
    if isinstance(error, HomeBusy | StorageFull):
        return _("This file could not be stored now"), _("Try again in a little while; it is not a fault of the file.")
    known = isinstance(error, InvalidInput | Refused)
    return _("This file was not taken"), (
        _("Nothing of it was stored in the archive.")
        if known
        else _("The text it was made from cannot be reached now.")
    )


def _unreadable(error: ArchiveError) -> tuple[str, str]:
    line = error.details.get("line")
    if error.details.get("seems") and not line:
        return (
            _("This is not a file of a translation"),
            _("Send the PO or XLIFF file that you worked in, or a zip of them."),
        )
    where = _("Look at line %(line)s: it may be cut off there, or hold a stray character.", line=line) if line else ""
    xliff = "XLIFF file" in error.message
    return (
        _("This cannot be read as XLIFF") if xliff else _("This cannot be read as a PO file"),
        where or _("Save it once more in your editor and send it again."),
    )
