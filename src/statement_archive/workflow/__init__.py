"""One verb a file; each takes what it needs by port, the actor, and the time.

::

    web, api, cli ──▶ workflow ──▶ domain.ports, domain.people
"""
