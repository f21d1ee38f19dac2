"""The road map as a board: a column for each semester, a card for each action."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from topp_desktop.charts.gantt import BAR, gantt_table, is_possible, when
from topp_desktop.charts.labels import action_code, action_dimension, action_title, tag_words
from topp_desktop.charts.palette import dimension_colour, dimension_tint
from topp_desktop.charts.semesters import DASH, NOTE, decimals
from topp_desktop.charts.shapes import Label, Line, Picture, Rect, Shape, Target
from topp_desktop.charts.text import CAP_HEIGHT, LEADING, TextMeasure, shorten, wrap
from topp_desktop.domain.instrument import Wording
from topp_desktop.domain.roadmap import ActionTag, Catalogue, Plan, PlannedAction, Semester
from topp_desktop.domain.roadmap.plan import FIRM_SEMESTERS
from topp_desktop.foundation.i18n import Translator

NARROWEST = 11.0
"""Least width of a column, in text sizes."""


@dataclass(frozen=True, slots=True)
class Zone:
    """Where a card may be put down: a column, from its head to its foot."""

    x: float
    y: float
    width: float
    height: float
    semester: Semester


@dataclass(frozen=True, slots=True)
class Board:
    """The picture, and the columns in it."""

    picture: Picture
    zones: tuple[Zone, ...] = ()


@dataclass(frozen=True, slots=True)
class Remarks:
    """What is said of actions on their cards, by id.

    states: such as "Pinned · Edited"; reasons: why an action has no semester; faults: sentences
    about what does not fit; chosen: the action that is framed.
    """

    states: Mapping[str, str] = field(default_factory=dict)
    reasons: Mapping[str, str] = field(default_factory=dict)
    faults: Mapping[str, Sequence[str]] = field(default_factory=dict)
    chosen: str = ""


def board(
    plan: Plan,
    catalogue: Catalogue | None,
    wording: Wording,
    words: Translator,
    measure: TextMeasure,
    width: float,
    *,
    size: float = 13.5,
    remarks: Remarks | None = None,
) -> Board:
    """Columns side by side as far as there is room, the later semesters below the earlier ones.

    A card stands in the semester in which its action begins; those without one follow at the
    end, and after them, dashed, the possible steps. Targets have the action's id.
    """
    drawer = _Drawer(catalogue, wording, words, measure, size, remarks or Remarks())
    semesters = plan.semesters
    most = max(1, int(width // (size * NARROWEST)))
    bands = -(-len(semesters) // most)
    across = -(-len(semesters) // bands)
    column = width / across
    by_column: dict[int, list[PlannedAction]] = {n: [] for n in range(len(semesters))}
    for planned in plan.scheduled:
        assert planned.start is not None
        place = planned.start.index - semesters[0].index
        by_column[min(max(place, 0), len(semesters) - 1)].append(planned)
    zones: list[Zone] = []
    y = 0.0
    for first in range(0, len(semesters), across):
        numbers = range(first, min(first + across, len(semesters)))
        head = max(drawer.head(plan, n, 0, 0, column) for n in numbers)
        foot = y + head + size * 4
        for n in numbers:
            x = (n - first) * column
            bottom = drawer.cards(by_column[n], x, y + head + size * 0.5, column)
            foot = max(foot, bottom)
        for n in numbers:
            x = (n - first) * column
            drawer.head(plan, n, x, y, column, draw=True)
            zones.append(Zone(x, y, column, foot - y, semesters[n]))
            if n > first:
                drawer.ground.append(Line(x, y, x, foot, "line", 0.75))
        y = foot + size * 1.2
    aside = (
        (words.gettext("Out of reach for now"), plan.not_scheduled),
        (words.gettext("Possible in the capacity that stays free"), plan.possible),
    )
    for title, actions in aside:
        if actions:
            y = drawer.aside(title, actions, y, column, across)
    shown = (*plan.actions, *plan.possible)
    count = len(shown)
    picture = Picture(
        width,
        y,
        (*drawer.ground, *drawer.shapes),
        words.gettext("Road map by semester"),
        words.ngettext(
            "{count} action from {start} to {end}.",
            "{count} actions from {start} to {end}.",
            count,
        ).format(count=count, start=semesters[0].short, end=semesters[-1].short),
        gantt_table(shown, catalogue, wording, words),
        tuple(drawer.targets),
    )
    return Board(picture, tuple(zones))


class _Drawer:
    """Collects shapes: those of the ground below those of the cards."""

    def __init__(
        self,
        catalogue: Catalogue | None,
        wording: Wording,
        words: Translator,
        measure: TextMeasure,
        size: float,
        remarks: Remarks,
    ) -> None:
        self._catalogue, self._wording, self._words = catalogue, wording, words
        self._measure, self._size, self._remarks = measure, size, remarks
        self.ground: list[Shape] = []
        self.shapes: list[Shape] = []
        self.targets: list[Target] = []

    # --- columns ------------------------------------------------------------------------------

    def head(
        self, plan: Plan, n: int, x: float, y: float, width: float, *, draw: bool = False
    ) -> float:
        """A semester's name, how much of the capacity is taken, and whether it is too much;
        returns the height."""
        size, words, measure = self._size, self._words, self._measure
        used, room = float(plan.used[n]), float(plan.settings.capacities()[n])
        busy = words.gettext("{used} of {capacity} used").format(
            used=words.number(used, decimals(used)), capacity=words.number(room, decimals(room))
        )
        left, inner = x + size * 0.5, width - size
        small = size * NOTE
        lines = [(shorten(busy, inner, small, measure), "muted")]
        if used > room + 1e-9:
            over = used - room
            said = words.gettext("{n} more than there is").format(
                n=words.number(over, decimals(over))
            )
            wrapped = wrap(said, inner, small, measure, weight="semibold", lines=2)
            lines += [(line, "trouble") for line in wrapped]
        height = size * 1.5 + small * LEADING * len(lines) + size * 0.9
        if not draw:
            return height
        firm = n < FIRM_SEMESTERS
        name = plan.semesters[n].short
        self.ground.append(
            Label(left, y + size * 1.1, name, size, "accent-dark" if firm else "muted", "semibold")
        )
        row = y + size * 1.1 + small * LEADING
        for text, ink in lines:
            weight = "semibold" if ink == "trouble" else "regular"
            self.ground.append(Label(left, row, text, small, ink, weight))  # type: ignore[arg-type]
            row += small * LEADING
        bar = row - small * 0.75
        share = min(1.0, used / room) if room else 1.0 if used else 0.0
        ink = "trouble" if used > room + 1e-9 else "accent" if firm else "muted"
        thick, radius = size * 0.3, size * 0.15
        if share > 0:
            self.ground.append(Rect(left, bar, inner * share, thick, ink, radius=radius))
        # An outline: where lines are as bright as what they hold, a filled rest would look taken.
        self.ground.append(Rect(left, bar, inner, thick, None, "line", 0.75, radius))
        return height

    def cards(self, actions: Sequence[PlannedAction], x: float, y: float, width: float) -> float:
        """Cards below each other; returns where they end."""
        gap = self._size * 0.5
        for planned in actions:
            y += self._card(planned, x + gap / 2, y, width - gap) + gap
        return y

    def aside(
        self,
        title: str,
        actions: Sequence[PlannedAction],
        y: float,
        column: float,
        across: int,
    ) -> float:
        """Actions that stand in no column, line by line; returns where they end."""
        size, room = self._size, column * across - self._size
        said = shorten(title, room, size, self._measure, weight="semibold")
        self.ground.append(Line(0, y, column * across, y, "line", 1.0))
        self.ground.append(Label(size * 0.5, y + size * 1.9, said, size, "ink", "semibold"))
        y += size * 3
        for first in range(0, len(actions), across):
            ends = [
                self.cards([planned], n * column, y, column)
                for n, planned in enumerate(actions[first : first + across])
            ]
            y = max(ends)
        return y

    # --- cards --------------------------------------------------------------------------------

    def _card(self, planned: PlannedAction, x: float, y: float, width: float) -> float:
        size, small, measure = self._size, self._size * NOTE, self._measure
        action, said = planned.action, self._remarks
        title = action_title(action, self._catalogue, self._wording, self._words)
        dimension = action_dimension(action, self._wording)
        inner = width - BAR - size * 1.1
        lines = wrap(title, inner, size, measure, weight="semibold", lines=3)
        notes: list[Label] = []
        text_x = x + BAR + size * 0.6
        first = y + size * (0.55 + CAP_HEIGHT)
        row = first + size * LEADING * (len(lines) - 1) + small * LEADING * 1.05

        def note(text: str, ink: str, *, strong: bool = False, most: int = 2) -> None:
            nonlocal row
            weight = "semibold" if strong else "regular"
            for line in wrap(text, inner, small, measure, weight=weight, lines=most):  # type: ignore[arg-type]
                notes.append(Label(text_x, row, line, small, ink, weight))  # type: ignore[arg-type]
                row += small * LEADING

        note(self._facts(planned), "muted")
        if planned.ranked.tag is ActionTag.MUST:
            note(tag_words(ActionTag.MUST, self._words), "ink", strong=True)
        note(said.reasons.get(planned.id, ""), "muted", most=3)
        if states := said.states.get(planned.id):
            note(states, "accent-dark", strong=True, most=3)
        for fault in said.faults.get(planned.id, ()):
            note(fault, "trouble", most=4)
        height = row - small * LEADING + size * 0.55 - y
        colour, tint = dimension_colour(dimension), dimension_tint(dimension)
        radius = 6.0
        if is_possible(planned):
            self.shapes.append(Rect(x, y, width, height, None, colour, 1.25, radius, DASH))
        else:
            self.shapes += [
                Rect(x, y, width, height, colour, radius=radius),
                Rect(x + BAR, y, width - BAR, height, tint, radius=radius),
                Rect(x + BAR, y, radius, height, tint),
            ]
        if planned.id == said.chosen:
            self.shapes.append(
                Rect(x, y, width, height, None, "accent", stroke_width=2.0, radius=radius)
            )
        self.shapes += [
            Label(text_x, first + size * LEADING * n, line, size, "ink", "semibold")
            for n, line in enumerate(lines)
        ]
        self.shapes += notes
        self.targets.append(Target(x, y, width, height, planned.id, self._spoken(planned, title)))
        return height

    def _facts(self, planned: PlannedAction) -> str:
        """The question's code, the level that it comes to, and until when where that is another
        semester."""
        action, words = planned.action, self._words
        parts = []
        if action.raises_something:
            parts.append(action_code(action, self._wording))
        if action.raises_something and not action.establish:
            parts.append(words.gettext("to level {n}").format(n=action.end_level))
        if is_possible(planned):
            parts.append(when(planned))
        elif planned.end is not None and planned.end != planned.start:
            until = words.gettext("until {semester}")
            parts.append(until.format(semester=planned.end.short))
        return " · ".join(parts) or when(planned)

    def _spoken(self, planned: PlannedAction, title: str) -> str:
        said = self._remarks
        parts = [title, when(planned), tag_words(planned.ranked.tag, self._words)]
        about = (said.states.get(planned.id), said.reasons.get(planned.id))
        parts += [text for text in about if text]
        return ". ".join((*parts, *said.faults.get(planned.id, ())))
