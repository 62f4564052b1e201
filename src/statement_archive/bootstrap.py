"""The composition root: settings in, an archive out; the only place that knows concretes.

What takes long to load is imported where it is made: a command that shows a wording needs no engine.
"""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

from statement_archive.domain.checkpoints import Signer
from statement_archive.domain.errors import Refused
from statement_archive.domain.people import Accounts, SessionLimits
from statement_archive.domain.ports import MeaningIndex, MemoryIndex, SearchEngine
from statement_archive.search.late import LateEngine, LateMeaning, LateMemory
from statement_archive.search.no_meaning import NoMeaning
from statement_archive.settings import Settings, load_settings, signing_key
from statement_archive.storage import Home, memory, open_files, recover
from statement_archive.workflow.archive import Archive


def utc_now() -> datetime:
    """The one clock; everything else is handed ``now``."""
    return datetime.now(UTC)


def make_home(path: Path, *, home_id: str = "", now: datetime | None = None) -> Home:
    """Make an empty home. Raises Refused where the folder is one already, or is in use."""
    return Home.create(path, home_id=home_id or str(uuid4()), now=now or utc_now())


def open_archive(settings: Settings) -> Archive:
    """The archive of a home. Raises Refused where the folder is not a home of this format."""
    stores = open_files(settings.home, lock_timeout=settings.lock_timeout)
    engine, remembered, meant = _engine(settings), _memory(settings), _meaning(settings)
    home = Home.open(settings.home).id
    archive = Archive(stores.ledger, stores.blobs, stores.renderings, engine, remembered, meant, home=home)
    if settings.engine == "scan":  # it keeps nothing between processes
        from statement_archive.workflow import indexing  # noqa: PLC0415  # brings all of the analysis

        indexing.update(archive, utc_now())
    return archive


def open_accounts(settings: Settings) -> Accounts:
    """The people of this server. Raises Refused where a newer program wrote them."""
    # SQLAlchemy and Alembic take half a second that commands without accounts need not wait for.
    from statement_archive.accounts.sql import open_sql  # noqa: PLC0415

    limits = SessionLimits(idle=settings.session_idle, absolute=settings.session_lasts)
    return open_sql(settings.instance / "accounts.sqlite", key=signing_key(settings), limits=limits)


def open_signer(settings: Settings) -> Signer:
    """The key that signs checkpoints, made where there is none yet. Raises Damaged."""
    from statement_archive.storage.signing import open_key  # noqa: PLC0415  # brings cryptography

    return open_key(settings.instance)


def signers_key(settings: Settings) -> str:
    """The public key under which this home signs; empty where it has signed nothing yet. Raises Damaged."""
    from statement_archive.storage.signing import held_key  # noqa: PLC0415  # the same

    return held_key(settings.instance)


def verify_signature(public_key: str, signature: str, content: bytes) -> bool:
    """Whether a signature of a checkpoint is good."""
    from statement_archive.storage import signing  # noqa: PLC0415  # the same

    return signing.verify_signature(public_key, signature, content)


def id_of_home(settings: Settings) -> str:
    """The UUID of the home; empty where the archive does not lie in one."""
    try:
        return Home.open(settings.home).id
    except Refused:
        return ""


def open_home(path: Path) -> Archive:
    """The archive in a folder, with the settings that lie in it."""
    return open_archive(load_settings(path))


def memory_archive(engine: SearchEngine | None = None, meaning: MeaningIndex | None = None) -> Archive:
    """An archive that lives as long as the process: for trying things, and for tests."""
    from statement_archive.search.memory_scan import MemoryScan  # noqa: PLC0415  # brings the analysis
    from statement_archive.search.scan import ScanEngine  # noqa: PLC0415  # the same

    stores = memory()
    finds, meant = engine or ScanEngine(), meaning or NoMeaning()
    return Archive(stores.ledger, stores.blobs, stores.renderings, finds, MemoryScan(), meant)


def put_in_order(settings: Settings, archive: Archive) -> list[str]:
    """After a crash: torn lines set aside, files of no event reported. Returns what was found, in words."""
    from statement_archive.workflow.verify import referenced  # noqa: PLC0415  # reads every kind of file

    found = recover(settings.home, lock_timeout=settings.lock_timeout, referenced=lambda: referenced(archive))
    notes = [f"a line of {path} was never acknowledged: kept as {kept}" for path, kept in found.torn.items()]
    notes += [f"left half-written by a writer that died, removed: {path}" for path in found.temporary]
    notes += [f"redaction completed: {path}" for path in found.redacted]
    notes += [f"named by no event, left where it lies: {path}" for path in found.orphans]
    return notes + [f"not a file of an archive, left where it lies: {path}" for path in found.strange]


def _engine(settings: Settings) -> SearchEngine:
    folder = settings.home / "search_index" / settings.engine

    def make() -> SearchEngine:
        if settings.engine == "tantivy":
            from statement_archive.search.tantivy_engine import TantivyEngine  # noqa: PLC0415  # twenty megabytes

            return TantivyEngine(folder)
        from statement_archive.search.whoosh_engine import WhooshEngine  # noqa: PLC0415  # brings NumPy

        return WhooshEngine(folder)

    def scan() -> SearchEngine:
        from statement_archive.search.scan import ScanEngine  # noqa: PLC0415  # brings the analysis

        return ScanEngine()

    return LateEngine(scan if settings.engine == "scan" else make)


def _memory(settings: Settings) -> MemoryIndex:
    def make() -> MemoryIndex:
        if settings.engine == "scan":
            from statement_archive.search.memory_scan import MemoryScan  # noqa: PLC0415  # brings the analysis

            return MemoryScan()
        from statement_archive.search.memory_sqlite import MemoryFile  # noqa: PLC0415  # brings rapidfuzz

        return MemoryFile(settings.home / "search_index" / "memory.sqlite")

    return LateMemory(make)


def _meaning(settings: Settings) -> MeaningIndex:
    path = settings.home / "search_index" / "meaning.sqlite"

    def make() -> MeaningIndex:
        from statement_archive.search.encoders import encoder_named  # noqa: PLC0415  # brings NumPy
        from statement_archive.search.meaning_sqlite import MeaningFile  # noqa: PLC0415  # brings usearch

        encoder = encoder_named(settings.encoder)
        return MeaningFile(path, encoder) if encoder else NoMeaning(path)

    return NoMeaning(path) if settings.encoder == "none" else LateMeaning(make)
