"""An institution that was renamed, or invited twice: both entries become one."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from topp_desktop.foundation.text import fold
from topp_desktop.services.secretariat.inbox import Invitee
from topp_desktop.services.secretariat.institution_view import InstitutionView
from topp_desktop.ui.hub import Desk
from topp_desktop.ui.pages.secretariat.office_page import text_of
from topp_desktop.ui.widgets import (
    Button,
    Card,
    Choice,
    FieldRow,
    LineField,
    Notice,
    Text,
    TextField,
    column,
    row,
)
from topp_desktop.ui.widgets.flow import FlowBox


class SameOneCard(Card):
    """Closed: one sentence and a button. Open: the other entry, what follows, the reason.

    `asked` carries (the other id, reason).
    """

    asked = Signal(str, str)

    def __init__(self, desk: Desk) -> None:
        super().__init__(spacing=10)
        self._desk = desk
        self._text = Text(role="small", tone="muted")
        self.open_button = Button("", self._open)
        self._form = QWidget()
        self.other = Choice()
        self._other_row = FieldRow(self.other)
        self.reason = TextField(rows=(2, 4), longest=2000)
        self._reason_row = FieldRow(self.reason)
        self._warning = Notice(state="attention")
        self.confirm, self.cancel = Button("", self._ask), Button("", self.close_form, kind="link")
        buttons = FlowBox(spacing=10)
        for widget in (self.confirm, self.cancel):
            buttons.add(widget)
        box = column(self._other_row, self._reason_row, self._warning, spacing=10)
        box.addWidget(buttons)
        box.setContentsMargins(0, 0, 0, 0)
        self._form.setLayout(box)
        self._form.hide()
        self.add(self._text, row(self.open_button), self._form)

    def show_view(self, view: InstitutionView, others: Sequence[Invitee]) -> None:
        """others: entries that are not this institution yet, the likeliest first."""
        words = self._desk.words
        self.setVisible(bool(others))
        self.set_title(words.gettext("The same institution under another name?"))
        self._text.setText(
            words.gettext(
                "It was renamed, or invited twice, and stands in the list two times. Both entries "
                "can be made one."
            )
        )
        self.open_button.set_text(words.gettext("Join with another entry"))
        chosen = self.other.currentData()
        self.other.show_options(
            [
                (
                    one.id,
                    words.gettext("{name} ({country}), invited on {date}").format(
                        name=one.name,
                        country=words.territory(one.country),
                        date=words.date(one.invited.astimezone()),
                    ),
                )
                for one in others
            ],
            chosen,
        )
        self.other.setPlaceholderText(words.gettext("Choose …"))
        self._other_row.set_texts(words.gettext("The other entry"))
        self._reason_row.set_texts(words.gettext("Reason"))
        self._warning.text.setText(
            words.gettext(
                "What both sent counts as the history of one institution from now on; where both "
                "answered the same measurement, the differences wait to be decided. The computers "
                "of both go on working. Nothing is erased, but joining cannot be taken back: check "
                "country and level first."
            )
        )
        self.confirm.set_text(words.gettext("Make both one institution"))
        self.cancel.set_text(words.gettext("Leave it as it is"))

    def close_form(self) -> None:
        """Back to one sentence."""
        self._form.hide()
        self.open_button.show()
        self.reason.clear()
        self.other.show_value(None)
        for field_row in (self._other_row, self._reason_row):
            field_row.show_error("")

    def _open(self) -> None:
        self._form.show()
        self.open_button.hide()
        self.other.setFocus()

    def _ask(self) -> None:
        words, reason = self._desk.words, text_of(self.reason)
        other = self.other.currentData()
        self._other_row.show_error("" if other else words.gettext("Choose the other entry"))
        self._reason_row.show_error("" if reason else words.gettext("Enter the reason"))
        if not other:
            self.other.setFocus()
        elif not reason:
            self.reason.setFocus()
        else:
            self.asked.emit(str(other), reason)


class EraseCard(Card):
    """Erases a measurement that was taken back, after its consequences were read.

    `asked` carries (round, reason).
    """

    asked = Signal(str, str)

    def __init__(self, desk: Desk) -> None:
        super().__init__(spacing=10)
        self._desk = desk
        self._name = ""
        self._text = Text()
        self.round = Choice()
        self._round_row = FieldRow(self.round)
        self.name = LineField()
        self._name_row = FieldRow(self.name)
        self.reason = LineField(longest=500)
        self._reason_row = FieldRow(self.reason)
        self._warning = Notice(state="trouble")
        self.confirm = Button("", self._ask)
        self.add(self._text, self._round_row, self._warning, self._name_row, self._reason_row)
        self.add(row(self.confirm))

    def show_view(self, view: InstitutionView) -> None:
        """Hidden where nothing was taken back."""
        words, self._name = self._desk.words, view.name
        rounds = [one.round for one in view.rounds if one.purgeable]
        self.setVisible(bool(rounds))
        self.set_title(words.gettext("Taken back by the institution"))
        self._text.setText(
            words.gettext(
                "The institution took this measurement back: it counts nowhere and is not shown "
                "in the regional picture. Its content is still stored here until you erase it."
            )
        )
        self.round.show_options([(r, r) for r in rounds], rounds[0] if rounds else None)
        self._round_row.set_texts(words.gettext("Measurement"))
        self._round_row.setVisible(len(rounds) > 1)
        self._warning.text.setText(
            words.gettext(
                "Erasing is final. Answers, computers and names of this measurement leave this "
                "program and its list of what arrived; only numbers stay, so that the same file is "
                "not taken in again. Not erased are: the files that arrived, copies of the data "
                "that were saved before, what colleagues received on other computers, and reports "
                "that were already written. Erase those yourself."
            )
        )
        self._name_row.set_texts(words.gettext("Type the institution's name to confirm"), view.name)
        self._reason_row.set_texts(
            words.gettext("Reason"), words.gettext("Such as date and number of their letter")
        )
        self.confirm.set_text(words.gettext("Erase for ever"))

    def clear_fields(self) -> None:
        """Nothing that was typed for one institution serves for another."""
        self.name.clear()
        self.reason.clear()
        self._name_row.show_error("")
        self._reason_row.show_error("")

    def _ask(self) -> None:
        words, reason = self._desk.words, self.reason.text().strip()
        same = fold(self.name.text()) == fold(self._name)
        self._name_row.show_error("" if same else words.gettext("This is not the name above"))
        self._reason_row.show_error("" if reason else words.gettext("Enter the reason"))
        if not same:
            self.name.setFocus()
        elif not reason:
            self.reason.setFocus()
        else:
            self.asked.emit(str(self.round.currentData()), reason)
