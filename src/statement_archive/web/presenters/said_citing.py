"""What is wrong with a CSL style that was handed in, in the reader's words; see ``said``."""

from __future__ import annotations

from statement_archive.web.say import N_, Later

CITING: tuple[tuple[str, Later], ...] = (
    (r"a CSL style of more than (?P<most>\d+) kB", N_("This style is larger than %(most)s kB.")),
    (r"a CSL style of more than (?P<most>\d+) elements", N_("This style has more than %(most)s elements.")),
    (
        r"(?:\S+|a term) of more than \d+ characters",
        N_("This style holds words that are longer than any style needs."),
    ),
    (r"a CSL style whose macros would run for too long", N_("The macros of this style would run for too long.")),
    (
        r"a CSL style without rules of its own: .+",
        N_("This style has no rules of its own: take the one that it follows."),
    ),
    (
        r"not a CSL style(?: that is taken here)?: .+",
        N_("This is not a CSL style, or it holds what is not taken here (a DTD, an entity)."),
    ),
    (
        (
            r"a quotation mark in \S+ of a CSL style|the CSL style calls a macro that it has not: .+"
            r"|a macro of the CSL style calls itself: .+|the style cannot be rendered: .+"
        ),
        N_("This style cannot be used: its rules contradict themselves."),
    ),
)
