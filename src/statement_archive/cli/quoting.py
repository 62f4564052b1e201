"""Quotations: check one, each of many, or all of a document."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import click

from statement_archive.cli.context import Answer, Context, command, progress, read_file
from statement_archive.cli.kept_report import KeptReport, write_whole
from statement_archive.cli.slips import slip_command
from statement_archive.domain.errors import ArchiveError, InvalidInput, Refused, Undecodable
from statement_archive.importing.manuscripts import read_manuscript
from statement_archive.quotes.docx_comments import with_comments
from statement_archive.workflow.archive_state import archive_state
from statement_archive.workflow.document_check import check_found, quotations_of
from statement_archive.workflow.quote_check import check
from statement_archive.workflow.quote_claims import Claim
from statement_archive.workflow.quote_data import check_data
from statement_archive.workflow.quote_remarks import remarks
from statement_archive.workflow.quote_report import (
    again,
    counts,
    differs,
    file_data,
    item_data,
    json_report,
    read_report,
    report_data,
)

LIMIT = 200 * 1024 * 1024  # bytes of a file of quotations
DOCUMENT_LIMIT = 100 * 1024 * 1024  # bytes of a file to be read for its quotations
_NEW_FILE = click.Path(path_type=Path, dir_okay=False)
_AUTHOR = "Statement Archive"


@click.group("quote")
def quote() -> None:
    """Whether quotations are verbatim."""


@quote.command("check")
@click.argument("text", required=False)
@click.option(
    "--file", "document", default=None, metavar="DOC", help="Every quotation of a TXT, MD, HTML, DOCX or PDF."
)
@click.option("--jsonl", "lines", default=None, metavar="FILE", help='A line {"quotation": …, "claimed": …} for each.')
@click.option("--claimed", default="", metavar="WORK", help="The statement it is said to be from.")
@click.option("--speaker", default="", help="Who is said to have spoken: a person, a body or a state.")
@click.option("--date", default="", help="When it is said to have been delivered.")
@click.option("--lang", default="und", metavar="TAG", help="The language of DOC, where it does not say.")
@click.option("--report", default=None, type=_NEW_FILE, help="Write the report on DOC there, as JSON; taken up again.")
@click.option("--comments", default=None, type=_NEW_FILE, help="Write DOC there with each verdict as a comment (DOCX).")
@click.option("--unpublished", is_flag=True, help="Against drafts and embargoed texts too.")
@command
def quote_check(context: Context, answer: Answer, *, text: str | None, lines: str | None, **given: Any) -> None:
    """The verdict on a quotation: TEXT, or standard input for "-". Nothing of it is stored."""
    if sum(each is not None for each in (text, lines, given["document"])) != 1:
        raise click.UsageError("a quotation, or --jsonl FILE, or --file DOC")
    if given["document"] is None and (given["report"] or given["comments"]):
        raise click.UsageError("--report and --comments go with --file")
    if given["document"] is not None:
        if any(given[name] for name in ("claimed", "speaker", "date")):
            raise click.UsageError("of a file, what it says around a quotation is the claim")
        _document(context, answer, given)
        return
    common = Claim(given["claimed"], given["speaker"], given["date"])
    asked = [(_text(text), common)] if text is not None else list(_asked(read_file(lines or "", LIMIT)[0], common))
    reader, now = context.reader(unpublished=given["unpublished"]), context.now()
    checks: list[dict[str, Any]] = []
    with progress("quotations") as show:
        for quotation, claimed in asked:
            try:
                checks.append(check_data(check(context.archive, reader, quotation, now, claimed)))
            except ArchiveError as error:
                if lines is None:
                    raise
                checks.append({"quotation": quotation, "verdict": None, "error": _error(error)})
            show(f"{len(checks)} of {len(asked)}")
    answer.give({"checks": checks}, lambda: _said(checks))


def _document(context: Context, answer: Answer, given: Mapping[str, Any]) -> None:
    reader, now = context.reader(unpublished=given["unpublished"]), context.now()
    content, name = read_file(given["document"], DOCUMENT_LIMIT)
    manuscript = read_manuscript(content, name=name, lang=given["lang"])
    if given["comments"] and manuscript.media != "docx":
        raise Refused("comments are set in DOCX files only")
    found = quotations_of(manuscript)
    state = archive_state(context.archive, reader, now).digest
    kept = KeptReport(given["report"], file_data(name, content, manuscript), state)
    items = kept.done()[: len(found)]
    with progress("quotations") as show:
        for one in found[len(items) :]:
            checked = check_found(context.archive, reader, one, now)
            items.append(item_data(checked, manuscript))
            kept.add(items[-1])
            show(f"{len(items)} of {len(found)}")
    data = report_data(kept.file, items, state, now)
    kept.finish(data)
    if given["comments"]:
        given["comments"].write_bytes(with_comments(content, remarks(items), author=_AUTHOR, now=now, initials="SA"))
    answer.give(data, lambda: _said_report(data))


@quote.command("recheck")
@click.argument("report", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--write", is_flag=True, help="Put what is found now into the report.")
@click.option("--unpublished", is_flag=True, help="Against drafts and embargoed texts too.")
@command
def quote_recheck(context: Context, answer: Answer, *, report: Path, write: bool, unpublished: bool) -> None:
    """Check every quotation of a report again, and tell which verdicts changed."""
    reader, now = context.reader(unpublished=unpublished), context.now()
    kept = read_report(_json(read_file(str(report), LIMIT)[0]))
    changed: list[dict[str, Any]] = []
    items: list[dict[str, Any]] = []
    with progress("quotations") as show:
        for before in kept["checks"]:
            after = again(context.archive, reader, before, now)
            if differs(before, after):
                changed.append({"quotation": before["quotation"], "before": before["verdict"], "after": after})
            items.append(after)
            show(f"{len(items)} of {len(kept['checks'])}")
    if write:
        state = archive_state(context.archive, reader, now).digest
        write_whole(report, json_report(report_data(kept["file"], items, state, now)))
    data = {"checked": len(items), "changed": changed, "counts": counts(items)}
    answer.give(data, lambda: _said_changes(data))


def _text(given: str) -> str:
    if given != "-":
        return given
    try:
        return read_file("-", LIMIT)[0].decode("utf-8").rstrip("\n")
    except UnicodeDecodeError as error:
        raise Undecodable("standard input is not UTF-8") from error


def _asked(content: bytes, common: Claim) -> Iterator[tuple[str, Claim]]:
    """Quotations of a JSON Lines file with what each claims; else what all claim."""
    try:
        raw = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Undecodable("the file is not UTF-8") from error
    for number, line in enumerate(raw.split("\n"), start=1):
        if not line.strip():
            continue
        try:
            data = json.loads(line)
        except ValueError as error:
            raise InvalidInput(f"line {number} is not JSON: {error}", line=number) from error
        if not isinstance(data, dict) or not isinstance(data.get("quotation"), str):
            raise InvalidInput(f'line {number} has no "quotation"', line=number)
        yield data["quotation"], _claim(data, common)


def _claim(data: Mapping[str, Any], common: Claim) -> Claim:
    def said(name: str, other: str) -> str:
        value = data.get(name)
        return value if isinstance(value, str) and value else other

    return Claim(said("claimed", common.work), said("speaker", common.speaker), said("date", common.date))


def _json(content: bytes) -> Any:
    try:
        return json.loads(content)
    except ValueError as error:
        raise InvalidInput("the report is not JSON") from error


def _said_report(data: Mapping[str, Any]) -> Iterator[str]:
    found = ", ".join(f"{verdict} {n}" for verdict, n in data["counts"].items()) or "no quotation"
    yield f"{data['file']['name']}: {found}"
    yield from (f"note: {warning}" for warning in data["file"]["warnings"])
    for one in data["checks"]:
        yield ""
        place = one["found"]
        told = [f"page {place['page']}" if place["page"] else "", *(f"note {mark}" for mark in place["notes"])]
        told += [name for name in ("mismatched", "unclosed", "short") if place[name]]
        yield f"({', '.join(filter(None, told))})" if any(told) else "(in running text)"
        yield from _said_one(one)


def _said_changes(data: Mapping[str, Any]) -> Iterator[str]:
    yield f"{data['checked']} checked again, {len(data['changed'])} changed"
    for one in data["changed"]:
        yield ""
        yield f"was: {one['before'] or 'refused'}"
        yield from _said_one(one["after"])


def _error(error: ArchiveError) -> dict[str, Any]:
    return {"code": error.code, "message": error.message}


def _said(checks: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    for k, one in enumerate(checks):
        if k:
            yield ""
        yield from _said_one(one)


def _said_one(one: Mapping[str, Any]) -> Iterator[str]:
    yield f"“{one['quotation']}”"
    if one["verdict"] is None:
        error = one["error"]
        yield f"refused: {error if isinstance(error, str) else error['message']}"
    else:
        yield from _verdict(one)


def _verdict(one: Mapping[str, Any]) -> Iterator[str]:
    also = f" (also: {', '.join(one['also'])})" if one["also"] else ""
    yield f"verdict: {one['verdict']}{also}"
    searched = one["searched"]
    how = "every text compared" if searched["thorough"] else "by the index"
    if one["missing"]:
        languages = ", ".join(one["missing"]["original_languages"]) or "unknown"
        yield f"not held: the words of {one['missing']['work']} as delivered (language: {languages})"
    if one["work"] is None:
        yield f"searched: {searched['texts']} texts of {searched['works']} works, {how}"
        return
    yield f"{one['relation']}: {one['reference']} [{one['start']}-{one['end']}] sha256 {one['sha256']}"
    yield f"stands there: {one['wording']}"
    if one["starts_inside"] or one["stops_inside"]:
        yield f"the whole sentence: {one['passage']['text']}"
    if one["folded"]:
        yield f"folded: {', '.join(one['folded'])}"
    for each in one["adapted"]:
        yield f"adapted: {each['change']}: {each['quotation']} for {each['text'] or 'nothing'}"
    for left in one["omitted"]:
        yield f"left out: {left}"
    if one["diff"]:
        yield "words: " + "".join(_piece(piece) for piece in one["diff"])
    if one["reordered"]:
        yield "its parts stand in another order"
    for alarm in one["alarm"]:
        yield f"alarm: {alarm['kind']}" + (f": {alarm['words']}" if alarm["words"] else "")
    for each in one["disagrees"]:
        yield f"claimed {each['claim']}: {each['claimed']}; recorded: {each['recorded']}"
    if one["superseded_by"]:
        by = one["superseded_by"]
        yield f"corrected in version {by['version']} on {by['date']}: {by['reason']} ({by['authority']})"
    for other in one["counterparts"]:
        kind = "original" if other["original"] else "translation"
        yield f"    {other['expression']} [{other['lang']}, {kind}]: {other['text']}"


def _piece(piece: Mapping[str, str]) -> str:
    return {"same": "{}", "removed": "[-{}-]", "added": "{{+{}+}}"}[piece["op"]].format(piece["text"])


quote.add_command(slip_command)

COMMANDS: tuple[click.Command, ...] = (quote,)
