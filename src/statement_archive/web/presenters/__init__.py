"""From what workflow answers to what a template prints: plain, frozen values, every word translated.

::

    Work, SideBySide, Results ──▶ presenter ──▶ Page, Card, Chip … ──▶ template (no logic beyond if and for)
"""
