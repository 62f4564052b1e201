"""What a unit is and what happened to it, in a reader's words: chips, why a decision was refused, how words came."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from statement_archive.domain.translations import Unit
from statement_archive.web.people import person_name
from statement_archive.web.presenters.chips import Chip
from statement_archive.web.say import N_, Later, _, ngettext

STATES: dict[str, tuple[str, Later]] = {
    "initial": ("unknown", N_("Draft")),
    "translated": ("translated", N_("Translated")),
    "reviewed": ("delivered", N_("Reviewed")),
    "final": ("delivered", N_("Final")),
}
_REFUSALS: dict[str, Later] = {
    "own-words": N_("These are your own words: somebody else reviews them."),
    "outdated": N_("Its source has changed since it was translated."),
    "nothing-there": N_("There are no words to review yet."),
    "draft": N_("It is a draft: whoever writes it has not handed it in."),
    "in-conflict": N_("Two people wrote it at once, and nobody has decided between them yet."),
    "not-reviewed": N_("It was not reviewed yet."),
    "already": N_("It was decided so already."),
    "changed": N_("It was changed after you had opened the page. Read it as it is now."),
    "unknown-unit": N_("This passage is no longer in the source."),
}
_HOW: dict[str, Later] = {
    "typed": N_("Translated"),
    "confirmed": N_("Said to be still valid"),
    "reverted": N_("Earlier words restored"),
    "rebased": N_("Filled in from another translation"),
    "memory": N_("Taken from the memory"),
    "copied": N_("Copied from the source"),
    "regrouped": N_("Filled in when units were grouped anew"),
}
VERDICTS: dict[str, Later] = {
    "accept": N_("Accepted"),
    "finish": N_("Declared final"),
    "send back": N_("Sent back"),
}


def refusal(code: str) -> str:
    return str(_REFUSALS.get(code, N_("This cannot be decided now.")))


def how_words(how: str, *, first: bool = True) -> str:
    """How words came into a unit."""
    if how == "typed" and not first:
        return _("Translated anew")
    return str(_HOW.get(how, _HOW["typed"]))


def who(by: str, claimed: str) -> str:
    """The name that was claimed, or the account's; a person who is gone is said to be."""
    return claimed or person_name(by)


def unit_chips(unit: Unit) -> tuple[Chip, ...]:
    """What a translator and a reviewer must know of a unit at a glance."""
    return tuple(_chips(unit))


def _chips(unit: Unit) -> Iterator[Chip]:
    if unit.verbatim:
        yield Chip("delivered", _("Delivered wording"), _("The passage is in this language already."))
        return
    if not unit.text and not unit.omitted:
        yield Chip("unknown", _("Not translated yet"))
    else:
        kind, words = STATES[unit.state]
        yield Chip(kind, str(words))
    if unit.outdated:
        note = _("The translation that it was made from is outdated.") if unit.relayed else ""
        yield Chip("warn", _("Outdated by way of its source") if unit.relayed else _("Outdated"), note)
    if unit.returned:
        yield Chip("bad", _("Sent back"), unit.review.reason if unit.review else "")
    if unit.lost:
        yield Chip("warn", _("To be reviewed again"))
    if unit.waiver:
        yield Chip("", _("Change of the source is harmless"), unit.waiver.reason)
    if unit.omitted:
        yield Chip("warn", _("Left out on purpose"))
    elif unit.departure:
        yield Chip("warn", _("Words added on purpose"))
    if len(unit.source.ids) > 1 and unit.source.kind != "fact":
        yield Chip("", _("Sentences joined"))


def reader_chips(unit: Unit) -> tuple[Chip, ...]:
    """What a reader is told of one sentence of a translation made here: its state, and by whom it was reviewed."""
    found = []
    if unit.text or unit.omitted:
        kind, words = STATES[unit.state]
        found.append(Chip(kind, str(words), reviewed_by([unit])))
    if unit.outdated:
        found.append(Chip("warn", _("Outdated"), _("The source was changed after these sentences were translated.")))
    if unit.waiver:
        found.append(Chip("", _("Change of the source is harmless"), unit.waiver.reason))
    return tuple(found)


def column_chips(units: Sequence[Unit]) -> tuple[Chip, ...]:
    """What a reader is told of a whole translation made here, besides what it is."""
    given = [u for u in units if not u.verbatim and (u.text or u.omitted) and u.state != "initial"]
    found = []
    reviewed = [u for u in given if u.state in ("reviewed", "final")]
    if reviewed:
        part = ngettext("%(done)s of one sentence", "%(done)s of %(num)d sentences", len(given), done=len(reviewed))
        said = _("Reviewed: %(part)s", part=part) if len(reviewed) < len(given) else _("Reviewed, every sentence")
        found.append(Chip("delivered", said, reviewed_by(reviewed)))
    elif given:
        found.append(Chip("unknown", _("Not reviewed")))
    left = sum(u.omitted for u in given)
    if left:
        found.append(
            Chip("warn", ngettext("One sentence left out on purpose", "%(num)d sentences left out on purpose", left))
        )
    added = sum(u.departure is not None and u.departure.kind == "addition" for u in given)
    if added:
        found.append(
            Chip(
                "warn",
                ngettext("Words added on purpose: one sentence", "Words added on purpose: %(num)d sentences", added),
            )
        )
    return tuple(found)


def reviewed_by(units: Sequence[Unit]) -> str:
    """Who reviewed what stands now, most first."""
    hands = Counter(who(u.review.by, u.review.claimed) for u in units if u.review and u.review.verdict != "send back")
    return _("Reviewed by %(names)s", names=", ".join(name for name, _n in hands.most_common())) if hands else ""
