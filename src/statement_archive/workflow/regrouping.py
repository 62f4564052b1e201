"""Units in another grain: what each is filled with, so that the newest words count and no older ones return.

::

    sentences ─▶ paragraph   the sentences joined, where one of them is newer than what the paragraph said
    paragraph ─▶ sentences   as they stood; drafts, where the paragraph was written anew since
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
        parts = [by_id[name] for name in paragraph.source.ids if name in by_id and by_id[name].text]
        if len(paragraph.source.ids) == 1 or not parts:
            continue
        if grain == "sentence":
            filled += _drafts(translation, paragraph, parts, between)
        elif _newest(translation, parts) > _newest(translation, [paragraph]):
            filled.append(_joined(paragraph, parts, between, source_version))
    return filled


def _newest(translation: Translation, units: Sequence[Unit]) -> int:
    """The newest version in which one of these units got its words; 0 where all are empty. Drafts count only
    where there is nothing else."""
    given = [last for u in units if (last := translation.last(u.source.key)) and last.text]
    finished = [last for last in given if last.state != "initial"]
    return max((last.version for last in finished), default=1 if given else 0)


def _joined(paragraph: Unit, parts: Sequence[Unit], between: str, source_version: int) -> dict[str, Any]:
    outdated = [p for p in parts if p.outdated]
    whole = len(parts) == len(paragraph.source.ids) and not outdated and all(p.state != "initial" for p in parts)
    return {
        "unit": paragraph.source.key,
        "text": between.join(p.text.strip() for p in parts),
        "state": "translated" if whole else "initial",
        "made_from": outdated[0].made_from if outdated else paragraph.source.digest,
        "source_version": source_version,
    }


def _drafts(translation: Translation, paragraph: Unit, parts: Sequence[Unit], between: str) -> Iterator[dict[str, Any]]:
    """Sentences that their paragraph was written without: a person has to look at them again."""
    whole = translation.last(paragraph.source.key)
    if whole is None or not whole.text:
        return
    then = [translation.at_version(p.source.key, whole.version).strip() for p in parts]
    if whole.text == between.join(filter(None, then)):
        return
    for part in parts:
        last: Rendering | None = translation.last(part.source.key)
        if last and last.version <= whole.version and last.state != "initial":
            yield {
                "unit": part.source.key,
                "text": last.text,
                "state": "initial",
                "made_from": last.made_from,
                "source_version": last.source_version,
            }
