"""One question in a list: what was answered, what was asked, and the way there."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from topp_desktop.ui.theme.theme import Theme
from topp_desktop.ui.widgets.buttons import Button
from topp_desktop.ui.widgets.tags import Tag
from topp_desktop.ui.widgets.text import Text

_FOLD_BELOW = 620


class QuestionLine(QWidget):
    """Tag, question with its lines below, link; below each other where there is little room."""

    def __init__(
        self, theme: Theme, tag: Tag, stem: str, *below: str, link: Button | None = None
    ) -> None:
        super().__init__()
        self._theme = theme
        self.link = link
        self.tag = QWidget()
        said = QHBoxLayout(self.tag)
        said.setContentsMargins(0, 0, 0, 0)
        said.addWidget(tag)
        said.addStretch(1)
        texts = QVBoxLayout()
        texts.setSpacing(2)
        texts.addWidget(Text(stem))
        for text in below:
            if text:
                texts.addWidget(Text(text, role="small", tone="muted"))
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._box.setContentsMargins(0, 0, 0, 0)
        top = Qt.AlignmentFlag.AlignTop
        self._box.addWidget(self.tag, 0, top)
        self._box.addLayout(texts, 1)
        if link is not None:
            self._box.addWidget(link, 0, top)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        direction = QBoxLayout.Direction
        narrow = self.width() < self._theme.px(_FOLD_BELOW)
        self._box.setDirection(direction.TopToBottom if narrow else direction.LeftToRight)
        self._box.setSpacing(4 if narrow else 14)


def align_tags(lines: list[QuestionLine]) -> None:
    """The questions of a list begin in one column."""
    widest = max((line.tag.sizeHint().width() for line in lines), default=0)
    for line in lines:
        line.tag.setMinimumWidth(widest)
