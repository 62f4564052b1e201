"""Search by meaning."""

from __future__ import annotations

import click

from statement_archive.cli.context import Answer, Context, command
from statement_archive.workflow.asked import Asked
from statement_archive.workflow.meaning import MOST, search_by_meaning
from statement_archive.workflow.passage_data import hit_data


@click.command()
@click.argument("words")
@click.option("--words-in", default="", metavar="TAG", help="The language of the words, where it matters.")
@click.option("--lang", default="", help="Only texts in this language.")
@click.option("--original-only", is_flag=True, help="Only original wording.")
@click.option("--limit", default=20, type=click.IntRange(1, MOST))
@click.option("--offset", default=0, type=click.IntRange(0))
@click.option("--unpublished", is_flag=True, help="Drafts and embargoed texts too.")
@command
def meaning(
    context: Context,
    answer: Answer,
    *,
    words: str,
    words_in: str,
    lang: str,
    original_only: bool,
    limit: int,
    offset: int,
    unpublished: bool,
) -> None:
    """Passages in any language that mean something like the words: a model's guess."""
    asked = Asked(words, unpublished=unpublished)
    asked = asked.with_value("lang", lang) if lang else asked
    asked = asked.with_value("original", "yes") if original_only else asked
    reader = context.reader(unpublished=unpublished)
    found = search_by_meaning(
        context.archive, reader, asked, context.now(), words_in=words_in, limit=limit, offset=offset
    )
    hits = [{**hit_data(hit), "likeness": round(hit.score, 4)} for hit in found.hits]
    data = {
        "hits": hits,
        "available": found.available,
        "asked_known": found.asked_known,
        "unknown_languages": list(found.unknown),
        "texts_missing": found.missing,
    }

    def lines() -> list[str]:
        if not found.available:
            return ["no encoder is chosen (setting: encoder)"]
        out = ["found by meaning, not by its words"]
        if not found.asked_known:
            out.append(f"the model does not know {words_in}: what follows is hardly more than chance")
        if found.unknown:
            out.append(f"languages the model does not know: {', '.join(found.unknown)}")
        if found.missing:
            out.append(f"{found.missing} texts are still to be read by the model: index update")
        for hit in hits:
            place = f"{hit['work']} {hit['expression']}@{hit['version']} {hit['segment']}"
            out += ["", f"{hit['likeness']:.2f}  {place} [{hit['lang']}]", hit["text"]]
            out += [f"    {c['expression']}: {c['text']}" for c in hit["counterparts"]]
        return out

    answer.give(data, lines)


COMMANDS: list[click.Command] = [meaning]
