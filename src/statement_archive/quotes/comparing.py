"""A quotation beside one text: what holds of it there.

::

    quotation, text ─▶ the whole as it stands, its dots included     exact │ typography │ adapted
                    ─▶ its fragments in order, gaps between          elided
                    ─▶ near, words differ                            altered

Deterministic: the same quotation and the same text give the same answer, whatever found the text.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from statement_archive.align.diff import Piece
from statement_archive.quotes.alarms import Alarm, crossed, cut_words, just_before, of_omitted, of_pieces
from statement_archive.quotes.comparable import comparable
from statement_archive.quotes.differences import Folding, diff_of, foldings
from statement_archive.quotes.nearness import Near, nearest, rough, shortened, whole_words
from statement_archive.quotes.placing import Adaptation, Stand, as_it_stands, chains, joined, stands, trimmed
from statement_archive.quotes.quoted import Fragment, Quoted
from statement_archive.quotes.source import SourceText, evened
from statement_archive.quotes.verdicts import VERDICTS, Verdict

MOST_MATCHES = 20
_ALL_BUT_THE_SAME = 0.9  # likeness above which words are not looked for as left out somewhere else


@dataclass(frozen=True, slots=True)
class Match:
    """What holds of a quotation at ``start:end`` of a stored text.

    ``fragments``: where each stands, in the order of the quotation; ``omitted``: spans left out between
    them; ``folded`` and ``adapted``: in what the two differ though the words are the same; ``diff``: of altered words,
    word by word, what the text has and the quotation has not as removed; ``reordered``: the fragments stand in another
    order.
    ``starts_inside``, ``stops_inside``: it begins or ends inside a sentence. ``likeness`` orders places, nothing else.
    """

    verdict: Verdict
    start: int
    end: int
    fragments: tuple[tuple[int, int], ...]
    omitted: tuple[tuple[int, int], ...] = ()
    folded: tuple[Folding, ...] = ()
    adapted: tuple[Adaptation, ...] = ()
    diff: tuple[Piece, ...] = ()
    alarms: tuple[Alarm, ...] = ()
    reordered: bool = False
    starts_inside: bool = False
    stops_inside: bool = False
    likeness: float = field(default=1.0, compare=False)


def same_words(quotation: Quoted, source: SourceText) -> list[Match]:
    """Every place where the words are the quotation's own; the best first, at most MOST_MATCHES."""
    found = [_match(quotation, (one,), source) for one in as_it_stands(quotation, source)]
    if not found:
        found = [_match(quotation, (one,), source) for one in stands(quotation.whole, source)]
    if not found and len(quotation.fragments) > 1:
        found = [_match(quotation, chain, source) for chain in chains(quotation.fragments, source)[:MOST_MATCHES]]
    if not found and len(quotation.fragments) == 1 and quotation.fragments[0].words != quotation.words:
        found = [_match(quotation, (one,), source) for one in stands(quotation.fragments[0], source)]
    return sorted(found, key=_rank)[:MOST_MATCHES]


def roughly(quotation: Quoted, source: SourceText) -> float:
    """How alike the longest fragment and its best place are, 0 to 100, without a close look: which of many texts are
    worth one. Of the same words it is all but 100."""
    words = max((f.words for f in quotation.fragments), key=len)
    return rough(evened(words), source.even)


def _rank(match: Match) -> tuple[int, bool, int, int]:
    """The best verdict first; what cuts no word before what does; the shortest, then the first."""
    cuts = any(a.kind == "cut word" for a in match.alarms)
    return VERDICTS.index(match.verdict), cuts, match.end - match.start, match.start


def _match(quotation: Quoted, chain: Sequence[Stand], source: SourceText) -> Match:
    """What holds where the words are the same."""
    start, end = chain[0].start, chain[-1].end
    spans = tuple((s.start, s.end) for s in chain)
    gaps = [trimmed(source.text, a.end, b.start) for a, b in pairwise(chain)]
    omitted = tuple(gap for gap in gaps if _has_words(source, gap))
    adapted = joined(chain)
    if len(omitted) < len(gaps):
        closed = [gap for gap in gaps if gap not in omitted and not _is_dots(source, gap)]
        adapted += tuple(Adaptation("ellipsis of nothing", "…", source.text[a:b]) for a, b in closed)
    exact = len(chain) == 1 and chain[0].exact
    folded = () if exact else tuple(_foldings(quotation, chain, source))
    verdict: Verdict = "exact" if exact else "elided" if omitted else "adapted" if adapted else "typography"
    sentences = source.sentences(start, end)
    return Match(
        verdict,
        start,
        end,
        spans,
        omitted,
        folded,
        adapted,
        (),
        _alarms(source, spans, omitted),
        starts_inside=bool(sentences) and sentences[0].start < start,
        stops_inside=bool(sentences) and _stops_inside(source, end, sentences[-1].end),
    )


def _alarms(
    source: SourceText, spans: Sequence[tuple[int, int]], omitted: Sequence[tuple[int, int]]
) -> tuple[Alarm, ...]:
    found = [*of_omitted(source, omitted), *crossed(source, spans)]
    return tuple(dict.fromkeys((*found, *just_before(source, spans[0][0]), *cut_words(source, spans))))


def _stops_inside(source: SourceText, end: int, sentence_end: int) -> bool:
    return any(c.isalnum() for c in source.text[end:sentence_end])


def _has_words(source: SourceText, gap: tuple[int, int]) -> bool:
    at, end = gap
    for start, stop in source.aside:  # a page number between two fragments was not left out by anybody
        if at < stop and start < end:
            if any(c.isalnum() for c in source.text[at : max(at, start)]):
                return True
            at = stop
    return any(c.isalnum() for c in source.text[at:end])


def _is_dots(source: SourceText, gap: tuple[int, int]) -> bool:
    return source.text[gap[0] : gap[1]].strip(" .…[]()") == "" and gap[0] < gap[1]


def _foldings(quotation: Quoted, chain: Sequence[Stand], source: SourceText) -> Iterator[Folding]:
    fragments = quotation.fragments if len(quotation.fragments) == len(chain) else (quotation.whole,)
    said: dict[Folding, None] = {}
    for fragment, stand in zip(fragments, chain, strict=True):
        said.update(dict.fromkeys(foldings(fragment.words, source, stand.start, stand.end)))
    yield from said


def near(quotation: Quoted, source: SourceText) -> Match | None:
    """The nearest place; None where nothing is near."""
    placed: list[tuple[Fragment, Near]] = []
    total = sum(len(f.words) for f in quotation.fragments)
    likeness = 0.0
    for fragment in quotation.fragments:
        words, text = comparable(fragment.words).low.strip(), source.compared.low
        one = nearest(words, text)
        if one is None or one.likeness < _ALL_BUT_THE_SAME:
            one = shortened(words, text) or one
        if one is None:
            if 3 * len(fragment.words) > total:
                return None
            continue  # a small fragment that stands nowhere is shown as added
        placed.append((fragment, whole_words(words, text, one)))
        likeness += one.likeness * len(fragment.words) / total
    if not placed:
        return None
    spans = [trimmed(source.text, source.compared.start(n.start), source.compared.end(n.end)) for _, n in placed]
    start, end = min(a for a, _ in spans), max(b for _, b in spans)
    reordered = any(a > b for a, b in pairwise(spans))
    pieces = diff_of(quotation, [f for f, _ in placed], spans, source)
    gaps = [] if reordered else [trimmed(source.text, a, b) for (_, a), (b, _) in pairwise(spans)]
    omitted = tuple(gap for gap in gaps if gap[0] < gap[1] and _has_words(source, gap))
    return Match(
        "altered",
        start,
        end,
        tuple(spans),
        omitted,
        (),
        (),
        pieces,
        tuple(
            dict.fromkeys((*of_pieces(pieces, source.lang), *of_omitted(source, omitted), *cut_words(source, spans)))
        ),
        reordered=reordered,
        likeness=likeness,
    )
