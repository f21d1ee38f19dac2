"""A start that meets a damaged or lost database: bring a copy back, or rescue what can be read.

Each way says what one gets, and what is lost by it. Nothing is erased: a damaged file is laid
aside as it was found.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QRadioButton, QVBoxLayout, QWidget

from topp_desktop.domain.errors import ToppError
from topp_desktop.services.safety import Backup, BackupContents
from topp_desktop.services.tasks import Cancelled, Task
from topp_desktop.ui.file_dialogs import COPY, ask_folder, ask_open
from topp_desktop.ui.hub import Changed, Desk
from topp_desktop.ui.page import Page
from topp_desktop.ui.parts.copy_words import contents_of, moment, reason_words
from topp_desktop.ui.widgets import Button, Card, Notice, PageScroll, Text, clear, row
from topp_desktop.ui.widgets.columns import Columns
from topp_desktop.ui.widgets.flow import FlowBox

_SHOWN = 4
_SIDE_BY_SIDE = 760


@dataclass(frozen=True, slots=True)
class Rescue:
    """What the page is shown for, and what it leads to. found: the database is damaged, or it is
    missing or empty although copies of it are there. done: go on; close: leave as it is; unlock:
    where a copy that needs its passphrase is brought back."""

    found: Literal["damaged", "lost"]
    done: Callable[[], None]
    close: Callable[[], object]
    unlock: Callable[[Path], None]


@dataclass(frozen=True, slots=True)
class _Seen:
    copies: tuple[tuple[Backup, BackupContents | None], ...]
    readable: BackupContents | None


class RescuePage(Page):
    """`arrive` takes the `Rescue`."""

    chrome = False

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._rescue: Rescue | None = None
        self._seen: _Seen | None = None
        self._brand = Text("TOPP Desktop", role="title", weight="semibold", tone="accent")
        self._heading, self._notice = Text(role="item"), Notice(state="attention")
        self._build_copies()
        self._build_readable()
        cards = Columns(desk.theme, _SIDE_BY_SIDE, spacing=18)
        cards.add(self._copies)
        cards.add(self._read)
        self._doubt = Text(role="small", tone="muted")
        self.leave_button = Button("", self._leave_as_it_is, kind="link")
        self.save_damaged = Button("", self._save_damaged, kind="link")
        scroll = PageScroll(desk.theme)
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 24, 0, 24)
        column.setSpacing(14)
        for widget in (self._brand, self._heading, self._notice, cards, self._doubt):
            column.addWidget(widget)
        column.addWidget(FlowBox(self.save_damaged, self.leave_button, spacing=24))
        holder.setMaximumWidth(desk.theme.px(1000))
        centred = QHBoxLayout()
        centred.addStretch(1)
        centred.addWidget(holder, 100)
        centred.addStretch(1)
        scroll.main.addLayout(centred)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(scroll)
        self.retranslate()

    def _build_copies(self) -> None:
        self._copies, self._each = Card(), Text(role="small", tone="muted")
        self._choices = QVBoxLayout()
        self._group = QButtonGroup(self)
        self._group.idToggled.connect(lambda *_: self._show_choice())
        self._lost = Text()
        self.bring = Button("", self._bring, kind="primary")
        self.other = Button("", self._ask_other, kind="link")
        self._copies.add(self._each)
        self._copies.body.addLayout(self._choices)
        self._copies.add(self._lost, row(self.bring, self.other))

    def _build_readable(self) -> None:
        self._read, self._from = Card(), Text(role="small", tone="muted")
        self._found, self._more = Text(weight="semibold"), Text()
        self.salvage = Button("", self._salvage)
        self._read.add(self._from, self._found, self._more, row(self.salvage))
        for card in (self._copies, self._read):
            card.body.addStretch(1)

    def title(self) -> str:
        return self.desk.words.gettext("Your data")

    def retranslate(self) -> None:
        words = self.desk.words
        damaged = self._rescue is None or self._rescue.found == "damaged"
        self._heading.setText(
            words.gettext("The file of your answers is damaged")
            if damaged
            else words.gettext("The file of your answers is empty or missing")
        )
        self._notice.text.setText(
            words.gettext(
                "Nothing was erased. The damaged file is laid aside as it was found. This happens "
                "mostly after a power cut. Choose how to go on."
            )
            if damaged
            else words.gettext(
                "There are copies of earlier answers on this computer. They stay, whatever you "
                "choose now."
            )
        )
        self._copies.set_title(words.gettext("Bring a copy back"))
        self._each.setText(words.gettext("The newest first, with what each of them holds."))
        self.other.set_text(words.gettext("Look for another copy"))
        self._read.setVisible(damaged)
        self._read.set_title(words.gettext("Rescue what can be read"))
        self._from.setText(words.gettext("From the damaged file itself."))
        self._doubt.setText(
            words.gettext("If in doubt, bring the copy back: the damaged file is kept.")
            if damaged
            else ""
        )
        self.leave_button.set_text(
            words.gettext("Close without changing anything")
            if damaged
            else words.gettext("Begin anew; the copies stay")
        )
        self.save_damaged.set_text(words.gettext("Save the damaged file"))
        self.save_damaged.setVisible(damaged)
        self._show()

    def refresh(self, change: Changed | None) -> None:
        """Nothing here shows a measurement."""

    def arrive(self, argument: object) -> None:
        if isinstance(argument, Rescue):
            self._rescue = argument
        self.retranslate()
        program = self.desk.program
        damaged = self._rescue is not None and self._rescue.found == "damaged"

        def look(task: Task) -> _Seen:
            safety = program.safety
            copies = tuple((b, safety.held(b)) for b in safety.backups())
            readable = None
            if damaged:
                try:
                    readable = safety.readable(task)
                except ToppError:
                    readable = None
            return _Seen(copies, readable)

        title = self.desk.words.gettext("Reading what can be read")
        self.desk.tasks.work(title, look, self._looked, writes=True)

    def _looked(self, seen: _Seen) -> None:
        self._seen = seen
        clear(self._choices)
        shown = self._offered()
        for number, (backup, contents) in enumerate(shown):
            button = QRadioButton(self._line(backup, contents))
            self._group.addButton(button, number)
            self._choices.addWidget(button)
        if shown:
            self._group.button(0).setChecked(True)
        self._show()
        (self.bring if shown else self.other).setFocus(Qt.FocusReason.OtherFocusReason)

    def _offered(self) -> list[tuple[Backup, BackupContents | None]]:
        """What can be read, or needs its passphrase first."""
        copies = self._seen.copies if self._seen else ()
        return [(b, c) for b, c in copies if c is not None or b.protected][:_SHOWN]

    def _line(self, backup: Backup, contents: BackupContents | None) -> str:
        words = self.desk.words
        held = (
            words.gettext("Protected with a passphrase")
            if contents is None
            else contents_of(words, contents)
        )
        return f"{moment(words, backup.made)} · {reason_words(words, backup)}\n{held}"

    # --- show -----------------------------------------------------------------------------------

    def _chosen(self) -> tuple[Backup, BackupContents | None] | None:
        number = self._group.checkedId()
        return self._offered()[number] if self._seen is not None and number >= 0 else None

    def _show(self) -> None:
        self._show_choice()
        words, seen = self.desk.words, self._seen
        readable = seen.readable if seen else None
        self.salvage.setVisible(readable is not None)
        if seen is None:
            self._found.setText(words.gettext("Reading what can be read"))
            self._more.setText("")
            return
        if readable is None:
            self._found.setText(words.gettext("Nothing in it can be read."))
            self._more.setText("")
            return
        self._found.setText(contents_of(words, readable))
        self.salvage.set_text(
            words.ngettext("Rescue {n} answer", "Rescue {n} answers", readable.answers).format(
                n=words.number(readable.answers)
            )
        )

    def _show_choice(self) -> None:
        words, chosen = self.desk.words, self._chosen()
        self.bring.setVisible(chosen is not None)
        if chosen is None:
            self._lost.setText("" if self._seen is None else words.gettext("No copy can be read."))
            return
        backup, contents = chosen
        self._lost.setText(
            words.gettext("What was answered after {moment} is lost.").format(
                moment=moment(words, backup.made)
            )
        )
        if contents is None:
            self.bring.set_text(words.gettext("Bring this copy back"))
            return
        self.bring.set_text(
            words.ngettext(
                "Bring the copy with {n} answer back",
                "Bring the copy with {n} answers back",
                contents.answers,
            ).format(n=words.number(contents.answers))
        )
        readable = self._seen.readable if self._seen else None
        if readable is not None:
            more = readable.answers - contents.answers
            self._more.setText(
                words.ngettext(
                    "That is {n} answer more than in the copy.",
                    "That is {n} answers more than in the copy.",
                    more,
                ).format(n=words.number(more))
                if more > 0
                else words.gettext("The copy holds as many answers, or more.")
            )

    # --- what is done -----------------------------------------------------------------------------

    def _bring(self) -> None:
        chosen = self._chosen()
        if chosen is not None and chosen[1] is not None:
            self._restore(chosen[0].path)
        elif chosen is not None and self._rescue is not None:
            self._rescue.unlock(chosen[0].path)

    def _ask_other(self) -> None:
        path = ask_open(self.desk, self, self.desk.words.gettext("Choose a copy"), COPY)
        if path is not None:
            self._restore(path)

    def _restore(self, path: Path) -> None:
        program = self.desk.program
        self._run(lambda task: program.safety.restore(path, fresh_device=False, task=task))

    def _salvage(self) -> None:
        program = self.desk.program
        self._run(program.safety.rescue)

    def _run(self, work: Callable[[Task], object]) -> None:
        buttons = (self.bring, self.other, self.salvage, self.leave_button)

        def ended(_: object) -> None:
            if self._rescue is not None:
                self._rescue.done()

        def failed(fault: Exception) -> None:
            for button in buttons:
                button.setEnabled(True)
            if isinstance(fault, ToppError) and fault.code == "data-locked" and self._rescue:
                self._rescue.unlock(Path(fault.params["path"]))
            elif not isinstance(fault, Cancelled):
                self.desk.show_fault(fault)

        for button in buttons:
            button.setEnabled(False)
        title = self.desk.words.gettext("Working on the copy of your data")
        self.desk.tasks.work(title, work, ended, failed, writes=True)

    def _save_damaged(self) -> None:
        title = self.desk.words.gettext("Save the damaged file")
        folder = ask_folder(self.desk, self, title, "copies")
        if folder is not None:
            safety = self.desk.program.safety
            self.desk.tasks.write(
                lambda: safety.save_damaged(folder),
                lambda kept: self.desk.say_saved(kept.parent.name, kept),
            )

    def _leave_as_it_is(self) -> None:
        if self._rescue is not None:
            (self._rescue.close if self._rescue.found == "damaged" else self._rescue.done)()
