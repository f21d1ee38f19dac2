"""Parts of the send page: what leaves and stays, the approval, what was sent before."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QRadioButton, QVBoxLayout, QWidget

from topp_desktop.domain.exchange import Consent
from topp_desktop.foundation.i18n import N_
from topp_desktop.services.send import Approval
from topp_desktop.services.sending import Earlier
from topp_desktop.services.terms import FORMS, term
from topp_desktop.ui.hub import Desk
from topp_desktop.ui.widgets import Card, FieldRow, LineField, Tag, Text, clear, row, rule
from topp_desktop.ui.widgets.columns import Columns

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


class ApprovalFields(QWidget):
    """Position, date and letter of who approved; all of them, or none."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.position, self.date, self.letter = LineField(), LineField(longest=10), LineField()
        self.rows = [FieldRow(field) for field in (self.position, self.date, self.letter)]
        columns = Columns(desk.theme, 520, spacing=12)
        for field_row, share in zip(self.rows, (5, 3, 3), strict=True):
            columns.add(field_row, share, bottom=True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(columns)

    def retranslate(self) -> None:
        """Reads the words again."""
        words = self._desk.words
        labels = (
            words.gettext("Position"),
            words.gettext("Date (day/month/year)"),
            words.gettext("Letter number"),
        )
        for field_row, label in zip(self.rows, labels, strict=True):
            field_row.set_texts(label)

    def approval(self) -> Approval | None:
        """What was entered; None where nothing was. Check first."""
        day = read_day(self.date.text())
        position = self.position.text().strip()
        if day is None or not position:
            return None
        return Approval(position, day.isoformat(), self.letter.text().strip())

    def show_approval(self, position: str, day: str, letter: str) -> None:
        """Proposes what was entered last time; `day` as YYYY-MM-DD."""
        self.position.setText(position)
        self.letter.setText(letter)
        found = read_day(day)
        self.date.setText(found.strftime("%d/%m/%Y") if found else "")

    def check(self) -> list[tuple[str, QWidget]]:
        """What is wrong: (sentence, field); each is said beside its field too."""
        words = self._desk.words
        texts = [f.text().strip() for f in (self.position, self.date, self.letter)]
        errors: dict[QWidget, str] = {}
        if any(texts) and not all(texts[:2]):
            missing = self.position if not texts[0] else self.date
            errors[missing] = words.gettext("Fill in position and date, or leave all three empty.")
        if texts[1] and read_day(texts[1]) is None:
            errors[self.date] = words.gettext("Write the date like this: 18/11/2026.")
        for field_row in self.rows:
            field_row.show_error(errors.get(field_row.field, ""))
        return [(sentence, field) for field, sentence in errors.items()]


def read_day(text: str) -> date | None:
    """A date as day/month/year or year-month-day; None for anything else."""
    parts = text.strip().replace("-", "/").replace(".", "/").split("/")
    if len(parts) != 3 or not all(p.isascii() and p.isdigit() for p in parts):
        return None
    numbers = [int(p) for p in parts]
    if len(parts[0]) == 4:
        numbers.reverse()
    day, month, year = numbers
    try:
        return date(year, month, day) if year >= 1900 else None
    except ValueError:
        return None


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
