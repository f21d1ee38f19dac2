"""The region file: chosen, written and told afterwards, the same way on every page."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from topp_desktop.services.secretariat.identity import Published
from topp_desktop.ui.file_dialogs import REGION, REGION_OR_INVITATION, ask_open, ask_save
from topp_desktop.ui.hub import Desk
from topp_desktop.ui.widgets import Button, Text, row


def ask_where(desk: Desk, parent: QWidget) -> Path | None:
    """The place that a person chose; None where they thought better of it."""
    return ask_save(desk, parent, desk.words.gettext("Write the region file"), "region", REGION)


def ask_which(desk: Desk, parent: QWidget) -> Path | None:
    """A region file, or an invitation that carries one; None as above."""
    title = desk.words.gettext("Choose the region file")
    return ask_open(desk, parent, title, REGION_OR_INVITATION)


def say_written(desk: Desk, published: Published) -> None:
    """Which number it has, and where it lies."""
    said = desk.words.gettext("Region file number {n} was written.").format(n=published.number)
    desk.say(said, file=published.written.path)


class RegionFileChoice(QWidget):
    """A form's region file: what it is for, which one was chosen, and the button to choose it."""

    chosen = Signal()

    def __init__(self, desk: Desk, label: str, hint: str) -> None:
        super().__init__()
        self._desk = desk
        self.path: Path | None = None
        self._hint = Text(hint, role="small", tone="muted")
        self._error = Text(role="small", weight="semibold", tone="trouble")
        self._error.hide()
        self.choose = Button(desk.words.gettext("Choose the region file"), self._ask)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(4)
        for part in (Text(label, weight="semibold"), self._hint, self._error):
            box.addWidget(part)
        box.addSpacing(4)
        box.addLayout(row(self.choose))

    def take(self, path: Path) -> None:
        """The file that was chosen."""
        self.path = path
        said = self._desk.words.gettext("Chosen: {file}")
        self._hint.setText(said.format(file=path.name))
        self._error.hide()
        self.chosen.emit()

    def check(self) -> bool:
        """Whether one was chosen; otherwise says that it must be."""
        self._error.setText(self._desk.words.gettext("Choose the region file"))
        self._error.setVisible(self.path is None)
        return self.path is not None

    def _ask(self) -> None:
        path = ask_which(self._desk, self)
        if path is not None:
            self.take(path)
