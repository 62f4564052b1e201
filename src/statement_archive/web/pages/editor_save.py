"""Save in the editor: words into the record, and what was typed out of the way once they are there."""

from __future__ import annotations

from flask import flash, jsonify, redirect, request

from statement_archive.domain.errors import InvalidInput
from statement_archive.domain.translations import Departure, How, Unit
from statement_archive.web import afterwards, here, posted
from statement_archive.web.errors import wants_json
from statement_archive.web.pages.editor import Answer, address, my_typing, news, pages, the_desk, whole
from statement_archive.web.presenters.editor import Field
from statement_archive.web.presenters.editor_help import doubts
from statement_archive.web.presenters.submission import reason
from statement_archive.web.say import _, ngettext
from statement_archive.workflow import typing
from statement_archive.workflow.desk import Desk
from statement_archive.workflow.save_unit import Saved, UnitSave, save_unit

# Buttons that only put words into the field.
FILLING = ("copy", "insert", "use")


@pages.post("/<expression>/save")
def save(work: str, expression: str) -> Answer:
    desk = the_desk(work, expression)
    sent = posted.typed("unit", "do", "window", "how", "origin", "digest", "took", "took_at")
    do = "insert" if request.form.get("insert") else "use" if request.form.get("use") else sent["do"] or "save"
    unit = desk.find(sent["unit"])
    if do in FILLING and unit is not None:
        return whole(desk, unit, _filled(desk, unit, do))
    if do == "discard" or request.form.get("discard"):
        return _discard(desk, unit)
    save = _save_of(unit, do, sent)
    if save is None:
        return _told(desk, unit, Saved("empty"), do, _("Say why: the reader is told that words were left out."))
    done = save_unit(here.archive(), here.actor(), desk, save, here.now())
    if done.result is not None:
        _taken_in(desk, save, sent)
        afterwards.change_of(desk.work.id, here.actor().person)
    again = the_desk(work, expression)
    return _told(again, again.find(sent["unit"]), done, do, "")


def _save_of(unit: Unit | None, do: str, sent: dict[str, str]) -> UnitSave | None:
    """None where words are left out without a reason."""
    text = posted.pasted("text")
    added = posted.typed("addition")["addition"]
    departure = Departure("addition", added) if added else None
    if do == "omit":
        why = posted.typed("reason")["reason"]
        if not why:
            return None
        text, departure = "", Departure("omission", why)
    elif unit is not None and (do == "theirs" or (do == "confirm" and unit.omitted and not text.strip())):
        text, departure = unit.text, unit.departure
    how, origin = _came_about(unit, text, sent)
    return UnitSave(
        key=sent["unit"],
        text=text,
        base=_number("base"),
        source_version=_number("source_version"),
        digest=sent["digest"],
        draft=do == "draft",
        how=how,
        origin=origin,
        departure=departure,
        confirmed=do in ("confirm", "theirs"),
    )


def _came_about(unit: Unit | None, text: str, sent: dict[str, str]) -> tuple[How, str]:
    """Words that were changed after they were taken from somewhere are typed, and still from there."""
    if unit is not None and text.strip() == unit.source.text.strip():
        return "copied", ""
    if sent["how"] == "memory":
        same = text.strip() == posted.pasted("inserted").strip()
        return ("memory" if same else "typed"), sent["origin"]
    return "typed", ""


def _number(name: str) -> int:
    raw = request.form.get(name, "")
    if not raw.isdecimal() or len(raw) > 9:
        raise InvalidInput(f"{name} is not a number", field=name)
    return int(raw)


def _taken_in(desk: Desk, save: UnitSave, sent: dict[str, str]) -> None:
    """What was typed is in the record now: this window's, if it is these words; and the one that was put into the
    field, if nobody typed on in it. Anything else stays."""
    accounts, actor = here.accounts(), here.actor()
    for each in typing.kept(accounts, actor, desk.work.id, desk.name):
        mine = each.window == sent["window"] and each.text.strip() == save.text.strip()
        took = (each.window, each.at.isoformat()) == (sent["took"], sent["took_at"])
        if each.unit == save.key and (mine or took):
            typing.drop(accounts, actor, desk.work.id, desk.name, save.key, each.window)


def _filled(desk: Desk, unit: Unit, do: str) -> Field:
    """What a button puts into the field. It is written against what the page showed, as all that is typed is."""
    base = _number("base")
    if do == "copy":
        return Field(unit.source.text, base, how="copied")
    if do == "insert":
        origin, _sep, text = posted.pasted("insert").partition("\n")
        return Field(text, base, how="memory", origin=origin, inserted=text)
    wanted = request.form.get("use", "")
    kept = next((t for t in my_typing(desk).get(unit.source.key, ()) if _name(t.window) == wanted), None)
    if kept is None:
        return Field(posted.pasted("text"), base)
    return Field(kept.text, kept.base, kept.window, kept.at.isoformat())


def _name(window: str) -> str:
    """A window as the value of a button: an empty one is sent as a sign that no window has."""
    return window or "."


def _discard(desk: Desk, unit: Unit | None) -> Answer:
    window = request.form.get("discard", "")
    key = unit.source.key if unit else posted.typed("unit")["unit"]
    typing.drop(here.accounts(), here.actor(), desk.work.id, desk.name, key, "" if window == "." else window)
    if wants_json():
        return jsonify(news(desk, unit))
    flash(_("What was typed is gone; what is saved stands."))
    return redirect(address(desk, unit), 303)


def _told(desk: Desk, unit: Unit | None, done: Saved, do: str, instead: str) -> Answer:
    """What became of it: to a script with what changed, to a form by way of the next page."""
    onward = done.outcome in ("accepted", "unchanged", "left")
    there = desk.jump(unit.source.key, "next") if do == "next" and onward and unit else unit
    words, kind = _words(desk, unit, done)
    words = instead or words
    if do == "next" and onward and there is None:
        words = " ".join((*filter(None, [words]), _("This was the last one.")))
        there = unit
    if wants_json():
        also = unit.source.key if unit and unit is not there else ""
        return jsonify({**news(desk, there, also=also), "outcome": done.outcome, "said": words, "kind": kind})
    if words:
        flash(words, kind)
    return redirect(address(desk, there), 303)


def _words(desk: Desk, unit: Unit | None, done: Saved) -> tuple[str, str]:
    if done.outcome == "empty":
        return _("Nothing was saved: emptying a field deletes nothing. To leave it out on purpose, say why."), "warn"
    if done.outcome == "left":
        return _("It stays outdated: say that it is still valid, or change it."), "warn"
    if done.outcome == "conflict":
        return _("Somebody else saved this passage meanwhile. Nothing is lost: decide between the two."), "warn"
    if done.outcome == "refused":
        return _("Not taken: %(reason)s. Your words are kept with the record.", reason=reason(done.reason)), "bad"
    if done.outcome == "unchanged":
        return "", "good"
    found = doubts(here.archive(), desk, unit, unit.text) if unit else ()
    said = [_("Saved.")]
    if done.result and done.result.sent_back:
        said.append(_("It was reviewed before: it is to be reviewed again."))
    if done.result and done.result.ended:
        said.append(
            _("The source has changed meanwhile: your words are kept in the history of the passage that ended.")
        )
    if found:
        said.append(ngettext("%(num)d doubt about it.", "%(num)d doubts about it.", len(found)))
        said.append(found[0].words)
    return " ".join(said), "good" if len(said) == 1 else "warn"
