"""The inbox: receive files and folders, and see what became of each."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from topp_desktop.domain.exchange import Outcome
from topp_desktop.foundation.i18n import N_
from topp_desktop.foundation.paths import documents_folder
from topp_desktop.services.inbox import InboxRow
from topp_desktop.services.outcome_texts import outcome_text
from topp_desktop.services.receipts import Receipts
from topp_desktop.services.receive import Received
from topp_desktop.services.tasks import Task
from topp_desktop.ui.hub import Changed, Desk
from topp_desktop.ui.page import OpenedFile, Page
from topp_desktop.ui.pages.secretariat.gate import Gate, ready_to_invite
from topp_desktop.ui.pages.secretariat.ledger_table import LedgerTable
from topp_desktop.ui.widgets import (
    Button,
    Card,
    EmptyState,
    LineField,
    Notice,
    PageScroll,
    SegmentedChoice,
    Text,
    row,
)
from topp_desktop.ui.widgets.columns import Columns

_ALL, _NEEDS = "all", "needs"
_SHOWN_ROWS = 7

_GROUPS: tuple[tuple[str, str, tuple[Outcome, ...]], ...] = (
    (N_("Files received"), "done", (Outcome.ACCEPTED, Outcome.SUPERSEDED)),
    (N_("Two versions"), "attention", (Outcome.CONFLICT, Outcome.COPIED_INSTALLATION)),
    (
        N_("To be checked"),
        "attention",
        (Outcome.HELD_SENDER, Outcome.HELD_INSTRUMENT, Outcome.GAP),
    ),
    (N_("Repeated"), "neutral", (Outcome.DUPLICATE,)),
    (N_("Damaged or not for us"), "trouble", tuple(o for o in Outcome if o.refused)),
)
"""(title, colours, outcomes) of the figures above the ledger."""


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


class InboxPage(Page):
    """Figures, the ledger with search and filter, and the chosen row in full."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._rows: list[InboxRow] = []
        self._waiting: list[Path] = []
        self._receipts_to: Path | None = None
        self._scroll = PageScroll(desk.theme)
        self.receive_folder = Button("", self._ask_folder, kind="primary")
        self.receive_files = Button("", self._ask_files)
        self.gate = Gate(desk)
        self.gate.opened.connect(self._opened)
        self._said = Notice(state="done")
        self._figures = [_Figure(tone) for _, tone, _ in _GROUPS]
        self._top = Columns(desk.theme, 480)
        for figure in self._figures:
            self._top.add(figure)
        self._empty = EmptyState()

        self._card = Card(spacing=10)
        self.search = LineField()
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(lambda _: self._filter())
        self.which = SegmentedChoice(required=True)
        self.which.chosen.connect(lambda _: self._filter())
        self._nothing_lost = Text(role="small", tone="muted")
        tools = QHBoxLayout()
        tools.setSpacing(12)
        tools.addWidget(self.search, 3)
        tools.addWidget(self.which, 3)
        self.table = LedgerTable(desk)
        self.table.selectionModel().currentRowChanged.connect(lambda *_: self._show_row())
        self._detail = Notice(state="neutral")
        self.save_receipts = Button("", self._ask_where_receipts)
        self._card.add(tools, self._nothing_lost, self.table, self._detail, row(self.save_receipts))
        for part in (self.gate, self._said, self._top, self._empty, self._card):
            self._scroll.main.addWidget(part)
            part.hide()
        self._scroll.main.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._scroll)
        desk.theme_changed.connect(self._fit)

    def title(self) -> str:
        return self.desk.words.gettext("Inbox")

    def header_actions(self) -> Sequence[QWidget]:
        return (self.receive_files, self.receive_folder)

    def refresh(self, _: Changed | None) -> None:
        self._load()

    def arrive(self, argument: object) -> None:
        if isinstance(argument, OpenedFile):
            self.receive([argument.path])
        else:
            self._scroll.to_top()
            self._load()

    # --- showing ----------------------------------------------------------------------------

    def _load(self) -> None:
        program = self.desk.program

        def read() -> tuple[str | None, bool, bool, list[InboxRow]]:
            office = program.office
            return office.name(), office.unlocked, ready_to_invite(office), office.inbox()

        self.desk.tasks.write(read, self._loaded)

    def _loaded(self, state: tuple[str | None, bool, bool, list[InboxRow]]) -> None:
        name, unlocked, ready, self._rows = state
        words = self.desk.words
        asked = (bool(self._waiting) or self._receipts_to is not None) and not unlocked
        some = bool(self._rows)
        untried = not ready and not some
        if name is None or asked or untried:
            why = words.gettext("The files can only be opened with it.")
            self.gate.show_state(name, unlocked=unlocked, why=why, card_tried=ready)
            if asked:
                self.gate.ask()
        else:
            self.gate.hide()
        for button in (self.receive_folder, self.receive_files):
            button.setEnabled(name is not None)
        self.receive_folder.set_text(words.gettext("Receive folder"))
        self.receive_files.set_text(words.gettext("Receive files"))
        self.save_receipts.set_text(words.gettext("Save the receipts for all"))
        self._top.setVisible(some)
        self._card.setVisible(some)
        self._empty.setVisible(name is not None and not some and not untried)
        self._empty.set_texts(
            words.gettext("Nothing has arrived yet"),
            words.gettext(
                "Put the files that the institutions sent you into one folder and choose "
                "“Receive folder”. The files themselves are never changed."
            ),
        )
        counts = [sum(row.outcome in group for row in self._rows) for _, _, group in _GROUPS]
        for figure, (title, _, _), n in zip(self._figures, _GROUPS, counts, strict=True):
            figure.show_figure(words.number(n), words.gettext(title))
        needs = sum(row.needs_something for row in self._rows)
        self.which.show_options(
            [
                (_ALL, words.gettext("Everything {n}").format(n=words.number(len(self._rows)))),
                (_NEEDS, words.gettext("Need something {n}").format(n=words.number(needs))),
            ],
            self.which.value or _ALL,
            words.gettext("Show"),
        )
        self.search.setPlaceholderText(words.gettext("Search institution or file"))
        self.search.setAccessibleName(words.gettext("Search institution or file"))
        self._nothing_lost.setText(
            words.gettext("Nothing is deleted: the files that arrived stay as they are.")
        )
        self._filter()

    def _filter(self) -> None:
        wanted = self.search.text().casefold().strip()
        needs_only = self.which.value == _NEEDS
        rows = [
            row
            for row in self._rows
            if (row.needs_something or not needs_only)
            and wanted in f"{row.name} {row.file} {row.country}".casefold()
        ]
        self.table.show_rows(self.desk.words.gettext("What has arrived"), rows)
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
        self._detail.setVisible(index.isValid())
        if not index.isValid():
            return
        words, row = self.desk.words, self.table.ledger.row(index.row())
        said = outcome_text(row.outcome, words)
        arrived = words.gettext("{file}, received on {date}").format(
            file=row.file, date=words.date(row.at.astimezone())
        )
        self._detail.text.setText(
            f"{row.name or row.file} · {said.title}\n{said.sentence} {said.next_step}\n{arrived}"
        )

    # --- receiving --------------------------------------------------------------------------

    def _ask_folder(self) -> None:
        title = self.desk.words.gettext("Receive folder")
        chosen = QFileDialog.getExistingDirectory(self, title, str(documents_folder()))
        if chosen:
            self.receive([Path(chosen)])

    def _ask_files(self) -> None:
        words = self.desk.words
        chosen, _ = QFileDialog.getOpenFileNames(
            self,
            words.gettext("Receive files"),
            str(documents_folder()),
            words.gettext("Files that were sent (*.topp)"),
        )
        if chosen:
            self.receive([Path(name) for name in chosen])

    def receive(self, paths: Sequence[Path]) -> None:
        """Receives files and folders; asks for the passphrase first where that is needed."""
        program, words = self.desk.program, self.desk.words
        if not program.office.unlocked:
            self._waiting = list(paths)
            self._load()
            return

        def work(task: Task) -> Received:
            return program.office.receive(paths, task)

        self._waiting = []
        self._said.hide()
        self.desk.tasks.work(words.gettext("Receiving"), work, self._received, writes=True)

    def _opened(self) -> None:
        waiting, self._waiting = self._waiting, []
        if waiting:
            self.receive(waiting)
        if self._receipts_to is not None:
            self.write_receipts(self._receipts_to)
        self._load()

    def _received(self, received: Received) -> None:
        words = self.desk.words
        said = words.ngettext("{n} file was read.", "{n} files were read.", received.files).format(
            n=words.number(received.files)
        )
        if received.cancelled:
            said += " " + words.gettext(
                "You stopped; what had been read until then is kept. Receive the folder again to "
                "go on."
            )
        elif not received.changed:
            said += " " + words.gettext("Everything in it was here already.")
        self._said.text.setText(said)
        self._said.show()
        self._load()

    # --- receipts ---------------------------------------------------------------------------

    def _ask_where_receipts(self) -> None:
        title = self.desk.words.gettext("Folder for the receipts")
        chosen = QFileDialog.getExistingDirectory(self, title, str(documents_folder()))
        if chosen:
            self.write_receipts(Path(chosen))

    def write_receipts(self, folder: Path) -> None:
        """One receipt for each institution that sent something; asks for the passphrase first."""
        program, words = self.desk.program, self.desk.words
        if not program.office.unlocked:
            self._receipts_to = folder
            self._load()
            return

        def work(task: Task) -> Receipts:
            return program.office.receipts(folder, task=task)

        def written(receipts: Receipts) -> None:
            said = words.ngettext(
                "{n} receipt was written to {folder}. Send it to its institution.",
                "{n} receipts were written to {folder}. Send each one to its institution.",
                len(receipts.files),
            ).format(n=words.number(len(receipts.files)), folder=folder)
            self._said.text.setText(said)
            self._said.show()
            self._scroll.to_top()

        self._receipts_to = None
        self._said.hide()
        self.desk.tasks.work(words.gettext("Writing the receipts"), work, written, writes=True)
