"""The least PySide6 window: says when it has painted; with --memory, what it takes (MB)."""

from __future__ import annotations

import sys

from PySide6.QtCore import QTimer
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QApplication, QLabel, QMainWindow


class _Window(QMainWindow):
    _painted = False

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._painted:
            self._painted = True
            print("first-paint", file=sys.stderr, flush=True)
            QTimer.singleShot(0, QApplication.quit)


application = QApplication(sys.argv)
window = _Window()
window.setCentralWidget(QLabel("TOPP"))
window.resize(1366, 768)
window.show()
application.exec()
if "--memory" in sys.argv:
    import psutil  # not a part of the start

    print(psutil.Process().memory_info().rss / 2**20)
