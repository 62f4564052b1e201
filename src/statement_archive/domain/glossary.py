"""The glossary: one ledger for each language, concepts joining their terms.

::

    translations/glossary/ru.events.jsonl ──fold_terms──▶ TermFile(lang, records)
    several term files ──concepts──▶ Concept(id, forms in every language)

Kinds of event: ``termed`` (terms recorded, or recorded anew) and ``retired`` (a term is not to be used any more
as a term of its concept; its history stays). A term is one spelling of one concept: another spelling is another.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from statement_archive.domain.errors import Damaged
from statement_archive.domain.events import Event
from statement_archive.domain.terms import TERM_STATUSES, Concept, TermForm, TermStatus
from statement_archive.domain.text import plain


@dataclass(frozen=True, slots=True)
class TermChange:
    """What was said of a term, once. ``retired`` where it was taken out of use."""

    status: TermStatus
    definition: str
    subject: str
    source: str
    reason: str
    by: str
    at: datetime
    retired: bool = False


@dataclass(frozen=True, slots=True)
class TermRecord:
    """A term of a concept with everything ever said of it; the last counts."""

    concept: str
    form: TermForm
    history: tuple[TermChange, ...]

    @property
    def last(self) -> TermChange:
        return self.history[-1]

    @property
    def retired(self) -> bool:
        return self.last.retired


@dataclass(frozen=True, slots=True)
class TermFile:
    """The terms of one language, by concept and folded spelling, in the order in which they came."""

    lang: str
    records: Mapping[tuple[str, str], TermRecord] = field(default_factory=dict)
    head: int = 0

    def find(self, concept: str, text: str) -> TermRecord | None:
        return self.records.get((concept, plain(text)))


def fold_terms(lang: str, events: Iterable[Event]) -> TermFile:
    """The terms after ``events``. Raises Damaged."""
    records: dict[tuple[str, str], TermRecord] = {}
    head = 0
    for event in events:
        try:
            if event.kind in ("termed", "retired"):
                for term in event.data["terms"]:
                    _step(records, lang, event, term)
        except (KeyError, TypeError, AttributeError) as error:
            raise Damaged(f"event {event.n} of the glossary of {lang} cannot be read: {error}") from error
        head = event.n
    return TermFile(lang, records, head)


def _step(records: dict[tuple[str, str], TermRecord], lang: str, event: Event, term: Mapping[str, object]) -> None:
    text = term["text"]
    if not isinstance(text, str):  # redacted
        return
    concept = str(term["concept"])
    key = (concept, plain(text))
    before = records.get(key)
    retired = event.kind == "retired"
    if retired and before is not None:
        status = before.last.status
    else:
        status = next((s for s in TERM_STATUSES if s == term.get("status")), "unknown")
    change = TermChange(
        status,
        str(term.get("definition", before.last.definition if before else "")),
        str(term.get("subject", before.last.subject if before else "")),
        str(term.get("source", before.last.source if before else "")),
        str(event.data.get("reason", "")),
        event.by,
        event.at,
        retired,
    )
    history = (*before.history, change) if before else (change,)
    records[key] = TermRecord(concept, TermForm(text, lang, status), history)


def concepts(files: Iterable[TermFile]) -> tuple[Concept, ...]:
    """Concepts with their terms in use, in the order in which they came, preferred terms first."""
    found: dict[str, Concept] = {}
    for file in files:
        for record in file.records.values():
            if record.retired:
                continue
            last = record.last
            known = found.get(record.concept, Concept(record.concept, ()))
            found[record.concept] = replace(
                known,
                forms=(*known.forms, record.form),
                definition=known.definition or last.definition,
                subject=known.subject or last.subject,
                source=known.source or last.source,
            )
    order = {"preferred": 0, "admitted": 1, "unknown": 2, "deprecated": 3}
    return tuple(
        replace(c, forms=tuple(sorted(c.forms, key=lambda f: (f.lang, order[f.status])))) for c in found.values()
    )
