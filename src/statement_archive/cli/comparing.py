"""What a speaker said last time beside this time."""

from __future__ import annotations

import click

from statement_archive.cli.context import Answer, Context, command, plain
from statement_archive.workflow.formula import OPS, Row, SaidBefore, Text, said_before

_MARKS = {"same": ("", ""), "removed": ("[-", "-]"), "added": ("{+", "+}")}
_SIGNS = {"same": "=", "changed": "~", "added": "+", "dropped": "-"}


@click.command()
@click.argument("work")
@click.option(
    "--with", "beside", metavar="WORK", default="", help="An earlier statement; default: the last in the forum."
)
@click.option("--lang", default="", help="Language to compare in; default: that of the originals.")
@click.option("--unpublished", is_flag=True, help="Drafts and embargoed texts too.")
@command
def formula(context: Context, answer: Answer, *, work: str, beside: str, lang: str, unpublished: bool) -> None:
    """What the speaker said last time in the same forum, beside this time."""
    actor = context.reader(unpublished=unpublished)
    found = said_before(context.archive, actor, work, context.now(), beside=beside, lang=lang)
    answer.give(_data(found), lambda: _lines(found))


def _data(found: SaidBefore) -> dict[str, object]:
    return {
        "work": found.work.id,
        "with": found.chosen.work if found.chosen else None,
        "earlier": plain(found.earlier),
        "langs": list(found.langs),
        "lang": found.lang or None,
        "before": _text(found.before),
        "after": _text(found.after),
        "counts": dict(found.counts),
        "rows": [_row(row) for row in found.rows],
    }


def _text(text: Text | None) -> dict[str, object] | None:
    if text is None:
        return None
    return {
        "work": text.work.id,
        "expression": text.expression.id,
        "version": text.version.n,
        "sha256": text.version.text.sha256,
        "lang": text.expression.facts.lang,
        "original": text.original,
        "relation": text.expression.facts.relation,
        "part": text.part,
    }


def _row(row: Row) -> dict[str, object]:
    return {
        "op": row.op,
        "before": row.before.segment if row.before else None,
        "after": row.after.segment if row.after else None,
        "before_text": row.before.text if row.before else None,
        "after_text": row.after.text if row.after else None,
        "percent": row.percent,
        "moved": row.moved,
        "pieces": [[piece.op, piece.text] for piece in row.pieces],
        "since": {"work": row.since.first.work, "date": row.since.first.date, "times": row.since.times}
        if row.since
        else None,
    }


def _lines(found: SaidBefore) -> list[str]:
    if found.chosen is None:
        others = [f"elsewhere: {e.work} ({e.date}, {e.forum or 'forum not known'})" for e in found.earlier]
        return ["no earlier statement in the same forum is held", *others]
    if found.before is None or found.after is None:
        return [f"{found.chosen.work} ({found.chosen.date}) and this one are not held in one language"]
    out = [f"{found.chosen.work} ({found.chosen.date}), {found.before.ref}, beside {found.after.ref}"]
    if not (found.before.original and found.after.original):
        out.append("not both are originals: what differs may be the translators' doing")
    out.append(", ".join(f"{found.counts[key]} {key}" for key in (*OPS, "moved", "formulas")))
    return out + [_shown(row) for row in found.rows]


def _shown(row: Row) -> str:
    line = row.after or row.before
    words = "".join(piece.text.join(_MARKS[piece.op]) for piece in row.pieces) or (line.text if line else "")
    told = " (moved)" if row.moved else ""
    if row.since:
        told += f" (word for word since {row.since.first.date}: {row.since.first.work})"
    return f"{_SIGNS[row.op]} {line.segment if line else ''}  {' '.join(words.split())}{told}"


COMMANDS: list[click.Command] = [formula]
