""" "Nothing started under this objective": its questions at level 0 in one step, answers kept."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout

from topp_desktop.domain.assessment.review import ObjectiveZeros, objective_zeros
from topp_desktop.ui.hub import Desk
from topp_desktop.ui.parts.reviews import answer_words
from topp_desktop.ui.widgets import Button, Card, Text, clear, row

_WORTH_IT = 2
"""From this many questions on it is quicker than answering them."""


def zeros_of(desk: Desk, objective: str | None) -> ObjectiveZeros | None:
    """What would become 0 under an objective; None where it is not worth a proposal."""
    snapshot = desk.open_snapshot
    if objective is None:
        return None
    found = objective_zeros(
        snapshot.instrument, snapshot.assessment, objective, snapshot.respondent
    )
    return found if len(found.responses) >= _WORTH_IT else None


class ZerosCard(Card):
    """Says which questions become 0 and which answers stay; nothing happens before the button."""

    done = Signal(str)
    """The objective whose questions were saved as 0."""
    closed = Signal()

    def __init__(self, desk: Desk) -> None:
        words = desk.words
        super().__init__(words.gettext("Nothing started under this objective"), spacing=6)
        self._desk = desk
        self._zeros: ObjectiveZeros | None = None
        self._intro = Text()
        self._list = QVBoxLayout()
        self._list.setSpacing(4)
        self._undone = Text(
            words.gettext("One step: Ctrl+Z takes all of it back. Notes and documents stay."),
            role="small",
            tone="muted",
        )
        self.save = Button("", self.accept, small=True)
        self.cancel = Button(words.gettext("Cancel"), self._close, kind="link", small=True)
        self.add(self._intro, self._list, self._undone, row(self.save, self.cancel))
        self.hide()

    def propose(self, objective: str) -> None:
        """Shows the proposal for an objective and takes the focus."""
        zeros = zeros_of(self._desk, objective)
        if zeros is None:
            return
        self._zeros = zeros
        words, wording = self._desk.words, self._desk.wording
        snapshot = self._desk.open_snapshot
        count = len(zeros.responses)
        self._intro.setText(
            words.ngettext(
                "“{objective}”: {n} question becomes 0 · {level}.",
                "“{objective}”: {n} questions become 0 · {level}.",
                count,
            ).format(objective=wording.objective(objective), n=count, level=wording.level(0))
        )
        clear(self._list)
        by_id = snapshot.instrument.by_id
        for item in (by_id[response.item] for response in zeros.responses):
            line = f"{wording.item_code(item)}  {wording.stem(item.id)}"
            self._list.addWidget(Text(line, role="small"))
        for item in (by_id[name] for name in zeros.kept):
            said, _ = answer_words(snapshot.response(item.id), item, words, wording)
            kept = words.gettext("{code} keeps its answer: {answer}").format(
                code=wording.item_code(item), answer=said
            )
            self._list.addWidget(Text(kept, role="small", tone="muted"))
        self.save.set_text(
            words.ngettext("Save {n} question as 0", "Save {n} questions as 0", count).format(
                n=count
            )
        )
        self.show()
        self.save.setFocus(Qt.FocusReason.OtherFocusReason)

    def accept(self) -> None:
        """Saves them, as one step."""
        zeros = self._zeros
        if zeros is None:
            return
        mine, program = self._desk.open_snapshot.id, self._desk.program
        self.forget()
        self._desk.change(
            lambda: program.answers.record_zeros(mine, zeros),
            lambda _: self.done.emit(zeros.objective),
        )

    def forget(self) -> None:
        """Takes the proposal away."""
        self._zeros = None
        self.hide()

    def _close(self) -> None:
        self.forget()
        self.closed.emit()
