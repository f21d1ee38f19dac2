"""The bar below a page: its buttons stay in sight while the page scrolls."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from topp_desktop.ui.widgets.flow import FlowBox


class BottomBar(QFrame):
    """Widgets beside each other, in a second line where there is no room."""

    def __init__(self, *widgets: QWidget) -> None:
        super().__init__()
        self.setObjectName("bottom")
        box = QVBoxLayout(self)
        box.setContentsMargins(28, 10, 28, 16)
        box.addWidget(FlowBox(*widgets, spacing=10))
