"""What checks have found in a unit, in the reader's words; those that somebody let stand are not told again.

The one place where pages of review ask for checks.
"""

from __future__ import annotations

from statement_archive.domain.translations import Translation, Unit


def findings_beside(translation: Translation, unit: Unit) -> tuple[str, ...]:
    """One sentence each. None as long as this server checks nothing."""
    del translation, unit  # what a check looks at
    return ()
