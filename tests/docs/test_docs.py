"""The documentation against the code. (Settings: tests/settings; kinds of event in FORMAT.md: tests/domain.)"""

from __future__ import annotations

import pkgutil
import re
import shlex
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

import statement_archive
from statement_archive.cli.commands import every_command
from statement_archive.cli.main import main
from statement_archive.domain.errors import ArchiveError

ROOT = Path(__file__).resolve().parents[2]
FORMAT = ROOT / "src/statement_archive/storage/FORMAT.md"
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), FORMAT])
ADRS = sorted((ROOT / "docs" / "adr").glob("[0-9]*.md"))
OF_EVERY_COMMAND = {"--json", "--help", "--home", "--version", "-h"}


def named(page: Path) -> str:
    return str(page.relative_to(ROOT))


@cache
def text_of(page: Path) -> str:
    return page.read_text(encoding="utf-8")


def prose(page: Path) -> str:
    """A page without its blocks of code."""
    return re.sub(r"^```.*?^```$", "", text_of(page), flags=re.MULTILINE | re.DOTALL)


def sections(page: Path) -> dict[str, str]:
    """Text by heading of the second level, ticks removed."""
    parts = re.split(r"^## (.+)$", text_of(page), flags=re.MULTILINE)
    return {title.strip("`"): body for title, body in zip(parts[1::2], parts[2::2], strict=True)}


def anchors(page: Path) -> set[str]:
    titles = re.findall(r"^#+ (.+)$", prose(page), flags=re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", t.lower()).replace(" ", "-") for t in titles}


def commands(group: click.Command = main, prefix: str = "") -> Iterator[tuple[str, click.Command]]:
    """Every command that does something, by the words that call it."""
    if not isinstance(group, click.Group):
        yield prefix, group
        return
    held = every_command() if group is main else group.commands.items()
    for name, command in held:
        yield from commands(command, f"{prefix} {name}".strip())


def options(command: click.Command) -> set[str]:
    return {word for p in command.params if isinstance(p, click.Option) for word in (*p.opts, *p.secondary_opts)}


COMMANDS = dict(commands())


def test_every_command_is_described_and_nothing_else() -> None:
    described = sections(ROOT / "docs" / "cli.md")
    assert set(described) == {"Of every command", *COMMANDS}
    top = set(re.findall(r"`(--?[a-z][a-z-]*)", described["Of every command"]))
    assert top == options(main) | OF_EVERY_COMMAND


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_every_option_is_described_and_no_other(name: str) -> None:
    described = set(re.findall(r"`(--?[a-z][a-z-]*)", sections(ROOT / "docs" / "cli.md")[name]))
    assert described == options(COMMANDS[name]) - OF_EVERY_COMMAND


def errors(kind: type[ArchiveError] = ArchiveError) -> Iterator[type[ArchiveError]]:
    yield kind
    for narrower in kind.__subclasses__():
        yield from errors(narrower)


def test_every_error_code_is_described_with_its_status() -> None:
    from statement_archive.web.errors import status_of  # noqa: PLC0415  # Flask: only this test needs it

    rows = re.findall(r"^\| `([a-z-]+)` \| (\d) \| (\d{3}) \|", text_of(ROOT / "docs" / "errors.md"), re.MULTILINE)
    for module in pkgutil.walk_packages(statement_archive.__path__, "statement_archive."):
        if ".migrations." not in module.name:  # run by Alembic only
            import_module(module.name)  # an error class may stand in any
    kinds = {k.code: k for k in errors() if k.__module__.startswith("statement_archive.")}
    assert [code for code, _, _ in rows] == list(dict.fromkeys(code for code, _, _ in rows))
    # The status follows from the class alone, so none has to be constructed.
    assert {(code, exit_status, int(http)) for code, exit_status, http in rows} == {
        (code, "1", status_of(kind.__new__(kind))) for code, kind in kinds.items()
    }


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_links_lead_somewhere(page: Path) -> None:
    for target in re.findall(r"(?<!!)\[[^\]]+\]\(([^)\s]+)\)", prose(page)):
        if re.match(r"[a-z]+:", target):
            continue
        path, _, anchor = target.partition("#")
        found = (page.parent / path).resolve() if path else page
        assert found.exists(), f"{target} leads nowhere"
        assert not anchor or anchor in anchors(found), f"{target}: no such heading"


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_pictures_are_there(page: Path) -> None:
    wanted = [page.parent / target for target in re.findall(r"!\[[^\]]*\]\(([^)\s]+)\)", prose(page))]
    missing = [p.name for p in wanted if not p.is_file()]
    if missing:
        pytest.skip(f"not made yet: {', '.join(missing)}")


def test_every_page_is_reached_from_the_index() -> None:
    linked = set(re.findall(r"\]\(([^)#\s]+)", text_of(ROOT / "docs" / "index.md")))
    assert {p.name for p in (ROOT / "docs").glob("*.md")} - {"index.md"} <= linked


def test_every_decision_is_listed_and_has_its_parts() -> None:
    listed = re.findall(r"^\| \[(\d{4})\]\(([^)]+)\) \|", text_of(ROOT / "docs/adr/README.md"), re.MULTILINE)
    assert [name for _, name in listed] == [p.name for p in ADRS]
    assert [n for n, _ in listed] == [f"{n:04}" for n in range(1, len(ADRS) + 1)]
    for page in ADRS:
        assert list(sections(page)) == ["Context", "Decision", "Consequences"], page.name
        assert text_of(page).startswith(f"# {page.name[:4]} "), page.name


def shell_lines(page: Path) -> Iterator[str]:
    """Commands in blocks of code: those of ``sh``, and what follows a prompt in ``console``."""
    for kind, block in re.findall(r"^```(sh|console)\n(.*?)^```$", text_of(page), re.MULTILINE | re.DOTALL):
        for line in block.splitlines():
            if kind == "sh":
                yield line
            elif line.startswith("$ "):
                yield line[2:]


def ours(page: Path) -> Iterator[list[str]]:
    """The words of each call of statement-archive, as a shell parts them, up to a pipe."""
    for line in shell_lines(page):
        words = shlex.split(line)
        if words and words[0] == "statement-archive":
            yield words[1 : words.index("|")] if "|" in words else words[1:]


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_commands_shown_can_be_called(page: Path) -> None:
    for words in ours(page):
        rest = words[2:] if words[0] == "--home" else words
        name = next(name for n in (3, 2, 1) if (name := " ".join(rest[:n])) in COMMANDS)
        command = COMMANDS[name]
        # Parsed, not run: the files and works of an example need not be there.
        found, extra, _ = command.make_parser(click.Context(command)).parse_args(rest[len(name.split()) :])
        assert not extra, words
        assert {p.name for p in command.params if p.required} <= {k for k, v in found.items() if v}, words


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_make_targets_shown_exist(page: Path) -> None:
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    shown = set(re.findall(r"(?:^|`)make (?:[A-Z]+=\S+ )?([a-z]+)", text_of(page), re.MULTILINE))
    assert shown <= targets


def test_the_tour_of_the_readme_works(tmp_path: Path) -> None:
    """Every call, in order, on the sample; where the page shows an answer, it is the one that is given."""
    page = ROOT / "README.md"
    shown = dict(
        re.findall(r"^\$ (statement-archive [^\n]+)\n(.*?)(?=^\$ |^```$)", text_of(page), re.MULTILINE | re.DOTALL)
    )
    answers = {tuple(shlex.split(call)[1:]): answer for call, answer in shown.items()}
    assert len(answers) > 1
    for words in ours(page):
        told = [word.replace("/tmp/copy", str(tmp_path / "copy")) for word in words]
        told = [str(tmp_path / word) if word.endswith(".po") else word for word in told]
        result = CliRunner().invoke(main, ["--home", str(tmp_path / "home"), *told])
        answer = answers.get(tuple(words), "")
        assert result.exit_code == (1 if answer.startswith("refused") else 0), (words, result.output)
        if answer:
            assert result.output == answer


def test_every_library_has_its_reason() -> None:
    table = sections(ROOT / "docs/adr/0015-libraries.md")["Decision"]
    rows = re.findall(r"^\| ([^|]+) \| [^|]+ \| [^|]+ \|$", table, re.MULTILINE)[1:]
    listed = {name.strip().lower() for row in rows for name in row.split(",") if set(name) != {"-"}}
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert listed == {re.split(r"[=><~ ]", line)[0] for line in project["dependencies"]}


def test_interface_languages_are_named() -> None:
    from statement_archive.web.locale import LANGUAGES  # noqa: PLC0415  # Flask: only this test needs it

    names = {"en": "English", "fr": "French", "ru": "Russian", "es": "Spanish", "ar": "Arabic", "kk": "Kazakh"}
    names |= {"zh_Hans": "Chinese"}
    said = sections(ROOT / "README.md")["Languages"].partition("interface speaks")[2]
    assert {name for name in names.values() if name in said} == {names[each.code] for each in LANGUAGES}
