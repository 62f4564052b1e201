"""The web application: pages by journey, each complete without scripts.

::

    request ── security (session, CSRF, limits) ── locale ──▶ pages/<journey>: parse ─▶ one workflow verb
                                                              ─▶ presenters: plain values ─▶ templates
    ArchiveError ── errors: one table ──▶ status and a page that says what happened, what was kept, what next

``create_app`` takes the archive; nothing here opens a file of a home or knows an engine. Workflow is handed
plain values: never a request, never a session.
"""
