"""The main window: side bar, header, one page at a time. It only places; pages do the work.

It paints itself before anything else of the program is read from the disk (`__init__` needs Qt
and the theme alone); `furnish` then brings desk, side bar and pages.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QRect, Qt, QTimer
from PySide6.QtGui import (
    QCloseEvent,
    QDragEnterEvent,
    QDropEvent,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QShortcut,
)
from PySide6.QtWidgets import QApplication, QHBoxLayout, QMainWindow, QVBoxLayout, QWidget

from topp_desktop.foundation.settings import SettingsFile
from topp_desktop.ui.placing import keep_on_screen, place_first
from topp_desktop.ui.theme.theme import Theme
from topp_desktop.ui.timers import one_shot

if TYPE_CHECKING:
    from topp_desktop.services.measurement.trail import Step
    from topp_desktop.ui.hub import Changed, Desk
    from topp_desktop.ui.page import Page, PageSpec

SLIM_BELOW = 1100
SIDE_BAR = 216


class MainWindow(QMainWindow):
    """Shows the pages of a registry over a desk."""

    def __init__(self, theme: Theme, settings: SettingsFile) -> None:
        super().__init__()
        self._theme = theme
        self._settings = settings
        self.painted: Callable[[], None] | None = None
        self._current = ""
        self._came_with: object = None
        self._before_help = ""
        self._guard = ""
        self._behind_guard: tuple[str, object] | None = None
        self._closing = False
        self._refused = self._again = False
        self._opening: QWidget | None = None
        self.setWindowTitle("TOPP Desktop")
        self.setAcceptDrops(True)
        saved = QByteArray.fromBase64(settings.value.window.encode("ascii", "ignore"))
        self._maximised_first = place_first(self, saved)

    def furnish(self, desk: Desk, pages: Sequence[PageSpec]) -> None:
        """Brings everything that the window holds; no page is shown yet."""
        from topp_desktop.ui.opening import FileOpener
        from topp_desktop.ui.widgets.focus_ring import FocusRing
        from topp_desktop.ui.widgets.follow import FocusFollower
        from topp_desktop.ui.widgets.popups import RoundPopups

        self.desk = desk
        self.opener = FileOpener(desk, pages)
        self._follower, self._popups = FocusFollower(self), RoundPopups(self)
        self.ring = FocusRing(self._theme, self)
        # Pages make widgets as they need them; the order of Tab is put right afterwards, once.
        self._ordering = one_shot(self, 0)
        self._ordering.timeout.connect(self._order_focus)
        self._build(pages)
        self._connect()
        self._arrange()

    def _build(self, pages: Sequence[PageSpec]) -> None:
        from topp_desktop.ui.header import Header
        from topp_desktop.ui.notice import FloatingNotice
        from topp_desktop.ui.page_stack import PageStack
        from topp_desktop.ui.side_bar import SideBar
        from topp_desktop.ui.widgets import ErrorPanel
        from topp_desktop.ui.work_panel import WorkPanel

        content = QWidget()
        content.setObjectName("content")
        across = QHBoxLayout(content)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(0)
        self.side_bar = SideBar(self.desk, pages, self.ask_for_file)
        self.header = Header(self.desk)
        self._notices = QWidget()
        self.errors, self._work = ErrorPanel(), WorkPanel(self.desk)
        notices = QVBoxLayout(self._notices)
        notices.setContentsMargins(0, 0, 0, 0)
        notices.setSpacing(0)
        notices.addWidget(self.errors)
        notices.addWidget(self._work)
        self._stack = PageStack(self.desk, pages)
        right = QVBoxLayout()
        right.setSpacing(0)
        for widget in (self.header, self._notices):
            right.addWidget(widget)
        right.addWidget(self._stack, 1)
        across.addWidget(self.side_bar)
        across.addLayout(right, 1)
        self.setCentralWidget(content)
        self.notice = FloatingNotice(self.desk, self._stack)

    def _connect(self) -> None:
        desk = self.desk
        desk.navigate_to.connect(self.show_page)
        desk.assessment_changed.connect(self._changed)
        desk.language_changed.connect(self._speak)
        desk.theme_changed.connect(self._arrange)
        desk.fault.connect(self.show_fault)
        desk.refused.connect(self._show_refused)
        desk.file_wanted.connect(self.ask_for_file)
        desk.saving.connect(self._begin_again)
        desk.saved.connect(self._end_refusal)
        desk.tasks.idle.connect(self._close_when_idle)
        desk.stepped.connect(self._stepped)
        self._shortcut("Ctrl+Z", desk.undo)
        for keys in ("Ctrl+Shift+Z", "Ctrl+Y"):
            self._shortcut(keys, desk.redo)
        self._shortcut("Ctrl+O", self.ask_for_file)
        self._shortcut("F1", self._help)
        self._shortcut("F6", self.notice.take_focus)
        for keys, steps in (("Ctrl++", 1), ("Ctrl+=", 1), ("Ctrl+-", -1), ("Ctrl+0", 0)):
            self._shortcut(keys, partial(desk.zoom, steps))

    def _shortcut(self, keys: str, work: Callable[[], None]) -> None:
        QShortcut(QKeySequence(keys), self).activated.connect(work)

    # --- pages ------------------------------------------------------------------------------

    @property
    def current(self) -> str:
        """The name of the page that is shown."""
        return self._current

    def show_opening(self) -> None:
        """Says that the measurement of the last time is being read."""
        from topp_desktop.ui.widgets import Text

        self._opening = Text(self.desk.words.gettext("Opening your measurement …"), tone="muted")
        self._opening.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._stack.addWidget(self._opening)
        self._stack.setCurrentWidget(self._opening)
        self.side_bar.show_opening(True)

    def opened(self) -> None:
        """It was read, or it could not be."""
        self.side_bar.show_opening(False)
        if self._opening is not None:
            self._stack.removeWidget(self._opening)
            self._opening.deleteLater()
            self._opening = None

    def knows(self, name: str) -> bool:
        """Whether there is a page of this name."""
        return self._stack.spec(name) is not None

    def page(self, name: str) -> Page:
        """A page by its name, built when it is first asked for."""
        return self._stack.page(name)

    def guard(self, name: str, argument: object) -> None:
        """Shows a page that nothing leads away from until `unguard`."""
        self.show_page(name, argument)
        self._guard = name

    def unguard(self) -> tuple[str, object] | None:
        """The way is free; returns the page that was asked for meanwhile, and its argument."""
        waiting, self._guard, self._behind_guard = self._behind_guard, "", None
        return waiting

    def show_page(self, name: str, argument: object = None) -> None:
        """Leaves the page that is shown, brings this one up to date, and arrives there."""
        if self._guard:
            self._behind_guard = (name, argument)
            return
        if self._lacks_measurement(name):
            if self._opening is not None:
                return
            name, argument = "start", None
        if self._current:
            self.page(self._current).leave()
        if name == "help" and self._current != "help":
            self._before_help = self._current
        self._show(name, argument)

    def _lacks_measurement(self, name: str) -> bool:
        spec = self._stack.spec(name)
        return spec is not None and spec.needs_measurement and self.desk.snapshot is None

    def _show(self, name: str, argument: object) -> None:
        self._current, self._came_with = name, argument
        self.errors.hide()
        page = self._stack.bring(name)
        for widget in (self.side_bar, self.header):
            widget.setVisible(page.chrome)
        self._stack.setCurrentWidget(page)
        self.notice.page_left()
        page.arrive(argument)
        self.header.show_page(name, page.title(), page.header_actions())
        self.side_bar.show_current(name)
        self._ordering.start()
        if page.chrome and name != "help":
            self.desk.settings.change(last_page=name)

    def _changed(self, change: Changed) -> None:
        self._stack.mark_stale(but=self._current)
        if not self._current:
            return
        if self._lacks_measurement(self._current):
            self.show_page("start")
            return
        self.page(self._current).refresh(change)
        self._ordering.start()
        self.header.set_title(self.page(self._current).title())

    def _speak(self) -> None:
        """Another language: the words of the shell again, and the pages made anew."""
        from topp_desktop.ui.carrying import carry_over

        self.side_bar.show_words()
        self.header.show_words()
        self.errors.hide()
        if not self._current:
            return
        before, focus = self.page(self._current), QApplication.focusWidget()
        before.leave()
        place, argument = self._stack.scrolled, before.here(self._came_with)
        self.header.drop_actions()
        self._stack.make_anew(self._current)
        self._show(self._current, argument)
        carry_over(before.keeps(), self.page(self._current).keeps())
        if focus is not None and not before.isAncestorOf(focus):
            # A page may put it where its work begins once it is laid out.
            QTimer.singleShot(0, focus, focus.setFocus)
        self._stack.scroll_to(place)

    def _help(self) -> None:
        if self._current == "help":
            self.show_page(self._before_help or "tasks")
        elif self.knows("help"):
            self.show_page("help", self._current)

    def _stepped(self, steps: Sequence[Step], back: bool) -> None:
        """After undo or redo: the header says what; a question page shows the one concerned."""
        self.header.mark.tell_step(steps, back=back)
        items = [c.key[1] for step in steps for c in step.changes if c.kind == "response"]
        if items and self._current == "question":
            self.desk.navigate("question", items[-1])

    # --- faults -----------------------------------------------------------------------------

    def _show_refused(self, fault: BaseException) -> None:
        self.show_fault(fault, focus=False)
        self._refused = True

    def _begin_again(self) -> None:
        self._again = self._refused

    def _end_refusal(self) -> None:
        """What was done after the refusal is saved; what was on its way before says nothing."""
        if self._refused and self._again:
            self.errors.hide()

    def show_fault(self, fault: BaseException, *, focus: bool = True) -> None:
        """Known faults in the page; anything else is a bug and gets a dialog."""
        from topp_desktop.domain.errors import ToppError
        from topp_desktop.ui.errors import BugDialog, show_fault

        self._refused = self._again = False
        if isinstance(fault, ToppError):
            show_fault(self.errors, fault, self.desk.words, focus=focus)
            return
        program = self.desk.program
        dialog = BugDialog(
            fault,
            self.desk.words,
            f"TOPP Desktop {program.version}",
            str(program.places.log),
            self,
        )
        dialog.open()

    # --- files ------------------------------------------------------------------------------

    def ask_for_file(self) -> None:
        """Menu and Ctrl+O."""
        from topp_desktop.ui.file_dialogs import OWN, FileKind, ask_open

        kind = FileKind(OWN, tuple(self.opener.endings()), "exchange")
        path = ask_open(self.desk, self, self.desk.words.gettext("Open a file"), kind)
        if path is not None:
            self.opener.open(path)

    def take_files(self, files: Sequence[Path]) -> None:
        """What a start was given, or handed over; without files the window comes forward."""
        for path in files:
            self.opener.open(path)
        if self.isMinimized():
            self.showNormal()
        self.raise_()
        self.activateWindow()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        event.acceptProposedAction()
        for url in event.mimeData().urls():
            if url.isLocalFile():
                self.opener.open(Path(url.toLocalFile()))

    # --- the window itself --------------------------------------------------------------------

    def appear(self) -> None:
        """Shows the window as it was the last time; at first as large as the screen allows."""
        if self._maximised_first:
            self.showMaximized()
        else:
            self.show()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc that nobody else wants closes what is said over the page."""
        if event.key() == Qt.Key.Key_Escape and self.centralWidget() is not None:
            self.notice.dismiss()
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.centralWidget() is not None:
            self._arrange()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.centralWidget() is None:
            self._paint_outline()
        if self.painted is not None:
            told, self.painted = self.painted, None
            QTimer.singleShot(0, self, lambda: keep_on_screen(self))
            # After this event the children have painted as well.
            QTimer.singleShot(0, told)

    def _paint_outline(self) -> None:
        """Where the side bar and the header are going to be."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.color("ground"))
        if not self._settings.value.configured:
            return
        slim = self.width() < self._theme.px(SLIM_BELOW)
        side = 0 if slim else self._theme.px(SIDE_BAR)
        for place in (
            QRect(0, 0, side, self.height()),
            QRect(side, 0, self.width() - side, self._theme.px(60)),
        ):
            painter.fillRect(place, self._theme.color("card"))

    def closeEvent(self, event: QCloseEvent) -> None:
        """Hands over what was typed; a window with answers on their way closes after them."""
        if self._current:
            self.page(self._current).leave()
        geometry = bytes(self.saveGeometry().toBase64().data()).decode("ascii")
        self._settings.change(window=geometry)
        if self.desk.tasks.writing:
            self._closing = True
            event.ignore()
        else:
            event.accept()

    def _close_when_idle(self) -> None:
        if self._closing:
            self._closing = False
            # A fault on the way keeps the window open, so that it can be read.
            if not self.errors.isVisible():
                self.close()

    def _order_focus(self) -> None:
        from topp_desktop.ui.focus_order import order_focus

        content = self.centralWidget()
        if content is not None:
            order_focus(content, self.notice)

    def _arrange(self) -> None:
        from topp_desktop.ui.widgets.bottom_bar import is_low

        self.side_bar.set_slim(self.width() < self._theme.px(SLIM_BELOW))
        self.header.set_low(is_low(self))
