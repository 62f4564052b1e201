"""All quotations of a file that was handed in, with what it claims about each: ``find``."""

from __future__ import annotations

from statement_archive.importing.manuscript import Manuscript
from statement_archive.quotes.found import FoundQuotation


def find(manuscript: Manuscript) -> tuple[FoundQuotation, ...]:
    """Quotations in the order in which they begin; a nested one after the one it stands in. Never raises."""
    raise NotImplementedError
