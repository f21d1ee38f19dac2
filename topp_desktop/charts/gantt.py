"""The road map by semester: a row for each action, its bar across the semesters it takes.

Firm bars are filled, indicative ones outlined, possible ones dashed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from topp_desktop.charts.labels import (
    action_code,
    action_dimension,
    action_responsible,
    action_title,
    step_words,
    tag_words,
)
from topp_desktop.charts.level_curve import level_curve
from topp_desktop.charts.palette import dimension_colour, dimension_tint
from topp_desktop.charts.semesters import (
    DASH,
    NOTE,
    SemesterGrid,
    fitted,
    ground,
    head,
    shown_semesters,
)
from topp_desktop.charts.shapes import (
    Anchor,
    DataTable,
    Label,
    Picture,
    Point,
    Polygon,
    Polyline,
    Rect,
    Shape,
    Target,
    Weight,
)
from topp_desktop.charts.text import LEADING, TextMeasure, shorten, wrap
from topp_desktop.domain.instrument import Wording
from topp_desktop.domain.roadmap import ActionTag, Catalogue, Plan, PlannedAction
from topp_desktop.foundation.i18n import Translator

BAR = 5.0
"""Width of the dimension's colour at a bar's left edge."""

_HIGH = 1.5
"""Height of a bar, in text sizes."""


def gantt(
    plan: Plan,
    catalogue: Catalogue | None,
    wording: Wording,
    words: Translator,
    measure: TextMeasure,
    width: float,
    *,
    size: float = 13.5,
    actions: Sequence[PlannedAction] | None = None,
    level_line: bool = True,
    whole: bool = False,
    chosen: str = "",
    today: float | None = None,
) -> Picture:
    """One row for each scheduled action, then one for each possible step.

    `actions` limits the rows, so that a long plan can go over several pages; semesters and use
    stay those of the whole plan. `whole` shows every semester of the plan, also those in which
    nothing happens. The action `chosen` is marked, with lines from what it needs and to what
    needs it. today: the overall level that the plan starts from. Targets have the action's id
    and are the bars.
    """
    rows = [a for a in (rows_of(plan) if actions is None else actions) if a.start is not None]
    grid = SemesterGrid.of(plan.semesters if whole else shown_semesters(plan), width, size)
    pen = _Pen(catalogue, wording, words, measure, grid, size)
    shapes, top = pen.legend(possible=bool(plan.possible)) if rows else ([], 0.0)
    heads, begin = head(plan, grid, words, measure, size, top)
    y = begin + (size * 0.4 if rows else 0)
    targets: list[Target] = []
    for planned in rows:
        y = pen.row(planned, y, marked=planned.id == chosen)
        targets.append(pen.targets[-1])
    below = ground(plan, grid, top, begin, y)
    links = _links(chosen, plan, {target.key: target for target in targets})
    line: list[Shape] = []
    if level_line:
        line, y = level_curve(plan, grid, words, measure, y, size, today)
    return Picture(
        width,
        y,
        (*below, *shapes, *heads, *pen.washes, *links, *pen.shapes, *line),
        words.gettext("Road map by semester"),
        words.ngettext(
            "{count} action from {start} to {end}.",
            "{count} actions from {start} to {end}.",
            len(rows),
        ).format(count=len(rows), start=grid.semesters[0].short, end=grid.semesters[-1].short),
        gantt_table(rows, catalogue, wording, words),
        tuple(targets),
    )


def rows_of(plan: Plan) -> tuple[PlannedAction, ...]:
    """What a picture of the plan shows: its actions by start, then the possible steps."""
    return (*plan.scheduled, *plan.possible)


def gantt_table(
    actions: Sequence[PlannedAction],
    catalogue: Catalogue | None,
    wording: Wording,
    words: Translator,
) -> DataTable:
    """The road map in words."""
    return DataTable(
        (
            words.gettext("Semesters"),
            words.gettext("Action"),
            words.gettext("Question"),
            words.gettext("Level"),
            words.gettext("How pressing"),
        ),
        tuple(
            (
                when(planned),
                action_title(planned.action, catalogue, wording, words),
                action_code(planned.action, wording),
                step_words(planned.action, wording),
                tag_words(planned.ranked.tag, words),
            )
            for planned in actions
        ),
    )


def when(planned: PlannedAction) -> str:
    """ "I-2026 – II-2026"; "–" where an action has no semester."""
    if planned.start is None or planned.end is None:
        return "–"
    if planned.start == planned.end:
        return planned.start.short
    return f"{planned.start.short} – {planned.end.short}"


def is_possible(planned: PlannedAction) -> bool:
    """Whether it is a further step, no part of the plan."""
    return planned.ranked.tag is ActionTag.POSSIBLE


@dataclass(frozen=True, slots=True)
class _Look:
    """How a bar is drawn."""

    fill: str | None
    edge: bool
    dash: tuple[float, ...] = ()


def _look(planned: PlannedAction, tint: str) -> _Look:
    if is_possible(planned):
        return _Look("card", edge=False, dash=DASH)
    return _Look(tint if planned.firm else "card", edge=True)


class _Pen:
    """Draws rows; collects their shapes and bars."""

    def __init__(
        self,
        catalogue: Catalogue | None,
        wording: Wording,
        words: Translator,
        measure: TextMeasure,
        grid: SemesterGrid,
        size: float,
    ) -> None:
        self._catalogue, self._wording, self._words = catalogue, wording, words
        self._measure, self._grid, self._size = measure, grid, size
        self.washes: list[Shape] = []
        self.shapes: list[Shape] = []
        self.targets: list[Target] = []

    def legend(self, *, possible: bool) -> tuple[list[Shape], float]:
        """What the three kinds of bars mean, from the right; returns where the next begins."""
        words, size, measure = self._words, self._size, self._measure
        small, box = size * NOTE, size * 1.6
        kinds: list[tuple[str, str | None, tuple[float, ...]]] = [
            (words.gettext("Firm"), "neutral-tint", ()),
            (words.gettext("Indicative"), "card", ()),
        ]
        if possible:
            kinds.append((words.gettext("Possible"), "card", DASH))
        widths = [box + size * 0.45 + measure.width(k[0], small, "regular") for k in kinds]
        gap = size * 1.2
        x = max(0.0, self._grid.width - sum(widths) - gap * (len(kinds) - 1))
        y, shapes = 0.0, list[Shape]()
        for (text, fill, dash), wide in zip(kinds, widths, strict=True):
            if x + wide > self._grid.width + 0.5 and x > 0:
                x, y = 0.0, y + size * 1.5
            said = shorten(text, self._grid.width - x - box - size * 0.44, small, measure)
            shapes += [
                Rect(x + 1, y + size * 0.15, box - 2, size * 0.8, fill, "muted", 1.0, 3.0, dash),
                Label(x + box + size * 0.45, y + size * 0.86, said, small, "muted"),
            ]
            x += wide + gap
        return shapes, y + size * 1.6

    def row(self, planned: PlannedAction, top: float, *, marked: bool) -> float:
        """A row; returns where the next one begins."""
        assert planned.start is not None
        assert planned.end is not None
        size, grid, measure = self._size, self._grid, self._measure
        action = planned.action
        dimension = action_dimension(action, self._wording)
        title = action_title(action, self._catalogue, self._wording, self._words)
        colour = dimension_colour(dimension)
        code = action_code(action, self._wording)
        indent = max(size * 3.6, measure.width(code, size * NOTE, "bold") + size * 0.6)
        room = (grid.width if grid.stacked else grid.left) - indent - size * 0.6
        text = size * 0.94
        lines = wrap(title, room, text, measure, weight="semibold", lines=2)
        tall = text * LEADING * len(lines)
        high = size * _HIGH
        whole = tall + high + size * 0.7 if grid.stacked else max(tall, high) + size * 0.5
        if marked:
            self.washes.append(Rect(0, top, grid.width, whole, "accent-tint", radius=5.0))
        words_top = top + size * 0.2 if grid.stacked else top + (whole - tall) / 2
        base = words_top + text * 0.98
        self.shapes.append(Label(size * 0.3, base, code, size * NOTE, colour, "bold"))
        weight: Weight = "semibold" if marked else "regular"
        self.shapes += [
            Label(indent, base + text * LEADING * n, line, text, "ink", weight)
            for n, line in enumerate(lines)
        ]
        bar = top + tall + size * 0.35 if grid.stacked else top + (whole - high) / 2
        x, width = grid.span(planned.start, planned.end)
        self._bar(planned, x, bar, width, high, dimension, marked=marked)
        said = [title, when(planned), tag_words(planned.ranked.tag, self._words)]
        self.targets.append(Target(x, bar, width, high, planned.id, ", ".join(said)))
        return top + whole

    def _bar(
        self,
        planned: PlannedAction,
        x: float,
        y: float,
        width: float,
        high: float,
        dimension: str | None,
        *,
        marked: bool,
    ) -> None:
        size, small = self._size, self._size * NOTE
        colour, tint = dimension_colour(dimension), dimension_tint(dimension)
        look, radius = _look(planned, tint), 4.0
        self.shapes.append(Rect(x, y, width, high, look.fill, colour, 1.25, radius, look.dash))
        if look.edge:
            # Rounded at the left, straight at the right.
            self.shapes += [
                Rect(x, y, BAR, high, colour, radius=min(radius, BAR / 2)),
                Rect(x + BAR / 2, y, BAR / 2, high, colour),
            ]
        if marked:
            self.shapes.append(Rect(x, y, width, high, None, "accent", 2.0, radius))
        said = self._said(planned)
        inner = width - BAR - size * 0.6
        base = y + high / 2 + small * 0.36
        if fitted(said, inner, small, self._measure):
            middle = x + BAR + (width - BAR) / 2
            self.shapes.append(Label(middle, base, said, small, "ink", "regular", "middle"))
            return
        right = self._grid.width - x - width - size * 0.5
        left = x - self._grid.left - size * 0.5
        needed = self._measure.width(said, small, "regular")
        after = right >= min(needed, left)
        at = x + width + size * 0.4 if after else x - size * 0.4
        anchor: Anchor = "start" if after else "end"
        beside = shorten(said, max(0.0, right if after else left), small, self._measure)
        self.shapes.append(Label(at, base, beside, small, "muted", "regular", anchor))

    def _said(self, planned: PlannedAction) -> str:
        """The level that an action comes to; who does it where it comes to none."""
        action = planned.action
        if action.raises_something and not action.establish:
            return self._wording.level(action.end_level)
        return action_responsible(action, self._catalogue, self._wording, self._words)


def _links(chosen: str, plan: Plan, bars: Mapping[str, Target]) -> list[Shape]:
    """A line from each end to the beginning that needs it, of the chosen action."""
    if chosen not in bars:
        return []
    shapes: list[Shape] = []
    for planned in rows_of(plan):
        for needed in planned.action.after:
            if chosen not in (planned.id, needed) or not {planned.id, needed} <= bars.keys():
                continue
            one, other = bars[needed], bars[planned.id]
            down = 1 if other.y >= one.y else -1
            x, top = one.x + one.width - 6, one.y + (one.height if down > 0 else 0)
            y, end = other.y + other.height / 2, other.x
            if end < x + 8:  # begins before what it needs has ended: comes in from above or below
                x, y = other.x + 10, other.y + (0 if down > 0 else other.height)
                points: tuple[Point, ...] = ((x, top), (x, y))
                tip = ((x - 4, y - 6 * down), (x + 4, y - 6 * down), (x, y))
            else:
                points = ((x, top), (x, y), (end, y))
                tip = ((end - 6, y - 4), (end - 6, y + 4), (end, y))
            shapes += [Polyline(points, "accent", 1.5), Polygon(tip, "accent")]
    return shapes
