"""What the sections of a document are built with: headings, text, tables, pictures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import (
    CondPageBreak,
    Flowable,
    KeepTogether,
    PageBreak,
    Paragraph,
    Spacer,
    Table,
)

from topp_desktop.charts.labels import action_responsible, action_title
from topp_desktop.charts.palette import LIGHT, dimension_colour
from topp_desktop.charts.shapes import Picture
from topp_desktop.domain.instrument import Wording
from topp_desktop.domain.roadmap import Action
from topp_desktop.foundation.i18n import Translator
from topp_desktop.reports import styles
from topp_desktop.reports.canvas import COLOUR, PictureBox
from topp_desktop.reports.fonts import PaperMeasure
from topp_desktop.reports.markup import LONGEST_CELL, SHORT, bounded, coloured, plain
from topp_desktop.reports.outline import Heading, OutlineEntry
from topp_desktop.reports.tables import table
from topp_desktop.services.measurement.results import Results
from topp_desktop.services.plan.planner import RoadMap
from topp_desktop.services.plan.report import ReportContent

CHART_SIZE = 8.6
"""Em height of text in pictures on paper, in points."""

Cell: TypeAlias = str | Flowable
Story: TypeAlias = list[Flowable]


@dataclass
class Kit:
    """A document in the making; `width` and `height` are those of the text area, in points."""

    content: ReportContent
    width: float
    height: float
    entries: list[OutlineEntry] = field(default_factory=list)
    measure: PaperMeasure = field(default_factory=PaperMeasure)

    @property
    def words(self) -> Translator:
        return self.content.words

    @property
    def wording(self) -> Wording:
        return self.content.wording

    @property
    def road_map(self) -> RoadMap:
        return self.content.road_map

    @property
    def results(self) -> Results:
        return self.content.road_map.results

    # --- headings ------------------------------------------------------------------------

    def section(self, title: str, *, room: float | None = None) -> Story:
        """A numbered heading in the contents and the bookmarks.

        It begins a new page, or, with `room`, only where fewer points than that are left.
        """
        entry = OutlineEntry(f"section-{len(self.entries) + 1}", f"{len(self.entries) + 1}", title)
        self.entries.append(entry)
        start: Flowable = PageBreak() if room is None else CondPageBreak(room)
        return [start, Heading(entry, plain(title), self.width), Spacer(1, 8)]

    def heading(self, title: str, *, room: float = 110) -> Story:
        """A heading with at least `room` points for it and what follows.

        Not by "keep with next": that would push a long table to the next page as a whole.
        """
        return [CondPageBreak(room), self.title(title)]

    def title(self, title: str) -> Flowable:
        """A heading alone, for use inside `together`."""
        return Paragraph(plain(title), styles.HEADING)

    def minor(self, title: str) -> Flowable:
        return Paragraph(plain(title), styles.MINOR)

    # --- text ----------------------------------------------------------------------------

    def text(self, text: str, style: ParagraphStyle = styles.BODY) -> Paragraph:
        """A paragraph of plain text."""
        return Paragraph(plain(text), style)

    def action_title(self, action: Action) -> str:
        """What an action is called, in plain text of a length that any cell takes."""
        title = action_title(action, self.road_map.catalogue, self.wording, self.words)
        return bounded(title, self.words, SHORT)

    def responsible(self, action: Action) -> str:
        """Who answers for an action, as people or its card say; "–" where nobody does."""
        said = action_responsible(action, self.road_map.catalogue, self.wording, self.words)
        return bounded(said, self.words, SHORT) if said else "–"

    def bullets(self, texts: Sequence[str], *, markup: bool = False) -> Story:
        """A list; with `markup` the texts are already escaped."""
        return [Paragraph(t if markup else plain(t), styles.BULLET, bulletText="•") for t in texts]

    def callout(self, text: str, *, tone: str = "attention", title: str = "") -> Flowable:
        """A remark on a pale ground with a bar of the tone's colour; tone is a palette token."""
        inside = [self.text(text, styles.SMALL)]
        if title:
            inside.insert(0, Paragraph(coloured(title, LIGHT[tone]), styles.SMALL))
        box = table(
            [[inside]],
            [self.width],
            [
                ("BACKGROUND", (0, 0), (-1, -1), COLOUR[f"{tone}-tint"]),
                ("LINEBEFORE", (0, 0), (0, -1), 3, COLOUR[tone], "butt"),
                ("LEFTPADDING", (0, 0), (-1, -1), 12),
                ("RIGHTPADDING", (0, 0), (-1, -1), 12),
                ("TOPPADDING", (0, 0), (-1, -1), 7),
                ("BOTTOMPADDING", (0, 0), (-1, -1), 8),
            ],
        )
        box.spaceBefore, box.spaceAfter = 6, 10
        return box

    def dimension(self, dimension: str) -> str:
        """A dimension's name in its colour, as markup."""
        return coloured(self.wording.dimension(dimension), LIGHT[dimension_colour(dimension)])

    # --- tables --------------------------------------------------------------------------

    def cell(
        self, content: Cell, style: ParagraphStyle = styles.SMALL, width: float | None = None
    ) -> Flowable:
        """Plain text, bounded so that a row always fits on a page, or what was made before.

        width: of the column, in points; a narrow one holds less.
        """
        if not isinstance(content, str):
            return content
        signs = LONGEST_CELL
        if width is not None:
            # As if every sign were as wide as it is high.
            signs = min(signs, int(width / style.fontSize * self.height / style.leading * 0.6))
        return self.text(bounded(content, self.words, signs), style)

    def grid(
        self,
        header: Sequence[str],
        rows: Sequence[Sequence[Cell]],
        shares: Sequence[float],
        *,
        right: Sequence[int] = (),
        titles: Sequence[int] = (),
    ) -> Table:
        """A table with thin lines; `shares` of the width by column; `right`: aligned right.

        `titles`: rows whose first cell goes across and stays with the row after it.
        """
        widths = [self.width * share / sum(shares) for share in shares]
        heads = [
            self.text(h, styles.HEADER_RIGHT if n in right else styles.HEADER)
            for n, h in enumerate(header)
        ]
        body = [
            [
                self.cell(c, styles.RIGHT if n in right else styles.SMALL, widths[n])
                for n, c in enumerate(row)
            ]
            for row in rows
        ]
        made = table(
            [heads, *body],
            widths,
            [
                ("VALIGN", (0, 0), (-1, -1), "TOP"),
                ("VALIGN", (0, 0), (-1, 0), "BOTTOM"),
                ("LEFTPADDING", (0, 0), (-1, -1), 4),
                ("LEFTPADDING", (0, 0), (0, -1), 0),
                ("RIGHTPADDING", (0, 0), (-1, -1), 4),
                ("RIGHTPADDING", (-1, 0), (-1, -1), 0),
                ("TOPPADDING", (0, 0), (-1, -1), 4),
                ("BOTTOMPADDING", (0, 0), (-1, -1), 5),
                ("LINEBELOW", (0, 0), (-1, 0), 0.9, COLOUR["muted"]),
                ("LINEBELOW", (0, 1), (-1, -1), 0.5, COLOUR["line"]),
                *(("SPAN", (0, n + 1), (-1, n + 1)) for n in titles),
                *(("NOSPLIT", (0, n + 1), (0, n + 2)) for n in titles),
                *(("TOPPADDING", (0, n + 1), (-1, n + 1), 9) for n in titles),
            ],
            repeatRows=1,
        )
        made.spaceBefore, made.spaceAfter = 4, 10
        return made

    def facts(
        self, pairs: Sequence[tuple[str, Cell]], width: float | None = None, share: float = 0.27
    ) -> Table:
        """Labels and values below each other."""
        whole = width or self.width
        return table(
            [[self.text(label, styles.MUTED), self.cell(value)] for label, value in pairs],
            [whole * share, whole * (1 - share)],
            [
                ("VALIGN", (0, 0), (-1, -1), "TOP"),
                ("LEFTPADDING", (0, 0), (0, -1), 0),
                ("RIGHTPADDING", (-1, 0), (-1, -1), 0),
                ("TOPPADDING", (0, 0), (-1, -1), 3),
                ("BOTTOMPADDING", (0, 0), (-1, -1), 4),
                ("LINEBELOW", (0, 0), (-1, -2), 0.5, COLOUR["line"]),
            ],
        )

    def columns(self, left: Story, right: Story, *, share: float = 0.5, gap: float = 18) -> Table:
        """Two columns side by side; they do not break over pages."""
        return table(
            [[left, right]],
            [self.width * share, self.width * (1 - share)],
            [
                ("VALIGN", (0, 0), (-1, -1), "TOP"),
                ("LEFTPADDING", (0, 0), (0, 0), 0),
                ("RIGHTPADDING", (0, 0), (0, 0), gap / 2),
                ("LEFTPADDING", (1, 0), (1, 0), gap / 2),
                ("RIGHTPADDING", (1, 0), (1, 0), 0),
                ("TOPPADDING", (0, 0), (-1, -1), 0),
                ("BOTTOMPADDING", (0, 0), (-1, -1), 0),
            ],
        )

    def together(self, *parts: Flowable) -> Flowable:
        """Parts that a page break does not separate, as far as they fit on one page."""
        return KeepTogether(list(parts))

    # --- pictures ------------------------------------------------------------------------

    def picture(self, picture: Picture) -> Flowable:
        return PictureBox(picture)
