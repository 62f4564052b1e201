"""Terms: where one stands in the source, the target has a form of its concept that is not deprecated."""

from __future__ import annotations

from collections.abc import Iterator

from statement_archive.analysis.glossary import missing_renderings, term_hits
from statement_archive.checks.pair import Finding, Pair
from statement_archive.domain.language import primary


def glossary(pair: Pair) -> Iterator[Finding]:
    """``missing``: the term and what it should be; ``deprecated``: the form used and what it should be."""
    if not pair.concepts or primary(pair.source_lang) == primary(pair.target_lang):
        return
    for each in missing_renderings(pair.source, pair.target, pair.concepts, pair.source_lang, pair.target_lang):
        alone = term_hits(pair.target, pair.target_lang, (each.source.concept,))
        # A form within a longer term of another concept is a rendering too.
        if not each.wanted or any(hit.form in each.wanted for hit in alone):
            continue
        span = (each.source.start, each.source.end)
        wanted = " / ".join(f.text for f in ([f for f in each.wanted if f.status == "preferred"] or each.wanted))
        if each.used:
            places = tuple((hit.start, hit.end) for hit in each.used)
            yield Finding("glossary", ("deprecated", each.used[0].form.text, wanted), (span,), places)
        else:
            yield Finding("glossary", ("missing", pair.source[slice(*span)], wanted), (span,))
