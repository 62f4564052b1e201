"""The registers in a reader's words: what each is, and why something stands in it."""

from __future__ import annotations

from dataclasses import dataclass

from statement_archive.web.dates import show_edtf
from statement_archive.web.names import html_lang, language_name
from statement_archive.web.presenters.desks import begin_address, desk_address
from statement_archive.web.presenters.facts import title_of
from statement_archive.web.say import N_, Later, _, ngettext
from statement_archive.workflow.describing_works import date_of
from statement_archive.workflow.missing import Item
from statement_archive.workflow.registers import Finding, Register

TITLES: dict[Register, Later] = {
    "originals": N_("Originals not held"),
    "untranslated": N_("Not translated yet"),
    "unofficial": N_("Only unofficial translations"),
    "machine": N_("Only machine translations"),
    "outdated": N_("Outdated translations"),
    "relay": N_("By way of a third language"),
    "translators": N_("Translator unknown"),
    "licences": N_("Licence not stated"),
    "labels": N_("Facts of a text unknown"),
}
WHAT: dict[Register, Later] = {
    "originals": N_("The language of delivery is known, the text in it is not held here."),
    "untranslated": N_("The original is held, and nothing in the language chosen."),
    "unofficial": N_("Into this language there are translations, and none of them is official."),
    "machine": N_("All there is in this language was made by a machine."),
    "outdated": N_("The source was corrected after they were made."),
    "relay": N_("They were made from a translation, not from the original."),
    "translators": N_("Nobody knows who made these translations."),
    "licences": N_("It is not stated on what terms these texts may be used."),
    "labels": N_("What decides how far a text can be relied on is not known of these."),
}
_FACTS: dict[str, Later] = {
    "source": N_("what it was made from"),
    "relation": N_("its relation to delivery"),
    "basis.how": N_("who confirms the delivered wording"),
    "method": N_("the method"),
    "standing": N_("its standing"),
}
_HELD: dict[str, Later] = {
    "nothing-held": N_("No text of it is held at all."),
    "summary-only": N_("Only a summary in the third person is held."),
    "other-texts-held": N_("Other texts of it are held."),
}


@dataclass(frozen=True, slots=True)
class ItemView:
    """``href``: the work or text; ``act``: where something can be done about it, and what (may be empty)."""

    title: str
    lang: str
    href: str
    when: str
    body: str
    text: str
    why: str
    act: str = ""
    act_words: str = ""
    recording: str = ""


def item_view(item: Item, *, translates: bool = False) -> ItemView:
    found = item.finding
    title, lang = title_of(item.facts)
    date = date_of(item.facts)
    act, act_words = _act(found) if translates else ("", "")
    recording = str(found.details.get("recording", ""))
    return ItemView(
        title,
        html_lang(lang),
        _address(found),
        show_edtf(date) if date else _("date unknown"),
        item.facts.body.name,
        language_name(found.lang) if found.lang else "",
        why(item),
        act,
        act_words,
        recording if recording.startswith(("https://", "http://")) else "",
    )


def _address(found: Finding) -> str:
    path = f"/works/{found.work}"
    return f"{path}?text={found.expression}&view=one" if found.expression else path


def _act(found: Finding) -> tuple[str, str]:
    if found.register == "untranslated":
        return begin_address(found.work, found.lang), _("Translate it")
    if found.register == "outdated" and found.reason == "units":
        return desk_address(found.work, found.expression), _("Look at what is outdated")
    return "", ""


def why(item: Item) -> str:
    """One or two sentences; for feeds too."""
    found = item.finding
    said = _WHY[found.register](found)
    if found.register == "untranslated" and item.words:
        return _("%(said)s %(words)s", said=said, words=ngettext("One word.", "%(num)d words.", item.words))
    return said


def _original(found: Finding) -> str:
    settle = (
        _("A recording is known: a transcript would settle it.")
        if found.details.get("recording")
        else _("The delivered text, or a recording, would settle it.")
    )
    said = _("Delivered in %(language)s; the text is not held.", language=language_name(found.lang))
    return " ".join((said, str(_HELD[found.reason]), settle))


def _untranslated(found: Finding) -> str:
    return _("Nothing in %(language)s.", language=language_name(found.lang))


def _unofficial(found: Finding) -> str:
    return _only(found, _("unofficial"))


def _machine(found: Finding) -> str:
    return _only(found, _("by machine"))


def _only(found: Finding, what: str) -> str:
    n = int(found.details.get("texts", 1))
    return ngettext(
        "One text in %(language)s: %(what)s.",
        "%(num)d texts in %(language)s: %(what)s.",
        n,
        language=language_name(found.lang),
        what=what,
    )


def _outdated(found: Finding) -> str:
    details = found.details
    if found.reason == "units":
        n = int(details["units"])
        return ngettext("One unit is outdated.", "%(num)d units are outdated.", n)
    said = _("Its source was corrected since: version %(old)s to %(new)s.", old=details["from"], new=details["to"])
    return f"{said} {_SIGNIFICANCE[str(details['significance'])]}" if details.get("significance") else said


_SIGNIFICANCE: dict[str, Later] = {
    "typo": N_("Only slips were put right."),
    "minor": N_("The changes are small."),
    "major": N_("The sense changed."),
}


def _relay(found: Finding) -> str:
    said = _("Made by way of %(language)s.", language=language_name(str(found.details["via"])))
    if found.reason == "original-held-now":
        held = language_name(str(found.details["original_lang"]))
        more = _("The original in %(language)s is held now: it could be made from that.", language=held)
    else:
        more = _("The original is not held.")
    return f"{said} {more}"


def _translator(found: Finding) -> str:
    return _("Translation into %(language)s; who made it is not known.", language=language_name(found.lang))


def _licence(found: Finding) -> str:
    holder = str(found.details.get("holder", ""))
    if holder:
        return _("Held by %(holder)s; the terms are not stated.", holder=f"\u2068{holder}\u2069")
    return _("Neither a licence nor a permission is stated.")


def _label(found: Finding) -> str:
    if found.reason == "language-of-delivery":
        return _("In which language it was delivered is not known.")
    names = [str(_FACTS[name]) for name in str(found.details["facts"]).split(" ")]
    return _("Not known: %(facts)s.", facts=", ".join(names))


_WHY = {
    "originals": _original,
    "untranslated": _untranslated,
    "unofficial": _unofficial,
    "machine": _machine,
    "outdated": _outdated,
    "relay": _relay,
    "translators": _translator,
    "licences": _licence,
    "labels": _label,
}
