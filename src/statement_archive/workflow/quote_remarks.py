"""Verdicts as comments in the user's own file, in plain English."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from statement_archive.quotes.docx_comments import Remark


def remarks(items: Iterable[Mapping[str, Any]]) -> list[Remark]:
    """A comment for each quotation of a report."""
    return [Remark(item["found"]["start"], item["found"]["end"], "\n".join(_lines(item))) for item in items]


def _lines(item: Mapping[str, Any]) -> Iterator[str]:
    if item["verdict"] is None:
        yield f"Not checked: {item['error']}"
        return
    also = f" (also: {', '.join(item['also'])})" if item["also"] else ""
    yield f"{item['verdict'].upper()}{also}" + (f", {item['relation']}" if item["relation"] else "")
    if item["missing"]:
        yield f"The words of {item['missing']['work']} as they were delivered are not held."
    if item["work"] is None:
        return
    yield f"{item['reference']} ({item['lang']})"
    if item["verdict"] != "exact":
        yield f"Stands there: {item['wording']}"
    yield from (f"Left out: {words}" for words in item["omitted"])
    if item["diff"]:
        yield "Words: " + "".join(_PIECES[piece["op"]].format(piece["text"]) for piece in item["diff"])
    yield from (f"{each['change']}: {each['quotation']}" for each in item["adapted"])
    if item["folded"]:
        yield f"Typography that differs: {', '.join(item['folded'])}"
    yield from (f"LOOK: {a['kind']}" + (f": {a['words']}" if a["words"] else "") for a in item["alarm"])
    yield from (f"Claimed {d['claim']}: {d['claimed']}; recorded: {d['recorded']}" for d in item["disagrees"])
    if item["superseded_by"]:
        yield f"Corrected on {item['superseded_by']['date']}: {item['superseded_by']['reason']}"
    for other in item["counterparts"]:
        if other["original"]:
            yield f"Original ({other['lang']}): {other['text']}"


_PIECES = {"same": "{}", "removed": "[-{}-]", "added": "{{+{}+}}"}
