"""The sheets of the validation plan: experts, sorting cards, interviews, raters on paper."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, KeepTogether, PageBreak, Paragraph, Spacer, Table

from topp_desktop.domain.instrument import Item
from topp_desktop.reports import styles
from topp_desktop.reports.by_hand import BUBBLE, Bubble, Rule
from topp_desktop.reports.canvas import COLOUR, draw_text
from topp_desktop.reports.document import MARGIN, Frontmatter, PaperDocument
from topp_desktop.reports.form_paper import EPOCH
from topp_desktop.reports.markup import plain, strong
from topp_desktop.reports.study_texts import (
    CLOSING,
    CONSENT,
    EXPERT_STEPS,
    INTERVIEW_STEPS,
    PROBES,
    PROBLEMS,
    RATER_STEPS,
    SORTING_STEPS,
    TITLES,
)
from topp_desktop.reports.tables import table
from topp_desktop.services.secretariat.study_sheets import StudySheet

Story = list[Flowable]
_TIGHT = [
    ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
    ("LEFTPADDING", (0, 0), (-1, -1), 0),
    ("RIGHTPADDING", (0, 0), (-1, -1), 5),
    ("TOPPADDING", (0, 0), (-1, -1), 1),
    ("BOTTOMPADDING", (0, 0), (-1, -1), 1),
]
_GRID = [
    ("GRID", (0, 0), (-1, -1), 0.5, COLOUR["line"]),
    ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
    ("LEFTPADDING", (0, 0), (-1, -1), 4),
    ("RIGHTPADDING", (0, 0), (-1, -1), 4),
]
_CARDS_ACROSS, _CARDS_DOWN = 2, 5
_SHUFFLE = 84
"""The seed of the cards' order: every print of a questionnaire has the same numbers."""


def study_sheet(content: StudySheet) -> bytes:
    """One of the sheets as a PDF; equal contents give equal bytes."""
    words, wording = content.words, content.wording
    title = words.gettext(TITLES[content.kind])
    instrument = content.instrument
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
            footer=f"{instrument.id} {instrument.version} · {instrument.sha256[:12]}",
            page_words=lambda page, last: words.gettext("Page {page} of {last}").format(
                page=page, last=last
            ),
        ),
    )

    def cover(canvas: Canvas, width: float, height: float) -> None:
        draw_text(canvas, MARGIN, height - 92, wording.name, 11, "accent")
        draw_text(canvas, MARGIN, height - 120, title, 20, "accent-dark", weight="bold")
        canvas.setFillColor(COLOUR["accent"])
        canvas.rect(MARGIN, height - 134, 64, 3, stroke=0, fill=1)
        del width

    sheet = _Sheet(content, paper.width, paper.height)
    return paper.render(cover, [Spacer(1, 76), *_STORIES[content.kind](sheet)])


class _Sheet:
    """What all of them are built with."""

    def __init__(self, content: StudySheet, width: float, height: float) -> None:
        self.instrument = content.instrument
        self.items = content.instrument.form_items(content.form)
        self.words, self.wording = content.words, content.wording
        self.width, self.height = width, height

    def text(self, text: str, style: Any = styles.SMALL) -> Paragraph:
        return Paragraph(plain(text), style)

    def steps(self, texts: Sequence[str]) -> Story:
        return [
            Paragraph(plain(self.words.gettext(t)), styles.BULLET, bulletText=f"{n}.")
            for n, t in enumerate(texts, start=1)
        ]

    def fields(self, *names: str) -> Table:
        """Labels with a line to write on."""
        rows = [[self.text(n, styles.MUTED), Rule(self.width * 0.62, 1)] for n in names]
        return table(rows, [self.width * 0.38, self.width * 0.62], _TIGHT)

    def choices(self, label: str, signs: Sequence[str], width: float = 96) -> Table:
        """A label and bubbles with signs inside."""
        cells: list[Flowable] = [self.text(label), *(Bubble(sign) for sign in signs)]
        widths = [width, *[2 * BUBBLE + 6.0] * len(signs)]
        return table([cells], widths, _TIGHT, hAlign="LEFT")

    def question(self, item: Item, *, anchors: bool = True) -> Story:
        """Number and words; which dimension it is of is not told."""
        stem = f"{self.instrument.numbers.get(item.id, 0)}. {self.wording.stem(item.id)}"
        story: Story = [Paragraph(plain(stem), styles.CARD_TITLE), Spacer(1, 2)]
        if anchors:
            rows = [
                [
                    Paragraph(strong(str(level)), styles.SMALL),
                    Paragraph(plain(anchor), styles.SMALL),
                ]
                for level, anchor in enumerate(self.wording.anchors(item.id))
            ]
            top = [*_TIGHT, ("VALIGN", (0, 0), (-1, -1), "TOP")]
            story.append(table(rows, [16, self.width - 16], top, hAlign="LEFT"))
        return story

    def remark(self, label: str, lines: int = 1) -> Story:
        return [self.text(label, styles.MUTED), Rule(self.width, lines)]


def _experts(sheet: _Sheet) -> Story:
    gettext = sheet.words.gettext
    story: Story = [
        sheet.fields(
            gettext("Number of the expert"),
            gettext("Country"),
            gettext("Profession, and years in public planning"),
            gettext("Date"),
        ),
        Spacer(1, 8),
        *sheet.steps(EXPERT_STEPS),
        PageBreak(),
    ]
    for item in sheet.items:
        block: Story = [
            *sheet.question(item),
            Spacer(1, 3),
            table(
                [
                    [
                        sheet.choices(gettext("Relevance"), "1234", 62),
                        sheet.choices(gettext("Clarity"), "1234", 52),
                        sheet.choices(gettext("Each level holds the one below"), "1234", 92),
                    ]
                ],
                [sheet.width * share for share in (0.3, 0.29, 0.41)],
                _TIGHT,
            ),
            *sheet.remark(gettext("What is missing, what is too much, a better wording")),
            Spacer(1, 12),
        ]
        story.append(KeepTogether(block))
    return story


def _sorting(sheet: _Sheet) -> Story:
    gettext, wording = sheet.words.gettext, sheet.wording
    order = list(sheet.items)
    random.Random(_SHUFFLE).shuffle(order)  # noqa: S311 — an order, no secret
    story: Story = [*sheet.steps(SORTING_STEPS), Spacer(1, 6)]
    for dimension in sheet.instrument.dimensions:
        components = [wording.component(c) for c in dimension.components]
        story += [
            Paragraph(strong(wording.dimension(dimension.id)), styles.BODY),
            Paragraph(plain(wording.dimension_definition(dimension.id)), styles.SMALL),
            Paragraph(plain(sheet.words.join(components)), styles.MUTED),
            Spacer(1, 5),
        ]
    cards = [
        [
            Paragraph(strong(str(n)), styles.MUTED),
            Paragraph(plain(wording.stem(i.id)), styles.SMALL),
        ]
        for n, i in enumerate(order, start=1)
    ]
    story += [PageBreak(), *_cut_cards(sheet, cards), PageBreak()]
    story += [
        sheet.text(gettext("Record of one person"), styles.HEADING),
        sheet.fields(gettext("Number of the person"), gettext("Date")),
        Spacer(1, 6),
        _record(sheet, len(order)),
        PageBreak(),
        sheet.text(gettext("Key, for the person in charge alone"), styles.HEADING),
        _key(sheet, order),
    ]
    return story


def _cut_cards(sheet: _Sheet, cards: Sequence[list[Flowable]]) -> Story:
    """Cards of one size, to be cut along the lines."""
    across = [list(cards[n : n + _CARDS_ACROSS]) for n in range(0, len(cards), _CARDS_ACROSS)]
    for cells in across:
        cells += [[]] * (_CARDS_ACROSS - len(cells))
    story: Story = []
    height = (sheet.height - 12) / _CARDS_DOWN
    for n in range(0, len(across), _CARDS_DOWN):
        rows = across[n : n + _CARDS_DOWN]
        story.append(
            table(
                rows,
                [sheet.width / _CARDS_ACROSS] * _CARDS_ACROSS,
                [
                    ("GRID", (0, 0), (-1, -1), 0.6, COLOUR["muted"], None, (3, 3)),
                    ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
                    ("LEFTPADDING", (0, 0), (-1, -1), 14),
                    ("RIGHTPADDING", (0, 0), (-1, -1), 14),
                ],
                rowHeights=[height] * len(rows),
            )
        )
    return story


def _record(sheet: _Sheet, count: int) -> Table:
    """Card → dimension and component, in three columns of the page."""
    gettext, columns = sheet.words.gettext, 3
    down = -(-count // columns)
    head = [gettext("Card"), gettext("Dimension"), gettext("Component")] * columns
    rows: list[list[Any]] = [[Paragraph(plain(name), styles.HEADER) for name in head]]
    for n in range(1, down + 1):
        row: list[Any] = []
        for column in range(columns):
            number = n + column * down
            row += [Paragraph(str(number) if number <= count else "", styles.SMALL), "", ""]
        rows.append(row)
    widths = [sheet.width / columns * share for share in (0.2, 0.38, 0.42)] * columns
    return table(rows, widths, _GRID, repeatRows=1)


def _key(sheet: _Sheet, order: Sequence[Item]) -> Table:
    gettext, wording = sheet.words.gettext, sheet.wording
    head = [gettext("Card"), gettext("Question"), gettext("Dimension"), gettext("Component")]
    rows: list[list[Any]] = [[Paragraph(plain(name), styles.HEADER) for name in head]]
    for n, item in enumerate(order, start=1):
        cells = (
            str(n),
            wording.item_code(item),
            wording.dimension(item.dimension) if item.dimension else "",
            wording.component(item.component) if item.component else "",
        )
        rows.append([Paragraph(plain(cell), styles.SMALL) for cell in cells])
    widths = [sheet.width * share for share in (0.1, 0.16, 0.3, 0.44)]
    return table(rows, widths, _GRID, repeatRows=1)


def _interview(sheet: _Sheet) -> Story:
    gettext = sheet.words.gettext
    story: Story = [
        sheet.fields(
            gettext("Number of the interview and round (1, 2, 3)"),
            gettext("Country, level of government, type of institution"),
            gettext("Role of the person"),
            gettext("Who asks, who notes down, date, from … to …"),
        ),
        Spacer(1, 8),
        *sheet.steps(INTERVIEW_STEPS),
        sheet.text(gettext("To read aloud before beginning"), styles.HEADING),
        sheet.text(gettext(CONSENT), styles.BODY),
        sheet.text(gettext("Kinds of problems, to be noted by their letter"), styles.HEADING),
        *(
            Paragraph(f"{strong(letter)}  {plain(gettext(text))}", styles.SMALL)
            for letter, text in PROBLEMS.items()
        ),
        PageBreak(),
    ]
    for item in sheet.items:
        block: Story = [
            *sheet.question(item),
            Spacer(1, 3),
            sheet.choices(gettext("Level chosen"), ["0", "1", "2", "3", "4", "?", "NA"]),
            *(
                part
                for probe in PROBES
                for part in (sheet.text(gettext(probe), styles.MUTED), Rule(sheet.width, 1))
            ),
            table(
                [
                    [
                        sheet.choices(gettext("Problems"), list(PROBLEMS), 62),
                        sheet.text(gettext("Change proposed:"), styles.MUTED),
                        Rule(sheet.width * 0.36, 1),
                    ]
                ],
                [sheet.width * share for share in (0.44, 0.2, 0.36)],
                _TIGHT,
            ),
            Spacer(1, 12),
        ]
        story.append(KeepTogether(block))
    return [
        *story,
        sheet.text(gettext("At the end"), styles.HEADING),
        *(part for text in CLOSING for part in (sheet.text(gettext(text)), Rule(sheet.width, 2))),
    ]


def _rater(sheet: _Sheet) -> Story:
    gettext = sheet.words.gettext
    head = (
        gettext("Question"),
        gettext("Level"),
        gettext("Document"),
        gettext("How sure"),
        gettext("Remark"),
    )
    rows: list[list[Any]] = [[Paragraph(plain(name), styles.HEADER) for name in head]]
    sure = [sheet.wording.confidence(code)[:1].upper() for code in "BMA"]
    for item in sheet.items:
        number = sheet.instrument.numbers.get(item.id, 0)
        name = f"{number} · {sheet.wording.item_code(item)}"
        rows.append(
            [
                Paragraph(plain(name), styles.SMALL),
                _bubbles(["0", "1", "2", "3", "4", "?", "NA"]),
                _bubbles(["0", "1", "2", "3"]),
                _bubbles(sure),
                "",
            ]
        )
    shares = (0.15, 0.27, 0.165, 0.125, 0.29)
    return [
        sheet.fields(
            gettext("Code of the person (never the name)"),
            gettext("Institution"),
            gettext("Role: leads, or other"),
            gettext("First time, second time, or verifier"),
            gettext("Date, from … to …"),
        ),
        Spacer(1, 8),
        *sheet.steps(RATER_STEPS),
        Spacer(1, 4),
        table(rows, [sheet.width * share for share in shares], _GRID, repeatRows=1),
    ]


def _bubbles(signs: Sequence[str]) -> Table:
    widths = [2 * BUBBLE + 4.5] * len(signs)
    tight = [*_TIGHT, ("RIGHTPADDING", (0, 0), (-1, -1), 0)]
    return table([[Bubble(sign) for sign in signs]], widths, tight, hAlign="LEFT")


_STORIES: Mapping[str, Callable[[_Sheet], Story]] = {
    "experts": _experts,
    "sorting": _sorting,
    "interview": _interview,
    "rater": _rater,
}
"""The sheet's kind → what it holds."""
