"""Title, role and body of a work as units: they are translated as its sentences are.

::

    facts of the work ──▶ title, speaker.role, body.name, unless
        the text says it itself       that sentence's unit is its translation
        it is known in this language  a title recorded, a name in the authority file
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence

from statement_archive.domain.facts import Name, WorkFacts
from statement_archive.domain.ids import work_stream
from statement_archive.domain.language import UNDETERMINED, matches, may_be_in, primary
from statement_archive.domain.text import fold
from statement_archive.domain.translations import Translation
from statement_archive.domain.units import FACT_KEYS, UnitSource, fact_unit
from statement_archive.domain.works import fold_work
from statement_archive.workflow.archive import Archive
from statement_archive.workflow.names import authorities
from statement_archive.workflow.reading import Work


def fact_units(
    archive: Archive, work: Work, translation: Translation, text: Sequence[UnitSource], made_of: Hashable
) -> tuple[UnitSource, ...]:
    """The facts of a work that are to be translated besides its ``text``; ``made_of``: what that follows from."""
    facts = work.state.facts
    into = translation.expression.facts.lang
    source_lang = work.expression(translation.source).facts.lang
    found = [
        fact_unit(key, value, lang or (source_lang if may_be_in(value, source_lang) else UNDETERMINED))
        for key in FACT_KEYS
        for value, lang in [_said(facts, key, source_lang)]
        if value.strip() and not (lang and matches(lang, primary(into))) and not _known(archive, facts, key, into)
    ]
    if not found:
        return ()
    said = archive.memo.get(("said", made_of), lambda: frozenset(_plain(u.text) for u in text))
    return tuple(unit for unit in found if _plain(unit.text) not in said)


def was_ever(archive: Archive, work: Work, key: str) -> Iterator[str]:
    """Every text that a fact of a work had, the newest first."""
    events = archive.ledger.read(work_stream(work.id))
    source_langs = {t.source for t in work.translations.values()}
    langs = {work.expression(name).facts.lang for name in source_langs if name in work.expressions} or {""}
    for k in range(len(events), 0, -1):
        if events[k - 1].kind in ("deposited", "described") and (state := fold_work(work.id, events[:k])):
            yield from (_said(state.facts, key, lang)[0] for lang in sorted(langs))


def _said(facts: WorkFacts, key: str, source_lang: str) -> tuple[str, str]:
    """A fact in the language of the source, or as it is recorded; and in which language, if that is known."""
    if key == "title":
        titles = [t for t in facts.titles if matches(t.lang, primary(source_lang))] or list(facts.titles)
        return (titles[0].value, titles[0].lang) if titles else ("", "")
    return (facts.speaker.role if key == "speaker.role" else facts.body.name), ""


def _known(archive: Archive, facts: WorkFacts, key: str, into: str) -> bool:
    names: Sequence[Name] = ()
    if key == "title":
        names = facts.titles
    elif key == "body.name" and facts.body.body:
        entry = authorities(archive, "bodies").entries.get(facts.body.body)
        names = entry.names if entry else ()
    return any(matches(name.lang, primary(into)) for name in names)


def _plain(text: str) -> str:
    return " ".join(fold(text).text.split())
