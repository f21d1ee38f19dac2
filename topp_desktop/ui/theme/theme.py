"""The theme of the moment: colours, type that follows the system's size, icons."""

from __future__ import annotations

import sys
from typing import Literal

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QIcon, QPalette, QPixmap
from PySide6.QtWidgets import QApplication

from topp_desktop.foundation.resources import resource_bytes
from topp_desktop.ui.theme.palette import Palette, palette_of

FAMILY = "Noto Sans"
_FACES = ("NotoSans-Regular.ttf", "NotoSans-SemiBold.ttf", "NotoSans-Bold.ttf")
_USUAL_POINTS = 13.0 if sys.platform == "darwin" else 9.0
"""The system's own font size, at which look and theme use the sizes of `SIZES` as they stand."""

Role = Literal["title", "item", "card", "body", "small", "figure"]
Weight = Literal["regular", "semibold", "bold"]
SIZES: dict[str, float] = {
    "title": 19,
    "item": 22,
    "card": 16,
    "body": 15,
    "small": 13.5,
    "figure": 28,
}
"""Logical pixels by role, at the usual system font size."""
_WEIGHTS = {
    "regular": QFont.Weight.Normal,
    "semibold": QFont.Weight.DemiBold,
    "bold": QFont.Weight.Bold,
}


class Theme(QObject):
    """Given to every widget that paints itself; the style sheet does the rest."""

    changed = Signal()

    def __init__(
        self, application: QApplication, choice: str, *, dressed: bool = True, zoom: int = 100
    ) -> None:
        """Not `dressed`, it knows colours and sizes; fonts and style sheet wait for `dress`."""
        super().__init__(application)
        self._application = application
        self._choice = choice
        self._zoom = zoom
        self._dressed = False
        self._icons: dict[tuple[str, str, int], QIcon] = {}
        self._kind, self._scale = self._wanted()
        if dressed:
            self.dress()

    def dress(self) -> None:
        """Loads the fonts, styles the whole program, and from now on follows the system."""
        self._dressed = True
        for face in _FACES:
            QFontDatabase.addApplicationFontFromData(resource_bytes("fonts", face))
        self._application.setStyle("fusion")
        self._apply()
        self._application.installEventFilter(self)
        hints = self._application.styleHints()
        hints.colorSchemeChanged.connect(self._renew)
        hints.accessibility().contrastPreferenceChanged.connect(self._renew)

    # --- what widgets ask -------------------------------------------------------------------

    @property
    def kind(self) -> str:
        """ "light", "dark" or "contrast"."""
        return self._kind

    @property
    def palette(self) -> Palette:
        """Token → "#RRGGBB"."""
        return palette_of(self._kind)

    @property
    def scale(self) -> float:
        """How much larger than usual the system's text is; every size follows it."""
        return self._scale

    def px(self, pixels: float) -> int:
        """Logical pixels that grow with the text."""
        return round(pixels * self._scale)

    def color(self, token: str) -> QColor:
        """The colour of a token of the palette."""
        return QColor(self.palette[token])

    def dimension(self, dimension: str | None) -> tuple[QColor, QColor]:
        """(text, tint) of a dimension; one that is not T, O, P or F is neutral."""
        if f"text-{dimension}" in self.palette:
            return self.color(f"text-{dimension}"), self.color(f"tint-{dimension}")
        return self.color("neutral"), self.color("neutral-tint")

    def font(self, role: Role = "body", weight: Weight = "regular") -> QFont:
        """The font of a role, for widgets that paint themselves."""
        font = QFont(FAMILY)
        font.setPixelSize(max(1, self.px(SIZES[role])))
        font.setWeight(_WEIGHTS[weight])
        return font

    def icon(self, name: str, color: str = "muted", size: int = 20) -> QIcon:
        """A line drawing from resources/icons in a token's colour."""
        from topp_desktop.ui.theme import icons

        key = (name, color, self.px(size))
        if key not in self._icons:
            self._icons[key] = icons.icon(name, self.palette[color], self.px(size))
        return self._icons[key]

    def pixmap(self, name: str, color: str = "muted", size: int = 20) -> QPixmap:
        """The same as a picture, sharp on every screen."""
        from topp_desktop.ui.theme import icons

        ratio = self._application.devicePixelRatio()
        return icons.pixmap(name, self.palette[color], self.px(size), ratio)

    # --- what changes it --------------------------------------------------------------------

    def choose(self, choice: str) -> None:
        """ "system" follows the system's colours and contrast; the others stay."""
        chosen, self._choice = self._choice, choice
        if not self._renew() and choice != chosen:
            # The same colours, but who shows the choice has something to show.
            self.changed.emit()

    def zoom(self, percent: int) -> None:
        """Text larger or smaller than the system's; 100 is as the system has it."""
        self._zoom = percent
        self._renew()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The system's font size changed."""
        if watched is self._application and event.type() == QEvent.Type.ApplicationFontChange:
            self._renew()
        return False

    def _wanted(self) -> tuple[str, float]:
        points = self._application.font().pointSizeF()
        system = points / _USUAL_POINTS if points > 0 else 1.0
        return self._wanted_kind(), system * self._zoom / 100

    def _wanted_kind(self) -> str:
        if self._choice != "system":
            return self._choice
        hints = self._application.styleHints()
        if hints.accessibility().contrastPreference() == Qt.ContrastPreference.HighContrast:
            return "contrast"
        return "dark" if hints.colorScheme() == Qt.ColorScheme.Dark else "light"

    def _renew(self) -> bool:
        """Whether anything is different now."""
        if self._wanted() == (self._kind, self._scale):
            return False
        self._kind, self._scale = self._wanted()
        self._icons.clear()
        if self._dressed:
            self._apply()
        self.changed.emit()
        return True

    def _apply(self) -> None:
        from topp_desktop.ui.theme.style import style_sheet

        self._application.setPalette(self._qt_palette())
        sizes = {role: self.px(size) for role, size in SIZES.items()}
        # From one sheet to another Qt takes several times as long as from one to none to the other:
        # seven seconds in place of one and a half where every page was shown.
        self._application.setStyleSheet("")
        self._application.setStyleSheet(style_sheet(self.palette, sizes, self.px))

    def _qt_palette(self) -> QPalette:
        """For what the style sheet does not reach: native dialogs, selections, placeholders."""
        roles = {
            QPalette.ColorRole.Window: "ground",
            QPalette.ColorRole.WindowText: "ink",
            QPalette.ColorRole.Base: "card",
            QPalette.ColorRole.AlternateBase: "ground",
            QPalette.ColorRole.Text: "ink",
            QPalette.ColorRole.Button: "card",
            QPalette.ColorRole.ButtonText: "ink",
            QPalette.ColorRole.ToolTipBase: "card",
            QPalette.ColorRole.ToolTipText: "ink",
            QPalette.ColorRole.PlaceholderText: "muted",
            QPalette.ColorRole.Highlight: "accent",
            QPalette.ColorRole.HighlightedText: "ink-on-accent",
            QPalette.ColorRole.Link: "accent-dark",
            QPalette.ColorRole.Accent: "accent",
        }
        palette = QPalette()
        for role, token in roles.items():
            palette.setColor(role, self.color(token))
        return palette
