"""What was done, said over the page: it never moves the page, and nobody has to wait for it.

A sentence goes away by itself after a while, unless somebody is at it. One that names a file stays
until it is closed, another one comes, or the page is left a while later.
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QRect, Qt, QUrl
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QCursor,
    QDesktopServices,
    QEnterEvent,
    QKeyEvent,
)
from PySide6.QtWidgets import QApplication, QBoxLayout, QFrame, QVBoxLayout, QWidget

from topp_desktop.ui.hub import Desk
from topp_desktop.ui.timers import one_shot
from topp_desktop.ui.widgets import Button, Text, restyle, row

WIDEST = 760
_MARGIN = 20
_TARGET = 28
"""Pixels at least of what is clicked: a sign alone is narrower."""
_LONG_ENOUGH_MS = 12_000
_OPENED_ELSEWHERE = {".pdf", ".xlsx", ".ods", ".csv", ".txt", ".png", ".svg"}
"""What another program shows; the program's own files are of no use to one."""


class FloatingNotice(QFrame):
    """At the bottom of `place`, a widget beside it in the same parent."""

    def __init__(self, desk: Desk, place: QWidget) -> None:
        super().__init__(place.parentWidget())
        self.setProperty("floating", "done")
        self._desk, self._place = desk, place
        self._file: Path | None = None
        self._old = False
        self._back: QWidget | None = None
        self._mark = Text(wrap=False)
        self._title = Text(weight="semibold")
        self._detail = Text(role="small", tone="muted")
        self.open = Button("", self._open, small=True)
        self.open_folder = Button("", self._open_folder, small=True)
        self.close_it = Button("", self.dismiss, kind="link", small=True)
        self.close_it.setMinimumWidth(_TARGET)
        said = QVBoxLayout()
        said.setSpacing(2)
        said.addWidget(self._title)
        said.addWidget(self._detail)
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._box.setContentsMargins(18, 10, 12, 10)
        self._box.setSpacing(12)
        self._box.addWidget(self._mark)
        self._box.addLayout(said, 1)
        self._box.addLayout(row(self.open, self.open_folder, self.close_it))
        self.patience = one_shot(self, _LONG_ENOUGH_MS)
        self.patience.timeout.connect(self._grown_old)
        self.hide()
        place.installEventFilter(self)
        desk.told.connect(self.say)
        desk.theme_changed.connect(self._settle)
        desk.language_changed.connect(self.dismiss)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._focus_moved)

    def say(self, title: str, detail: str, file: Path | None) -> None:
        """Takes the place of what was said before, and is announced once."""
        words = self._desk.words
        self._file, self._old = file, False
        lines = [detail, _place_of(file) if file else ""]
        self._title.setText(title)
        self._detail.setText("\n".join(line for line in lines if line))
        self._detail.setVisible(any(lines))
        self.open.set_text(words.gettext("Open"))
        self.open_folder.set_text(words.gettext("Open the folder"))
        self.open.setVisible(file is not None and file.suffix.lower() in _OPENED_ELSEWHERE)
        self.open_folder.setVisible(file is not None)
        self.close_it.set_text("✕", words.gettext("Close"))
        whole = ". ".join(part.rstrip(".") for part in (title, *self._detail.text().split("\n")))
        self.setAccessibleName(whole)
        self.show()
        self._settle()
        self.raise_()
        self.patience.start()
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, whole))

    def dismiss(self) -> None:
        """Closes it; the focus goes back to where it was before it came here."""
        self.patience.stop()
        inside = self._has_focus()
        self.hide()
        if inside and self._back is not None and self._back.isVisible():
            self._back.setFocus(Qt.FocusReason.OtherFocusReason)

    def page_left(self) -> None:
        """Another page is shown: what could be read long enough goes."""
        if self._old:
            self.dismiss()

    def take_focus(self) -> None:
        """F6: to its first button."""
        if self.isVisible():
            first = next(b for b in (self.open, self.open_folder, self.close_it) if b.isVisible())
            first.setFocus(Qt.FocusReason.ShortcutFocusReason)

    # --- time ---------------------------------------------------------------------------------

    def _grown_old(self) -> None:
        pointed = self.rect().contains(self.mapFromGlobal(QCursor.pos()))
        if self._has_focus() or pointed:
            self.patience.start()
        elif self._file is None:
            self.hide()
        else:
            self._old = True

    def enterEvent(self, event: QEnterEvent) -> None:
        self.patience.start()
        super().enterEvent(event)

    def _has_focus(self) -> bool:
        now = QApplication.focusWidget()
        return now is not None and self.isAncestorOf(now)

    def _focus_moved(self, before: QWidget | None, now: QWidget | None) -> None:
        if now is not None and self.isAncestorOf(now):
            if before is not None and not self.isAncestorOf(before):
                self._back = before
                before.destroyed.connect(self._forget_back)

    def _forget_back(self) -> None:
        self._back = None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.dismiss()
            return
        super().keyPressEvent(event)

    # --- place --------------------------------------------------------------------------------

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._place and event.type() in {QEvent.Type.Resize, QEvent.Type.Move}:
            self._settle()
        return super().eventFilter(watched, event)

    def _settle(self) -> None:
        """Its size and place for the room there is; beside each other where that fits."""
        if self.isHidden():
            return
        theme, room = self._desk.theme, self._place.geometry()
        self._mark.setPixmap(theme.pixmap("check", "done", 18))
        width = min(room.width() - 2 * _MARGIN, theme.px(WIDEST))
        beside = width >= theme.px(520)
        direction = QBoxLayout.Direction
        self._box.setDirection(direction.LeftToRight if beside else direction.TopToBottom)
        self._mark.setVisible(beside)
        self.ensurePolished()
        restyle(self)
        self._box.activate()
        height = max(self.heightForWidth(width), self.minimumSizeHint().height())
        left = room.left() + (room.width() - width) // 2
        self.setGeometry(QRect(left, room.bottom() - height - _MARGIN, width, height))

    # --- what can be done with it -------------------------------------------------------------

    def _open(self) -> None:
        if self._file is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._file)))

    def _open_folder(self) -> None:
        if self._file is not None:
            folder = self._file if self._file.is_dir() else self._file.parent
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))


def _place_of(file: Path) -> str:
    """«Documents › TOPP › report.pdf» where it is in the home folder, the whole path elsewhere."""
    try:
        return " › ".join(file.relative_to(Path.home()).parts)
    except ValueError:
        return str(file)
