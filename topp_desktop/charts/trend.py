"""The overall score and the capacities from measurement to measurement."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from topp_desktop.charts.palette import dimension_colour
from topp_desktop.charts.radar import number_or_missing
from topp_desktop.charts.shapes import Circle, DataTable, Label, Line, Picture, Rect, Shape, Weight
from topp_desktop.charts.text import CAP_HEIGHT, TextMeasure, block, block_height, shorten, wrap
from topp_desktop.domain.instrument import Wording
from topp_desktop.domain.scoring import Score
from topp_desktop.foundation.i18n import Translator

OVERALL = "overall"
_RULES = (0.0, 25.0, 50.0, 75.0, 100.0)

Link = Literal["same", "method", "apart"]
"""To the measurement before: comparable as a whole; answered in another way; not comparable."""


@dataclass(frozen=True, slots=True)
class TrendColumn:
    """One measurement. note: what is different from the one before, "" where nothing is; facts:
    how it was made, for the table."""

    name: str
    overall: Score
    dimensions: Mapping[str, Score]
    link: Link = "same"
    note: str = ""
    facts: str = ""


def trend_chart(
    columns: Sequence[TrendColumn],
    wording: Wording,
    words: Translator,
    measure: TextMeasure,
    width: float,
    *,
    size: float = 13.5,
) -> Picture:
    """A line for the whole, with its ranges, and one for each capacity. Lines join only what can
    be compared as a whole: they are dashed where people answered in another way, and stop where
    the questions were others; a note says so between the two."""
    series = [(OVERALL, words.gettext("Overall"), "accent-dark")]
    series += [
        (d.id, wording.dimension(d.id), dimension_colour(d.id))
        for d in wording.instrument.dimensions
    ]
    if all(column.overall.declared is None for column in columns):
        series = series[1:]
    plot = _Plot(columns, series, measure, width, size)
    shapes: list[Shape] = [*plot.rules(words), *plot.notes()]
    shapes += plot.ranges()
    for key, _, colour in reversed(series):
        shapes += plot.line(key, colour)
    shapes += plot.labels(series, words)
    return Picture(
        width,
        plot.height,
        tuple(shapes),
        words.gettext("Trend by measurement"),
        words.gettext("Scores from one measurement to the next."),
        _table(columns, series, words),
    )


def _score(column: TrendColumn, key: str) -> Score:
    return column.overall if key == OVERALL else column.dimensions.get(key, Score())


class _Plot:
    """Where scores and measurements lie."""

    def __init__(
        self,
        columns: Sequence[TrendColumn],
        series: Sequence[tuple[str, str, str]],
        measure: TextMeasure,
        width: float,
        size: float,
    ) -> None:
        self._columns = columns
        self._measure = measure
        self._size = size
        self._small = size * 0.85
        names = max((measure.width(name, size, "semibold") for _, name, _ in series), default=0)
        self._left = measure.width("100", self._small, "regular") + size
        self._right = width - names - measure.width(" 100", size, "bold") - size * 1.4
        noted = any(column.note for column in columns)
        self._top = size * (3.4 if noted else 0.8)
        self._depth = max(size * 14.0, min(size * 20.0, width * 0.3))
        self.height = self._top + self._depth + size * 2.4
        self._width = width

    def x(self, place: int) -> float:
        room, count = self._right - self._left, len(self._columns)
        return self._left + room * (place + 0.5) / count

    def y(self, score: float) -> float:
        return self._top + self._depth * (1 - score / 100)

    def rules(self, words: Translator) -> list[Shape]:
        shapes: list[Shape] = []
        for score in _RULES:
            y = self.y(score)
            baseline = y + self._small * CAP_HEIGHT / 2
            said = words.number(score)
            ink = "muted"
            shapes += [
                Line(self._left, y, self._right, y, "line", 0.75),
                Label(
                    self._left - self._size * 0.5, baseline, said, self._small, ink, anchor="end"
                ),
            ]
        each = (self._right - self._left) / max(1, len(self._columns))
        for place, column in enumerate(self._columns):
            name = shorten(
                column.name, each - self._size * 0.5, self._size, self._measure, weight="semibold"
            )
            baseline = self.y(0) + self._size * 1.7
            shapes.append(
                Label(self.x(place), baseline, name, self._size, "ink", "semibold", "middle")
            )
        return shapes

    def notes(self) -> list[Shape]:
        """A dashed line between two measurements that differ in more than their answers."""
        shapes: list[Shape] = []
        each = (self._right - self._left) / max(1, len(self._columns))
        for place, column in enumerate(self._columns):
            if not place or not column.note:
                continue
            x = (self.x(place - 1) + self.x(place)) / 2
            lines = wrap(column.note, each - self._size, self._small, self._measure, lines=2)
            above = self._top - self._size - block_height(len(lines), self._small)
            shapes += block(lines, x, above, self._small, fill="muted", anchor="middle")
            shapes.append(
                Line(x, self._top - self._size * 0.4, x, self.y(0), "muted", 1.0, (3.0, 3.0))
            )
        return shapes

    def ranges(self) -> list[Shape]:
        """The indicative range of the whole, where there is one."""
        wide = self._size * 0.9
        return [
            Rect(
                self.x(place) - wide / 2,
                self.y(score.high),
                wide,
                self.y(score.low) - self.y(score.high),
                "accent-dark",
                radius=wide / 2,
                opacity=0.16,
            )
            for place, column in enumerate(self._columns)
            for score in (column.overall,)
            if score.low is not None and score.high is not None
        ]

    def line(self, key: str, colour: str) -> list[Shape]:
        main = key == OVERALL
        shapes: list[Shape] = []
        for (one, before), (two, after) in pairwise(enumerate(self._columns)):
            first, second = _score(before, key).declared, _score(after, key).declared
            if first is None or second is None or after.link == "apart":
                continue
            shapes.append(
                Line(
                    self.x(one),
                    self.y(first),
                    self.x(two),
                    self.y(second),
                    colour,
                    3.0 if main else 1.8,
                    (5.0, 4.0) if after.link == "method" else (),
                )
            )
        for place, column in enumerate(self._columns):
            value = _score(column, key).declared
            if value is not None:
                radius = self._size * (0.46 if main else 0.34)
                shapes.append(Circle(self.x(place), self.y(value), radius, colour, "card", 1.2))
        return shapes

    def labels(self, series: Sequence[tuple[str, str, str]], words: Translator) -> list[Shape]:
        """Name and last figure at the end of each line, moved apart where they would meet."""
        wanted = []
        for key, name, colour in series:
            known = [
                (place, value)
                for place, column in enumerate(self._columns)
                if (value := _score(column, key).declared) is not None
            ]
            if known:
                place, value = known[-1]
                # A line that ended earlier has no figure of the last measurement.
                now = place == len(self._columns) - 1
                said = f"{name} {words.number(value)}" if now else f"{name} –"
                wanted.append((self.y(value), place, said, key, colour))
        wanted.sort()
        step = self._size * 1.3
        places = _apart([entry[0] for entry in wanted], step, self.y(100), self.y(0))
        x = self._right + self._size * 0.8
        shapes: list[Shape] = []
        for (y, place, text, key, colour), moved in zip(wanted, places, strict=True):
            start = self.x(place) + self._size * 0.8
            shapes.append(Line(start, y, x - self._size * 0.3, moved, "line", 1.0))
            weight: Weight = "bold" if key == OVERALL else "semibold"
            ink = "ink" if key == OVERALL else colour
            baseline = moved + self._size * CAP_HEIGHT / 2
            shapes.append(Label(x, baseline, text, self._size, ink, weight))
        return shapes


def _apart(wanted: Sequence[float], step: float, top: float, bottom: float) -> list[float]:
    """The places, in their order, at least `step` apart and as near as can be to what is wanted."""
    places = list(wanted)
    for n in range(1, len(places)):
        places[n] = max(places[n], places[n - 1] + step)
    beyond = places[-1] - bottom if places else 0.0
    if beyond > 0:
        places[-1] = bottom
        for n in range(len(places) - 2, -1, -1):
            places[n] = min(places[n], places[n + 1] - step)
    return [max(place, top) if n == 0 else place for n, place in enumerate(places)]


def _table(
    columns: Sequence[TrendColumn],
    series: Sequence[tuple[str, str, str]],
    words: Translator,
) -> DataTable:
    header = [words.gettext("Measurement"), *(name for _, name, _ in series)]
    header += [words.gettext("How it was made"), words.gettext("Compared with the one before")]
    rows = [
        (
            column.name,
            *(number_or_missing(_score(column, key).declared, words) for key, _, _ in series),
            column.facts,
            column.note or ("–" if not place else words.gettext("the same questions")),
        )
        for place, column in enumerate(columns)
    ]
    return DataTable(tuple(header), tuple(rows))
