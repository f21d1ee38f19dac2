"""The phone check of a computer that is not known: digits that were heard, not seen."""

from __future__ import annotations

from collections.abc import Callable

from topp_desktop.domain.errors import UserError
from topp_desktop.services.exchange.check_number import digits_of
from topp_desktop.services.secretariat.held import Held
from topp_desktop.services.secretariat.office import Office
from topp_desktop.services.secretariat.trust import Decided
from topp_desktop.ui.hub import Desk
from topp_desktop.ui.widgets import Button, Card, FieldRow, LineField, Text
from topp_desktop.ui.widgets.flow import FlowBox

_DIGITS = 12
_Failed = Callable[[Exception], None]
Decide = Callable[[Callable[[Office], Decided], Callable[[Decided], None], _Failed | None], None]


class PhoneCheck(Card):
    """Call, listen to the digits, type them: only then a computer is admitted.

    decide: runs what needs the keys (work, done, failed); done: is told what was decided.
    """

    def __init__(self, desk: Desk, decide: Decide, done: Callable[[str], None]) -> None:
        super().__init__(spacing=10)
        self._desk = desk
        self._decide = decide
        self._done = done
        self._held: Held | None = None
        self._steps = [Text() for _ in range(3)]
        self.number, self.reason = LineField(longest=40), LineField(longest=500)
        self._rows = [FieldRow(self.number), FieldRow(self.reason)]
        self.admit = Button("", self._admit, kind="primary")
        self.refuse = Button("", self._refuse)
        buttons = FlowBox(spacing=10)
        buttons.add(self.admit)
        buttons.add(self.refuse)
        self._leave = Text(role="small", tone="muted")
        self._refusing = Text(weight="semibold", tone="attention")
        self._refusing.hide()
        self.number.returnPressed.connect(self._admit)
        self.add(*self._steps, *self._rows, buttons, self._refusing, self._leave)

    def show_held(self, held: Held) -> None:
        """Asks about this computer; what was typed for another one is forgotten."""
        words = self._desk.words
        if self._held is None or held.kid != self._held.kid:
            self.number.clear()
            self.reason.clear()
            self._doubt(asked=False)
            for field_row in self._rows:
                field_row.show_error("")
        self._held = held
        self.set_title(words.gettext("Check by phone"))
        steps = (
            words.gettext(
                "1. Call the institution at a number you know, not at one that came with the file."
            ),
            words.gettext(
                "2. Ask whether they sent it. In their program, “Send” shows the number of their "
                "computer: let them read it out."
            ),
            words.gettext("3. Type what you hear. The program compares the digits."),
        )
        for label, text in zip(self._steps, steps, strict=True):
            label.setText(text)
        self._rows[0].set_texts(
            words.gettext("Number of the computer, as you hear it"),
            words.gettext("Twelve digits, such as 0194 8672 5544"),
        )
        self._rows[1].set_texts(
            words.gettext("Whom you spoke to, and when"),
            words.gettext("The position is enough; it stays in the list of what was done."),
        )
        self.admit.set_text(words.gettext("Admit the computer"))
        self.refuse.set_text(
            words.gettext("Yes, refuse it for ever")
            if self._refusing.isVisible()
            else words.gettext("They did not send it")
        )
        self._refusing.setText(
            words.gettext(
                "Nothing of this computer will ever count, and this cannot be taken back: the "
                "institution would need a new invitation on another computer. Press again to do "
                "it."
            )
        )
        self._leave.setText(
            words.gettext(
                "You can also leave it: it waits here, counts nowhere, and nothing is lost."
            )
        )

    def _admit(self) -> None:
        held, words = self._held, self._desk.words
        if held is None:
            return
        typed = digits_of(self.number.text())
        if len(typed) != _DIGITS:
            error = words.gettext("Enter the twelve digits that you hear")
        elif typed != digits_of(held.number):
            error = words.gettext(
                "These are not the digits of this computer. Let them read the number out again; "
                "if it stays different, the file does not come from them."
            )
        else:
            error = ""
        self._rows[0].show_error(error)
        if error:
            self.number.setFocus()
            self.number.selectAll()
            return
        reason = self.reason.text().strip()

        def done(_: Decided) -> None:
            self._done(
                words.gettext(
                    "The computer of {name} is admitted; what it sent has come in."
                ).format(name=held.name or words.gettext("the institution"))
            )

        def failed(fault: Exception) -> None:
            if isinstance(fault, UserError) and fault.code == "institution-unknown":
                self._rows[0].show_error(
                    words.gettext(
                        "This institution was never invited from here. Invite it first, or take "
                        "over the files of the colleague who invited it."
                    )
                )
            else:
                self._desk.show_fault(fault)

        self._decide(lambda office: office.admit(held.kid, reason, held.institution), done, failed)

    def _doubt(self, *, asked: bool) -> None:
        self._refusing.setVisible(asked)
        if self._held is not None:
            self.show_held(self._held)

    def _refuse(self) -> None:
        held, words = self._held, self._desk.words
        if held is None:
            return
        if not self._refusing.isVisible():
            self._doubt(asked=True)
            return
        reason = self.reason.text().strip() or words.gettext("The institution did not send it")

        def done(_: Decided) -> None:
            self._doubt(asked=False)
            self._done(words.gettext("The computer was refused: nothing of it counts."))

        self._decide(lambda office: office.revoke_after(held.kid, reason, []), done, None)
