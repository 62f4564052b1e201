"""XLIFF 1.2, as Trados, memoQ and OmegaT take it.

::

    <file original="statement-archive/…">            identity: here and in the header's note
      <group id="p9">                                 a paragraph
        <trans-unit id="p9.s2" resname="p9.s2">       a unit
          <source> <target state="…"> <alt-trans> <note>

States out: ``new`` (empty), ``needs-review-translation`` (draft, outdated), ``translated``, ``signed-off`` (reviewed),
``final``. An empty unit is not ``needs-translation``: Weblate says "needs editing" by that word, and OmegaT fills
targets without touching their state, so that the two could not be told apart when they come back.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC
from itertools import groupby

from statement_archive.formats.exchange import (
    TOOL,
    ExchangeHead,
    ExchangeUnit,
    credit_lines,
    identity,
    original_of,
    regional,
    safe_id,
)
from statement_archive.formats.xml_text import attributes, escaped, with_stand_ins

NAMESPACE = "urn:oasis:names:tc:xliff:document:1.2"
_STATES = {
    "initial": "new",
    "draft": "needs-review-translation",
    "outdated": "needs-review-translation",
    "translated": "translated",
    "reviewed": "signed-off",
    "final": "final",
    "verbatim": "final",
}
_APPROVED = frozenset({"reviewed", "final", "verbatim"})


def write(head: ExchangeHead, units: Sequence[ExchangeUnit]) -> bytes:
    """The file for units. UTF-8, LF, no BOM."""
    return ("\n".join(_lines(head, units)) + "\n").encode("utf-8")


def _lines(head: ExchangeHead, units: Sequence[ExchangeUnit]) -> Iterator[str]:
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield f'<xliff version="1.2" xmlns="{NAMESPACE}">'
    about = attributes(
        original=original_of(head),
        source_language=regional(head.source_lang),
        target_language=regional(head.lang),
        datatype="plaintext",
        tool_id=TOOL,
        date=head.revised.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        xml__space="preserve",
    )
    yield f"<file{about}>"
    yield "<header>"
    yield f"<tool{attributes(tool_id=TOOL, tool_name=TOOL)}/>"
    told = "\n".join(f"{name}: {value}" for name, value in identity(head).items())
    yield f"<note{attributes(**{'from': TOOL})}>{escaped(told)}</note>"
    credited = "\n".join(credit_lines(head))
    if credited:
        yield f"<note{attributes(**{'from': TOOL})}>{escaped(credited)}</note>"
    yield "</header>"
    yield "<body>"
    for paragraph, inside in groupby(units, key=lambda each: each.paragraph):
        if paragraph:
            yield f"<group{attributes(id=safe_id(paragraph), restype='x-paragraph')}>"
        for each in inside:
            yield from _unit(each)
        if paragraph:
            yield "</group>"
    yield "</body>"
    yield "</file>"
    yield "</xliff>"


def _unit(each: ExchangeUnit) -> Iterator[str]:
    source = each.unit.source
    approved = "yes" if each.state in _APPROVED else ""
    about = attributes(id=safe_id(source.key), resname=source.key, approved=approved, xml__space="preserve")
    yield f"<trans-unit{about}>"
    yield f"<source>{_content(source.text)}</source>"
    yield f"<target{attributes(state=_STATES[each.state])}>{_content(each.target)}</target>"
    for comment in (f"state: {each.state}", *each.comments):
        yield f"<note{attributes(**{'from': TOOL})}>{escaped(comment)}</note>"
    if each.state == "outdated" and each.made_from:
        yield f"<alt-trans{attributes(alttranstype='previous-version', origin=TOOL)}>"
        yield f"<source>{_content(each.made_from)}</source>"
        yield f"<target>{_content(each.target)}</target>"
        yield "</alt-trans>"
    yield "</trans-unit>"


def _content(text: str) -> str:
    return with_stand_ins(text, lambda code, n: f'<x id="u{code:04x}-{n}" ctype="x-u{code:04x}"/>')
