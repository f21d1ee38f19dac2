"""Headings with their bookmarks, and the table of contents whose page numbers come last.

The document is laid out once. Page numbers that are not known yet are drawn as forms (PDF form
XObjects) that the canvas defines when the last page is done.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from reportlab.platypus import Flowable, Paragraph

from topp_desktop.reports import styles
from topp_desktop.reports.canvas import COLOUR, draw_text
from topp_desktop.reports.fonts import text_width

NUMBER_COLUMN = 32.0
"""Width that a heading's number takes, in points."""


@dataclass(frozen=True, slots=True)
class OutlineEntry:
    """A section: the key of its bookmark, its number, its title as plain text."""

    key: str
    number: str
    title: str


def page_form(key: str) -> str:
    """The name of the form that shows the page of a section."""
    return f"page-of-{key}"


class Heading(Flowable):  # type: ignore[misc]
    """A section's heading with a rule below, a bookmark and an entry in the outline."""

    keepWithNext = 1  # noqa: N815 - ReportLab's name

    def __init__(self, entry: OutlineEntry, title: str, width: float) -> None:
        super().__init__()
        self.spaceBefore = 26
        self._entry = entry
        self._width = width
        self._title = Paragraph(title, styles.SECTION)
        self._height = 0.0

    def wrap(self, *_available: Any) -> tuple[float, float]:
        _, self._height = self._title.wrap(self._width - NUMBER_COLUMN, 10_000)
        return self._width, self._height + 9

    def draw(self) -> None:
        canvas, top = self.canv, self._height + 9
        draw_text(canvas, 0, top - 19, self._entry.number, 19, "accent", weight="regular")
        self._title.drawOn(canvas, NUMBER_COLUMN, 9)
        canvas.setStrokeColor(COLOUR["line"])
        canvas.setLineWidth(0.9)
        canvas.line(0, 2, self._width, 2)
        canvas.bookmarkHorizontal(self._entry.key, 0, top + 24)
        title = f"{self._entry.number}  {self._entry.title}"
        canvas.addOutlineEntry(title, self._entry.key, level=0)
        canvas.note_page(self._entry.key)


class Contents(Flowable):  # type: ignore[misc]
    """The table of contents: titles that are links, and their pages."""

    LINE = 21.0

    def __init__(self, entries: Sequence[OutlineEntry], width: float) -> None:
        super().__init__()
        self._entries = entries
        self._width = width

    def wrap(self, *_available: Any) -> tuple[float, float]:
        return self._width, self.LINE * len(self._entries)

    def draw(self) -> None:
        canvas = self.canv
        for n, entry in enumerate(self._entries):
            y = self.LINE * (len(self._entries) - n) - 15
            draw_text(canvas, 0, y, entry.number, 10, "accent", weight="semibold")
            draw_text(canvas, NUMBER_COLUMN, y, entry.title, 10)
            end = NUMBER_COLUMN + text_width(entry.title, 10)
            canvas.saveState()
            canvas.setStrokeColor(COLOUR["line"])
            canvas.setLineWidth(0.8)
            canvas.line(end + 8, y + 2.5, self._width - 26, y + 2.5)
            canvas.translate(self._width, y)
            canvas.doForm(page_form(entry.key))
            canvas.restoreState()
            box = (0, y - 6, self._width, y + self.LINE - 7)
            canvas.linkRect("", entry.key, box, relative=1)
