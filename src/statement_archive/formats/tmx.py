"""Translation memories (TMX 1.4b): a translation goes out as one, any memory comes in as reference units.

::

    <tu tuid="<work>/<expression>/p9.s2">  <prop type="x-unit"> x-state x-standing …
      <tuv xml:lang="ru"> <seg>            the source that the target was made from
      <tuv xml:lang="fr" creationid changedate> <seg>

Out: what somebody stands for, translated or above; an outdated unit with the source it was made from, where that is
still held. In: inline codes are left out, those too that OmegaT writes as words; ``<hi>`` and ``<sub>`` keep
their words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from functools import lru_cache

from statement_archive.domain.errors import InvalidInput, TooLarge
from statement_archive.domain.language import language_tag
from statement_archive.domain.reference import MAX_REFUSED, MAX_UNITS, ReferenceUnit, RefusedRow
from statement_archive.formats.exchange import TOOL, ExchangeHead, ExchangeUnit, credit_lines
from statement_archive.formats.xml_text import attributes, escaped, stood_for, with_stand_ins
from statement_archive.formats.xml_tree import XML_SPACE, Element, parse

Group = tuple[ExchangeHead, Sequence[ExchangeUnit]]
_OMEGAT_TAG = re.compile(r"</?[a-z]{1,3}\d{1,4}/?>")  # as it writes inline codes at level 1: <t0/>, <b1>
_CODE = frozenset({"bpt", "ept", "ph", "it", "ut"})


def write(groups: Sequence[Group]) -> bytes:
    """One memory of several translations. UTF-8, LF, no BOM."""
    return ("\n".join(_lines(groups)) + "\n").encode("utf-8")


def _lines(groups: Sequence[Group]) -> Iterator[str]:
    sources = {head.source_lang for head, _ in groups}
    revised = max((head.revised for head, _ in groups), default=None)
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield '<!DOCTYPE tmx SYSTEM "tmx14.dtd">'
    yield '<tmx version="1.4">'
    about = attributes(
        creationtool=TOOL,
        creationtoolversion="1",
        segtype="sentence",
        **{"o-tmf": TOOL},
        adminlang="en",
        srclang=sources.pop() if len(sources) == 1 else "*all*",
        datatype="plaintext",
        creationdate=stamp(revised) if revised else "",
    )
    credited = [f"{head.work} {head.expression}. {line}" for head, _ in groups for line in credit_lines(head)]
    if credited:
        yield f"<header{about}>"
        yield from (f"<note>{escaped(line)}</note>" for line in credited)
        yield "</header>"
    else:
        yield f"<header{about}></header>"
    yield "<body>"
    for head, units in groups:
        for each in units:
            yield from _unit(head, each)
    yield "</body>"
    yield "</tmx>"


def _unit(head: ExchangeHead, each: ExchangeUnit) -> Iterator[str]:
    source = each.made_from if each.state == "outdated" else each.unit.source.text
    if each.state in ("initial", "draft", "verbatim") or not source.strip() or each.unit.state == "initial":
        return
    key = each.unit.source.key
    about = attributes(tuid=f"{head.work}/{head.expression}/{key}", srclang=each.unit.source.lang)
    yield f"<tu{about}>"
    said = {"work": head.work, "expression": head.expression, "unit": key, "state": each.state}
    for name, value in {**said, "standing": head.standing, "licence": head.licence}.items():
        if value:
            yield f'<prop type="x-{name}">{escaped(value)}</prop>'
    for comment in each.comments:
        yield f"<note>{escaped(comment)}</note>"
    yield f"<tuv{attributes(xml__lang=each.unit.source.lang)}><seg>{content(source)}</seg></tuv>"
    at = stamp(each.at) if each.at else ""
    given = attributes(xml__lang=head.lang, creationid=each.by, creationdate=at, changeid=each.by, changedate=at)
    yield f"<tuv{given}><seg>{content(each.target)}</seg></tuv>"
    yield "</tu>"


def content(text: str) -> str:
    """A text as the content of a segment."""
    return with_stand_ins(text, lambda code, n: f'<ph x="{n}" type="x-u{code:04x}"/>')


def stamp(at: datetime) -> str:
    """A time as TMX writes it."""
    return at.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")


# --- in ----------------------------------------------------------------------------------------------------


def read(file: bytes) -> tuple[tuple[ReferenceUnit, ...], tuple[RefusedRow, ...]]:
    """Units of a memory, and those that were not taken, with line and reason.

    Raises Undecodable, TooLarge, InvalidInput (with the line) for what is no TMX.
    """
    units: list[ReferenceUnit] = []
    refused: list[RefusedRow] = []
    tags_as_words = b'creationtool="OmegaT"' in file[:4096]

    def take(element: Element) -> None:
        try:
            units.append(_reference(element, tags_as_words=tags_as_words))
        except InvalidInput as error:
            refused.append(RefusedRow(element.line, error.message, _sample(element)))
        if len(units) > MAX_UNITS:
            raise TooLarge(f"more than {MAX_UNITS} units in one memory (line {element.line})", line=element.line)
        if len(refused) > MAX_REFUSED:
            raise TooLarge(f"more than {MAX_REFUSED} bad units in one memory (line {element.line})", line=element.line)

    root = parse(file, "a TMX file", doctype=True, streamed="tu", take=take)
    if root.name != "tmx":
        message = f"not a TMX file: its root element is <{root.name[:40]}> (line {root.line})"
        raise InvalidInput(message, line=root.line)
    return tuple(units), tuple(refused)


def _reference(element: Element, *, tags_as_words: bool) -> ReferenceUnit:
    """Raises InvalidInput."""
    variants: list[tuple[str, str]] = []
    by, at = _given(element)
    notes = [note.text.strip() for note in element.named("note")]
    for variant in element.named("tuv"):
        segment = variant.first("seg")
        text = "".join(_words(segment)) if segment else ""
        text = _OMEGAT_TAG.sub("", text) if tags_as_words else text
        if not variant.lang:
            raise InvalidInput("a variant does not say its language")
        tag = _tag(variant.lang)
        if text.strip():
            variants.append((tag, text))
            own_by, own_at = _given(variant)
            by, at = own_by or by, max(own_at, at)
        notes += [note.text.strip() for note in variant.named("note")]
    if len(variants) < 2:
        raise InvalidInput("there are not two languages in this unit")
    return ReferenceUnit(tuple(variants), by, at, "\n".join(note for note in notes if note))


@lru_cache(maxsize=1000)
def _tag(raw: str) -> str:
    """A canonical tag; checking one takes longer than reading a unit. Raises InvalidInput."""
    return language_tag(raw.replace("_", "-"))


def _given(element: Element) -> tuple[str, str]:
    """Who and when, as one element says."""
    by = element.get("changeid") or element.get("creationid")
    return by, _instant(element.get("changedate") or element.get("creationdate"))


_STAMP = re.compile(r"(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z")


def _instant(raw: str) -> str:
    """A date of TMX (``20260101T000000Z``) in the usual form of ISO 8601; empty where it is none."""
    found = _STAMP.fullmatch(raw.strip())
    if not found:
        return ""
    year, month, day, hour, minute, second = (int(part) for part in found.groups())
    try:
        at = datetime(year, month, day, hour, minute, second, tzinfo=UTC)
    except ValueError:
        return ""
    return at.strftime("%Y-%m-%dT%H:%M:%SZ")


def _words(element: Element) -> Iterable[str]:
    for part in element.content:
        if isinstance(part, str):
            yield part
            continue
        character = stood_for(part.get("type")) if part.name == "ph" else None
        if character is not None:
            yield character
        elif part.name in _CODE:
            for words in part.named("sub"):
                yield from _words(words)
        else:
            yield from _words(part)


def _sample(element: Element) -> str:
    return " | ".join(f"{v.get(f'{{{XML_SPACE}}}lang')}: {v.text.strip()[:80]}" for v in element.named("tuv"))[:200]
