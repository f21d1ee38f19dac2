"""From plain text to what a ReportLab paragraph takes, with nothing in it left to interpret."""

from __future__ import annotations

from xml.sax.saxutils import escape

from topp_desktop.foundation.i18n import Translator
from topp_desktop.reports.fonts import FALLBACK, runs

LONGEST_TEXT = 20_000
"""Characters of one note that are printed; more than any form of the program takes."""

LONGEST_CELL = 600
"""Characters of one table cell: a row has to fit on a page."""

SHORT = 300
"""Characters of a title, or of a text in a narrow column; the spreadsheet has all of it."""


def plain(text: str) -> str:
    """Escaped markup that shows exactly the text; line ends stay line ends."""
    pieces = []
    for piece, foreign in runs(text):
        safe = escape(piece).replace("\n", "<br/>")
        pieces.append(f'<font name="{FALLBACK}">{safe}</font>' if foreign else safe)
    return "".join(pieces)


def bounded(text: str, words: Translator, longest: int = LONGEST_TEXT) -> str:
    """The text, or its beginning with a sentence that says how much was left out."""
    text = text.strip()
    if len(text) <= longest:
        return text
    said = words.gettext("[Shortened: {shown} of {total} characters are printed.]").format(
        shown=words.number(longest), total=words.number(len(text))
    )
    return f"{text[:longest].rstrip()}… {said}"


def strong(text: str) -> str:
    """Plain text in semibold."""
    return f"<b>{plain(text)}</b>"


def coloured(text: str, colour: str) -> str:
    """Plain text in a colour such as "#1F5FA8", semibold."""
    return f'<font color="{colour}"><b>{plain(text)}</b></font>'
