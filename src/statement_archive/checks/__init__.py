"""What a translator may have overlooked: one passage beside its translation, each doubt a finding.

::

    Pair(source, target, languages, kind, concepts, names)
      └─ run ──▶ numbers  dates  symbols  names  sentences  length  quotes  brackets  doubled
                 untranslated  glossary  scripts  spaces  punctuation
                    └──▶ Finding(check, args, spans)  ── fingerprint ──▶ what a dismissal counts for

Nothing is decided here and nothing is changed. Where a text can be read in two ways, a check keeps silent:
one that is often wrong is not read any more.
"""

from statement_archive.checks.messages import message
from statement_archive.checks.pair import KINDS, Finding, Pair
from statement_archive.checks.run import CHECKS, run

__all__ = ["CHECKS", "KINDS", "Finding", "Pair", "message", "run"]
