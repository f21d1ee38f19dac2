"""The pages of a document: templates, header and footer, properties; laid out in one pass."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from reportlab.lib.pagesizes import A4, letter
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, PageTemplate

from topp_desktop.reports.canvas import COLOUR, draw_text
from topp_desktop.reports.fonts import REGULAR, register_fonts, text_width
from topp_desktop.reports.outline import page_form
from topp_desktop.services.tables import Paper

MARGIN = 60.0
TOP = 76.0
BOTTOM = 66.0
SIZES: dict[Paper, tuple[float, float]] = {"A4": A4, "Letter": letter}

Draw = Callable[[Canvas, float, float], None]
"""Draws on a whole page: canvas, page width, page height."""


@dataclass(frozen=True, slots=True)
class Frontmatter:
    """What every page and the file's properties say. `page` and `last` go into `page_words`."""

    title: str
    subject: str
    author: str
    language: str
    program: str
    made: datetime
    header_left: str
    header_right: str
    footer: str
    page_words: Callable[[int, int], str]


@dataclass
class _Stamp:
    """The date inside the file: the one given, not the clock's (ReportLab's TimeStamp)."""

    t: float
    YMDhms: tuple[int, ...]
    dhh: int
    dmm: int
    invariant: bool = field(default=True)

    @classmethod
    def of(cls, moment: datetime) -> _Stamp:
        offset = moment.utcoffset()
        minutes = int(offset.total_seconds() // 60) if offset is not None else 0
        hours, rest = divmod(abs(minutes), 60)
        sign = -1 if minutes < 0 else 1
        return cls(moment.timestamp(), tuple(moment.timetuple())[:6], sign * hours, sign * rest)


class PaperCanvas(Canvas):  # type: ignore[misc]
    """A canvas that draws page numbers when it knows them, and writes the given date."""

    def __init__(self, *given: Any, front: Frontmatter, **more: Any) -> None:
        more |= {"invariant": 1, "initialFontName": REGULAR, "pageCompression": 1}
        super().__init__(*given, **more)
        self._doc._timeStamp = _Stamp.of(front.made)
        self._front = front
        self._pages: dict[str, int] = {}
        self._numbered: list[int] = []

    def note_page(self, key: str) -> None:
        """A section begins on this page."""
        self._pages[key] = self.getPageNumber()

    def number_this_page(self) -> None:
        """Leaves a place, here and to the left, for "page x of y"."""
        self._numbered.append(self.getPageNumber())
        self.doForm(f"number-{self.getPageNumber()}")

    def save(self) -> None:
        """Draws what had to wait for the last page, then writes the file."""
        last = self.getPageNumber() - (0 if self._code else 1)
        if self._code:
            self.showPage()
        for page in self._numbered:
            self._form(f"number-{page}", self._front.page_words(page, last), 7.8, "muted")
        for key, page in self._pages.items():
            self._form(page_form(key), str(page), 10, "ink")
        super().save()

    def _form(self, name: str, text: str, size: float, colour: str) -> None:
        width = text_width(text, size)
        self.beginForm(name, -width - 2, -size, 2, 2 * size)
        draw_text(self, 0, 0, text, size, colour, anchor="end")
        self.endForm()


class PaperDocument:
    """A cover page, then pages with header and footer."""

    def __init__(self, paper: Paper, front: Frontmatter) -> None:
        register_fonts()
        self._size = SIZES[paper]
        self._front = front

    @property
    def width(self) -> float:
        """Width of the text area in points."""
        return self._size[0] - 2 * MARGIN

    @property
    def height(self) -> float:
        """Height of the text area in points."""
        return self._size[1] - TOP - BOTTOM

    def render(self, cover: Draw, story: Sequence[Flowable]) -> bytes:
        """The finished file. The story begins on the cover page: with a page break."""
        buffer = io.BytesIO()
        front = self._front
        template = BaseDocTemplate(
            buffer,
            pagesize=self._size,
            title=front.title,
            author=front.author,
            subject=front.subject,
            creator=front.program,
            lang=front.language,
            allowSplitting=1,
        )
        page_width, page_height = self._size
        frame = {"leftPadding": 0, "rightPadding": 0, "topPadding": 0, "bottomPadding": 0}

        def on_cover(canvas: Canvas, _: Any) -> None:
            canvas.setViewerPreference("DisplayDocTitle", "true")
            canvas.showOutline()
            cover(canvas, page_width, page_height)

        template.addPageTemplates(
            [
                PageTemplate(
                    "cover",
                    [Frame(MARGIN, BOTTOM, self.width, self.height, **frame)],
                    onPage=on_cover,
                    autoNextPageTemplate="body",
                ),
                PageTemplate(
                    "body",
                    [Frame(MARGIN, BOTTOM, self.width, self.height, **frame)],
                    onPage=self._furniture,
                ),
            ]
        )

        def canvas_maker(*given: Any, **more: Any) -> PaperCanvas:
            return PaperCanvas(*given, front=front, **more)

        template.build(list(story), canvasmaker=canvas_maker)
        return buffer.getvalue()

    def _furniture(self, canvas: PaperCanvas, _: Any) -> None:
        """Header and footer of a page."""
        front, (page_width, page_height) = self._front, self._size
        right = page_width - MARGIN
        top = page_height - 42
        draw_text(canvas, MARGIN, top, front.header_left, 7.8, "muted")
        draw_text(canvas, right, top, front.header_right, 7.8, "muted", anchor="end")
        canvas.setStrokeColor(COLOUR["line"])
        canvas.setLineWidth(0.6)
        canvas.line(MARGIN, top - 8, right, top - 8)
        canvas.line(MARGIN, 44, right, 44)
        draw_text(canvas, MARGIN, 30, front.footer, 7.2, "muted")
        canvas.saveState()
        canvas.translate(right, 30)
        canvas.number_this_page()
        canvas.restoreState()
