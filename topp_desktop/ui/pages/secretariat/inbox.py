"""The inbox: receive files and folders, and see what became of each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QWidget

from topp_desktop.domain.exchange.ledger import OutcomeGroup, OutcomeState
from topp_desktop.foundation.i18n import N_
from topp_desktop.services.exchange.receive import Received
from topp_desktop.services.forms import SHEETS
from topp_desktop.services.secretariat.inbox import InboxRow
from topp_desktop.services.secretariat.office import Office
from topp_desktop.services.secretariat.receipts import Receipts
from topp_desktop.services.tasks import Task
from topp_desktop.ui.file_dialogs import PACKAGE, ask_files, ask_folder
from topp_desktop.ui.hub import Desk
from topp_desktop.ui.page import OpenedFile
from topp_desktop.ui.pages.secretariat.gate import ready_to_invite
from topp_desktop.ui.pages.secretariat.inbox_detail import RowDetail
from topp_desktop.ui.pages.secretariat.ledger_filters import LedgerFilters
from topp_desktop.ui.pages.secretariat.ledger_table import LedgerTable
from topp_desktop.ui.pages.secretariat.office_page import OfficePage
from topp_desktop.ui.pages.secretariat.receipts_card import ReceiptsCard
from topp_desktop.ui.widgets import Button, Card, EmptyState, Text
from topp_desktop.ui.widgets.columns import Columns
from topp_desktop.ui.widgets.flow import FlowBox

_SHOWN_ROWS = 7

_GROUPS: tuple[tuple[OutcomeGroup, str, OutcomeState], ...] = (
    ("received", N_("Files received"), "done"),
    ("two-versions", N_("Two versions"), "attention"),
    ("to-check", N_("To be checked"), "attention"),
    ("repeated", N_("Repeated"), "neutral"),
    ("refused", N_("Damaged or not for us"), "trouble"),
)
"""(group, title, colours) of the figures above the ledger."""


class _Figure(Card):
    """A number with its word."""

    def __init__(self, tone: str) -> None:
        super().__init__(spacing=0, margin=16)
        self._number = Text(role="figure")
        self._number.setProperty("tone", tone)
        self._label = Text(role="small", tone="muted")
        self.add(self._number, self._label)

    def show_figure(self, number: str, label: str) -> None:
        self._number.setText(number)
        self._label.setText(label)


@dataclass(frozen=True, slots=True)
class Arrived:
    """ready: invitations may go out; decide, ask: how many measurements and things wait."""

    rows: list[InboxRow]
    ready: bool
    decide: int
    ask: int


class InboxPage(OfficePage[Arrived]):
    """Figures, what waits for somebody, the ledger with its filters, the chosen line in full."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._rows: list[InboxRow] = []
        self.receive_folder = Button("", self._ask_folder, kind="primary")
        self.receive_files = Button("", self._ask_files)
        self._figures = [_Figure(tone) for *_, tone in _GROUPS]
        self._top = Columns(desk.theme, 480)
        for figure in self._figures:
            self._top.add(figure)
        self._empty = EmptyState()
        self.receipts = ReceiptsCard(desk)
        self._waits = Card(margin=14)
        self._waits_text = Text(weight="semibold", wrap=False)
        self.decide_button = Button("", lambda: desk.navigate("two-versions"), small=True)
        self.ask_button = Button("", lambda: desk.navigate("to-check"), small=True)
        waiting = FlowBox(spacing=12)
        for widget in (self._waits_text, self.decide_button, self.ask_button):
            waiting.add(widget)
        self._waits.add(waiting)

        self._card = Card(spacing=10)
        self.filters = LedgerFilters(desk)
        self.filters.changed.connect(self._filter)
        self._none_found = Text(tone="muted")
        self.table = LedgerTable(desk)
        self.table.selectionModel().currentRowChanged.connect(lambda *_: self._show_row())
        self.detail = RowDetail(desk)
        self.table.activated.connect(lambda _: self.detail.go())
        self.save_receipts = Button("", self._ask_where_receipts)
        self.export = Button("", self._ask_where_list)
        self.acts = Button("", lambda: desk.navigate("acts"), kind="link")
        below = FlowBox(spacing=10)
        for button in (self.save_receipts, self.export, self.acts):
            below.add(button)
        self._card.add(self.filters, self._none_found, self.table)
        self._card.add(self.detail, below)
        self.setAcceptDrops(True)
        self.put(self.receipts, self._top, self._waits, self._empty, self._card)
        desk.theme_changed.connect(self._fit)

    def title(self) -> str:
        return self.desk.words.gettext("Inbox")

    def why(self) -> str:
        return self.desk.words.gettext("The files can only be opened with it.")

    def header_actions(self) -> Sequence[QWidget]:
        return (self.receive_files, self.receive_folder)

    def arrive(self, argument: object) -> None:
        if isinstance(argument, OpenedFile):
            self.receive([argument.path])
        else:
            self.receipts.hide()
            super().arrive(argument)

    def here(self, came_with: object) -> object:
        # A file that was opened is not received once more.
        return None

    # --- showing ----------------------------------------------------------------------------

    def look(self, office: Office) -> Arrived:
        asked = len(office.held()) + len(office.missing())
        return Arrived(office.inbox(), ready_to_invite(office), len(office.conflicts()), asked)

    def show_found(self, found: Arrived) -> None:
        words, seen, self._rows = self.desk.words, self.seen, found.rows
        assert seen is not None
        known, some = seen.name is not None, bool(self._rows)
        untried = known and not found.ready and not some
        if untried:
            self.gate.show_state(seen.name, unlocked=seen.unlocked, card_tried=False)
        for button in (self.receive_folder, self.receive_files):
            button.setEnabled(known)
        self.receive_folder.set_text(words.gettext("Receive folder"))
        self.receive_files.set_text(words.gettext("Receive files"))
        self.save_receipts.set_text(words.gettext("Save the receipts for all"))
        self.export.set_text(words.gettext("Save the list shown"))
        self.acts.set_text(words.gettext("What the secretariat did"))
        self._top.setVisible(some)
        self._card.setVisible(some)
        self._empty.setVisible(known and not some and not untried)
        self._empty.set_texts(
            words.gettext("Nothing has arrived yet"),
            words.gettext(
                "Put the files that the institutions sent you into one folder and choose "
                "“Receive folder”, or drag the folder here. The files themselves are never "
                "changed."
            ),
        )
        counts = [sum(row.outcome.group == group for row in self._rows) for group, *_ in _GROUPS]
        for figure, (_, title, _), n in zip(self._figures, _GROUPS, counts, strict=True):
            figure.show_figure(words.number(n), words.gettext(title))
        self._show_waits(found)
        self.filters.show_rows(self._rows)
        self._filter()

    def _show_waits(self, found: Arrived) -> None:
        words = self.desk.words
        self._waits.setVisible(bool(self._rows) and found.decide + found.ask > 0)
        self._waits_text.setText(words.gettext("Waiting for you:"))
        self.decide_button.setVisible(found.decide > 0)
        self.decide_button.set_text(
            words.ngettext(
                "Two different versions: {n} measurement",
                "Two different versions: {n} measurements",
                found.decide,
            ).format(n=words.number(found.decide))
        )
        self.ask_button.setVisible(found.ask > 0)
        self.ask_button.set_text(
            words.ngettext(
                "To be checked: {n} thing to ask about",
                "To be checked: {n} things to ask about",
                found.ask,
            ).format(n=words.number(found.ask))
        )

    def _filter(self) -> None:
        words = self.desk.words
        rows = self.filters.chosen(self._rows)
        self._none_found.setText(words.gettext("Nothing that arrived is like this."))
        self._none_found.setVisible(not rows)
        self.table.setVisible(bool(rows))
        self.table.show_rows(words.gettext("What has arrived"), rows)
        self._fit()
        self._show_row()

    def _fit(self) -> None:
        """As high as its rows, up to some of them; the table scrolls for the others."""
        self.table.fit()
        shown = min(max(1, self.table.ledger.rowCount()), _SHOWN_ROWS)
        row_height = self.desk.theme.px(56)
        header = self.table.horizontalHeader().sizeHint().height()
        across = self.table.horizontalScrollBar()
        below = across.sizeHint().height() if across.maximum() > 0 else 0
        self.table.setFixedHeight(shown * row_height + header + below + 6)

    def _show_row(self) -> None:
        index = self.table.currentIndex()
        self.detail.show_row(self.table.ledger.row(index.row()) if index.isValid() else None)

    # --- dropping files and folders: the twin of the two buttons ---------------------------------

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if _dropped(event.mimeData()):
            event.acceptProposedAction()
        else:
            event.ignore()

    def dropEvent(self, event: QDropEvent) -> None:
        paths = _dropped(event.mimeData())
        if paths:
            event.acceptProposedAction()
            self.receive(paths)
        else:
            # Another kind of file: the window knows the page that it belongs to.
            event.ignore()

    # --- receiving --------------------------------------------------------------------------

    def _ask_folder(self) -> None:
        title = self.desk.words.gettext("Receive folder")
        path = ask_folder(self.desk, self, title, "exchange")
        if path is not None:
            self.receive([path])

    def _ask_files(self) -> None:
        paths = ask_files(self.desk, self, self.desk.words.gettext("Receive files"), PACKAGE)
        if paths:
            self.receive(paths)

    def receive(self, paths: Sequence[Path]) -> None:
        """Receives files and folders; asks for the passphrase first where that is needed."""

        def work(task: Task) -> Received:
            return self.desk.program.office.receive(paths, task)

        title = self.desk.words.gettext("Receiving")
        self.work(title, work, self._received)

    def _received(self, received: Received) -> None:
        words = self.desk.words
        said = words.ngettext("{n} file was read.", "{n} files were read.", received.files).format(
            n=words.number(received.files)
        )
        more = ""
        if received.cancelled:
            more = words.gettext(
                "You stopped; what had been read until then is kept. Receive the folder again to "
                "go on."
            )
        elif not received.changed:
            more = words.gettext("Everything in it was here already.")
        self.reload()
        self.desk.say(said, more)

    # --- receipts ---------------------------------------------------------------------------

    def _ask_where_receipts(self) -> None:
        title = self.desk.words.gettext("Folder for the receipts")
        path = ask_folder(self.desk, self, title, "exchange")
        if path is not None:
            self.write_receipts(path)

    def write_receipts(self, folder: Path) -> None:
        """One receipt for each institution that sent something; asks for the passphrase first."""
        words = self.desk.words

        def work(task: Task) -> Receipts:
            return self.desk.program.office.receipts(folder, task=task)

        def written(receipts: Receipts) -> None:
            n = len(receipts.files)
            said = words.ngettext(
                "{n} receipt was written. Send it to its institution.",
                "{n} receipts were written. Send each one to its institution.",
                n,
            ).format(n=words.number(n))
            more = ""
            if left := len(receipts.without):
                more = words.ngettext(
                    "{n} institution got none: this program knows no invitation of it. Write it "
                    "another invitation first.",
                    "{n} institutions got none: this program knows no invitation of them. Write "
                    "them other invitations first.",
                    left,
                ).format(n=words.number(left))
            self.receipts.show_receipts(receipts)
            self.order()
            self.desk.say(*((said, more) if n else (more, "")), file=folder if n else None)

        self.work(words.gettext("Writing the receipts"), work, written)

    # --- the list -----------------------------------------------------------------------------

    def _ask_where_list(self) -> None:
        words = self.desk.words
        path = self.ask_table(words.gettext("Save the list shown"), words.gettext("what arrived"))
        if path is not None:
            self.save_list(path)

    def save_list(self, path: Path) -> None:
        """The lines that are shown, with what each means and what to do, as the ending says."""
        office, words = self.desk.program.office, self.desk.words
        rows = self.filters.chosen(self._rows)
        what = words.gettext("what arrived")
        self.desk.tasks.write(
            lambda: office.export_ledger(path, words, rows),
            lambda _: self.desk.say_saved(what, path),
        )


def _dropped(data: QMimeData) -> list[Path]:
    """Folders, and files that were sent; nothing where a file belongs to another page."""
    paths = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
    endings = [path.suffix.lower() for path in paths]
    foreign = any(e.startswith(".topp-") or e in {".json", *SHEETS} for e in endings)
    return [] if foreign else paths
