"""On paper and in spreadsheets: forms to hand out, and the ways in for those that come back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from topp_desktop.foundation.i18n import LANGUAGE_NAMES
from topp_desktop.services.tables import Paper
from topp_desktop.services.tasks import Task
from topp_desktop.services.terms import FORMS, term
from topp_desktop.ui.file_dialogs import FILLED_IN, PDF, SPREADSHEET, ask_open, ask_save
from topp_desktop.ui.hub import Changed, Desk
from topp_desktop.ui.page import OpenedFile, Page
from topp_desktop.ui.widgets import (
    Button,
    Card,
    PageScroll,
    SegmentedChoice,
    Text,
    column,
    rule,
)

QUESTIONNAIRE, SHEET, CARDS = "questionnaire", "sheet", "cards"
_FOLD_BELOW = 560


class _Offer(QWidget):
    """One thing to do: its name, what it is good for, and its button."""

    def __init__(self, desk: Desk, pressed: Callable[[], object]) -> None:
        super().__init__()
        self._desk = desk
        self._name, self._text = Text(weight="semibold"), Text(role="small", tone="muted")
        self.button = Button("", pressed)
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._box.setContentsMargins(0, 4, 0, 4)
        self._box.setSpacing(14)
        self._box.addLayout(column(self._name, self._text, spacing=1), 1)
        self._box.addWidget(self.button, 0, Qt.AlignmentFlag.AlignVCenter)

    def set_texts(self, name: str, text: str, action: str) -> None:
        """The words of the moment's language."""
        self._name.setText(name)
        self._text.setText(text)
        self.button.set_text(action, f"{action}: {name}")

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        direction = QBoxLayout.Direction
        fold = self.width() < self._desk.theme.px(_FOLD_BELOW)
        self._box.setDirection(direction.TopToBottom if fold else direction.LeftToRight)


class _Options(QWidget):
    """Which form, in which language, on which paper."""

    def __init__(self) -> None:
        super().__init__()
        self.choices = tuple(SegmentedChoice(required=True) for _ in range(3))
        self._labels = tuple(Text(role="small", tone="muted") for _ in self.choices)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(10)
        for label, choice in zip(self._labels, self.choices, strict=True):
            box.addLayout(column(label, choice))

    def show_options(self, options: Sequence[tuple[str, Sequence[tuple[str, str]], str]]) -> None:
        """(label, (value, words), value where none was chosen) for each; one option is hidden."""
        for choice, label, (name, pairs, usual) in zip(
            self.choices, self._labels, options, strict=True
        ):
            values = [value for value, _ in pairs]
            chosen = choice.value if choice.value in values else usual
            choice.show_options(pairs, chosen, name)
            label.setText(name)
            for widget in (label, choice):
                widget.setVisible(len(pairs) > 1)

    def value(self, place: int) -> str:
        """What is chosen: 0 form, 1 language, 2 paper."""
        return str(self.choices[place].value)


class PaperPage(Page):
    """For colleagues who have no program, or no computer."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._scroll = PageScroll(desk.theme)
        self._out, self._in, self._how = Card(), Card(), Card(spacing=12)
        self.offers = {
            QUESTIONNAIRE: _Offer(desk, partial(self.ask_where, QUESTIONNAIRE)),
            SHEET: _Offer(desk, partial(self.ask_where, SHEET)),
            CARDS: _Offer(desk, partial(self.ask_where, CARDS)),
        }
        self.keys = _Offer(desk, lambda: desk.navigate("entry-grid"))
        self.back_in = _Offer(desk, self._ask_for_sheet)
        self._lines = [rule(), rule()]
        self._out.add(
            self.offers[QUESTIONNAIRE],
            self._lines[0],
            self.offers[SHEET],
            self._lines[1],
            self.offers[CARDS],
        )
        self._in.add(self.keys, rule(), self.back_in)
        self.options = _Options()
        self._how.add(self.options)
        for widget in (self._out, self._in):
            self._scroll.main.addWidget(widget)
        self._scroll.side.addWidget(self._how)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self._scroll)

    def title(self) -> str:
        return self.desk.words.gettext("On paper and in spreadsheets")

    def arrive(self, argument: object) -> None:
        """With "questionnaire", "sheet" or "cards" it goes to that button."""
        self._scroll.to_top()
        offer = self.offers.get(str(argument), self.offers[QUESTIONNAIRE])
        offer.button.setFocus(Qt.FocusReason.OtherFocusReason)

    def refresh(self, change: Changed | None) -> None:
        snapshot, words = self.desk.snapshot, self.desk.words
        if snapshot is None or (change is not None and change.what == "answer"):
            return
        instrument = snapshot.instrument
        write = words.gettext("Save …")
        self._out.set_title(words.gettext("To hand out"))
        self.offers[QUESTIONNAIRE].set_texts(
            words.gettext("Questionnaire on paper"),
            words.gettext("A PDF to print, with room for answers, documents and justification."),
            write,
        )
        self.offers[SHEET].set_texts(
            words.gettext("Spreadsheet form"),
            words.gettext(
                "For Excel or LibreOffice, with institution and measurement filled in: answers "
                "are chosen from lists."
            ),
            write,
        )
        self.offers[CARDS].set_texts(
            words.gettext("Voting cards"),
            words.gettext("One sheet to print and cut for each person of a group."),
            write,
        )
        leveled = instrument.leveled
        for widget in (self.offers[CARDS], self._lines[1]):
            widget.setVisible(leveled)
        self._in.set_title(words.gettext("To bring back"))
        self.keys.set_texts(
            words.gettext("Key in paper answers"),
            words.gettext("One key for each answer, question by question as on paper."),
            words.gettext("Key in"),
        )
        self.back_in.set_texts(
            words.gettext("Filled-in spreadsheet"),
            words.gettext("It is read and shown before anything is taken in."),
            words.gettext("Open …"),
        )
        self._how.set_title(words.gettext("How it is printed"))
        languages = [(c, n) for c, n in LANGUAGE_NAMES.items() if c in instrument.texts]
        source = instrument.source_language
        mine = words.language if words.language in instrument.texts else source
        self.options.show_options(
            (
                (
                    words.gettext("Form"),
                    [(f.id, term(FORMS, f.id, words)) for f in instrument.forms],
                    snapshot.assessment.form,
                ),
                (words.gettext("Language"), languages or [(source, source)], mine),
                (
                    words.gettext("Paper"),
                    [("A4", "A4"), ("Letter", words.gettext("Letter size"))],
                    "A4",
                ),
            )
        )

    # --- writing ------------------------------------------------------------------------------

    def write(self, what: str, path: Path) -> None:
        """Writes a form, off the window's thread; afterwards the folder is offered."""
        forms, snapshot = self.desk.program.forms, self.desk.open_snapshot
        instrument, mine = snapshot.instrument, snapshot.assessment
        form, language = self.options.value(0), self.options.value(1)
        paper: Paper = "Letter" if self.options.value(2) == "Letter" else "A4"

        def work(_: Task) -> Path:
            if what == CARDS:
                forms.write_voting_card(instrument, language, path, paper)
            else:
                forms.write(instrument, form, language, path, paper, measurement=mine)
            return path

        title = self._name(what)
        self.desk.tasks.work(title, work, lambda made: self.desk.say_saved(title, made))

    def ask_where(self, what: str) -> None:
        """Asks for the file's name."""
        words = self.desk.words
        name = self._name(what)
        if what != CARDS and len(self.desk.open_snapshot.instrument.forms) > 1:
            form = term(FORMS, self.options.value(0), words)
            name = f"{name} - {form[:1].lower()}{form[1:]}"
        kind = SPREADSHEET if what == SHEET else PDF
        path = ask_save(self.desk, self, self._name(what), name, kind)
        if path is not None:
            self.write(what, path)

    def _name(self, what: str) -> str:
        words = self.desk.words
        return {
            QUESTIONNAIRE: words.gettext("Questionnaire on paper"),
            SHEET: words.gettext("Spreadsheet form"),
            CARDS: words.gettext("Voting cards"),
        }[what]

    # --- reading ------------------------------------------------------------------------------

    def _ask_for_sheet(self) -> None:
        words = self.desk.words
        path = ask_open(self.desk, self, words.gettext("Filled-in spreadsheet"), FILLED_IN)
        if path is not None:
            self.desk.navigate("bring-in", OpenedFile(path))
