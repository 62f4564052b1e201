"""A passage of one text, and everything that ever stood for it in another language.

::

    work, expression, segment ids ──edge──▶ Counterpart  the passage of a held text, cut from its newest version
                                  ──history──▶ Earlier   what a unit said before, or says as a draft

What the reader may see is in the work that is handed in: it comes from ``see``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from statement_archive.domain.language import matches, primary, region, script_of
from statement_archive.domain.segments import Segment, SegmentTable
from statement_archive.domain.text import text_digest
from statement_archive.domain.translations import Rendering
from statement_archive.domain.unit_states import UnitState
from statement_archive.domain.works import Expression, Version
from statement_archive.workflow.across import across, locator
from statement_archive.workflow.archive import Archive
from statement_archive.workflow.reading import Work, readable, table_of, text_of


@dataclass(frozen=True, slots=True)
class Source:
    """A passage of the newest version of a text; ``ids`` are its sentences."""

    work: Work
    expression: Expression
    version: Version
    text: str
    lang: str
    locator: str
    ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Counterpart:
    """The same passage in a held text. ``by``: its maker, or the accounts that submitted its units; ``claimed``:
    names that were given with them, instead of accounts; ``wider``: it renders more than the passage asked for."""

    expression: Expression
    version: Version
    text: str
    lang: str
    locator: str
    how: str
    by: str
    state: UnitState | None
    outdated: bool
    wider: bool
    claimed: str = ""


@dataclass(frozen=True, slots=True)
class Earlier:
    """What a unit said before. ``outdated``: it was made from another wording of the source."""

    expression: Expression
    rendering: Rendering
    outdated: bool


def source_of(archive: Archive, work: Work, expression: Expression, names: Sequence[str]) -> Source | None:
    """A passage by the ids of its segments, in order; None where the newest version has none of them."""
    version = readable(expression)
    if version is None:
        return None
    table = table_of(archive, version)
    segments = [s for name in names if (s := table.find(name)) is not None]
    sentences = _sentences(table, segments)
    if not sentences:
        return None
    text = text_of(archive, version)[segments[0].start : segments[-1].end]
    lang = segments[0].lang or expression.facts.lang
    return Source(work, expression, version, text, lang, locator(segments), tuple(s.id for s in sentences))


def counterparts(archive: Archive, source: Source, target_lang: str) -> Iterator[Counterpart]:
    """The passage in every held text of the target language that it is joined to."""
    work = source.work
    for other in work.expressions.values():
        if other.id == source.expression.id:
            continue
        found = across(archive, work, source.expression.id, source.ids, other)
        if found is None or not serves(found.lang, target_lang):
            continue
        by, claimed = _maker(work, other, frozenset(found.names))
        yield Counterpart(
            other,
            found.version,
            found.text,
            found.lang,
            found.locator,
            found.how,
            by,
            found.state,
            found.outdated,
            found.wider,
            claimed,
        )


def earlier(source: Source, target_lang: str) -> Iterator[Earlier]:
    """What translations made here from this text said earlier for the passage, and what stands there as a draft;
    for translators only, since a draft is nobody's word yet."""
    digest = text_digest(source.text)
    for made in source.work.translations.values():
        expression = made.expression
        if (
            made.source != source.expression.id
            or expression.tombstone
            or not serves(expression.facts.lang, target_lang)
        ):
            continue
        gone = {v.n for v in expression.versions if v.tombstone}
        renderings = made.history.get(" ".join(source.ids), ())
        for n, rendering in enumerate(renderings, start=1):
            standing = n == len(renderings) and rendering.state != "initial"
            if rendering.text.strip() and rendering.version not in gone and not standing:
                yield Earlier(expression, rendering, rendering.made_from != digest)


def serves(lang: str, wanted: str) -> bool:
    """``fr-CA`` where ``fr`` is wanted and the other way round; ``zh-CN``, as other programs write it, where
    ``zh-Hans`` is wanted; not traditional characters for simplified ones."""
    if matches(lang, wanted) or matches(wanted, lang):
        return True
    anywhere = not region(lang) or not region(wanted)
    return primary(lang) == primary(wanted) and anywhere and script_of(lang) == script_of(wanted)


def _sentences(table: SegmentTable, segments: Sequence[Segment]) -> list[Segment]:
    found: list[Segment] = []
    for segment in segments:
        found += table.sentences_of(segment) if segment.level == "paragraph" else [segment]
    return found


def _maker(work: Work, expression: Expression, ids: frozenset[str]) -> tuple[str, str]:
    """The maker, or the accounts that submitted the units; and the names that were claimed for them."""
    made = work.translations.get(expression.id)
    if made is None:
        return expression.facts.maker.name, ""
    last = [r[-1] for key, r in made.history.items() if r and ids.intersection(key.split())]
    accounts = dict.fromkeys(r.by for r in last if not r.claimed)
    return ", ".join(accounts), ", ".join(dict.fromkeys(r.claimed for r in last if r.claimed))
