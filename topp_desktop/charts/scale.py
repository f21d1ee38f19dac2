"""The horizontal scale 0–100 that gap and range pictures share."""

from __future__ import annotations

from dataclasses import dataclass

from topp_desktop.charts.shapes import Label, Line, Shape
from topp_desktop.charts.text import TextMeasure, shorten
from topp_desktop.domain.instrument import Wording
from topp_desktop.foundation.i18n import Translator


@dataclass(frozen=True, slots=True)
class Scale:
    """Scores 0–100 between x and x + width."""

    x: float
    width: float

    def at(self, score: float) -> float:
        return self.x + self.width * score / 100

    def axis(
        self,
        top: float,
        bottom: float,
        wording: Wording,
        words: Translator,
        measure: TextMeasure,
        size: float,
    ) -> list[Shape]:
        """Thin lines at each level with its number and name above; they begin `top` units down,
        where the capitals of the numbers begin, and end at `bottom`. Where there is no room for
        all names, only the two ends have theirs."""
        count = wording.instrument.level_count - 1
        names = [wording.level(level) for level in range(count + 1)]
        room = self.width / count - size * 0.5
        if any(measure.width(name, size, "regular") > room for name in names):
            names[1:-1] = [""] * (count - 1)
            room += self.width / count
        shapes: list[Shape] = []
        for level in range(count + 1):
            score = 100 * level / count
            x = self.at(score)
            shapes += [
                Label(x, top + size * 0.8, words.number(score), size, "muted", "bold", "middle"),
                Line(x, top + size * 2.8, x, bottom, "line", 0.75),
            ]
            if names[level]:
                name = shorten(names[level], room, size, measure)
                shapes.append(Label(x, top + size * 2.1, name, size, "muted", "regular", "middle"))
        return shapes
