"""What the words are, for a footnote: “delivered in Russian; English translation, unofficial; para. 9”.

::

    language of delivery ; what the text is, its standing, its maker ; what is not held ; version ; place
"""

from __future__ import annotations

from collections.abc import Iterator

from statement_archive.domain.facts import Method, Relation
from statement_archive.domain.language import primary
from statement_archive.exporting.phrases import phrase, sentence_number
from statement_archive.exporting.record import Place, Spot, Words

_OF: dict[Relation, str] = {"prepared": "of_prepared", "summary": "of_summary", "record": "of_record"}
_MADE: frozenset[Method] = frozenset({"machine", "post-edited", "interpretation"})
# An institution's record is not the delivered text, and nobody who cites it says so.
_ENOUGH: frozenset[Relation] = frozenset({"delivered", "written", "record"})


def note(words: Words, place: Place, lang: str) -> str:
    """Without brackets. ``lang``: one that :func:`phrases.spoken` gave."""
    parts = [_origin(words, lang), _what(words, lang), *_left(words, lang), place_words(place, lang)]
    return phrase(lang, "semicolon").join(part for part in parts if part)


def place_words(place: Place, lang: str) -> str:
    """“para. 9”, “paras. 9–11”, “para. 9, second sentence”, “heading before para. 3”; empty for the whole text."""
    if place.first is None or place.last is None:
        return ""
    first, last = place.first, place.last
    if first != last:
        if first.number and last.number:
            return phrase(lang, "paras", n=phrase(lang, "range", a=first.number, b=last.number))
        return phrase(lang, "span", a=_spot(first, lang), b=_spot(last, lang))
    if place.sentences is None:
        return _spot(first, lang)
    a, b = place.sentences
    which = (
        sentence_number(lang, a) if a == b else phrase(lang, "sentences", n=phrase(lang, "range", a=str(a), b=str(b)))
    )
    return phrase(lang, "comma").join((_spot(first, lang), which))


def _spot(spot: Spot, lang: str) -> str:
    if spot.number:
        return phrase(lang, "para", n=spot.number)
    what = phrase(lang, spot.kind)
    if spot.kind in ("heading", "body", "note", "stage"):  # of these a text has many
        if spot.before:
            return phrase(lang, "before", what=what, n=spot.before)
        if spot.after:
            return phrase(lang, "after", what=what, n=spot.after)
    return what


def _origin(words: Words, lang: str) -> str:
    """In which language it was delivered. The text's own language says it for a written original."""
    known = tuple(t for t in words.languages if primary(t) not in ("und", "mul", "zxx"))
    if not words.document:
        known = tuple(dict.fromkeys(map(_as_heard, known)))
    if not known:
        return "" if words.document else phrase(lang, "in_unknown")
    if words.document:
        return phrase(lang, "authentic_in", tags=known)
    return phrase(lang, "written_in" if words.original and words.relation == "written" else "in", tags=known)


def _as_heard(tag: str) -> str:
    """Without the script: nobody speaks in simplified characters."""
    return "-".join(part for part in tag.split("-") if not (len(part) == 4 and part.isalpha()))


def _what(words: Words, lang: str) -> str:
    if not words.named:
        return ""
    comma = phrase(lang, "comma")
    passage = [phrase(lang, "passage", tags=words.passage)] if words.passage else []
    if words.original:
        key = "authentic" if words.document and words.relation == "written" else words.relation
        return comma.join([phrase(lang, key), *passage])
    parts = [phrase(lang, words.method if words.method in _MADE else "translation", tags=(words.lang,))]
    if words.standing != "unknown":
        parts.append(phrase(lang, words.standing))
    if words.relation in _OF:
        parts.append(phrase(lang, _OF[words.relation]))
    if maker := _maker(words, lang):
        parts.append(maker)
    if words.via:
        parts.append(phrase(lang, "via", tags=(words.via,)))
    if not words.reviewed:
        parts.append(phrase(lang, "not_reviewed"))
    if words.outdated:
        parts.append(phrase(lang, "outdated"))
    return comma.join([*parts, *passage])


def _maker(words: Words, lang: str) -> str:
    if words.makers:
        return phrase(lang, "by", name=phrase(lang, "comma").join(words.makers))
    if words.by_delegation:
        return phrase(lang, "by_delegation")
    return "" if words.method in _MADE else phrase(lang, "by_unknown")  # a machine is no unknown person


def _left(words: Words, lang: str) -> Iterator[str]:
    if not words.held and not (words.original and words.relation in _ENOUGH):
        yield phrase(lang, "authentic_not_held" if words.document else "not_held")
    if words.superseded:
        yield phrase(lang, "superseded", n=str(words.version))
