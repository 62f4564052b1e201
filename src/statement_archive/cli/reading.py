"""What is read: list, show, wording, search, align."""

from __future__ import annotations

import sys
from typing import Any

import click

from statement_archive.analysis.query_language.sought import NoteKind
from statement_archive.cli.context import Answer, Context, command
from statement_archive.domain.locator import is_locator
from statement_archive.workflow import search as searching
from statement_archive.workflow.aligning import align_pair
from statement_archive.workflow.alternatives import Alternative
from statement_archive.workflow.describing_works import describe_work, listed_works
from statement_archive.workflow.reading import see
from statement_archive.workflow.wording import wording as exact_wording

_unpublished = click.option("--unpublished", is_flag=True, help="Drafts and embargoed texts too.")


@click.command(name="list")
@_unpublished
@command
def list_(context: Context, answer: Answer, *, unpublished: bool) -> None:
    """Every work held."""
    works = listed_works(context.archive, context.reader(unpublished=unpublished), context.now())
    answer.give({"works": works}, lambda: [f"{w['work']}  {w['date']}  {w['title']}" for w in works])


@click.command()
@click.argument("work")
@_unpublished
@command
def show(context: Context, answer: Answer, *, work: str, unpublished: bool) -> None:
    """A work with its expressions, versions, and what is missing."""
    found = see(context.archive, work, context.reader(unpublished=unpublished), context.now())
    data = describe_work(context.archive, found)

    def lines() -> list[str]:
        out = [f"{data['work']}  {data['title']}".rstrip()]
        out += [f"  {key}: {data[key]}" for key in ("kind", "date", "place", "speaker", "body") if data[key]]
        out.append(f"  original: {', '.join(data['original_languages']) or 'language unknown'}")
        out += [f"  missing: {m}" for m in data["missing"]]
        for e in data["expressions"]:
            out.append(f"  {e['expression']}@{e['version']}  {e['lang']}  {e['relation']}  {e['sha256'][:12]}")
        return out

    answer.give(data, lines)


@click.command()
@click.argument("work")
@click.argument("ref", required=False, default="", metavar="[EXPR[@N]]")
@click.argument("locator", required=False, default="")
@_unpublished
@command
def wording(context: Context, answer: Answer, *, work: str, ref: str, locator: str, unpublished: bool) -> None:
    """The exact wording, byte for byte, on standard output."""
    reader = context.reader(unpublished=unpublished)
    if not locator and is_locator(ref):  # WORK LOCATOR: the passage of the one delivered text
        known = see(context.archive, work, reader, context.now()).expressions
        ref, locator = (ref, "") if ref in known else ("", ref)
    found = exact_wording(context.archive, reader, work, context.now(), ref=ref, locator=locator)
    if not answer.as_json:
        sys.stdout.buffer.write(found.content)
        sys.stdout.buffer.flush()
        return
    data: dict[str, Any] = {
        "work": found.work.id,
        "expression": found.expression.id,
        "version": found.version.n,
        "text": found.text,
        "sha256": found.sha256,
        "start": found.start,
        "end": found.end,
        "locator": found.locator,
        "rendition": found.expression.facts.relation,
        "original": found.expression.facts.is_original,
        "lang": found.expression.facts.lang,
        "newest": found.newest,
    }
    answer.give(data, list)


@click.command()
@click.argument("query")
@click.option("--lang", default="", help="Only texts in this language.")
@click.option("--original-only", is_flag=True, help="Only original wording.")
@click.option("--superseded", is_flag=True, help="Earlier versions too.")
@click.option("--limit", default=20, type=click.IntRange(1, 1000))
@click.option("--offset", default=0, type=click.IntRange(0))
@_unpublished
@command
def search(context: Context, answer: Answer, *, query: str, **given: Any) -> None:
    """Full text over all languages; a quoted phrase is exact."""
    results = searching.search(
        context.archive, context.reader(unpublished=given["unpublished"]), query, context.now(), **given
    )
    hits = [{**_passage(h.passage), "counterparts": [_passage(c) for c in h.counterparts]} for h in results.hits]
    data = {
        "hits": hits,
        "total": results.total,
        "counted": results.counted,
        "searched": results.searched,
        "notes": [{"kind": note.kind, "text": note.text} for note in results.sought.notes],
        "alternatives": [_alternative(each) for each in results.alternatives],
    }

    def lines() -> list[str]:
        out = [f"searched: {results.searched or 'nothing'}"]
        out += [f"note: {_NOTES[note.kind]}: {note.text}" for note in results.sought.notes]
        out.append(f"found: {results.total}")
        out += [f"instead: {_instead(each)} ({each.total})" for each in results.alternatives]
        for hit in hits:
            out += [
                "",
                f"{hit['work']} {hit['expression']}@{hit['version']} {hit['segment']} [{_says(hit)}]",
                hit["text"],
            ]
            out += [f"    {c['expression']} [{_says(c)}]: {c['text']}" for c in hit["counterparts"]]
        return out

    answer.give(data, lines)


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


def _passage(p: searching.Passage) -> dict[str, Any]:
    return {
        "work": p.work.id,
        "expression": p.expression.id,
        "version": p.version.n,
        "segment": " ".join(p.segments),
        "start": p.start,
        "end": p.end,
        "text": p.text,
        "spans": [[p.start + a, p.start + b] for a, b in p.spans],
        "lang": p.lang,
        "original": p.original,
        "relation": p.expression.facts.relation,
        "method": p.expression.facts.method,
        "standing": p.expression.facts.standing,
        "state": p.state,
        "outdated": p.outdated,
        "how": p.how,
    }


@click.command()
@click.argument("work")
@click.argument("expr_a")
@click.argument("expr_b")
@_unpublished
@command
def align(context: Context, answer: Answer, *, work: str, expr_a: str, expr_b: str, unpublished: bool) -> None:
    """Align two whole texts of a work into beads of sentences."""
    found = see(context.archive, work, context.reader(unpublished=unpublished), context.now())
    beads = align_pair(context.archive, found, expr_a, expr_b)
    rows = beads.rows()
    answer.give({"beads": rows}, lambda: [f"{' '.join(r[0]) or '-'}\t{' '.join(r[1]) or '-'}\t{r[2]}" for r in rows])


COMMANDS: list[click.Command] = [list_, show, wording, search, align]
