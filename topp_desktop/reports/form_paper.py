"""The questionnaire on paper: bubbles, room to write, a grid to score by hand, an empty radar."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, KeepTogether, PageBreak, Paragraph, Spacer, Table

from topp_desktop.charts.palette import LIGHT, dimension_colour
from topp_desktop.charts.radar import radar
from topp_desktop.domain.instrument import Item, Wording
from topp_desktop.domain.instrument.kinds import CHECKLIST, LEVELS
from topp_desktop.domain.scoring import Scorecard
from topp_desktop.domain.scoring.scorecard import OverallScore
from topp_desktop.reports import styles
from topp_desktop.reports.canvas import COLOUR, PictureBox, draw_text
from topp_desktop.reports.document import MARGIN, Frontmatter, PaperDocument
from topp_desktop.reports.fonts import PaperMeasure, text_width
from topp_desktop.reports.markup import coloured, plain, strong
from topp_desktop.reports.tables import table
from topp_desktop.services.forms import ELEMENT_SIGNS, FormContent

EPOCH = datetime(2026, 1, 1, tzinfo=UTC)
"""Forms carry no date of their own: the same form is the same file."""

BUBBLE = 6.0
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


def questionnaire(content: FormContent) -> bytes:
    """The form of `content` as a PDF."""
    words, wording = content.words, content.wording
    forms = {
        "short": words.gettext("Questionnaire: short form"),
        "full": words.gettext("Questionnaire: full form"),
    }
    title = forms.get(content.form, words.gettext("Questionnaire"))
    short_hash = content.instrument.sha256[:12]
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
            footer=f"{content.instrument.id} {content.instrument.version} · {short_hash}",
            page_words=lambda page, last: words.gettext("Page {page} of {last}").format(
                page=page, last=last
            ),
        ),
    )
    sheet = _Paper(content, paper.width)

    def cover(canvas: Canvas, width: float, height: float) -> None:
        draw_text(canvas, MARGIN, height - 96, wording.name, 12, "accent")
        draw_text(canvas, MARGIN, height - 126, title, 22, "accent-dark", weight="bold")
        canvas.setFillColor(COLOUR["accent"])
        canvas.rect(MARGIN, height - 142, 64, 3, stroke=0, fill=1)
        del width

    return paper.render(cover, sheet.story())


class _Paper:
    """Builds the story of one questionnaire."""

    def __init__(self, content: FormContent, width: float) -> None:
        self._content = content
        self._words = content.words
        self._wording = content.wording
        self._width = width

    def story(self) -> list[Flowable]:
        story: list[Flowable] = [Spacer(1, 84), *self._instructions(), PageBreak()]
        area = None
        for item in self._content.instrument.form_items(self._content.form):
            heading: list[Flowable] = []
            if item.area is not None and item.area != area:
                area = item.area
                name = f"{area}. {self._wording.area(area)}"
                heading = [Paragraph(plain(name), styles.HEADING), Spacer(1, 4)]
            story.append(KeepTogether([*heading, *self._item(item), Spacer(1, 9)]))
        if self._content.instrument.leveled:
            story += [PageBreak(), *self._scoring()]
        return story

    def _instructions(self) -> list[Flowable]:
        words, wording = self._words, self._wording
        steps = [
            words.gettext("Choose the highest level of which everything is met."),
            words.gettext("What is practised counts, not what is written."),
            words.gettext(
                "If you do not know, fill in «?». If the question does not apply, fill in «NA» "
                "and write why."
            ),
            words.gettext(
                "From level 2 upwards, write down the document that shows it and how far it can "
                "be checked."
            ),
        ]
        fields = [
            words.gettext("Name of the institution"),
            words.gettext("Country"),
            words.gettext("Level of government"),
            words.gettext("Type of institution"),
            words.gettext("Measurement (for example 2026-2)"),
            words.gettext("Role of who answers"),
        ]
        lines = table(
            [
                [Paragraph(plain(name), styles.MUTED), Rule(self._width * 0.66, 1)]
                for name in fields
            ],
            [self._width * 0.34, self._width * 0.66],
            [("LEFTPADDING", (0, 0), (-1, -1), 0), ("VALIGN", (0, 0), (-1, -1), "BOTTOM")],
        )
        story: list[Flowable] = [lines, Spacer(1, 14)]
        story.append(Paragraph(plain(words.gettext("How to answer")), styles.HEADING))
        story += [Paragraph(plain(step), styles.BULLET, bulletText="•") for step in steps]
        story.append(Spacer(1, 6))
        ladder = []
        if self._content.instrument.leveled:
            ladder = [
                [
                    Bubble(str(level)),
                    Paragraph(strong(wording.level(level)), styles.SMALL),
                    Paragraph(plain(wording.level_meaning(level)), styles.SMALL),
                ]
                for level in range(self._content.instrument.level_count)
            ]
        if ladder:
            story.append(Paragraph(plain(words.gettext("What each level means")), styles.HEADING))
            story.append(_plain_table(ladder, [24, 100, self._width - 124]))
            grades = [
                [
                    Bubble(str(grade)),
                    Paragraph(strong(wording.evidence_grade(grade)), styles.SMALL),
                    Paragraph(plain(wording.evidence_meaning(grade)), styles.SMALL),
                ]
                for grade in range(4)
            ]
            story.append(Paragraph(plain(words.gettext("Documents on record")), styles.HEADING))
            story.append(_plain_table(grades, [24, 100, self._width - 124]))
        return story

    def _item(self, item: Item) -> list[Flowable]:
        words, wording = self._words, self._wording
        number = self._content.instrument.numbers.get(item.id, 0)
        tag = f"{number} · {wording.item_code(item)}"
        if item.dimension is not None:
            tag += f" · {wording.dimension(item.dimension)}"
        if item.component is not None:
            tag += f" · {wording.component(item.component)}"
        colour = LIGHT[dimension_colour(item.dimension)]
        story: list[Flowable] = [
            Paragraph(coloured(tag, colour), styles.SMALL),
            Paragraph(plain(wording.stem(item.id)), styles.CARD_TITLE),
            Paragraph(plain(wording.help(item.id)), styles.MUTED),
            Spacer(1, 3),
        ]
        rows = [
            [Bubble(sign), Paragraph(text, styles.SMALL)]
            for sign, text in ANSWERS[item.type](item, wording)
        ]
        story.append(_plain_table(rows, [22, self._width - 22]))
        story += self._other_answers()
        story.append(
            Paragraph(
                plain(
                    words.gettext("Documents and justification (for example: {examples})").format(
                        examples=words.join(wording.evidence_examples(item.id)).lower()
                    )
                ),
                styles.MUTED,
            )
        )
        story.append(Rule(self._width, 2))
        return story

    def _other_answers(self) -> list[Flowable]:
        """Don't know, not applicable; the grade of evidence and how sure, in two lines."""
        words, wording = self._words, self._wording
        leveled = self._content.instrument.leveled
        first: list[tuple[str, str]] = [
            ("?", words.gettext("We do not know")),
            ("NA", words.gettext("Not applicable")),
        ]
        lines: list[Flowable] = [_choices("", first)]
        if leveled:
            grades = [(str(grade), "") for grade in range(4)]
            sure = [("", wording.confidence(code)) for code in "BMA"]
            both = table(
                [
                    [
                        _choices(words.gettext("Document:"), grades),
                        _choices(words.gettext("How sure:"), sure),
                    ]
                ],
                [self._width * 0.4, self._width * 0.6],
                _BARE,
            )
            lines.append(both)
        return lines

    def _scoring(self) -> list[Flowable]:
        """The grid to score by hand and an empty radar."""
        words, wording = self._words, self._wording
        instrument = self._content.instrument
        steps = [
            words.gettext(
                "Cell: add the levels of its questions, divide by how many have a level, and "
                "multiply by 25."
            ),
            words.gettext("Capacity: the average of its four cells (at least three are needed)."),
            words.gettext(
                "Draw each capacity on the radar. The program computes the overall level, which "
                "is not a simple average."
            ),
        ]
        head = [
            Paragraph("", styles.SMALL),
            *(
                Paragraph(
                    coloured(wording.dimension(d.id), LIGHT[dimension_colour(d.id)]), styles.CENTRE
                )
                for d in instrument.dimensions
            ),
        ]
        rows = [
            [
                Paragraph(plain(wording.area_short(a.id)), styles.SMALL),
                *("" for _ in instrument.dimensions),
            ]
            for a in instrument.areas
        ]
        last = [
            Paragraph(strong(words.gettext("Capacity (average)")), styles.SMALL),
            *("" for _ in instrument.dimensions),
        ]
        share = 0.34
        columns = len(instrument.dimensions)
        grid = table(
            [head, *rows, last],
            [self._width * share, *[self._width * (1 - share) / columns] * columns],
            [
                ("GRID", (1, 1), (-1, -1), 0.7, COLOUR["muted"]),
                ("BACKGROUND", (1, -1), (-1, -1), COLOUR["accent-tint"]),
                ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
                ("LEFTPADDING", (0, 0), (0, -1), 0),
            ],
            rowHeights=[26, *[40] * len(rows), 40],
        )
        empty = Scorecard(profile=instrument.profile, overall=OverallScore(), dimensions={})
        picture = radar(
            empty, wording, words, PaperMeasure(), self._width * 0.62, size=9, blank=True
        )
        return [
            Paragraph(plain(words.gettext("Scoring by hand")), styles.SECTION),
            *(Paragraph(plain(step), styles.BULLET, bulletText="•") for step in steps),
            Spacer(1, 8),
            grid,
            Spacer(1, 14),
            _centred(PictureBox(picture), self._width),
        ]


_BARE = [
    ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
    ("LEFTPADDING", (0, 0), (-1, -1), 0),
    ("RIGHTPADDING", (0, 0), (-1, -1), 4),
    ("TOPPADDING", (0, 0), (-1, -1), 0.8),
    ("BOTTOMPADDING", (0, 0), (-1, -1), 1.2),
]


def _choices(label: str, choices: list[tuple[str, str]]) -> Table:
    """A label and bubbles in one line, each as wide as its words; choice: (sign, word)."""
    cells: list[Flowable] = []
    widths: list[float] = []
    if label:
        cells.append(Paragraph(plain(label), styles.SMALL))
        widths.append(text_width(label, styles.SMALL.fontSize) + 10)
    for sign, word in choices:
        cells.append(Bubble(sign))
        widths.append(2 * BUBBLE + 5)
        if word:
            cells.append(Paragraph(plain(word), styles.SMALL))
            widths.append(text_width(word, styles.SMALL.fontSize) + 14)
    return _plain_table([cells], widths)


def _plain_table(rows: list[list[Any]], widths: list[float]) -> Table:
    return table(rows, widths, _BARE, hAlign="LEFT")


def _centred(flowable: Flowable, width: float) -> Table:
    return table([[flowable]], [width], [("ALIGN", (0, 0), (-1, -1), "CENTER")])


def _levels(item: Item, wording: Wording) -> Iterator[tuple[str, str]]:
    for level, anchor in enumerate(wording.anchors(item.id)):
        yield str(level), f"{strong(wording.level(level))}. {plain(anchor)}"


def _elements(item: Item, wording: Wording) -> Iterator[tuple[str, str]]:
    for sign, element in zip(ELEMENT_SIGNS, item.elements, strict=False):
        yield sign, plain(wording.element(item.id, element))


ANSWERS = {LEVELS.name: _levels, CHECKLIST.name: _elements}
"""What can be marked for each kind of question: the bubble's sign, and markup beside it."""
