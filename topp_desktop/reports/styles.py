"""How text looks on paper. Sizes and leading in points; colours from the shared palette."""

from __future__ import annotations

from reportlab.lib.enums import TA_CENTER, TA_RIGHT
from reportlab.lib.styles import ParagraphStyle

from topp_desktop.reports.canvas import COLOUR
from topp_desktop.reports.fonts import BOLD, REGULAR, SEMIBOLD


def _style(name: str, size: float, leading: float, **more: object) -> ParagraphStyle:
    given = {
        "fontName": REGULAR,
        "fontSize": size,
        "leading": leading,
        "textColor": COLOUR["ink"],
        "bulletFontName": REGULAR,
        "splitLongWords": 1,
        # One line of a paragraph never stands alone at the foot or the head of a page.
        "allowWidows": 0,
        "allowOrphans": 0,
        **more,
    }
    return ParagraphStyle(name, **given)


BODY = _style("body", 9.5, 14, spaceAfter=6)
LEAD = _style("lead", 10.5, 15.5, spaceAfter=10, textColor=COLOUR["muted"])
SMALL = _style("small", 8.3, 11.6)
MUTED = _style("muted", 8.3, 11.6, textColor=COLOUR["muted"])
RIGHT = _style("right", 8.3, 11.6, alignment=TA_RIGHT)
CENTRE = _style("centre", 8.3, 11.6, alignment=TA_CENTER)
HEADER = _style("header", 7.8, 10.5, fontName=SEMIBOLD, textColor=COLOUR["muted"])
HEADER_RIGHT = _style(
    "header-right",
    7.8,
    10.5,
    fontName=SEMIBOLD,
    textColor=COLOUR["muted"],
    alignment=TA_RIGHT,
)
BULLET = _style("bullet", 9.5, 14, leftIndent=12, spaceAfter=4)
SECTION = _style("section", 19, 24, fontName=BOLD, textColor=COLOUR["accent-dark"], keepWithNext=1)
HEADING = _style("heading", 12.5, 16, fontName=SEMIBOLD, spaceBefore=14, spaceAfter=5)
MINOR = _style("minor", 10, 13.5, fontName=SEMIBOLD, spaceBefore=8, spaceAfter=3, keepWithNext=1)
CARD_TITLE = _style("card-title", 11.5, 14.5, fontName=SEMIBOLD)
FORMULA = _style(
    "formula", 10, 16, leftIndent=14, spaceBefore=1, spaceAfter=6, textColor=COLOUR["accent-dark"]
)
FIGURE = _style("figure", 24, 29, fontName=BOLD, textColor=COLOUR["accent-dark"])
QUESTION = _style("question", 9.5, 13, spaceBefore=10)
ANSWER = _style("answer", 8.3, 11.6, textColor=COLOUR["muted"], spaceAfter=3)
TERM = _style("term", 8.8, 12.6, spaceAfter=4)
SHEET = _style("sheet", 8.3, 11.3, spaceAfter=3)
TINY = _style("tiny", 7.2, 9.2, textColor=COLOUR["muted"])
TINY_RIGHT = _style("tiny-right", 7.2, 9.2, textColor=COLOUR["muted"], alignment=TA_RIGHT)
NOTE = _style("note", 8.8, 12.2, leftIndent=12, spaceAfter=2)
