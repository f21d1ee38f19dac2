"""The line at the bottom of a question: back, on, how many are left, the list of keys."""

from __future__ import annotations

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout

from topp_desktop.foundation.i18n import Translator
from topp_desktop.ui.theme.theme import Theme
from topp_desktop.ui.widgets import Button, Text
from topp_desktop.ui.widgets.bottom_bar import Foot

_NARROW = 560


class QuestionBar(Foot):
    """Always in sight, however far the question scrolls."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.back = Button()
        self.go_on = Button("", kind="primary")
        self._left = Text(role="body", tone="muted", wrap=False)
        self.keys = Button("", kind="link")
        self.keys.setProperty("kind", "quiet")
        line = QHBoxLayout()
        line.setSpacing(10)
        line.addWidget(self.back)
        line.addWidget(self.go_on)
        line.addStretch(1)
        line.addWidget(self._left)
        line.addSpacing(8)
        line.addWidget(self.keys)
        self.hold(line)

    def retranslate(self, words: Translator, *, last: bool, returns: bool) -> None:
        """last: there is no question after this one; returns: one came from the list of answers."""
        self.back.set_text(words.gettext("Back"))
        on = words.gettext("Check answers") if last else words.gettext("Continue")
        self.go_on.set_text(words.gettext("Back to the answers") if returns else on)
        self.keys.set_text(words.gettext("Keys: ?"), words.gettext("Keys of this page"))

    def show_left(self, text: str) -> None:
        """How many questions are left."""
        self._left.setText(text)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._left.setVisible(self.width() >= self._theme.px(_NARROW))
