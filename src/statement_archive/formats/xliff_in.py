"""XLIFF 1.x and 2.x as tools send it back: a ``Submission``, by the same table of decisions as PO.

::

    <file original> and notes ──identified──▶ work, expression, versions, exact tags (whichever survived)
    trans-unit | unit ──▶ key, source, target, draft, line
        1.2  <mrk mtype="seg">, sdl:seg-defs, mq:status     xliff_states
        2.x  <segment>, <ignorable>, <cp>, target/@order
    inline tags ──▶ their text kept, the tags dropped, and said

A state such as ``needs-…`` (2.x: ``initial``, written out) makes a draft. ``new`` (2.x: no state) does not: that is how
an empty unit went out, and OmegaT and others fill targets without touching the state. Where a target repeats the
source under a state that says nothing was done, a tool has filled it in and nobody has translated.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from statement_archive.domain.errors import InvalidInput, Refused
from statement_archive.domain.language import language_tag
from statement_archive.domain.submissions import RefusedUnit, Submission, SubmittedUnit
from statement_archive.formats.exchange import identified, key_of_id, regional, same_language
from statement_archive.formats.xliff_states import draft_in_12, filled_in_by_a_tool, state_of
from statement_archive.formats.xml_text import stood_for
from statement_archive.formats.xml_tree import Element, parse

# Inline elements of XLIFF 1.2 whose content is code, not words; of 2.x all are empty or hold words.
_CODE = frozenset({"ph", "bpt", "ept", "it"})
_SILENT = frozenset({"mrk", "sm", "em", "cp"})  # marks of tools, which nobody misses


def read(content: bytes) -> Submission:
    """Parse XLIFF. Raises Undecodable, TooLarge, InvalidInput (with the line), Refused where it holds no unit."""
    root = parse(content, "an XLIFF file")
    if root.name != "xliff":
        message = f"not an XLIFF file: its root element is <{root.name[:40]}> (line {root.line})"
        raise InvalidInput(message, line=root.line)
    newer = root.get("version").startswith("2")
    files = root.named("file")
    said = _agreed_identity(files)
    lang = language_tag(said["lang"]) if "lang" in said else ""
    _check_languages(root, files, lang)
    taken = _Taken()
    for file in files:
        for each in file.every("unit" if newer else "trans-unit"):
            _take(each, taken, _unit_2(each, taken) if newer else _unit_12(each, taken))
    if not taken.units and not taken.refused:
        raise Refused("there is no unit in this XLIFF file")
    return Submission(
        work=said.get("work", ""),
        expression=said.get("expression", ""),
        lang=lang,
        source_expression=said.get("source", ""),
        source_version=_number(said.get("source_version", "")),
        base_version=_number(said.get("version", "")),
        translator="",
        units=tuple(taken.units),
        refused=tuple(taken.refused),
        notes=taken.notes(),
    )


@dataclass(slots=True)
class _Taken:
    units: list[SubmittedUnit] = field(default_factory=list)
    refused: list[RefusedUnit] = field(default_factory=list)
    seen: dict[str, int] = field(default_factory=dict)
    dropped: Counter[str] = field(default_factory=Counter)

    def notes(self) -> tuple[str, ...]:
        return tuple(
            f"inline tags <{name}> left out, the text inside them kept: {count}"
            for name, count in sorted(self.dropped.items())
        )


def _take(element: Element, taken: _Taken, came: tuple[str, str, bool]) -> None:
    source, target, draft = came
    name = element.get("resname") or element.get("name") or key_of_id(element.get("id"))
    key = " ".join(name.split())
    reason = ""
    if not key:
        reason = "no id: the segment id is missing"
    elif key in taken.seen:
        reason = f"the segment stands twice in the file (first at line {taken.seen[key]})"
    if reason:
        taken.refused.append(RefusedUnit(key, reason, element.line, target))
        return
    taken.seen[key] = element.line
    taken.units.append(SubmittedUnit(key, source, target, draft, element.line))


def _unit_12(element: Element, taken: _Taken) -> tuple[str, str, bool]:
    """Source, target, whether it is a draft."""
    source = _words(element.first("source"), taken)
    found = element.first("target")
    target = _words(found, taken)
    if found is None or not target.strip() or filled_in_by_a_tool(source, target, state_of(element, found)):
        return source, "", False
    return source, target, draft_in_12(element, found)


def _unit_2(element: Element, taken: _Taken) -> tuple[str, str, bool]:
    """The segments of a unit, joined: tools may have cut it in several."""
    sources: list[str] = []
    targets: list[tuple[int, str]] = []
    begun = draft = missing = False
    for n, part in enumerate(element.named("segment", "ignorable"), start=1):
        source = _words(part.first("source"), taken)
        found = part.first("target")
        target = _words(found, taken)
        sources.append(source)
        if part.name == "ignorable":  # what lies between segments: the same in both unless said otherwise
            targets.append((_order(found, n), target if found else source))
            continue
        if filled_in_by_a_tool(source, target, part.get("subState") or part.get("state", "new")):
            target = ""
        begun = begun or bool(target.strip())
        missing = missing or bool(source.strip() and not target.strip())
        draft = draft or (bool(target.strip()) and _open_2(part))
        targets.append((_order(found, n), target))
    if not begun:
        return "".join(sources), "", False
    return "".join(sources), "".join(text for _, text in sorted(targets)), draft or missing


def _open_2(segment: Element) -> bool:
    return segment.get("state") == "initial" or segment.get("subState") in ("sa:draft", "sa:outdated")


def _order(target: Element | None, otherwise: int) -> int:
    raw = target.get("order") if target else ""
    return int(raw) if raw.isdecimal() and len(raw) < 7 else otherwise


def _words(element: Element | None, taken: _Taken) -> str:
    return "".join(_pieces(element, taken)) if element else ""


def _pieces(element: Element, taken: _Taken) -> Iterator[str]:
    for part in element.content:
        if isinstance(part, str):
            yield part
            continue
        character = stood_for(part.get("ctype"), part.get("id")) if part.name == "x" else None
        if part.name == "cp":
            character = stood_for("u" + part.get("hex").lower().rjust(4, "0"))
        if character is not None:
            yield character
            continue
        if part.name not in _SILENT:
            taken.dropped[part.name] += 1
        if part.name not in _CODE:
            yield from _pieces(part, taken)
            continue
        for words in part.named("sub"):
            yield from _pieces(words, taken)


# --- what identifies the file ----------------------------------------------------------------------------


def _agreed_identity(files: list[Element]) -> dict[str, str]:
    """What the file says it is. Raises InvalidInput where it holds several translations."""
    found: list[dict[str, str]] = []
    for file in files:
        holder = file.first("header") or file.first("notes")
        notes = holder.named("note") if holder else []
        said = identified(file.get("original"), "\n".join(note.text for note in notes))
        if said and said not in found:
            found.append(said)
    if len(found) > 1:
        names = ", ".join(f"{s.get('work')} {s.get('expression')}" for s in found)
        raise InvalidInput(f"the file holds several translations ({names[:300]}): send each by itself")
    return found[0] if found else {}


def _check_languages(root: Element, files: list[Element], lang: str) -> None:
    """Raises InvalidInput where a tool says another language than the exact tag that the file was given."""
    for element in (root, *files):
        shown = element.get("target-language") or element.get("trgLang")
        if lang and shown and not (same_language(shown, lang) or same_language(shown, regional(lang))):
            message = f"the file is in {shown[:40]} by its target language, and was made for {lang}"
            raise InvalidInput(message, line=element.line)


def _number(raw: str) -> int | None:
    return int(raw) if raw.strip().isdecimal() and len(raw) < 10 else None
