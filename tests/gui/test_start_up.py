"""What a start leaves behind: no sources of modules in memory, and Python's usual housekeeping."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from pathlib import Path


def _says(program: str, data: Path) -> str:
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "TOPP_DATA": str(data)}
    done = subprocess.run(
        [sys.executable, "-c", program],
        env=environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    )
    return done.stdout.strip()


def test_no_sources_are_kept(tmp_path: Path) -> None:
    program = """
import linecache
from topp_desktop.ui.app import make_application
make_application()
import sqlalchemy
print(sum("sqlalchemy" in name and name.endswith(".py") for name in linecache.cache))
"""
    assert _says(program, tmp_path) == "0"


def test_garbage_is_collected_again_once_the_window_can_be_used(tmp_path: Path) -> None:
    program = """
import gc
from topp_desktop.bootstrap import compose
from topp_desktop.ui.app import run
assert run(compose(), smoke=True) == 0
print(gc.isenabled(), gc.get_freeze_count() > 10_000)
"""
    assert _says(program, tmp_path) == "True True"


def test_a_start_after_a_crash_says_once_that_nothing_is_missing(tmp_path: Path) -> None:
    program = """
from PySide6.QtCore import QTimer
from topp_desktop.bootstrap import compose
from topp_desktop.domain.assessment import Institution
from topp_desktop.ui import app
from topp_desktop.ui.main_window import MainWindow
made = compose()
made.assessments.begin(Institution("Municipio", "GT", "local", "municipality"), "2026-1")
made.settings.change(configured=True, language="en")
lock = made.places.data / "window.lock"
said = []
for killed in (True, False):
    if killed:
        from PySide6.QtCore import QSysInfo
        lock.write_text(f"999999\\nx\\n{QSysInfo.machineHostName()}\\n")
    application = app.make_application()
    def look():
        window, = (w for w in application.topLevelWidgets() if isinstance(w, MainWindow))
        if not window.side_bar.isVisible() or not window.current:
            QTimer.singleShot(20, look)
            return
        said.append(window.notice.isVisible() and window.notice.accessibleName())
        window.close()
        window.deleteLater()
        application.quit()
    QTimer.singleShot(200, look)
    assert app.run(made) == 0
print(said)
"""
    first, second = ast.literal_eval(_says(program, tmp_path))
    assert "did not close as usual" in first
    assert second is False
