"""Codecs of the files that people exchange: pure, text in and values out.

::

    translation units ──po.write──▶ PO file ──any PO tool──▶ po.read ──▶ Submission
    facts of a work ──work_toml──▶ work.toml (a rendering that a person can read and edit)

``po`` is the only home of polib.
"""
