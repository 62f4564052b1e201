"""Make the pictures of the documentation: ``python scripts/screenshots.py`` (needs Chromium).

The sample archive is made in memory and served on a free port; each picture is a page of it, in a light window
of a fixed size, so that a picture changes only where the page does.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
import threading
from pathlib import Path

from playwright.sync_api import sync_playwright
from werkzeug.serving import make_server

from statement_archive.accounts.memory import in_memory
from statement_archive.bootstrap import memory_archive, utc_now
from statement_archive.sample import load_sample
from statement_archive.settings import Settings
from statement_archive.web.app import create_app

IMAGES = Path(__file__).resolve().parents[1] / "docs" / "images"
# File -> page, width, height.
PICTURES = {"side-by-side.png": ("/works/2023-05-17-nahran-river-mouth#reading", 1280, 1000)}
LARGEST = 300_000  # bytes: what a clone carries


def main() -> int:
    chromium = shutil.which("chromium-headless-shell") or shutil.which("chromium")
    if chromium is None:
        sys.stderr.write("Chromium is not installed\n")
        return 1
    archive, accounts = memory_archive(), in_memory()
    load_sample(archive)
    # Somebody has an account: the pages are those that a reader sees.
    accounts.people.add(login="anna", display_name="Anna", password_hash="none", roles=[], now=utc_now())
    with tempfile.TemporaryDirectory() as home:
        app = create_app(archive, accounts, Settings(home=Path(home), secret_key=os.urandom(32).hex()), sample=True)
        server = make_server("127.0.0.1", 0, app, threaded=True)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            sizes = _take(chromium, f"http://127.0.0.1:{server.server_port}")
        finally:
            server.shutdown()
            server.server_close()
    for name, size in sizes.items():
        sys.stdout.write(f"{name}: {size} bytes\n")
    return 1 if any(size > LARGEST for size in sizes.values()) else 0


def _take(chromium: str, address: str) -> dict[str, int]:
    """Sizes by file name."""
    IMAGES.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        for name, (path, width, height) in PICTURES.items():
            page = browser.new_page(
                viewport={"width": width, "height": height},
                color_scheme="light",
                locale="en-GB",
                reduced_motion="reduce",
            )
            page.goto(address + path, wait_until="networkidle")
            page.screenshot(path=str(IMAGES / name))
        browser.close()
    return {name: (IMAGES / name).stat().st_size for name in PICTURES}


if __name__ == "__main__":
    sys.exit(main())
