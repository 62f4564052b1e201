"""What a translator hands in, whatever the file format: frozen before anything is decided."""

from __future__ import annotations

from dataclasses import dataclass

from statement_archive.domain.translations import Departure, How


@dataclass(frozen=True, slots=True)
class SubmittedUnit:
    """One unit as it came. ``source`` is the source text the file shows, ``draft`` says that the file
    marks the target as not finished (``fuzzy``), ``line`` where it stands in the file (1-based). ``how`` the
    words came about, ``origin`` where they were taken from, ``departure``: left out or added to on purpose."""

    unit: str
    source: str
    target: str
    draft: bool
    line: int
    how: How = "typed"
    origin: str = ""
    departure: Departure | None = None


@dataclass(frozen=True, slots=True)
class RefusedUnit:
    """A unit that was not taken, with the reason; what was typed is kept with it."""

    segment: str
    reason: str
    line: int = 0
    target: str = ""


@dataclass(frozen=True, slots=True)
class Submission:
    """Everything a file says. Empty or None where the file lost its header on the way.

    ``notes``: what was left out of units that were taken all the same, in words.
    """

    work: str
    expression: str
    lang: str
    source_expression: str
    source_version: int | None
    base_version: int | None
    translator: str
    units: tuple[SubmittedUnit, ...]
    refused: tuple[RefusedUnit, ...] = ()
    notes: tuple[str, ...] = ()
