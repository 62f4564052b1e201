"""What a person typed, as a clause: a small language in which nothing is an error.

::

    raw ──lexer──▶ items ──parser──▶ Typed (a tree of what was typed, with its places)
                                       └─compiling──▶ Clause + Sought (what is searched, and in words)
                                            fields are resolved by a function that is handed in

    words                 all of them, by stem in every language asked, or as typed
    "exact phrase"        any quotation marks of any language; unclosed: to the end
    -word -"phrase" -()   without
    a near/5 b            within five words of each other, in either order
    a OR b                either; binds closer than standing side by side
    ( )                   grouping
    disarm*               beginning of a word
    speaker:"Anna Kask"   a field; see :data:`~statement_archive.analysis.query_language.lexer.FIELDS`
    in:ru(…) in:en(…)     one passage that has the first in Russian and the second in English

Each step is pure. What is no operator in its place is a plain word, and a :class:`Note` says so.
"""

from statement_archive.analysis.query_language.compiling import Resolve, compile_query, parse_query
from statement_archive.analysis.query_language.describing import describe, describe_query
from statement_archive.analysis.query_language.parser import parse, side_by_side
from statement_archive.analysis.query_language.sought import Meaning, Meant, Note, Sought
from statement_archive.analysis.query_language.tree import Typed

__all__ = [
    "Meaning",
    "Meant",
    "Note",
    "Resolve",
    "Sought",
    "Typed",
    "compile_query",
    "describe",
    "describe_query",
    "parse",
    "parse_query",
    "side_by_side",
]
