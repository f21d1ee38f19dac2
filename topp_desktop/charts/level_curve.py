"""Where a plan leads: the overall level at the end of each semester."""

from __future__ import annotations

from collections.abc import Mapping

from topp_desktop.charts.semesters import DASH, NOTE, SemesterGrid
from topp_desktop.charts.shapes import Circle, Label, Point, Polyline, Shape
from topp_desktop.charts.text import LEADING, TextMeasure, wrap
from topp_desktop.domain.roadmap import Plan
from topp_desktop.foundation.i18n import Translator


def level_curve(
    plan: Plan,
    grid: SemesterGrid,
    words: Translator,
    measure: TextMeasure,
    top: float,
    size: float,
    today: float | None = None,
) -> tuple[list[Shape], float]:
    """The declared overall score at each semester's end, and dashed where the possible steps
    would bring it; nothing where it is not published. today: the score that the plan starts from.

    Returns the shapes and where they end.
    """
    values = _values(plan.overall_at_end, grid)
    if not values:
        return [], top
    small = size * NOTE
    caption = words.gettext("Overall level, if each action reaches its result")
    room = (grid.width if grid.stacked else grid.left) - size * 1.8
    lines = wrap(caption, room, small, measure, lines=3)
    if grid.stacked:
        top += small * LEADING * len(lines)
    further = _apart(values, _values(plan.overall_with_possible, grid))
    begins = {} if today is None or grid.stacked else {-0.5: today}
    known = [*begins.values(), *values.values(), *further.values()]
    low, high = min(known), max(known)
    height, span = size * 3.0, max(10.0, high - low)
    floor = top + size * 2.0 + height

    def at(place: float, value: float) -> Point:
        x = grid.left - size if place < 0 else grid.x(place + 0.5)
        return x, floor - height * (value - low) / span

    middle = top + size * 2.0 if not grid.stacked else top - small * LEADING * (len(lines) - 1)
    shapes: list[Shape] = [
        Label(0, middle + small * LEADING * n, line, small, "muted") for n, line in enumerate(lines)
    ]
    solid = {**begins, **values}
    shapes.append(Polyline(tuple(at(*pair) for pair in solid.items()), "accent", 2.0))
    if further:
        fork = min(further) - 1
        dashed = {**({fork: values[fork]} if fork in values else {}), **further}
        points = tuple(at(*pair) for pair in dashed.items())
        shapes.append(Polyline(points, "accent", 1.5, DASH))
    for place, value in solid.items():
        x, y = at(place, value)
        # Below its point where the dashed line runs above it.
        label = y + size * 1.3 if place in further else y - size * 0.7
        shapes += [
            Circle(x, y, size * 0.3, "accent"),
            Label(x, label, words.number(value), size * 0.93, "ink", "bold", "middle"),
        ]
    for place, value in further.items():
        x, y = at(place, value)
        shapes += [
            Circle(x, y, size * 0.26, "card", "accent", 1.5),
            Label(x, y - size * 0.7, words.number(value), size * 0.93, "muted", "bold", "middle"),
        ]
    return shapes, floor + size * 1.7


def _values(figures: Mapping[str, float | None], grid: SemesterGrid) -> dict[float, float]:
    """Place of a semester → score."""
    found = ((n, figures.get(str(semester))) for n, semester in enumerate(grid.semesters))
    return {float(n): value for n, value in found if value is not None}


def _apart(planned: Mapping[float, float], possible: Mapping[float, float]) -> dict[float, float]:
    """The possible scores that read otherwise than the planned ones."""
    return {
        place: value
        for place, value in possible.items()
        if round(value) != round(planned.get(place, value))
    }
