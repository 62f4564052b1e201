"""Small texts as sources of quotations."""

from __future__ import annotations

from statement_archive.importing.document import read_document
from statement_archive.quotes.comparing import Match, near, same_words
from statement_archive.quotes.quoted import quoted
from statement_archive.quotes.source import SourceText


def source(text: str, lang: str = "en", *, bridge: bool = False) -> SourceText:
    read = read_document(text.encode(), name="text.txt", lang=lang, bridge=bridge)
    return SourceText(read.text, lang, lambda: read.table)


def best(quotation: str, text: str | SourceText, lang: str = "en") -> Match | None:
    """What holds of a quotation in one text: the best place with the same words, else the nearest."""
    held = source(text, lang) if isinstance(text, str) else text
    wanted = quoted(quotation)
    same = same_words(wanted, held)
    return same[0] if same else near(wanted, held)


def verdict(quotation: str, text: str | SourceText, lang: str = "en") -> str | None:
    match = best(quotation, text, lang)
    return match.verdict if match else None
