"""Search: passages, lines, frequencies, pairs, files of results."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

import click

from statement_archive.analysis.query_language.sought import NoteKind
from statement_archive.cli.context import Answer, Context, command
from statement_archive.domain.actors import Actor
from statement_archive.domain.errors import Refused
from statement_archive.workflow.alternatives import Alternative
from statement_archive.workflow.asked import FILTERS, SORTINGS, Asked
from statement_archive.workflow.exporting import EXPORT_FORMATS, ExportFormat, export
from statement_archive.workflow.frequency import GROUPS, frequency
from statement_archive.workflow.lines import LINE_ORDERS, lines
from statement_archive.workflow.paired_search import paired
from statement_archive.workflow.passage_data import hit_data, passage_data
from statement_archive.workflow.search import look


def _filter(_context: click.Context, _parameter: click.Parameter, given: tuple[str, ...]) -> list[tuple[str, str]]:
    parted = [each.partition("=") for each in given]
    wrong = [name for name, equals, _value in parted if not equals or name not in FILTERS]
    if wrong:
        raise click.BadParameter(f"{wrong[0]!r} is no filter; there are {', '.join(sorted(FILTERS))}")
    return [(name, value) for name, _equals, value in parted]


@click.command()
@click.argument("query")
@click.option("--lang", default="", help="Only texts in this language.")
@click.option("--original-only", is_flag=True, help="Only original wording.")
@click.option("--filter", "filters", multiple=True, callback=_filter, metavar="NAME=VALUE", help="state=KZ, year=2019.")
@click.option("--order", default="best", type=click.Choice(SORTINGS), help="Which results come first.")
@click.option("--superseded", is_flag=True, help="Earlier versions too.")
@click.option("--each-text", is_flag=True, help="A passage found in several languages is several results.")
@click.option("--facets", is_flag=True, help="Count works by what they can be narrowed by.")
@click.option("--with", "with_", default="", help="Words that the translation has; see --with-lang.")
@click.option("--with-lang", default="", help="The language of --with; --lang is that of QUERY.")
@click.option("--lines", "as_lines", is_flag=True, help="A line for each find, the words around it.")
@click.option("--by", default="rank", type=click.Choice(LINE_ORDERS), help="Order of the lines.")
@click.option("--beneath", default="", help="Language of the line beneath; else the original.")
@click.option("--frequency", "by_group", default=None, type=click.Choice(GROUPS), help="How often, by what.")
@click.option(
    "--export",
    "file",
    default=None,
    type=click.Path(path_type=Path, dir_okay=False),
    help="FILE.csv, .json, .tmx, .zip.",
)
@click.option("--limit", default=20, type=click.IntRange(1, 1000))
@click.option("--offset", default=0, type=click.IntRange(0))
@click.option("--unpublished", is_flag=True, help="Drafts and embargoed texts too.")
@command
def search(context: Context, answer: Answer, *, query: str, **given: Any) -> None:
    """Full text over all languages; a quoted phrase is exact."""
    reader, now = context.reader(unpublished=given["unpublished"]), context.now()
    asked = Asked(query, order=given["order"], superseded=given["superseded"], unpublished=given["unpublished"])
    narrowing = [*given["filters"], *([("original", "yes")] if given["original_only"] else [])]
    for name, value in [*narrowing, *([("lang", given["lang"])] if given["lang"] else [])]:
        asked = asked.with_value(name, value)
    ways = [name for name in ("with_", "as_lines", "by_group", "file") if given[name]]
    if len(ways) > 1:
        raise click.UsageError("--with, --lines, --frequency and --export are one at a time")
    if given["with_"]:
        _paired(context, answer, reader, query, given)
    elif given["as_lines"]:
        _lines(context, answer, reader, asked, now, given)
    elif given["by_group"]:
        _frequency(context, answer, reader, asked, now, given)
    elif given["file"]:
        _export(context, answer, reader, asked, now, given)
    else:
        _results(context, answer, reader, asked, now, given)


def _results(
    context: Context, answer: Answer, reader: Actor, asked: Asked, now: datetime, given: dict[str, Any]
) -> None:
    names = ("lang", "original", "kind", "state", "body", "forum", "year", "person", "standing", "outdated")
    results = look(
        context.archive,
        reader,
        asked,
        now,
        limit=given["limit"],
        offset=given["offset"],
        each=given["each_text"],
        facets=names if given["facets"] else (),
        nearest=True,
    )
    hits = [hit_data(h) for h in results.hits]
    data = {
        "hits": hits,
        "total": results.total,
        "counted": results.counted,
        "works": results.works,
        "passages": results.passages,
        "more": results.more,
        "searched": results.searched,
        "notes": [{"kind": note.kind, "text": note.text} for note in results.sought.notes],
        "alternatives": [_alternative(each) for each in results.alternatives],
        **({"facets": {name: dict(counts) for name, counts in results.facets.items()}} if given["facets"] else {}),
    }

    def said() -> list[str]:
        out = [f"searched: {results.searched or 'nothing'}"]
        out += [f"note: {_NOTES[note.kind]}: {note.text}" for note in results.sought.notes]
        out.append(f"found: {results.total}")
        out += [f"instead: {_instead(each)} ({each.total})" for each in results.alternatives]
        out += [
            f"{name}: {', '.join(f'{v} {n}' for v, n in sorted(counts.items(), key=lambda c: (-c[1], c[0])))}"
            for name, counts in results.facets.items()
        ]
        for hit in hits:
            out += [
                "",
                f"{hit['work']} {hit['expression']}@{hit['version']} {hit['segment']} [{_says(hit)}]",
                hit["text"],
            ]
            out += [f"    {c['expression']} [{_says(c)}]: {c['text']}" for c in hit["counterparts"]]
        return out

    answer.give(data, said)


def _paired(context: Context, answer: Answer, reader: Actor, query: str, given: dict[str, Any]) -> None:
    found = paired(
        context.archive,
        reader,
        query,
        given["lang"],
        given["with_"],
        given["with_lang"],
        context.now(),
        limit=given["limit"],
        offset=given["offset"],
        unpublished=given["unpublished"],
    )
    pairs: list[dict[str, Any]] = [
        {"first": passage_data(p.first), "second": passage_data(p.second), "how": p.how} for p in found.pairs
    ]

    def said() -> list[str]:
        out = [f"found: {found.total}"]
        for pair in pairs:
            a, b = pair["first"], pair["second"]
            out += [
                "",
                f"{a['work']} {a['expression']} {a['segment']} = {b['expression']} {b['segment']}, {pair['how']}",
            ]
            out += [f"    [{_says(a)}] {a['text']}", f"    [{_says(b)}] {b['text']}"]
        return out

    answer.give({"pairs": pairs, "total": found.total, "counted": found.counted, "more": found.more}, said)


def _lines(context: Context, answer: Answer, reader: Actor, asked: Asked, now: datetime, given: dict[str, Any]) -> None:
    found = lines(
        context.archive,
        reader,
        asked,
        now,
        by=given["by"],
        beneath=given["beneath"],
        limit=given["limit"],
        offset=given["offset"],
    )
    rows: list[dict[str, Any]] = [
        {
            "work": line.place.work.id,
            "expression": line.place.expression.id,
            "version": line.place.version.n,
            "segment": line.segment,
            "start": line.start,
            "end": line.end,
            "lang": line.place.lang,
            "left": line.left,
            "found": line.found,
            "right": line.right,
            "beneath": line.beneath.text if line.beneath else "",
            "beneath_expression": line.beneath.expression.id if line.beneath else "",
        }
        for line in found.lines
    ]
    data = {"lines": rows, "total": found.total, "looked": found.looked, "finds": found.finds, "more": found.more}

    def said() -> list[str]:
        out = [f"searched: {found.searched}", f"found: {found.total} paragraphs"]
        for row in rows:
            out.append(f"{_flat(row['left']):>60} [{_flat(row['found'])}] {_flat(row['right'])}")
            out += [f"{'':>60} {_flat(row['beneath'])}"] if row["beneath"] else []
        return out

    answer.give({**data, "searched": found.searched}, said)


def _flat(words: str) -> str:
    return " ".join(words.split())


def _frequency(
    context: Context, answer: Answer, reader: Actor, asked: Asked, now: datetime, given: dict[str, Any]
) -> None:
    found = frequency(context.archive, reader, asked, given["by_group"], now)
    rates = [
        {"value": r.value, "count": r.count, "words": r.words, "per_million": round(r.per_million, 3)}
        for r in found.rates
    ]
    data = {
        "by": found.by,
        "counting": found.counting,
        "total": found.total,
        "words": found.words,
        "rates": rates,
        "searched": found.searched,
    }

    def said() -> list[str]:
        out = [f"searched: {found.searched}", f"{found.counting}: {found.total} in {found.words} words"]
        return out + [
            f"{r['value'] or 'not known':<40} {r['count']:>8} {r['words']:>10} {r['per_million']:>12.1f}" for r in rates
        ]

    answer.give(data, said)


def _export(
    context: Context, answer: Answer, reader: Actor, asked: Asked, now: datetime, given: dict[str, Any]
) -> None:
    file: Path = given["file"]
    wanted: ExportFormat | None = next((f for f in EXPORT_FORMATS if file.suffix.lower() == f".{f}"), None)
    if wanted is None:
        raise click.UsageError(f"--export takes a file that ends in {', '.join(f'.{f}' for f in EXPORT_FORMATS)}")
    made = export(context.archive, reader, asked, wanted, now, readers=("en",))
    try:
        file.write_bytes(made.content)
    except OSError as error:
        raise Refused(f"cannot write {file}: {error.strerror}") from error
    data = {"file": str(file), "held": made.held, "left_out": made.left_out, "archive_state": made.state.digest}
    answer.give(data, lambda: [f"{file}: {made.held} held, {made.left_out} left out, state {made.state.short}"])


_NOTES: dict[NoteKind, str] = {
    "unclosed-quotation": "the quotation was not closed; read to the end",
    "unclosed-bracket": "the bracket was not closed; read to the end",
    "stray-bracket": "closes nothing; left out",
    "operator-as-word": "no operator here; searched as a word",
    "operator-in-text": "read as an operator; put a text that was copied in quotation marks",
    "near-as-word": "near/N stands between two words, phrases or alternatives, N from 1 to 100; searched as words",
    "field-as-words": "a field needs its value right behind the colon; searched as words",
    "unknown-value": "nothing that can be searched is known by this; it matches nothing",
    "no-words": "no word to search for",
}


def _alternative(found: Alternative) -> dict[str, Any]:
    return {
        "kind": found.kind,
        "query": found.query,
        "lang": found.lang,
        "original_only": found.original_only,
        "what": found.what,
        "total": found.total,
    }


def _instead(found: Alternative) -> str:
    options = [*(["--lang", found.lang] if found.lang else []), *(["--original-only"] if found.original_only else [])]
    return " ".join([found.query, *options])


def _says(passage: dict[str, Any]) -> str:
    kind = f"original, {passage['relation']}" if passage["original"] else "translation"
    if passage["relation"] == "summary":
        kind = "summary record, not the speaker's words"
    return f"{passage['lang']}, {kind}" + (", outdated" if passage["outdated"] else "")


COMMANDS: list[click.Command] = [search]
