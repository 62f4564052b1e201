"""Finding candidates: engines behind the ``SearchEngine`` port.

::

    Document(tokens, attributes) ──apply──▶ engine ──match──▶ Candidate keys, total, facets
                                            ├─ whoosh_engine   on disk, the embedded default
                                            ├─ tantivy_engine  on disk, for large archives
                                            └─ scan            no index: what a query means, the oracle

Engines hold tokens and never words to be shown; results of every engine are the same set; in the same order,
but for tantivy, which ranks by itself.
"""
