"""Semesters as the columns of a picture: their names, how much of the capacity is taken."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from topp_desktop.charts.shapes import Label, Line, Rect, Shape, Weight
from topp_desktop.charts.text import LEADING, TextMeasure, shorten, wrap
from topp_desktop.domain.roadmap import Plan, Semester
from topp_desktop.foundation.i18n import Translator

FEWEST_SEMESTERS = 6
NOTE = 0.86
"""Size of the small text, compared with the title's."""

DASH = (3.0, 2.5)
"""The outline of what is only possible."""

_SIDE, _SIDE_SHARE = 19.0, 0.34
"""Width of the column with the names: text sizes at the most, share of the picture at the most."""

_NARROWEST = 3.0
"""Least width of a semester beside the names, in text sizes; below it they stand above."""


@dataclass(frozen=True, slots=True)
class SemesterGrid:
    """Semesters side by side, from `left` to `width`; what is said of a row stands left of them,
    or above its bar where there is no room (`stacked`)."""

    semesters: tuple[Semester, ...]
    left: float
    width: float

    @classmethod
    def of(cls, semesters: tuple[Semester, ...], width: float, size: float) -> SemesterGrid:
        side = min(width * _SIDE_SHARE, size * _SIDE)
        beside = (width - side) / len(semesters) >= size * _NARROWEST
        return cls(semesters, side if beside else 0.0, width)

    @property
    def stacked(self) -> bool:
        return self.left == 0

    @property
    def column(self) -> float:
        return (self.width - self.left) / len(self.semesters)

    def x(self, n: float) -> float:
        """Where the nth semester begins."""
        return self.left + n * self.column

    def span(self, start: Semester, end: Semester) -> tuple[float, float]:
        """Left edge and width of a bar, with a little air at both ends, inside the grid."""
        last = len(self.semesters) - 1
        first = min(max(0, start.index - self.semesters[0].index), last)
        until = min(max(first, end.index - self.semesters[0].index), last)
        return self.x(first) + 2, (until - first + 1) * self.column - 4


def shown_semesters(plan: Plan) -> tuple[Semester, ...]:
    """From the first semester to the last one in which something happens, six at the least."""
    taken = (*plan.scheduled, *plan.possible)
    last = max((a.end.index for a in taken if a.end is not None), default=0)
    start = plan.settings.start.index
    count = min(plan.settings.semesters, max(FEWEST_SEMESTERS, last - start + 1))
    return plan.semesters[:count]


def decimals(value: float) -> int:
    """A decimal only where there is one."""
    return 0 if abs(value - round(value)) < 0.05 else 1


def head(
    plan: Plan, grid: SemesterGrid, words: Translator, measure: TextMeasure, size: float, top: float
) -> tuple[list[Shape], float]:
    """The semesters' names and use, and what the figures are; returns where the rows begin."""
    small = size * NOTE
    full = float(plan.settings.person_months)
    caption = words.gettext("Person-months taken, of {n} a semester").format(
        n=words.number(full, decimals(full))
    )
    room = (grid.width if grid.stacked else grid.left) - size * 0.6
    lines = wrap(caption, room, small, measure, lines=3)
    shapes: list[Shape] = [
        Label(0, top + size * 1.05 + small * LEADING * n, line, small, "muted")
        for n, line in enumerate(lines)
    ]
    if grid.stacked:
        top += small * LEADING * len(lines)
    inner = grid.column - size * 0.5
    widest = max(measure.width(s.short, size, "bold") for s in grid.semesters)
    name_size = size * min(1.0, inner / widest)
    for n, semester in enumerate(grid.semesters):
        x = grid.x(n) + size * 0.25
        firm = plan.settings.is_firm(n)
        ink = "accent-dark" if firm else "muted"
        shapes.append(Label(x, top + size * 1.05, semester.short, name_size, ink, "bold"))
        shapes += _use(plan, n, x, top + size * 2.25, inner, words, measure, small)
    bottom = top + size * 3.1
    if not grid.stacked:
        bottom = max(bottom, top + size * 1.05 + small * LEADING * len(lines))
    return shapes, bottom


def ground(plan: Plan, grid: SemesterGrid, top: float, rows: float, bottom: float) -> list[Shape]:
    """What lies below the rows: the firm semesters tinted, lines between the columns, and one
    above and below the rows."""
    firm = sum(plan.settings.is_firm(n) for n in range(len(grid.semesters)))
    shapes: list[Shape] = [
        Rect(grid.left, top, grid.x(firm) - grid.left, bottom - top, "ground", radius=6.0)
    ]
    shapes += [
        Line(grid.x(n), rows, grid.x(n), bottom, "line", 0.75)
        for n in range(1, len(grid.semesters))
    ]
    return [*shapes, *(Line(0, y, grid.width, y, "line", 1.0) for y in (rows, bottom))]


def _use(
    plan: Plan,
    n: int,
    x: float,
    y: float,
    width: float,
    words: Translator,
    measure: TextMeasure,
    small: float,
) -> list[Shape]:
    """Person-months taken in a semester, in figures and as a bar; what is only possible dashed."""
    room = plan.settings.capacities()[n]
    used = plan.used[n]
    over = used > room
    said = words.number(float(used), decimals(float(used)))
    if over or room != plan.settings.person_months:
        said += f" / {words.number(float(room), decimals(float(room)))}"
    weight: Weight = "semibold" if over else "regular"
    at_most = small * min(1.0, width / measure.width(said, small, weight))
    thick = small * 0.38
    bar, radius = y + small * 0.42, thick / 2
    shapes: list[Shape] = [Label(x, y, said, at_most, "trouble" if over else "muted", weight)]
    reach = max(room, used) or Fraction(1)
    possible = plan.used_with_possible[n] if plan.used_with_possible else used
    ink = "trouble" if over else "accent" if plan.settings.is_firm(n) else "muted"
    # An outline: where lines are as bright as what they hold, a filled rest would look taken.
    shapes.append(Rect(x, bar, width, thick, None, "line", 0.75, radius))
    taken = width * float(used / reach)
    if used:
        shapes.append(Rect(x, bar, taken, thick, ink, radius=radius))
    if possible > used:
        further = width * min(1.0, float(possible / reach)) - taken
        shapes.append(
            Rect(x + taken, bar, further, thick, "card", "muted", 1.0, radius, (2.0, 1.5))
        )
    return shapes


def fitted(
    text: str, width: float, size: float, measure: TextMeasure, weight: Weight = "regular"
) -> str:
    """The text where it fits as a whole, else "": half a word in a bar says nothing."""
    return text if text and shorten(text, width, size, measure, weight=weight) == text else ""


def use_words(plan: Plan, words: Translator) -> Sequence[tuple[str, str, str]]:
    """(semester, person-months taken, those together with what is possible) in words."""

    def said(value: Fraction) -> str:
        return words.number(float(value), decimals(float(value)))

    both = plan.used_with_possible or plan.used
    return [
        (semester.short, said(plan.used[n]), said(both[n]))
        for n, semester in enumerate(plan.semesters)
    ]
