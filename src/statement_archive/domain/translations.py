"""Translations made unit by unit: units, states, and what is outdated.

::

    source table ──live_units──▶ units in order (keyed by their source ids)
    ledger       ──fold_translation──▶ what was last submitted for each key, ever
    both         ──unit_views──▶ target, state, outdated (computed from digests, never stored)
                 ──compose──▶ the text of the translation and its segment table

States: ``initial < translated < reviewed < final``. A unit with a draft is ``initial`` and has text; the
composed text holds units that are ``translated`` or above.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Literal, TypeAlias, get_args

from statement_archive.domain.claimed import claimed_name
from statement_archive.domain.errors import Damaged, InvalidInput
from statement_archive.domain.events import Event
from statement_archive.domain.facts import ExpressionFacts, load_facts
from statement_archive.domain.ids import ExpressionId
from statement_archive.domain.language import matches, primary
from statement_archive.domain.segments import Segment, SegmentTable, segment_table
from statement_archive.domain.text import text_digest
from statement_archive.domain.works import Expression, fold_facts, version_of, withdraw_from

UnitState: TypeAlias = Literal["initial", "translated", "reviewed", "final"]
Grain: TypeAlias = Literal["sentence", "paragraph"]
GRAINS: tuple[Grain, ...] = get_args(Grain)
# Languages written without a space between sentences. Thai, Lao, Khmer and Tibetan, which put none between
# words, put one there.
_SPACELESS = frozenset({"zh", "yue", "wuu", "hak", "nan", "lzh", "ja"})


@dataclass(frozen=True, slots=True)
class UnitSource:
    """What a unit renders: ``key`` is its ordered source ids joined by a space; ``line`` is where it
    begins in the source text (1-based, counted by LF)."""

    key: str
    ids: tuple[str, ...]
    paragraph: str
    text: str
    digest: str
    kind: str
    lang: str
    line: int = 1


@dataclass(frozen=True, slots=True)
class Rendering:
    """One target text somebody gave for a unit, with the digest of the source it was made from."""

    text: str
    state: UnitState
    made_from: str
    source_version: int
    version: int
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class KeptConflict:
    """A change that met another: all three texts are kept."""

    unit: str
    base: str
    theirs: str
    mine: str
    version: int
    by: str


@dataclass(frozen=True, slots=True)
class Translation:
    """An expression in units after event ``head``. ``history`` holds, for each unit key, every
    rendering in order; the last one counts."""

    expression: Expression
    source: ExpressionId
    grain: Grain
    head: int
    head_hash: str
    history: Mapping[str, tuple[Rendering, ...]] = field(default_factory=dict)
    conflicts: tuple[KeptConflict, ...] = ()
    translators: tuple[str, ...] = ()

    def at_version(self, key: str, version: int) -> str:
        """The target text of a unit as it stood at a version of the translation (0: empty)."""
        texts = [r.text for r in self.history.get(key, ()) if r.version <= version]
        return texts[-1] if texts else ""

    def ever(self, key: str) -> frozenset[str]:
        return frozenset(r.text for r in self.history.get(key, ()))

    def last(self, key: str) -> Rendering | None:
        renderings = self.history.get(key)
        return renderings[-1] if renderings else None


@dataclass(frozen=True, slots=True)
class Unit:
    """A live unit as a translator sees it."""

    source: UnitSource
    text: str
    state: UnitState
    outdated: bool
    verbatim: bool
    made_from: str
    source_version: int | None
    by: str = ""


def live_units(text: str, table: SegmentTable, grain: Grain, lang: str) -> tuple[UnitSource, ...]:
    """The units that partition a source text, in order; furniture is not work.

    ``lang`` is the language of the source expression, for segments that name none.
    """
    units: list[UnitSource] = []
    sentences = table.sentences
    at = 0
    line, counted = 1, 0
    for paragraph in table.paragraphs:
        inside: list[Segment] = []
        while at < len(sentences) and sentences[at].start < paragraph.end:
            inside.append(sentences[at])
            at += 1
        if paragraph.kind == "furniture":
            continue
        groups: Iterable[Sequence[Segment]] = [[s] for s in inside] if grain == "sentence" else [inside]
        for group in groups:
            cut = text[group[0].start : group[-1].end]
            ids = tuple(s.id for s in group)
            line, counted = line + text.count("\n", counted, group[0].start), group[0].start
            units.append(
                UnitSource(
                    " ".join(ids),
                    ids,
                    paragraph.id,
                    cut,
                    text_digest(cut),
                    group[0].kind,
                    group[0].lang or paragraph.lang or lang,
                    line,
                )
            )
    return tuple(units)


def unit_views(
    translation: Translation, units: Sequence[UnitSource], stale: frozenset[str] = frozenset()
) -> tuple[Unit, ...]:
    """Units with their target, state and whether they are outdated.

    ``stale``: source segment ids that are themselves outdated (a relay): staleness passes through.
    """
    lang = translation.expression.facts.lang
    views: list[Unit] = []
    for source in units:
        last = translation.last(source.key)
        if last is None or not last.text:
            verbatim = matches(source.lang, primary(lang)) and primary(source.lang) != "mul"
            views.append(
                Unit(source, "", "initial", outdated=False, verbatim=verbatim, made_from="", source_version=None)
            )
            continue
        outdated = last.made_from != source.digest or bool(stale.intersection(source.ids))
        views.append(Unit(source, last.text, last.state, outdated, False, last.made_from, last.source_version, last.by))
    return tuple(views)


def joint(lang: str) -> str:
    """What stands between two sentences of a language."""
    return "" if primary(lang) in _SPACELESS else " "


def compose(units: Iterable[Unit], lang: str) -> tuple[str, SegmentTable]:
    """The text of a translation: paragraphs apart by an empty line, sentences by a space (or by nothing
    where the language uses none); segments bear the ids of their sources. Units still ``initial`` are
    gaps; segments in the target language already are taken over verbatim."""
    paragraphs: dict[str, list[Unit]] = {}
    for unit in units:
        if unit.verbatim or (unit.state != "initial" and unit.text.strip()):
            paragraphs.setdefault(unit.source.paragraph, []).append(unit)
    between = joint(lang)
    text = ""
    segments: list[Segment] = []
    for name, inside in paragraphs.items():
        text += "\n\n" if text else ""
        start = len(text)
        kind = inside[0].source.kind
        for i, unit in enumerate(inside):
            text += between if i else ""
            target = (unit.source.text if unit.verbatim else unit.text).strip()
            own = unit.source.lang if unit.verbatim else ""
            segments.append(
                Segment(unit.source.ids[0], "sentence", len(text), len(text) + len(target), kind, own)  # type: ignore[arg-type]  # a kind of a checked table
            )
            text += target
        segments.append(Segment(name, "paragraph", start, len(text), kind))  # type: ignore[arg-type]  # as above
    return text, segment_table(text, segments)


def fold_translation(name: ExpressionId, events: Iterable[Event]) -> Translation | None:
    """The state after ``events``; None where there are none. Raises Damaged."""
    state: Translation | None = None
    for event in events:
        try:
            if state is None:
                facts = load_facts(ExpressionFacts, event.data["expression"]["facts"])
                source = ExpressionId(event.data["source"])
                state = Translation(Expression(name, facts), source, event.data["grain"], 0, "")
            step = _STEPS.get(event.kind)
            state = step(state, event) if step else state
        except (KeyError, TypeError, InvalidInput) as error:
            raise Damaged(f"event {event.n} of {name} cannot be read: {error}") from error
        state = replace(state, head=event.n, head_hash=event.hash)
    return state


def readable(text: object) -> str:
    """A ``text`` value of an event; a redacted one is empty."""
    return text if isinstance(text, str) else ""


def _submitted(state: Translation, event: Event) -> Translation:
    data = event.data
    version = version_of(event, data["version"])
    history = dict(state.history)
    for unit in data["units"]:
        rendering = Rendering(
            readable(unit["text"]),
            unit["state"],
            unit["made_from"],
            unit["source_version"],
            version.n,
            event.by,
            event.at,
        )
        history[unit["unit"]] = (*history.get(unit["unit"], ()), rendering)
    met = tuple(
        KeptConflict(
            c["unit"],
            readable(c["base"]["text"]),
            readable(c["theirs"]["text"]),
            readable(c["mine"]["text"]),
            version.n,
            claimed_name(data),
        )
        for c in data.get("conflicts", ())
    )
    settled = {u["unit"] for u in data["units"]}
    open_conflicts = tuple(c for c in state.conflicts if c.unit not in settled)
    claimed = claimed_name(data)
    translators = state.translators if not claimed or claimed in state.translators else (*state.translators, claimed)
    expression = replace(state.expression, versions=(*state.expression.versions, version))
    return replace(
        state, expression=expression, history=history, conflicts=(*open_conflicts, *met), translators=translators
    )


def _regrouped(state: Translation, event: Event) -> Translation:
    state = _submitted(state, event)
    return replace(state, grain=event.data["grain"])


def _described(state: Translation, event: Event) -> Translation:
    facts = fold_facts(ExpressionFacts, state.expression.facts, event.data["set"])
    return replace(state, expression=replace(state.expression, facts=facts))


def _withdrawn(state: Translation, event: Event) -> Translation:
    return replace(state, expression=withdraw_from(state.expression, event))


_STEPS: dict[str, Callable[[Translation, Event], Translation]] = {
    "submitted": _submitted,
    "regrouped": _regrouped,
    "described": _described,
    "withdrawn": _withdrawn,
}
