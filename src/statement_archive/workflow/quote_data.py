"""A check as plain data: what the command line, reports and slips say of it."""

from __future__ import annotations

from typing import Any

from statement_archive.analysis.counting import count_words
from statement_archive.workflow.passage_data import passage_data, reference
from statement_archive.workflow.quote_check import Check, Place, relation_of
from statement_archive.workflow.reading import Work, readable


def check_data(check: Check) -> dict[str, Any]:
    """``start`` and ``end`` are code-point offsets into the text of the version, as are ``fragments``; ``wording`` is
    what stands there, ``omitted`` what ellipses leave out of it."""
    place, passage = check.place, check.passage
    return {
        "quotation": check.quotation,
        "verdict": check.verdict,
        "also": list(check.also),
        "relation": check.relation,
        **(_place(place) if place else _nowhere()),
        "segment": _segment(check),
        "reference": reference(passage) if passage and place else None,
        "passage": passage_data(passage) if passage else None,
        "counterparts": [passage_data(c) for c in check.counterparts],
        "others": [_brief(other) for other in check.others],
        "missing": missing_data(check.missing) if check.missing else None,
        "searched": {"texts": check.searched[0], "works": check.searched[1], "thorough": check.thorough},
    }


def _place(place: Place) -> dict[str, Any]:
    held, match, words = place.held, place.match, place.words
    omitted = [words.text[a:b] for a, b in match.omitted]
    return {
        "work": held.work.id,
        "expression": held.expression.id,
        "version": held.version.n,
        "sha256": held.version.text.sha256,
        "lang": held.expression.facts.lang,
        "start": match.start,
        "end": match.end,
        "wording": words.text[match.start : match.end],
        "fragments": [list(span) for span in match.fragments],
        "omitted": omitted,
        "omitted_words": sum(map(count_words, omitted)),
        "alarm": [{"kind": alarm.kind, "words": alarm.words} for alarm in match.alarms],
        "folded": list(match.folded),
        "adapted": [{"change": a.change, "quotation": a.here, "text": a.there} for a in match.adapted],
        "diff": [{"op": piece.op, "text": piece.text} for piece in match.diff],
        "reordered": match.reordered,
        "starts_inside": match.starts_inside,
        "stops_inside": match.stops_inside,
        "disagrees": [{"claim": d.part, "claimed": d.claimed, "recorded": d.recorded} for d in place.disagrees],
        "superseded_by": superseded_by(place),
    }


def _nowhere() -> dict[str, Any]:
    nothing = ("work", "expression", "version", "sha256", "lang", "start", "end", "wording", "superseded_by")
    lists = ("fragments", "omitted", "alarm", "folded", "adapted", "diff", "disagrees")
    no = {"omitted_words": 0, "reordered": False, "starts_inside": False, "stops_inside": False}
    return {**dict.fromkeys(nothing), **{name: [] for name in lists}, **no}


def _segment(check: Check) -> str | None:
    """The paragraph in which it begins."""
    if check.place is None:
        return None
    paragraphs = check.place.words.paragraphs(check.place.match.start, check.place.match.end)
    return paragraphs[0].id if paragraphs else None


def superseded_by(place: Place) -> dict[str, Any] | None:
    """The correction after which the words no longer stand."""
    if not place.held.superseded:
        return None
    after = place.held.expression.version(place.held.version.n + 1)
    if after is None:
        return None
    return {
        "version": after.n,
        "date": after.date or after.at.date().isoformat(),
        "significance": after.significance,
        "reason": after.reason,
        "authority": after.authority,
    }


def _brief(place: Place) -> dict[str, Any]:
    return {
        "verdict": place.match.verdict,
        "relation": relation_of(place.held),
        "work": place.held.work.id,
        "expression": place.held.expression.id,
        "version": place.held.version.n,
        "start": place.match.start,
        "end": place.match.end,
        "superseded": place.held.superseded,
    }


def missing_data(work: Work) -> dict[str, Any]:
    """A statement that is known, and which of its words are not held."""
    return {
        "work": work.id,
        "title": work.state.facts.title,
        "original_languages": list(work.state.facts.original_languages),
        "held": [e.id for e in work.expressions.values() if readable(e) is not None],
    }
