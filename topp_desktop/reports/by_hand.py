"""What is filled in by hand on paper: bubbles, boxes, lines to write on."""

from __future__ import annotations

from typing import Any

from reportlab.platypus import Flowable, Paragraph, Table

from topp_desktop.reports import styles
from topp_desktop.reports.canvas import COLOUR, draw_text
from topp_desktop.reports.fonts import text_width
from topp_desktop.reports.markup import plain
from topp_desktop.reports.tables import table

BUBBLE = 6.0
SQUARE = 8.5
LINE = 15.0


class Bubble(Flowable):  # type: ignore[misc]
    """A circle to fill in, with a small sign inside."""

    def __init__(self, sign: str) -> None:
        super().__init__()
        self._sign = sign
        self.width, self.height = 2 * BUBBLE, 2 * BUBBLE

    def wrap(self, *_available: Any) -> tuple[float, float]:
        return self.width, self.height

    def draw(self) -> None:
        self.canv.setStrokeColor(COLOUR["muted"])
        self.canv.setLineWidth(0.8)
        self.canv.circle(BUBBLE, BUBBLE, BUBBLE, stroke=1, fill=0)
        draw_text(self.canv, BUBBLE, BUBBLE - 2.4, self._sign, 6.6, "muted", anchor="middle")


class Square(Flowable):  # type: ignore[misc]
    """A box to tick."""

    def __init__(self) -> None:
        super().__init__()
        self.width, self.height = SQUARE, SQUARE

    def wrap(self, *_available: Any) -> tuple[float, float]:
        return self.width, self.height

    def draw(self) -> None:
        self.canv.setStrokeColor(COLOUR["muted"])
        self.canv.setLineWidth(0.8)
        self.canv.roundRect(0, 0, SQUARE, SQUARE, 1.5, stroke=1, fill=0)


class Rule(Flowable):  # type: ignore[misc]
    """Lines to write on."""

    def __init__(self, width: float, lines: int) -> None:
        super().__init__()
        self.width, self.height = width, lines * LINE
        self._lines = lines

    def wrap(self, *_available: Any) -> tuple[float, float]:
        return self.width, self.height

    def draw(self) -> None:
        self.canv.setStrokeColor(COLOUR["line"])
        self.canv.setLineWidth(0.7)
        for line in range(self._lines):
            y = self.height - (line + 1) * LINE + 3
            self.canv.line(0, y, self.width, y)


BARE = [
    ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
    ("LEFTPADDING", (0, 0), (-1, -1), 0),
    ("RIGHTPADDING", (0, 0), (-1, -1), 4),
    ("TOPPADDING", (0, 0), (-1, -1), 0.8),
    ("BOTTOMPADDING", (0, 0), (-1, -1), 1.2),
]


def choices(label: str, signs: list[tuple[str, str]]) -> Table:
    """A label and bubbles in one line, each as wide as its words; choice: (sign, word)."""
    cells: list[Flowable] = []
    widths: list[float] = []
    if label:
        cells.append(Paragraph(plain(label), styles.SMALL))
        widths.append(text_width(label, styles.SMALL.fontSize) + 10)
    for sign, word in signs:
        cells.append(Bubble(sign))
        widths.append(2 * BUBBLE + 5)
        if word:
            cells.append(Paragraph(plain(word), styles.SMALL))
            widths.append(text_width(word, styles.SMALL.fontSize) + 14)
    return plain_table([cells], widths)


def plain_table(rows: list[list[Any]], widths: list[float]) -> Table:
    return table(rows, widths, BARE, hAlign="LEFT")
