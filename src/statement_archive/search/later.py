"""What may wait: merging the small pieces of an index while queries go on."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable

logger = logging.getLogger(__name__)


class Later:
    """Does ``act`` in a thread of its own, once at a time; at once where ``background`` is false."""

    def __init__(self, act: Callable[[], None], *, background: bool) -> None:
        self._act = act
        self._background = background
        self._thread: threading.Thread | None = None

    def ask(self) -> None:
        if not self._background:
            self._act()
        elif self._thread is None or not self._thread.is_alive():
            # A daemon: an exit in the middle of a merge leaves the segments as they were.
            self._thread = threading.Thread(target=self._quietly, name="search-merge", daemon=True)
            self._thread.start()

    def wait(self) -> None:
        """Until what goes on has ended."""
        if self._thread is not None:
            self._thread.join()

    def _quietly(self) -> None:
        try:
            self._act()
        except Exception:  # the last frame of a thread; the index is as good as before
            logger.warning("merging the search index failed; it will be tried again", exc_info=True)
