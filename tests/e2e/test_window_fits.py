"""The real window on a real screen, with the frame that a window manager puts around it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

LOOK = """
import sys
from pathlib import Path
from PySide6.QtCore import QRect, QSize, QTimer
from topp_desktop.bootstrap import compose
from topp_desktop.ui import placing
from topp_desktop.ui.app import Session, make_application

width, height = int(sys.argv[2]), int(sys.argv[3])
placing.USUAL = QSize(width, height)
application = make_application()
program = compose(Path(sys.argv[1]))
session = Session(program, application, program.settings)
window = session.window
window.painted = lambda: QTimer.singleShot(400, tell)

def tell():
    room, frame = window.screen().availableGeometry(), window.frameGeometry()
    print(room.contains(frame), frame.height() > window.height(), window.isMaximized(), flush=True)
    application.quit()

window.appear()
application.exec()
session.close()
program.close()
"""


@pytest.mark.skipif(shutil.which("openbox") is None, reason="needs a window manager: openbox")
@pytest.mark.parametrize(
    ("usual", "maximised"),
    # Larger than the screen; as large as the screen, so that only the frame does not fit; small.
    [((1400, 900), "True"), ((1366, 768), "False"), ((900, 600), "False")],
)
def test_the_first_window_and_its_frame_lie_on_the_screen(
    x_display: str, tmp_path: Path, usual: tuple[int, int], maximised: str
) -> None:
    here = {**os.environ, "DISPLAY": x_display, "QT_QPA_PLATFORM": "xcb"}
    with subprocess.Popen(["openbox"], env=here, stderr=subprocess.DEVNULL) as manager:
        try:
            told = subprocess.run(
                [sys.executable, "-c", LOOK, str(tmp_path / "data"), *map(str, usual)],
                env=here,
                capture_output=True,
                text=True,
                timeout=60,
                check=True,
            )
        finally:
            manager.terminate()
    assert told.stdout.split() == ["True", "True", maximised]
