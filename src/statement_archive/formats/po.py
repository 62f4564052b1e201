"""PO files of statements (the only home of polib).

Conventions: ``msgctxt`` is the segment id, or several joined by a space; ``msgid`` the source as it stands
(line breaks as LF); ``#, fuzzy`` marks drafts and outdated units, told apart by ``#. state:``. Headers stay
under 76 characters where they can, for msgcat rewraps longer ones; names that a file is matched by are never
cut. ``polib.merge`` is never used: it throws away a rewritten paragraph's translation.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Sequence
from datetime import UTC

import polib

from statement_archive.domain.errors import InvalidInput, Refused, Undecodable
from statement_archive.domain.language import language_tag, primary, script_of
from statement_archive.domain.submissions import RefusedUnit, Submission, SubmittedUnit
from statement_archive.formats.exchange import ExchangeHead, ExchangeUnit, credit_lines, one_line

WRAP = 78
_HEADER_ROOM = 76
# gettext names Chinese by territory where BCP 47 names the script.
_GETTEXT = {"zh-Hans": "zh_CN", "zh-Hant": "zh_TW", "zh": "zh_CN"}
_CHARSET = re.compile(rb"charset=([A-Za-z0-9_.:-]+)")


def gettext_language(tag: str) -> str:
    """Gettext's name of a language: ``pt-BR`` is ``pt_BR``, ``sr-Latn`` is ``sr@latin``."""
    if tag in _GETTEXT:
        return _GETTEXT[tag]
    parts = tag.split("-")
    region = next((p for p in parts[1:] if len(p) == 2 and p.isupper()), "")
    modifier = {"Latn": "@latin", "Cyrl": "@cyrillic"}.get(next((p for p in parts[1:] if len(p) == 4), ""), "")
    if script_of(primary(tag)) == script_of(tag):
        modifier = ""
    return parts[0] + (f"_{region}" if region else "") + modifier


def po_text(text: str) -> str:
    """A text as PO tools can hold it: line breaks as LF (msgfmt refuses a CR in a message)."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def write(head: ExchangeHead, units: Sequence[ExchangeUnit]) -> bytes:
    """The file for units. UTF-8, LF, no BOM."""
    file = polib.POFile(wrapwidth=WRAP)
    file.header = "\n".join(credit_lines(head))
    file.metadata = {
        "Project-Id-Version": f"statement-archive {head.work}"[: _HEADER_ROOM - len("Project-Id-Version")],
        "PO-Revision-Date": head.revised.astimezone(UTC).strftime("%Y-%m-%d %H:%M+0000"),
        "Last-Translator": one_line(head.translator)[: _HEADER_ROOM - len("Last-Translator")],
        "Language-Team": "statement-archive",
        "Language": gettext_language(head.lang),
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "X-Source-Language": gettext_language(head.source_lang),
        "X-Statement-Id": head.work,
        "X-Source-Expression": head.source_expression,
        "X-Source-Version": str(head.source_version),
        "X-Translation-Expression": head.expression,
        "X-Translation-Version": str(head.version),
        "X-Translation-Event": str(head.event),
        "X-Language-Tag": head.lang,
        "X-Source-Digest": head.source_digest[:32],
    }
    if head.licence:
        file.metadata["X-Licence"] = one_line(head.licence)[: _HEADER_ROOM - len("X-Licence")]
    for each in units:
        unit = each.unit
        path, _, line = each.reference.rpartition(":")
        comments = (f"state: {each.state}", *(one_line(c)[:_HEADER_ROOM] for c in each.comments))
        entry = polib.POEntry(
            msgctxt=unit.source.key,
            msgid=po_text(unit.source.text),
            msgstr=po_text(each.target),
            comment="\n".join(comments),
            occurrences=[(path, line)],
        )
        if unit.text and (unit.outdated or unit.state == "initial"):
            entry.flags.append("fuzzy")
            if unit.outdated and each.made_from:
                entry.previous_msgid = po_text(each.made_from)
                entry.previous_msgctxt = unit.source.key
        file.append(entry)
    return (str(file).rstrip("\n") + "\n").encode("utf-8")


def shown_event(content: bytes) -> int | None:
    """The number of the ledger event that a rendering says it shows."""
    found = re.search(rb'"X-Translation-Event: ([0-9]{1,9})\\n"', content)
    return int(found[1]) if found else None


def shown_source_version(content: bytes) -> int | None:
    """The source version that a rendering says it shows."""
    found = re.search(rb'"X-Source-Version: ([0-9]{1,9})\\n"', content)
    return int(found[1]) if found else None


def read(content: bytes) -> Submission:
    """Parse a PO file. Raises Undecodable, InvalidInput (with the line), Refused where it is empty."""
    text, notes = _without_broken(_decoded(content).replace("\r\n", "\n"))
    _check_strings(text)
    if "msgid" not in text:
        raise Refused("there is no PO entry in this file")
    try:
        text, back = _line_breaks(text)
        file = polib.pofile(text, encoding="utf-8", wrapwidth=WRAP)
    except (OSError, ValueError, IndexError, UnicodeError) as error:
        raise InvalidInput(f"not a PO file: {_reason(error)}") from error
    meta = {key.lower(): value for key, value in file.metadata.items()}
    units: list[SubmittedUnit] = []
    refused: list[RefusedUnit] = []
    seen: dict[str, int] = {}
    for entry in file:
        line = entry.linenum or 0
        if entry.obsolete:
            continue
        key = " ".join((entry.msgctxt or "").split())
        reason = ""
        if not key:
            reason = "no msgctxt: the segment id is missing"
        elif entry.msgid_plural or entry.msgstr_plural:
            reason = "plural forms have no place in a statement"
        elif key in seen:
            reason = f"the segment stands twice in the file (first at line {seen[key]})"
        if reason:
            refused.append(RefusedUnit(key, reason, line, entry.msgstr.translate(back)))
            continue
        seen[key] = line
        units.append(SubmittedUnit(key, entry.msgid.translate(back), entry.msgstr.translate(back), entry.fuzzy, line))
    return Submission(
        work=meta.get("x-statement-id", ""),
        expression=meta.get("x-translation-expression", ""),
        lang=_tag(meta.get("x-language-tag", "")),
        source_expression=meta.get("x-source-expression", ""),
        source_version=_number(meta.get("x-source-version", "")),
        base_version=_number(meta.get("x-translation-version", "")),
        translator=meta.get("last-translator", ""),
        units=tuple(units),
        refused=tuple(refused),
        notes=notes,
    )


def _decoded(content: bytes) -> str:
    """Text by the charset the header names (UTF-8 where it names none), strictly."""
    found = _CHARSET.search(content[:8192])
    charset = found[1].decode("ascii") if found else "utf-8"
    if charset.upper() == "CHARSET":  # the placeholder of a template
        charset = "utf-8"
    try:
        return content.decode("utf-8-sig" if codecs.lookup(charset).name == "utf-8" else charset)
    except (UnicodeError, LookupError) as error:
        raise Undecodable(f"the file is not in {charset}, the charset it names: {error}") from error


# Python's str.splitlines, which polib uses, ends a line at each of these; PO ends one at LF only.
_ODD_BREAKS = "\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"


def _line_breaks(text: str) -> tuple[str, dict[int, int]]:
    """The text with LF as its only line break, and the table that brings the other characters back."""
    text = _PREVIOUS_OBSOLETE.sub("", text)
    if "\r" in text:
        line = text[: text.index("\r")].count("\n") + 1
        raise InvalidInput(f"not a PO file: a bare carriage return at line {line}", line=line)
    text = _ESCAPE.sub(lambda found: "\a" if found[0] == r"\a" else found[0], text)
    odd = [ord(c) for c in _ODD_BREAKS if c in text]
    free = (c for c in range(0x10F000, 0x10FFFE) if chr(c) not in text)
    there = dict(zip(odd, free, strict=False))
    return text.translate(there), {stand_in: c for c, stand_in in there.items()}


def _without_broken(text: str) -> tuple[str, tuple[str, ...]]:
    """The text without entries that OmegaT has broken, and a note on each: it takes a line with U+2028 and the like
    for no string, and writes a second ``msgstr``. Such a unit counts as absent, and the rest of the file is read."""
    if not re.search(_BREAKS_OMEGAT, text):
        return text, ()
    lines = text.split("\n")
    notes: list[str] = []
    start = 0
    for at in range(len(lines) + 1):
        if at < len(lines) and lines[at].strip():
            continue
        entry = lines[start:at]
        broken = sum(line.startswith('msgstr "') for line in entry) > 1
        if broken and re.search(_BREAKS_OMEGAT, "".join(entry)):
            key = next((line.partition(" ")[2].strip().strip('"') for line in entry if line.startswith("msgctxt")), "?")
            notes.append(f"{key} left out (line {start + 1}): OmegaT cannot hold the line separator in it")
            lines[start:at] = [""] * len(entry)
        start = at + 1
    return "\n".join(lines), tuple(notes)


_BREAKS_OMEGAT = "[\x85\u2028\u2029]"
_ESCAPE = re.compile(r"\\.")  # gettext writes a bell as \a, which polib does not know
# What an obsolete entry was made from, as msgattrib and msgmerge write it: polib refuses such a line.
_PREVIOUS_OBSOLETE = re.compile(r"^#~\|.*$", re.MULTILINE)
_STRING_LINE = re.compile(r'(?:#~ ?)?(?:msgctxt|msgid(?:_plural)?|msgstr(?:\[\d+\])?)?\s*"(?:[^"\\]|\\.)*"\s*')


def _check_strings(text: str) -> None:
    """Raises InvalidInput where a string does not end on its line: polib would drop its last letter."""
    for number, raw in enumerate(text.split("\n"), start=1):
        line = raw.strip(" \t\r")
        comment = line.startswith("#") and (not line.startswith("#~") or line.startswith("#~|"))
        if line and not comment and not _STRING_LINE.fullmatch(line):
            where = f"not a PO file: line {number} is not a complete entry line (was the file cut off?)"
            raise InvalidInput(where, line=number)


def _reason(error: Exception) -> str:
    """Polib's message without the dump of the file that it begins with."""
    message = str(error)
    found = re.search(r"\(line (\d+)\)(: .*)?", message)
    return f"syntax error at line {found[1]}" if found else message[-200:]


def _tag(raw: str) -> str:
    return language_tag(raw) if raw else ""


def _number(raw: str) -> int | None:
    return int(raw) if raw.strip().isdecimal() and len(raw) < 10 else None
