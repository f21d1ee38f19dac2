"""People at windows: press what is to be read on a button, fill in what has a label, answer the
system's dialogs; and note every word that could be read or heard on the way."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from html import unescape
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QComboBox,
    QFileDialog,
    QGroupBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QRadioButton,
    QTableView,
    QTextEdit,
    QWidget,
)

from tests.gui.conftest import Stage
from tests.gui.sending_stage import drop_on
from topp_desktop.ui import file_dialogs

# Words of design that no official reads, as whole words, in either language.
BANNED = {
    "en": (
        *(
            "items?",
            "rounds?",
            "consensus",
            "packages?",
            "receipt keys?",
            "keys?",
            "hash(es)?",
        ),
        *("signatures?", "revisions?", "recipients?", "quarantined?", "superseded", "must"),
    ),
    "es": (
        *("ítems?", "items?", "rondas?", "consensos?", "paquetes?", "claves?", "(?<!bajo )llaves?"),
        *("hash(es)?", "firmas? digital(es)?", "destinatari[oa]s?", "cuarentena", "must"),
        *("round", "key", "package", "receipt", "superseded", "recipients?"),
    ),
}


_KEYBOARD = re.compile(
    r"(arrow|menu|delete|enter|tab|function) keys?"
    r"|keys?(?= (in|of this page|of a question|for each|offer|goes|go)\b)"
    r"|(?<!\w)keys(?=:)|^keys$|by (its|their) keys?|lock and key|round tables?",
    re.IGNORECASE,
)
"""Keys that fingers press or that lock a drawer, and a table to sit at."""


def banned_in(text: str, language: str) -> list[str]:
    """The words of a text that nobody should have to read."""
    text = _KEYBOARD.sub("", text)
    return [
        found.group()
        for word in BANNED[language]
        for found in re.finditer(rf"(?<!\w){word}(?!\w)", text, re.IGNORECASE)
    ]


def texts_of(widget: QWidget) -> Iterator[str]:
    """Whatever a widget shows or says: its text, its name, hints, tooltips, what it holds."""
    yield widget.accessibleName()
    yield widget.accessibleDescription()
    yield unescape(re.sub(r"<[^>]+>", "", widget.toolTip()))
    if isinstance(widget, QLabel | QAbstractButton):
        yield widget.text().replace("&&", "&")
    if isinstance(widget, QAbstractButton) and isinstance(widget, QPushButton):
        menu = widget.menu()
        if menu is not None:
            yield from (action.text() for action in menu.actions())
    if isinstance(widget, QGroupBox):
        yield widget.title()
    if isinstance(widget, QLineEdit | QPlainTextEdit | QTextEdit):
        yield widget.placeholderText()
    if isinstance(widget, QTextEdit):
        # What stands after the label are people's own words and the catalogue's.
        yield from (line.partition(": ")[0] for line in widget.toPlainText().splitlines())
    if isinstance(widget, QComboBox):
        yield from (widget.itemText(n) for n in range(widget.count()))
    if isinstance(widget, QTableView):
        model = widget.model()
        for column in range(model.columnCount()):
            yield str(model.headerData(column, Qt.Orientation.Horizontal) or "")
        for row in range(model.rowCount()):
            for column in range(model.columnCount()):
                yield str(model.index(row, column).data() or "")


@dataclass
class Dialogs:
    """Answers the system's file dialogs; what their titles and filters say is read as well."""

    answers: list[Path] = field(default_factory=list)
    said: list[str] = field(default_factory=list)

    def install(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(file_dialogs, "chosen", self._answer)

    def _answer(self, dialog: QFileDialog) -> list[Path]:
        proposed = [Path(name).name for name in dialog.selectedFiles()]
        labels = [dialog.labelText(label) for label in QFileDialog.DialogLabel]
        self.said += [dialog.windowTitle(), *dialog.nameFilters(), *labels, *proposed]
        return [self.answers.pop(0)]


@dataclass
class Person:
    """Somebody at a window. read: (where, text) of everything that was to be read so far."""

    stage: Stage
    dialogs: Dialogs
    language: str
    read: set[tuple[str, str]] = field(default_factory=set)

    def words(self, message: str, **given: object) -> str:
        return self.stage.desk.words.gettext(message).format(**given)

    def settle(self) -> None:
        for _ in range(4):
            self.stage.settle()
        self.look()

    def look(self) -> None:
        """Reads the whole window."""
        window = self.stage.window
        place = window.current
        for widget in (window, *window.findChildren(QWidget)):
            # What Qt draws by itself inside a widget is not for a person.
            if widget.isVisibleTo(window) and "qt_" not in widget.objectName():
                self.read |= {(place, text) for text in texts_of(widget) if text}
        self.read |= {(f"{place}, dialog", text) for text in self.dialogs.said if text}
        self.dialogs.said.clear()

    def button(self, message: str) -> QAbstractButton:
        """The button that says this, in the person's language."""
        said = self.words(message).replace("&", "&&")
        found = [
            button
            for button in self.stage.window.findChildren(QAbstractButton)
            if button.isVisible() and button.text().strip() == said
        ]
        assert found, f"no button “{said}” on {self.stage.window.current}"
        return found[0]

    def press(self, message: str, *answers: Path) -> None:
        """Presses a button; `answers` are what the dialogs that follow are told."""
        button = self.button(message)
        assert button.isEnabled(), f"“{button.text()}” cannot be pressed"
        self.dialogs.answers = list(answers)
        button.click()
        self.settle()
        assert not self.dialogs.answers, "a dialog did not come"

    def press_primary(self) -> None:
        """Presses the button that leads on."""
        found = [
            button
            for button in self.stage.window.findChildren(QPushButton)
            if button.isVisible() and button.isEnabled() and button.property("kind") == "primary"
        ]
        assert len(found) == 1, [button.text() for button in found]
        found[0].click()
        self.settle()

    def go(self, message: str) -> None:
        """Chooses a place in the side bar."""
        said = self.words(message)
        (button,) = (
            b
            for b in self.stage.window.side_bar.findChildren(QAbstractButton)
            if b.isVisible() and b.accessibleName() == said
        )
        button.click()
        self.settle()

    def fill(self, message: str, text: str, nth: int = 0) -> None:
        """Types into the field with this label."""
        said = self.words(message)
        fields = [
            w
            for kind in (QLineEdit, QPlainTextEdit)
            for w in self.stage.window.findChildren(kind)
            if w.isVisible() and w.accessibleName() == said
        ]
        assert fields, f"no field “{said}” on {self.stage.window.current}"
        found = fields[nth]
        if isinstance(found, QPlainTextEdit):
            found.setPlainText(text)
        elif isinstance(found, QLineEdit):
            found.setText(text)
            found.textEdited.emit(text)

    def choose(self, message: str, value: object) -> None:
        """Chooses a value in the list with this label."""
        said = self.words(message)
        (found,) = (
            w
            for w in self.stage.window.findChildren(QComboBox)
            if w.isVisible() and w.accessibleName() == said
        )
        found.setCurrentIndex(found.findData(value))
        found.activated.emit(found.currentIndex())

    def tick(self, message: str) -> None:
        """Chooses one of several circles."""
        said = self.words(message)
        (found,) = (
            w
            for w in self.stage.window.findChildren(QRadioButton)
            if w.isVisible() and w.text() == said
        )
        found.click()
        self.settle()

    def drop(self, path: Path) -> None:
        """Lets a file go over the window."""
        drop_on(self.stage.window, path)
        self.settle()

    def sees(self, message: str, **given: object) -> None:
        """Something is to be read on the page that is shown."""
        said = self.words(message, **given)
        window = self.stage.window
        shown = [
            text
            for widget in window.findChildren(QWidget)
            if widget.isVisible()
            for text in texts_of(widget)
        ]
        assert any(said in text for text in shown), f"“{said}” is not on {window.current}"

    def banned(self) -> list[str]:
        """What nobody should have had to read, with where."""
        return sorted(
            {
                f"{place}: {word}: {text[:160]!r}"
                for place, text in self.read
                for word in banned_in(text, self.language)
            }
        )


@contextmanager
def closing(*things: object) -> Iterator[None]:
    """Lets go of programs."""
    try:
        yield
    finally:
        for thing in things:
            thing.close()  # type: ignore[attr-defined]
