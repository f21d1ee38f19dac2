"""What was sent before, what the secretariat said of it, and how its receipts come in."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from topp_desktop.domain.errors import UserError
from topp_desktop.foundation.i18n import Translator
from topp_desktop.services.exchange.check_number import digits_of
from topp_desktop.services.exchange.outcome_texts import outcome_text, sender_text
from topp_desktop.services.institution.opening import SPOKEN, Confirmed
from topp_desktop.services.institution.sending import Earlier
from topp_desktop.services.terms import FORMS, term
from topp_desktop.ui.file_dialogs import PACKAGE, ask_open
from topp_desktop.ui.hub import Desk
from topp_desktop.ui.widgets import (
    Button,
    Card,
    FieldRow,
    LineField,
    Tag,
    Text,
    clear,
    row,
    rule,
)
from topp_desktop.ui.widgets.tags import State

DIGITS = 13
_SHOWN = 5


def state_of(one: Earlier, words: Translator) -> tuple[str, State]:
    """The state in a word, and its colours."""
    if one.received is None:
        return words.gettext("Waiting for the receipt"), "active"
    return outcome_text(one.received, words).title, one.received.state_for_sender


def what_of(one: Earlier, words: Translator) -> str:
    """What was sent: a form with its answers, or that something was taken back."""
    if one.what is None:
        answers = words.ngettext("{n} answer", "{n} answers", one.answers)
        return f"{term(FORMS, one.form, words)} · {answers.format(n=words.number(one.answers))}"
    if one.what == "consent":
        return words.gettext("Permission to share taken back")
    return words.gettext("Measurement taken back")


def about(one: Earlier, words: Translator) -> str:
    """Which measurement, from where, and how it was confirmed."""
    which = words.gettext("Measurement {round}").format(round=one.round)
    parts = [which if one.round else words.gettext("All measurements")]
    if not one.here:
        parts.append(words.gettext("from another computer"))
    if one.what is None and one.approval is None:
        parts.append(words.gettext("without approval"))
    if one.received_at is not None:
        day = words.date(one.received_at.astimezone(), "medium")
        said = (
            words.gettext("by phone on {date}")
            if one.how == SPOKEN
            else words.gettext("receipt of {date}")
        )
        parts.append(said.format(date=day))
    return " · ".join(parts)


class EarlierCard(Card):
    """The files made before, newest first. `receipt` carries the path of a receipt to open;
    `confirmed` what a spoken code stood for."""

    receipt = Signal(object)
    confirmed = Signal(object)

    def __init__(self, desk: Desk) -> None:
        words = desk.words
        super().__init__(words.gettext("Files made before"), spacing=10)
        self._desk = desk
        self._earlier: Sequence[Earlier] = ()
        self._all = self._decided = False
        self.institution = ""
        self.unwritten: Collection[str] = ()
        self._lines = QVBoxLayout()
        self._lines.setSpacing(8)
        self.more = Button("", self._show_all, kind="link")
        self.open_receipt = Button(words.gettext("Open a receipt"), self._ask, small=True)
        self.by_phone = Button(words.gettext("Receipt by phone"), self._toggle, small=True)
        self.decisions = Button(
            words.gettext("See what was decided"),
            lambda: desk.navigate("send-decision"),
            kind="link",
        )
        self.code = LineField(longest=40)
        self.code_row = FieldRow(
            self.code,
            words.gettext("Code that the secretariat reads out"),
            words.gettext("Thirteen digits, such as 0482 1107 35519"),
        )
        self.check = Button(words.gettext("Check the code"), self._check, small=True)
        self.code.returnPressed.connect(self._check)
        self._spoken = QWidget()
        spoken = QVBoxLayout(self._spoken)
        spoken.setContentsMargins(0, 4, 0, 0)
        spoken.addWidget(self.code_row)
        spoken.addLayout(row(self.check))
        self._spoken.hide()
        self.add(self._lines, row(self.more), row(self.open_receipt), row(self.by_phone))
        self.add(self._spoken, row(self.decisions))

    def show_earlier(self, earlier: Sequence[Earlier], *, decided: bool) -> None:
        """Lists them, or says that there are none; decided: there is a decision to look at."""
        words, self._decided = self._desk.words, decided
        # What a later file carries, and nobody said anything of, is not waited for.
        earlier = self._earlier = [e for e in earlier if e.received or not e.carried]
        clear(self._lines)
        if not earlier:
            none = words.gettext("None yet. Here you will see which ones the secretariat received.")
            self._lines.addWidget(Text(none, role="small", tone="muted"))
        shown = earlier if self._all else earlier[:_SHOWN]
        for n, one in enumerate(shown):
            if n:
                self._lines.addWidget(rule())
            self._add(one, words)
        self.more.setVisible(len(shown) < len(earlier))
        self.more.set_text(words.gettext("Show all {n}").format(n=words.number(len(earlier))))
        for button in (self.open_receipt, self.by_phone):
            button.setVisible(bool(earlier))
        self.decisions.setVisible(decided)
        if not earlier:
            self._spoken.hide()

    def _add(self, one: Earlier, words: Translator) -> None:
        created = one.created.astimezone()
        day = f"{words.date(created, 'medium')}, {words.time(created)}"
        name, state = state_of(one, words)
        if one.rid in self.unwritten and one.received is None:
            name, state = words.gettext("Not written: save it again"), "attention"
        self._lines.addWidget(Text(day, weight="semibold"))
        self._lines.addWidget(Text(what_of(one, words)))
        self._lines.addWidget(Text(about(one, words), role="small", tone="muted"))
        self._lines.addLayout(row(Tag(name, state)))
        meaning = sender_text(one.received, words) if one.received else ""
        if meaning:
            self._lines.addWidget(Text(meaning, role="small"))

    def _show_all(self) -> None:
        self._all = True
        self.show_earlier(self._earlier, decided=self._decided)
        self.open_receipt.setFocus()

    # --- receipts -----------------------------------------------------------------------------

    def _ask(self) -> None:
        words = self._desk.words
        path = ask_open(self._desk, self, words.gettext("Open a receipt"), PACKAGE)
        if path is not None:
            self.receipt.emit(path)

    def _toggle(self) -> None:
        self._spoken.setVisible(self._spoken.isHidden())
        if not self._spoken.isHidden():
            self.code.setFocus()

    def _check(self) -> None:
        words, program = self._desk.words, self._desk.program
        typed, institution = digits_of(self.code.text()), self.institution
        if len(typed) != DIGITS:
            said = words.gettext("The code has {all} digits; {n} were typed.")
            self._wrong(said.format(all=DIGITS, n=len(typed)))
            return
        self.code_row.show_error("")
        self._desk.tasks.write(
            lambda: program.sending.confirm_by_phone(typed, institution), self._found, self._refused
        )

    def _found(self, found: Confirmed) -> None:
        self.code.clear()
        self._spoken.hide()
        self.confirmed.emit(found)

    def _refused(self, fault: Exception) -> None:
        if isinstance(fault, UserError) and fault.code == "code-not-recognised":
            self._wrong(
                self._desk.words.gettext(
                    "Nothing that was sent from here has this code. Ask for the digits once more."
                )
            )
        else:
            self._desk.show_fault(fault)

    def _wrong(self, error: str) -> None:
        self.code_row.show_error(error)
        self.code.setFocus()
        self.code.selectAll()
