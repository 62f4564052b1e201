"""What a person typed, as a clause: the door to :mod:`statement_archive.analysis.query_language`.

::

    words                 all of them, by stem in every language asked, or as typed
    "exact phrase"        any quotation marks of any language; unclosed: to the end
    -word -"phrase" -()   without
    a near/5 b            within five words of each other, in either order
    a OR b                either; binds closer than standing side by side
    ( )                   grouping
    disarm*               beginning of a word
    speaker:"Anna Kask"   a field; see :data:`~statement_archive.analysis.query_language.lexer.FIELDS`
"""

from statement_archive.analysis.query_language import Note, Sought, describe, parse_query

__all__ = ["Note", "Sought", "describe", "parse_query"]
