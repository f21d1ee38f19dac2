"""The side bar: whose measurement this is, where one can go, language and theme."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QAction, QActionGroup, QIcon
from PySide6.QtWidgets import QBoxLayout, QFrame, QMenu, QSizePolicy, QVBoxLayout, QWidget

from topp_desktop.foundation.i18n import LANGUAGE_NAMES, N_
from topp_desktop.ui.hub import Desk
from topp_desktop.ui.page import PageSpec
from topp_desktop.ui.widgets import Button, OneLine, Text, restyle, row, rule, set_tooltip
from topp_desktop.ui.widgets.follow import FollowedArea

WIDE, SLIM = 216, 62
_MARGINS = 24
THEME_NAMES = {
    "system": N_("As the system"),
    "light": N_("Light"),
    "dark": N_("Dark"),
    "contrast": N_("High contrast"),
}
_SHORT_NAMES = {
    "system": N_("System"),
    "light": N_("Light"),
    "dark": N_("Dark"),
    "contrast": N_("Contrast"),
}


class NavButton(Button):
    """A place in the side bar: icon and word; slim, the icon with the word as its tooltip."""

    def __init__(self, desk: Desk, icon: str, pressed: Callable[[], object]) -> None:
        super().__init__("", pressed, kind="link")
        self.setProperty("kind", "nav")
        self._desk = desk
        self._icon_name = icon
        self._words = ""
        self._slim = False
        self.setCheckable(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.toggled.connect(lambda _: self.paint_icon())
        self.paint_icon()

    def show_words(self, words: str, slim: bool) -> None:
        """The word, or only its tooltip."""
        self._words, self._slim = words, slim
        self.set_text("" if slim else f"  {words}", words)
        set_tooltip(self, words if slim else "")
        self.setProperty("slim", slim)
        restyle(self)

    def paint_icon(self) -> None:
        """The icon in the colours of the moment."""
        tone = "accent-dark" if self.isChecked() else "muted"
        self.setIcon(self._desk.theme.icon(self._icon_name, tone, 20))
        size = self._desk.theme.px(20)
        self.setIconSize(QSize(size, size))


class SideBar(QFrame):
    """Mirrors the work; collapses to icons where the window is narrow."""

    def __init__(
        self, desk: Desk, pages: Sequence[PageSpec], open_file: Callable[[], None]
    ) -> None:
        super().__init__()
        self.setObjectName("sidebar")
        self._desk = desk
        self._pages = [page for page in pages if page.section]
        self._part_of = {page.name: page.part_of for page in pages if page.part_of}
        self._slim = False
        self._opening = False
        self._current = ""
        self._buttons = {
            page.name: NavButton(desk, page.icon, partial(self._go, page.name))
            for page in self._pages
        }
        # The secretariat is another mode of the window, with places of its own.
        self._office = False
        self._to_office = NavButton(desk, "inbox", lambda: self._go("inbox"))
        self._to_work = NavButton(desk, "list", lambda: self._go("tasks"))
        self._open = NavButton(desk, "folder", open_file)
        self._open.setCheckable(False)
        self._help = NavButton(desk, "help", lambda: self._go("help"))
        self._data = NavButton(desk, "shield", lambda: self._go("data"))
        self._others = (self._to_office, self._to_work, self._open, self._data, self._help)
        self._name = Text("TOPP Desktop", role="card", weight="semibold", tone="accent", wrap=False)
        self._who = OneLine("", role="small", tone="muted")
        self._which = OneLine("", role="small", tone="muted")
        self._switch = Button("", lambda: desk.navigate("measurements"), kind="link", small=True)
        self._switch.setProperty("kind", "quiet")
        self._language, self._theme = Button(), Button()
        for button in (self._language, self._theme):
            button.setProperty("kind", "picker")
            button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._offline = Text("", role="small", tone="muted")
        self._build()
        desk.assessment_changed.connect(lambda _: self._show_measurement())
        desk.theme_changed.connect(self._restyle)
        self.show_words()

    def _build(self) -> None:
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 14)
        box.setSpacing(4)
        self._places = FollowedArea()
        self._places.setObjectName("places")
        self._places.setWidgetResizable(True)
        self._places.setFrameShape(QFrame.Shape.NoFrame)
        self._places.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._places.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inside = QWidget()
        inside.setObjectName("places-inside")
        self._build_places(QVBoxLayout(inside))
        self._places.setWidget(inside)
        self._places.viewport().installEventFilter(self)
        box.addWidget(self._places, 1)
        self._bottom = QVBoxLayout()
        self._bottom.setSpacing(8)
        self._switches = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._switches.setSpacing(8)
        for widget in (self._language, self._theme):
            self._switches.addWidget(widget, 1)
        self._bottom.addLayout(self._switches)
        self._bottom.addWidget(self._offline)
        box.addLayout(self._bottom)

    def _build_places(self, box: QVBoxLayout) -> None:
        """What scrolls where the window is low: whose work this is, and where one can go."""
        self._inside = box
        box.setSpacing(4)
        self._top = QVBoxLayout()
        self._top.setContentsMargins(8, 0, 6, 8)
        self._top.setSpacing(2)
        # The same left edge as the buttons' words, which have a border.
        for label in (self._name, self._who, self._which, self._offline):
            label.setContentsMargins(2, 0, 0, 0)
        for label in (self._name, self._who, self._which):
            self._top.addWidget(label)
        self._top.addLayout(row(self._switch))
        box.addLayout(self._top)
        for page in self._pages:
            box.addWidget(self._buttons[page.name])
        self._add_rule(box)
        for button in (self._to_office, self._to_work):
            button.setCheckable(False)
            box.addWidget(button)
        box.addWidget(self._open)
        box.addWidget(self._data)
        box.addWidget(self._help)
        box.addStretch(1)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A scroll bar that comes takes its room from the margin."""
        if event.type() == QEvent.Type.Resize:
            bar = self._places.width() - self._places.viewport().width()
            self._inside.setContentsMargins(12, 22, max(0, 12 - bar), 8)
        return super().eventFilter(watched, event)

    @staticmethod
    def _add_rule(box: QVBoxLayout) -> None:
        box.addSpacing(8)
        box.addWidget(rule())
        box.addSpacing(8)

    @property
    def pickers(self) -> tuple[Button, Button]:
        """The buttons for the language and for the colours."""
        return self._language, self._theme

    # --- what the window tells it -------------------------------------------------------------

    def set_slim(self, slim: bool) -> None:
        """Icons only, or icons with words."""
        if slim != self._slim:
            self._slim = slim
            self.show_words()

    def show_opening(self, opening: bool) -> None:
        """While the measurement is being read, what it will offer is already in its place."""
        self._opening = opening
        self._show_measurement()

    def show_current(self, name: str) -> None:
        """Marks the page that is shown; questions and answers belong to the assessment."""
        self._current = self._part_of.get(name, name)
        if name != "help":
            self._office = any(
                p.name == self._current and p.section == "secretariat" for p in self._pages
            )
            self._show_measurement()
        for page, button in (
            *self._buttons.items(),
            ("data", self._data),
            ("help", self._help),
        ):
            button.setChecked(page == self._current)

    def show_words(self) -> None:
        """All words, in the language of the moment."""
        words = self._desk.words
        for page in self._pages:
            self._buttons[page.name].show_words(words.gettext(page.label), self._slim)
        self._to_office.show_words(words.gettext("Secretariat"), self._slim)
        self._to_work.show_words(words.gettext("Own assessment"), self._slim)
        self._open.show_words(words.gettext("Open a file"), self._slim)
        self._data.show_words(words.gettext("Your data"), self._slim)
        self._help.show_words(words.gettext("Help"), self._slim)
        self._switch.set_text(words.gettext("Other measurements"))
        self._offline.setText(words.gettext("Offline: everything stays on this computer"))
        for widget in (self._name, self._offline):
            widget.setVisible(not self._slim)
        direction = QBoxLayout.Direction
        self._switches.setDirection(direction.TopToBottom if self._slim else direction.LeftToRight)
        edge = 9 if self._slim else 12
        self._bottom.setContentsMargins(edge, 4, edge, 0)
        self._show_measurement()
        self._restyle()

    def _menus(self) -> None:
        words = self._desk.words
        short = self._slim
        language = LANGUAGE_NAMES[words.language]
        self._menu(
            self._language,
            words.language.upper() if short else language,
            words.gettext("Language: {name}").format(name=language),
            list(LANGUAGE_NAMES.items()),
            words.language,
            self._desk.set_language,
        )
        chosen = self._desk.settings.value.theme
        names = [(code, words.gettext(name)) for code, name in THEME_NAMES.items()]
        shown = words.gettext(THEME_NAMES[chosen])
        self._menu(
            self._theme,
            "" if short else words.gettext(_SHORT_NAMES[chosen]),
            words.gettext("Colours: {name}").format(name=shown),
            names,
            chosen,
            self._desk.set_theme,
        )
        icon = self._desk.theme.icon("contrast", "muted", 18) if short else QIcon()
        self._theme.setIcon(icon)
        size = self._desk.theme.px(18)
        self._theme.setIconSize(QSize(size, size))

    def _menu(
        self,
        button: Button,
        text: str,
        name: str,
        options: Sequence[tuple[str, str]],
        chosen: str,
        choose: Callable[[str], None],
    ) -> None:
        # Qt leaves a button with a menu no margin at its left.
        button.set_text(f"  {text}" if text and not self._slim else text, name)
        set_tooltip(button, name)
        button.setProperty("slim", self._slim)
        restyle(button)
        old = button.menu()
        menu = QMenu(button)
        menu.setAccessibleName(name)
        group = QActionGroup(menu)
        for code, words in options:
            action = QAction(words, menu, checkable=True, checked=code == chosen)
            action.triggered.connect(lambda _=False, code=code: choose(code))
            group.addAction(action)
            menu.addAction(action)
        button.setMenu(menu)
        if old is not None:
            old.deleteLater()

    def _show_measurement(self) -> None:
        snapshot, words = self._desk.snapshot, self._desk.words
        mode = "secretariat" if self._office else "work"
        for page in self._pages:
            ready = snapshot is not None or self._opening or not page.needs_measurement
            self._buttons[page.name].setVisible(page.section == mode and ready)
        self._to_office.setVisible(not self._office)
        self._to_work.setVisible(self._office)
        who = snapshot.assessment.institution.name if snapshot else ""
        which = ""
        if snapshot is not None:
            which = words.gettext("Measurement {round}").format(round=snapshot.assessment.round)
            if snapshot.practice:
                which = words.gettext("Practice · {name}").format(name=which)
        if self._office:
            who, which = words.gettext("Secretariat"), ""
        self._who.set_text(who)
        self._which.set_text(which)
        for widget, shown in ((self._who, who), (self._which, which), (self._switch, which)):
            widget.setVisible(bool(shown) and not self._slim)

    def _restyle(self) -> None:
        self._menus()
        buttons = (*self._buttons.values(), *self._others)
        for button in buttons:
            button.paint_icon()
        width = self._desk.theme.px(SLIM if self._slim else WIDE)
        if not self._slim:
            # Another language's words may need more room; some pixels for the bar's own margins.
            width = max(width, *(b.sizeHint().width() + _MARGINS for b in buttons))
        self.setFixedWidth(width)

    def _go(self, name: str) -> None:
        self._desk.navigate(name)
        self.show_current(self._current)
