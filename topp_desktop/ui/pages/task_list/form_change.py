"""Going on with the full form, and back to the short one: said first where something stands."""

from __future__ import annotations

from PySide6.QtCore import Qt

from topp_desktop.services.program import Program
from topp_desktop.ui.hub import Desk, Snapshot
from topp_desktop.ui.widgets import Button, Card, Text, row


class FormChange(Card):
    """Hidden until somebody goes on with a measurement that is approved or was sent."""

    def __init__(self, desk: Desk) -> None:
        words = desk.words
        super().__init__(words.gettext("This measurement is approved or was sent"), spacing=8)
        self._desk = desk
        self._text = Text(
            words.gettext(
                "The result of the short form, its approval and what was sent stay as they are "
                "while you answer. When the full form has an overall level, that becomes the "
                "result, and has to be approved and sent anew. You can go back to the short form "
                "at any time."
            )
        )
        self.go_on = Button(
            words.gettext("Go on with the full form"), lambda: self._change("full"), kind="primary"
        )
        self.stay = Button(words.gettext("Stay with the short form"), self.hide)
        self.add(self._text, row(self.go_on, self.stay))
        self.hide()

    def to_full(self) -> None:
        """Goes on with the full form, or first says what that means for what was approved."""
        desk, snapshot = self._desk, self._desk.open_snapshot
        desk.tasks.write(lambda: _stands(desk.program, snapshot), self._ask_or_go)

    def to_short(self) -> None:
        """Back to the short form; the other answers stay stored."""
        self._change("short")

    def _ask_or_go(self, stands: bool) -> None:
        if not stands:
            self._change("full")
            return
        self.show()
        self.go_on.setFocus(Qt.FocusReason.OtherFocusReason)

    def _change(self, form: str) -> None:
        self.hide()
        self._desk.change_form(form)


def _stands(program: Program, snapshot: Snapshot) -> bool:
    """Whether the measurement was approved, reviewed or sent. On the writer thread."""
    if program.approvals.status(snapshot.id).state != "draft":
        return True
    here = snapshot.assessment
    standing = program.sending.standing(here.institution, here.round)
    return any(sent.round == here.round and sent.what is None for sent in standing.earlier)
