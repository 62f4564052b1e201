"""Of every test: no model is loaded but by those that ask for it; a server of its own would take seconds for one."""

from __future__ import annotations

import os

os.environ["STATEMENT_ARCHIVE_ENCODER"] = "none"
