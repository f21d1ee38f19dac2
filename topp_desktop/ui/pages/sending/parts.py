"""Parts of the send page: what leaves and stays, and the permitted use."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QLayout,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from topp_desktop.domain.exchange import CONSENTS, Consent
from topp_desktop.foundation.i18n import Translator
from topp_desktop.services.exchange.version_words import CONSENTS as CONSENT_WORDS
from topp_desktop.services.measurement.approval import ApprovalStatus
from topp_desktop.ui.hub import Desk
from topp_desktop.ui.parts.approval_status import told
from topp_desktop.ui.theme.theme import Theme
from topp_desktop.ui.widgets import Button, Card, Notice, Text, clear, row
from topp_desktop.ui.widgets.columns import Columns
from topp_desktop.ui.widgets.tags import State


class ListCard(Card):
    """A title and short lines, each with a mark before it."""

    def __init__(self, mark: str, tone: str) -> None:
        super().__init__()
        self._mark, self._tone = mark, tone
        self._lines = QVBoxLayout()
        self._lines.setSpacing(10)
        self.add(self._lines)
        self.body.addStretch(1)

    def show_lines(self, title: str, lines: Sequence[str]) -> None:
        """Other words."""
        self.set_title(title)
        clear(self._lines)
        for line in lines:
            holder = QHBoxLayout()
            holder.setSpacing(12)
            mark = Text(self._mark, weight="bold", wrap=False)
            mark.setProperty("tone", self._tone)
            holder.addWidget(mark)
            holder.addWidget(Text(line), 1)
            self._lines.addLayout(holder)


def leaving_lines(words: Translator, *, proposed: bool) -> tuple[str, ...]:
    """What leaves with a file. proposed: nobody has made the road map the institution's yet."""
    return (
        words.gettext("Agreed levels"),
        words.gettext("Justifications"),
        words.gettext("Document titles"),
        words.gettext("Road map, as the program proposes it: nobody has kept it yet")
        if proposed
        else words.gettext("Road map"),
        words.gettext("Needs"),
    )


def staying_lines(words: Translator) -> tuple[str, ...]:
    """What never leaves."""
    return (
        words.gettext("Names"),
        words.gettext("Individual answers"),
        words.gettext("Private notes"),
        words.gettext("Files"),
    )


class ConsentChoice(QWidget):
    """Three circles of readers, the closest one first; `chosen` carries the consent."""

    chosen = Signal(str)

    def __init__(self, words: Translator, name: str) -> None:
        """`name` is what the choice is about."""
        super().__init__()
        self._buttons: dict[Consent, QRadioButton] = {}
        self._group = QButtonGroup(self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        for consent in CONSENTS:
            text = words.gettext(CONSENT_WORDS[consent])
            button = QRadioButton(text)
            button.setAccessibleName(f"{name}: {text}")
            button.setMinimumHeight(26)
            button.clicked.connect(partial(self.chosen.emit, consent))
            self._buttons[consent] = button
            self._group.addButton(button)
            layout.addWidget(button)
        self._buttons["secretariat"].setChecked(True)

    @property
    def value(self) -> Consent:
        """What is chosen."""
        return next(c for c, button in self._buttons.items() if button.isChecked())

    def show_value(self, consent: Consent) -> None:
        """Chooses without `chosen`."""
        self._buttons[consent].setChecked(True)

    def restrict(self, *, taken_back: bool) -> None:
        """Where the permission was taken back, only the closest circle is left."""
        for consent, button in self._buttons.items():
            button.setEnabled(consent == "secretariat" or not taken_back)
        if taken_back:
            self.show_value("secretariat")


class Advice(Notice):
    """A notice with the one thing to do about it."""

    def __init__(
        self, action: str, pressed: Callable[[], object], state: State = "attention"
    ) -> None:
        super().__init__(state=state)
        self.button = Button(action, pressed, small=True)
        layout = self.layout()
        assert isinstance(layout, QVBoxLayout)
        layout.addLayout(row(self.button))
        self.hide()

    def show_advice(self, text: str) -> None:
        """Says it; an empty text takes the notice away."""
        self.text.setText(text)
        self.setVisible(bool(text))


class Fact(Columns):
    """What a fact is called, and beside it what it says."""

    def __init__(self, theme: Theme, name: str, *things: QWidget | QLayout) -> None:
        super().__init__(theme, 480, spacing=12)
        label = Text(name, role="small", tone="muted")
        label.setAlignment(Qt.AlignmentFlag.AlignTop)
        label.setContentsMargins(0, 2, 0, 0)
        holder = QWidget()
        box = QVBoxLayout(holder)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(6)
        for thing in things:
            if isinstance(thing, QWidget):
                box.addWidget(thing)
            else:
                box.addLayout(thing)
        self.add(label, 2)
        self.add(holder, 7)


class ApprovedBy(Fact):
    """Who approved what is about to leave, and the way to the approval."""

    def __init__(self, desk: Desk) -> None:
        words = desk.words
        self._words, self._who = words, Text(weight="semibold")
        hint = words.gettext(
            "It may be sent all the same: the secretariat sees that nobody approved it, and an "
            "approval can follow with the next file."
        )
        self._hint = Text(hint, role="small", tone="muted")
        approval = words.gettext("Review and approval")
        link = row(Button(approval, lambda: desk.navigate("approval"), small=True))
        super().__init__(desk.theme, words.gettext("Approved by"), self._who, self._hint, link)

    def show_status(self, status: ApprovalStatus | None) -> None:
        """None: it was not read yet."""
        words = self._words
        approval = status.approval if status and status.state == "approved" else None
        self._who.setText(
            told(approval, words) if approval else words.gettext("Nobody has approved it as it is.")
        )
        self._hint.setVisible(approval is None)
