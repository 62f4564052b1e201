"""What there is to translate: the units of a source text, and of the facts that stand above it.

::

    source table ──live_units──▶ units in order, keyed by their source ids
                   grain "sentence": each sentence, or what was joined by hand
                   grain "paragraph": all sentences of a paragraph
    facts        ──fact_units──▶ title, speaker.role, body.name (where the text does not say them itself)
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal, TypeAlias, get_args

from statement_archive.domain.segments import Segment, SegmentTable
from statement_archive.domain.text import text_digest

Grain: TypeAlias = Literal["sentence", "paragraph"]
GRAINS: tuple[Grain, ...] = get_args(Grain)
# Sentence ids that make one unit, in order.
Joined: TypeAlias = tuple[str, ...]
# The kind of a unit that is no segment of the text: a fact of the work.
FACT = "fact"
FACT_KEYS = ("title", "speaker.role", "body.name")


@dataclass(frozen=True, slots=True)
class UnitSource:
    """What a unit renders: ``key`` is its ordered source ids joined by a space (of a fact: its name);
    ``start`` and ``end`` its place in the source text, ``line`` the line where it begins (1-based, counted by
    LF)."""

    key: str
    ids: tuple[str, ...]
    paragraph: str
    text: str
    digest: str
    kind: str
    lang: str
    line: int = 1
    start: int = 0
    end: int = 0

    @property
    def is_fact(self) -> bool:
        return self.kind == FACT


def live_units(
    text: str, table: SegmentTable, grain: Grain, lang: str, joined: Collection[Joined] = ()
) -> tuple[UnitSource, ...]:
    """The units that partition a source text, in order; furniture is not work.

    ``lang`` is the language of the source expression, for segments that name none. Sentences ``joined`` by hand
    are one unit as long as they all stand beside each other in one paragraph.
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
        if paragraph.kind == "furniture" or not inside:
            continue
        for group in _grouped(inside, joined) if grain == "sentence" else [inside]:
            start, end = group[0].start, group[-1].end
            line, counted = line + text.count("\n", counted, start), start
            ids = tuple(s.id for s in group)
            cut = text[start:end]
            own = group[0].lang or paragraph.lang or lang
            units.append(
                UnitSource(
                    " ".join(ids), ids, paragraph.id, cut, text_digest(cut), group[0].kind, own, line, start, end
                )
            )
    return tuple(units)


def _grouped(inside: Sequence[Segment], joined: Collection[Joined]) -> Iterator[Sequence[Segment]]:
    begins = {ids[0]: ids for ids in joined}
    at = 0
    while at < len(inside):
        wanted = begins.get(inside[at].id, ())
        group = inside[at : at + len(wanted)] if wanted else inside[at : at + 1]
        if wanted and tuple(s.id for s in group) != wanted:
            group = inside[at : at + 1]
        yield group
        at += len(group)


@dataclass(frozen=True, slots=True)
class SentenceUnits:
    """The sentences of one source text, by id, with their order: any unit of it can be named from them."""

    text: str
    units: tuple[UnitSource, ...]
    places: Mapping[str, int]

    def named(self, key: str) -> UnitSource | None:
        """The unit of these sentences; None unless they all stand beside each other in one paragraph."""
        ids = tuple(key.split(" "))
        first = self.places.get(ids[0])
        if first is None:
            return None
        group = self.units[first : first + len(ids)]
        if tuple(u.key for u in group) != ids or group[-1].paragraph != group[0].paragraph:
            return None
        if len(ids) == 1:
            return group[0]
        cut = self.text[group[0].start : group[-1].end]
        return replace(group[0], key=key, ids=ids, text=cut, digest=text_digest(cut), end=group[-1].end)


def sentence_units(text: str, table: SegmentTable, lang: str) -> SentenceUnits:
    """Every sentence of a source text as a unit."""
    units = live_units(text, table, "sentence", lang)
    return SentenceUnits(text, units, {u.key: i for i, u in enumerate(units)})


def fact_unit(key: str, text: str, lang: str) -> UnitSource:
    """A fact of the work as a unit."""
    return UnitSource(key, (key,), "", text, text_digest(text), FACT, lang)
