"""Buttons: one primary a page, secondary ones, links. Enter works as well as the space bar."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QIcon, QKeyEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from topp_desktop.ui.widgets.text import restyle

Kind = Literal["primary", "secondary", "link", "banner"]


class Button(QPushButton):
    """A push button. `name` is what a screen reader says where the text alone says too little."""

    def __init__(
        self,
        text: str = "",
        pressed: Callable[[], object] | None = None,
        *,
        kind: Kind = "secondary",
        small: bool = False,
        name: str = "",
        icon: QIcon | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setProperty("kind", kind)
        self.setProperty("small", small)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_text(text, name)
        if icon is not None:
            self.setIcon(icon)
            self.setIconSize(QSize(18, 18))
        if pressed is not None:
            self.clicked.connect(lambda _=False: pressed())

    def set_text(self, text: str, name: str = "") -> None:
        """Another text, taken as it stands: no letter becomes a shortcut."""
        self.setText(text.replace("&", "&&"))
        self.setAccessibleName(name or text)

    def set_kind(self, kind: Kind) -> None:
        """Primary from now on, or no longer."""
        if self.property("kind") != kind:
            self.setProperty("kind", kind)
            restyle(self)

    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        if self.menu() is not None and self.property("kind") == "link":
            # Qt lets the arrow of a button without a border touch its text.
            return QSize(hint.width() + self.fontMetrics().averageCharWidth(), hint.height())
        return hint

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses the button that has the focus."""
        plain = event.modifiers() in {
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.KeypadModifier,
        }
        if plain and event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.click()
            return
        super().keyPressEvent(event)
