"""Terms in TBX: read in every style that is about, written as TBX-Basic (ISO 30042:2019) or as old martif.

::

    2019   tbx/text/body/ conceptEntry / langSec / termSec / term     style DCA: type="definition"
                                                                      style DCT: <min:definition>
    2008   martif/text/body/ termEntry / langSet / tig | ntig/termGrp / term
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Literal

from statement_archive.domain.errors import InvalidInput, TooLarge
from statement_archive.domain.language import language_tag
from statement_archive.domain.reference import MAX_REFUSED, RefusedRow
from statement_archive.domain.terms import Concept, TermForm, TermStatus
from statement_archive.formats.exchange import TOOL
from statement_archive.formats.xml_text import attributes, escaped
from statement_archive.formats.xml_tree import Element, parse

Style = Literal["dca", "dct", "martif"]
_STATUS: dict[str, TermStatus] = {
    "preferredterm": "preferred",
    "preferred": "preferred",
    "admittedterm": "admitted",
    "admitted": "admitted",
    "deprecatedterm": "deprecated",
    "deprecated": "deprecated",
    "supersededterm": "deprecated",
    "superseded": "deprecated",
    "obsolete": "deprecated",
}
_STATUS_NAMES = ("administrativeStatus", "normativeAuthorization")
_WRITTEN = {s: f"{s}Term-admn-sts" for s in ("preferred", "admitted", "deprecated")}


def read(content: bytes) -> tuple[tuple[Concept, ...], tuple[RefusedRow, ...]]:
    """Concepts of a term base, and those that were not taken, with line and reason.

    Raises Undecodable, TooLarge, InvalidInput (with the line) for what is no TBX.
    """
    concepts: list[Concept] = []
    refused: list[RefusedRow] = []
    ids: set[str] = set()

    def take(element: Element) -> None:
        name = element.get("id").strip()
        forms, wrong = _forms(element)
        refused.extend(wrong)
        if name and name in ids:
            refused.append(RefusedRow(element.line, f"the concept {name} stands twice", _sample(element)))
        elif forms:
            ids.add(name)
            concepts.append(
                Concept(name, forms, *(_said(element, n) for n in ("definition", "subjectField", "source")))
            )
        elif not wrong:
            refused.append(RefusedRow(element.line, "there is no term in this entry", _sample(element)))
        if len(refused) > MAX_REFUSED:
            raise TooLarge(f"more than {MAX_REFUSED} bad rows in one glossary (line {element.line})", line=element.line)

    root = parse(
        content, "a TBX file", doctype=True, streamed="conceptEntry" if _is_new(content) else "termEntry", take=take
    )
    if root.name not in ("tbx", "martif"):
        message = f"not a TBX file: its root element is <{root.name[:40]}> (line {root.line})"
        raise InvalidInput(message, line=root.line)
    return tuple(concepts), tuple(refused)


def _is_new(content: bytes) -> bool:
    return b"conceptEntry" in content or "conceptEntry".encode("utf-16-le") in content


def _forms(entry: Element) -> tuple[tuple[TermForm, ...], list[RefusedRow]]:
    forms: list[TermForm] = []
    wrong: list[RefusedRow] = []
    for section in entry.named("langSec", "langSet"):
        try:
            tag = language_tag(section.lang.replace("_", "-"))
        except InvalidInput as error:
            wrong.append(RefusedRow(section.line, error.message, _sample(section)))
            continue
        for group in section.named("termSec", "tig", "ntig"):
            term = next(group.every("term"), None)
            text = " ".join(term.text.split()) if term else ""
            if text:
                forms.append(TermForm(text, tag, _status(group)))
            else:
                wrong.append(RefusedRow(group.line, "an empty term", _sample(section)))
    return tuple(forms), wrong


def _status(group: Element) -> TermStatus:
    for name in _STATUS_NAMES:
        raw = _said(group, name).removesuffix("-admn-sts").lower()
        if raw in _STATUS:
            return _STATUS[raw]
    return "unknown"


def _said(element: Element, name: str) -> str:
    """A data category by its name: ``type="definition"``, or an element called so; what stands higher counts first."""
    level = element.children
    while level:
        for child in level:
            if name in (child.name, child.get("type")):
                return " ".join(child.text.split())
        level = [c for each in level for c in each.children]
    return ""


def _sample(element: Element) -> str:
    return " | ".join(" ".join(term.text.split())[:80] for term in element.every("term"))[:200]


# --- out ---------------------------------------------------------------------------------------------------

# Names by style: entry, language section, term section.
_NAMES: dict[Style, tuple[str, str, str]] = {
    "dca": ("conceptEntry", "langSec", "termSec"),
    "dct": ("conceptEntry", "langSec", "termSec"),
    "martif": ("termEntry", "langSet", "tig"),
}
_SPACES = 'xmlns:min="http://www.tbxinfo.net/ns/min" xmlns:basic="http://www.tbxinfo.net/ns/basic"'


def write(concepts: Sequence[Concept], *, style: Style = "dca", lang: str = "en") -> bytes:
    """A term base. ``lang`` is the language of the file itself. UTF-8, LF, no BOM."""
    return ("\n".join(_lines(concepts, style, lang)) + "\n").encode("utf-8")


def _lines(concepts: Sequence[Concept], style: Style, lang: str) -> Iterator[str]:
    entry, section, group = _NAMES[style]
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    if style == "martif":
        yield '<!DOCTYPE martif SYSTEM "TBXBasiccoreStructV02.dtd">'
        yield f'<martif type="TBX-Basic"{attributes(xml__lang=lang)}>'
        yield f"<martifHeader><fileDesc><sourceDesc><p>{TOOL}</p></sourceDesc></fileDesc></martifHeader>"
    else:
        spaces = f" {_SPACES}" if style == "dct" else ""
        about = attributes(type="TBX-Basic", style=style, xml__lang=lang, xmlns="urn:iso:std:iso:30042:ed-2")
        yield f"<tbx{about}{spaces}>"
        yield f"<tbxHeader><fileDesc><sourceDesc><p>{TOOL}</p></sourceDesc></fileDesc></tbxHeader>"
    yield "<text>"
    yield "<body>"
    for concept in concepts:
        yield f"<{entry}{attributes(id=concept.id)}>"
        yield from _category(style, "descrip", "min:subjectField", "subjectField", concept.subject)
        yield from _category(style, "descrip", "basic:definition", "definition", concept.definition)
        yield from _category(style, "admin", "basic:source", "source", concept.source)
        for tag, forms in groupby(concept.forms, key=lambda form: form.lang):
            yield f"<{section}{attributes(xml__lang=tag)}>"
            for form in forms:
                yield f"<{group}>"
                yield f"<term>{escaped(form.text)}</term>"
                status = _WRITTEN.get(form.status, "")
                yield from _category(style, "termNote", "min:administrativeStatus", "administrativeStatus", status)
                yield f"</{group}>"
            yield f"</{section}>"
        yield f"</{entry}>"
    yield "</body>"
    yield "</text>"
    yield "</martif>" if style == "martif" else "</tbx>"


def _category(style: Style, element: str, named: str, kind: str, value: str) -> Iterator[str]:
    if value and style == "dct":
        yield f"<{named}>{escaped(value)}</{named}>"
    elif value:
        yield f"<{element}{attributes(type=kind)}>{escaped(value)}</{element}>"
