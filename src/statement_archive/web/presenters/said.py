"""What the inner rings say in English, in the reader's words.

::

    "mixed line ends: 3 LF, 1 CRLF; kept as they are" ── pattern ──▶ N_ sentence, its values put in again

The messages are those of ``importing``, ``workflow`` and ``formats``; what is not known here is shown as it is,
marked as English. A test tries every pattern on the message it is for.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from statement_archive.web.presenters.labels import fact_label
from statement_archive.web.presenters.said_citing import CITING
from statement_archive.web.presenters.said_exchange import EXCHANGE
from statement_archive.web.presenters.said_terms import TERMS
from statement_archive.web.presenters.said_units import UNITS
from statement_archive.web.say import N_, Later, _, ngettext

_LINES = re.compile(r"lines? (?P<numbers>\d+(?:, \d+)*)(?: and (?P<more>\d+) more)?")
_PLACES = r"(?P<lines>lines? [\d, ]+(?: and \d+ more)?)"
# Values that are put into a sentence as they are: numbers, names, code points with their lines.
_KNOWN: tuple[tuple[str, Later], ...] = (
    # What importing says: dates.
    (
        r"day and month cannot be told apart: (?P<one>\S+) or (?P<other>\S+)",
        N_("Day and month cannot be told apart: %(one)s or %(other)s."),
    ),
    (r"the year is of another calendar", N_("The year is of another calendar.")),
    # What importing says: signs.
    (
        r"byte order mark \(U\+FEFF\) at the beginning, kept",
        N_("A byte order mark stands at the beginning; it is kept."),
    ),
    (r"mixed line ends: (?P<used>.+); kept as they are", N_("Line ends of several kinds: %(used)s. They are kept.")),
    (r"control characters: (?P<found>.+)", N_("Control characters: %(found)s.")),
    (
        r"bidirectional controls: (?P<found>.+)",
        N_("Invisible marks that change the direction of writing: %(found)s."),
    ),
    (
        rf"unbalanced bidirectional controls: not closed \({_PLACES}\)",
        N_("A change of the direction of writing is begun and not ended: %(lines)s."),
    ),
    (
        rf"unbalanced bidirectional controls: closed without opening \({_PLACES}\)",
        N_("A change of the direction of writing is ended and was not begun: %(lines)s."),
    ),
    (
        r"private-use characters: (?P<found>.+)",
        N_("Characters that mean something only in one font: %(found)s."),
    ),
    (
        rf"U\+FFFD stands in the text: an earlier conversion has lost characters \({_PLACES}\)",
        N_("An earlier conversion has lost characters; U+FFFD stands in their place: %(lines)s."),
    ),
    (rf"soft hyphens \({_PLACES}\)", N_("Soft hyphens: %(lines)s.")),
    (
        rf"line or page separators that are not line breaks to every program \({_PLACES}\)",
        N_("Line or page separators that not every program takes for line breaks: %(lines)s."),
    ),
    (rf"byte order marks inside the text \({_PLACES}\)", N_("Byte order marks inside the text: %(lines)s.")),
    (
        r"not in Unicode form NFC: .+",
        N_("Some letters are written with separate marks (not in Unicode form NFC). They are kept."),
    ),
    # What importing says: decode.
    (r"there is no letter or digit in the text", N_("There is no letter or digit in the text.")),
    (
        r"decoded from (?P<name>\S+) by its byte order mark; .+",
        N_("Decoded from %(name)s by its byte order mark; the file itself is kept as it came."),
    ),
    (
        r"read as (?P<name>\S+) because it was declared; .+",
        N_("Read as %(name)s because that was said; the bytes are valid UTF-8 too."),
    ),
    (r"(?P<name>[\w-]+), by its byte order mark", N_("%(name)s, by its byte order mark")),
    (r"(?P<name>[\w-]+), as declared", N_("%(name)s, as was said")),
    (r"the file is empty", N_("The file is empty.")),
    (r"the file holds nothing but white space", N_("The file holds nothing but white space.")),
    (
        r"begins with the mark of (?P<name>\S+) and is not valid in it .+",
        N_("It begins with the mark of %(name)s and is not valid in it."),
    ),
    (r"no such encoding: (?P<name>.+)", N_("There is no encoding called %(name)s.")),
    (r"not an encoding of files: (?P<name>.+)", N_("%(name)s is not an encoding of files.")),
    (
        r"not valid in (?P<name>\S+), as declared: line (?P<line>\d+), byte (?P<byte>\d+)",
        N_("Not valid in %(name)s, which was said to be the encoding: line %(line)s, byte %(byte)s."),
    ),
    (
        r"mixed encodings: (?P<n>\d+) stray bytes? in what is otherwise UTF-8, the first on line (?P<line>\d+).*",
        N_("Encodings are mixed: %(n)s bytes do not fit into what is otherwise UTF-8, the first on line %(line)s."),
    ),
    (r"not UTF-8 \(line (?P<line>\d+), byte (?P<byte>\d+)\).*", N_("Not UTF-8: line %(line)s, byte %(byte)s.")),
    (r"(?P<n>\d+) lines, more than the (?P<most>\d+) .+", N_("%(n)s lines; at most %(most)s are taken in one piece.")),
    (r"(?P<n>\d+) bytes, more than the (?P<most>\d+) .+", N_("%(n)s bytes; at most %(most)s are taken in one piece.")),
    (r"this is not plain text: it seems to be an? PDF.*", N_("This is not plain text but a PDF document.")),
    (
        r"this is not plain text: it seems to be an? (?:Word|old Office|RTF|Excel|PowerPoint|PostScript).*",
        N_("This is not plain text but a document of a word processor or of an office program."),
    ),
    (
        r"this is not plain text: it seems to be an? (?:\w+ image|\w+ recording|RIFF).*",
        N_("This is not plain text but an image or a recording."),
    ),
    (
        r"this is not plain text: it seems to be an? (?:[\w-]+ archive).*",
        N_("This is not plain text but a packed archive."),
    ),
    (r"this is not plain text: .+", N_("This is not plain text but another kind of file, or binary data.")),
    # What formats says of a PO file.
    (r"there is no PO entry in this file", N_("There is no PO entry in this file.")),
    (
        r"not a PO file: a bare carriage return at line (?P<line>\d+)",
        N_("A bare carriage return stands on line %(line)s."),
    ),
    (
        r"not a PO file: .*?line (?P<line>\d+).*",
        N_("It cannot be read from line %(line)s on."),
    ),
    (
        r"the file is not in (?P<name>\S+), the charset it names: .+",
        N_("Its bytes are not in %(name)s, which it names."),
    ),
    # What the verbs say.
    (
        r"the file is for another work: (?P<said>\S+), not (?P<wanted>\S+)",
        N_("It is for %(said)s, not for %(wanted)s."),
    ),
    (r"the file is for (?P<said>\S+), not for (?P<wanted>\S+)", N_("It is for %(said)s, not for %(wanted)s.")),
    (
        r"the file does not say for which \w+ it is .+",
        N_("The file does not say what it is for: its header was lost. Name the translation."),
    ),
    (
        r"the file was made from (?P<said>\S+), not from (?P<wanted>\S+)",
        N_("It was made from %(said)s, not from %(wanted)s."),
    ),
    (r"no work .+", N_("This archive shows no work of this name.")),
    (r"no expression (?P<name>\S+) of \S+", N_("This work has no text %(name)s.")),
    (r"no version (?P<n>\d+) of (?P<name>\S+).*", N_("There is no version %(n)s of %(name)s.")),
    (r"no segment (?P<name>\S+) in this version", N_("There is no %(name)s in this version.")),
    (r"not a locator: .+", N_("The address of the passage is not written as p9, p9.s2 or p9.s2:12-40.")),
    (r"this is the text of version (?P<n>\d+) already: .+", N_("This is the text of version %(n)s already.")),
    (
        r"work \S+ was (?:withdrawn|merged): no text can be added",
        N_("This work was withdrawn or merged: no text can be added."),
    ),
    (r"\S+ was withdrawn", N_("It was withdrawn.")),
    (r"(?P<name>\S+) is held already: .+", N_("%(name)s is held already.")),
    (r"\S+ was merged into (?P<into>\S+) already", N_("It was merged into %(into)s already.")),
    (r"a work cannot be merged into itself", N_("A work cannot be merged into itself.")),
    (r"\S+ has several originals: .+", N_("This work has several originals: name the one to translate from.")),
    (r"no text of \S+ is held: .+", N_("No text of this work is held: there is nothing to translate from.")),
    (
        r"(?P<name>\S+) was deposited as a whole text: .+",
        N_("%(name)s was deposited as a whole text: it is corrected, not translated here."),
    ),
    (r"not a date in EDTF: (?P<raw>'.*'|\".*\") .*", N_("%(raw)s is not a date as it is recorded here.")),
    (r"not a language tag: (?P<raw>'.*'|\".*\") .*", N_("%(raw)s is not a language tag.")),
    (r"a query has at most (?P<most>\d+) characters", N_("A query has at most %(most)s characters.")),
    (
        r"words of (?P<a>\S+) and (?P<b>\S+) cannot be compared: .+",
        N_("Words of two languages cannot be compared: read them side by side."),
    ),
    (r"this needs the permission to .+", N_("Your roles do not allow this.")),
    (r"no such (?:draft|upload)", N_("There is no such draft or file of yours.")),
    (r"somebody else wrote in between", N_("Somebody else wrote in between.")),
)
_PATTERNS = tuple(
    (re.compile(pattern, re.DOTALL), words) for pattern, words in (*_KNOWN, *EXCHANGE, *TERMS, *UNITS, *CITING)
)
_NONE = re.compile(r"none of its (?P<count>\d+) \w+ can be taken: (?P<reason>.+) \(line (?P<line>\d+)\)", re.DOTALL)
_STAYS = re.compile(r"(?P<fact>[a-z_.]+) stays (?P<held>.+) as recorded; the deposit says (?P<new>.+)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Said:
    """``lang`` is ``en`` where the words are the program's own and nobody put them into other ones."""

    words: str
    lang: str = ""


def said(message: str) -> Said:
    """One message of an inner ring."""
    for pattern, words in _PATTERNS:
        match = pattern.fullmatch(message)
        if match:
            values = {name: in_lines(value) for name, value in match.groupdict().items()}
            # Translated here and not in ``str(words)``: only then are the values put in.
            return Said(str(words) % values if values else str(words))
    none = _NONE.fullmatch(message)
    if none:
        reason = said(none["reason"])
        known = _(
            "None of it can be taken. This is wrong in %(count)s places; the first, on line %(line)s: %(reason)s",
            count=none["count"],
            line=none["line"],
            reason=reason.words,
        )
        return Said(known)
    stays = _STAYS.fullmatch(message)
    if stays:
        known = _(
            "%(fact)s stays as recorded: %(held)s. This file says: %(new)s.",
            fact=fact_label(stays["fact"]),
            held=stays["held"].strip("'\""),
            new=stays["new"].strip("'\""),
        )
        return Said(known)
    return Said(message, "en")


def all_said(messages: Iterable[str]) -> tuple[Said, ...]:
    return tuple(said(each) for each in messages)


def in_lines(value: str) -> str:
    """``lines 3, 7 and 12 more`` in the reader's words, wherever it stands."""
    return _LINES.sub(_lines, value)


def _lines(match: re.Match[str]) -> str:
    numbers = match["numbers"]
    shown = ngettext("line %(numbers)s", "lines %(numbers)s", numbers.count(",") + 1, numbers=numbers)
    if match["more"]:
        more = int(match["more"])
        return ngettext("%(shown)s and %(num)d more", "%(shown)s and %(num)d more", more, shown=shown)
    return shown
