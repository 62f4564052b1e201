"""What happened to a work, in words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from statement_archive.domain.works import Expression, Tombstone
from statement_archive.web.dates import show_day
from statement_archive.web.presenters.labels import fact_label
from statement_archive.web.say import N_, Later, _, ngettext
from statement_archive.workflow.history import Happening

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
}
_SIGNIFICANCE: dict[str, Later] = {
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
    )


def _what(happening: Happening) -> str:
    if happening.kind == "corrected":
        said = str(_SIGNIFICANCE.get(happening.significance, _("Corrected")))
        count = ngettext("one segment", "%(num)d segments", happening.changed)
        return f"{said} ({count})" if happening.changed else said
    said = str(_WHAT.get(happening.kind, happening.kind))
    if happening.kind == "described" and happening.facts:
        return f"{said}: {', '.join(dict.fromkeys(fact_label(each) for each in happening.facts))}"
    if happening.kind == "submitted":
        # Outside the f-string: nothing that stands in one is found by the extraction of strings.
        count = ngettext("one sentence", "%(num)d sentences", happening.units)
        return f"{said} ({count})"
    return f"{said}: {happening.other}" if happening.other else said
