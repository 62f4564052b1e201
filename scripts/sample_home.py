"""Make the sample home at the top of this repository again, from the recipe.

The result is committed: it shows the format, and a test compares it byte for byte with a fresh one, so that no
change of the format goes unnoticed.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from statement_archive.bootstrap import make_home, open_archive
from statement_archive.sample import load_sample
from statement_archive.settings import load_settings

ROOT = Path(__file__).resolve().parents[1]
SAMPLE_ID = "5a3b1e00-0000-4000-8000-000000000001"
MADE = datetime(2026, 1, 1, tzinfo=UTC)


def make_sample_home(where: Path) -> int:
    """A home with the sample in it, the same bytes every time; returns the number of steps."""
    make_home(where, home_id=SAMPLE_ID, now=MADE)
    return load_sample(open_archive(load_settings(where, environ={}, overrides={"engine": "scan"})))


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "home"
        steps = make_sample_home(home)
        for name in ("archive", "translations"):
            shutil.rmtree(ROOT / name, ignore_errors=True)
            shutil.copytree(home / name, ROOT / name)
    print(f"{steps} steps played into {ROOT}", file=sys.stderr)


if __name__ == "__main__":
    main()
