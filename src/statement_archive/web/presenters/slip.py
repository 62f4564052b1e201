"""A quote slip as a reader sees it, made of the slip's JSON alone: a page, a file and a PDF say the same.

::

    slip ──slip_view──▶ blocks in order: the quotation, the verdict and all that is always shown with it, the words as
                        they stand, their original, the proof
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from statement_archive.quotes.slip import Slip, short
from statement_archive.web.dates import show_day, show_edtf
from statement_archive.web.names import html_lang, language_name, language_title, text_direction
from statement_archive.web.presenters.checked import ALARMS, CHANGES, CLAIMS, FOLDINGS, RELATIONS, VERDICTS
from statement_archive.web.presenters.slip_words import origin, status
from statement_archive.web.say import _, ngettext

Kind = Literal["heading", "words", "said", "row", "code", "alarm", "diff"]
_TURNS = {0x202A, 0x202B, 0x202C, 0x202D, 0x202E, 0x2066, 0x2067, 0x2068, 0x2069}


@dataclass(frozen=True, slots=True)
class Block:
    """``label`` is in the reader's language, ``text`` in ``lang`` (empty: the reader's, or none). ``pieces`` of a diff:
    pairs of op and text."""

    kind: Kind
    label: str = ""
    text: str = ""
    lang: str = ""
    dir: str = "auto"
    pieces: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class SlipView:
    """``verdict``: its class, name and meaning; empty where no quotation was checked."""

    title: str
    attests: str
    verdict: tuple[str, str, str] | None
    also: tuple[str, ...]
    relation: str
    quotation: str
    blocks: tuple[Block, ...]
    link: str
    short: str
    digest: str
    issued: str


def slip_view(slip: Slip) -> SlipView:
    check = slip["check"]
    kind, name, meaning = VERDICTS[check["verdict"]] if check else ("", "", "")
    return SlipView(
        _("Quote slip"),
        _("This slip attests which words stand in a stored text. It does not attest that they were uttered."),
        (kind, str(name), str(meaning)) if check else None,
        tuple(str(VERDICTS[each][1]) for each in check["also"]) if check else (),
        str(RELATIONS[slip["relation"]]),
        slip["quotation"] or "",
        tuple(_blocks(slip)),
        slip["link"],
        short(slip["digest"]),
        slip["digest"],
        _instant(slip["issued"]),
    )


def _blocks(slip: Slip) -> Iterator[Block]:
    if slip["check"]:
        yield from _differences(slip)
    yield from _stands(slip)
    yield from _original(slip)
    yield from _proof(slip)


def _differences(slip: Slip) -> Iterator[Block]:
    """All that the contract says is always shown."""
    check, lang = slip["check"], slip["place"]["lang"]
    for each in check["disagrees"]:
        said = show_edtf(each["recorded"]) if each["claim"] == "date" else each["recorded"]
        recorded = visible(said) or _("unknown")
        claimed = _("claimed: %(claimed)s; recorded: %(recorded)s", claimed=visible(each["claimed"]), recorded=recorded)
        yield _row(str(CLAIMS[each["claim"]]), claimed)
    if check["superseded_by"]:
        by = check["superseded_by"]
        said = _("on %(date)s, in version %(n)s", date=show_edtf(by["date"]), n=by["version"])
        more = ", ".join(visible(part) for part in (by["reason"], by["authority"]) if part)
        yield Block("alarm", _("These words were corrected"), f"{said}: {more}" if more else said)
    if check["missing"]:
        languages = ", ".join(map(language_name, check["missing"]["original_languages"])) or _("unknown")
        yield _row(_("Not held: the delivered words of the claimed statement; language"), languages)
    for alarm in check["alarm"]:
        yield Block("alarm", str(ALARMS[alarm["kind"]]), visible(alarm["words"]), html_lang(lang))
    if check["diff"]:
        pieces = tuple((piece["op"], piece["text"]) for piece in check["diff"])
        yield Block("diff", _("Word by word"), "", *_way(lang), pieces)
        yield Block("diff", pieces=(("removed", _("in the text")), ("same", " "), ("added", _("in the quotation"))))
    if check["reordered"]:
        yield Block("said", "", _("Its parts stand in another order in the text."))
    if check["omitted"]:
        count = check["omitted_words"]
        label = ngettext("One word left out", "%(num)d words left out", count) if count else _("Left out")
        for each in check["omitted"]:
            yield Block("words", label, each, *_way(lang))
            label = ""
    if check["folded"]:
        yield _row(_("Typography that differs"), ", ".join(str(FOLDINGS[each]) for each in check["folded"]))
    for each in check["adapted"]:
        here, there = visible(each["quotation"]), visible(each["text"])
        between = _("where the text has")
        yield _row(str(CHANGES[each["change"]]).rstrip(":"), f"{here} ({between} {there})" if there else here)


def _stands(slip: Slip) -> Iterator[Block]:
    place, whole = slip["place"], slip["sentences"]
    yield Block("words", _("What stands in the text"), place["wording"], *_way(place["lang"]))
    if whole["text"] != place["wording"]:
        yield Block("words", _("The whole sentence"), whole["text"], *_way(place["lang"]))
    if marks := invisible(place["wording"]):
        yield _row(_("Invisible marks in these words"), marks)
    if marks := invisible(slip["quotation"] or ""):
        yield _row(_("Invisible marks in the quotation"), marks)


def _original(slip: Slip) -> Iterator[Block]:
    beside: Sequence[Mapping[str, Any]] = slip["beside"]
    for other in beside:
        if other["original"]:
            yield _beside(_("The original of it: %(language)s", language=language_name(other["lang"])), other)
    state = slip["original"]["state"]
    if state in ("not held", "not aligned"):
        languages = ", ".join(map(language_name, slip["original"]["languages"])) or _("language unknown")
        said = (
            _("Original not held.")
            if state == "not held"
            else _("The original is held; this sentence is not aligned with it.")
        )
        yield Block("alarm", said, languages)
    for other in beside:
        if not other["original"]:
            yield _beside(language_title(other["lang"]), other)


def _beside(label: str, other: Mapping[str, Any]) -> Block:
    what = f"{label}. {status(other)}. {other['expression']}@{other['version']}"
    return Block("words", what, other["text"], *_way(other["lang"]))


def _proof(slip: Slip) -> Iterator[Block]:
    text, facts = slip["text"], slip["provenance"]
    numbers = slip["place"]["paragraphs"]
    yield Block("heading", _("Where it stands"))
    yield _row(_("Work"), visible(facts["title"]) or _("Untitled"))
    yield _row(_("Paragraph"), _span(numbers) or _("without a number"))
    newer = text["version"] < text["versions"]
    version = _("Version %(n)s", n=text["version"])
    if newer:
        version = _("Version %(n)s, no longer the current one", n=text["version"])
    yield _row(_("Text"), f"{language_title(slip['place']['lang'])}. {version}")
    told = "; ".join(f"{label}: {visible(value)}" for label, value in origin(facts))
    yield Block("said", _("Where the words come from"), f"{told[:1].upper()}{told[1:]}.")
    yield Block("heading", _("Proof"))
    yield _code(_("Permanent link"), slip["link"])
    yield _code(_("SHA-256 of the text"), text["sha256"])
    if text["file"]:
        yield _code(_("SHA-256 of the file as received"), text["file"]["sha256"])
    head = slip["ledgers"][0]
    yield _code(_("Ledger of the work, event %(n)s", n=head["event"]), head["hash"])
    yield _code(_("Archive"), slip["home"] or "-")
    yield _code(_("Issued"), slip["issued"])
    yield _code(_("SHA-256 of this slip"), slip["digest"])
    yield _code(_("In short"), short(slip["digest"]))
    yield _code(_("To check it later"), "statement-archive verify-slip FILE")


def _row(label: str, text: str) -> Block:
    return Block("row", label, text)


def _code(label: str, text: str) -> Block:
    return Block("code", label, text, "", "ltr")


def _way(lang: str) -> tuple[str, str]:
    return html_lang(lang), text_direction(lang)


def _span(numbers: Sequence[str]) -> str:
    if len(numbers) < 2:
        return "".join(map(visible, numbers))
    return f"{visible(numbers[0])}–{visible(numbers[-1])}"


def _instant(raw: str) -> str:
    return show_day(datetime.fromisoformat(raw))


def visible(value: str) -> str:
    """A fact on one line, in which nothing turns the direction of what stands behind it."""
    return "".join(f"[U+{ord(c):04X}]" if ord(c) in _TURNS else c for c in " ".join(value.split()))


def invisible(text: str) -> str:
    """Marks in it that cannot be seen, each with its number: ``U+202E, U+200B (3)``."""
    found: dict[str, int] = {}
    for char in text:
        if unicodedata.category(char) in ("Cf", "Cc") and char not in "\n\r\t":
            found[char] = found.get(char, 0) + 1
    return ", ".join(f"U+{ord(c):04X}" + (f" ({n})" if n > 1 else "") for c, n in found.items())
