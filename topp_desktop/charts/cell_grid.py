"""A grid of cells, areas as rows and dimensions as columns: what every map of cells is made of."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from topp_desktop.charts.palette import dimension_colour
from topp_desktop.charts.shapes import Dash, Label, Rect, Shape, Target
from topp_desktop.charts.text import CAP_HEIGHT, TextMeasure, block, block_height, shorten, wrap
from topp_desktop.domain.instrument import Wording

GAP = 4.0
LABEL_SHARE = 0.23
ROW = 4.1
RADIUS = 6.0
EMPTY_DASH: Dash = (3.0, 2.5)


@dataclass(frozen=True, slots=True)
class Face:
    """What one cell looks like.

    figure: the large line, "" for a cell that only says `name`; fill, ink, stroke: colour
    tokens; said: everything in words, for tooltip and screen reader.
    """

    figure: str
    name: str
    said: str
    fill: str | None = None
    ink: str = "ink"
    stroke: str | None = None
    stroke_width: float = 1.0
    dash: Dash = ()


@dataclass(frozen=True, slots=True)
class Grid:
    """The shapes of a grid, its targets (keys such as "1-T") and its height."""

    shapes: tuple[Shape, ...]
    targets: tuple[Target, ...]
    height: float


def empty_face(said: str, figure: str = "") -> Face:
    """A dashed outline that says why there is no figure."""
    return Face(figure, said, said, None, "muted", "muted", dash=EMPTY_DASH)


def cell_grid(
    face: Callable[[str], Face],
    wording: Wording,
    measure: TextMeasure,
    width: float,
    size: float,
    row_height: float = ROW,
) -> Grid:
    """A face for each cell; `size` is the text's em height, everything else follows from it;
    `row_height` is in ems."""
    instrument = wording.instrument
    # No word of an area's name is cut where a third of the width holds it.
    words = (word for area in instrument.areas for word in wording.area_short(area.id).split())
    longest = max((measure.width(word, size, "regular") for word in words), default=0.0)
    label = min(max(width * LABEL_SHARE, longest + size), width / 3)
    # The last column ends flush with the right edge.
    column = (width - label + GAP) / max(1, len(instrument.dimensions))
    header = size * 2.2
    height = size * row_height
    shapes: list[Shape] = []
    targets: list[Target] = []
    for n, dimension in enumerate(instrument.dimensions):
        name = shorten(
            wording.dimension(dimension.id), column - GAP, size * 0.93, measure, weight="semibold"
        )
        x = label + column * n + (column - GAP) / 2
        colour = dimension_colour(dimension.id)
        shapes.append(Label(x, size * 1.2, name, size * 0.93, colour, "semibold", "middle"))
    for row, area in enumerate(instrument.areas):
        top = header + (height + GAP) * row
        lines = wrap(wording.area_short(area.id), label - size, size, measure, lines=3)
        offset = (height - block_height(len(lines), size)) / 2
        shapes += block(lines, 0, top + offset, size)
        for n, dimension in enumerate(instrument.dimensions):
            key = f"{area.id}-{dimension.id}"
            x = label + column * n
            shown = face(key)
            shapes += _cell(shown, (x, top, column - GAP, height), size, measure)
            name = f"{wording.area_short(area.id)}, {wording.dimension(dimension.id)}: {shown.said}"
            targets.append(Target(x, top, column - GAP, height, key, name))
    rows = len(instrument.areas)
    return Grid(
        tuple(shapes),
        tuple(targets),
        header + (height + GAP) * rows - (GAP if rows else 0),
    )


def _cell(
    face: Face, box: tuple[float, float, float, float], size: float, measure: TextMeasure
) -> list[Shape]:
    x, top, width, height = box
    middle = x + width / 2
    inset = face.stroke_width / 2 if face.stroke_width > 1 else 0.0
    ground = Rect(
        x + inset,
        top + inset,
        width - 2 * inset,
        height - 2 * inset,
        face.fill,
        face.stroke,
        face.stroke_width,
        RADIUS,
        face.dash,
    )
    if not face.figure:
        small = size * 0.93
        words = shorten(face.name, width - size, small, measure)
        baseline = top + (height + small * CAP_HEIGHT) / 2
        return [ground, Label(middle, baseline, words, small, face.ink, anchor="middle")]
    small, large = size * 0.84, size * 1.07
    figure = shorten(face.figure, width - size * 0.4, large, measure, weight="semibold")
    name = shorten(face.name, width - size * 0.6, small, measure)
    return [
        ground,
        Label(middle, top + height * 0.44, figure, large, face.ink, "semibold", "middle"),
        Label(middle, top + height * 0.76, name, small, face.ink, anchor="middle"),
    ]
