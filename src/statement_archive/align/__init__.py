"""Comparing two texts segment by segment; pure, deterministic, no language is known to it.

::

    two languages     length.align ─ cues, lexicon ─▶ rough ─▶ band + cost ─▶ Beads
    two versions      carry.carry_ids ─▶ match ─▶ sequence            ─▶ ids carried on, successors
    two wordings      diff.word_diff ───────────▶ sequence            ─▶ same, removed, added
"""
