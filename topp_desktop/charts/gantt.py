"""The road map by semester, and the overall level that it leads to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from topp_desktop.charts.labels import (
    action_code,
    action_dimension,
    action_title,
    step_words,
    tag_words,
)
from topp_desktop.charts.palette import dimension_colour, dimension_tint
from topp_desktop.charts.shapes import (
    Anchor,
    Circle,
    DataTable,
    Label,
    Line,
    Picture,
    Point,
    Polygon,
    Polyline,
    Rect,
    Shape,
    Target,
    Weight,
)
from topp_desktop.charts.text import (
    CAP_HEIGHT,
    ELLIPSIS,
    LEADING,
    TextMeasure,
    shorten,
    wrap,
)
from topp_desktop.domain.instrument import Wording
from topp_desktop.domain.roadmap import ActionTag, Catalogue, Plan, PlannedAction, Semester
from topp_desktop.domain.roadmap.plan import FIRM_SEMESTERS
from topp_desktop.foundation.i18n import Translator

FEWEST_SEMESTERS = 6
BAR = 5.0
"""Width of the dimension's colour at a card's left edge."""

NOTE = 0.86
"""Size of the small text, compared with the title's."""


@dataclass(frozen=True, slots=True)
class _Grid:
    """Semesters as columns."""

    semesters: tuple[Semester, ...]
    width: float

    @property
    def column(self) -> float:
        return self.width / len(self.semesters)

    def span(self, start: Semester, end: Semester) -> tuple[float, float]:
        """Left edge and width of a card, with a little air at both ends, inside the grid."""
        last = len(self.semesters) - 1
        first = min(max(0, start.index - self.semesters[0].index), last)
        until = min(max(first, end.index - self.semesters[0].index), last)
        return first * self.column + 2, (until - first + 1) * self.column - 4


def shown_semesters(plan: Plan) -> tuple[Semester, ...]:
    """From the first semester to the last one in which something happens, six at the least."""
    last = max((a.end.index for a in plan.scheduled if a.end is not None), default=0)
    start = plan.settings.start.index
    count = min(plan.settings.semesters, max(FEWEST_SEMESTERS, last - start + 1))
    return plan.semesters[:count]


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
) -> Picture:
    """One row for each scheduled action, its card across the semesters it takes.

    A title that does not fit its card stands beside it. `actions` limits the rows, so that a
    long plan can go over several pages; semesters and occupation stay those of the whole plan.
    `whole` shows every semester of the plan, also those in which nothing happens. The action
    `chosen` has a frame, and lines from what it needs and to what needs it. Targets have the
    action's id and are the cards.
    """
    rows = [a for a in (plan.scheduled if actions is None else actions) if a.start is not None]
    grid = _Grid(plan.semesters if whole else shown_semesters(plan), width)
    shapes: list[Shape] = []
    targets: list[Target] = []
    header = size * 3.4
    y = header + size * 0.6
    for planned in rows:
        row = _row(planned, catalogue, wording, words, measure, grid, size)
        shapes += row.shapes(y, action_dimension(planned.action, wording), measure)
        name = f"{row.title}, {when(planned)}"
        targets.append(Target(row.x, y, row.width, row.height, planned.id, name))
        y += row.height + size * 0.5
    shapes += _links(chosen, plan, {target.key: target for target in targets})
    columns = _columns(plan, grid, words, measure, size, y)
    if level_line:
        line, y = _level_line(plan, grid, words, y, size)
        shapes += line
    return Picture(
        width,
        y,
        (*columns, *shapes),
        words.gettext("Road map by semester"),
        words.ngettext(
            "{count} action from {start} to {end}.",
            "{count} actions from {start} to {end}.",
            len(rows),
        ).format(count=len(rows), start=grid.semesters[0].short, end=grid.semesters[-1].short),
        gantt_table(rows, catalogue, wording, words),
        tuple(targets),
    )


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


def decimals(value: float) -> int:
    """A decimal only where there is one."""
    return 0 if abs(value - round(value)) < 0.05 else 1


@dataclass(frozen=True, slots=True)
class _Row:
    """An action's card, and its words: in the card, or beside it where they do not fit.

    lines: the title; note: the question's code and how pressing the action is, on a line of its
    own below the title, or, `inline`, behind it.
    """

    x: float
    width: float
    text_x: float
    anchor: Anchor
    lines: tuple[str, ...]
    note: str
    title: str
    size: float
    pressing: bool
    inline: bool = False

    @property
    def height(self) -> float:
        if self.inline:
            return self.size * 1.9
        return self.size * (CAP_HEIGHT + LEADING * len(self.lines) + 1.0)

    @property
    def note_weight(self) -> Weight:
        return "semibold" if self.pressing else "regular"

    def shapes(self, top: float, dimension: str | None, measure: TextMeasure) -> list[Shape]:
        colour, tint = dimension_colour(dimension), dimension_tint(dimension)
        size, radius = self.size, min(6.0, self.height / 3)
        body = self.x + BAR
        shapes: list[Shape] = [
            Rect(self.x, top, self.width, self.height, colour, radius=radius),
            Rect(body, top, self.width - BAR, self.height, tint, radius=radius),
            # Squares the left corners, so that the coloured edge is straight on its inner side.
            Rect(body, top, radius, self.height, tint),
        ]
        rows = len(self.lines) if self.inline else len(self.lines) + 1
        block = size * (CAP_HEIGHT + LEADING * (rows - 1))
        first = top + (self.height - block) / 2 + size * CAP_HEIGHT
        for n, line in enumerate(self.lines):
            y = first + size * LEADING * n
            shapes.append(Label(self.text_x, y, line, size, "ink", "semibold", self.anchor))
        x, y = self.text_x, first + size * LEADING * (rows - 1)
        if self.inline:
            behind = measure.width(self.lines[0], size, "semibold") + size * 0.7
            x += behind if self.anchor == "start" else -behind
        note = Label(x, y, self.note, size * NOTE, "muted", self.note_weight, self.anchor)
        return [*shapes, note]


def _row(
    planned: PlannedAction,
    catalogue: Catalogue | None,
    wording: Wording,
    words: Translator,
    measure: TextMeasure,
    grid: _Grid,
    size: float,
) -> _Row:
    """Finds the place for an action's words: in its card, beside it in one line, in two."""
    assert planned.start is not None
    assert planned.end is not None
    title = action_title(planned.action, catalogue, wording, words)
    pressing = planned.ranked.tag is ActionTag.MUST
    note = action_code(planned.action, wording)
    if pressing:
        note += f" · {tag_words(planned.ranked.tag, words)}"
    weight: Weight = "semibold" if pressing else "regular"
    x, width = grid.span(planned.start, planned.end)
    noted = measure.width(note, size * NOTE, weight)
    inner = width - BAR - size * 1.1
    inside = wrap(title, inner, size, measure, weight="semibold", lines=2)
    if not any(line.endswith(ELLIPSIS) for line in inside) and noted <= inner:
        text_x = x + BAR + size * 0.6
        return _Row(x, width, text_x, "start", tuple(inside), note, title, size, pressing)
    whole = measure.width(title, size, "semibold") + size * 0.7 + noted
    right, left = grid.width - x - width - size * 0.8, x - size * 0.8
    anchor: Anchor = "start" if right >= min(left, max(whole, size * 18)) else "end"
    room = right if anchor == "start" else left
    text_x = x + width + size * 0.6 if anchor == "start" else x - size * 0.6
    if whole <= room:
        return _Row(x, width, text_x, anchor, (title,), note, title, size, pressing, inline=True)
    beside = wrap(title, room, size, measure, weight="semibold", lines=2)
    note = shorten(note, room, size * NOTE, measure, weight=weight)
    return _Row(x, width, text_x, anchor, tuple(beside), note, title, size, pressing)


def _columns(
    plan: Plan, grid: _Grid, words: Translator, measure: TextMeasure, size: float, bottom: float
) -> list[Shape]:
    """Names of the semesters, how much of the capacity is taken, and lines between them."""
    shapes: list[Shape] = []
    capacities = plan.settings.capacities()
    inner = grid.column - size * 0.6
    widest = max(measure.width(s.short, size, "semibold") for s in grid.semesters)
    name_size = size * min(1.0, inner / widest)
    for n, semester in enumerate(grid.semesters):
        x = n * grid.column + (size * 0.45 if n else 2)
        firm = n < FIRM_SEMESTERS
        used, room = (
            words.number(float(amount), decimals(float(amount)))
            for amount in (plan.used[n], capacities[n])
        )
        over = plan.used[n] > capacities[n]
        weight: Weight = "semibold" if over else "regular"
        busy = words.gettext("{used} of {capacity} used").format(used=used, capacity=room)
        if measure.width(busy, size * NOTE, weight) > inner:
            busy = shorten(f"{used} / {room}", inner, size * NOTE, measure, weight=weight)
        ink = "accent-dark" if firm else "muted"
        shapes += [
            Label(x, size * 1.1, semester.short, name_size, ink, "semibold"),
            Label(x, size * 2.4, busy, size * NOTE, "trouble" if over else "muted", weight),
        ]
        if n:
            shapes.append(Line(n * grid.column, 0, n * grid.column, bottom, "line", 0.75))
    firm_width = min(FIRM_SEMESTERS, len(grid.semesters)) * grid.column
    shapes += [
        Line(0, size * 3.2, grid.width, size * 3.2, "line", 1.0),
        Line(0, size * 3.2, firm_width - 2, size * 3.2, "accent", 2.0),
    ]
    return shapes


def _links(chosen: str, plan: Plan, cards: Mapping[str, Target]) -> list[Shape]:
    """A frame around the chosen card, and a line from each end to the beginning that needs it."""
    if chosen not in cards:
        return []
    card = cards[chosen]
    shapes: list[Shape] = [
        Rect(card.x, card.y, card.width, card.height, None, "accent", stroke_width=2.0, radius=6.0)
    ]
    for planned in plan.scheduled:
        for needed in planned.action.after:
            if chosen not in (planned.id, needed) or not {planned.id, needed} <= cards.keys():
                continue
            one, other = cards[needed], cards[planned.id]
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


def _level_line(
    plan: Plan, grid: _Grid, words: Translator, top: float, size: float
) -> tuple[list[Shape], float]:
    """The declared overall score at each semester's end; nothing where it is not published."""
    values = [plan.overall_at_end.get(str(semester)) for semester in grid.semesters]
    known = [value for value in values if value is not None]
    if not known:
        return [], top
    low, high = min(known), max(known)
    height, span = size * 4, max(10.0, high - low)
    floor = top + size * 4.6 + height
    title = words.gettext("Overall level at the end of each semester")
    shapes: list[Shape] = [Label(0, top + size * 1.6, title, size * 0.93, "muted")]
    points = [
        ((n + 0.5) * grid.column, floor - height * (value - low) / span)
        for n, value in enumerate(values)
        if value is not None
    ]
    shapes.append(Polyline(tuple(points), "accent", 2.0))
    for (x, y), value in zip(points, known, strict=True):
        figure = words.number(value)
        shapes += [
            Circle(x, y, size * 0.32, "accent"),
            Label(x, y - size * 0.75, figure, size * 0.93, "ink", "bold", "middle"),
        ]
    return shapes, floor + size * 0.8
