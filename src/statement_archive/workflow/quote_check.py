"""Whether a quotation is verbatim, where it stands, and what the delivered words are.

::

    quotation ─▶ texts (claimed work, index, or all) ─▶ quotes.comparing: what holds there ─▶ places
    places, claim ─▶ the place that fits best ─▶ verdict: the worst of what holds, the others listed

Deterministic, and it fails closed. Nothing of what is handed in is stored or logged.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime

from statement_archive.domain.actors import Actor
from statement_archive.domain.errors import ArchiveError, InvalidInput
from statement_archive.quotes.comparing import Match, near, roughly, same_words
from statement_archive.quotes.quoted import Quoted, quoted
from statement_archive.quotes.source import SourceText
from statement_archive.quotes.verdicts import VERDICTS, Relation, Verdict, worst
from statement_archive.workflow import quote_candidates as candidates
from statement_archive.workflow.across import state_of
from statement_archive.workflow.archive import Archive
from statement_archive.workflow.passages import Passage, beside
from statement_archive.workflow.quote_candidates import HeldText
from statement_archive.workflow.quote_claims import Claim, Disagreement, claimed_work, disagreements
from statement_archive.workflow.reading import Work, readable

MAX_QUOTATION = 20_000  # characters
# Characters of all texts up to which each is compared when the index proposed nothing near: some tenths of a second.
THOROUGH = 5_000_000
_MOST_OTHERS = 20
_CLOSELY = 5  # texts that are looked at closely for near words
_MAYBE_SAME = 90  # rough likeness from which words may be the same
_CLAIM_WEIGHS = 0.15  # of likeness, that altered words stand where they are claimed to
_NEAR_ENOUGH = 0.8  # likeness of altered words at which no better place is looked for


_Key = tuple[str, str, int]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a quotation stands, and what holds of it there; ``words``: the text; ``disagrees``: what of the claim is
    not so."""

    held: HeldText
    words: SourceText
    match: Match
    disagrees: tuple[Disagreement, ...] = ()

    @property
    def same(self) -> bool:
        return self.match.verdict != "altered"


@dataclass(frozen=True, slots=True)
class Check:
    """``verdict`` is the worst of what holds, ``also`` the others, the worst first. ``place`` fits the claim best;
    ``others`` are further places where the words are the same. ``missing``: the statement that is known and whose words
    are not held. ``thorough``: every text was compared, not only those that the index proposed."""

    quotation: str
    verdict: Verdict
    also: tuple[Verdict, ...] = ()
    place: Place | None = None
    others: tuple[Place, ...] = ()
    relation: Relation | None = None
    passage: Passage | None = None
    counterparts: tuple[Passage, ...] = ()
    missing: Work | None = None
    searched: tuple[int, int] = (0, 0)  # texts compared, works they are of
    thorough: bool = False


def check(
    archive: Archive,
    reader: Actor,
    quotation: str,
    now: datetime,
    claim: Claim | None = None,
    *,
    langs: Sequence[str] = (),
) -> Check:
    """Check one quotation as this reader may see the archive; ``langs``: languages of the reader, whose translations
    come first. Raises InvalidInput where it is too long, has no words, or the claim names no work."""
    if len(quotation) > MAX_QUOTATION:
        raise InvalidInput(f"a quotation has at most {MAX_QUOTATION} characters", kept="what was typed")
    wanted = quoted(quotation)
    if not wanted.fragments:
        raise InvalidInput("there are no words to check", kept="what was typed")
    claim = claim or Claim()
    work = claimed_work(archive, reader, claim, now)
    search = _Search(archive, reader, wanted, now)
    places = search.run(work)
    places = [replace(p, disagrees=disagreements(archive, claim, work, p.held)) for p in places]
    return graded(archive, wanted, places, work, now, langs=langs, searched=search.compared, thorough=search.thorough)


class _Search:
    """One quotation looked for in texts, each compared once."""

    def __init__(self, archive: Archive, reader: Actor, quotation: Quoted, now: datetime) -> None:
        self._archive, self._reader, self._quotation, self._now = archive, reader, quotation, now
        self._seen: set[_Key] = set()
        self._same: dict[_Key, list[Place]] = {}
        self._near: dict[_Key, Place] = {}
        self.thorough = False

    @property
    def compared(self) -> tuple[int, int]:
        return len(self._seen), len({work for work, _, _ in self._seen})

    def run(self, claimed: Work | None) -> list[Place]:
        """Places with the same words; else those that are near."""
        own = list(candidates.of_work(claimed)) if claimed is not None else []
        self._compare(own)
        self._compare(candidates.by_words_in_order(self._archive, self._reader, self._quotation, self._now))
        for propose in (candidates.by_neighbours, candidates.by_words):
            if not self._enough():
                proposed = propose(self._archive, self._reader, self._quotation, self._now)
                self._look_closely([*own, *proposed], first=len(own) + _CLOSELY)
        if not self._enough():
            self._look_everywhere()
        return self._found() or list(self._near.values())

    def _enough(self) -> bool:
        return bool(self._found()) or any(p.match.likeness >= _NEAR_ENOUGH for p in self._near.values())

    def _found(self) -> list[Place]:
        return [place for places in self._same.values() for place in places]

    def _compare(self, texts: Iterable[HeldText]) -> None:
        """Look for the same words."""
        for held in texts:
            self._seen.add(held.key)
            if held.key not in self._same:
                with suppress(ArchiveError):  # a damaged text is for ``verify`` to report
                    source = candidates.read(self._archive, held)
                    self._same[held.key] = [Place(held, source, m) for m in same_words(self._quotation, source)]

    def _look_closely(self, texts: Sequence[HeldText], *, first: int = 0) -> None:
        """Of many texts, compare those that are worth it: for the same words, and else for near ones. ``first``: how
        many are worth it whatever they look like."""
        worth = list({held.key: held for held in (*texts[:first], *self._worth(texts))}.values())
        self._compare(worth)
        if not self._found():
            self._look_near(worth[: first + _CLOSELY])

    def _worth(self, texts: Sequence[HeldText]) -> list[HeldText]:
        """Those that are most alike, and all that may have the same words."""
        scored: list[tuple[float, HeldText]] = []
        for held in texts:
            with suppress(ArchiveError):
                scored.append((roughly(self._quotation, candidates.read(self._archive, held)), held))
                self._seen.add(held.key)
        scored.sort(key=lambda pair: -pair[0])
        return [held for n, (score, held) in enumerate(scored) if score and (n < _CLOSELY or score >= _MAYBE_SAME)]

    def _look_near(self, texts: Iterable[HeldText]) -> None:
        for held in texts:
            if held.key in self._near:
                continue
            with suppress(ArchiveError):
                source = candidates.read(self._archive, held)
                match = near(self._quotation, source)
                if match is not None:
                    self._near[held.key] = Place(held, source, match)

    def _look_everywhere(self) -> None:
        texts = candidates.everywhere(self._archive, self._reader, self._now)
        if sum(held.version.characters for held in texts) > THOROUGH and candidates.has_index(self._archive):
            return
        self.thorough = True
        self._look_closely(texts)


def graded(
    archive: Archive,
    quotation: Quoted,
    places: Sequence[Place],
    claimed: Work | None,
    now: datetime,
    *,
    langs: Sequence[str] = (),
    searched: tuple[int, int] = (0, 0),
    thorough: bool = False,
) -> Check:
    """What holds of a quotation that stands, or nearly stands, at these places."""
    ordered = sorted(places, key=_fitness)
    place = ordered[0] if ordered else None
    holds = _holding(place, claimed)
    verdict = worst(holds)
    also = tuple(sorted(holds - {verdict}, key=VERDICTS.index, reverse=True))
    missing = claimed if "source not held" in holds else None
    if place is None:
        return Check(quotation.raw, verdict, also, missing=missing, searched=searched, thorough=thorough)
    passage = _passage(archive, place)
    return Check(
        quotation.raw,
        verdict,
        also,
        place,
        tuple(ordered[1:_MOST_OTHERS]),
        relation_of(place.held),
        passage,
        beside(archive, passage, None, langs, now),
        missing,
        searched,
        thorough,
    )


def _fitness(place: Place) -> tuple[object, ...]:
    """The same words first; of these the place that fits the claim best, then the best verdict, current wording, the
    original, and one order for equals."""
    facts, alarms = place.held.expression.facts, place.match.alarms
    near = 0.0 if place.same else round(_CLAIM_WEIGHS * bool(place.disagrees) - place.match.likeness, 2)
    return (
        not place.same,
        near,
        len(place.disagrees),
        place.held.superseded,
        VERDICTS.index(place.match.verdict),
        any(alarm.kind == "cut word" for alarm in alarms),
        not facts.is_original,
        place.match.end - place.match.start,
        *place.held.key,
        place.match.start,
    )


def _holding(place: Place | None, claimed: Work | None) -> set[Verdict]:
    """Every verdict that holds."""
    unheld = claimed is not None and not _wording_held(claimed)
    if place is None:
        return {"source not held"} if unheld else {"not found"}
    holds: set[Verdict] = {place.match.verdict}
    if place.same and place.disagrees:
        holds.add("other source")
    if place.same and place.held.superseded:
        holds.add("superseded")
    if not place.same and place.disagrees and unheld:
        holds.add("source not held")
    return holds


def _wording_held(work: Work) -> bool:
    """Whether the words of a work are held as they were delivered, written or recorded: a quotation that is in no
    translation held may still be in them."""
    return any(e.facts.is_original and readable(e) is not None for e in work.expressions.values())


def relation_of(held: HeldText) -> Relation:
    """Whose words these are, orthogonal to the verdict."""
    facts = held.expression.facts
    if facts.relation == "summary":
        return "from a summary record"
    if facts.method == "interpretation":
        return "from an interpretation"
    return "from the original" if facts.is_original else "from a translation"


def _passage(archive: Archive, place: Place) -> Passage:
    """The sentences in which a quotation stands, whole; marked is what was quoted of them."""
    held, match = place.held, place.match
    text = place.words.text
    inside = place.words.sentences(match.start, match.end) or place.words.paragraphs(match.start, match.end)
    start = min([match.start, *(s.start for s in inside)])
    end = max([match.end, *(s.end for s in inside)])
    names = tuple(s.id for s in inside)
    return Passage(
        held.work,
        held.expression,
        held.version,
        names,
        start,
        end,
        text[start:end],
        next((s.lang for s in inside if s.lang), held.expression.facts.lang),
        tuple((a - start, b - start) for a, b in match.fragments),
        "found",
        *state_of(archive, held.work, held.expression, frozenset(names)),
        matched=True,
    )
