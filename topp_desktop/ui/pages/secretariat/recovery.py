"""The recovery card in the window: saved, typed back, and tried."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from topp_desktop.domain.errors import UserError
from topp_desktop.foundation.i18n import Translator
from topp_desktop.ui.hub import Desk
from topp_desktop.ui.widgets import (
    Button,
    Card,
    ErrorSummary,
    FieldRow,
    Notice,
    PassphraseField,
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

    def __init__(self) -> None:
        super().__init__(spacing=10)
        self._tags: list[Tag] = []
        self._titles: list[Text] = []
        self._hints: list[Text] = []
        for _ in range(4):
            tag, title = Tag(""), Text(weight="semibold")
            hint = Text(role="small", tone="muted")
            self._tags.append(tag)
            self._titles.append(title)
            self._hints.append(hint)
            line = row(tag, stretch=False)
            line.addWidget(title, 1)
            self.add(line, hint)

    def show_steps(self, words: Translator, done: tuple[bool, bool, bool, bool]) -> None:
        """done: identity, card saved, card tried, region file written; the first open one is
        next."""
        self.set_title(words.gettext("Four steps to the first invitation"))
        texts = (
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
        )
        first = done.index(False) if False in done else len(done)
        for n, (title, hint) in enumerate(texts):
            if done[n]:
                self._tags[n].show_state(words.gettext("Done"), "done")
            elif n == first:
                self._tags[n].show_state(words.gettext("Next step"), "active")
            else:
                self._tags[n].show_state(words.gettext("Later"), "neutral")
            self._titles[n].setText(title)
            self._hints[n].setText(hint)
            self._hints[n].setVisible(bool(hint) and not done[n])


class SaveCard(Card):
    """Who keeps what, the passphrase once more, and the button that saves the card."""

    def __init__(self) -> None:
        super().__init__(spacing=12)
        self._why = Text()
        self._keepers = Notice(state="attention")
        self.passphrase = PassphraseField()
        self._field = FieldRow(self.passphrase)
        self.save = Button("", kind="primary")
        self.passphrase.returnPressed.connect(self.save.click)
        self.add(self._why, self._keepers, self._field, row(self.save))

    def retranslate(self, words: Translator) -> None:
        """Reads the words again."""
        self.set_title(words.gettext("Save the recovery card"))
        self._why.setText(
            words.gettext(
                "With the card and the passphrase the secretariat can be set up again when this "
                "computer breaks or is lost. It is one page to print."
            )
        )
        self._keepers.text.setText(
            words.gettext(
                "One person keeps the printed card under lock and key. Another person keeps the "
                "passphrase, in another place. Never keep both together."
            )
        )
        self._field.set_texts(
            words.gettext("Passphrase"), words.gettext("The card only works with this passphrase")
        )
        self.save.set_text(words.gettext("Save the recovery card"))

    def show_fault(self, fault: Exception, desk: Desk) -> None:
        """A wrong passphrase is said beside the field."""
        if isinstance(fault, UserError) and fault.code == "wrong-passphrase":
            self._field.show_error(desk.words.gettext("This is not the passphrase. Type it again."))
            self.passphrase.setFocus()
            self.passphrase.selectAll()
        else:
            desk.show_fault(fault)

    def forget(self) -> None:
        """Empties the field."""
        self.passphrase.clear()
        self._field.show_error("")


class CardFields(QWidget):
    """The groups of a card and its passphrase, with what is wrong about them."""

    def __init__(self) -> None:
        super().__init__()
        self.summary = ErrorSummary()
        self.groups, self.passphrase = TextField(rows=(5, 9), longest=2000), PassphraseField()
        self._rows = (FieldRow(self.groups), FieldRow(self.passphrase))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        for part in (self.summary, *self._rows):
            layout.addWidget(part)

    def retranslate(self, words: Translator) -> None:
        """Reads the words again."""
        self._rows[0].set_texts(
            words.gettext("Groups of the card"),
            words.gettext(
                "Line by line. Capital or small letters, spaces and hyphens make no difference, "
                "and neither do O and 0."
            ),
        )
        self._rows[1].set_texts(words.gettext("Passphrase of the card"))

    @property
    def typed(self) -> str:
        """The groups as the service takes them."""
        return tidy(self.groups.toPlainText())

    def check(self, words: Translator) -> bool:
        """Whether both fields are filled in; otherwise says which is not."""
        errors: dict[QWidget, str] = {}
        if not self.typed:
            errors[self.groups] = words.gettext("Type the groups of the card")
        if not self.passphrase.text():
            errors[self.passphrase] = words.gettext("Enter the passphrase")
        self._show(errors, words)
        return not errors

    def show_fault(self, fault: Exception, desk: Desk) -> None:
        """Beside the field where the fault is one of the fields', else as any fault."""
        words = desk.words
        if not isinstance(fault, UserError):
            desk.show_fault(fault)
        elif fault.code == "wrong-passphrase":
            said = words.gettext("The passphrase does not belong to this card. Type it again.")
            self._show({self.passphrase: said}, words)
        elif said := self._about_groups(fault, words):
            self._show({self.groups: said}, words)
        else:
            desk.show_fault(fault)

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

    def _show(self, errors: dict[QWidget, str], words: Translator) -> None:
        for field_row in self._rows:
            field_row.show_error(errors.get(field_row.field, ""))
        title = words.gettext("There is something to put right")
        self.summary.show_errors(title, [(text, field) for field, text in errors.items()])

    def forget(self) -> None:
        """Empties the fields: neither groups nor passphrase stay on the screen."""
        self.groups.clear()
        self.groups.drop()
        self.passphrase.clear()
        for field_row in self._rows:
            field_row.show_error("")
        self.summary.hide()


class TryCard(Card):
    """The card is typed back, as it would be on a new computer; nothing is changed."""

    def __init__(self) -> None:
        super().__init__(spacing=12)
        self._why = Text()
        self.fields = CardFields()
        self.try_it = Button("", kind="primary")
        self.fields.passphrase.returnPressed.connect(self.try_it.click)
        self.add(self._why, self.fields, row(self.try_it))

    def retranslate(self, words: Translator) -> None:
        """Reads the words again."""
        self.set_title(words.gettext("Try the card"))
        self._why.setText(
            words.gettext(
                "Take the printed card and type its groups, as you would on a new computer. "
                "Nothing is changed by it."
            )
        )
        self.fields.retranslate(words)
        self.try_it.set_text(words.gettext("Try the card"))
