"""Steps from one form of the tables to the next; run by ``database.upgrade`` when accounts are opened.

::

    r0001_accounts ──▶ r0002_desks ──▶ …

A step that was released is never edited. Steps go forward only: going back is restoring a backup.
"""
