"""The real window under a window manager: every page, at every usual size, comes to rest."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.monkey.world import World
from tests.support.screen import screen
from tests.support.walking_window import SIZES
from topp_desktop.ui.pages.registry import PAGES

ROOT = Path(__file__).resolve().parents[2]
BUSY = 0.25
"""Of a processor, on the average of all looks, while nothing is to be done."""


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> World:
    made = World(tmp_path_factory.mktemp("walk"))
    made.make()
    return made


@pytest.mark.timeout(600)
@pytest.mark.parametrize("language", ["es", "en"])
def test_every_page_is_idle_at_every_size(world: World, x_display: str, language: str) -> None:
    data = world.folder / language
    world.fresh(data)
    with screen() as shown_on:
        walked = subprocess.run(
            [sys.executable, "-m", "tests.support.walking_window", str(data), language],
            cwd=ROOT,
            env={**os.environ, "DISPLAY": shown_on, "QT_QPA_PLATFORM": "xcb"},
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
        )
    looks = [json.loads(line) for line in walked.stdout.splitlines()]
    assert walked.returncode == 0, walked.stderr[-3000:]
    assert len(looks) > len(PAGES) * len(SIZES)
    restless = [look for look in looks if look["events"]]
    assert restless == []
    assert sum(look["busy"] for look in looks) / len(looks) < BUSY
