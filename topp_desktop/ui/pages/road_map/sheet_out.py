"""Ways out: leave an action out with a reason, take it back, forget what was changed."""

from __future__ import annotations

from PySide6.QtCore import Signal

from topp_desktop.domain.roadmap import PlannedAction
from topp_desktop.domain.roadmap.edits import TEXT_LIMITS
from topp_desktop.services.plan.keeping import OpenPlan
from topp_desktop.ui.hub import Desk
from topp_desktop.ui.pages.road_map.model import is_edited
from topp_desktop.ui.widgets import Button, Card, FieldRow, Text, TextField, row


class OutCard(Card):
    """dropped: the reason; taken_back; reset."""

    dropped = Signal(str)
    taken_back = Signal()
    reset = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__(spacing=10)
        self._desk = desk
        self._action = ""
        self._said = Text(role="small", tone="muted")
        self.reason = TextField(longest=TEXT_LIMITS["reason"], rows=(2, 5))
        self._reason = FieldRow(self.reason)
        self.leave_out = Button("", self._drop, small=True)
        self.back = Button("", self.taken_back.emit, small=True)
        self.forget = Button("", self.reset.emit, small=True)
        self.add(self._said, self._reason)
        self.add(row(self.leave_out), row(self.back), row(self.forget))

    def retranslate(self) -> None:
        """Reads the words again."""
        words = self._desk.words
        self.set_title(words.gettext("Leave out or return"))
        self._reason.set_texts(words.gettext("Why is it left out?"))
        self.leave_out.set_text(words.gettext("Leave out of the plan"))
        self.back.set_text(words.gettext("Take back into the plan"))

    def show_action(self, opened: OpenPlan, planned: PlannedAction) -> None:
        """What can be done with this action."""
        words = self._desk.words
        if planned.id != self._action:
            self._action = planned.id
            self.reason.clear()
            self.reason.drop()
            self._reason.show_error("")
        edit = opened.edits.actions.get(planned.id)
        out = planned.id in {a.id for a in opened.road_map.left_out}
        dropped = edit is not None and edit.dropped
        own = planned.action.own
        self._reason.setVisible(not out and not own)
        self.leave_out.setVisible(not out and not own)
        self.back.setVisible(dropped)
        touched = is_edited(edit) or (edit is not None and edit.start is not None)
        self.forget.setVisible(own or touched)
        self.forget.set_text(
            words.gettext("Remove this action")
            if own
            else words.gettext("Return to what was proposed")
        )
        if dropped and edit is not None:
            said = words.gettext("It was left out: {reason}").format(reason=edit.reason)
        elif out:
            said = words.gettext("Goes with the step before it, which was left out.")
        elif own:
            said = words.gettext("Removing it can be undone with Ctrl+Z.")
        else:
            said = words.gettext(
                "The later steps on the same question go with it. It stays listed, and can be "
                "taken back."
            )
        self._said.setText(said)

    def _drop(self) -> None:
        reason = self.reason.toPlainText().strip()
        words = self._desk.words
        self._reason.show_error(
            "" if reason else words.gettext("Write the reason in one sentence.")
        )
        if reason:
            self.dropped.emit(reason)
        else:
            self.reason.setFocus()
