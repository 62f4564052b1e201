"""The server: opens a home, puts it in order, listens, and keeps what is derived up to date.

::

    open ─▶ put_in_order ─▶ sync ─▶ waitress (threads)
                                     └─ every minute: sync, so that an embargo that ended and a file edited
                                        in the folder are taken in without anybody asking
    SIGTERM, SIGINT ─▶ no new request, those under way end
"""

from __future__ import annotations

import logging
import signal
import sys
import threading
import time
from types import FrameType

from waitress.server import create_server

from statement_archive.bootstrap import open_accounts, open_archive, put_in_order, utc_now
from statement_archive.domain.actors import HOME_ADMINISTRATOR, PUBLIC
from statement_archive.domain.errors import ArchiveError
from statement_archive.sample import is_sample
from statement_archive.settings import Settings
from statement_archive.web.app import create_app
from statement_archive.workflow import meaning_sync
from statement_archive.workflow.accounts import offer_setup
from statement_archive.workflow.archive import Archive
from statement_archive.workflow.browsing import entries
from statement_archive.workflow.overview import sheets
from statement_archive.workflow.sync import sync

log = logging.getLogger(__name__)
THREADS = 8
EVERY = 60.0  # seconds between two looks at the folder
SHARE = 20  # a look waits at least this many times as long as the one before took: readers come first


class Stopped(SystemExit):
    """A signal asked the server to end.

    A SystemExit, because the server's loop lets nothing else through: an ordinary exception that is raised while it
    reads from a socket ends that connection and not the server.
    """


def serve_forever(
    settings: Settings, host: str | None = None, port: int | None = None, *, setup_on_page: bool = False
) -> None:
    """Serve a home until a signal comes. ``setup_on_page``: the first page offers the first account to whoever
    sits at this machine. Raises Refused where the folder is no home of this format."""
    archive = open_archive(settings)
    for line in put_in_order(settings, archive):
        _say(line)
    _bring_up_to_date(archive)
    accounts = open_accounts(settings)
    host, port = host or settings.host, settings.port if port is None else port
    token = offer_setup(accounts, utc_now())
    offered = token if token and setup_on_page else ""
    app = create_app(archive, accounts, settings, sample=is_sample(archive), setup_token=offered)
    server = create_server(app, host=host, port=port, threads=THREADS, ident=None)
    address = settings.public_url.rstrip("/") or f"http://{_in_address(host)}:{server.effective_port}"
    if token is not None:
        _say(f"there is no account yet; within a day, open {address}/account/setup/{token}")
    _say(f"serving {settings.home} at {address}")
    ending = threading.Event()
    keeper = threading.Thread(target=_keep_up, args=(archive, ending), name="keep-up", daemon=True)
    keeper.start()
    reader = threading.Thread(target=_read_for_meaning, args=(archive, ending), name="meaning", daemon=True)
    reader.start()
    for each in (signal.SIGTERM, signal.SIGINT):
        signal.signal(each, _stop)
    try:
        server.run()  # returns once it has been stopped and the requests under way have ended
    except Stopped:  # came before the loop began
        pass
    finally:
        _say("stopping")
        ending.set()
        server.close()
        keeper.join(timeout=settings.lock_timeout + 5)
        reader.join(timeout=settings.lock_timeout + 5)
        accounts.close()


def _in_address(host: str) -> str:
    return f"[{host}]" if ":" in host else host


def _say(line: str) -> None:
    sys.stderr.write(f"statement-archive: {line}\n")
    sys.stderr.flush()


def _stop(_signal: int, _frame: FrameType | None) -> None:
    raise Stopped


def _keep_up(archive: Archive, ending: threading.Event) -> None:
    _look_ahead(archive)
    pause = EVERY
    while not ending.wait(pause):
        begun = time.monotonic()
        _bring_up_to_date(archive)
        pause = max(EVERY, SHARE * (time.monotonic() - begun))


def _read_for_meaning(archive: Archive, ending: threading.Event) -> None:
    """Make the vectors that are missing, text by text, so that an end is not waited for."""
    while not ending.wait(EVERY):
        try:
            meaning_sync.update(archive, going_on=lambda: not ending.is_set())
        except Exception:
            # Nothing hangs on it: what is missing is told with every answer, and the next look comes in a minute.
            log.exception("not read for meaning")


def _look_ahead(archive: Archive) -> None:
    """Read every work once, so that the first reader of an overview need not wait for it."""
    try:
        entries(archive, PUBLIC, utc_now())
        sheets(archive, PUBLIC, utc_now())
    except Exception:
        # Nothing hangs on it: pages read for themselves what is not remembered.
        log.exception("the works could not be read ahead")


def _bring_up_to_date(archive: Archive) -> None:
    try:
        done = sync(archive, HOME_ADMINISTRATOR, utc_now())
    except ArchiveError as error:
        log.warning("not brought up to date: %s", error.message)
        return
    except Exception:
        # The thread must outlive whatever one look at the folder meets; the next look comes in a minute.
        log.exception("not brought up to date")
        return
    for path, reason in done.failed.items():
        log.warning("%s: %s", path, reason)
