"""Pure: what a word is, per language, for every engine, highlight and memory.

::

    stored text ──tokenize──▶ Token(exact, stem, start, end) ...
    typed query ──parse_query──▶ Clause ──evaluate──▶ spans of tokens ──▶ offsets to highlight

Analysers lose information by design; what a reader is shown is cut from the stored text by offset.
There are no stop words in any language.
"""

from statement_archive.analysis.matching import evaluate, found_spans, holding
from statement_archive.analysis.query_language import describe, parse_query
from statement_archive.analysis.tokens import ANALYSIS_VERSION, Token, tokenize

__all__ = ["ANALYSIS_VERSION", "Token", "describe", "evaluate", "found_spans", "holding", "parse_query", "tokenize"]
