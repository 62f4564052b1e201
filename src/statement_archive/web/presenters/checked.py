"""A check of a quotation as a reader sees it: the verdict in words, what differs, whose words these are."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from statement_archive.align.diff import Piece as DiffPiece
from statement_archive.analysis.counting import count_words
from statement_archive.domain.works import Version
from statement_archive.quotes.alarms import AlarmKind
from statement_archive.quotes.differences import Folding
from statement_archive.quotes.placing import Change
from statement_archive.quotes.verdicts import Relation, Verdict
from statement_archive.web.dates import show_edtf
from statement_archive.web.names import html_lang, language_name, text_direction
from statement_archive.web.presenters.facts import title_of
from statement_archive.web.presenters.results import PassageView, TextAndTable, passage_view, work_line
from statement_archive.web.say import N_, Later, _, ngettext
from statement_archive.workflow.quote_check import Check, Place, relation_of
from statement_archive.workflow.quote_claims import ClaimPart
from statement_archive.workflow.quote_data import superseded_by
from statement_archive.workflow.reading import Work

# Verdict -> class (shape and colour), name, what it means.
VERDICTS: dict[Verdict, tuple[str, Later, Later]] = {
    "exact": ("good", N_("Exact"), N_("The characters are the same.")),
    "typography": ("good", N_("Same words, other typography"), N_("The words are the same; signs and spaces differ.")),
    "adapted": ("good", N_("Same words, adapted"), N_("The same but for what its author marked or fitted.")),
    "elided": ("warn", N_("Same words, some left out"), N_("The parts stand in this order; more lies between.")),
    "altered": ("bad", N_("Altered"), N_("Near, but words differ: this is not verbatim.")),
    "other source": ("warn", N_("Another source"), N_("The words are right; who said them, where or when is not.")),
    "superseded": ("warn", N_("Superseded"), N_("The words stood in an earlier version and were corrected.")),
    "not found": ("bad", N_("Not found"), N_("Nothing near is held. That it was never said does not follow.")),
    "source not held": ("unknown", N_("Source not held"), N_("The statement is known; its words are not held.")),
}  # fmt: skip
RELATIONS: dict[Relation, Later] = {
    "from the original": N_("From the original"),
    "from a translation": N_("From a translation"),
    "from an interpretation": N_("From an interpretation"),
    "from a summary record": N_("From a summary record: never the speaker’s own words"),
}
FOLDINGS: dict[Folding, Later] = {
    "quotation marks": N_("quotation marks"),
    "dashes": N_("dashes"),
    "apostrophes": N_("apostrophes"),
    "spaces": N_("spaces"),
    "line breaks": N_("line breaks"),
    "page breaks": N_("a page break"),
    "hyphenation": N_("hyphenation at a line end"),
    "invisible characters": N_("invisible characters"),
    "Unicode form": N_("the form of characters (Unicode)"),
}
CHANGES: dict[Change, Later] = {
    "capital": N_("Initial letter:"),
    "insertion": N_("Inserted in brackets:"),
    "final punctuation": N_("Final punctuation:"),
    "ellipsis of nothing": N_("An ellipsis where nothing is left out"),
}
ALARMS: dict[AlarmKind, Later] = {
    "negation": N_("A negation is concerned:"),
    "modal": N_("A word of duty, permission or possibility is concerned:"),
    "condition": N_("A condition is concerned:"),
    "exception": N_("An exception or restriction is concerned:"),
    "paragraph": N_("It reaches over the end of a paragraph."),
    "speaker": N_("It reaches over a change of speaker."),
    "cut word": N_("It begins or ends inside a word:"),
    "not examined": N_("For this language no list of negations, conditions and the like is held: look for yourself."),
}
CLAIMS: dict[ClaimPart, Later] = {"work": N_("Statement"), "speaker": N_("Speaker"), "date": N_("Date")}


@dataclass(frozen=True, slots=True)
class AlarmView:
    said: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OtherPlace:
    path: str
    title: str
    title_lang: str
    line: str
    verdict: str
    kind: str
    relation: str


@dataclass(frozen=True, slots=True)
class CheckView:
    """``lang`` and ``dir`` are of the words that stand there; ``claims``: part, claimed, recorded."""

    quotation: str
    kind: str
    name: str
    meaning: str
    also: tuple[str, ...] = ()
    relation: str = ""
    lang: str = ""
    dir: str = "auto"
    diff: tuple[DiffPiece, ...] = ()
    reordered: bool = False
    omitted: tuple[str, ...] = ()
    omitted_count: str = ""
    alarms: tuple[AlarmView, ...] = ()
    folded: tuple[str, ...] = ()
    adapted: tuple[tuple[str, str, str], ...] = ()
    claims: tuple[tuple[str, str, str], ...] = ()
    corrected: str = ""
    corrected_reason: str = ""
    edges: str = ""
    work: str = ""
    title: str = ""
    title_lang: str = ""
    line: str = ""
    passage: PassageView | None = None
    beside: tuple[PassageView, ...] = ()
    version: str = ""
    digest: str = ""
    others: tuple[OtherPlace, ...] = ()
    missing: str = ""
    missing_title: str = ""
    missing_work: str = ""
    searched: str = ""


def checked(check: Check, read: TextAndTable) -> CheckView:
    kind, name, meaning = VERDICTS[check.verdict]
    also = tuple(str(VERDICTS[each][1]) for each in check.also)
    missing = check.missing
    common = CheckView(
        check.quotation,
        kind,
        str(name),
        str(meaning),
        also,
        missing=_missing(missing) if missing else "",
        missing_title=title_of(missing.state.facts)[0] if missing else "",
        missing_work=missing.id if missing else "",
        searched=_searched(check),
    )
    place, passage = check.place, check.passage
    if place is None or passage is None:
        return common
    match, text = place.match, place.words.text
    title, title_lang = title_of(place.held.work.state.facts)
    lang = passage.lang
    omitted = tuple(text[a:b] for a, b in match.omitted)
    by = superseded_by(place) or {}
    return CheckView(
        common.quotation,
        common.kind,
        common.name,
        common.meaning,
        common.also,
        str(RELATIONS[relation_of(place.held)]),
        html_lang(lang),
        text_direction(lang),
        match.diff,
        match.reordered,
        omitted,
        _count(omitted),
        tuple(_alarms(place)),
        tuple(str(FOLDINGS[each]) for each in match.folded),
        tuple((str(CHANGES[a.change]), a.here, a.there) for a in match.adapted),
        tuple((str(CLAIMS[d.part]), d.claimed, _recorded(d.part, d.recorded)) for d in place.disagrees),
        show_edtf(by["date"]) if by else "",
        by.get("reason", ""),
        _edges(match.starts_inside, match.stops_inside),
        place.held.work.id,
        title,
        html_lang(title_lang),
        work_line(place.held.work),
        passage_view(passage, read),
        tuple(passage_view(each, read) for each in check.counterparts),
        _version(place.held.version, superseded=place.held.superseded),
        place.held.version.text.sha256,
        tuple(map(_other, check.others)),
        common.missing,
        common.missing_title,
        common.missing_work,
        common.searched,
    )


def _alarms(place: Place) -> Iterator[AlarmView]:
    for kind, each in groupby(sorted(place.match.alarms, key=lambda a: a.kind), key=lambda a: a.kind):
        yield AlarmView(str(ALARMS[kind]), tuple(a.words for a in each if a.words))


def _count(omitted: tuple[str, ...]) -> str:
    words = sum(map(count_words, omitted))
    return ngettext("One word left out", "%(num)d words left out", words) if words else ""


def _edges(starts: bool, stops: bool) -> str:
    if starts and stops:
        return _("It begins and ends inside a sentence: here it is whole.")
    if starts:
        return _("It begins inside a sentence: here it is whole.")
    return _("It ends inside a sentence: here it is whole.") if stops else ""


def _recorded(part: ClaimPart, recorded: str) -> str:
    return show_edtf(recorded) if part == "date" else recorded


def _version(version: Version, *, superseded: bool) -> str:
    if superseded:
        return _("Version %(n)s, no longer the current one", n=version.n)
    return _("Version %(n)s", n=version.n)


def _other(place: Place) -> OtherPlace:
    held, match = place.held, place.match
    title, lang = title_of(held.work.state.facts)
    paragraphs = place.words.paragraphs(match.start, match.end)
    locator = f"/{paragraphs[0].id}" if paragraphs else ""
    kind, name, _meaning = VERDICTS[match.verdict]
    return OtherPlace(
        f"/works/{held.work.id}/{held.expression.id}@{held.version.n}{locator}",
        title,
        html_lang(lang),
        work_line(held.work),
        str(name),
        kind,
        str(RELATIONS[relation_of(held)]),
    )


def _missing(work: Work) -> str:
    languages = ", ".join(map(language_name, work.state.facts.original_languages))
    if not languages:
        return _("The words as they were delivered are not held; in which language is not known.")
    return _("The words as they were delivered are not held. Language: %(languages)s", languages=languages)


def _searched(check: Check) -> str:
    texts, works = check.searched
    of_texts = ngettext("One text was compared", "%(num)d texts were compared", texts)
    of_works = ngettext("of one work", "of %(num)d works", works)
    how = _("every text that is held") if check.thorough else _("those that the index proposed")
    return f"{of_texts} {of_works} ({how})."
