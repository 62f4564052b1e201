"""What is checked and what is found.

The first of a finding's ``args`` is its kind; the others are what it is about, in the order in which the
sentences of :mod:`.messages` name them.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass

from statement_archive.domain.terms import Concept

Span = tuple[int, int]
Spans = tuple[Span, ...]

# Check -> its kinds, each with how many values follow the kind in ``args``.
KINDS: Mapping[str, Mapping[str, int]] = {
    "numbers": {"missing": 1, "extra": 1},
    "dates": {"other": 2},
    "symbols": {"missing": 1, "extra": 1},
    "names": {"missing": 1},
    "sentences": {"fewer": 2, "more": 2},
    "length": {"short": 0, "long": 0},
    "quotes": {"missing": 0, "extra": 0, "unbalanced": 1, "foreign": 2},
    "brackets": {"missing": 2, "extra": 2, "unbalanced": 1},
    "doubled": {"word": 1},
    "untranslated": {"same": 0, "passage": 1},
    "glossary": {"missing": 2, "deprecated": 2},
    "scripts": {"mixed": 1, "letter": 2, "width": 1},
    "spaces": {"double": 0, "edge": 0, "before": 1, "after": 1, "french": 1},
    "punctuation": {"question": 0, "end": 0, "comma": 2},
}


@dataclass(frozen=True, slots=True)
class Pair:
    """A passage and its translation; the languages are BCP 47 tags.

    ``kind``: that of the segment (title, heading, body, …). ``concepts``: the glossary. ``names``: each name
    known to the archive as its recorded forms, in any language; where one of them stands in the source, one
    must stand in the target.
    """

    source: str
    target: str
    source_lang: str
    target_lang: str
    kind: str = "body"
    concepts: tuple[Concept, ...] = ()
    names: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Finding:
    """One doubt. Spans are code-point offsets into the texts as given, the end exclusive."""

    check: str
    args: tuple[str, ...]
    source_spans: Spans = ()
    target_spans: Spans = ()

    @property
    def kind(self) -> str:
        return self.args[0]

    @property
    def fingerprint(self) -> str:
        """SHA-256 over check and args: a dismissal counts for this only, so a changed finding comes back."""
        return hashlib.sha256("\x1f".join((self.check, *self.args)).encode("utf-8", "surrogatepass")).hexdigest()
