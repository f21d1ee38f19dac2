"""The very first screen: two ways to begin, side by side."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from topp_desktop.ui.hub import Desk
from topp_desktop.ui.widgets import Button, Card, Text, row
from topp_desktop.ui.widgets.card import rule
from topp_desktop.ui.widgets.columns import Columns
from topp_desktop.ui.widgets.flow import FlowBox

_SIDE_BY_SIDE, _WORD_BESIDE = 720, 300
_TILE, _SIGN, _CHECK = 42, 22, 16
_TOP_LEFT = Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft


class _Drawing(QLabel):
    """A line drawing that says nothing by itself, in the colours of the moment."""

    def __init__(self, desk: Desk, icon: str, colour: str, size: int, room: int) -> None:
        super().__init__()
        self._desk = desk
        self._drawn = (icon, colour, size)
        self._room = room
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        desk.theme_changed.connect(self._draw)
        self._draw()

    def _draw(self) -> None:
        theme = self._desk.theme
        self.setFixedSize(theme.px(self._room), theme.px(self._room))
        self.setPixmap(theme.pixmap(*self._drawn))


class _Way(Card):
    """One of the two ways: what it is for, in three lines, and its button."""

    def __init__(self, desk: Desk, icon: str, button: Button, hint: Text | None = None) -> None:
        super().__init__(margin=24, spacing=8)
        tile = _Drawing(desk, icon, "accent", _SIGN, _TILE)
        tile.setProperty("kind", "tile")
        self._title = Text(role="title", weight="semibold")
        self.add(row(tile))
        self.add(self._title)
        self._points: list[tuple[Text, Text]] = []
        for n in range(3):
            point = Text(weight="semibold"), Text(tone="muted")
            line = Columns(desk.theme, _WORD_BESIDE, spacing=12)
            for text, share in zip(point, (5, 10), strict=True):
                text.setAlignment(_TOP_LEFT)
                line.add(text, share)
            if n:
                self.add(rule())
            self.add(line)
            self._points.append(point)
        self.body.addStretch(1)
        self.body.addSpacing(6)
        line_of_buttons = FlowBox(button, spacing=12)
        if hint is not None:
            line_of_buttons.add(hint)
        self.add(line_of_buttons)

    def show_words(self, title: str, points: tuple[tuple[str, str], ...]) -> None:
        self._title.setText(title)
        for (word, said), (its_word, its_said) in zip(points, self._points, strict=True):
            its_word.setText(word)
            its_said.setText(said)


class Welcome(QWidget):
    """Opens a file that is there already, or begins from nothing."""

    def __init__(self, desk: Desk, begin: Button) -> None:
        super().__init__()
        self._desk = desk
        self._heading, self._what = Text(role="item"), Text()
        # A secretariat's invitation, what a colleague handed over, a copy of another computer.
        self.have_file = Button("", desk.file_wanted.emit, kind="primary")
        self._drag = Text(role="small", tone="muted", wrap=False)
        self._file = _Way(desk, "folder", self.have_file, self._drag)
        self._new = _Way(desk, "plus", begin)
        ways = Columns(desk.theme, _SIDE_BY_SIDE)
        ways.add(self._file)
        ways.add(self._new)
        self._promises = [Text(role="small", tone="muted", wrap=False) for _ in range(3)]
        promises = FlowBox(spacing=18)
        for text in self._promises:
            promises.add(self._promise(text))
        # Whoever collects for a region has no assessment of its own to begin with.
        self._office = Button("", lambda: desk.navigate("inbox"), kind="link")
        self._help = Button("", lambda: desk.navigate("help", "start"), kind="link")
        desk.theme_changed.connect(self._sign_help)
        self._sign_help()
        last = FlowBox(self._office, self._help, spacing=18)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(12)
        for widget in (self._heading, self._what, ways, promises, rule(), last):
            box.addWidget(widget)

    def _promise(self, text: Text) -> QWidget:
        holder = QWidget()
        line = QHBoxLayout(holder)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(6)
        line.addWidget(_Drawing(self._desk, "check", "done", _CHECK, _CHECK))
        line.addWidget(text)
        return holder

    def _sign_help(self) -> None:
        self._help.setIcon(self._desk.theme.icon("help", "accent-dark", 16))
        size = self._desk.theme.px(16)
        self._help.setIconSize(QSize(size, size))

    def retranslate(self) -> None:
        words = self._desk.words
        self._heading.setText(words.gettext("Welcome"))
        self._what.setText(
            words.gettext(
                "See which capacities your institution has to plan and carry out sustainable "
                "development, and what to strengthen first."
            )
        )
        self._file.show_words(
            words.gettext("I already have a file"),
            (
                (
                    words.gettext("From the secretariat"),
                    words.gettext(
                        "Its invitation: your institution's name, country and level are in it."
                    ),
                ),
                (
                    words.gettext("From a colleague"),
                    words.gettext("What was handed over, to go on without losing anything."),
                ),
                (words.gettext("A copy"), words.gettext("To go on at another computer.")),
            ),
        )
        self.have_file.set_text(words.gettext("Open the file"))
        self._drag.setText(words.gettext("or drag it onto this window"))
        self._new.show_words(
            words.gettext("Begin from nothing"),
            (
                (
                    words.gettext("16 questions"),
                    words.gettext("The short form: about twenty minutes, results at the end."),
                ),
                (
                    words.gettext("In a team or not"),
                    words.gettext("Questions can be shared out, also on paper or as spreadsheets."),
                ),
                (
                    words.gettext("Two more steps"),
                    words.gettext("Your institution, and where your answers are kept."),
                ),
            ),
        )
        for text, sentence in zip(
            self._promises,
            (
                words.gettext("Every answer is saved at once"),
                words.gettext("No network is needed"),
                words.gettext("Nothing leaves this computer by itself"),
            ),
            strict=True,
        ):
            text.setText(sentence)
        self._office.set_text(words.gettext("I work at a secretariat that collects assessments"))
        self._help.set_text(words.gettext("Help"))
