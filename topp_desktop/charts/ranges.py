"""Scores on the scale 0–100 with their indicative ranges."""

from __future__ import annotations

from collections.abc import Sequence

from topp_desktop.charts.palette import dimension_colour
from topp_desktop.charts.radar import number_or_missing, range_words
from topp_desktop.charts.scale import Scale
from topp_desktop.charts.shapes import Circle, DataTable, Label, Line, Picture, Shape
from topp_desktop.charts.text import CAP_HEIGHT, TextMeasure, block, block_height, wrap
from topp_desktop.domain.instrument import Wording
from topp_desktop.domain.scoring import Score, Scorecard
from topp_desktop.foundation.i18n import Translator

_Entry = tuple[str, Score, str]
"""Label, score, colour token."""


def range_chart(
    card: Scorecard,
    wording: Wording,
    words: Translator,
    measure: TextMeasure,
    width: float,
    *,
    size: float = 13.5,
) -> Picture:
    """The overall score, the dimensions and the areas: a point each, the supported score as a
    short stroke where it may be shown, the indicative range as a pale bar."""
    instrument = wording.instrument
    groups: list[list[_Entry]] = [
        [(words.gettext("Overall"), card.overall, "accent-dark")],
        [
            (wording.dimension(d.id), card.dimensions.get(d.id, Score()), dimension_colour(d.id))
            for d in instrument.dimensions
        ],
        [
            (wording.area_short(a.id), card.areas.get(a.id, Score()), "accent")
            for a in instrument.areas
        ],
    ]
    label = width * 0.31
    figures = measure.width("100 (100–100)", size, "bold")
    scale = Scale(label + size * 2, width - label - figures - size * 4)
    small = size * 0.8
    y = small * 3.4
    rows: list[Shape] = []
    for group in groups:
        for entry in group:
            lines = wrap(entry[0], label, size, measure, weight="semibold")
            height = max(size * 2.0, block_height(len(lines), size) + size * 1.25)
            middle = y + height / 2
            offset = block_height(len(lines), size) / 2
            rows += block(lines, 0, middle - offset, size, fill=_ink(entry[2]), weight="semibold")
            rows += _row(entry, card.show_supported, scale, middle, width, words, size)
            y += height
        y += size * 0.7
    bottom = y - size * 0.7
    axis = scale.axis(0, bottom, wording, words, measure, small)
    return Picture(
        width,
        bottom,
        (*axis, *rows),
        words.gettext("Where the scores could lie"),
        words.gettext(
            "Each point is a score; the pale bar is where it could lie, given these answers."
        ),
        _table([entry for group in groups for entry in group], card.show_supported, words),
    )


def _ink(colour: str) -> str:
    return colour if colour.startswith("dim-") else "ink"


def _row(
    entry: _Entry,
    show_supported: bool,
    scale: Scale,
    middle: float,
    width: float,
    words: Translator,
    size: float,
) -> list[Shape]:
    _, score, colour = entry
    baseline = middle + size * CAP_HEIGHT / 2
    shapes: list[Shape] = [
        Line(scale.x, middle, scale.x + scale.width, middle, "line", 1.0),
    ]
    if score.declared is None:
        missing = number_or_missing(None, words)
        return [*shapes, Label(width, baseline, missing, size, "muted", anchor="end")]
    said = words.number(score.declared)
    if score.low is not None and score.high is not None:
        x1, x2 = scale.at(score.low), scale.at(score.high)
        shapes.append(Line(x1, middle, x2, middle, colour, size * 0.55, opacity=0.3))
        said += f" ({range_words(score, words)})"
    if show_supported and score.supported is not None:
        x = scale.at(score.supported)
        shapes.append(Line(x, middle - size * 0.6, x, middle + size * 0.6, "ink", 2.0))
    shapes.append(Circle(scale.at(score.declared), middle, size * 0.42, colour, "card", 1.0))
    return [*shapes, Label(width, baseline, said, size, "ink", "semibold", "end")]


def _table(entries: Sequence[_Entry], show_supported: bool, words: Translator) -> DataTable:
    header = ["", words.gettext("Declared")]
    if show_supported:
        header.append(words.gettext("Supported"))
    header.append(words.gettext("Could lie between"))
    rows = []
    for label, score, _ in entries:
        row = [label, number_or_missing(score.declared, words)]
        if show_supported:
            row.append(number_or_missing(score.supported, words))
        rows.append((*row, range_words(score, words)))
    return DataTable(tuple(header), tuple(rows))
