"""The bar below a page: its buttons stay in sight while the page scrolls."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QSizePolicy, QVBoxLayout, QWidget

from topp_desktop.ui.widgets.flow import FlowLayout


class BottomBar(QFrame):
    """Widgets beside each other, in a second line where there is no room."""

    def __init__(self, *widgets: QWidget) -> None:
        super().__init__()
        self.setObjectName("bottom")
        holder = QWidget()
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        holder.setSizePolicy(policy)
        flow = FlowLayout(holder, spacing=10)
        for widget in widgets:
            flow.addWidget(widget)
        box = QVBoxLayout(self)
        box.setContentsMargins(28, 10, 28, 16)
        box.addWidget(holder)
