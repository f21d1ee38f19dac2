"""The capacities as a radar: declared, supported where it may be shown, indicative ranges."""

from __future__ import annotations

from math import cos, inf, pi, sin

from topp_desktop.charts.palette import dimension_colour
from topp_desktop.charts.shapes import (
    Anchor,
    Circle,
    DataTable,
    Label,
    Line,
    Picture,
    Point,
    Polygon,
    Shape,
    Target,
)
from topp_desktop.charts.text import CAP_HEIGHT, TextMeasure
from topp_desktop.domain.instrument import Wording
from topp_desktop.domain.scoring import Score, Scorecard
from topp_desktop.foundation.i18n import Translator

RINGS = (25.0, 50.0, 75.0, 100.0)


class _Axes:
    """Where a score lies on each axis; the first axis points up, the others follow clockwise."""

    def __init__(self, centre: Point, radius: float, count: int) -> None:
        self.centre = centre
        self.radius = radius
        self.count = count

    def direction(self, axis: int) -> Point:
        angle = 2 * pi * axis / self.count
        return sin(angle), -cos(angle)

    def at(self, axis: int, score: float, beyond: float = 0.0) -> Point:
        """The point of a score 0–100, `beyond` units further out."""
        dx, dy = self.direction(axis)
        distance = self.radius * score / 100 + beyond
        return self.centre[0] + dx * distance, self.centre[1] + dy * distance


def radar(
    card: Scorecard,
    wording: Wording,
    words: Translator,
    measure: TextMeasure,
    width: float,
    *,
    size: float = 13.5,
    blank: bool = False,
    largest: float = inf,
) -> Picture:
    """One axis for each dimension; a dimension without a figure has no point and says so.

    The height follows from the width and the space that the labels take. blank: an empty radar
    to draw on by hand, which does not speak of missing figures. largest: of the radius, in ems.
    """
    dimensions = [d.id for d in wording.instrument.dimensions]
    label = max((measure.width(wording.dimension(d), size, "bold") for d in dimensions), default=0)
    margin = size * 2.4
    radius = max(size * 3, min(width / 2 - label - size * 0.8, width * 0.34, largest * size))
    axes = _Axes((width / 2, radius + margin), radius, max(1, len(dimensions)))
    # With an odd number of axes none points straight down.
    lowest = max(axes.direction(n)[1] for n in range(axes.count))
    height = radius * (1 + max(0.0, lowest)) + 2 * margin
    shapes: list[Shape] = [
        Polygon(tuple(axes.at(n, ring) for n in range(axes.count)), stroke="line") for ring in RINGS
    ]
    shapes += [Line(*axes.centre, *axes.at(n, 100), stroke="line") for n in range(len(dimensions))]
    scores = [card.dimensions.get(d, Score()) for d in dimensions]
    shapes += _ranges(axes, dimensions, scores)
    shapes += _outline(axes, [s.declared for s in scores], "accent", filled=True)
    if card.show_supported:
        shapes += _outline(axes, [s.supported for s in scores], "muted", filled=False)
    for n, (dimension, score) in enumerate(zip(dimensions, scores, strict=True)):
        if score.declared is not None:
            x, y = axes.at(n, score.declared)
            shapes.append(Circle(x, y, size * 0.38, dimension_colour(dimension), "card", 1.0))
        figure = "" if blank else number_or_missing(score.declared, words)
        shapes += _label(axes, n, dimension, figure, wording, size)
    return Picture(
        width,
        height,
        tuple(shapes),
        words.gettext("Four capacities") if len(dimensions) == 4 else words.gettext("Capacities"),
        _description(dimensions, scores, wording, words),
        dimension_table(card, wording, words),
        _targets(axes, dimensions, scores, wording, words, size),
    )


def dimension_table(card: Scorecard, wording: Wording, words: Translator) -> DataTable:
    """Dimensions with declared, supported where it may be shown, and indicative range."""
    header = [words.gettext("Capacity"), words.gettext("Declared")]
    # Checklists have neither documents on record nor ranges.
    levels = card.leveled
    supported = levels and card.show_supported
    if supported:
        header.append(words.gettext("Supported"))
    if levels:
        header.append(words.gettext("Could lie between"))
    rows = []
    for dimension in wording.instrument.dimensions:
        score = card.dimensions.get(dimension.id, Score())
        row = [wording.dimension(dimension.id), number_or_missing(score.declared, words)]
        if supported:
            row.append(number_or_missing(score.supported, words))
        if levels:
            row.append(range_words(score, words))
        rows.append(tuple(row))
    return DataTable(tuple(header), tuple(rows))


def number_or_missing(value: float | None, words: Translator) -> str:
    """A whole number, or "missing"."""
    return words.gettext("missing") if value is None else words.number(value)


def range_words(score: Score, words: Translator) -> str:
    """ "28–58", or a dash where there is no range."""
    if score.low is None or score.high is None:
        return "–"
    return f"{words.number(score.low)}–{words.number(score.high)}"


def _ranges(axes: _Axes, dimensions: list[str], scores: list[Score]) -> list[Shape]:
    return [
        Line(
            *axes.at(n, score.low),
            *axes.at(n, score.high),
            stroke=dimension_colour(dimension),
            stroke_width=axes.radius * 0.055,
            opacity=0.45,
        )
        for n, (dimension, score) in enumerate(zip(dimensions, scores, strict=True))
        if score.low is not None and score.high is not None
    ]


def _outline(axes: _Axes, values: list[float | None], colour: str, *, filled: bool) -> list[Shape]:
    """A closed outline where every axis has a value, else lines between neighbours that have."""
    dash = () if filled else (4.0, 3.0)
    points = [None if v is None else axes.at(n, v) for n, v in enumerate(values)]
    known = [p for p in points if p is not None]
    if len(known) == len(points) and len(points) > 2:
        fill: list[Shape] = [Polygon(tuple(known), fill=colour, opacity=0.14)] if filled else []
        return [*fill, Polygon(tuple(known), stroke=colour, stroke_width=2.0, dash=dash)]
    return [
        Line(*here, *there, stroke=colour, stroke_width=2.0, dash=dash)
        for here, there in zip(points, [*points[1:], *points[:1]], strict=True)
        if here is not None and there is not None
    ]


def _label(
    axes: _Axes,
    axis: int,
    dimension: str,
    figure: str,
    wording: Wording,
    size: float,
) -> list[Label]:
    """Above and below: name and number in one line; at the sides: the number under the name."""
    dx, dy = axes.direction(axis)
    x, y = axes.at(axis, 100, size * 0.75)
    name, colour = wording.dimension(dimension), dimension_colour(dimension)
    if abs(dx) < 0.3:
        baseline = y if dy < 0 else y + size * CAP_HEIGHT
        return [Label(x, baseline, f"{name} {figure}".strip(), size, colour, "bold", "middle")]
    anchor: Anchor = "start" if dx > 0 else "end"
    return [
        Label(x, y - size * 0.15, name, size, colour, "bold", anchor),
        Label(x, y + size * 1.1, figure, size, colour, "bold", anchor),
    ]


def _targets(
    axes: _Axes,
    dimensions: list[str],
    scores: list[Score],
    wording: Wording,
    words: Translator,
    size: float,
) -> tuple[Target, ...]:
    found = []
    for n, (dimension, score) in enumerate(zip(dimensions, scores, strict=True)):
        x, y = axes.at(n, score.declared if score.declared is not None else 100)
        name = f"{wording.dimension(dimension)}: {number_or_missing(score.declared, words)}"
        found.append(Target(x - size, y - size, 2 * size, 2 * size, dimension, name))
    return tuple(found)


def _description(
    dimensions: list[str], scores: list[Score], wording: Wording, words: Translator
) -> str:
    parts = [
        f"{wording.dimension(d)} {number_or_missing(s.declared, words)}"
        for d, s in zip(dimensions, scores, strict=True)
    ]
    return words.gettext("Declared capacities: {list}.").format(list=words.join(parts))
