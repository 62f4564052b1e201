"""A passage as plain data: what the command line and exports say of it."""

from __future__ import annotations

from typing import Any

from statement_archive.workflow.passages import Passage
from statement_archive.workflow.search import Hit


def passage_data(p: Passage) -> dict[str, Any]:
    """``start``, ``end`` and ``spans`` are code-point offsets into the text of the version."""
    return {
        "work": p.work.id,
        "expression": p.expression.id,
        "version": p.version.n,
        "segment": " ".join(p.segments),
        "start": p.start,
        "end": p.end,
        "text": p.text,
        "spans": [[p.start + a, p.start + b] for a, b in p.spans],
        "lang": p.lang,
        "original": p.original,
        "relation": p.expression.facts.relation,
        "method": p.expression.facts.method,
        "standing": p.expression.facts.standing,
        "state": p.state,
        "outdated": p.outdated,
        "how": p.how,
        "matched": p.matched,
    }


def hit_data(hit: Hit) -> dict[str, Any]:
    """A result with the same passage in the other texts; ``languages``: in which it was found."""
    return {
        **passage_data(hit.passage),
        "languages": list(hit.languages),
        "counterparts": [passage_data(c) for c in hit.counterparts],
    }


def locator(p: Passage) -> str:
    """What names the passage in an address."""
    first, last = p.segments[0], p.segments[-1]
    return first if first == last else f"{first}-{last}"


def reference(p: Passage) -> str:
    """``work/expression@version/locator``, the path below ``/works/``."""
    return f"{p.work.id}/{p.expression.id}@{p.version.n}/{locator(p)}"
