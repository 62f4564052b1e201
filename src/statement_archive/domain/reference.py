"""Texts brought in from elsewhere to compare with: units of a translation memory."""

from __future__ import annotations

from dataclasses import dataclass

MAX_UNITS = 500_000  # of one memory
MAX_REFUSED = 100_000  # rows of one file that are told one by one


@dataclass(frozen=True, slots=True)
class ReferenceUnit:
    """One passage in two languages or more. ``by`` and ``at`` (ISO 8601) as the memory says."""

    variants: tuple[tuple[str, str], ...]  # (language tag, text)
    by: str = ""
    at: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class RefusedRow:
    """What was not taken of a memory, a glossary or a zip, with its line (1-based; 0: none) and its words."""

    line: int
    reason: str
    text: str = ""
