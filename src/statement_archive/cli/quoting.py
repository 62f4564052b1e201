"""Quotations: check one, each of many, or all of a document."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import click

from statement_archive.cli.context import Answer, Context, command, progress, read_file
from statement_archive.domain.errors import ArchiveError, InvalidInput, Undecodable
from statement_archive.workflow.quote_check import check
from statement_archive.workflow.quote_claims import Claim
from statement_archive.workflow.quote_data import check_data

LIMIT = 200 * 1024 * 1024  # bytes of a file of quotations


@click.group("quote")
def quote() -> None:
    """Whether quotations are verbatim."""


@quote.command("check")
@click.argument("text", required=False)
@click.option("--jsonl", "lines", default=None, metavar="FILE", help='A line {"quotation": …, "claimed": …} for each.')
@click.option("--claimed", default="", metavar="WORK", help="The statement it is said to be from.")
@click.option("--speaker", default="", help="Who is said to have spoken: a person, a body or a state.")
@click.option("--date", default="", help="When it is said to have been delivered.")
@click.option("--unpublished", is_flag=True, help="Against drafts and embargoed texts too.")
@command
def quote_check(
    context: Context, answer: Answer, *, text: str | None, lines: str | None, unpublished: bool, **claim: str
) -> None:
    """The verdict on a quotation: TEXT, or standard input for "-". Nothing of it is stored."""
    if (text is None) == (lines is None):
        raise click.UsageError("a quotation, or --jsonl FILE")
    common = Claim(claim["claimed"], claim["speaker"], claim["date"])
    asked = [(_text(text), common)] if text is not None else list(_asked(read_file(lines or "", LIMIT)[0], common))
    reader, now = context.reader(unpublished=unpublished), context.now()
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


def _error(error: ArchiveError) -> dict[str, Any]:
    return {"code": error.code, "message": error.message}


def _said(checks: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    for k, one in enumerate(checks):
        if k:
            yield ""
        yield f"“{one['quotation']}”"
        if one["verdict"] is None:
            yield f"refused: {one['error']['message']}"
            continue
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


COMMANDS: tuple[click.Command, ...] = (quote,)
