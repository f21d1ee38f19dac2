"""The map of capacities: one cell for each area and dimension."""

from __future__ import annotations

from topp_desktop.charts.cell_grid import ROW, Face, cell_grid, empty_face
from topp_desktop.charts.shapes import DataTable, Picture
from topp_desktop.charts.text import TextMeasure
from topp_desktop.domain.instrument import Wording
from topp_desktop.domain.scoring import CellScore, Scorecard
from topp_desktop.domain.scoring.bands import band
from topp_desktop.foundation.i18n import Translator


def heat_map(
    card: Scorecard,
    wording: Wording,
    words: Translator,
    measure: TextMeasure,
    width: float,
    *,
    size: float = 13.5,
    row_height: float = ROW,
) -> Picture:
    """Areas as rows, dimensions as columns; a cell says its number, its level in words, or why
    it has none. `size` is the text's em height; everything else follows from it.

    Targets have the cell's key, such as "1-T".
    """

    def face(key: str) -> Face:
        return _face(card.cells.get(key), wording, words)

    grid = cell_grid(face, wording, measure, width, size, row_height)
    return Picture(
        width,
        grid.height,
        grid.shapes,
        words.gettext("Map of capacities by area"),
        _description(card, wording, words),
        heat_table(card, wording, words),
        grid.targets,
    )


def cell_words(cell: CellScore | None, wording: Wording, words: Translator) -> str:
    """What a cell says: "75 Establecida", or why it has no figure."""
    if cell is not None and cell.declared is not None:
        return f"{words.number(cell.declared)} {wording.level(band(cell.declared))}"
    if cell is not None and not cell.applicable:
        return words.gettext("not applicable")
    return words.gettext("missing")


def heat_table(card: Scorecard, wording: Wording, words: Translator) -> DataTable:
    """The map in words."""
    instrument = wording.instrument
    return DataTable(
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


def _face(cell: CellScore | None, wording: Wording, words: Translator) -> Face:
    said = cell_words(cell, wording, words)
    if cell is None or cell.declared is None:
        return empty_face(said)
    number, _, name = said.partition(" ")
    level = band(cell.declared)
    # Level 0 is nearly white: a border keeps it a shape on any ground and in greyscale.
    border = "line" if level == 0 else None
    return Face(number, name, said, f"level-{level}", f"ink-on-level-{level}", border)


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
