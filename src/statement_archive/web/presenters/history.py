"""What happened to a work, in words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from statement_archive.domain.works import Expression, Tombstone
from statement_archive.web.dates import show_day
from statement_archive.web.presenters.labels import fact_label, unit_label
from statement_archive.web.say import N_, Later, _, ngettext
from statement_archive.workflow.history import Happening

_NAMED = 6  # units of an event that are linked; the others are counted
PersonName = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class HistoryLine:
    day: str
    iso: str
    what: str
    ref: str
    who: str
    reason: str
    authority: str
    compare: tuple[str, str] | None
    expression: str = ""
    units: tuple[tuple[str, str], ...] = ()
    more: int = 0


_WHAT: dict[str, Later] = {
    "deposited": N_("Deposited"),
    "described": N_("Facts set"),
    "withdrawn": N_("Withdrawn"),
    "merged": N_("Found to be the same as another work"),
    "absorbed": N_("Another work was found to be the same"),
    "submitted": N_("Translation submitted"),
    "regrouped": N_("Sentences grouped anew"),
    "opened": N_("Translation begun"),
    "name_erased": N_("A name was erased"),
    "waived": N_("A change of the source declared harmless"),
    "rebased": N_("Begun from a better source"),
}
_VIAS: dict[str, Later] = {
    "restore": N_("Earlier words restored"),
    "join": N_("Sentences joined"),
    "part": N_("Joined sentences parted"),
}
SIGNIFICANCE: dict[str, Later] = {
    "typo": N_("Corrected: a slip"),
    "minor": N_("Corrected: small changes"),
    "major": N_("Corrected: the sense changed"),
}


def stones(expression: Expression) -> tuple[str, ...]:
    """Of what was withdrawn of a text: when, why, on whose authority."""
    found = [("", expression.tombstone), *((_("version %(n)s", n=v.n), v.tombstone) for v in expression.versions)]
    return tuple(
        ". ".join(part for part in (name, _stone(stone)) if part) for name, stone in found if stone is not None
    )


def _stone(stone: Tombstone) -> str:
    said = _("Withdrawn on %(date)s: %(reason)s", date=show_day(stone.at), reason=stone.reason)
    return f"{said} ({stone.authority})" if stone.authority else said


def history_line(happening: Happening, name: PersonName) -> HistoryLine:
    n = happening.version
    ref = f"{happening.expression}@{n}" if happening.expression and n else ""
    corrected = happening.kind == "corrected" and n > 1
    return HistoryLine(
        day=show_day(happening.at),
        iso=happening.at.isoformat(timespec="seconds"),
        what=_what(happening),
        ref=ref,
        who=happening.claimed or name(happening.by),
        reason=happening.reason,
        authority=happening.authority,
        compare=(f"{happening.expression}@{n - 1}", ref) if corrected else None,
        expression=happening.expression,
        units=tuple((key, unit_label(key)) for key in happening.keys[:_NAMED]),
        more=max(0, len(happening.keys) - _NAMED),
    )


def _what(happening: Happening) -> str:
    if happening.kind == "corrected":
        said = str(SIGNIFICANCE.get(happening.significance, _("Corrected")))
        count = ngettext("one sentence", "%(num)d sentences", happening.changed)
        return f"{said} ({count})" if happening.changed else said
    if happening.kind == "reviewed":
        first, *rest = (_decided(verdict, n) for verdict, n in happening.verdicts)
        return "; ".join([first, *(each[:1].lower() + each[1:] for each in rest)])
    said = str(_VIAS.get(happening.via) or _WHAT.get(happening.kind, happening.kind))
    if happening.redacted:
        return _("Withdrawn, and its words removed for good")
    if happening.kind == "described" and happening.facts:
        return f"{said}: {', '.join(dict.fromkeys(fact_label(each) for each in happening.facts))}"
    if happening.kind in ("submitted", "waived"):
        # Outside the f-string: nothing that stands in one is found by the extraction of strings.
        count = ngettext("one sentence", "%(num)d sentences", happening.units)
        return f"{said} ({count})" if happening.units else said
    return f"{said}: {happening.other}" if happening.other else said


def _decided(verdict: str, n: int) -> str:
    if verdict == "accept":
        return ngettext("One unit accepted", "%(num)d units accepted", n)
    if verdict == "finish":
        return ngettext("One unit declared final", "%(num)d units declared final", n)
    return ngettext("One unit sent back", "%(num)d units sent back", n)
