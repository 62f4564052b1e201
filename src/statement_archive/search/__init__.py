"""Finding candidates: engines behind the ``SearchEngine`` port.

::

    Document(tokens, attributes) ──apply──▶ engine ──match──▶ Candidate keys, total, facets
                                            ├─ whoosh_engine   on disk, the embedded default
                                            └─ scan            no index: what a query means, the oracle

Engines hold tokens and never words to be shown; results of every engine are the same set, in the same order.
"""
