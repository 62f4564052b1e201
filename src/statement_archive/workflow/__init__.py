"""The verbs: one file each, called by pages and commands alike.

::

    deposit, import_many ─┐
    correct, describe     ├─▶ commit (blobs, one line, fsync) ─▶ renderings ─▶ indexing
    withdraw, merge       │
    translate             ┘
    wording, reading, side_by_side, search ─▶ stored text, by offset, behind visibility

Every verb takes the archive (the ports), the actor and the time. A rule that is not here is missing from
one of the two entrances.
"""
