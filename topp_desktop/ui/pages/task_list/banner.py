"""Above the areas: what the form is, how far it is, and the way to the results."""

from __future__ import annotations

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QVBoxLayout

from topp_desktop.services.measurement.sentences import ahead_sentence
from topp_desktop.ui.hub import Desk, Snapshot
from topp_desktop.ui.pages.task_list.area import FOLD_BELOW
from topp_desktop.ui.pages.task_list.form_change import FormChange
from topp_desktop.ui.parts.question_order import Ask, ItemGroup, first_open
from topp_desktop.ui.widgets import Button, Text


class Banner(QFrame):
    """What the form is, how far it is, and the way to the results."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setProperty("kind", "banner")
        self._desk = desk
        self._title = Text(role="card", weight="semibold", tone="banner")
        self._text = Text(role="body", tone="banner")
        self.main = Button("", self._go, kind="banner")
        self.change = FormChange(desk)
        self.full = Button("", self._other_form, kind="banner")
        self.full.setProperty("kind", "onbanner")
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._box.setContentsMargins(20, 16, 20, 16)
        self._box.setSpacing(18)
        texts = QVBoxLayout()
        texts.setSpacing(2)
        texts.addWidget(self._title)
        texts.addWidget(self._text)
        self._box.addLayout(texts, 1)
        buttons = QHBoxLayout()
        buttons.setSpacing(10)
        buttons.addWidget(self.full)
        buttons.addWidget(self.main)
        buttons.addStretch(1)
        self._box.addLayout(buttons)
        self._target = ""

    def show_snapshot(self, snapshot: Snapshot) -> None:
        words = self._desk.words
        items = snapshot.items
        answered = sum(snapshot.is_answered(item.id) for item in items)
        results = snapshot.results
        short = snapshot.assessment.form == "short"
        complete = answered == len(items)
        figures = {"done": words.number(answered), "total": words.number(len(items))}
        anywhere = words.gettext(
            "Answer in any order and close whenever you like: every answer is already saved."
        )
        if complete:
            title = words.gettext("Short form complete.") if short else words.gettext("Complete.")
        elif not answered:
            title = (
                words.gettext("Short form: {total} questions, about {minutes} minutes.")
                if short
                else words.gettext("{total} questions, about {minutes} minutes.")
            ).format(total=figures["total"], minutes=ItemGroup(None, items).minutes)
        elif short:
            title = words.gettext("Short form: {done} of {total} questions answered.").format(
                **figures
            )
        else:
            title = words.gettext("{done} of {total} questions answered.").format(**figures)
        text = anywhere
        longer = any(form.id == "full" for form in snapshot.instrument.forms) and short
        if complete and longer:
            text = words.gettext(
                "See what the answers say, or go on with the full form, area by area: "
                "what you answered stays."
            )
        elif complete:
            text = words.gettext("See what the answers say.")
        elif results.ahead:
            text = ahead_sentence(results, words)
        self._title.setText(title)
        self._text.setText(text)
        self._target = "results" if answered else "question"
        self.main.set_text(
            words.gettext("See results") if answered else words.gettext("To the first question")
        )
        self.full.set_text(
            words.gettext("Go on with the full form")
            if short
            else words.gettext("Back to the short form")
        )
        shorter = any(form.id == "short" for form in snapshot.instrument.forms) and not short
        self.full.setVisible((complete and longer) or shorter)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        fold = self.width() < self._desk.theme.px(FOLD_BELOW)
        self._box.setDirection(
            QBoxLayout.Direction.TopToBottom if fold else QBoxLayout.Direction.LeftToRight
        )

    def _go(self) -> None:
        snapshot = self._desk.open_snapshot
        first = Ask(first_open(snapshot, snapshot.items).id)
        self._desk.navigate(self._target, first if self._target == "question" else None)

    def _other_form(self) -> None:
        short = self._desk.open_snapshot.assessment.form == "short"
        (self.change.to_full if short else self.change.to_short)()
