"""Tables as files: CSV, a spreadsheet, or paper. Nothing in a cell is ever a formula."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence
from typing import Any

from topp_desktop.services.tables import Cell, Sheet, StatisticsTable, TableDocument

_FORMULA = re.compile(r"[\s\u200b-\u200f\u2060\ufeff]*[=+\-@＝＋－＠]|[\t\r\n]")
"""What spreadsheets take for a formula, also behind blanks and in full width."""
_SEMICOLON = ("es", "pt", "fr")
"""Languages whose spreadsheets part cells by semicolons, because they write 2,5."""
_MAX_SHEET_NAME = 31
_NOT_IN_NAMES = str.maketrans(dict.fromkeys("[]:*?/\\", " "))
_LONGEST_CELL = 30_000


def _safe(cell: Cell, decimal: str) -> str:
    """A text that a spreadsheet would take for a formula is marked as a text."""
    if isinstance(cell, str):
        return "'" + cell if _FORMULA.match(cell) else cell
    return "" if cell is None else str(cell).replace(".", decimal)


def csv_bytes(document: TableDocument) -> bytes:
    """The first sheet: UTF-8 with a mark, so that spreadsheets read accents; CRLF; every cell in
    quotes; separator and decimal sign are those of the document's language."""
    out = io.StringIO(newline="")
    comma = document.words.language in _SEMICOLON
    separator, decimal = (";", ",") if comma else (",", ".")
    writer = csv.writer(out, delimiter=separator, lineterminator="\r\n", quoting=csv.QUOTE_ALL)
    sheet = document.sheets[0]
    for row in (sheet.header, *sheet.rows):
        writer.writerow([_safe(cell, decimal) for cell in row])
    return ("\ufeff" + out.getvalue()).encode("utf-8", "replace")


def data_bytes(table: StatisticsTable) -> bytes:
    """As `read.csv` of R takes it without any option: no byte order mark, which would become part
    of the first column's name; CRLF; every cell in quotes, an empty one for nothing."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n", quoting=csv.QUOTE_ALL)
    for row in (table.header, *table.rows):
        writer.writerow([_safe(cell, ".") for cell in row])
    return out.getvalue().encode("utf-8", "replace")


def sheet_bytes(document: TableDocument) -> bytes:
    """Every sheet of the document."""
    import xlsxwriter

    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(out, options) as book:
        book.set_properties({"title": document.title, "created": document.made})
        head = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
        body = book.add_format({"valign": "top", "text_wrap": True})
        for sheet in document.sheets:
            _write_sheet(book.add_worksheet(_sheet_name(sheet.name)), sheet, head, body)
    return out.getvalue()


def _sheet_name(name: str) -> str:
    return name.translate(_NOT_IN_NAMES).strip("' ")[:_MAX_SHEET_NAME] or "1"


def _write_sheet(page: Any, sheet: Sheet, head: Any, body: Any) -> None:
    for column, name in enumerate(sheet.header):
        page.write_string(0, column, name, head)
    for place, row in enumerate(sheet.rows, start=1):
        for column, cell in enumerate(row):
            if isinstance(cell, str):
                page.write_string(place, column, cell[:_LONGEST_CELL], body)
            elif cell is not None:
                page.write_number(place, column, cell, body)
    for column, width in enumerate(sheet.widths):
        page.set_column(column, column, width)
    page.freeze_panes(1, 0)
    if sheet.rows:
        page.autofilter(0, 0, len(sheet.rows), len(sheet.header) - 1)


def paper_bytes(document: TableDocument) -> bytes:
    """The document as a PDF, the tables below each other."""
    from reportlab.platypus import Flowable, Paragraph

    from topp_desktop.reports import styles
    from topp_desktop.reports.canvas import COLOUR, draw_text
    from topp_desktop.reports.document import MARGIN, Frontmatter, PaperDocument
    from topp_desktop.reports.fonts import clean, register_fonts
    from topp_desktop.reports.markup import LONGEST_CELL, bounded, plain
    from topp_desktop.reports.tables import table

    register_fonts()
    words = document.words

    def page_words(page: int, last: int) -> str:
        return words.gettext("Page {page} of {last}").format(page=page, last=last)

    made = words.gettext("Generated on {date} at {time}").format(
        date=words.date(document.made), time=words.time(document.made)
    )
    title = clean(document.title)
    front = Frontmatter(
        title, title, title, words.language, "TOPP Desktop", document.made, title, "", made,
        page_words,
    )  # fmt: skip
    paper = PaperDocument("A4", front)

    def text(cell: Cell, style: Any) -> Flowable:
        shown = "" if cell is None else cell if isinstance(cell, str) else words.number(cell)
        return Paragraph(plain(bounded(shown, words, LONGEST_CELL)), style)

    story: list[Flowable] = [Paragraph(plain(document.title), styles.SECTION)]
    story += [Paragraph(plain(note), styles.BODY) for note in document.notes]
    for sheet in document.sheets:
        story.append(Paragraph(plain(sheet.name), styles.HEADING))
        if sheet.note:
            story.append(Paragraph(plain(sheet.note), styles.MUTED))
        rows = [[text(c, styles.SMALL) for c in row] for row in sheet.rows]
        heads = [text(name, styles.HEADER) for name in sheet.header]
        shares: Sequence[int] = sheet.widths or [1] * len(sheet.header)
        story.append(
            table(
                [heads, *rows],
                [paper.width * share / sum(shares) for share in shares],
                [
                    ("VALIGN", (0, 0), (-1, -1), "TOP"),
                    ("LEFTPADDING", (0, 0), (-1, -1), 3),
                    ("RIGHTPADDING", (0, 0), (-1, -1), 3),
                    ("LINEBELOW", (0, 0), (-1, 0), 0.9, COLOUR["muted"]),
                    ("LINEBELOW", (0, 1), (-1, -1), 0.5, COLOUR["line"]),
                ],
                repeatRows=1,
            )
        )

    def cover(canvas: Any, width: float, height: float) -> None:
        del width
        draw_text(canvas, MARGIN, height - 50, made, 7.8, "muted")

    return paper.render(cover, story)
