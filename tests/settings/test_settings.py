from __future__ import annotations

import ast
import inspect
import os
import re
import stat
import textwrap
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path

import pytest

from statement_archive import settings as module
from statement_archive.bootstrap import make_home, open_archive
from statement_archive.domain.errors import Damaged, InvalidInput
from statement_archive.search.late import LateEngine
from statement_archive.settings import FIELDS, Settings, load_settings, signing_key

ROOT = Path(__file__).parents[2]
KEY = "0123456789abcdef0123456789abcdef"


def write(home: Path, toml: str) -> Path:
    file = home / "instance" / "settings.toml"
    file.parent.mkdir(exist_ok=True)
    file.write_text(toml, encoding="utf-8")
    return file


def test_defaults_need_nothing(tmp_path: Path) -> None:
    settings = load_settings(tmp_path, environ={})
    assert settings == Settings(home=tmp_path)
    assert settings.instance == tmp_path / "instance"
    assert settings.max_upload_bytes == 20 * 1024 * 1024
    assert (settings.session_idle, settings.session_lasts) == (timedelta(days=14), timedelta(days=90))
    assert not (tmp_path / "instance").exists()


@pytest.mark.parametrize("key", sorted(set(FIELDS) - {"home"}))
def test_each_can_be_set_from_the_environment(tmp_path: Path, key: str) -> None:
    default = getattr(Settings(home=tmp_path), key)
    said = str(default).lower() if isinstance(default, bool) else str(default) or KEY
    said = "https://example.org" if key == "public_url" else said
    settings = load_settings(tmp_path, environ={f"STATEMENT_ARCHIVE_{key.upper()}": said})
    assert str(getattr(settings, key)).lower() == said.lower()


def test_without_a_home_it_is_the_current_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    write(tmp_path, "port = 1\n")
    settings = load_settings(environ={})
    assert (settings.home, settings.port) == (tmp_path, 1)


def test_what_is_said_later_wins(tmp_path: Path) -> None:
    write(tmp_path, 'port = 1\nhost = "::1"\nengine = "scan"\nlock_timeout = 3\n')
    environ = {"STATEMENT_ARCHIVE_PORT": "2", "STATEMENT_ARCHIVE_HOST": "0.0.0.0", "PATH": "/bin", "PORT": "9"}
    settings = load_settings(tmp_path, environ=environ, overrides={"port": 3})
    assert (settings.engine, settings.host, settings.port, settings.lock_timeout) == ("scan", "0.0.0.0", 3, 3.0)


def test_the_engine_is_one_setting(tmp_path: Path) -> None:
    made = {"whoosh": "WhooshEngine", "tantivy": "TantivyEngine", "scan": "ScanEngine"}
    make_home(tmp_path / "home")
    for engine, name in made.items():
        settings = load_settings(tmp_path / "home", environ={"STATEMENT_ARCHIVE_ENGINE": engine})
        archive = open_archive(settings)
        assert isinstance(archive.engine, LateEngine)
        assert archive.engine.holds() == {}
        assert type(archive.engine.index).__name__ == name
    assert {p.name for p in (tmp_path / "home" / "search_index").iterdir()} >= {"whoosh", "tantivy"}


def test_the_environment_names_home_and_file(tmp_path: Path) -> None:
    write(tmp_path, "port = 1\n")
    assert load_settings(environ={"STATEMENT_ARCHIVE_HOME": str(tmp_path)}).port == 1
    elsewhere = tmp_path / "server.toml"
    elsewhere.write_text('home = "texts"\nport = 7\n', encoding="utf-8")
    settings = load_settings(environ={"STATEMENT_ARCHIVE_SETTINGS": str(elsewhere)})
    assert (settings.home, settings.port) == (tmp_path / "texts", 7)
    assert load_settings(tmp_path / "other", file=elsewhere, environ={}).home == tmp_path / "other"
    with pytest.raises(InvalidInput, match="cannot be read"):
        load_settings(tmp_path, file=tmp_path / "nowhere.toml", environ={})


def test_the_variable_of_the_tests_is_nobodys_setting(tmp_path: Path) -> None:
    assert load_settings(tmp_path, environ={"STATEMENT_ARCHIVE_SHARED": "/texts"}) == Settings(home=tmp_path)


@pytest.mark.parametrize("where", ["file", "environment", "command line"])
def test_an_unknown_key_names_the_nearest(tmp_path: Path, where: str) -> None:
    environ = {"STATEMENT_ARCHIVE_PUBLIC_ULR": "x"} if where == "environment" else {}
    if where == "file":
        write(tmp_path, 'public_ulr = "x"\n')
    with pytest.raises(InvalidInput) as refused:
        load_settings(tmp_path, environ=environ, overrides={"public_ulr": "x"} if where == "command line" else None)
    assert str(refused.value.details["nearest"]).lower().endswith("public_url")
    assert {"file": "settings.toml"}.get(where, where) in str(refused.value)


def test_home_is_not_set_in_the_file_that_is_found_by_it(tmp_path: Path) -> None:
    write(tmp_path, 'home = "/elsewhere"\n')
    with pytest.raises(InvalidInput, match="it is where this file lies"):
        load_settings(tmp_path, environ={})


@pytest.mark.parametrize(
    "toml",
    [
        'engine = "lucene"',
        'port = "http"',
        "port = 70000",
        "port = true",
        "host = 1",
        "max_upload_bytes = 0",
        "max_upload_bytes = 1_000_000_000",
        "trusted_proxies = -1",
        'public_url = "statements.example.org"',
        'public_url = "javascript:alert(1)"',
        'public_url = "https://example.org/?a=b"',
        'public_url = "https://[::1"',
        'default_locale = "../../etc"',
        'secure_cookies = "maybe"',
        "secure_cookies = 2",
        'secret_key = "short"',
        "session_days = 0",
        "session_idle_days = 91",
        'rate_limit = "many"',
        'rate_limit_search = ""',
        'rate_limit_typing = "often"',
        'rate_limit_sign_in = "20 per minute; often"',
        "lock_timeout = nan",
        "lock_timeout = -1",
        "[port]\nx = 1",
    ],
)
def test_a_wrong_value_names_its_key(tmp_path: Path, toml: str) -> None:
    write(tmp_path, toml)
    with pytest.raises(InvalidInput) as refused:
        load_settings(tmp_path, environ={})
    key = re.match(r"\[?(\w+)", toml)
    assert key is not None
    assert refused.value.details["key"] == key[1]
    assert "short" not in str(refused.value)


@pytest.mark.parametrize("raw", [b"port = ", b"\xff\xfe", b"port = 1\nport = 2"])
def test_what_is_not_toml_is_named(tmp_path: Path, raw: bytes) -> None:
    write(tmp_path, "").write_bytes(raw)
    with pytest.raises(InvalidInput, match="is not TOML"):
        load_settings(tmp_path, environ={})


@pytest.mark.parametrize("limits", ["300 per minute; 5000 per hour", "1/second", "10 per 5 minutes", "1 per day"])
def test_limits_have_several_forms(tmp_path: Path, limits: str) -> None:
    assert load_settings(tmp_path, environ={"STATEMENT_ARCHIVE_RATE_LIMIT": limits}).rate_limit == limits


@pytest.mark.parametrize(
    ("secure", "url", "expected"),
    [
        ("auto", "", False),
        ("auto", "http://localhost", False),
        ("auto", "https://example.org/archive", True),
        ("true", "", True),
        ("false", "https://example.org", False),
    ],
)
def test_cookies_are_secure_where_the_address_is(tmp_path: Path, secure: str, url: str, expected: bool) -> None:
    environ = {"STATEMENT_ARCHIVE_SECURE_COOKIES": secure, "STATEMENT_ARCHIVE_PUBLIC_URL": url}
    assert load_settings(tmp_path, environ=environ).cookies_are_secure is expected


def test_the_key_is_made_once_and_private(tmp_path: Path) -> None:
    settings = load_settings(tmp_path, environ={})
    with ThreadPoolExecutor(8) as threads:
        keys = set(threads.map(lambda _: signing_key(settings), range(8)))
    assert len(keys) == 1
    assert len(keys.pop()) == 64
    assert [file.name for file in settings.instance.iterdir()] == ["secret-key"]
    if os.name == "posix":
        assert stat.S_IMODE((settings.instance / "secret-key").stat().st_mode) == 0o600
        assert stat.S_IMODE(settings.instance.stat().st_mode) == 0o700


def test_a_key_that_is_set_is_taken_and_not_shown(tmp_path: Path) -> None:
    settings = load_settings(tmp_path, environ={"STATEMENT_ARCHIVE_SECRET_KEY": KEY})
    assert signing_key(settings) == KEY.encode()
    assert KEY not in repr(settings)
    assert not settings.instance.exists()


def test_an_empty_key_file_is_damage(tmp_path: Path) -> None:
    write(tmp_path, "").with_name("secret-key").write_text("\n")
    with pytest.raises(Damaged):
        signing_key(load_settings(tmp_path, environ={}))


def test_every_setting_is_described() -> None:
    page = (ROOT / "docs" / "settings.md").read_text(encoding="utf-8")
    described = re.findall(r"^## `(\w+)`\n\n(\S)", page, re.MULTILINE)
    assert [name for name, _ in described] == list(FIELDS)
    for name in FIELDS:
        default = getattr(Settings(home=Path()), name)
        section = page.split(f"## `{name}`")[1].split("\n## ")[0]
        if default not in ("", Path()):
            shown = f"{default:g}" if isinstance(default, float) else str(default)
            assert re.search(rf"`\"?{re.escape(shown)}\"?`", section), name


def test_every_field_has_a_doc_comment() -> None:
    body = ast.parse(textwrap.dedent(inspect.getsource(Settings))).body[0]
    assert isinstance(body, ast.ClassDef)
    for statement, after in zip(body.body, body.body[1:], strict=False):
        if isinstance(statement, ast.AnnAssign):
            assert isinstance(after, ast.Expr), ast.unparse(statement)


def test_nothing_else_reads_the_environment() -> None:
    package = Path(module.__file__).parent
    readers = {
        file.relative_to(package).as_posix()
        for file in package.rglob("*.py")
        if re.search(r"\bos\.environ|\bgetenv\b|\bfrom os import .*environ", file.read_text(encoding="utf-8"))
    }
    assert readers == {"settings.py"}


def test_every_setting_can_be_written_in_the_file(tmp_path: Path) -> None:
    said = {name: getattr(Settings(home=tmp_path), name) for name in FIELDS if name not in ("home", "secret_key")}
    for name, value in said.items():
        assert getattr(load_settings(tmp_path, environ={}, overrides={name: value}), name) == value
