"""Glossaries as tables: CSV, TSV, what Excel saves.

::

    id ; en ; fr ; fr status ; definition ; domain ; status ; source     the first row
    columns named by a language tag hold terms, one column or several of a language

``status`` is that of every term in the row; ``fr status``, beside a column ``fr``, that of the term before it.
Cells that a spreadsheet would take for a formula go out with an apostrophe, which is taken off on the way in.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from statement_archive.domain.errors import InvalidInput, TooLarge
from statement_archive.domain.language import language_tag
from statement_archive.domain.reference import MAX_REFUSED, RefusedRow
from statement_archive.domain.terms import TERM_STATUSES, Concept, TermForm, TermStatus
from statement_archive.importing.decode import decode

_DELIMITERS = ",;\t"
_PLAIN = {
    "id": "id",
    "definition": "definition",
    "domain": "subject",
    "subject": "subject",
    "status": "status",
    "source": "source",
}
_FORMULA = re.compile(r"[=+\-@\t\r＝＋－＠]|'[=+\-@\t\r＝＋－＠']")  # spreadsheets take the wide signs too
_NEUTRALISED = re.compile(r"'[=+\-@\t\r＝＋－＠']")
_LONGEST_RECORD = 100  # lines: a quotation mark that is never closed must not swallow the rest


@dataclass(frozen=True, slots=True)
class _Column:
    """``of``: ``term``, ``term status`` or a field of a concept."""

    of: str
    lang: str = ""


def read(content: bytes) -> tuple[tuple[Concept, ...], tuple[RefusedRow, ...]]:
    """Concepts of a table, and rows that were not taken, with line and reason.

    Raises Undecodable, TooLarge, Refused (empty), InvalidInput where the first row names no language.
    """
    lines = re.split("\r\n|\n|\r", decode(content).text.removeprefix("\ufeff"))
    first = 0
    delimiter = ""
    declared = re.fullmatch(r"\s*\"?sep=([,;\t])\"?\s*", lines[0], re.IGNORECASE)
    if declared:  # Excel's own way of naming it
        first, delimiter = 1, declared[1]
    while first < len(lines) and not lines[first].strip():
        first += 1
    header = lines[first] if first < len(lines) else ""
    delimiter = delimiter or max(_DELIMITERS, key=re.sub('"[^"]*"', "", header).count)
    columns = _columns(next(csv.reader([header], delimiter=delimiter), []))
    concepts: list[Concept] = []
    refused: list[RefusedRow] = []
    ids: dict[str, int] = {}
    for line, raw, cells in _records(lines, first + 1, delimiter):
        if cells is not None and not any(cell.strip() for cell in cells):
            continue
        if len(refused) >= MAX_REFUSED:
            raise TooLarge(f"more than {MAX_REFUSED} bad rows in one glossary (line {line})", line=line)
        try:
            concept = _concept(columns, cells)
        except InvalidInput as error:
            refused.append(RefusedRow(line, error.message, raw[:200]))
            continue
        if concept.id and concept.id in ids:
            reason = f"the id {concept.id[:80]} stands twice (first on line {ids[concept.id]})"
            refused.append(RefusedRow(line, reason, raw[:200]))
            continue
        ids[concept.id] = line
        concepts.append(concept)
    return tuple(concepts), tuple(refused)


def _columns(names: Sequence[str]) -> list[_Column | None]:
    """What each column holds; None for one whose name says nothing here. Raises InvalidInput."""
    columns: list[_Column | None] = []
    for raw in names:
        name = raw.strip().removeprefix("\ufeff")
        plain = _PLAIN.get(name.lower())
        status = re.fullmatch(r"(\S+)[ :_]status", name, re.IGNORECASE)
        if plain:
            columns.append(_Column(plain))
            continue
        try:
            tag = language_tag((status[1] if status else name).replace("_", "-"))
            columns.append(_Column("term status" if status else "term", tag))
        except InvalidInput:
            columns.append(None)
    if not any(c and c.of == "term" for c in columns):
        found = ", ".join(n.strip() for n in names)[:200]
        raise InvalidInput(f"not a glossary: no column of its first row is named by a language tag ({found})", line=1)
    return columns


def _records(lines: Sequence[str], first: int, delimiter: str) -> Iterator[tuple[int, str, list[str] | None]]:
    """Line (1-based), the raw text, its cells; None where a quotation mark stays open."""
    at = first
    while at < len(lines):
        end = at + 1
        while end < len(lines) and end - at < _LONGEST_RECORD and "\n".join(lines[at:end]).count('"') % 2:
            end += 1
        raw = "\n".join(lines[at:end])
        cells = _cells(raw, delimiter)
        if cells is None:  # a mark that is not closed may have met another one further down: only this line is lost
            end = at + 1
        yield at + 1, raw if cells else lines[at], cells
        at = end


def _cells(raw: str, delimiter: str) -> list[str] | None:
    if raw.count('"') % 2:
        return None
    try:
        rows = list(csv.reader(io.StringIO(raw, newline=""), delimiter=delimiter, strict=True))
    except csv.Error:
        return None
    return rows[0] if len(rows) == 1 else []


def _concept(columns: Sequence[_Column | None], cells: Sequence[str] | None) -> Concept:
    """Raises InvalidInput."""
    if cells is None:
        raise InvalidInput("a quotation mark is opened and not closed, or stands where none may")
    said: dict[str, str] = {}
    forms: list[tuple[str, str, TermStatus | None]] = []
    for column, raw in zip(columns, cells, strict=False):
        value = _restored(raw.strip())
        if column is None or not value:
            continue
        if column.of == "term":
            forms.append((value, column.lang, None))
        elif column.of == "term status":
            if forms and forms[-1][1] == column.lang:
                forms[-1] = (*forms[-1][:2], _status(value))
        else:
            said[column.of] = value
    if len(cells) > len(columns) and any(cell.strip() for cell in cells[len(columns) :]):
        raise InvalidInput(f"{len(cells)} cells where the first row has {len(columns)}")
    if not forms:
        raise InvalidInput("there is no term in this row")
    whole = _status(said.get("status", ""))
    return Concept(
        said.get("id", ""),
        tuple(TermForm(text, lang, status or whole) for text, lang, status in forms),
        said.get("definition", ""),
        said.get("subject", ""),
        said.get("source", ""),
    )


def _status(raw: str) -> TermStatus:
    """Raises InvalidInput."""
    found = next((status for status in TERM_STATUSES if status == raw.lower()), None)
    if raw and not found:
        raise InvalidInput(f"no such status of a term: {raw[:40]} ({', '.join(TERM_STATUSES)})")
    return found or "unknown"


def write(concepts: Sequence[Concept], *, delimiter: str = ",") -> bytes:
    """A table for spreadsheets: UTF-8 with its mark, CRLF. Empty cells are unknown."""
    widths: dict[str, int] = {}
    for concept in concepts:
        for lang in {form.lang for form in concept.forms}:
            widths[lang] = max(widths.get(lang, 0), sum(form.lang == lang for form in concept.forms))
    languages = sorted(widths)
    out = io.StringIO(newline="")
    table = csv.writer(out, delimiter=delimiter, lineterminator="\r\n")
    terms = [name for lang in languages for name in (lang, f"{lang} status") * widths[lang]]
    table.writerow(["id", *terms, "definition", "domain", "source"])
    for concept in concepts:
        row = [concept.id]
        for lang in languages:
            own = [form for form in concept.forms if form.lang == lang]
            row += [cell for form in own for cell in (form.text, "" if form.status == "unknown" else form.status)]
            row += [""] * 2 * (widths[lang] - len(own))
        row += [concept.definition, concept.subject, concept.source]
        table.writerow([_neutral(cell) for cell in row])
    return ("\ufeff" + out.getvalue()).encode("utf-8")


def _neutral(cell: str) -> str:
    return f"'{cell}" if _FORMULA.match(cell) else cell


def _restored(cell: str) -> str:
    return cell[1:] if _NEUTRALISED.match(cell) else cell
