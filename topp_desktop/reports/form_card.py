"""Voting cards for groups: one sheet a person, cut along the lines."""

from __future__ import annotations

from typing import Any

from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable

from topp_desktop.charts.palette import LIGHT
from topp_desktop.reports.canvas import COLOUR, draw_text
from topp_desktop.reports.document import MARGIN, Frontmatter, PaperDocument
from topp_desktop.reports.fonts import text_width
from topp_desktop.reports.form_paper import EPOCH
from topp_desktop.services.forms import FormContent

COLUMNS = 2
GAP = 14.0


class _Cards(Flowable):  # type: ignore[misc]
    """Seven cards: five levels, don't know, not applicable."""

    def __init__(self, content: FormContent, width: float, height: float) -> None:
        super().__init__()
        self._content = content
        self.width, self.height = width, height

    def wrap(self, *_available: Any) -> tuple[float, float]:
        return self.width, self.height

    def draw(self) -> None:
        words, wording = self._content.words, self._content.wording
        cards = [
            (str(level), wording.level(level), f"level-{level}", f"ink-on-level-{level}")
            for level in range(self._content.instrument.level_count)
        ]
        cards.append(("?", words.gettext("We do not know"), "neutral-tint", "ink"))
        cards.append(("NA", words.gettext("Not applicable"), "neutral-tint", "ink"))
        rows = -(-len(cards) // COLUMNS)
        width = (self.width - GAP * (COLUMNS - 1)) / COLUMNS
        height = (self.height - GAP * (rows - 1)) / rows
        for n, card in enumerate(cards):
            row, column = divmod(n, COLUMNS)
            x = column * (width + GAP)
            y = self.height - (row + 1) * height - row * GAP
            self._card(x, y, width, height, card)

    def _card(
        self, x: float, y: float, width: float, height: float, card: tuple[str, str, str, str]
    ) -> None:
        sign, name, ground, ink = card
        canvas: Canvas = self.canv
        canvas.setFillColor(COLOUR[ground])
        canvas.setStrokeColor(COLOUR["muted"])
        canvas.setLineWidth(0.6)
        canvas.roundRect(x, y, width, height, 10, stroke=1, fill=1)
        middle = x + width / 2
        draw_text(canvas, middle, y + height / 2 - 6, sign, 54, ink, weight="bold", anchor="middle")
        size = min(16.0, 16.0 * (width - 24) / max(1.0, text_width(name, 16.0, "semibold")))
        draw_text(canvas, middle, y + 22, name, size, ink, weight="semibold", anchor="middle")


def voting_cards(content: FormContent) -> bytes:
    """The voting cards of `content`'s instrument as a PDF of one page."""
    words, wording = content.words, content.wording
    title = words.gettext("Voting cards")
    paper = PaperDocument(
        content.paper,
        Frontmatter(
            title=f"{wording.name} · {title}",
            subject=title,
            author=wording.name,
            language=words.language,
            program="TOPP Desktop",
            made=EPOCH,
            header_left=wording.name,
            header_right=title,
            footer=wording.name,
            page_words=lambda _page, _last: "",
        ),
    )

    def cover(canvas: Canvas, width: float, height: float) -> None:
        canvas.setFillColor(LIGHT["muted"])
        draw_text(canvas, MARGIN, height - 46, f"{wording.name} · {title}", 9, "muted")
        del width

    return paper.render(cover, [_Cards(content, paper.width, paper.height - 12)])
