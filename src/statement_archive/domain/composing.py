"""The text that a translation in units makes."""

from __future__ import annotations

from collections.abc import Iterable

from statement_archive.domain.language import primary
from statement_archive.domain.segments import Segment, SegmentTable, segment_table
from statement_archive.domain.translations import Unit

# Languages written without a space between sentences. Thai, Lao, Khmer and Tibetan, which put none between
# words, put one there.
_SPACELESS = frozenset({"zh", "yue", "wuu", "hak", "nan", "lzh", "ja"})


def joint(lang: str) -> str:
    """What stands between two sentences of a language."""
    return "" if primary(lang) in _SPACELESS else " "


def compose(units: Iterable[Unit], lang: str) -> tuple[str, SegmentTable]:
    """The text of a translation: paragraphs apart by an empty line, sentences by a space (or by nothing
    where the language uses none); segments bear the ids of their sources. Units still ``initial``, and those
    left out on purpose, are gaps; segments in the target language already are taken over verbatim; facts of
    the work stand in no text."""
    paragraphs: dict[str, list[Unit]] = {}
    for unit in units:
        if unit.source.is_fact:
            continue
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
