"""The desk of one translation: what there is to render, in order, and what became of each unit so far.

::

    Desk ── facts (title, role, body), then paragraphs ── units in the grain of the translation
    opened(unit) ── the paragraph whole, the source it was made from, what met, what was said before the source
                    changed, what the next sentence is
    changed_since(event) ── units that somebody touched: a page that is open brings itself up to date
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Literal, get_args

from statement_archive.align.diff import tokens
from statement_archive.domain.actors import Actor
from statement_archive.domain.errors import NotFound
from statement_archive.domain.ids import ExpressionId, translation_stream
from statement_archive.domain.translations import Comment, KeptConflict, Translation, Unit, strays
from statement_archive.domain.works import Expression, Version
from statement_archive.workflow.archive import Archive
from statement_archive.workflow.reading import Work, see, table_of, text_of, version_of
from statement_archive.workflow.targets import made_here, target_for
from statement_archive.workflow.translation_file import made_from_text, units_of
from statement_archive.workflow.unit_decisions import successors

Jump = Literal["next", "previous", "unfinished", "outdated", "commented", "returned"]
JUMPS: tuple[Jump, ...] = get_args(Jump)


@dataclass(frozen=True, slots=True)
class DeskParagraph:
    """A paragraph of the source, ``text`` whole; ``start`` is its place in the text of the version."""

    id: str
    kind: str
    lang: str
    text: str
    start: int
    units: tuple[Unit, ...]


@dataclass(frozen=True, slots=True)
class Stray:
    """What was said for a passage that the source no longer has, offered where its words went."""

    key: str
    text: str


@dataclass(frozen=True, slots=True)
class Tally:
    """How far it is. ``words``: of the source, in units that are unfinished or outdated; verbatim units are no
    work and not counted."""

    total: int
    drafts: int
    translated: int
    reviewed: int
    final: int
    outdated: int
    commented: int
    returned: int
    conflicts: int
    words: int


@dataclass(frozen=True)
class Desk:
    """``base``: the newest version of the translation (0: it has not begun)."""

    work: Work
    translation: Translation
    source: Expression
    source_version: Version
    facts: tuple[Unit, ...]
    paragraphs: tuple[DeskParagraph, ...]

    @property
    def name(self) -> ExpressionId:
        return self.translation.expression.id

    @property
    def lang(self) -> str:
        return self.translation.expression.facts.lang

    @property
    def begun(self) -> bool:
        return self.translation.head > 0

    @property
    def base(self) -> int:
        return len(self.translation.expression.versions)

    @cached_property
    def units(self) -> tuple[Unit, ...]:
        return (*self.facts, *(unit for paragraph in self.paragraphs for unit in paragraph.units))

    @cached_property
    def _places(self) -> dict[str, int]:
        places: dict[str, int] = {}
        for i, unit in enumerate(self.units):
            for name in (unit.source.key, *unit.source.ids):
                places.setdefault(name, i)
        return places

    def find(self, name: str) -> Unit | None:
        """The unit of this key, or the one that holds this sentence."""
        at = self._places.get(name)
        return None if at is None else self.units[at]

    def paragraph_of(self, unit: Unit) -> DeskParagraph | None:
        return next((p for p in self.paragraphs if p.id == unit.source.paragraph), None)

    def begin(self) -> Unit | None:
        """Where somebody who comes in begins: at the first thing to do, else at the first unit."""
        work = [u for u in self.units if not u.verbatim]
        for wanted in (unfinished, _sent_back, _aged):
            if found := next(filter(wanted, work), None):
                return found
        return work[0] if work else None

    def jump(self, key: str, to: Jump) -> Unit | None:
        """From a unit to the next one of a kind, round the end; None where there is none. The neighbours do not
        go round."""
        at = self._places.get(key, -1)
        after, before = self.units[at + 1 :], self.units[: max(at, 0)]
        if to == "next":
            return next((u for u in after if not u.verbatim), None)
        if to == "previous":
            return next((u for u in reversed(before) if not u.verbatim), None)
        wanted = {"unfinished": unfinished, "outdated": _aged, "commented": _remarked, "returned": _sent_back}[to]
        return next(filter(wanted, (*after, *before)), None)

    @cached_property
    def tally(self) -> Tally:
        work = [u for u in self.units if not u.verbatim]
        states = [u.state for u in work]
        return Tally(
            total=len(work),
            drafts=sum(bool(u.text) and u.state == "initial" for u in work),
            translated=states.count("translated"),
            reviewed=states.count("reviewed"),
            final=states.count("final"),
            outdated=sum(u.outdated for u in work),
            commented=sum(u.comments > 0 for u in work),
            returned=sum(u.returned for u in work),
            conflicts=len({c.unit for c in self.translation.conflicts}),
            words=sum(words_in(u.source.text) for u in work if unfinished(u) or u.outdated),
        )


@dataclass(frozen=True, slots=True)
class Opened:
    """A unit that somebody works on. ``was``: the source that its words were made from, where that is another one;
    ``joins``: the keys that would be one unit with it and its neighbour; ``parts``: whether it was joined."""

    unit: Unit
    paragraph: DeskParagraph | None
    was: str
    conflict: KeptConflict | None
    strays: tuple[Stray, ...]
    comments: tuple[Comment, ...]
    joins: str
    parts: bool


def desk(
    archive: Archive, actor: Actor, work_name: str, expression: str, now: datetime, *, lang: str = "", source: str = ""
) -> Desk:
    """The desk of a translation; ``lang`` and ``source`` say what is meant where it has not begun.

    Raises NotAllowed, NotFound, Gone, Ambiguous, InvalidInput.
    """
    actor.require("translate")
    work = see(archive, work_name, actor, now)
    if expression in work.hidden:
        raise NotFound(f"no expression {expression} of {work.id}")
    begun = expression in work.translations or not lang
    made = made_here(work, expression) if begun else target_for(work, lang, expression, source)
    actor.require("translate", made.expression.facts.lang)
    held = work.expression(made.source)
    version = version_of(held)
    units = units_of(archive, work, made)
    facts = tuple(u for u in units if u.source.is_fact)
    paragraphs = tuple(_paragraphs(archive, version, units))
    return Desk(work, made, held, version, facts, paragraphs)


def _paragraphs(archive: Archive, version: Version, units: tuple[Unit, ...]) -> Iterator[DeskParagraph]:
    text, table = text_of(archive, version), table_of(archive, version)
    inside: dict[str, list[Unit]] = {}
    for unit in units:
        if not unit.source.is_fact:
            inside.setdefault(unit.source.paragraph, []).append(unit)
    for name, its in inside.items():
        segment = table.find(name)
        if segment is not None:
            yield DeskParagraph(
                name, segment.kind, segment.lang or its[0].source.lang, segment.cut(text), segment.start, tuple(its)
            )


def opened(archive: Archive, desk: Desk, unit: Unit) -> Opened:
    """What somebody who works on a unit looks at."""
    made, key = desk.translation, unit.source.key
    changed = unit.outdated and not unit.relayed
    met = [c for c in made.conflicts if c.unit == key]
    paragraph = desk.paragraph_of(unit)
    after = _neighbour(paragraph, unit)
    return Opened(
        unit,
        paragraph,
        made_from_text(archive, desk.work, made, unit) if changed or unit.waiver else "",
        met[-1] if met else None,
        tuple(_strays(desk, unit)),
        tuple(c for c in made.comments if c.unit == key),
        f"{key} {after.source.key}" if after and made.grain == "sentence" else "",
        unit.source.ids in made.joined,
    )


def _neighbour(paragraph: DeskParagraph | None, unit: Unit) -> Unit | None:
    if paragraph is None:
        return None
    at = paragraph.units.index(unit)
    after = paragraph.units[at + 1 : at + 2]
    return after[0] if after and not after[0].verbatim else None


def _strays(desk: Desk, unit: Unit) -> Iterator[Stray]:
    """Words of passages that ended, where the unit that holds their place has none made since. A unit of another
    shape is no stray, for its sentences are still there: unless it was worded after they were, and they are unfinished
    or it fell apart."""
    if unit.source.is_fact:
        return
    here = set(unit.source.ids)
    alive = {name for each in desk.units for name in each.source.ids}
    worded = _worded(desk, unit)
    for key in strays(desk.translation, [u.source for u in desk.units]):
        last = desk.translation.last(key)
        ids = tuple(key.split(" "))
        if last is None or last.text == unit.text:
            continue
        newer = last.version > worded
        if alive.issuperset(ids):
            left = unit.state == "initial" or ids in desk.translation.joined
            if left and newer and here.intersection(ids):
                yield Stray(key, last.text)
        elif (newer or unit.outdated) and here.intersection(successors(desk.source, ids, last.source_version)):
            yield Stray(key, last.text)


def _worded(desk: Desk, unit: Unit) -> int:
    """The version in which a unit got the words it has; 0 where it has none."""
    version = 0
    for rendering in reversed(desk.translation.history.get(unit.source.key, ())):
        if rendering.text != unit.text:
            break
        version = rendering.version
    return version


def changed_since(archive: Archive, desk: Desk, event: int) -> frozenset[str] | None:
    """Keys of the units that were touched after an event of the translation; None where the units are others now,
    so that a page has to be made anew."""
    touched: set[str] = set()
    if event >= desk.translation.head:
        return frozenset()
    comments = {c.id: c.unit for c in desk.translation.comments}
    for line in archive.ledger.read(translation_stream(desk.work.id, desk.name))[event:]:
        if line.kind in ("regrouped", "rebased", "described", "withdrawn", "redacted"):
            return None
        touched |= {u["unit"] for u in (*line.data.get("units", ()), *line.data.get("conflicts", ()))}
        if "unit" in line.data:
            touched.add(line.data["unit"])
        if line.kind == "resolved":
            touched.add(comments.get(line.data["comment"], ""))
    return frozenset(touched)


def unfinished(unit: Unit) -> bool:
    """Whether there are no finished words: nothing yet, or a draft."""
    return not unit.verbatim and unit.state == "initial"


def _aged(unit: Unit) -> bool:
    return unit.outdated


def _remarked(unit: Unit) -> bool:
    return unit.comments > 0


def _sent_back(unit: Unit) -> bool:
    return unit.returned


def words_in(text: str) -> int:
    """Words, as translators count them; signs, in scripts that are written without spaces."""
    return sum(token[:1].isalnum() for token in tokens(text))
