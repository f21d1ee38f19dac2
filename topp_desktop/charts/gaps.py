"""From the declared level to the target: one dumbbell for each cell."""

from __future__ import annotations

from collections.abc import Sequence

from topp_desktop.charts.heatmap import cell_words
from topp_desktop.charts.palette import dimension_colour
from topp_desktop.charts.scale import Scale
from topp_desktop.charts.shapes import Circle, DataTable, Label, Line, Picture, Shape, Target
from topp_desktop.charts.text import CAP_HEIGHT, TextMeasure, shorten
from topp_desktop.domain.instrument import Wording
from topp_desktop.domain.scoring import CellScore, Scorecard
from topp_desktop.foundation.i18n import Translator


def gap_chart(
    card: Scorecard,
    wording: Wording,
    words: Translator,
    measure: TextMeasure,
    width: float,
    *,
    size: float = 13.5,
    areas: Sequence[str] | None = None,
) -> Picture:
    """Area by area, a row for each dimension: declared (full circle), supported where it may be
    shown (short stroke), target (open circle), and the gap between them as a number.

    `areas` limits the picture to some areas. Targets have the cell's key.
    """
    instrument = wording.instrument
    shown = [a.id for a in instrument.areas if areas is None or a.id in areas]
    dimensions = [d.id for d in instrument.dimensions]
    names = max(
        (measure.width(wording.dimension(d), size, "semibold") for d in dimensions), default=0
    )
    figures = measure.width("100 → 100", size, "bold") + size
    scale = Scale(names + size * 3.2, width - names - figures - size * 5.2)
    small, row = size * 0.8, size * 1.75
    legend = _legend(card, words, measure, size)
    top = size * 2.2 + small * 3.4
    shapes: list[Shape] = []
    targets: list[Target] = []
    y = top
    for area in shown:
        label = shorten(wording.area_short(area), width, size, measure, weight="bold")
        shapes.append(Label(0, y + size * 1.15, label, size, "ink", "bold"))
        y += size * 1.9
        for dimension in dimensions:
            key = f"{area}-{dimension}"
            cell = card.cells.get(key)
            middle = y + row / 2
            shapes += _row(cell, dimension, card.show_supported, wording, scale, middle, size)
            shapes += _figure(cell, width, middle, size, wording, words)
            name = f"{wording.area_short(area)}, {wording.dimension(dimension)}: " + (
                gap_words(cell, words) or cell_words(cell, wording, words)
            )
            targets.append(Target(0, y, width, row, key, name))
            y += row
        y += size * 0.7
    bottom = y - size * 0.7
    return Picture(
        width,
        bottom,
        (
            *legend,
            *scale.axis(size * 2.2, bottom, wording, words, measure, small),
            *shapes,
        ),
        words.gettext("Gaps and targets"),
        words.gettext("The distance from the level to the target, for each place of the map."),
        gap_table(card, wording, words, shown),
        tuple(targets),
    )


def gap_words(cell: CellScore | None, words: Translator) -> str:
    """ "25 → 50", or nothing where there is no figure."""
    if cell is None or cell.declared is None or cell.target is None:
        return ""
    return f"{words.number(cell.declared)} → {words.number(cell.target)}"


def setter_words(cell: CellScore, words: Translator) -> str:
    """Whether a person set a cell's target, or the program proposes it."""
    if cell.target is None:
        return "–"
    return words.gettext("the institution") if cell.target_set else words.gettext("the program")


def gap_table(
    card: Scorecard, wording: Wording, words: Translator, areas: Sequence[str]
) -> DataTable:
    """Area, capacity, declared, supported where it may be shown, target, who set it, and gap."""
    header = [words.gettext("Area"), words.gettext("Capacity"), words.gettext("Declared")]
    if card.show_supported:
        header.append(words.gettext("Supported"))
    header += [words.gettext("Target"), words.gettext("Set by"), words.gettext("Gap")]
    rows = []
    for area in areas:
        for dimension in wording.instrument.dimensions:
            cell = card.cells.get(f"{area}-{dimension.id}", CellScore())
            row = [wording.area_short(area), wording.dimension(dimension.id)]
            row.append(
                cell_words(cell, wording, words)
                if cell.declared is None
                else words.number(cell.declared)
            )
            values = [cell.supported] if card.show_supported else []
            said = ["–" if v is None else words.number(v) for v in (*values, cell.target, cell.gap)]
            said.insert(-1, setter_words(cell, words))
            rows.append((*row, *said))
    return DataTable(tuple(header), tuple(rows))


def _row(
    cell: CellScore | None,
    dimension: str,
    show_supported: bool,
    wording: Wording,
    scale: Scale,
    middle: float,
    size: float,
) -> list[Shape]:
    colour = dimension_colour(dimension)
    baseline = middle + size * CAP_HEIGHT / 2
    shapes: list[Shape] = [
        Label(size, baseline, wording.dimension(dimension), size, colour, "semibold"),
        Line(scale.x, middle, scale.x + scale.width, middle, "line", 1.0),
    ]
    if cell is None or cell.declared is None:
        return shapes
    declared = scale.at(cell.declared)
    if cell.target is not None and cell.target > cell.declared:
        target = scale.at(cell.target)
        shapes += [
            Line(declared, middle, target, middle, colour, size * 0.3, opacity=0.35),
            Circle(target, middle, size * 0.4, "card", colour, 1.6),
        ]
    shapes.append(Circle(declared, middle, size * 0.45, colour))
    if show_supported and cell.supported is not None:
        x = scale.at(cell.supported)
        shapes.append(Line(x, middle - size * 0.6, x, middle + size * 0.6, "ink", 2.0))
    return shapes


def _figure(
    cell: CellScore | None,
    width: float,
    middle: float,
    size: float,
    wording: Wording,
    words: Translator,
) -> list[Shape]:
    baseline = middle + size * CAP_HEIGHT / 2
    said = gap_words(cell, words)
    if said:
        return [Label(width, baseline, said, size, "ink", "semibold", "end")]
    return [Label(width, baseline, cell_words(cell, wording, words), size, "muted", anchor="end")]


def _legend(card: Scorecard, words: Translator, measure: TextMeasure, size: float) -> list[Shape]:
    """Declared, supported and target, each with the mark that stands for it."""
    middle = size * 0.6
    baseline = middle + size * CAP_HEIGHT / 2
    entries = [("declared", words.gettext("Declared")), ("target", words.gettext("Target"))]
    if card.show_supported:
        entries.insert(1, ("supported", words.gettext("Supported")))
    shapes: list[Shape] = []
    x = size * 0.5
    for kind, label in entries:
        if kind == "declared":
            shapes.append(Circle(x, middle, size * 0.45, "muted"))
        elif kind == "target":
            shapes.append(Circle(x, middle, size * 0.4, "card", "muted", 1.6))
        else:
            shapes.append(Line(x, middle - size * 0.6, x, middle + size * 0.6, "ink", 2.0))
        shapes.append(Label(x + size, baseline, label, size, "muted"))
        x += size * 3 + measure.width(label, size, "regular")
    return shapes
