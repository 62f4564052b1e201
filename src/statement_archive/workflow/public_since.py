"""Since when everybody may read something: the day it came, an embargo ended, or a draft was published.

::

    deposited as a draft ── described: public ──▶ that day, for the work or the text it was said of
    under an embargo     ── its end           ──▶ that moment, also where it lies ahead
    described otherwise, or public all along  ──▶ the day it came
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

from statement_archive.domain.events import Event
from statement_archive.domain.facts import Visibility
from statement_archive.domain.ids import ExpressionId, translation_stream, work_stream
from statement_archive.domain.translation_events import fold_translation
from statement_archive.domain.works import Expression, Version, fold_work
from statement_archive.workflow.archive import Archive
from statement_archive.workflow.reading import Work

_Seen = Callable[[Sequence[Event]], Visibility | None]


def version_since(archive: Archive, work: Work, expression: Expression, version: Version) -> datetime:
    """Since when everybody may read a version: what is sorted by, the newest first, in feeds."""
    return max(version.at, work_since(archive, work), text_since(archive, work, expression.id))


def work_since(archive: Archive, work: Work) -> datetime:
    """Since when a work may be seen."""

    def seen(events: Sequence[Event]) -> Visibility | None:
        state = fold_work(work.id, events)
        return state.facts.visibility if state else None

    def make() -> datetime:
        return _since(archive.ledger.read(work_stream(work.id)), seen, "")

    return archive.memo.get(("public since", work.id, work.state.head_hash), make)


def text_since(archive: Archive, work: Work, name: str) -> datetime:
    """Since when a text of it may be seen, the work aside."""
    expression, translation = ExpressionId(name), work.translations.get(ExpressionId(name))

    def of_translation(events: Sequence[Event]) -> Visibility | None:
        made = fold_translation(expression, events)
        return made.expression.facts.visibility if made else None

    def of_work(events: Sequence[Event]) -> Visibility | None:
        state = fold_work(work.id, events)
        held = state.expressions.get(expression) if state else None
        return held.facts.visibility if held else None

    def make() -> datetime:
        if translation is not None:
            return _since(archive.ledger.read(translation_stream(work.id, expression)), of_translation, None)
        return _since(archive.ledger.read(work_stream(work.id)), of_work, name)

    head = translation.head_hash if translation else work.state.head_hash
    return archive.memo.get(("public since", work.id, name, head), make)


def _since(events: Sequence[Event], seen: _Seen, about: str | None) -> datetime:
    """``about``: the text that a description has to be of, empty for the work; None where all are of one text."""
    now = seen(events)
    if now is not None and now.state == "embargoed" and now.until:
        return now.until
    for n in range(len(events) - 1, 0, -1):
        event = events[n]
        if event.kind != "described" or about not in (None, str(event.data.get("expression") or "")):
            continue
        if not any(str(key).startswith("visibility") for key in event.data.get("set", {})):
            continue
        before, after = seen(events[:n]), seen(events[: n + 1])
        if before is not None and after is not None and before.state != "public" and after.state == "public":
            ended = before.until if before.state == "embargoed" else None
            return min(event.at, ended) if ended else event.at
    return events[0].at
