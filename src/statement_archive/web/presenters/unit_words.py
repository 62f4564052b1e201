"""What a unit is and what happened to it, in a reader's words: chips, why a decision was refused, how words came."""

from __future__ import annotations

from collections.abc import Iterator

from statement_archive.domain.translations import Unit
from statement_archive.web.people import person_name
from statement_archive.web.presenters.chips import Chip
from statement_archive.web.say import N_, Later, _

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
        yield Chip("warn", _("Edited after it was accepted"))
    if unit.waiver:
        yield Chip("", _("Change of the source is harmless"), unit.waiver.reason)
    if unit.omitted:
        yield Chip("warn", _("Left out on purpose"))
    elif unit.departure:
        yield Chip("warn", _("Words added on purpose"))
    if len(unit.source.ids) > 1 and unit.source.kind != "fact":
        yield Chip("", _("Sentences joined"))
