"""What the secretariat's pages have in common: a scrolling column, a notice, the passphrase."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, TypeVar

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from topp_desktop.services.secretariat.office import Office
from topp_desktop.services.tasks import Task
from topp_desktop.ui.file_dialogs import PDF, SPREADSHEET, TEXT_TABLE, ask_save
from topp_desktop.ui.focus_order import order_focus
from topp_desktop.ui.hub import Changed, Desk
from topp_desktop.ui.page import Page
from topp_desktop.ui.pages.secretariat.gate import FORM_WIDTH, Gate
from topp_desktop.ui.theme.theme import Theme
from topp_desktop.ui.widgets import PageScroll, TextField

T = TypeVar("T")
S = TypeVar("S")


@dataclass(frozen=True, slots=True)
class Seen(Generic[S]):
    """What a page shows: the secretariat's name, whether its keys are at hand, and its own."""

    name: str | None
    unlocked: bool
    found: S


class NarrowColumn(QWidget):
    """A column as wide as a form, whatever the size of the text."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme, self._inside = theme, QWidget()
        self.column = QVBoxLayout(self._inside)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(16)
        beside = QHBoxLayout(self)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.addWidget(self._inside, 1)
        beside.addStretch(0)
        theme.changed.connect(self._fit)
        self._fit()

    def _fit(self) -> None:
        self._inside.setMaximumWidth(self._theme.px(FORM_WIDTH))


class OfficePage(Page, Generic[S]):
    """`look` reads on the writer thread, `show_found` shows it on the window's.

    `decide` does what needs the keys; it asks for the passphrase first where that is needed, and
    goes on by itself.
    """

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._waiting: Callable[[], None] | None = None
        self.body = PageScroll(desk.theme)
        self.gate = Gate(desk)
        self.gate.opened.connect(self._opened)
        self.seen: Seen[S] | None = None
        self._holders: list[QWidget] = []
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.body)

    def put(self, *parts: QWidget) -> None:
        """The page's parts, hidden until there is something; below the passphrase, unless this
        was given a place among them."""
        if self.gate.parent() is None:
            parts = (self.gate, *parts)
        for part in parts:
            self.body.main.addWidget(part)
            part.setVisible(part in self._holders)
        self.body.main.addStretch(1)

    def narrow(self, *parts: QWidget) -> QWidget:
        """Parts no wider than lines that one reads with ease, hidden until there is something.

        One column for all: parts limited one by one would get the height of wide ones.
        """
        holder = NarrowColumn(self.desk.theme)
        for part in parts:
            holder.column.addWidget(part)
            part.hide()
        self._holders.append(holder)
        return holder

    def why(self) -> str:
        """What the passphrase is asked for."""
        return self.desk.words.gettext("Decisions go out in your name.")

    def stops(self, name: str | None, *, unlocked: bool) -> bool:
        """Whether the page needs an identity, or a passphrase, first. By default it shows what it
        can, and asks when somebody decides something."""
        return name is None or (self.waiting and not unlocked)

    @property
    def waiting(self) -> bool:
        """Whether something goes on once the passphrase is entered."""
        return self._waiting is not None

    def look(self, office: Office) -> S:
        """What the page shows, read on the writer thread."""
        raise NotImplementedError

    def show_found(self, found: S) -> None:
        """Shows what `look` found, in the language of the moment."""
        raise NotImplementedError

    def refresh(self, _: Changed | None) -> None:
        self.reload()

    def arrive(self, _: object) -> None:
        self._waiting = None
        self.body.to_top()
        self.reload()

    def reload(self) -> None:
        """Reads again and shows."""
        program = self.desk.program

        def read() -> Seen[S]:
            office = program.office
            return Seen(office.name(), office.unlocked, self.look(office))

        def loaded(seen: Seen[S]) -> None:
            self.seen = seen
            self._show_gate()
            self.show_found(seen.found)
            self.body.arrange()
            self.order()

        self.load(read, loaded)

    def order(self) -> None:
        """Tab goes in reading order, through what was built later as well."""
        inside = self.body.widget()
        if inside is not None:
            order_focus(inside)

    # --- what needs the keys ------------------------------------------------------------------

    def decide(
        self,
        work: Callable[[Office], T],
        done: Callable[[T], None],
        failed: Callable[[Exception], None] | None = None,
    ) -> None:
        """Runs `work` on the writer thread, after the passphrase where it is needed."""
        program = self.desk.program
        self._with_keys(lambda: self.desk.tasks.write(lambda: work(program.office), done, failed))

    def work(self, title: str, work: Callable[[Task], T], done: Callable[[T], None]) -> None:
        """The same with progress and Cancel, for what lasts."""

        def run() -> None:
            self.desk.tasks.work(title, work, done, writes=True)

        self._with_keys(run)

    def _with_keys(self, run: Callable[[], None]) -> None:
        if self.desk.program.office.unlocked:
            run()
            return
        self._waiting = run
        if self.seen is None:
            self.reload()
        self._show_gate()
        self.body.to_top()
        self.gate.ask()

    def _show_gate(self) -> None:
        seen = self.seen
        if seen is None:
            return
        unlocked = seen.unlocked or self.desk.program.office.unlocked
        if self.stops(seen.name, unlocked=unlocked):
            self.gate.show_state(seen.name, unlocked=unlocked, why=self.why())
        else:
            self.gate.hide()

    def _opened(self) -> None:
        waiting, self._waiting = self._waiting, None
        if waiting is not None:
            waiting()
        self.reload()

    # --- files --------------------------------------------------------------------------------

    def ask_table(self, title: str, name: str) -> Path | None:
        """Where a table is saved; its kind follows from the ending."""
        return ask_save(self.desk, self, title, name, SPREADSHEET, TEXT_TABLE, PDF)


def text_of(field: TextField) -> str:
    """What stands in a field, without blanks at its ends."""
    return field.toPlainText().strip()
