"""The people of this server: accounts, sessions, drafts being typed, one-time links, failed sign-ins.

::

    instance/accounts.sqlite (0600 in 0700) ◀── database ◀── sql ── People, Sessions, Drafts,
                          tables == migrations ──┘           │     OneTime, Attempts
                                      nothing on disk ◀── memory ──┘
    Argon2id ◀── passwords

Private to one server and never published; ``open_sql`` and ``in_memory`` answer to the same contract.
"""

from statement_archive.accounts.memory import in_memory
from statement_archive.accounts.passwords import Argon2Passwords
from statement_archive.accounts.sql import open_sql

__all__ = ["Argon2Passwords", "in_memory", "open_sql"]
