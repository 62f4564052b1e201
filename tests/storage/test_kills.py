"""Real kills, few of them; the long campaign is ``tests/campaigns/kill_writers.py`` with a number."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

CAMPAIGNS = Path(__file__).parents[1] / "campaigns"


@pytest.mark.skipif(not hasattr(os, "fork"), reason="the campaign forks its writers")
@pytest.mark.parametrize(("script", "arguments"), [("kill_writers.py", ["20"]), ("kill_at_steps.py", [])])
def test_killed_writers_lose_nothing(script: str, arguments: list[str]) -> None:
    run = [sys.executable, "-W", "error", str(CAMPAIGNS / script), *arguments]
    done = subprocess.run(run, check=False, capture_output=True, text=True, encoding="utf-8", timeout=120)
    assert done.returncode == 0, done.stderr
    assert "kill" in done.stdout
