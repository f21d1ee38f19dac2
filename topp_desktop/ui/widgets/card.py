"""Cards, rows and lines: what pages are laid out with."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLayout, QVBoxLayout, QWidget

from topp_desktop.ui.widgets.text import Text


class Card(QFrame):
    """A white card with an optional title; put things into `body` or `add` them."""

    def __init__(self, title: str = "", *, spacing: int = 8, margin: int = 20) -> None:
        super().__init__()
        self.setProperty("kind", "card")
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(margin, margin - 4, margin, margin - 2)
        self.body.setSpacing(spacing)
        self.heading = Text(title, role="card")
        self.body.addWidget(self.heading)
        # Only now: without a parent it would be a window for a moment.
        self.heading.setVisible(bool(title))

    def set_title(self, title: str) -> None:
        """Another title; an empty one takes no room."""
        self.heading.setText(title)
        self.heading.setVisible(bool(title))

    def beside_title(self, widget: QWidget) -> None:
        """Something at the right of the title, in its line."""
        line = QHBoxLayout()
        line.setSpacing(16)
        line.addWidget(self.heading, 1)
        line.addWidget(widget, 0, Qt.AlignmentFlag.AlignTop)
        self.body.insertLayout(0, line)

    def add(self, *things: QWidget | QLayout) -> None:
        """Adds widgets and layouts below each other."""
        for thing in things:
            if isinstance(thing, QWidget):
                self.body.addWidget(thing)
            else:
                self.body.addLayout(thing)


def row(*widgets: QWidget, spacing: int = 10, stretch: bool = True) -> QHBoxLayout:
    """Widgets beside each other, the rest of the line left free."""
    layout = QHBoxLayout()
    layout.setSpacing(spacing)
    for widget in widgets:
        layout.addWidget(widget, 0, Qt.AlignmentFlag.AlignVCenter)
    if stretch:
        layout.addStretch(1)
    return layout


def line_of(text: QWidget, *others: QWidget, spacing: int = 10) -> QHBoxLayout:
    """A text that takes all the room of its line, and what stands at the line's end."""
    layout = row(*others, spacing=spacing, stretch=False)
    layout.insertWidget(0, text, 1)
    return layout


def column(*widgets: QWidget, spacing: int = 4) -> QVBoxLayout:
    """Widgets below each other."""
    layout = QVBoxLayout()
    layout.setSpacing(spacing)
    for widget in widgets:
        layout.addWidget(widget)
    return layout


def rule() -> QFrame:
    """A thin line."""
    line = QFrame()
    line.setProperty("kind", "rule")
    line.setFixedHeight(1)
    return line


def clear(layout: QLayout) -> None:
    """Takes everything out of a layout and lets it go."""
    while (entry := layout.takeAt(0)) is not None:
        widget, inner = entry.widget(), entry.layout()
        if widget is not None:
            widget.hide()
            widget.setParent(None)
            widget.deleteLater()
        elif inner is not None:
            clear(inner)
