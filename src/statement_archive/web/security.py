"""What every answer is guarded by: headers, cookies, sessions, CSRF, limits.

::

    cookie with a token ──▶ accounts.sessions ──▶ g.person, g.actor        (the session lives on the server)
    every POST ──▶ CSRF token of Flask-WTF                                  (csrf_token() in templates)
    every answer ──▶ a policy under which no inline script or style runs
"""

from __future__ import annotations

from datetime import timedelta
from ipaddress import ip_address
from typing import Any
from urllib.parse import urlsplit

from flask import Flask, Response, g, request
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address
from flask_wtf.csrf import CSRFProtect
from werkzeug.middleware.proxy_fix import ProxyFix

from statement_archive.domain.actors import PUBLIC
from statement_archive.settings import Settings, signing_key
from statement_archive.web import here
from statement_archive.workflow.accounts import actor_of, signed_in

CONTENT_SECURITY_POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "connect-src 'self'",
        "img-src 'self' data:",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
HEADERS = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
# Room for the fields that come with a file; the file itself is measured again by the verb.
_FORM_ALLOWANCE = 256 * 1024
_RELAYED = frozenset({"forwarded", "via", "x-real-ip"})
# Endpoint -> the setting that limits it; every other page shares ``rate_limit``.
LIMITED = {
    "search.results": "rate_limit_search",
    "search.meaning_page": "rate_limit_search",
    "search.lines_page": "rate_limit_search",
    "search.frequency_page": "rate_limit_search",
    "search.pair_page": "rate_limit_search",
    "search.export_file": "rate_limit_search",
    "search.feed": "rate_limit_search",
    "quotes.result": "rate_limit_search",
    "slips.of_quotation": "rate_limit_search",
    "slips.of_passage": "rate_limit_search",
    "quotes.document_sent": "rate_limit_search",
    "remembering.memory": "rate_limit_search",
    "remembering.renderings": "rate_limit_search",
    "integrity.page": "rate_limit_search",
    "integrity.checkpoint": "rate_limit_search",
    "integrity.manifest": "rate_limit_search",
    "formula.page": "rate_limit_search",
    "citing.of_work_once": "rate_limit_search",
    "citing.of_text_once": "rate_limit_search",
    "citing.of_passage_once": "rate_limit_search",
    "account.sign_in": "rate_limit_sign_in",
    "editor.keep": "rate_limit_typing",
    "editor.here_now": "rate_limit_typing",
    "editor.look": "rate_limit_typing",
}


def protect(app: Flask, settings: Settings) -> None:
    """Configuration and hooks; call before any page is registered."""
    secure = settings.cookies_are_secure
    app.config.update(
        SECRET_KEY=signing_key(settings),
        SESSION_COOKIE_NAME=_cookie("form", settings),
        SESSION_COOKIE_SECURE=secure,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        WTF_CSRF_TIME_LIMIT=None,  # as long as the session: a form left open over lunch must not be lost
        WTF_CSRF_SSL_STRICT=secure,
        MAX_CONTENT_LENGTH=settings.max_upload_bytes + _FORM_ALLOWANCE,
        MAX_FORM_MEMORY_SIZE=settings.max_upload_bytes + _FORM_ALLOWANCE,
    )
    if settings.trusted_proxies:
        n = settings.trusted_proxies
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=n, x_proto=n, x_host=n)  # type: ignore[method-assign]  # as Flask documents
    app.before_request(_who)  # before anything that may refuse: an error page greets whoever is signed in
    CSRFProtect(app)
    app.after_request(_headers)


def limit(app: Flask, settings: Settings) -> None:
    """Rate limits by network address; call after every page is registered."""
    limiter = Limiter(
        get_remote_address,
        app=app,
        default_limits=[settings.rate_limit],
        storage_uri="memory://",
        headers_enabled=True,
    )
    for endpoint, setting in LIMITED.items():
        view = app.view_functions.get(endpoint)
        if view is not None:
            limited: Any = limiter.limit(getattr(settings, setting))(view)
            app.view_functions[endpoint] = limited
    limiter.exempt(app.view_functions["static"])


def from_this_machine() -> bool:
    """Whether a browser on this machine asks, with no proxy in between.

    The name asked for counts too: a page elsewhere whose name was pointed at this machine (DNS rebinding) is
    not this machine asking.
    """
    relayed = any(
        name.lower().startswith("x-forwarded") or name.lower() in _RELAYED for name, _value in request.headers
    )
    return not relayed and _is_loopback(request.remote_addr or "") and _is_loopback(_host_asked_for())


def _host_asked_for() -> str:
    """Of the ``Host`` header, without its port and the brackets of IPv6."""
    try:
        return urlsplit(f"//{request.host}").hostname or ""
    except ValueError:
        return ""


def _is_loopback(address: str) -> bool:
    try:
        return address == "localhost" or ip_address(address).is_loopback
    except ValueError:
        return False


def _cookie(name: str, settings: Settings) -> str:
    """``__Host-`` pins a cookie to this host and to HTTPS; browsers refuse it over plain HTTP."""
    return f"__Host-archive-{name}" if settings.cookies_are_secure else f"archive-{name}"


def session_token() -> str | None:
    """The token of the session this request belongs to, if any."""
    return request.cookies.get(_cookie("session", here.services().settings))


def start_session(response: Response, token: str) -> None:
    """Hand the token of ``workflow.accounts.sign_in`` to the browser."""
    settings = here.services().settings
    response.set_cookie(
        _cookie("session", settings),
        token,
        max_age=settings.session_lasts,
        secure=settings.cookies_are_secure,
        httponly=True,
        samesite="Lax",
    )


def end_session(response: Response) -> None:
    settings = here.services().settings
    response.delete_cookie(_cookie("session", settings), secure=settings.cookies_are_secure, httponly=True)


def _who() -> None:
    token = None if request.endpoint == "static" else session_token()
    found = signed_in(here.accounts(), token, here.now()) if token else None
    g.person = found
    g.actor = actor_of(found) if found else PUBLIC


def _headers(response: Response) -> Response:
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    if here.services().settings.cookies_are_secure:
        response.headers.setdefault(
            "Strict-Transport-Security", f"max-age={int(timedelta(days=365).total_seconds())}; includeSubDomains"
        )
    if request.endpoint != "static":
        # What is shown may be withdrawn the next minute: keep nothing without asking again.
        response.headers.setdefault("Cache-Control", "private, no-cache")
        response.vary.update(("Cookie", "Accept-Language"))
    return response
