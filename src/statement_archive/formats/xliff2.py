"""XLIFF 2.0 (read as 2.x): the same units, states as the standard names them, exact language tags.

::

    <file original="statement-archive/…"> <notes>     identity, credits
      <group id="p9"> <unit id="p9.s2" name="p9.s2">
        <notes>                                        state; the source that an outdated target was made from
        <segment state="…" subState="sa:outdated"> <source> <target>
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from statement_archive.domain.language import direction
from statement_archive.formats.exchange import (
    ExchangeHead,
    ExchangeUnit,
    credit_lines,
    identity,
    original_of,
    safe_id,
)
from statement_archive.formats.xml_text import attributes, escaped, with_stand_ins

NAMESPACE = "urn:oasis:names:tc:xliff:document:2.0"
# Of our own states, those that XLIFF 2 has no word for.
SUB_STATES = {"draft": "sa:draft", "outdated": "sa:outdated", "verbatim": "sa:verbatim"}
_STATES = {"draft": "initial", "verbatim": "final"}


def write(head: ExchangeHead, units: Sequence[ExchangeUnit]) -> bytes:
    """The file for units. UTF-8, LF, no BOM."""
    return ("\n".join(_lines(head, units)) + "\n").encode("utf-8")


def _lines(head: ExchangeHead, units: Sequence[ExchangeUnit]) -> Iterator[str]:
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    languages = attributes(version="2.0", srcLang=head.source_lang, trgLang=head.lang)
    yield f'<xliff xmlns="{NAMESPACE}"{languages}>'
    about = attributes(
        id="f1",
        original=original_of(head),
        canResegment="no",
        srcDir=direction(head.source_lang),
        trgDir=direction(head.lang),
        xml__space="preserve",
    )
    yield f"<file{about}>"
    told = "\n".join(f"{name}: {value}" for name, value in identity(head).items())
    yield from _notes([("identity", told), ("credits", "\n".join(credit_lines(head)))])
    for paragraph, inside in groupby(units, key=lambda each: each.paragraph):
        if paragraph:
            yield f"<group{attributes(id=safe_id(paragraph), name=paragraph)}>"
        for each in inside:
            yield from _unit(each)
        if paragraph:
            yield "</group>"
    yield "</file>"
    yield "</xliff>"


def _notes(notes: Sequence[tuple[str, str]]) -> Iterator[str]:
    said = [(category, text) for category, text in notes if text]
    if said:
        yield "<notes>"
        for category, text in said:
            yield f"<note{attributes(category=category)}>{escaped(text)}</note>"
        yield "</notes>"


def _unit(each: ExchangeUnit) -> Iterator[str]:
    source = each.unit.source
    state = each.state
    yield f"<unit{attributes(id=safe_id(source.key), name=source.key)}>"
    before = each.made_from if state == "outdated" else ""
    yield from _notes([("state", state), *(("comment", c) for c in each.comments), ("source-before", before)])
    named = each.unit.state if state == "outdated" else _STATES.get(state, state)
    if state == "initial":
        named = ""  # it is the default; where it is written out, somebody means it
    yield f"<segment{attributes(state=named, subState=SUB_STATES.get(state, ''))}>"
    yield f"<source>{_content(source.text)}</source>"
    if each.target:
        yield f"<target>{_content(each.target)}</target>"
    yield "</segment>"
    yield "</unit>"


def _content(text: str) -> str:
    return with_stand_ins(text, lambda code, _n: f'<cp hex="{code:04X}"/>')
