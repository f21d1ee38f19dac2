"""The very first screen: two ways to begin, side by side."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from topp_desktop.ui.hub import Desk
from topp_desktop.ui.widgets import Button, Card, Text, row, rule
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

    def __init__(
        self,
        desk: Desk,
        icon: str,
        title: str,
        points: tuple[tuple[str, str], ...],
        buttons: FlowBox,
    ) -> None:
        super().__init__(margin=24, spacing=8)
        tile = _Drawing(desk, icon, "accent", _SIGN, _TILE)
        tile.setProperty("kind", "tile")
        self.add(row(tile))
        self.add(Text(title, role="title", weight="semibold"))
        for n, (word, said) in enumerate(points):
            point = Text(word, weight="semibold"), Text(said, tone="muted")
            line = Columns(desk.theme, _WORD_BESIDE, spacing=12)
            for text, share in zip(point, (5, 10), strict=True):
                text.setAlignment(_TOP_LEFT)
                line.add(text, share)
            if n:
                self.add(rule())
            self.add(line)
        self.body.addStretch(1)
        self.body.addSpacing(6)
        self.add(buttons)


class Welcome(QWidget):
    """Opens a file that is there already, or begins from nothing."""

    def __init__(self, desk: Desk, begin: Button) -> None:
        super().__init__()
        self._desk = desk
        words = desk.words
        heading = Text(words.gettext("Welcome"), role="item")
        what = Text(
            words.gettext(
                "See which capacities your institution has to plan and carry out sustainable "
                "development, and what to strengthen first."
            )
        )
        ways = Columns(desk.theme, _SIDE_BY_SIDE)
        ways.add(self._from_file())
        ways.add(self._from_nothing(begin))
        promises = FlowBox(spacing=18)
        for promise in (
            words.gettext("Every answer is saved at once"),
            words.gettext("No network is needed"),
            words.gettext("Nothing leaves this computer by itself"),
        ):
            promises.add(self._promise(promise))
        # Whoever collects for a region has no assessment of its own to begin with.
        office = Button(
            words.gettext("I work at a secretariat that collects assessments"),
            lambda: desk.navigate("inbox"),
            kind="link",
        )
        self._help = Button(
            words.gettext("Help"), lambda: desk.navigate("help", "start"), kind="link"
        )
        desk.theme_changed.connect(self._sign_help)
        self._sign_help()
        last = FlowBox(office, self._help, spacing=18)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(12)
        for widget in (heading, what, ways, promises, rule(), last):
            box.addWidget(widget)

    def _from_file(self) -> _Way:
        """A secretariat's invitation, what a colleague handed over, a copy of another computer."""
        desk, words = self._desk, self._desk.words
        self.have_file = Button(
            words.gettext("Open the file"), desk.file_wanted.emit, kind="primary"
        )
        drag = words.gettext("or drag it onto this window")
        return _Way(
            desk,
            "folder",
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
            FlowBox(self.have_file, Text(drag, role="small", tone="muted", wrap=False), spacing=12),
        )

    def _from_nothing(self, begin: Button) -> _Way:
        words = self._desk.words
        return _Way(
            self._desk,
            "plus",
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
            FlowBox(begin, spacing=12),
        )

    def _promise(self, said: str) -> QWidget:
        holder = QWidget()
        line = QHBoxLayout(holder)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(6)
        line.addWidget(_Drawing(self._desk, "check", "done", _CHECK, _CHECK))
        line.addWidget(Text(said, role="small", tone="muted", wrap=False))
        return holder

    def _sign_help(self) -> None:
        self._help.setIcon(self._desk.theme.icon("help", "accent-dark", 16))
        size = self._desk.theme.px(16)
        self._help.setIconSize(QSize(size, size))
