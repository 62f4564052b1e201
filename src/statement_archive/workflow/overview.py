"""What there is of every work, as far as an actor may see it: folded once for each state of its ledgers.

::

    works ──see──▶ Work ──fold, remembered by ledger heads──▶ WorkSheet
                              ├─ Sheet      one translation made here: units and source words by state
                              ├─ Finding    what is missing or to be looked at (workflow.registers)
                              └─ News       what came and what was corrected
    WorkSheets ──▶ progress, registers, my work, feeds

A *word* is a word of the source (of Chinese, Japanese, Thai … a character). Verbatim units, which are in the
target language already, are no work and are not counted.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial

from statement_archive.analysis.counting import count_words
from statement_archive.domain.actors import Actor
from statement_archive.domain.facts import WorkFacts
from statement_archive.domain.ids import ExpressionId, WorkId, work_stream
from statement_archive.domain.translations import Rendering, Review, Translation, Unit
from statement_archive.domain.unit_states import STATES, UnitState
from statement_archive.domain.works import Expression, Version
from statement_archive.workflow.aligning import originals
from statement_archive.workflow.archive import Archive
from statement_archive.workflow.names import authorities
from statement_archive.workflow.news import News, news_of
from statement_archive.workflow.public_since import text_since, work_since
from statement_archive.workflow.reading import Work, readable
from statement_archive.workflow.registers import Finding, findings_of
from statement_archive.workflow.translation_file import source_units, units_of
from statement_archive.workflow.visible import visible


@dataclass(frozen=True, slots=True)
class Tally:
    """So many units, with so many words of their source."""

    units: int = 0
    words: int = 0

    def __add__(self, other: Tally) -> Tally:
        return Tally(self.units + other.units, self.words + other.words)


@dataclass(frozen=True, slots=True)
class Hand:
    """Who gave words: the account that handed them in, and the name claimed, where one was."""

    person: str
    claimed: str = ""


@dataclass(frozen=True, slots=True)
class Correction:
    """The version of a source by which a unit became outdated."""

    version: int
    at: datetime
    significance: str
    reason: str


@dataclass(frozen=True, slots=True)
class Waiting:
    """A unit that is outdated, was sent back, has open comments or is not reviewed yet."""

    unit: str
    words: int
    hand: Hand
    given_at: datetime | None
    state: UnitState
    outdated: bool = False
    relayed: bool = False
    since: Correction | None = None
    returned: Review | None = None
    comments: int = 0
    authors: frozenset[str] = frozenset()
    in_conflict: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """One translation made here. ``outdated`` units are counted under their state as well; ``hands``: who gave
    the words that stand, with what became of them."""

    expression: ExpressionId
    lang: str
    source: ExpressionId
    source_lang: str
    total: Tally
    states: Mapping[UnitState, Tally]
    outdated: Tally
    hands: Mapping[Hand, Mapping[UnitState, Tally]]
    waiting: tuple[Waiting, ...]
    conflicts: tuple[str, ...]
    changed_at: datetime | None

    @property
    def begun(self) -> int:
        """Units that have finished words."""
        return self.total.units - self.states["initial"].units


@dataclass(frozen=True, slots=True)
class WorkSheet:
    """A work as it stands for those who may see this much of it.

    ``born``: the hash of its first event, which nothing else has; ``originals``: languages in which the original is
    held; ``since``: when it came, or became public; ``texts``: languages of every whole text and of every translation
    made here that has words; ``words``: of what a new translation would be made from.
    """

    work: WorkId
    facts: WorkFacts
    born: str
    since: datetime
    originals: tuple[str, ...]
    texts: frozenset[str]
    source_lang: str
    words: int
    made: tuple[Sheet, ...]
    findings: tuple[Finding, ...]
    news: tuple[News, ...]
    expressions: Mapping[ExpressionId, Expression]


def sheets(archive: Archive, actor: Actor, now: datetime) -> list[WorkSheet]:
    """Of every work that the actor may see; merged ones by their survivor, withdrawn ones not at all."""
    named = authorities(archive, "bodies").head
    return visible(archive, actor, now, "sheet seen", partial(_remembered, archive, named=named), named)


def sheet_of(archive: Archive, work: Work) -> WorkSheet:
    """One work, as its reader may see it."""
    return _remembered(archive, work, authorities(archive, "bodies").head)


def _remembered(archive: Archive, work: Work, named: int) -> WorkSheet:
    """Everything that a sheet follows from is in its key: heads of ledgers, names of bodies, what is hidden."""
    made: Hashable = tuple((name, t.head_hash) for name, t in work.translations.items())
    key = ("sheet", work.id, work.state.head_hash, made, work.hidden, named)
    return archive.memo.get(key, lambda: _work_sheet(archive, work))


def _work_sheet(archive: Archive, work: Work) -> WorkSheet:
    made = tuple(_sheet(archive, work, each) for each in work.translations.values() if not each.expression.tombstone)
    held = {e.facts.lang for n, e in work.expressions.items() if n not in work.translations and readable(e)}
    source = _source(work)
    return WorkSheet(
        work=work.id,
        facts=work.state.facts,
        born=archive.ledger.read(work_stream(work.id))[0].hash,
        since=work_since(archive, work),
        originals=tuple(dict.fromkeys(e.facts.lang for e in originals(work))),
        texts=frozenset(held | {each.lang for each in made if each.begun}),
        source_lang=source[0].facts.lang if source else "",
        words=_words(archive, *source) if source else 0,
        made=made,
        findings=tuple(_findings(archive, work, made)),
        news=tuple(news_of(archive, work)),
        expressions=work.expressions,
    )


def _findings(archive: Archive, work: Work, made: Sequence[Sheet]) -> Iterator[Finding]:
    """Each at the time since which it can be known: of a draft that was published, that day."""
    for found in findings_of(work, {each.expression: each.outdated.units for each in made}):
        since = [found.at, work_since(archive, work)]
        if found.expression in work.expressions:
            since.append(text_since(archive, work, found.expression))
        yield replace(found, at=max(since))


def _source(work: Work) -> tuple[Expression, Version] | None:
    """What a new translation is made from: the first original held, else the first text."""
    texts = [*originals(work), *work.state.expressions.values()]
    return next(((e, version) for e in texts if (version := readable(e)) is not None), None)


def _words(archive: Archive, source: Expression, version: Version) -> int:
    return sum(count_words(u.text) for u in source_units(archive, source, version, "sentence"))


def _sheet(archive: Archive, work: Work, translation: Translation) -> Sheet:
    source = work.expression(translation.source)
    states = dict.fromkeys(STATES, Tally())
    hands: dict[Hand, dict[UnitState, Tally]] = {}
    total = outdated = Tally()
    waiting: list[Waiting] = []
    conflicts = tuple(dict.fromkeys(c.unit for c in translation.conflicts))
    for unit in units_of(archive, work, translation):
        if unit.verbatim:
            continue
        one = Tally(1, count_words(unit.source.text))
        total += one
        states[unit.state] += one
        given = _given(translation, unit.source.key)
        hand = Hand(given.by, given.claimed) if given else Hand("")
        if given:
            mine = hands.setdefault(hand, dict.fromkeys(STATES, Tally()))
            mine[unit.state] += one
        if unit.outdated:
            outdated += one
        if given and (unit.outdated or unit.returned or unit.comments or unit.state == "translated"):
            waiting.append(_waiting(source, unit, one.words, hand, given, in_conflict=unit.source.key in conflicts))
        elif unit.comments:
            waiting.append(Waiting(unit.source.key, one.words, hand, None, unit.state, comments=unit.comments))
    times = [r.at for renderings in translation.history.values() for r in renderings]
    times += [r.at for reviews in translation.reviews.values() for r in reviews]
    return Sheet(
        translation.expression.id,
        translation.expression.facts.lang,
        translation.source,
        source.facts.lang,
        total,
        states,
        outdated,
        hands,
        tuple(waiting),
        conflicts,
        max(times, default=None),
    )


def _given(translation: Translation, key: str) -> Rendering | None:
    """The rendering whose words stand: of words confirmed, restored or carried over since, the one that first
    gave them. Nothing where nothing stands."""
    renderings = translation.history.get(key, ())
    if not renderings or not renderings[-1].present:
        return None
    at = len(renderings) - 1
    while at and renderings[at - 1].text == renderings[-1].text:
        at -= 1
    return renderings[at]


def _waiting(source: Expression, unit: Unit, words: int, hand: Hand, given: Rendering, *, in_conflict: bool) -> Waiting:
    return Waiting(
        unit.source.key,
        words,
        hand,
        given.at,
        unit.state,
        unit.outdated,
        unit.relayed,
        _since(source, unit) if unit.outdated else None,
        unit.review if unit.returned else None,
        unit.comments,
        unit.authors,
        in_conflict,
    )


def _since(source: Expression, unit: Unit) -> Correction | None:
    """The first correction of the source after the version a unit was made from that touched its segments; of a
    fact, and of what is outdated by way of its source, none is known."""
    after = unit.source_version or 0
    touched = [
        v for v in source.versions if v.n > after and {*v.changed, *v.added, *v.removed}.intersection(unit.source.ids)
    ]
    found = touched[0] if touched else None
    return Correction(found.n, found.at, found.significance, found.reason) if found else None


def by_language(found: Sequence[WorkSheet]) -> Counter[str]:
    """Languages that translations are made into here or that texts are held in, the most frequent first."""
    return Counter(lang for sheet in found for lang in {*sheet.texts, *(each.lang for each in sheet.made)})


def each_sheet(found: Sequence[WorkSheet]) -> Iterator[tuple[WorkSheet, Sheet]]:
    return ((work, sheet) for work in found for sheet in work.made)
