"""The questionnaire on paper: bubbles, room to write, a grid to score by hand, an empty radar."""

from __future__ import annotations

from datetime import UTC, datetime

from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, KeepTogether, PageBreak, Paragraph, Spacer, Table

from topp_desktop.charts.palette import LIGHT, dimension_colour
from topp_desktop.charts.radar import radar
from topp_desktop.domain.instrument import Item
from topp_desktop.domain.scoring import Scorecard
from topp_desktop.domain.scoring.scorecard import OverallScore
from topp_desktop.reports import styles
from topp_desktop.reports.by_hand import BARE, Bubble, Rule, choices, plain_table
from topp_desktop.reports.canvas import COLOUR, PictureBox, draw_text
from topp_desktop.reports.document import MARGIN, Frontmatter, PaperDocument
from topp_desktop.reports.fonts import PaperMeasure
from topp_desktop.reports.form_answers import ANSWERS
from topp_desktop.reports.markup import coloured, plain, strong
from topp_desktop.reports.tables import table
from topp_desktop.services.forms import FormContent

EPOCH = datetime(2026, 1, 1, tzinfo=UTC)
"""Forms carry no date of their own: the same form is the same file."""


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
            *([wording.rule] if wording.rule else []),
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
        if wording.reading:
            title = words.gettext("How to read a level")
            story.append(Paragraph(plain(title), styles.HEADING))
            story += [Paragraph(plain(s), styles.NOTE, bulletText="•") for s in wording.reading]
        if ladder:
            story.append(Paragraph(plain(words.gettext("What each level means")), styles.HEADING))
            story.append(plain_table(ladder, [24, 100, self._width - 124]))
            grades = [
                [
                    Bubble(str(grade)),
                    Paragraph(strong(wording.evidence_grade(grade)), styles.SMALL),
                    Paragraph(plain(wording.evidence_meaning(grade)), styles.SMALL),
                ]
                for grade in range(4)
            ]
            story.append(Paragraph(plain(words.gettext("Documents on record")), styles.HEADING))
            story.append(plain_table(grades, [24, 100, self._width - 124]))
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
        story.append(ANSWERS[item.type](item, wording, words, self._width))
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
        lines: list[Flowable] = [choices("", first)]
        if leveled:
            grades = [(str(grade), "") for grade in range(4)]
            sure = [("", wording.confidence(code)) for code in "BMA"]
            both = table(
                [
                    [
                        choices(words.gettext("Document:"), grades),
                        choices(words.gettext("How sure:"), sure),
                    ]
                ],
                [self._width * 0.4, self._width * 0.6],
                BARE,
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


def _centred(flowable: Flowable, width: float) -> Table:
    return table([[flowable]], [width], [("ALIGN", (0, 0), (-1, -1), "CENTER")])
