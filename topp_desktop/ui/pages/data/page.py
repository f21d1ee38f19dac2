"""Your data: where it lives, its copies, bringing one back, handing over, passphrase."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QVBoxLayout

from topp_desktop.services.ports import AssessmentSummary
from topp_desktop.services.safety import Backup, BackupContents, Restored, Whereabouts
from topp_desktop.services.tasks import Cancelled, Task
from topp_desktop.ui.hub import Changed, Desk
from topp_desktop.ui.page import OpenedFile, Page
from topp_desktop.ui.pages.data.bring_back import BringBackCard
from topp_desktop.ui.pages.data.copies import (
    CopiesCard,
    HandOverCard,
    StickCard,
    WhereCard,
    say_written,
)
from topp_desktop.ui.pages.data.double_click import DoubleClickCard
from topp_desktop.ui.pages.data.passphrase import PassphraseCard
from topp_desktop.ui.pages.data.remainders import RemaindersCard
from topp_desktop.ui.widgets import Button, Card, PageScroll, Text, row


@dataclass(frozen=True, slots=True)
class _State:
    where: Whereabouts
    backups: tuple[Backup, ...]
    held: tuple[BackupContents | None, ...]
    here: BackupContents | None
    remainders: tuple[Path, ...]


class DataPage(Page):
    """Everything that keeps the answers safe, on one page."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._state: _State | None = None
        self._scroll = PageScroll(desk.theme)
        self.where, self.copies = WhereCard(desk), CopiesCard(desk)
        self.remainders = RemaindersCard(desk)
        self.stick, self.hand_over = StickCard(desk), HandOverCard(desk)
        self.bring_back, self.passphrase = BringBackCard(desk), PassphraseCard(desk)
        words = desk.words
        changes = Card(words.gettext("What was changed"))
        who = words.gettext("Who changed what and when, on which computer. It never leaves.")
        to_changes = Button(
            words.gettext("See the changes"), lambda: desk.navigate("changes"), small=True
        )
        changes.add(Text(who, tone="muted"), row(to_changes))
        for card in (
            *(self.where, self.remainders, self.stick, self.copies),
            *(self.bring_back, self.hand_over),
        ):
            self._scroll.main.addWidget(card)
        self._scroll.side.addWidget(self.passphrase)
        self._scroll.side.addWidget(changes)
        offered = desk.program.double_click
        self.double_click = DoubleClickCard(desk, offered) if offered else None
        if self.double_click is not None:
            self._scroll.side.addWidget(self.double_click)
        self._connect()
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self._scroll)

    def _connect(self) -> None:
        self.stick.folder_chosen.connect(self.back_up_to)
        self.hand_over.path_chosen.connect(self.hand_over_to)
        self.copies.copy_now.clicked.connect(self._copy_now)
        self.remainders.protect.clicked.connect(self._protect_remainders)
        self.remainders.discard.clicked.connect(self._discard_remainders)
        self.copies.look.connect(self._look)
        self.bring_back.accepted.connect(self._restore)
        self.passphrase.done.connect(self._tell)

    def title(self) -> str:
        return self.desk.words.gettext("Your data")

    def refresh(self, change: Changed | None) -> None:
        if change is None or change.what != "answer":
            self._load()

    def arrive(self, argument: object) -> None:
        self.bring_back.forget()
        self.passphrase.forget()
        self._scroll.to_top()
        self._load()
        self.stick.save.setFocus()
        if isinstance(argument, OpenedFile):
            self._look(argument.path)
        elif isinstance(argument, str):
            self.hand_over.note.setPlainText(argument)

    def here(self, came_with: object) -> object:
        return self.hand_over.note.toPlainText() or came_with

    def leave(self) -> None:
        """A passphrase that was typed does not wait in a hidden page."""
        self.passphrase.forget()
        self.bring_back.forget()

    def _load(self) -> None:
        program = self.desk.program

        def read() -> _State:
            safety = program.safety
            backups = tuple(safety.backups())
            return _State(
                safety.whereabouts(),
                backups,
                tuple(safety.held(backup) for backup in backups),
                safety.here(),
                tuple(safety.remainders()),
            )

        self.load(read, self._loaded)
        if self.double_click is not None:
            self.double_click.load()

    def _loaded(self, state: _State) -> None:
        self._state = state
        self._show()

    def _show(self) -> None:
        if self._state is not None:
            newest = self._state.held[0] if self._state.held else None
            self.where.show_where(self._state.where, newest, self._state.here)
            self.copies.show_copies(self._state.backups, self._state.held)
            self.remainders.show_files(self._state.remainders)
            self.passphrase.show_state(protected=self._state.where.protected)
            self._scroll.arrange()

    def _tell(self, sentence: str, more: str = "") -> None:
        self.desk.say(sentence, more)
        self._load()

    # --- copies -------------------------------------------------------------------------------

    def back_up_to(self, folder: Path) -> None:
        """Writes and checks one file in a folder, such as a stick's."""
        program = self.desk.program
        self._run(
            self.stick.save,
            lambda task: program.safety.back_up_to(folder, task=task),
            lambda written: say_written(self.desk, written),
        )

    def hand_over_to(self, path: Path) -> None:
        """Writes and checks the file for whoever takes over."""
        program, note = self.desk.program, self.hand_over.note.toPlainText().strip()
        self._run(
            self.hand_over.save,
            lambda task: program.safety.hand_over(path, note, task=task),
            lambda written: say_written(self.desk, written),
        )

    def _copy_now(self) -> None:
        program, words = self.desk.program, self.desk.words

        def copy(task: Task) -> Backup:
            return program.safety.back_up(task=task)

        self._run(
            self.copies.copy_now,
            copy,
            lambda _: self._tell(words.gettext("Copied.")),
        )

    def _protect_remainders(self) -> None:
        program, words = self.desk.program, self.desk.words

        def protect(task: Task) -> Sequence[Path]:
            return program.safety.protect_remainders(task)

        def told(left: Sequence[Path]) -> None:
            sentence = words.gettext("The copies need the passphrase now.")
            if left:
                rest = words.gettext("What is damaged cannot be protected, only deleted.")
                sentence = f"{sentence} {rest}"
            self._tell(sentence)

        self._run(self.remainders.protect, protect, told)

    def _discard_remainders(self) -> None:
        program, words = self.desk.program, self.desk.words

        def discard(task: Task) -> int:
            return program.safety.discard_remainders(task)

        self._run(
            self.remainders.discard,
            discard,
            lambda n: self._tell(
                words.ngettext(
                    "A protected copy was made, and {n} file without a passphrase was deleted.",
                    "A protected copy was made, and {n} files without a passphrase were deleted.",
                    n,
                ).format(n=n)
            ),
        )

    def _run(
        self, button: Button, work: Callable[[Task], Any], done: Callable[[Any], object]
    ) -> None:
        """The button waits until the work is done; stopped, it leaves everything as it was."""

        def ended(value: Any) -> None:
            button.setEnabled(True)
            done(value)

        def failed(fault: Exception) -> None:
            button.setEnabled(True)
            if not isinstance(fault, Cancelled):
                self.desk.show_fault(fault)

        button.setEnabled(False)
        title = self.desk.words.gettext("Working on the copy of your data")
        self.desk.tasks.work(title, work, ended, failed, writes=True)

    # --- back again ---------------------------------------------------------------------------

    def _look(self, path: Path) -> None:
        self.bring_back.look_at(path)

    def _restore(self, path: Path, passphrase: str | None) -> None:
        program = self.desk.program
        self._run(
            self.bring_back.replace,
            lambda task: program.safety.restore(path, passphrase, task=task),
            self._restored,
        )

    def _restored(self, restored: Restored) -> None:
        """Every measurement is read anew; the one that was open stays open if it is there."""
        words, desk = self.desk.words, self.desk
        last = desk.snapshot.id if desk.snapshot else ""
        desk.put(None)
        self.bring_back.forget()
        more = [
            words.gettext("What is sent from here comes from a computer of its own from now on.")
        ]
        if restored.kept is not None:
            kept = words.gettext("What was here before is kept as {path}")
            more.insert(0, kept.format(path=restored.kept))
        if restored.identity:
            more.append(words.gettext("The secretariat's identity came along."))
        self._tell(words.gettext("The copy is in place."), "\n".join(more))

        def listed(found: list[AssessmentSummary]) -> None:
            ids = [summary.id for summary in found]
            if ids:
                desk.open(last if last in ids else ids[-1])

        desk.list_measurements(listed)
