"""What was really searched, in the reader's language, and what to search instead."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from statement_archive.analysis.query_language import Meant, Sought
from statement_archive.analysis.query_language.describing import NAMES
from statement_archive.web.names import language_name, territory_name
from statement_archive.web.say import N_, Later, _, ngettext
from statement_archive.workflow.alternatives import Alternative, AlternativeKind

_SOUGHT: dict[str, Later] = {
    "everything": N_("everything"),
    "nothing": N_("nothing"),
    "word": N_("the word %(what)s in any of its forms"),
    "exact": N_("exactly %(what)s"),
    "characters": N_("%(what)s in traditional or simplified characters"),
    "prefix": N_("words that begin with %(what)s"),
    "not": N_("without: %(what)s"),
    "any": N_("any of: %(what)s"),
    "all": N_("all of: %(what)s"),
}
_FIELDS: dict[str, Later] = {
    "speaker": N_("speaker"),
    "by": N_("speaker or body"),
    "state": N_("State"),
    "country": N_("country of the body"),
    "body": N_("body"),
    "on-behalf-of": N_("on behalf of"),
    "kind": N_("kind"),
    "forum": N_("forum"),
    "meeting": N_("meeting"),
    "series": N_("series of meetings"),
    "symbol": N_("document symbol"),
    "topic": N_("topic"),
    "lang": N_("language of the text"),
    "original-lang": N_("language of delivery"),
    "maker": N_("translator"),
    "date": N_("date"),
    "year": N_("year"),
    "is": N_("only texts that are"),
    "work": N_("work"),
}
_ALTERNATIVES: dict[AlternativeKind, Later] = {
    "spelling": N_("Did you mean this?"),
    "beginning": N_("Words that begin so:"),
    "any-form": N_("The words in any of their forms, wherever they stand:"),
    "near": N_("The words close to each other:"),
    "without": N_("Without %(what)s:"),
    "any-language": N_("In every language:"),
    "any-wording": N_("Translations too:"),
}
_NAMED_BY_CODE: dict[str, Callable[[str], str]] = {
    "state": territory_name,
    "country": territory_name,
    "lang": language_name,
    "original-lang": language_name,
}


def sought_words(sought: Sought) -> str:
    """What was really searched."""
    if sought.kind == "field":
        return _field(sought)
    if sought.kind == "in":
        return _("in %(language)s: %(what)s", language=_languages(sought), what=sought_words(sought.parts[0]))
    if sought.kind == "paired":
        sides = "; ".join(map(sought_words, sought.sides))
        return _("passages that have all of this in their texts: %(what)s", what=sides)
    if sought.kind == "near":
        first, second = map(sought_words, sought.parts)
        return _(
            "%(first)s, at most %(distance)s words from %(second)s",
            first=first,
            distance=sought.text,
            second=second,
        )
    what = "; ".join(sought_words(part) for part in sought.parts) if sought.parts else quoted(sought.text)
    return str(_SOUGHT[sought.kind]).replace("%(what)s", what)


def _languages(side: Sought) -> str:
    values = [_isolated(language_name(meant.value)) for meant in side.meant]
    return _(" or ").join(
        values or [_("%(value)s (nothing is known by this)", value=quoted(value)) for value in side.unknown]
    )


def _field(field: Sought) -> str:
    values = [_meant(field.text, meant) for meant in field.meant]
    values += [_("%(value)s (nothing is known by this)", value=quoted(value)) for value in field.unknown]
    # Translators: one of several values of a filter.
    either = _(" or ").join(values)
    return f"{_FIELDS[field.text]}: {either}"


def _meant(field: str, meant: Meant) -> str:
    named = _NAMED_BY_CODE.get(field)
    value = _isolated(named(meant.value) if named else meant.value)
    if meant.forms < 2:
        return value
    if field in NAMES:
        forms = ngettext("one form of the name", "%(num)d forms of the name", meant.forms)
    else:
        forms = ngettext("one value", "%(num)d values", meant.forms)
    return f"{value} ({forms})"


def quoted(text: str) -> str:
    """With first-strong isolates, so that a word of the other direction does not reorder the line."""
    # Translators: the quotation marks of the language.
    return _("“%(words)s”", words=_isolated(text))


def _isolated(text: str) -> str:
    return f"\u2068{text}\u2069"


@dataclass(frozen=True, slots=True)
class AlternativeView:
    """``says``: how it differs; ``shown``: the query, as the words of a link to ``address``."""

    says: str
    shown: str
    address: str
    total: int


Address = Callable[[Alternative], str]


def alternative_views(found: Sequence[Alternative], address: Address) -> tuple[AlternativeView, ...]:
    """What to search instead, each with a link."""
    return tuple(
        AlternativeView(
            str(_ALTERNATIVES[each.kind]).replace("%(what)s", quoted(each.what)), each.query, address(each), each.total
        )
        for each in found
    )
