"""Quote slips: make one, and check one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from statement_archive.cli.context import Answer, Context, command, read_file
from statement_archive.cli.kept_report import write_whole
from statement_archive.domain.errors import Refused
from statement_archive.quotes.slip import Slip, canonical, read_slip, short
from statement_archive.quotes.slip_checks import Line, Verified, against_files
from statement_archive.quotes.slip_files import slip_in
from statement_archive.workflow.quote_claims import Claim
from statement_archive.workflow.slip import slip_of_passage, slip_of_quotation
from statement_archive.workflow.verify_slip import verify_slip

LIMIT = 200 * 1024 * 1024  # bytes of a file
_KINDS = ("json", "html", "pdf")


@click.command("slip")
@click.argument("text", required=False)
@click.option(
    "--of", "link", default=None, metavar="LINK", help="WORK/EXPR@N/LOCATOR, or its address, instead of TEXT."
)
@click.option("--claimed", default="", metavar="WORK", help="The statement it is said to be from.")
@click.option("--speaker", default="", help="Who is said to have spoken: a person, a body or a state.")
@click.option("--date", default="", help="When it is said to have been delivered.")
@click.option(
    "-o", "--output", default=None, type=click.Path(path_type=Path, dir_okay=False), help="FILE.json, .html or .pdf."
)
@click.option("--address", default=None, help="What the link begins with (default: the setting public_url).")
@click.option("--language", default="en", help="Of the page or PDF: a language of the interface.")
@click.option("--unpublished", is_flag=True, help="Drafts and embargoed texts too.")
@command
def slip_command(context: Context, answer: Answer, *, text: str | None, link: str | None, **given: Any) -> None:
    """The slip of a quotation, or of what a permanent link names: what proves it, to be kept. Nothing is stored."""
    if (text is None) == (link is None):
        raise click.UsageError("a quotation, or --of LINK")
    output: Path | None = given["output"]
    kind = output.suffix.removeprefix(".").lower() if output else "json"
    if kind not in _KINDS:
        raise click.UsageError("-o FILE.json, FILE.html or FILE.pdf")
    slip = _made(context, text, link, given)
    if output is not None:
        write_whole(output, _file(context, slip, kind, given["language"]))
    answer.give(slip, lambda: _told(slip, output))


def _made(context: Context, text: str | None, link: str | None, given: dict[str, Any]) -> Slip:
    reader, now = context.reader(unpublished=given["unpublished"]), context.now()
    address = (context.settings.public_url if given["address"] is None else given["address"]).rstrip("/")
    names = context.account_name
    if text is not None:
        claim = Claim(given["claimed"], given["speaker"], given["date"])
        return slip_of_quotation(context.archive, reader, text, now, claim, address=address, names=names)
    parts = (link or "").partition("#")[0].rpartition("/works/")[2].split("/")
    if len(parts) != 3:
        raise click.UsageError("a link is WORK/EXPR@N/LOCATOR, or the address of a passage")
    work, ref, locator = parts
    return slip_of_passage(context.archive, reader, work, ref, locator, now, address=address, names=names)


def _file(context: Context, slip: Slip, kind: str, language: str) -> bytes:
    if kind == "json":
        return canonical(slip)
    # Flask and Typst: only a printed slip needs them.
    from statement_archive.web.printing.apart import printed  # noqa: PLC0415

    return printed(context.settings, slip, kind, language)


def _told(slip: Slip, output: Path | None) -> Iterator[str]:
    check, text = slip["check"], slip["text"]
    if check:
        yield f"verdict: {check['verdict']}" + (f" (also: {', '.join(check['also'])})" if check["also"] else "")
    yield f"{slip['relation']}: {slip['link']}"
    yield f"stands there: {slip['place']['wording']}"
    yield f"text: {text['expression']}@{text['version']} sha256 {text['sha256']}"
    yield f"slip: {short(slip['digest'])} (sha256 {slip['digest']})"
    yield slip["attests"]
    if output is not None:
        yield f"written: {output}"


@click.command("verify-slip")
@click.argument("file")
@click.option(
    "--digests",
    "files",
    multiple=True,
    metavar="FILE",
    help="Without an archive: against a text or source file that you keep; may be repeated.",
)
@click.option("--unpublished", is_flag=True, help="Drafts and embargoed texts too.")
@command
def verify_command(context: Context, answer: Answer, *, file: str, files: tuple[str, ...], unpublished: bool) -> None:
    """Whether a quote slip is true.

    FILE: its JSON, or an HTML page or PDF that holds it. Exit status 1 where anything fails.
    """
    content, _name = read_file(file, LIMIT)
    slip, fields = read_slip(slip_in(content))
    if files:
        found = against_files(slip, fields, [(name, read_file(name, LIMIT)[0]) for name in files])
    else:
        reader = context.reader(unpublished=unpublished)
        found = verify_slip(context.archive, reader, slip, context.now(), names=context.account_name)
    if content != canonical(slip):
        found = Verified((*found.lines, _printed_line(context, content, slip)), found.since)
    data = {
        "slip": slip["digest"],
        "holds": found.holds,
        "failed": found.failed,
        "checks": [{"check": line.name, "result": line.result, "told": line.told} for line in found.lines],
        "since": list(found.since),
    }
    answer.give(data, lambda: _lines(slip, found))
    if found.failed:
        raise SystemExit(1)


def _printed_line(context: Context, content: bytes, slip: Slip) -> Line:
    """Whether the page or PDF is the one that this program makes of the slip: what is printed may differ from the
    data in it."""
    if content.lstrip().startswith(b"{"):
        return Line("file", "ok", "the slip, written in another way than the canonical one")
    from statement_archive.web.printing.apart import is_printed  # noqa: PLC0415  # Flask and Typst

    try:
        same = is_printed(context.settings, slip, content)
    except (Refused, LookupError):
        same = False
    if same:
        return Line("file", "ok", "what is printed is what the slip says, byte for byte")
    return Line(
        "file",
        "not checkable",
        "made by another version, with other fonts, or changed: only the data in it was checked; compare "
        f"{short(slip['digest'])} and the words",
    )


def _lines(slip: Slip, found: Verified) -> Iterator[str]:
    yield f"slip {short(slip['digest'])}"
    for line in found.lines:
        yield f"{line.result:14} {line.name}: {line.told}"
    for each in found.since:
        what = f"{each.kind} in version {each.version}" if each.version else each.kind
        yield f"since then: {what} on {each.date}: {each.reason}" + (f" ({each.authority})" if each.authority else "")
    yield "FAILED" if found.failed else "holds" if found.holds else "nothing failed; not everything could be checked"


COMMANDS: tuple[click.Command, ...] = (verify_command,)
