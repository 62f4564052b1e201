"""Units in another grain: what each is filled with, so that the newest words count and no older ones return.

::

    sentences ─▶ paragraph   the sentences joined, where one of them is newer than what the paragraph said
    paragraph ─▶ sentences   as they stood; drafts, where the paragraph was written anew since; where they said
                             nothing, all of it is a draft of the first
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from statement_archive.domain.composing import joint
from statement_archive.domain.translations import Rendering, Translation, Unit
from statement_archive.domain.units import Grain


def regrouped(
    translation: Translation, sentences: Sequence[Unit], paragraphs: Sequence[Unit], grain: Grain, source_version: int
) -> list[dict[str, Any]]:
    """The unit changes of a ``regrouped`` event to ``grain``. ``sentences`` and ``paragraphs`` are the units of
    both grains against the newest version of the source, ``source_version``."""
    by_id = {u.source.ids[0]: u for u in sentences}
    between = joint(translation.expression.facts.lang)
    filled: list[dict[str, Any]] = []
    for paragraph in paragraphs:
        inside = [by_id[name] for name in paragraph.source.ids if name in by_id]
        parts = [unit for unit in inside if unit.text or unit.omitted]
        if len(paragraph.source.ids) == 1 or [unit.source.key for unit in inside] == [paragraph.source.key]:
            continue
        if grain == "sentence":
            filled += _drafts(translation, paragraph, parts, between)
            if not parts and inside:
                filled += _all_in_first(translation, paragraph, inside[0], source_version)
        elif _newest(translation, parts) > _newest(translation, [paragraph]):
            filled.append(_joined(paragraph, parts, between, source_version))
    return filled


def _newest(translation: Translation, units: Sequence[Unit]) -> int:
    """The newest version in which one of these units got its words; 0 where all are empty. Drafts count only
    where there is nothing else."""
    given = [last for u in units if (last := translation.last(u.source.key)) and last.present]
    finished = [last for last in given if last.state != "initial"]
    return max((last.version for last in finished), default=1 if given else 0)


def _joined(paragraph: Unit, parts: Sequence[Unit], between: str, source_version: int) -> dict[str, Any]:
    """``source_version``, where one of them is outdated, is the oldest that one of those was made from: whoever looks
    at what changed since sees all of it."""
    outdated = [p for p in parts if p.outdated]
    covered = sum(len(p.source.ids) for p in parts)
    whole = covered == len(paragraph.source.ids) and not outdated and all(p.state != "initial" for p in parts)
    joined: dict[str, Any] = {
        "unit": paragraph.source.key,
        "text": between.join(p.text.strip() for p in parts if p.text),
        "state": "translated" if whole else "initial",
        "made_from": outdated[0].made_from if outdated else paragraph.source.digest,
        "source_version": min((p.source_version or source_version for p in outdated), default=source_version),
    }
    left = [p.departure for p in parts if p.departure]
    if left:
        kind = "omission" if any(d.kind == "omission" for d in left) else "addition"
        reason = "; ".join(dict.fromkeys(d.reason for d in left if d.reason))
        joined["departure"] = {"kind": kind, "reason": {"text": reason}}
    return joined


def _drafts(translation: Translation, paragraph: Unit, parts: Sequence[Unit], between: str) -> Iterator[dict[str, Any]]:
    """Sentences that their paragraph was written without: a person has to look at them again."""
    whole = translation.last(paragraph.source.key)
    if whole is None or not whole.present:
        return
    then = [translation.at_version(p.source.key, whole.version).strip() for p in parts]
    if whole.text == between.join(filter(None, then)):
        return
    for part in parts:
        last: Rendering | None = translation.last(part.source.key)
        if last and last.version <= whole.version and last.state != "initial":
            draft: dict[str, Any] = {
                "unit": part.source.key,
                "text": last.text,
                "state": "initial",
                "made_from": last.made_from,
                "source_version": last.source_version,
            }
            if last.departure:
                draft["departure"] = {"kind": last.departure.kind, "reason": {"text": last.departure.reason}}
            yield draft


def _all_in_first(
    translation: Translation, paragraph: Unit, first: Unit, source_version: int
) -> Iterator[dict[str, Any]]:
    """Words that no sentence has: a person has to share them out."""
    whole = translation.last(paragraph.source.key)
    if whole is not None and whole.text:
        yield {
            "unit": first.source.key,
            "text": whole.text,
            "state": "initial",
            "made_from": first.source.digest,
            "source_version": source_version,
        }
