"""Which concept of this glossary an imported one is.

::

    with an id     the concept of that id, where it shares a term, has none, or none in the same languages
    without one    the concept that shares a term in every language that both have; else a new one

Term bases call their concepts ``1`` or ``c1``: the same id alone is no reason to join. A ledger only grows, so two
concepts that were joined by mistake are hard to part.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import chain, count

from statement_archive.domain.glossary import TermFile
from statement_archive.domain.glossary import concepts as joined
from statement_archive.domain.terms import TermForm
from statement_archive.domain.text import plain
from statement_archive.workflow.names import slug

Terms = set[tuple[str, str]]  # (language, folded spelling)


class ConceptNames:
    """``meant``: concepts as they stood before the import. Terms that were retired name their concept still."""

    def __init__(self, files: Mapping[str, TermFile]) -> None:
        self.meant = {concept.id: concept for concept in joined(files.values())}
        self._terms: dict[str, Terms] = {}
        self._having: dict[tuple[str, str], list[str]] = {}
        self._next: dict[str, int] = {}
        for file in files.values():
            for record in file.records.values():
                self._add(record.concept, _term(record.form))

    def give(self, ident: str, forms: Sequence[TermForm]) -> str:
        """The id under which an imported concept is recorded; it is known from now on."""
        terms = {_term(form) for form in forms}
        name = self._of_id(ident, terms) if slug(ident, 120) else self._bearing(terms)
        name = name or self._free(slug(forms[0].text) if forms else "")
        for term in terms:
            self._add(name, term)
        return name

    def _add(self, name: str, term: tuple[str, str]) -> None:
        held = self._terms.setdefault(name, set())
        if term not in held:
            held.add(term)
            self._having.setdefault(term, []).append(name)

    def _of_id(self, ident: str, terms: Terms) -> str:
        base = ident if ident in self._terms else slug(ident, 120)
        tried = chain((base,), (f"{base}-{i}" for i in count(2)))
        return next(name for name in tried if self._fits(name, terms))

    def _fits(self, name: str, terms: Terms) -> bool:
        held = self._terms.get(name, set())
        return bool(held & terms) or {lang for lang, _ in held}.isdisjoint(lang for lang, _ in terms)

    def _bearing(self, terms: Terms) -> str:
        found = dict.fromkeys(name for term in sorted(terms) for name in self._having.get(term, ()))
        return next((name for name in found if self._shares_everywhere(self._terms[name], terms)), "")

    def _shares_everywhere(self, held: Terms, terms: Terms) -> bool:
        common = {lang for lang, _ in held} & {lang for lang, _ in terms}
        return common == {lang for lang, _ in held & terms}

    def _free(self, base: str) -> str:
        base = base or "concept"
        n = self._next.get(base, 1)
        while (name := f"{base}-{n}" if n > 1 else base) in self._terms:
            n += 1
        self._next[base] = n + 1
        return name


def _term(form: TermForm) -> tuple[str, str]:
    return form.lang, plain(form.text)
