"""Taking back: the permission to share, or the measurement; what that can do and what it cannot."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtWidgets import (
    QButtonGroup,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from topp_desktop.services.exchange.check_number import check_number
from topp_desktop.services.institution.sending import Standing
from topp_desktop.services.institution.withdrawing import TakenBack, What
from topp_desktop.services.measurement.findings import file_name
from topp_desktop.services.tasks import Task
from topp_desktop.ui.file_dialogs import TO_SEND, ask_save
from topp_desktop.ui.hub import Changed, Desk
from topp_desktop.ui.page import Page
from topp_desktop.ui.pages.sending.leaving import Leaving
from topp_desktop.ui.pages.sending.parts import ListCard
from topp_desktop.ui.widgets import (
    Button,
    Card,
    EmptyState,
    ErrorSummary,
    FieldRow,
    PageScroll,
    Text,
    TextField,
    row,
)
from topp_desktop.ui.widgets.columns import Columns

_CHOICES: tuple[tuple[What, bool], ...] = (("consent", False), ("round", False), ("round", True))
"""(what is taken back, whether of every measurement)."""


class _Radios(QWidget):
    """Three things that can be taken back; none is chosen at first."""

    def __init__(self) -> None:
        super().__init__()
        self.group = QButtonGroup(self)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(4)
        self.buttons = [QRadioButton() for _ in _CHOICES]
        for n, button in enumerate(self.buttons):
            button.setMinimumHeight(28)
            self.group.addButton(button, n)
            box.addWidget(button)

    @property
    def value(self) -> tuple[What, bool] | None:
        chosen = self.group.checkedId()
        return _CHOICES[chosen] if chosen >= 0 else None


class WithdrawPage(Page):
    """What is taken back, why, and the file that says so to the secretariat."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        words = desk.words
        self._leaving = Leaving()
        self._standing: Standing | None = None
        self._scroll = PageScroll(desk.theme)
        self.summary = ErrorSummary()
        self.can, self.cannot = ListCard("+", "done"), ListCard("–", "muted")
        both = Columns(desk.theme, 520)
        both.add(self.can)
        both.add(self.cannot)
        self._card = Card(spacing=12)
        self.what = _Radios()
        self.what.group.idClicked.connect(lambda _: self._show())
        self._what_row = FieldRow(self.what, words.gettext("What do you want to take back?"))
        self.reason = TextField(rows=(2, 5), longest=1000)
        why = FieldRow(
            self.reason, words.gettext("Why (optional)"), words.gettext("The secretariat reads it.")
        )
        how = words.gettext(
            "A file is written that says so. It holds as soon as the secretariat opens it, and it "
            "cannot be undone."
        )
        self.save = Button(words.gettext("Save the file"), self._ask, kind="primary")
        self._card.add(self._what_row, why, Text(how, role="small", tone="muted"), row(self.save))
        back = words.gettext("Back to sending")
        self._empty = EmptyState(
            words.gettext("There is nothing to take back"),
            words.gettext("Nothing was sent from here. What is on this computer stays with you."),
            back,
            lambda: desk.navigate("send"),
        )
        self._both = both
        for part in (self.summary, self._card, both, self._empty):
            self._scroll.main.addWidget(part)
        self._back = Button(back, lambda: desk.navigate("send"))
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self._scroll)

    def title(self) -> str:
        return self.desk.words.gettext("Take something back")

    def header_actions(self) -> tuple[Button, ...]:
        return (self._back,)

    def refresh(self, _: Changed | None) -> None:
        if self.desk.snapshot is not None:
            if self.another_measurement():
                self._standing, self._leaving = None, Leaving()
                self._forget()
            self._show()
            self._load()

    def arrive(self, argument: object) -> None:
        if isinstance(argument, Leaving):
            self._leaving = argument
        self._forget()
        self._load()
        self.what.buttons[0].setFocus()

    def here(self, came_with: object) -> object:
        return self._leaving

    def keeps(self) -> Sequence[QWidget]:
        return (*self.what.buttons, self.reason)

    def _forget(self) -> None:
        self.what.group.setExclusive(False)
        for button in self.what.buttons:
            button.setChecked(False)
        self.what.group.setExclusive(True)
        self.reason.clear()
        self.reason.drop()
        self._what_row.show_error("")
        self.summary.show_errors("", [])

    def _load(self) -> None:
        snapshot, program = self.desk.open_snapshot, self.desk.program
        who, round_id = snapshot.assessment.institution, snapshot.assessment.round
        chosen = self._leaving.institution

        def loaded(standing: Standing) -> None:
            self._standing = standing
            self._show()

        self.load(lambda: program.sending.standing(who, round_id, chosen), loaded)

    def _show(self) -> None:
        words = self.desk.words
        round_id = self.desk.open_snapshot.assessment.round
        standing = self._standing
        some = standing is not None and bool(standing.earlier)
        self._card.setVisible(some)
        self._both.setVisible(some)
        self._empty.setVisible(not some)
        texts = (
            words.gettext("The permission to share measurement {round}").format(round=round_id),
            words.gettext("The whole measurement {round}").format(round=round_id),
            words.gettext("All measurements of this institution"),
        )
        for button, text in zip(self.what.buttons, texts, strict=True):
            button.setText(text)
            button.setAccessibleName(f"{self._what_row.label.text()} {text}")
        self._show_effects()
        self._scroll.arrange()

    def _show_effects(self) -> None:
        words, chosen = self.desk.words, self.what.value
        if chosen is None or chosen[0] == "consent":
            can = (
                words.gettext("From then on, the secretariat keeps the measurement to itself"),
                words.gettext("It still counts in totals that name nobody"),
                words.gettext("That holds for later files of the measurement too"),
            )
        else:
            can = (
                words.gettext("The measurement is hidden in lists, totals and reports"),
                words.gettext("The secretariat can then erase its content for good"),
                words.gettext("Your answers stay on this computer"),
            )
        self.can.show_lines(words.gettext("What it does"), can)
        cannot = [
            words.gettext("Call back what was already printed, passed on or published"),
            words.gettext("Erase copies that the secretariat made of its data before"),
        ]
        if chosen is not None and chosen[0] == "round":
            cannot.append(words.gettext("Let you send this measurement again: begin a new one"))
        else:
            cannot.append(words.gettext("Take effect before the secretariat has the file"))
        self.cannot.show_lines(words.gettext("What it cannot do"), cannot)

    # --- the file -----------------------------------------------------------------------------

    def _ask(self) -> None:
        words, snapshot = self.desk.words, self.desk.open_snapshot
        if self.what.value is None:
            said = words.gettext("Choose what you want to take back.")
            self._what_row.show_error(said)
            title = words.gettext("There is something to put right")
            self.summary.show_errors(title, [(said, self.what.buttons[0])])
            self._scroll.to_top()
            return
        self._what_row.show_error("")
        self.summary.show_errors("", [])
        name = file_name(snapshot.assessment, words.gettext("taken back"))
        path = ask_save(self.desk, self, words.gettext("Save the file"), name, TO_SEND)
        if path is not None:
            self.write_to(path)

    def write_to(self, path: Path) -> None:
        """Writes the file that takes back what is chosen, and checks it."""
        standing, chosen = self._standing, self.what.value
        assert standing is not None
        assert standing.joined is not None
        assert chosen is not None
        (what, every), membership = chosen, standing.joined.membership
        program, words = self.desk.program, self.desk.words
        round_id = None if every else self.desk.open_snapshot.assessment.round
        reason = self.reason.toPlainText()

        def work(task: Task) -> TakenBack:
            task.advance(words.gettext("Writing and checking the file"), 0, 1)
            return program.sending.withdraw(membership, what, round_id, reason, path)

        self.desk.tasks.work(words.gettext("Take something back"), work, self._written, writes=True)

    def _written(self, found: TakenBack) -> None:
        words = self.desk.words
        number = words.gettext("Check number {number}")
        hand_over = words.gettext("Hand it over to {readers}. A receipt will say that it arrived.")
        self.desk.say(
            words.gettext("Safe to remove the stick: the file was written and checked."),
            "\n".join(
                (
                    number.format(number=check_number(found.written.sha256)),
                    hand_over.format(readers=words.join(found.readers)),
                )
            ),
            file=found.written.path,
        )
        self._forget()
        self._load()
