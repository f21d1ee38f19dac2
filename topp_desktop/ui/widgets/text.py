"""Plain text on the window. Nothing that a file or a person wrote is ever read as markup."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from topp_desktop.foundation.text import shown
from topp_desktop.ui.theme.theme import Role, Weight

Tone = Literal["ink", "muted", "accent", "done", "attention", "trouble", "neutral", "banner"]


class Text(QLabel):
    """A label in one of the roles of the look; wraps unless told not to.

    Sizes and colours come from the style sheet, through the properties `role`, `weight`, `tone`.
    """

    def __init__(
        self,
        text: str = "",
        *,
        role: Role = "body",
        weight: Weight | None = None,
        tone: Tone = "ink",
        wrap: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        usual: dict[str, Weight] = {
            "title": "semibold",
            "item": "bold",
            "card": "semibold",
            "figure": "bold",
        }
        self.setProperty("role", role)
        self.setProperty("weight", weight or usual.get(role, "regular"))
        self.setProperty("tone", tone)
        self.setWordWrap(wrap)
        if wrap:
            policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
            policy.setHeightForWidth(True)
            self.setSizePolicy(policy)
        self.setText(text)

    def setText(self, text: str) -> None:
        """What a file or a person wrote cannot look like anything else."""
        super().setText(shown(text))

    def set_tone(self, tone: Tone) -> None:
        """Another colour from now on."""
        if self.property("tone") != tone:
            self.setProperty("tone", tone)
            restyle(self)


class OneLine(Text):
    """One line that is cut with "…" where it does not fit; the whole text is its tooltip."""

    def __init__(
        self,
        text: str = "",
        *,
        role: Role = "body",
        weight: Weight | None = None,
        tone: Tone = "ink",
    ) -> None:
        self._whole = text
        super().__init__(text, role=role, weight=weight, tone=tone, wrap=False)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setMinimumWidth(24)

    def set_text(self, text: str) -> None:
        """Another text; what assistive technology reads is always the whole."""
        self._whole = text
        self.setAccessibleName(text)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.StyleChange}:
            self._fit()

    def _fit(self) -> None:
        width = self.contentsRect().width()
        shown = QFontMetrics(self.font()).elidedText(
            self._whole, Qt.TextElideMode.ElideRight, max(width, 24)
        )
        if shown != self.text():
            self.setText(shown)
        set_tooltip(self, self._whole if shown != self._whole else "")


def restyle(widget: QWidget) -> None:
    """Lets the style sheet see a property that changed."""
    widget.style().unpolish(widget)
    widget.style().polish(widget)
    widget.updateGeometry()


def set_tooltip(widget: QWidget, text: str) -> None:
    """A tooltip in plain text: Qt guesses at markup, so what looks like it is escaped."""
    from html import escape

    widget.setToolTip(f"<qt>{escape(text)}</qt>" if "<" in text or "&" in text else text)
