"""Whether a target in XLIFF 1.2 is finished, as the standard and three families of tools say it.

::

    target/@state   needs-…  → draft         Trados   sdl:seg-defs/sdl:seg/@conf
    (missing mrk)   part of it → draft       memoQ    trans-unit/@mq:status
"""

from __future__ import annotations

from statement_archive.formats.xml_tree import Element

# States under which nothing was done: a target that repeats the source was filled in by a tool.
UNTOUCHED = frozenset({"new", "needs-translation", "initial"})
# What Trados and memoQ call segments that somebody began and did not confirm, or that were sent back.
_SDL_OPEN = frozenset({"Draft", "RejectedTranslation", "RejectedSignOff"})
_MEMOQ_OPEN = frozenset({"Edited", "PartiallyEdited", "Pretranslated", "MachineTranslated", "Rejected"})


def state_of(unit: Element, target: Element) -> str:
    """The state that a unit has, whether its tool keeps it in ``target/@state`` or, as memoQ does, beside it."""
    return "new" if unit.foreign("status") == "NotStarted" else target.get("state")


def filled_in_by_a_tool(source: str, target: str, state: str) -> bool:
    """Whether the target only repeats the source and nobody says that this is its translation."""
    return state in UNTOUCHED and target.strip() == source.strip()


def draft_in_12(unit: Element, target: Element) -> bool:
    """Whether a target that has words is marked as not finished."""
    state = target.get("state")
    marked = state.startswith("needs-")
    confirmed = {seg.get("conf") for defs in unit.named("seg-defs") for seg in defs.named("seg")}
    return marked or unit.foreign("status") in _MEMOQ_OPEN or bool(confirmed & _SDL_OPEN) or _part_missing(unit, target)


def _part_missing(unit: Element, target: Element) -> bool:
    """Whether a tool has cut the unit in segments and some of them have no words yet."""
    cut = unit.first("seg-source")
    if cut is None:
        return False
    there = {mrk.get("mid"): mrk.text for mrk in target.every("mrk") if mrk.get("mtype") == "seg"}
    segments = [mrk for mrk in cut.every("mrk") if mrk.get("mtype") == "seg" and mrk.text.strip()]
    return any(not there.get(mrk.get("mid"), "").strip() for mrk in segments)
