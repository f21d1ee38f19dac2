"""Two measurements beside each other: a dumbbell for the whole, each capacity and each area."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from topp_desktop.charts.cell_maps import change_table, change_words, step_figures
from topp_desktop.charts.palette import dimension_colour
from topp_desktop.charts.scale import Scale
from topp_desktop.charts.shapes import Circle, Label, Line, Picture, Shape, Weight
from topp_desktop.charts.text import (
    CAP_HEIGHT,
    TextMeasure,
    block,
    block_height,
    shorten,
    wrap,
)
from topp_desktop.domain.instrument import Wording
from topp_desktop.domain.scoring.rounds import Comparison, ScoreDifference
from topp_desktop.foundation.i18n import Translator


@dataclass(frozen=True, slots=True)
class _Entry:
    key: str
    name: str
    difference: ScoreDifference
    colour: str


def change_chart(
    comparison: Comparison,
    names: tuple[str, str],
    wording: Wording,
    words: Translator,
    measure: TextMeasure,
    width: float,
    *,
    size: float = 13.5,
) -> Picture:
    """Earlier (open circle) and later (full circle) score; the bar between them is strong where
    the change is clear. `names` are those of the two measurements."""
    groups = _groups(comparison, wording, words)
    entries = [entry for group in groups for entry in group]
    small = size * 0.8
    label = width * 0.24
    said = [change_words(e.difference, words) for e in entries]
    figures = max(
        [measure.width("100 → 100", size, "bold")]
        + [measure.width(text, small, "regular") for text in said]
    )
    figures = min(figures, width * 0.3)
    scale = Scale(label + size * 2, width - label - figures - size * 4)
    legend = _legend(names, measure, size, width)
    head = size * 2.2
    y = head + small * 3.4
    rows: list[Shape] = []
    for group in groups:
        for entry in group:
            lines = wrap(entry.name, label, size, measure, weight="semibold", lines=3)
            height = max(size * 2.7, block_height(len(lines), size) + size * 1.3)
            middle = y + height / 2
            offset = block_height(len(lines), size) / 2
            ink = entry.colour if entry.colour.startswith("dim-") else "ink"
            rows += block(lines, 0, middle - offset, size, fill=ink, weight="semibold")
            rows += _row(entry, scale, middle, size)
            verdict = shorten(change_words(entry.difference, words), figures, small, measure)
            strong: Weight = "bold" if entry.difference.meaningful else "regular"
            rows += [
                Label(
                    width,
                    middle - size * 0.15,
                    step_figures(entry.difference, words),
                    size,
                    "ink",
                    "semibold",
                    "end",
                ),
                Label(width, middle + size * 0.95, verdict, small, "muted", strong, "end"),
            ]
            y += height
        y += size * 0.6
    bottom = y - size * 0.6
    found = {entry.key: entry.difference for entry in entries}
    named = {entry.key: entry.name for entry in entries}
    return Picture(
        width,
        bottom,
        (*legend, *scale.axis(head, bottom, wording, words, measure, small), *rows),
        words.gettext("Changes between measurements"),
        words.gettext("The open circle is the earlier score, the full one the later."),
        change_table(found, named.__getitem__, "", words),
    )


def _groups(comparison: Comparison, wording: Wording, words: Translator) -> list[list[_Entry]]:
    whole = comparison.overall
    first = [_Entry("overall", words.gettext("Overall"), whole, "accent-dark")] if whole else []
    dimensions = _entries(
        comparison.dimensions,
        [
            (d.id, wording.dimension(d.id), dimension_colour(d.id))
            for d in wording.instrument.dimensions
        ],
    )
    areas = _entries(
        comparison.areas,
        [(a.id, wording.area_short(a.id), "accent") for a in wording.instrument.areas],
    )
    return [group for group in (first, dimensions, areas) if group]


def _entries(
    found: Mapping[str, ScoreDifference] | None, known: Sequence[tuple[str, str, str]]
) -> list[_Entry]:
    return [
        _Entry(key, name, found[key], colour)
        for key, name, colour in known
        if found is not None and key in found
    ]


def _row(entry: _Entry, scale: Scale, middle: float, size: float) -> list[Shape]:
    before, after = scale.at(entry.difference.before), scale.at(entry.difference.after)
    strong = 0.85 if entry.difference.meaningful else 0.3
    colour = entry.colour
    return [
        Line(scale.x, middle, scale.x + scale.width, middle, "line", 1.0),
        Line(before, middle, after, middle, colour, size * 0.32, opacity=strong),
        Circle(before, middle, size * 0.42, "card", colour, 1.8),
        Circle(after, middle, size * 0.48, colour, "card", 1.0),
    ]


def _legend(names: tuple[str, str], measure: TextMeasure, size: float, width: float) -> list[Shape]:
    """The two measurements with the marks that stand for them."""
    middle = size * 0.6
    baseline = middle + size * CAP_HEIGHT / 2
    x = size * 0.5
    shapes: list[Shape] = []
    for place, name in enumerate(names):
        shown = shorten(name, width * 0.4, size, measure)
        shapes.append(
            Circle(x, middle, size * 0.48, "muted")
            if place
            else Circle(x, middle, size * 0.42, "card", "muted", 1.8)
        )
        shapes.append(Label(x + size, baseline, shown, size, "muted"))
        x += size * 3 + measure.width(shown, size, "regular")
    return shapes
