"""The recovery card in the window: saved, typed back, and tried."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from topp_desktop.domain.errors import UserError
from topp_desktop.foundation.i18n import Translator
from topp_desktop.ui.hub import Desk
from topp_desktop.ui.parts.passphrases import AskedPassphrase
from topp_desktop.ui.widgets import (
    Button,
    Card,
    ErrorSummary,
    FieldRow,
    Notice,
    Tag,
    Text,
    TextField,
    row,
)

LINE = 28
"""Characters in a printed line."""
_MARK = "TOPP-CARD"


def tidy(text: str) -> str:
    """What was typed, in lines of letters and digits: no signs between, no printed line number.

    A number before a line is recognised by the line being too long by just that number; no group
    is as short as a number alone.
    """
    text = text.upper()
    place = text.find(_MARK)
    if place >= 0:
        text = text[place + len(_MARK) :]
    lines: list[str] = []
    for typed in text.splitlines():
        line = "".join(c for c in typed if c.isalnum())
        number = str(len(lines) + 1)
        if len(line) == LINE + len(number) and line.startswith(number):
            line = line[len(number) :]
        if line and not (len(line) <= 2 and line.isdigit()):
            lines.append(line)
    return "\n".join(lines)


def uneven_line(text: str) -> tuple[int, int] | None:
    """(number, characters) of the first line of a tidied text that is too short or too long;
    None where it was not typed in the card's lines."""
    lines = text.split("\n")
    if not any(len(line) == LINE for line in lines):
        return None
    return next(((n, len(line)) for n, line in enumerate(lines, 1) if len(line) != LINE), None)


class Steps(Card):
    """What stands between a new identity and the first invitation, each step with its state."""

    def __init__(self, words: Translator) -> None:
        super().__init__(words.gettext("Four steps to the first invitation"), spacing=10)
        self._words = words
        self._steps: list[tuple[Tag, Text]] = []
        for title, hint in (
            (words.gettext("1. Create the identity"), ""),
            (
                words.gettext("2. Save the recovery card"),
                words.gettext("One person keeps the card, another one the passphrase."),
            ),
            (
                words.gettext("3. Try the card"),
                words.gettext("A card that nobody has tried may fail on the day it is needed."),
            ),
            (
                words.gettext("4. Write the region file"),
                words.gettext("The first invitation also writes it by itself."),
            ),
        ):
            tag, below = Tag(""), Text(hint, role="small", tone="muted")
            self._steps.append((tag, below))
            line = row(tag, stretch=False)
            line.addWidget(Text(title, weight="semibold"), 1)
            self.add(line, below)

    def show_steps(self, done: tuple[bool, bool, bool, bool]) -> None:
        """done: identity, card saved, card tried, region file written; the first open one is
        next."""
        words = self._words
        first = done.index(False) if False in done else len(done)
        for n, (tag, hint) in enumerate(self._steps):
            if done[n]:
                tag.show_state(words.gettext("Done"), "done")
            elif n == first:
                tag.show_state(words.gettext("Next step"), "active")
            else:
                tag.show_state(words.gettext("Later"), "neutral")
            hint.setVisible(bool(hint.text()) and not done[n])


class SaveCard(Card):
    """Who keeps what, the passphrase once more, and the button that saves the card."""

    def __init__(self, desk: Desk) -> None:
        words = desk.words
        super().__init__(words.gettext("Save the recovery card"), spacing=12)
        why = words.gettext(
            "With the card and the passphrase the secretariat can be set up again when this "
            "computer breaks or is lost. It is one page to print."
        )
        keepers = words.gettext(
            "One person keeps the printed card under lock and key. Another person keeps the "
            "passphrase, in another place. Never keep both together."
        )
        hint = words.gettext("The card only works with this passphrase")
        self.passphrase = AskedPassphrase(desk, hint=hint)
        self.save = Button(words.gettext("Save the recovery card"), kind="primary")
        self.passphrase.field.returnPressed.connect(self.save.click)
        self.add(Text(why), Notice(keepers), self.passphrase, row(self.save))


class CardFields(QWidget):
    """The groups of a card and its passphrase, with what is wrong about them."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk, words = desk, desk.words
        self.summary = ErrorSummary()
        self.groups = TextField(rows=(5, 9), longest=2000)
        self._groups_row = FieldRow(
            self.groups,
            words.gettext("Groups of the card"),
            words.gettext(
                "Line by line. Capital or small letters, spaces and hyphens make no difference, "
                "and neither do O and 0."
            ),
        )
        self.passphrase = AskedPassphrase(desk, words.gettext("Passphrase of the card"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        for part in (self.summary, self._groups_row, self.passphrase):
            layout.addWidget(part)

    @property
    def typed(self) -> str:
        """The groups as the service takes them."""
        return tidy(self.groups.toPlainText())

    def check(self) -> bool:
        """Whether both fields are filled in; otherwise says which is not."""
        words, errors = self._desk.words, dict[QWidget, str]()
        if not self.typed:
            errors[self.groups] = words.gettext("Type the groups of the card")
        if not self.passphrase.typed:
            errors[self.passphrase.field] = words.gettext("Enter the passphrase")
        self._show(errors)
        return not errors

    def show_fault(self, fault: Exception) -> None:
        """Beside the field where the fault is one of the fields', else as any fault."""
        words = self._desk.words
        if not isinstance(fault, UserError):
            self._desk.show_fault(fault)
        elif fault.code == "wrong-passphrase":
            said = words.gettext("The passphrase does not belong to this card. Type it again.")
            self._show({self.passphrase.field: said})
        elif said := self._about_groups(fault, words):
            self._show({self.groups: said})
        else:
            self._desk.show_fault(fault)

    def _about_groups(self, fault: UserError, words: Translator) -> str:
        if fault.code == "card-slip":
            return words.gettext(
                "Line {line} is not as on the card, or two lines changed places. Compare it group "
                "by group."
            ).format(line=fault.params["line"])
        if fault.code == "card-incomplete":
            uneven = uneven_line(self.typed)
            if uneven is None:
                return words.gettext("Some groups are missing. Type every line of the card.")
            return words.gettext(
                "Line {line} has {n} characters; every line of the card has {all}."
            ).format(line=uneven[0], n=uneven[1], all=LINE)
        if fault.code == "card-of-another":
            return words.gettext(
                "This is not the present card of this secretariat. Save a new card and try that "
                "one."
            )
        if fault.code == "card-too-new":
            return words.gettext(
                "The card was made with a newer version of this program. Update the program first."
            )
        return ""

    def _show(self, errors: dict[QWidget, str]) -> None:
        for field_row in (self._groups_row, self.passphrase.row):
            field_row.show_error(errors.get(field_row.field, ""))
        title = self._desk.words.gettext("There is something to put right")
        self.summary.show_errors(title, [(text, field) for field, text in errors.items()])

    def forget(self) -> None:
        """Empties the fields: neither groups nor passphrase stay on the screen."""
        self.groups.clear()
        self.groups.drop()
        self._groups_row.show_error("")
        self.passphrase.forget()
        self.summary.hide()


class TryCard(Card):
    """The card is typed back, as it would be on a new computer; nothing is changed."""

    def __init__(self, desk: Desk) -> None:
        words = desk.words
        super().__init__(words.gettext("Try the card"), spacing=12)
        why = words.gettext(
            "Take the printed card and type its groups, as you would on a new computer. "
            "Nothing is changed by it."
        )
        self.fields = CardFields(desk)
        self.try_it = Button(words.gettext("Try the card"), kind="primary")
        self.fields.passphrase.field.returnPressed.connect(self.try_it.click)
        self.add(Text(why), self.fields, row(self.try_it))
