"""The way of a measurement in one line, with the one button that goes on."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QPainter, QPen, QPixmap, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame

from topp_desktop.foundation.i18n import N_, Translator
from topp_desktop.services.measurement.journey import (
    JourneyStep,
    StepKey,
    current_step,
    journey,
)
from topp_desktop.ui.hub import Desk
from topp_desktop.ui.theme.theme import Theme
from topp_desktop.ui.widgets import Button, restyle
from topp_desktop.ui.widgets.flow import FlowBox

_NAMES: dict[StepKey, str] = {
    "answer": N_("Answering"),
    "documents": N_("Documents"),
    "agree": N_("Agreeing"),
    "approve": N_("Approving"),
    "send": N_("Sending"),
}
_PLACES: dict[StepKey, tuple[str, object]] = {
    "answer": ("question", None),
    "documents": ("check", "bare"),
    "agree": ("agreement", None),
    "approve": ("approval", None),
    "send": ("send", None),
}
_ROUND = 22
_FOLD_BELOW = 600
"""Pixels of the whole: in less, the button lies below the steps."""


class Stepper(QFrame):
    """Answer, document, agree, approve, send: each leads to its page."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setProperty("kind", "card")
        self._desk = desk
        self._approved = self._sent = False
        self.steps = {
            key: Button("", partial(desk.navigate, *_PLACES[key]), kind="link") for key in _NAMES
        }
        for button in self.steps.values():
            button.setProperty("kind", "step")
        self.go_on = Button("", self._go_on, kind="primary", small=True)
        self._current: JourneyStep | None = None
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._box.setContentsMargins(16, 6, 6, 6)
        self._box.setSpacing(12)
        self._box.addWidget(FlowBox(*self.steps.values(), spacing=20), 1)
        middle = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        self._box.addWidget(self.go_on, 0, middle)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        direction = QBoxLayout.Direction
        narrow = self.width() < self._desk.theme.px(_FOLD_BELOW)
        self._box.setDirection(direction.TopToBottom if narrow else direction.LeftToRight)

    def show_results(self) -> None:
        """Shows what is known at once, and reads what stands on the disk."""
        self._show()
        snapshot, program = self._desk.open_snapshot, self._desk.program
        who, round_ = snapshot.assessment.institution, snapshot.assessment.round

        def read() -> tuple[bool, bool]:
            earlier = program.sending.standing(who, round_).earlier
            sent = any(one.round == round_ and one.what is None for one in earlier)
            return program.approvals.status(snapshot.id).state == "approved", sent

        def known(found: tuple[bool, bool]) -> None:
            now = self._desk.snapshot
            if now is not None and now.id == snapshot.id:
                self._approved, self._sent = found
                self._show()

        self._desk.tasks.write(read, known)

    def _show(self) -> None:
        words, theme = self._desk.words, self._desk.theme
        steps = journey(self._desk.results, approved=self._approved, sent=self._sent)
        self._current = current_step(steps)
        for place, step in enumerate(steps, start=1):
            button = self.steps[step.key]
            state = "now" if step == self._current else "todo" if step.left else "done"
            name = words.gettext(_NAMES[step.key])
            if step.total > 1 and step.left:
                counted = words.gettext("{done} of {total}")
                name += f" · {counted.format(done=step.done, total=step.total)}"
            said = {
                "now": words.gettext("{step}, the next step"),
                "done": words.gettext("{step}, done"),
                "todo": "{step}",
            }[state]
            button.set_text(name, f"{place} {said.format(step=name)}")
            button.setProperty("state", state)
            button.setIcon(_numbered(theme, place, state))
            button.setIconSize(QSize(theme.px(_ROUND), theme.px(_ROUND)))
            restyle(button)
        self.go_on.setVisible(self._current is not None)
        if self._current is not None:
            self.go_on.set_text(_invitation(self._current, words))

    def _go_on(self) -> None:
        if self._current is not None:
            self._desk.navigate(*_PLACES[self._current.key])


def _invitation(step: JourneyStep, words: Translator) -> str:
    """What the button of a step says."""
    counted = {
        "answer": words.ngettext(
            "Answer the question left", "Answer the {n} questions left", step.left
        ),
        "documents": words.ngettext(
            "Note the document missing", "Note the {n} documents missing", step.left
        ),
        "agree": words.ngettext("Agree on {n} question", "Agree on {n} questions", step.left),
        "approve": words.gettext("Review and approve"),
        "send": words.gettext("Send to the secretariat"),
    }
    return counted[step.key].format(n=step.left)


def _numbered(theme: Theme, number: int, state: str) -> QIcon:
    """A circle with the number: filled for the next step, a tick for what is done."""
    side = theme.px(_ROUND)
    ratio = 2.0
    picture = QPixmap(round(side * ratio), round(side * ratio))
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    circle = QRectF(0.75, 0.75, side - 1.5, side - 1.5)
    filled = {"now": "accent", "done": "done-tint"}.get(state, "card")
    painter.setBrush(theme.color(filled))
    painter.setPen(QPen(theme.color({"now": "accent", "done": "done"}.get(state, "edge")), 1.2))
    painter.drawEllipse(circle)
    if state == "done":
        tick = theme.pixmap("check", "done", 14)
        inset = (side - theme.px(14)) / 2
        painter.drawPixmap(QRectF(inset, inset, theme.px(14), theme.px(14)), tick, tick.rect())
    else:
        painter.setFont(theme.font("small", "semibold"))
        painter.setPen(theme.color("ink-on-accent" if state == "now" else "muted"))
        painter.drawText(circle, Qt.AlignmentFlag.AlignCenter, str(number))
    painter.end()
    return QIcon(picture)
