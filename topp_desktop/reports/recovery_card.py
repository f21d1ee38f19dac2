"""The recovery card: one page with a QR code and the same in groups that can be typed."""

from __future__ import annotations

from reportlab.graphics.barcode.qr import QrCodeWidget
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, Paragraph

from topp_desktop.reports import styles
from topp_desktop.reports.canvas import COLOUR, draw_text
from topp_desktop.reports.document import MARGIN, Frontmatter, PaperDocument
from topp_desktop.reports.fonts import clean, register_fonts
from topp_desktop.reports.markup import plain
from topp_desktop.services.secretariat.recovery import CardContent

_QR = 190.0
_LINE = 27.0
_SIZE = 15.0


class _Square(Flowable):  # type: ignore[misc]
    """The QR code, drawn square by square: a drawing of the library would bring its own font."""

    def __init__(self, text: str, size: float) -> None:
        super().__init__()
        self.width = self.height = size
        widget = QrCodeWidget(text, barLevel="M")
        widget.qr.make()
        self._code = widget.qr

    def wrap(self, *_available: object) -> tuple[float, float]:
        return self.width, self.height

    def draw(self) -> None:
        count = self._code.getModuleCount()
        side = self.width / count
        self.canv.setFillColor(COLOUR["ink"])
        for row in range(count):
            start = None
            for column in range(count + 1):
                dark = column < count and self._code.isDark(row, column)
                if dark and start is None:
                    start = column
                elif not dark and start is not None:
                    y = self.height - (row + 1) * side
                    # Squares in a row are one bar, so that no hair line runs between them.
                    self.canv.rect(start * side, y, (column - start) * side, side, stroke=0, fill=1)
                    start = None


class _Groups(Flowable):  # type: ignore[misc]
    """The numbered lines, each of seven groups."""

    def __init__(self, lines: tuple[str, ...], width: float) -> None:
        super().__init__()
        self._lines = lines
        self.width, self.height = width, _LINE * len(lines)

    def wrap(self, *_available: object) -> tuple[float, float]:
        return self.width, self.height

    def draw(self) -> None:
        for n, line in enumerate(self._lines):
            y = self.height - (n + 1) * _LINE + 8
            draw_text(self.canv, 14, y, str(n + 1), 9, "muted", anchor="end")
            groups = line.split("-")
            step = (self.width - 30) / len(groups)
            for place, group in enumerate(groups):
                draw_text(self.canv, 30 + place * step, y, group, _SIZE, "ink", weight="semibold")
            self.canv.setStrokeColor(COLOUR["line"])
            self.canv.line(0, y - 8, self.width, y - 8)


def recovery_card(content: CardContent) -> bytes:
    """The card as a PDF; equal contents give equal bytes."""
    register_fonts()
    words = content.words
    title = words.gettext("Recovery card of the secretariat")
    paper = PaperDocument(
        "A4",
        Frontmatter(
            title=clean(f"{title} · {content.name}"),
            subject=clean(title),
            author=clean(content.name),
            language=words.language,
            program=content.program,
            made=content.made,
            header_left="",
            header_right="",
            footer="",
            page_words=lambda _page, _last: "",
        ),
    )

    def cover(canvas: Canvas, width: float, height: float) -> None:
        del width
        draw_text(canvas, MARGIN, height - 50, title, 9, "muted")

    made = words.gettext("Made on {date}. Check number {number}.").format(
        date=words.date(content.made), number=content.number
    )
    story: list[Flowable] = [
        _text(content.name, styles.SECTION),
        _text(made, styles.LEAD),
        _text(
            words.gettext(
                "With this card and the passphrase the secretariat can be set up again on another "
                "computer. Without the passphrase the card is of no use to anybody."
            )
        ),
        _text(
            words.gettext(
                "Keep the card under lock and key. Somebody else keeps the passphrase, in another "
                "place. Never keep both together."
            )
        ),
        _text(words.gettext("Type these groups, line by line"), styles.HEADING),
        _Groups(content.lines, paper.width),
        _text(
            words.gettext(
                "Capital or small letters are the same. There is no letter I, L, O or U: what "
                "looks like 0 or 1 is a digit. The program says in which line something is wrong."
            ),
            styles.MUTED,
        ),
        _text(words.gettext("Or read this square with a phone"), styles.HEADING),
        _Square(content.qr, _QR),
        _text(
            words.gettext("The phone shows the same groups as text. Do not keep a photo of it."),
            styles.MUTED,
        ),
        _text(
            words.gettext("Identifier of the secretariat: {id}").format(id=content.id),
            styles.MUTED,
        ),
    ]
    return paper.render(cover, story)


def _text(text: str, style: object = styles.BODY) -> Flowable:
    return Paragraph(plain(text), style)
