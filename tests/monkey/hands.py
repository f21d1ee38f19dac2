"""What a monkey does to a window: one deed at a time, chosen by chance, told before it is done."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QGuiApplication, QKeyEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QApplication,
    QComboBox,
    QFileDialog,
    QMenu,
    QWidget,
)

from tests.monkey.texts import text
from topp_desktop.ui.app import Session
from topp_desktop.ui.pages.registry import PAGES
from topp_desktop.ui.widgets import LineField, TextField

Deed = tuple[str, Callable[[], object]]
_KEYS = (
    *(Qt.Key.Key_Tab, Qt.Key.Key_Return, Qt.Key.Key_Escape, Qt.Key.Key_Space, Qt.Key.Key_F1),
    *(Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_PageDown),
    *(Qt.Key.Key_Home, Qt.Key.Key_End, Qt.Key.Key_Backspace, Qt.Key.Key_Delete),
    *(Qt.Key.Key_0, Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_3, Qt.Key.Key_4, Qt.Key.Key_D),
    *(Qt.Key.Key_N, Qt.Key.Key_M, Qt.Key.Key_A, Qt.Key.Key_X, Qt.Key.Key_Question),
)
_CONTROL = (Qt.Key.Key_Z, Qt.Key.Key_Y, Qt.Key.Key_A, Qt.Key.Key_X, Qt.Key.Key_C, Qt.Key.Key_V)
_NONE, _CTRL = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier
_SHIFT = Qt.KeyboardModifier.ShiftModifier
_LEFT = Qt.MouseButton.LeftButton


class Hands:
    """`next` gives a deed and its words; every choice comes from `chance`, which is the step's."""

    def __init__(self, session: Session, pool: Path, out: Path) -> None:
        self._session, self._pool, self._out = session, pool, out
        self.chance = random.Random()
        self._ways: list[tuple[int, Callable[[], Deed]]] = [
            (38, self._click),
            (20, self._key),
            (12, self._paste),
            (8, self._show_page),
            (5, self._resize),
            (4, self._write),
            (4, self._wheel),
            (3, self._drop),
            (2, self._language),
            (2, self._theme),
            (1, self._text_size),
            (1, self._close),
            (2, self._odd_key),
        ]

    def next(self, chance: random.Random) -> Deed:
        """What to do now."""
        self.chance = chance
        popup = QApplication.activePopupWidget()
        if popup is not None:
            return self._in_popup(popup)
        ways = [way for _, way in self._ways]
        return chance.choices(ways, [weight for weight, _ in self._ways])[0]()

    def choose(self, dialog: QFileDialog) -> list[Path]:
        """In place of a file dialog's own window: nothing, files of the pool, or a new name."""
        dialog.deleteLater()
        if self.chance.random() < 0.25:
            return []
        if dialog.fileMode() == QFileDialog.FileMode.Directory:
            return [self._out]
        if dialog.acceptMode() == QFileDialog.AcceptMode.AcceptSave:
            return [self._out / f"{self.chance.randrange(20)}"]
        files = sorted([*self._pool.iterdir(), *(p for p in self._out.iterdir() if p.is_file())])
        several = dialog.fileMode() == QFileDialog.FileMode.ExistingFiles
        return self.chance.sample(files, self.chance.randrange(1, 4) if several else 1)

    # --- where ----------------------------------------------------------------------------------

    def _front(self) -> QWidget:
        return QApplication.activeModalWidget() or self._session.window

    def _seen(self, *kinds: type[QWidget]) -> list[QWidget]:
        front = self._front()
        return [
            widget
            for kind in kinds
            for widget in front.findChildren(kind)
            if widget.isVisible() and widget.isEnabled() and not widget.visibleRegion().isEmpty()
        ]

    def _told(self, widget: QWidget) -> str:
        return f"{type(widget).__name__} {widget.accessibleName()[:60]!r}"

    # --- deeds ----------------------------------------------------------------------------------

    def _click(self) -> Deed:
        chance = self.chance
        kinds: tuple[type[QWidget], ...] = (QAbstractButton, QComboBox, LineField, TextField)
        if chance.random() < 0.2:
            kinds = (QWidget,)
        elif chance.random() < 0.15:
            kinds = (QAbstractItemView,)
        found = self._seen(*kinds)
        if not found:
            return "nothing to click", lambda: None
        target = chance.choice(found)
        if isinstance(target, QAbstractScrollArea):
            target = target.viewport()
        place = QPoint(
            chance.randrange(max(1, target.width())), chance.randrange(max(1, target.height()))
        )
        button = chance.choices(
            (_LEFT, Qt.MouseButton.RightButton, Qt.MouseButton.MiddleButton), (20, 1, 1)
        )[0]
        twice = chance.random() < 0.05
        do = QTest.mouseDClick if twice else QTest.mouseClick
        told = f"{'double ' if twice else ''}{button.name} on {self._told(target)} at {place}"
        return told, lambda: do(target, button, _NONE, place)

    def _key(self) -> Deed:
        chance = self.chance
        if chance.random() < 0.2:
            key, held = chance.choice(_CONTROL), _CTRL
        else:
            key = chance.choice(_KEYS)
            held = _SHIFT if chance.random() < 0.1 else _NONE
        times = chance.choice((1, 1, 1, 2, 5))
        target = QApplication.focusWidget() or self._front()

        def press() -> None:
            for _ in range(times):
                QTest.keyClick(QApplication.focusWidget() or self._front(), key, held)

        return f"{times} × {held.name} {key.name} to {self._told(target)}", press

    def _odd_key(self) -> Deed:
        """A sign that other keyboards have."""
        sign = self.chance.choice("²½ñç٣¿€ßя我")

        def press() -> None:
            focused = QApplication.focusWidget()
            target = self._front() if focused is None else focused
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                QApplication.sendEvent(target, QKeyEvent(kind, 0, _NONE, sign))

        return f"key {sign!a}", press

    def _field(self) -> LineField | TextField | None:
        found = [
            w for w in self._seen(LineField, TextField) if isinstance(w, LineField | TextField)
        ]
        return self.chance.choice(found) if found else None

    def _paste(self) -> Deed:
        field, words = self._field(), text(self.chance)
        times = self.chance.choice((1, 1, 2))
        if field is None:
            return "no field to paste into", lambda: None

        def paste() -> None:
            QGuiApplication.clipboard().setText(words)
            field.setFocus(Qt.FocusReason.MouseFocusReason)
            for _ in range(times):
                QTest.keyClick(field, Qt.Key.Key_V, _CTRL)

        return f"{times} × paste {len(words)} {words[:12]!a} into {self._told(field)}", paste

    def _write(self) -> Deed:
        field = self._field()
        words = "".join(c for c in text(self.chance)[:40] if " " <= c <= "~")
        if field is None:
            return "no field to write in", lambda: None

        def write() -> None:
            field.setFocus(Qt.FocusReason.MouseFocusReason)
            QTest.keyClicks(field, words)

        return f"write {words!a} into {self._told(field)}", write

    def _show_page(self) -> Deed:
        name = self.chance.choice([page.name for page in PAGES])
        return f"page {name}", lambda: self._session.desk.navigate(name)

    def _resize(self) -> Deed:
        window, chance = self._session.window, self.chance
        if chance.random() < 0.2:
            return "maximise", window.showMaximized
        size = chance.randrange(640, 1367), chance.randrange(420, 769)

        def resize() -> None:
            window.showNormal()
            window.resize(*size)

        return f"resize {size}", resize

    def _wheel(self) -> Deed:
        areas = [w for w in self._seen(QAbstractScrollArea) if isinstance(w, QAbstractScrollArea)]
        if not areas:
            return "nothing to turn", lambda: None
        area, turn = self.chance.choice(areas), self.chance.choice((-1200, -120, 120, 1200))
        target = area.viewport()
        middle = QPointF(target.rect().center())

        def wheel() -> None:
            event = QWheelEvent(
                middle,
                target.mapToGlobal(middle),
                QPoint(),
                QPoint(0, turn),
                Qt.MouseButton.NoButton,
                _NONE,
                Qt.ScrollPhase.NoScrollPhase,
                False,
            )
            QApplication.sendEvent(target, event)

        return f"wheel {turn} over {self._told(area)}", wheel

    def _drop(self) -> Deed:
        files = sorted(self._pool.iterdir())
        chosen = self.chance.sample(files, self.chance.randrange(1, 3))
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(str(path)) for path in chosen])
        window = self._session.window

        def drop() -> None:
            copy = Qt.DropAction.CopyAction
            QApplication.sendEvent(window, QDropEvent(QPointF(50, 50), copy, data, _LEFT, _NONE))

        return f"drop {[path.name for path in chosen]}", drop

    def _language(self) -> Deed:
        language = self.chance.choice(("es", "en"))
        return f"language {language}", lambda: self._session.desk.set_language(language)

    def _theme(self) -> Deed:
        theme = self.chance.choice(("system", "light", "dark", "contrast"))
        return f"theme {theme}", lambda: self._session.desk.set_theme(theme)

    def _text_size(self) -> Deed:
        size = self.chance.choice((9.0, 9.0, 11.0, 13.5, 18.0))

        def enlarge() -> None:
            font = QApplication.font()
            font.setPointSizeF(size)
            QApplication.setFont(font)

        return f"text of {size} points", enlarge

    def _close(self) -> Deed:
        if self.chance.random() < 0.7:
            return "thinks of closing", lambda: None
        return "close", self._session.window.close

    def _in_popup(self, popup: QWidget) -> Deed:
        chance = self.chance
        down, last = chance.randrange(6), chance.choice((Qt.Key.Key_Return, Qt.Key.Key_Escape))

        def choose() -> None:
            inner = None if isinstance(popup, QMenu) else popup.focusWidget()
            target = popup if inner is None else inner
            for _ in range(down):
                QTest.keyClick(target, Qt.Key.Key_Down)
            QTest.keyClick(target, last)
            if QApplication.activePopupWidget() is popup and last == Qt.Key.Key_Escape:
                popup.close()

        return f"{down} × Down, {last.name} in {self._told(popup)}", choose
