"""An institution's computers; one that was lost or misused is no longer trusted."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from topp_desktop.services.secretariat.institution_view import Computer, InstitutionView, Version
from topp_desktop.ui.hub import Desk
from topp_desktop.ui.pages.secretariat.office_page import text_of
from topp_desktop.ui.widgets import (
    Button,
    Card,
    Choice,
    FieldRow,
    LevelChoice,
    Notice,
    Tag,
    Text,
    TextField,
    clear,
    column,
    row,
)
from topp_desktop.ui.widgets.flow import FlowBox

ALL, SOME, NONE = "all", "some", "none"


class DistrustForm(QWidget):
    """From when on a computer is not trusted, and why. `asked` carries (kid, good rids or None,
    reason); None: everything received so far stays."""

    asked = Signal(str, object, str)
    closed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._kid = ""
        self._title = Text(weight="semibold")
        self.how = {name: LevelChoice(desk.theme, "") for name in (ALL, SOME, NONE)}
        self.last = Choice()
        self._last_row = FieldRow(self.last)
        self.reason = TextField(rows=(2, 5), longest=2000)
        self._reason_row = FieldRow(self.reason)
        self._warning = Notice(state="attention")
        self.confirm, self.cancel = Button("", self._ask), Button("", self.closed.emit, kind="link")
        for button in self.how.values():
            button.toggled.connect(lambda _: self._show_last())
        buttons = FlowBox(spacing=10)
        for widget in (self.confirm, self.cancel):
            buttons.add(widget)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 8, 0, 0)
        box.setSpacing(8)
        for part in (self._title, *self.how.values(), self._last_row, self._reason_row):
            box.addWidget(part)
        box.addWidget(self._warning)
        box.addWidget(buttons)

    def show_computer(self, computer: Computer, view: InstitutionView) -> None:
        """Asks about this computer."""
        words = self._desk.words
        if computer.kid != self._kid:
            self._kid = computer.kid
            self.reason.clear()
            self.how[ALL].setChecked(True)
        self._title.setText(
            words.gettext("Do not trust computer {number} any more").format(number=computer.number)
        )
        self.how[ALL].set_texts(
            words.gettext("What was received until now is good"),
            words.gettext("It was lost or stolen, and nobody had misused it before."),
        )
        self.how[SOME].set_texts(
            words.gettext("Only up to one of its versions is good"),
            words.gettext("Somebody else worked on it from then on."),
        )
        self.how[NONE].set_texts(
            words.gettext("Nothing of it is good"),
            words.gettext("It never was a computer of the institution."),
        )
        known = {version.rid: version for version in view.versions}
        options = [(rid, self._named(known[rid])) for rid in computer.versions if rid in known]
        self.last.show_options(options, options[0][0] if options else None)
        self.how[SOME].setVisible(bool(options))
        self._last_row.set_texts(words.gettext("The last good version"))
        self._reason_row.set_texts(
            words.gettext("Reason"),
            words.gettext("What happened, who reported it, when."),
        )
        self._warning.text.setText(
            words.gettext(
                "What it sends from now on waits outside and counts nowhere. This cannot be taken "
                "back: to work again, the institution opens a new invitation on a computer in good "
                "hands."
            )
        )
        self.confirm.set_text(words.gettext("Do not trust it any more"))
        self.cancel.set_text(words.gettext("Leave it as it is"))
        self._show_last()

    def _named(self, version: Version) -> str:
        words = self._desk.words
        made = version.created.astimezone()
        return words.gettext("{round}, made on {date}, {time}").format(
            round=version.round, date=words.date(made), time=words.time(made)
        )

    def _show_last(self) -> None:
        self._last_row.setVisible(self.how[SOME].isChecked())

    def _ask(self) -> None:
        reason = text_of(self.reason)
        error = "" if reason else self._desk.words.gettext("Enter the reason")
        self._reason_row.show_error(error)
        if error:
            self.reason.setFocus()
            return
        good: list[str] | None = None
        if self.how[NONE].isChecked():
            good = []
        elif self.how[SOME].isChecked():
            good = [str(self.last.currentData())]
        self.asked.emit(self._kid, good, reason)


class ComputersCard(Card):
    """One line for each computer, with a way to distrust it."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(spacing=8)
        self._desk = desk
        self._view: InstitutionView | None = None
        self._asked = ""
        self._none = Text(tone="muted")
        self._rows = QVBoxLayout()
        self._rows.setSpacing(10)
        self.form = DistrustForm(desk)
        self.form.closed.connect(lambda: self._ask_about(""))
        self.form.hide()
        self.add(self._none, self._rows, self.form)

    def show_view(self, view: InstitutionView) -> None:
        """Shows the computers of an institution."""
        words, self._view = self._desk.words, view
        self.set_title(words.gettext("Computers"))
        self._none.setVisible(not view.computers)
        self._none.setText(words.gettext("No computer has sent anything yet."))
        clear(self._rows)
        for computer in view.computers:
            self._rows.addWidget(self._row(computer))
        self._ask_about(self._asked)

    def close_form(self) -> None:
        """Something was decided."""
        self._asked = ""
        self.form.hide()

    def _row(self, computer: Computer) -> QWidget:
        words = self._desk.words
        facts = [
            words.gettext("admitted after a phone check")
            if computer.by_phone
            else words.gettext("opened an invitation")
        ]
        if computer.last is not None:
            last = words.date(computer.last.astimezone())
            facts.append(words.gettext("last version made on {date}").format(date=last))
        line = QWidget()
        name = words.gettext("Computer {number}").format(number=computer.number)
        box = column(Text(name, weight="semibold"), spacing=2)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(Text(" · ".join(facts), role="small", tone="muted"))
        if computer.trusted:
            distrust = Button(
                words.gettext("Lost, stolen or misused?"),
                partial(self._ask_about, computer.kid),
                kind="link",
                small=True,
                name=words.gettext("{computer}: lost, stolen or misused?").format(computer=name),
            )
            box.addLayout(row(distrust))
        else:
            box.addLayout(row(Tag(words.gettext("No longer trusted"), "trouble")))
        line.setLayout(box)
        return line

    def _ask_about(self, kid: str) -> None:
        self._asked = kid
        found = [c for c in (self._view.computers if self._view else ()) if c.kid == kid]
        self.form.setVisible(bool(found))
        if found and self._view is not None:
            self.form.show_computer(found[0], self._view)
            self.form.reason.setFocus()
