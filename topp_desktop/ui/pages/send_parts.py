"""Parts of the send page: what leaves and stays, the approval, what was sent before."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QRadioButton, QVBoxLayout, QWidget

from topp_desktop.domain.exchange import Consent
from topp_desktop.foundation.i18n import N_
from topp_desktop.services.sending import Earlier
from topp_desktop.services.terms import FORMS, term
from topp_desktop.ui.hub import Desk
from topp_desktop.ui.widgets import Card, Tag, Text, clear, row, rule

CONSENT_WORDS: tuple[tuple[Consent, str], ...] = (
    ("secretariat", N_("Kept to the secretariat")),
    ("peers", N_("Shared with the focal point and with peers")),
    ("public", N_("Publishable by name")),
)


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


class ConsentChoice(QWidget):
    """Three circles of readers, the closest one first; `chosen` carries the consent."""

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._buttons: dict[Consent, QRadioButton] = {}
        self._group = QButtonGroup(self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        for consent, _ in CONSENT_WORDS:
            button = QRadioButton()
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

    def retranslate(self, desk: Desk, name: str) -> None:
        """Reads the words again; `name` is what the choice is about."""
        for consent, words in CONSENT_WORDS:
            text = desk.words.gettext(words)
            self._buttons[consent].setText(text)
            self._buttons[consent].setAccessibleName(f"{name}: {text}")


class EarlierCard(Card):
    """The versions of this measurement that were made before, newest first."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._lines = QVBoxLayout()
        self._lines.setSpacing(8)
        self.add(self._lines)

    def show_earlier(self, earlier: Sequence[Earlier]) -> None:
        """Lists them, or says that there are none."""
        words = self._desk.words
        self.set_title(words.gettext("Files made before"))
        clear(self._lines)
        if not earlier:
            none = words.gettext("None yet for this measurement.")
            self._lines.addWidget(Text(none, role="small", tone="muted"))
        for n, one in enumerate(earlier):
            if n:
                self._lines.addWidget(rule())
            answers = words.ngettext("{n} answer", "{n} answers", one.answers).format(n=one.answers)
            state = (
                Tag(words.gettext("Approved"), "done")
                if one.approval
                else Tag(words.gettext("Without approval"), "neutral")
            )
            created = words.date(one.created.astimezone(), "medium")
            self._lines.addLayout(row(Text(created, wrap=False)))
            form = f"{term(FORMS, one.form, words)} · {answers}"
            self._lines.addWidget(Text(form, role="small", tone="muted"))
            self._lines.addLayout(row(state))
