"""The state of the archive: what an answer was made from, in one digest.

::

    every work that the reader may see ── facts, texts and segments of every version ──▶ a digest of it
    all of them, by id                                                                ──▶ the state

Two answers that bear the same state were made from the same facts and the same words. What the reader may not see is
not in it, so it tells of no draft; ledgers count only by what they say.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime

from statement_archive.domain.actors import Actor
from statement_archive.domain.events import sha256
from statement_archive.domain.facts import dump_facts
from statement_archive.workflow.archive import Archive
from statement_archive.workflow.reading import Work
from statement_archive.workflow.visible import visible


@dataclass(frozen=True, slots=True)
class ArchiveState:
    """``digest``: SHA-256 in hexadecimal; ``at``: when it was looked at; ``texts``: expressions that are held."""

    digest: str
    at: datetime
    works: int
    texts: int

    @property
    def short(self) -> str:
        return self.digest[:12]


def archive_state(archive: Archive, actor: Actor, now: datetime) -> ArchiveState:
    """As this actor may see the archive at ``now``."""
    seen = visible(archive, actor, now, "state of a work", _state_of)
    digest = sha256("\n".join(state for state, _texts in seen).encode())
    return ArchiveState(digest, now, len(seen), sum(texts for _state, texts in seen))


def _state_of(work: Work) -> tuple[str, int]:
    """A line of the state, and how many texts are held."""
    parts: list[object] = [work.id, dump_facts(work.state.facts)]
    texts = 0
    for name, expression in sorted(work.expressions.items()):
        versions = [(v.n, v.text.sha256, v.table.sha256) for v in expression.versions if not v.tombstone]
        standing = [] if expression.tombstone else versions
        parts.append([name, dump_facts(expression.facts), standing])
        texts += bool(standing)
    return f"{work.id} {sha256(json.dumps(parts, sort_keys=True, default=str).encode())}", texts
