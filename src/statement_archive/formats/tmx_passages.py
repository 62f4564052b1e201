"""Passages found, with the same passage in other languages, as one memory (TMX 1.4b).

::

    Found ──▶ <tu tuid="<work>/<expression>@<n>/<locator>">  <prop type="x-title"> …
                <tuv xml:lang="ru"> <prop type="x-ref"> <prop type="x-status"> <seg>     a text each, a language once
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from statement_archive.formats.exchange import TOOL
from statement_archive.formats.tmx import content, stamp
from statement_archive.formats.xml_text import attributes, escaped


@dataclass(frozen=True, slots=True)
class Variant:
    lang: str
    text: str
    props: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Found:
    """``key`` names the passage; the first variant is the one that was found."""

    key: str
    variants: Sequence[Variant]
    props: Mapping[str, str] = field(default_factory=dict)


def write(found: Sequence[Found], notes: Sequence[str], at: datetime) -> bytes:
    """A memory of every passage that stands in two languages or more. ``notes``: what the file is."""
    return ("\n".join(_lines(found, notes, at)) + "\n").encode("utf-8")


def _lines(found: Sequence[Found], notes: Sequence[str], at: datetime) -> Iterator[str]:
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield '<!DOCTYPE tmx SYSTEM "tmx14.dtd">'
    yield '<tmx version="1.4">'
    about = attributes(
        creationtool=TOOL,
        creationtoolversion="1",
        segtype="paragraph",
        **{"o-tmf": TOOL},
        adminlang="en",
        srclang="*all*",
        datatype="plaintext",
        creationdate=stamp(at),
    )
    yield f"<header{about}>"
    yield from (f"<note>{escaped(note)}</note>" for note in notes)
    yield "</header>"
    yield "<body>"
    for each in found:
        variants = _one_of_each(each.variants)
        if len(variants) > 1:
            yield f"<tu{attributes(tuid=each.key, srclang=variants[0].lang)}>"
            yield from _props(each.props)
            for variant in variants:
                yield f"<tuv{attributes(xml__lang=variant.lang)}>"
                yield from _props(variant.props)
                yield f"<seg>{content(variant.text)}</seg></tuv>"
            yield "</tu>"
    yield "</body>"
    yield "</tmx>"


def _one_of_each(variants: Sequence[Variant]) -> list[Variant]:
    """The first of each language that has words."""
    kept: dict[str, Variant] = {}
    for variant in variants:
        if variant.text.strip():
            kept.setdefault(variant.lang, variant)
    return list(kept.values())


def _props(props: Mapping[str, str]) -> Iterator[str]:
    for name, value in props.items():
        if value:
            yield f'<prop type="x-{name}">{escaped(value)}</prop>'
