"""What leaves the archive for other programs and other people's footnotes: pure, facts in, text out.

::

    Record (facts of one text) ──┬─ csl_json, ris, bibtex      for reference managers
      Words (what they are)      ├─ metadata                   for browsers that collect references
      Place (where they stand)   ├─ note                       "(delivered in Russian; English translation; para. 9)"
                                 └─ rendering ── csl/*.csl     for people; the only home of citeproc-py
    words of a passage ──────────── fragments                  #:~:text=

Files of this package and of citeproc-py are read; nothing else is.
"""
