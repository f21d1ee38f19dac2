"""The horizontal scale 0–100 that gap and range pictures share."""

from __future__ import annotations

from dataclasses import dataclass

from topp_desktop.charts.shapes import Line, Shape, Text
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
        where the capitals of the numbers begin, and end at `bottom`."""
        count = wording.instrument.level_count - 1
        shapes: list[Shape] = []
        for level in range(count + 1):
            score = 100 * level / count
            x = self.at(score)
            name = shorten(wording.level(level), self.width / count - size * 0.5, size, measure)
            shapes += [
                Text(x, top + size * 0.8, words.number(score), size, "muted", "bold", "middle"),
                Text(x, top + size * 2.1, name, size, "muted", "regular", "middle"),
                Line(x, top + size * 2.8, x, bottom, "line", 0.75),
            ]
        return shapes
