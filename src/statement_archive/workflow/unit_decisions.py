"""What becomes of each unit of a submission: the table of decisions.

::

    same as in its base, or as it stands here, or empty       unchanged (never a deletion)
    changed, and nobody else changed it since                 accepted
    changed, and changed here since                           conflict: base, theirs, mine
    made from an older version of the source                  accepted against that version, born outdated
    an id that has ended, or a unit of the other grain        accepted into its history, offered at successors
    unknown id, changed source text                           refused with line and reason
    no longer marked as a draft, text the same                a question, never an answer
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from statement_archive.domain.errors import InvalidInput
from statement_archive.domain.submissions import RefusedUnit, Submission, SubmittedUnit
from statement_archive.domain.translations import How, Rendering, Translation, unit_views
from statement_archive.domain.units import FACT_KEYS, UnitSource, fact_unit
from statement_archive.domain.works import Expression, Version
from statement_archive.formats import po
from statement_archive.workflow.archive import Archive
from statement_archive.workflow.fact_units import was_ever
from statement_archive.workflow.reading import Work, version_of
from statement_archive.workflow.translation_file import live_sources, sentences_of


@dataclass(frozen=True, slots=True)
class Conflict:
    """Base, theirs and mine of one unit: all kept."""

    segment: str
    base: str
    theirs: str
    mine: str
    reason: str = "changed here since the file was made"


@dataclass(frozen=True, slots=True)
class Question:
    """Something a file cannot answer by itself."""

    segment: str
    question: str


class Decision:
    """The table of decisions, unit by unit, over one submission."""

    def __init__(
        self,
        archive: Archive,
        work: Work,
        translation: Translation,
        submission: Submission,
        *,
        decided_here: bool = False,
    ) -> None:
        self._archive = archive
        self._decided_here = decided_here
        self._work = work
        self._translation = translation
        self._submission = submission
        self._source = work.expression(translation.source)
        self._current = version_of(self._source)
        self._live = {u.key: u for u in live_sources(archive, work, translation)}
        base = submission.base_version
        # A version that this home does not have (it was restored, or the file is from a copy) is no base.
        self._base_version = None if base is None or base > len(translation.expression.versions) else base
        if submission.source_version is not None and self._source.version(submission.source_version) is None:
            raise InvalidInput(f"{self._source.id} has no version {submission.source_version}")
        self.accepted: list[dict[str, Any]] = []
        self.conflicts: list[Conflict] = []
        self.refused: list[RefusedUnit] = list(submission.refused)
        self.questions: list[Question] = []
        self.outdated: list[str] = []
        self.ended: dict[str, tuple[str, ...]] = {}
        self.sent_back: list[str] = []
        self.unchanged = 0

    def run(self) -> Decision:
        for unit in self._submission.units:
            self._decide(unit)
        return self

    def _decide(self, unit: SubmittedUnit) -> None:
        made_from = self._made_from(unit)
        if made_from is None:
            return
        source, version = made_from
        last = self._translation.last(unit.unit)
        theirs = last.text if last else ""
        # Words are taken away by saying that they are left out, and by nothing else.
        empty = not unit.target.strip() and (unit.departure is None or unit.departure.kind != "omission")
        verbatim = unit.target == po.po_text(source.text) and not theirs and self._is_verbatim(source)
        if empty or verbatim:
            self._unchanged(unit, last, source)
        elif _same(unit.target, theirs) and not self._departs(unit, last):
            if self._decided_here and self._would_change(unit, last):
                self._accept(unit, source, version, how="confirmed")
            else:
                self._unchanged(unit, last, source)
        elif self._untouched(unit) and not self._departs(unit, last):
            self.unchanged += 1
        elif self._somebody_else_changed(unit, last):
            base = self._base(unit)
            self.conflicts.append(Conflict(unit.unit, base, theirs, unit.target))
        else:
            self._accept(unit, source, version, how=unit.how)

    def _departs(self, unit: SubmittedUnit, last: Rendering | None) -> bool:
        """Whether it says that words were left out or added, and did not say so before."""
        return unit.departure is not None and (last is None or unit.departure != last.departure)

    def _would_change(self, unit: SubmittedUnit, last: Rendering | None) -> bool:
        """Whether the same words, decided for by a person, are news: a draft finished (or made one again),
        a changed source looked at, a conflict settled, a departure taken back."""
        live = self._live.get(unit.unit)
        return last is not None and (
            unit.draft != (last.state == "initial")
            or (live is not None and live.digest != last.made_from)
            or any(c.unit == unit.unit for c in self._translation.conflicts)
            or unit.departure != last.departure
        )

    def _is_verbatim(self, source: UnitSource) -> bool:
        return any(u.verbatim for u in unit_views(self._translation, [source]))

    def _unchanged(self, unit: SubmittedUnit, last: Rendering | None, source: UnitSource) -> None:
        self.unchanged += 1
        if last and last.text and not unit.draft and unit.target.strip():
            live = self._live.get(unit.unit)
            holds = live is None or self._translation.holds_for(unit.unit, last.made_from, live.digest)
            if live is not None and (not holds or last.state == "initial"):
                kind = "draft" if last.made_from == source.digest else "outdated"
                self.questions.append(Question(unit.unit, f"it was {kind}; is the same text valid now?"))

    def _base(self, unit: SubmittedUnit) -> str:
        return self._translation.at_version(unit.unit, self._base_version or 0)

    def _untouched(self, unit: SubmittedUnit) -> bool:
        """Whether the file brings back what it was given."""
        if self._base_version is None:
            return any(_same(unit.target, text) for text in self._translation.ever(unit.unit))
        return _same(unit.target, self._base(unit))

    def _somebody_else_changed(self, unit: SubmittedUnit, last: Rendering | None) -> bool:
        """Words, or that they were left out."""
        if last is None:
            return False
        if self._base_version is None:
            return last.present
        known = (r for r in self._translation.history[unit.unit] if r.version <= (self._base_version or 0))
        base = list(known)[-1:]
        left = bool(base and base[0].present and not base[0].text)
        return not _same(last.text, self._base(unit)) or left != (last.present and not last.text)

    def _accept(self, unit: SubmittedUnit, source: UnitSource, version: Version, *, how: How) -> None:
        accepted: dict[str, Any] = {
            "unit": unit.unit,
            "text": unit.target.strip(),
            "state": "initial" if unit.draft else "translated",
            "made_from": source.digest,
            "source_version": version.n,
        }
        if how != "typed":
            accepted["how"] = how
        if unit.origin:
            accepted["origin"] = unit.origin[:200]
        if unit.departure:
            accepted["departure"] = {"kind": unit.departure.kind, "reason": {"text": unit.departure.reason[:2000]}}
        self.accepted.append(accepted)
        if self._translation.state(unit.unit) in ("reviewed", "final"):
            self.sent_back.append(unit.unit)
        live = self._live.get(unit.unit)
        if live is None:
            self.ended[unit.unit] = self._offered_at(successors(self._source, source.ids, version.n))
        elif live.digest != source.digest:
            self.outdated.append(unit.unit)

    def _offered_at(self, ids: Sequence[str]) -> tuple[str, ...]:
        """Units that now hold these source segments; a segment that is in none stands for itself."""
        holder = {name: key for key, unit in self._live.items() for name in unit.ids}
        return tuple(dict.fromkeys(holder.get(name, name) for name in ids))

    def _made_from(self, unit: SubmittedUnit) -> tuple[UnitSource, Version] | None:
        """The source unit a target was made from, and in which version; None after a refusal."""
        known = False
        for version in self._versions():
            for source in self._candidates(unit.unit, version):
                known = True
                if _same(unit.source, source.text):
                    return source, version
        reason = (
            "the source text (msgid) is not that of this segment in the version the file names"
            if known
            else "there is no such segment in the source"
        )
        self.refused.append(RefusedUnit(unit.unit, reason, unit.line, unit.target))
        return None

    def _candidates(self, key: str, version: Version) -> Iterable[UnitSource]:
        """What a unit of this name has been: a fact as it is and as it was, or a passage of this version."""
        if key not in FACT_KEYS:
            found = sentences_of(self._archive, self._source, version).named(key)
            return [found] if found else []
        live = self._live.get(key)
        lang = self._source.facts.lang
        return [*([live] if live else []), *(fact_unit(key, t, lang) for t in was_ever(self._archive, self._work, key))]

    def _versions(self) -> Iterable[Version]:
        """The version that the header names; where it was lost, every readable one, newest first."""
        if self._submission.source_version is not None:
            return [version_of(self._source, self._submission.source_version)]
        return [v for v in reversed(self._source.versions) if v.tombstone is None]


def successors(source: Expression, ids: Iterable[str], version: int) -> tuple[str, ...]:
    """Where the words of ended segments went, through every later version."""
    names = list(ids)
    for later in source.versions[version:]:
        names = [
            new for name in names for new in later.successors.get(name, (name,) if name not in later.removed else ())
        ]
    return tuple(dict.fromkeys(names))


def _same(a: str, b: str) -> bool:
    """Equal as PO tools hold texts: kinds of line breaks, and white space around, aside."""
    return po.po_text(a).strip() == po.po_text(b).strip()
