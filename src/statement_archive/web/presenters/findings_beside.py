"""What checks have found in a unit, in the reader's words; those that somebody let stand are not told again.

The one place where pages of review ask for checks.
"""

from __future__ import annotations

from statement_archive.checks import Pair, run
from statement_archive.domain.translations import Translation, Unit
from statement_archive.web.presenters.findings import finding_words


def findings_beside(translation: Translation, unit: Unit) -> tuple[str, ...]:
    """One sentence each."""
    if not unit.text:
        return ()
    lang = translation.expression.facts.lang
    pair = Pair(unit.source.text, unit.text, unit.source.lang, lang, kind=unit.source.kind)
    stand = {(d.check, d.fingerprint) for d in translation.dismissals.get(unit.source.key, ())}
    return tuple(finding_words(f) for f in run(pair) if (f.check, f.fingerprint) not in stand)
