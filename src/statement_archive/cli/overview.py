"""What is there and what is missing: progress, registers."""

from __future__ import annotations

from typing import Any, cast

import click

from statement_archive.cli.context import Answer, Context, command
from statement_archive.domain.unit_states import STATES
from statement_archive.workflow.missing import Item, counts, register, register_name
from statement_archive.workflow.overview import sheets
from statement_archive.workflow.progress import GROUPINGS, Group, Grouping, totals
from statement_archive.workflow.progress import progress as grouped

_unpublished = click.option("--unpublished", is_flag=True, help="Drafts and embargoed texts too.")


@click.command()
@click.option("--by", type=click.Choice(GROUPINGS), default="language", help="What to group by.")
@_unpublished
@command
def progress(context: Context, answer: Answer, *, by: str, unpublished: bool) -> None:
    """How far translations made here are, in units and source words."""
    found = sheets(context.archive, context.reader(unpublished=unpublished), context.now())
    groups = grouped(found, cast("Grouping", by))
    data = {"by": by, "groups": [_group(g) for g in groups], "total": _group(totals(found))}

    def lines() -> list[str]:
        out = []
        for group in [*groups, totals(found)]:
            name = (group.key or "(unknown)") if group in groups else "total"
            done = f"{group.done.words}/{group.total.words} words, {group.done.units}/{group.total.units} units"
            out.append(f"{name}: {done}, {group.outdated.units} outdated, {group.works} works")
        return out

    answer.give(data, lines)


def _group(group: Group) -> dict[str, Any]:
    tallies = {state: group.states[state] for state in STATES} | {"outdated": group.outdated, "total": group.total}
    return {
        "key": group.key,
        "works": group.works,
        "translations": group.translations,
        "texts": group.texts,
        "units": {name: tally.units for name, tally in tallies.items()},
        "words": {name: tally.words for name, tally in tallies.items()},
    }


@click.command()
@click.argument("name", required=False, default="", metavar="[REGISTER]")
@click.option("--lang", default="", help="Only this language; of untranslated the one looked for.")
@_unpublished
@command
def missing(context: Context, answer: Answer, *, name: str, lang: str, unpublished: bool) -> None:
    """What is not held or doubtful: every register with its number, or one of them."""
    wanted = register_name(name) if name else None
    found = sheets(context.archive, context.reader(unpublished=unpublished), context.now())
    if wanted is None:
        numbers = counts(found, lang)
        answer.give({"registers": numbers}, lambda: [f"{n}  {key}" for key, n in numbers.items()])
        return
    items = [_item(each) for each in register(found, wanted, lang)]
    answer.give({"register": wanted, "items": items}, lambda: [_line(each) for each in items])


def _item(item: Item) -> dict[str, Any]:
    found = item.finding
    return {
        "work": found.work,
        "title": item.facts.title,
        "expression": found.expression,
        "lang": found.lang,
        "reason": found.reason,
        "details": dict(found.details),
        "since": found.at,
        "words": item.words,
    }


def _line(item: dict[str, Any]) -> str:
    details = ", ".join(f"{key} {value}" for key, value in item["details"].items())
    parts = (item["work"], item["expression"], item["lang"], item["reason"], details)
    return "  ".join(part for part in parts if part)


COMMANDS: list[click.Command] = [progress, missing]
