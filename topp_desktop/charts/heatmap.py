"""The map of capacities: one cell for each area and dimension."""

from __future__ import annotations

from topp_desktop.charts.palette import dimension_colour
from topp_desktop.charts.shapes import Picture, Rect, Shape, Table, Target, Text
from topp_desktop.charts.text import CAP_HEIGHT, TextMeasure, block, block_height, shorten, wrap
from topp_desktop.domain.instrument import Wording
from topp_desktop.domain.scoring import CellScore, Scorecard
from topp_desktop.domain.scoring.bands import band
from topp_desktop.foundation.i18n import Translator

GAP = 4.0
LABEL_SHARE = 0.23
RADIUS = 6.0


def heat_map(
    card: Scorecard,
    wording: Wording,
    words: Translator,
    measure: TextMeasure,
    width: float,
    *,
    size: float = 13.5,
) -> Picture:
    """Areas as rows, dimensions as columns; a cell says its number, its level in words, or why
    it has none. `size` is the text's em height; everything else follows from it.

    Targets have the cell's key, such as "1-T".
    """
    instrument = wording.instrument
    label = width * LABEL_SHARE
    # The last column ends flush with the right edge.
    column = (width - label + GAP) / max(1, len(instrument.dimensions))
    header = size * 2.2
    cell_height = size * 4.1
    shapes: list[Shape] = []
    targets: list[Target] = []
    for n, dimension in enumerate(instrument.dimensions):
        name = shorten(
            wording.dimension(dimension.id), column - GAP, size * 0.93, measure, weight="semibold"
        )
        x = label + column * n + (column - GAP) / 2
        colour = dimension_colour(dimension.id)
        shapes.append(Text(x, size * 1.2, name, size * 0.93, colour, "semibold", "middle"))
    for row, area in enumerate(instrument.areas):
        top = header + (cell_height + GAP) * row
        lines = wrap(wording.area_short(area.id), label - size, size, measure, lines=3)
        offset = (cell_height - block_height(len(lines), size)) / 2
        shapes += block(lines, 0, top + offset, size)
        for n, dimension in enumerate(instrument.dimensions):
            key = f"{area.id}-{dimension.id}"
            x = label + column * n
            said = cell_words(card.cells.get(key), wording, words)
            shapes += _cell(
                card.cells.get(key), said, (x, top, column - GAP, cell_height), size, measure
            )
            name = f"{wording.area_short(area.id)}, {wording.dimension(dimension.id)}: {said}"
            targets.append(Target(x, top, column - GAP, cell_height, key, name))
    rows = len(instrument.areas)
    return Picture(
        width,
        header + (cell_height + GAP) * rows - (GAP if rows else 0),
        tuple(shapes),
        words.gettext("Map of capacities by area"),
        _description(card, wording, words),
        heat_table(card, wording, words),
        tuple(targets),
    )


def cell_words(cell: CellScore | None, wording: Wording, words: Translator) -> str:
    """What a cell says: "75 Establecida", or why it has no figure."""
    if cell is not None and cell.declared is not None:
        return f"{words.number(cell.declared)} {wording.level(band(cell.declared))}"
    if cell is not None and not cell.applicable:
        return words.gettext("not applicable")
    return words.gettext("missing")


def heat_table(card: Scorecard, wording: Wording, words: Translator) -> Table:
    """The map in words."""
    instrument = wording.instrument
    return Table(
        (words.gettext("Area"), *(wording.dimension(d.id) for d in instrument.dimensions)),
        tuple(
            (
                wording.area_short(area.id),
                *(
                    cell_words(card.cells.get(f"{area.id}-{d.id}"), wording, words)
                    for d in instrument.dimensions
                ),
            )
            for area in instrument.areas
        ),
    )


def _cell(
    cell: CellScore | None,
    said: str,
    box: tuple[float, float, float, float],
    size: float,
    measure: TextMeasure,
) -> list[Shape]:
    x, top, width, height = box
    middle = x + width / 2
    if cell is None or cell.declared is None:
        small = size * 0.93
        return [
            Rect(x, top, width, height, None, "muted", 1.0, RADIUS, (3.0, 2.5)),
            Text(
                middle,
                top + (height + small * CAP_HEIGHT) / 2,
                shorten(said, width - size, small, measure),
                small,
                "muted",
                anchor="middle",
            ),
        ]
    level = band(cell.declared)
    ink = f"ink-on-level-{level}"
    number, _, name = said.partition(" ")
    small = size * 0.84
    return [
        # Level 0 is nearly white: a border keeps it a shape on any ground and in greyscale.
        Rect(
            x,
            top,
            width,
            height,
            f"level-{level}",
            "line" if level == 0 else None,
            radius=RADIUS,
        ),
        Text(middle, top + height * 0.44, number, size * 1.07, ink, "semibold", "middle"),
        Text(
            middle,
            top + height * 0.76,
            shorten(name, width - size * 0.6, small, measure),
            small,
            ink,
            anchor="middle",
        ),
    ]


def _description(card: Scorecard, wording: Wording, words: Translator) -> str:
    published = {k: c.declared for k, c in card.cells.items() if c.declared is not None}
    if not published:
        return words.gettext("No cell has enough answers yet.")

    def name(key: str) -> str:
        area, _, dimension = key.partition("-")
        return f"{wording.area_short(area)}, {wording.dimension(dimension)}"

    high = max(published, key=lambda key: published[key])
    low = min(published, key=lambda key: published[key])
    return words.gettext(
        "{count} of {total} cells have a figure. Highest: {high} ({top}). Lowest: {low} ({bottom})."
    ).format(
        count=len(published),
        total=len(card.cells),
        high=name(high),
        top=words.number(published[high]),
        low=name(low),
        bottom=words.number(published[low]),
    )
