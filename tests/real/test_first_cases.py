"""The first real cases, whole: a statement whose original is not held, and a declaration in 14 languages."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.workflow.conftest import START, Desk

from statement_archive.bootstrap import memory_archive
from statement_archive.domain.actors import HOME_ADMINISTRATOR, PUBLIC
from statement_archive.domain.errors import NoDeliveredText
from statement_archive.workflow.after import after_change
from statement_archive.workflow.aligning import missing_originals
from statement_archive.workflow.deposit import deposit, read
from statement_archive.workflow.deposit_request import DepositRequest, with_suggestions
from statement_archive.workflow.reading import load, text_of, version_of
from statement_archive.workflow.search import search
from statement_archive.workflow.side_by_side import default_columns, side_by_side
from statement_archive.workflow.wording import wording

SEED = "seeds/000_4ee549bdce347442.txt"
# Written for this test: what a Russian text of the seed might look like, a paragraph each.
RUSSIAN = Path(__file__).with_name("seed.ru.txt")


def test_the_seed_goes_in_as_what_it_is(shared: Path) -> None:
    desk = Desk(memory_archive())
    content = (shared / SEED).read_bytes()
    request = DepositRequest(content=content, file_name="seed.txt", lang="en", rendition="translation", bridge=True)
    request = with_suggestions(request, read(request).suggestions)
    done = deposit(desk.archive, HOME_ADMINISTRATOR, request, START)
    after_change(desk.archive, done.work, "p", START)
    work = load(desk.archive, done.work)
    facts = work.state.facts
    assert facts.original_languages == ("ru",)
    assert (facts.body.kind, facts.body.country) == ("ngo", "KZ")
    assert facts.body.name == "Center for International Security and Policy"
    assert facts.speaker.name == "Alimzhan Akhmetov"
    assert (facts.dates[0].raw, facts.dates[0].edtf, facts.place) == ("2018-08-29", "2018-08-29", "Geneva")
    english = work.expression(done.expression).facts
    assert (english.relation, english.source.kind, english.source.lang) == ("unknown", "not_held", "ru")
    assert (english.maker.kind, english.method, english.standing) == ("unknown", "unknown", "unknown")
    assert missing_originals(work) == ("ru",)
    with pytest.raises(NoDeliveredText):
        wording(desk.archive, PUBLIC, done.work, START)
    found = wording(desk.archive, PUBLIC, done.work, START, ref=done.expression)
    assert found.content == content
    bridged = search(desk.archive, PUBLIC, '"cessation of the nuclear arms race"', START)
    assert [h.passage.work.id for h in bridged.hits] == [done.work]

    desk.deposit(RUSSIAN.read_bytes(), "ru", "delivered", work=done.work)
    work = load(desk.archive, done.work)
    assert missing_originals(work) == ()
    page = side_by_side(desk.archive, work, default_columns(work))
    assert [c.expression.id for c in page.columns] == ["ru.delivered", done.expression]
    level = {
        row[0].paragraphs[0].segment.id: [p.segment.id for p in row[1].paragraphs]
        for row in page.rows
        if row[0].paragraphs
    }
    assert level == {f"p{n}": [f"p{n}"] for n in range(1, 14)}


def declaration(shared: Path) -> Iterator[tuple[str, str]]:
    """Language tag and text, title and sections as paragraphs."""
    files = sorted((shared / "data" / "udhr").glob("*.json"), key=lambda f: (f.stem != "eng", f.stem))
    for file in files:
        data = json.loads(file.read_text(encoding="utf-8"))
        parts = [data["title"]]
        for section in data["sections"]:
            parts += [section["title"]] if section["title"] else []
            parts += section["paragraphs"]
        yield data["lang"], "\n\n".join(parts) + "\n"


@pytest.mark.no_cover  # a large input: traced, it takes three times as long
def test_fourteen_languages_as_one_work(shared: Path) -> None:
    if not (shared / "data" / "udhr").is_dir():
        pytest.skip("no declaration among the shared texts")
    archive = memory_archive()
    texts = dict(declaration(shared))
    assert len(texts) == 14
    for i, (lang, text) in enumerate(texts.items()):
        facts = {"kind": "document", "original_langs": ("en",)} if i == 0 else {}
        request = DepositRequest(
            content=text.encode(),
            file_name="udhr.txt",
            lang=lang,
            rendition="written" if i == 0 else "translation",
            work="udhr",
            **facts,  # type: ignore[arg-type]  # the two facts above
        )
        deposit(archive, HOME_ADMINISTRATOR, request, START)
    after_change(archive, load(archive, "udhr").id, "p", START)
    work = load(archive, "udhr")
    for name, expression in work.expressions.items():
        assert text_of(archive, version_of(expression)) == texts[expression.facts.lang], name
    (hit,) = search(archive, PUBLIC, '"right to life, liberty and the security of person"', START, readers=("ru",)).hits
    assert (hit.passage.lang, hit.passage.original) == ("en", True)
    assert hit.counterparts[0].text == "Каждый человек имеет право на жизнь, на свободу и на личную неприкосновенность."
    assert len(hit.counterparts) == 13
    (back,) = search(archive, PUBLIC, '"право на жизнь, на свободу"', START).hits
    assert back.passage.original is False
    assert back.counterparts[0].text == "Everyone has the right to life, liberty and the security of person."
