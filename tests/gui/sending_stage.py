"""A window at the page of sending, and what people do there."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent

from tests.gui.conftest import Stage
from topp_desktop.ui.main_window import MainWindow
from topp_desktop.ui.pages.sending.page import SendPage


def show(stage: Stage, name: str = "send", argument: object = None) -> Any:
    stage.window.show_page(name, argument)
    for _ in range(3):
        stage.settle()
    return stage.window.page(name)


def send(stage: Stage, path: Path) -> SendPage:
    page = show(stage)
    assert isinstance(page, SendPage)
    page.send_to(path)
    for _ in range(3):
        stage.settle()
    return page


def drop(stage: Stage, path: Path) -> None:
    """A file is let go over the window, and what follows is done."""
    drop_on(stage.window, path)
    for _ in range(4):
        stage.settle()


def drop_on(window: MainWindow, path: Path) -> None:
    """A file is let go over the window."""
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path))])
    event = QDropEvent(
        QPointF(400, 300),
        Qt.DropAction.CopyAction,
        mime,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    window.dropEvent(event)
