"""Footnotes of a page by its links: a mark that leads on to a note, and the way back."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from lxml import etree

Element = etree._Element  # noqa: SLF001 (lxml's only name for the type)
_MARK = re.compile(r"[\[(]?\s*(\d{1,3}|[ivxlc]{1,6}|\*{1,3}|†|‡|[a-z]|note \d{1,3})\s*[\])]?")
_BACK = re.compile(r"[↩↑⤴⏎^↵\ufe0e\ufe0f\s]+|(?:back|return|retour|zurück|назад)(?: .{0,20})?", re.IGNORECASE)
_BLOCKS = frozenset(["li", "p", "td", "dd", "div", "aside", "tr", "section"])


@dataclass
class NoteLinks:
    """``references``: links and the note each leads to; ``marks`` by note; ``backs``: links from notes to the text."""

    references: dict[Element, Element] = field(default_factory=dict)
    notes: set[Element] = field(default_factory=set)
    marks: dict[Element, str] = field(default_factory=dict)
    backs: set[Element] = field(default_factory=set)


def note_links(root: Element) -> NoteLinks:
    """A link is a reference if it is a mark and its target stands further down, in another block."""
    found = NoteLinks()
    order: dict[Element, int] = {}
    named: dict[str, Element] = {}
    links: list[Element] = []
    for i, element in enumerate(root.iter()):
        order[element] = i
        for name in (element.get("id"), element.get("name") if element.tag == "a" else None):
            if name:
                named.setdefault(name, element)
        if element.tag == "a" and (element.get("href") or "").startswith("#"):
            links.append(element)
    for link in links:
        target = named.get((link.get("href") or "")[1:])
        words = "".join(map(str, link.itertext()))
        match = _MARK.fullmatch(words.strip())
        if target is None:
            continue
        note = _block(target)
        if match and order[target] > order[link] and note is not None and note not in link.iterancestors():
            found.references[link] = note
            found.notes.add(note)
            found.marks.setdefault(note, match.group(1).removeprefix("note "))
    for link in links:
        back = next((a for a in link.iterancestors() if a in found.notes), None)
        if back is not None and link not in found.references:
            words = "".join(map(str, link.itertext())).strip()
            if _BACK.fullmatch(words) or _MARK.fullmatch(words) or link.get("role") == "doc-backlink":
                found.backs.add(link)
    return found


def _block(target: Element) -> Element | None:
    """The block that holds the target of a reference."""
    if target.tag in _BLOCKS:
        return target
    return next((a for a in target.iterancestors() if a.tag in _BLOCKS), None)
