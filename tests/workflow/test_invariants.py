"""Invariants over any interleaving of writes, omitted after-work, edits by hand and index updates.

4. Deleting the index loses nothing, and it holds what the ledgers say.
5. Renderings can be made again byte for byte.
7. What is missing is visible; nothing falls back silently.
8. Nothing that is not public leaks: not through search, counts, status or listings.
"""

from __future__ import annotations

import contextlib
from datetime import UTC, datetime, timedelta

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from statement_archive.bootstrap import memory_archive
from statement_archive.domain.actors import HOME_ADMINISTRATOR, PUBLIC
from statement_archive.domain.errors import ArchiveError, NoDeliveredText, Refused
from statement_archive.domain.unit_states import VERDICTS, Verdict
from statement_archive.domain.units import GRAINS, Grain
from statement_archive.workflow import indexing, renderings
from statement_archive.workflow.comments import comment
from statement_archive.workflow.correct import correct
from statement_archive.workflow.deposit import deposit
from statement_archive.workflow.deposit_request import DepositRequest
from statement_archive.workflow.describe import describe, publish
from statement_archive.workflow.describing_works import listed_works
from statement_archive.workflow.reading import load, work_ids
from statement_archive.workflow.renderings import Lies, all_renderings
from statement_archive.workflow.review import UnitVerdict, review
from statement_archive.workflow.search import search
from statement_archive.workflow.sync import sync
from statement_archive.workflow.translate import export, submit
from statement_archive.workflow.translation_file import units_of
from statement_archive.workflow.translation_status import status
from statement_archive.workflow.verify import verify
from statement_archive.workflow.withdraw import withdraw
from statement_archive.workflow.wording import delivered, wording

from .conftest import fill

WORKS = ("one", "two", "three")
SECRET = "zebra"  # stands in every text that is not public, and in no other
SENTENCES = st.lists(
    st.sampled_from(["We agree.", "We do not agree.", "Thank you, Mr. Chair.", "The text stands.", "No."]),
    min_size=1,
    max_size=4,
)


def _text(sentences: list[str], *, hidden: bool) -> bytes:
    more = [f"The {SECRET} is hidden."] if hidden else []
    return "\n\n".join([*sentences, *more]).encode()


class Interleavings(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.archive = memory_archive()
        self.now = datetime(2026, 1, 1, tzinfo=UTC)
        self.hidden: set[str] = set()

    def tick(self) -> datetime:
        self.now += timedelta(seconds=1)
        return self.now

    def there(self) -> list[str]:
        return [w for w in work_ids(self.archive) if not load(self.archive, w).state.tombstone]

    @rule(
        work=st.sampled_from(WORKS),
        sentences=SENTENCES,
        hidden=st.booleans(),
        rendition=st.sampled_from(["delivered", "translation"]),
    )
    def deposit(self, work: str, sentences: list[str], hidden: bool, rendition: str) -> None:
        known = work in work_ids(self.archive)
        if known and (work in self.hidden or load(self.archive, work).state.tombstone):
            return
        request = DepositRequest(
            content=_text(sentences, hidden=hidden and not known),
            file_name="x.txt",
            lang="en",
            rendition=rendition,
            work=work,
            title="A title" if len(sentences) > 2 else "",
            speaker_role="Chair" if len(sentences) > 1 else "",
            draft=hidden and not known,
        )
        deposit(self.archive, HOME_ADMINISTRATOR, request, self.tick())
        if hidden and not known:
            self.hidden.add(work)

    @precondition(lambda self: self.there())
    @rule(data=st.data(), sentences=SENTENCES)
    def correct(self, data: st.DataObject, sentences: list[str]) -> None:
        work = data.draw(st.sampled_from(self.there()))
        expression = next(iter(load(self.archive, work).state.expressions.values()), None)
        if expression is None or expression.tombstone:
            return
        content = _text(sentences, hidden=work in self.hidden)
        with contextlib.suppress(Refused):  # the same text again
            correct(
                self.archive, HOME_ADMINISTRATOR, work, expression.id, content, self.tick(),
                file_name="x.txt", significance="minor", reason="r", authority="a",
            )  # fmt: skip

    @precondition(lambda self: self.hidden)
    @rule(data=st.data())
    def publish(self, data: st.DataObject) -> None:
        work = data.draw(st.sampled_from(sorted(self.hidden)))
        if load(self.archive, work).state.tombstone:
            return
        # What was secret becomes public: from now on it is no longer looked for.
        correct_first = load(self.archive, work)
        for expression in correct_first.state.expressions.values():
            try:
                correct(
                    self.archive, HOME_ADMINISTRATOR, work, expression.id, b"Now public.", self.tick(),
                    file_name="x.txt", significance="major", reason="r", authority="a",
                )  # fmt: skip
            except Refused:
                continue
            for version in expression.versions:
                withdraw(
                    self.archive, HOME_ADMINISTRATOR, work, "r", "a", self.tick(), ref=f"{expression.id}@{version.n}"
                )
        for translation in correct_first.translations.values():
            if not translation.expression.tombstone:
                withdraw(self.archive, HOME_ADMINISTRATOR, work, "r", "a", self.tick(), ref=translation.expression.id)
        publish(self.archive, HOME_ADMINISTRATOR, work, "r", self.tick())
        self.hidden.discard(work)

    @precondition(lambda self: self.there())
    @rule(data=st.data())
    def withdraw(self, data: st.DataObject) -> None:
        work = data.draw(st.sampled_from(self.there()))
        withdraw(self.archive, HOME_ADMINISTRATOR, work, "r", "a", self.tick(), redact=data.draw(st.booleans()))
        self.hidden.discard(work)

    @precondition(lambda self: self.there())
    @rule(data=st.data(), place=st.sampled_from(["Geneva", "Vienna", ""]), role=st.sampled_from(["Chair", "Clerk", ""]))
    def describe(self, data: st.DataObject, place: str, role: str) -> None:
        work = data.draw(st.sampled_from(self.there()))
        describe(self.archive, HOME_ADMINISTRATOR, work, {"place": place, "speaker.role": role}, "r", self.tick())

    @precondition(lambda self: self.there())
    @rule(data=st.data(), in_the_folder=st.booleans())
    def translate(self, data: st.DataObject, in_the_folder: bool) -> None:
        work = data.draw(st.sampled_from(self.there()))
        try:
            translation, po = export(self.archive, HOME_ADMINISTRATOR, work, "fr", self.now)
        except ArchiveError:
            return
        words = SECRET if work in self.hidden else data.draw(st.sampled_from(["Oui.", "Non."]))
        filled = fill(po.decode(), {"p1.s1": words, "speaker.role": words}).encode()
        path = f"translations/{work}/{translation.expression.id}.po"
        if in_the_folder and translation.head and self.archive.renderings.read(path):
            self.archive.renderings.write(path, filled)
        else:
            submit(self.archive, HOME_ADMINISTRATOR, filled, self.tick(), by="Anna")

    @precondition(lambda self: self.there())
    @rule(data=st.data(), verdict=st.sampled_from(VERDICTS), by=st.sampled_from(["Anna", "Bela"]))
    def review(self, data: st.DataObject, verdict: Verdict, by: str) -> None:
        work = load(self.archive, data.draw(st.sampled_from(self.there())))
        for translation in work.translations.values():
            if translation.expression.tombstone:
                continue
            before = {u.source.key: u for u in units_of(self.archive, work, translation)}
            name = translation.expression.id
            asked = [UnitVerdict(key, verdict, "not so") for key in before]
            done = review(self.archive, HOME_ADMINISTRATOR, work.id, name, asked, self.tick(), by=by)
            for key, state in done.decided:
                unit = before[key]
                assert verdict == "send back" or not (unit.outdated or f"home-administrator {by}" in unit.authors)
                assert state in ("translated", "reviewed", "final", "initial")

    @precondition(lambda self: self.there())
    @rule(data=st.data())
    def remark(self, data: st.DataObject) -> None:
        work = load(self.archive, data.draw(st.sampled_from(self.there())))
        for name, translation in work.translations.items():
            if not translation.expression.tombstone and translation.history:
                words = SECRET if work.id in self.hidden else "Why?"
                comment(
                    self.archive, HOME_ADMINISTRATOR, work.id, name, next(iter(translation.history)), words, self.tick()
                )

    @precondition(lambda self: self.there())
    @rule(data=st.data(), grain=st.sampled_from(GRAINS))
    def regroup(self, data: st.DataObject, grain: Grain) -> None:
        work = load(self.archive, data.draw(st.sampled_from(self.there())))
        for name, translation in work.translations.items():
            with contextlib.suppress(ArchiveError):  # its source was withdrawn
                export(
                    self.archive, HOME_ADMINISTRATOR, work.id, translation.expression.facts.lang, self.tick(),
                    expression=name, grain=grain,
                )  # fmt: skip

    @rule()
    def sync(self) -> None:
        sync(self.archive, HOME_ADMINISTRATOR, self.tick())
        found = indexing.status(self.archive, self.now)
        assert (found.missing, found.stale) == (0, 0)
        assert all(r.lies is Lies.CURRENT for r in all_renderings(self.archive))
        assert verify(self.archive).problems == ()
        self._index_made_anew_finds_the_same()

    def _index_made_anew_finds_the_same(self) -> None:
        before = search(self.archive, PUBLIC, "agree", self.now, limit=100)
        indexing.rebuild(self.archive, self.now)
        after = search(self.archive, PUBLIC, "agree", self.now, limit=100)
        assert [(h.passage.work.id, h.passage.segments) for h in after.hits] == [
            (h.passage.work.id, h.passage.segments) for h in before.hits
        ]

    @invariant()
    def renderings_are_functions_of_their_ledgers(self) -> None:
        for name in work_ids(self.archive):
            first = [r.content for r in renderings.renderings_of(self.archive, name)]
            assert first == [r.content for r in renderings.renderings_of(self.archive, name)]

    @invariant()
    def nothing_hidden_is_seen(self) -> None:
        found = search(self.archive, PUBLIC, SECRET, self.now, superseded=True)
        assert (found.hits, found.total) == ((), 0)
        listed = {w["work"] for w in listed_works(self.archive, PUBLIC, self.now)}
        assert not listed & self.hidden
        assert not {p.work for p in status(self.archive, PUBLIC, self.now)} & self.hidden

    @invariant()
    def wording_is_exact_or_honest(self) -> None:
        for name in self.there():
            work = load(self.archive, name)
            try:
                found = wording(self.archive, HOME_ADMINISTRATOR, name, self.now)
            except NoDeliveredText:
                assert not delivered(work)
            except ArchiveError:
                continue  # several, or withdrawn: said so
            else:
                assert found.expression.facts.relation in ("delivered", "written")
                assert found.content == self.archive.blobs.get(found.version.text)


TestInterleavings = Interleavings.TestCase
TestInterleavings.settings = settings(deadline=None, max_examples=40, stateful_step_count=14)
