"""The glossary: terms proposed, agreed on, retired; brought in and asked for.

::

    set_terms, import_concepts ──▶ one ``termed`` line in the ledger of each language
    retire ──▶ ``retired``
    glossary(archive) ──▶ term files of every language ── concepts(archive) for matching

Whoever translates into a language may propose a term of it; what is preferred and what is not to be used is said by
its reviewers, and only they change that or retire such a term. Reading is open to everybody.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from typing import Any

from statement_archive.domain.actors import Actor
from statement_archive.domain.errors import Ambiguous, InvalidInput, NotFound, Refused, TooLarge
from statement_archive.domain.events import Draft
from statement_archive.domain.glossary import TermFile, TermRecord, fold_terms
from statement_archive.domain.glossary import concepts as joined
from statement_archive.domain.ids import glossary_lang, glossary_stream
from statement_archive.domain.language import language_tag, matches
from statement_archive.domain.terms import TERM_STATUSES, Concept, TermForm
from statement_archive.domain.text import plain
from statement_archive.workflow.archive import Archive
from statement_archive.workflow.commit import commit
from statement_archive.workflow.concept_names import ConceptNames
from statement_archive.workflow.names import slug

MAX_TERM = 500  # characters
MAX_CONCEPTS = 100_000  # of one import
_DECIDED = frozenset({"preferred", "deprecated"})
Spellings = Sequence[tuple[str, Mapping[str, str]]]


@dataclass(frozen=True, slots=True)
class ImportedTerms:
    """``recorded``: terms that are new or say something new, by language; ``known``: terms that said the same."""

    recorded: Mapping[str, int]
    known: int
    concepts: int


def term_file(archive: Archive, lang: str) -> TermFile:
    """The terms of one language."""
    events = archive.ledger.read(glossary_stream(lang))
    last = events[-1].hash if events else ""
    return archive.memo.get(("glossary", lang, last), partial(fold_terms, lang, events))


def glossary(archive: Archive) -> dict[str, TermFile]:
    """The terms of every language that has any, by language."""
    found = [lang for stream in archive.ledger.streams("translations/glossary/") if (lang := glossary_lang(stream))]
    return {lang: term_file(archive, lang) for lang in sorted(found)}


def concepts(archive: Archive) -> tuple[Concept, ...]:
    """Every concept with its terms in use, for matching."""
    return archive.memo.get(("concepts", *newest(archive)), lambda: joined(glossary(archive).values()))


def newest(archive: Archive) -> tuple[str, ...]:
    """The newest line of each ledger of terms: what all that is known of terms follows from."""
    found = (s for s in archive.ledger.streams("translations/glossary/") if glossary_lang(s))
    return tuple(archive.ledger.read(stream)[-1].hash for stream in found)


def term_history(archive: Archive, concept: str) -> tuple[TermRecord, ...]:
    """Every term that a concept ever had, those retired too. Raises NotFound."""
    found = tuple(r for f in glossary(archive).values() for r in f.records.values() if r.concept == concept)
    if not found:
        raise NotFound(f"no concept {concept[:80]!r} in the glossary")
    return found


def set_terms(
    archive: Archive,
    actor: Actor,
    forms: Sequence[TermForm],
    now: datetime,
    *,
    reason: str,
    concept: str = "",
    definition: str = "",
    subject: str = "",
    source: str = "",
) -> str:
    """Record terms of one concept, or say anew what is known of them; returns the concept's id. Without ``concept``,
    the one that has one of these terms already, else a new one.

    Raises NotAllowed, InvalidInput (no term, no reason), Ambiguous (a term of several concepts).
    """
    if not reason.strip():
        raise InvalidInput("a change of the glossary needs its reason")
    forms = [_checked(form) for form in forms]
    if not forms:
        raise InvalidInput("no term was given")
    with archive.ledger.exclusive():
        files = glossary(archive)
        name = concept.strip() or _known_concept(files, forms) or _new_concept(files, forms[0].text)
        if concept.strip() and slug(concept, 120) != concept.strip():
            raise InvalidInput(f"not a concept id: {concept[:80]!r} (lower-case letters, digits and single hyphens)")
        said = {"definition": definition.strip(), "subject": subject.strip(), "source": source.strip()}
        said = {k: v for k, v in said.items() if v}
        for lang in dict.fromkeys(form.lang for form in forms):
            file = files.get(lang, TermFile(lang))
            own = [form for form in forms if form.lang == lang]
            for form in own:
                _may(actor, file.find(name, form.text), form)
            terms = [{"concept": name, "text": form.text, "status": form.status, **said} for form in own]
            data = {"terms": terms, "reason": reason.strip()[:1000]}
            commit(archive, glossary_stream(lang), Draft("termed", actor.person, now, data), head=file.head)
    return name


def retire(
    archive: Archive, actor: Actor, concept: str, lang: str, text: str, now: datetime, *, reason: str
) -> TermRecord:
    """Take a term out of use. Raises NotAllowed, InvalidInput (no reason), NotFound, Refused (it is already)."""
    if not reason.strip():
        raise InvalidInput("retiring a term needs its reason")
    with archive.ledger.exclusive():
        file = term_file(archive, language_tag(lang))
        record = file.find(concept, text)
        if record is None:
            raise NotFound(f"no term {text[:80]!r} of {concept[:80]!r} in {lang}")
        if record.retired:
            raise Refused(f"{record.form.text} was retired already")
        _may(actor, record, record.form)
        data = {"terms": [{"concept": concept, "text": record.form.text}], "reason": reason.strip()[:1000]}
        commit(archive, glossary_stream(file.lang), Draft("retired", actor.person, now, data), head=file.head)
    found = term_file(archive, file.lang).find(concept, text)
    return found or record


def import_concepts(
    archive: Archive, actor: Actor, items: Iterable[Concept], now: datetime, *, reason: str
) -> ImportedTerms:
    """Take a term base in: one line in the ledger of each language. A concept joins the one of its id, or, without
    an id, the one that has its terms; one that shares no term with the concept of its id is another. Terms that say
    nothing new are left out. Needs review in each language of the terms.

    Raises NotAllowed, InvalidInput, TooLarge.
    """
    if not reason.strip():
        raise InvalidInput("an import needs its reason: where the terms come from")
    items = list(items)
    if len(items) > MAX_CONCEPTS:
        raise TooLarge(f"more than {MAX_CONCEPTS} concepts in one import")
    by_lang: dict[str, list[dict[str, Any]]] = {}
    with archive.ledger.exclusive():
        files = glossary(archive)
        names = ConceptNames(files)
        known = 0
        for item in items:
            forms = [_checked(form) for form in item.forms]
            name = names.give(item.id, forms)
            said = {"definition": item.definition, "subject": item.subject, "source": item.source}
            for form in forms:
                file = files.get(form.lang, TermFile(form.lang))
                before = file.find(name, form.text)
                if before and not before.retired and form.status == "unknown":  # a term base that does not say
                    form = replace(form, status=before.last.status)  # noqa: PLW2901  # as it is recorded
                if before and not before.retired and _says_the_same(before, names.meant.get(name), form, said):
                    known += 1
                    continue
                term = {"concept": name, "text": form.text, "status": form.status}
                by_lang.setdefault(form.lang, []).append(term | {k: v for k, v in said.items() if v})
        for lang in by_lang:
            actor.require("review", lang)
        for lang, terms in by_lang.items():
            data = {"terms": terms, "reason": reason.strip()[:1000], "via": "import"}
            head = files[lang].head if lang in files else 0
            commit(archive, glossary_stream(lang), Draft("termed", actor.person, now, data), head=head)
    return ImportedTerms({lang: len(terms) for lang, terms in sorted(by_lang.items())}, known, len(items))


def _says_the_same(before: TermRecord, concept: Concept | None, form: TermForm, said: Mapping[str, str]) -> bool:
    """What a term base says of a concept may stand here with another of its terms."""
    last = before.last
    return last.status == form.status and all(
        not value or value in (getattr(last, name), getattr(concept, name, "")) for name, value in said.items()
    )


def _checked(form: TermForm) -> TermForm:
    text = " ".join(form.text.split())
    if not text or len(text) > MAX_TERM:
        raise InvalidInput(f"a term has 1 to {MAX_TERM} characters")
    if form.status not in TERM_STATUSES:
        raise InvalidInput(f"not a status of a term: {form.status!r}", choices=TERM_STATUSES)
    return TermForm(text, language_tag(form.lang), form.status)


def _may(actor: Actor, before: TermRecord | None, form: TermForm) -> None:
    """Raises NotAllowed."""
    decided = form.status in _DECIDED or (before is not None and before.last.status in _DECIDED)
    actor.require("review" if decided else "translate", form.lang)


def _known_concept(files: Mapping[str, TermFile], forms: Sequence[TermForm]) -> str:
    found = {
        record.concept
        for form in forms
        for tag, file in files.items()
        if matches(tag, form.lang) or matches(form.lang, tag)
        for record in file.records.values()
        if not record.retired and plain(record.form.text) == plain(form.text)
    }
    if len(found) > 1:
        raise Ambiguous("several concepts have this term: name the one that is meant", choices=sorted(found))
    return next(iter(found), "")


def _new_concept(files: Mapping[str, TermFile], text: str) -> str:
    taken = {record.concept for file in files.values() for record in file.records.values()}
    base = slug(text) or "concept"
    return next(n for n in (base, *(f"{base}-{i}" for i in range(2, 100_000))) if n not in taken)
