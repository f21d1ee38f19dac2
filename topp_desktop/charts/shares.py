"""What a checklist measures, as bars from 0 to 100: capacities, questions, averages, alerts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from topp_desktop.charts.palette import dimension_colour
from topp_desktop.charts.radar import dimension_table, number_or_missing, range_words
from topp_desktop.charts.shapes import DataTable, Label, Line, Picture, Rect, Shape, Target
from topp_desktop.charts.text import CAP_HEIGHT, TextMeasure, block, block_height, wrap
from topp_desktop.domain.instrument import Wording
from topp_desktop.domain.scoring import Score, Scorecard
from topp_desktop.foundation.i18n import Translator

_RULES = (25.0, 50.0, 75.0, 100.0)


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar. value: 0–100, None where it has no figure; cuts: marks across it."""

    key: str
    name: str
    value: float | None
    colour: str = "accent"
    cuts: tuple[float, ...] = ()


def share_chart(
    bars: Sequence[Bar],
    words: Translator,
    measure: TextMeasure,
    width: float,
    *,
    title: str,
    table: DataTable,
    size: float = 13.5,
    names: float = 0.34,
) -> Picture:
    """A line for each bar: its name (in at most two lines, `names` of the width), the bar, its
    number. Targets have the bar's key."""
    label = width * names
    figures = max(
        measure.width(number_or_missing(value, words), size, "bold") for value in (100.0, None)
    )
    left = label + size
    room = max(size * 4, width - left - figures - size)
    shapes: list[Shape] = []
    targets: list[Target] = []
    y = 0.0
    for bar in bars:
        lines = wrap(bar.name, label, size, measure, lines=2)
        text = block_height(len(lines), size)
        height = max(size * 2.1, text + size * 1.1)
        middle = y + height / 2
        shapes += block(lines, 0, middle - text / 2, size)
        shapes += _bar(bar, left, room, middle, size)
        said = number_or_missing(bar.value, words)
        ink = "muted" if bar.value is None else "ink"
        baseline = middle + size * CAP_HEIGHT / 2
        shapes.append(Label(width, baseline, said, size, ink, "bold", "end"))
        targets.append(Target(0, y, width, height, bar.key, f"{bar.name}: {said}"))
        y += height
    rules: list[Shape] = [
        Line(left + room * rule / 100, 0, left + room * rule / 100, y, "line", 0.75)
        for rule in _RULES
    ]
    said = ", ".join(f"{bar.name} {number_or_missing(bar.value, words)}" for bar in bars[:8])
    return Picture(width, y, (*rules, *shapes), title, said, table, tuple(targets))


def _bar(bar: Bar, left: float, room: float, middle: float, size: float) -> list[Shape]:
    height = size * 0.85
    top = middle - height / 2
    shapes: list[Shape] = [
        Rect(left, top, room, height, "level-0", "line", 0.75, radius=height * 0.25)
    ]
    if bar.value:
        shapes.append(
            Rect(left, top, room * bar.value / 100, height, bar.colour, radius=height * 0.25)
        )
    for cut in bar.cuts:
        x = left + room * cut / 100
        shapes.append(Line(x, top - size * 0.2, x, top + height + size * 0.2, "ink", 1.5))
    return shapes


def dimension_shares(
    card: Scorecard,
    wording: Wording,
    words: Translator,
    measure: TextMeasure,
    width: float,
    *,
    size: float = 13.5,
) -> Picture:
    """A bar for each dimension."""
    bars = [
        Bar(
            d.id,
            wording.dimension(d.id),
            card.dimensions.get(d.id, Score()).declared,
            dimension_colour(d.id),
        )
        for d in wording.instrument.dimensions
    ]
    return share_chart(
        bars,
        words,
        measure,
        width,
        title=words.gettext("Score by capacity"),
        table=dimension_table(card, wording, words),
        size=size,
    )


def item_shares(
    card: Scorecard,
    form: str,
    wording: Wording,
    words: Translator,
    measure: TextMeasure,
    width: float,
    *,
    size: float = 13.5,
) -> Picture:
    """A bar for each question of a form, in its dimension's colour; targets are the items."""
    items = wording.instrument.form_items(form)
    bars = [
        Bar(i.id, wording.stem(i.id), card.items.get(i.id), dimension_colour(i.dimension))
        for i in items
    ]
    rows = tuple(
        (
            wording.stem(i.id),
            wording.dimension(i.dimension) if i.dimension else "–",
            number_or_missing(card.items.get(i.id), words),
        )
        for i in items
    )
    header = (words.gettext("Question"), words.gettext("Capacity"), words.gettext("Score"))
    return share_chart(
        bars,
        words,
        measure,
        width,
        title=words.gettext("Score by question"),
        table=DataTable(header, rows),
        size=size,
        names=0.52,
    )


def component_shares(
    card: Scorecard,
    wording: Wording,
    words: Translator,
    measure: TextMeasure,
    width: float,
    *,
    size: float = 13.5,
) -> Picture:
    """A bar for each component, in its dimension's colour."""
    found = list(wording.instrument.components.items())
    bars = [
        Bar(c, wording.component(c), card.components.get(c), dimension_colour(d)) for c, d in found
    ]
    rows = tuple(
        (
            wording.dimension(dimension),
            wording.component(component),
            number_or_missing(card.components.get(component), words),
        )
        for component, dimension in found
    )
    header = (words.gettext("Capacity"), words.gettext("Component"), words.gettext("Score"))
    return share_chart(
        bars,
        words,
        measure,
        width,
        title=words.gettext("Score by component"),
        table=DataTable(header, rows),
        size=size,
    )


def objective_shares(
    card: Scorecard,
    wording: Wording,
    words: Translator,
    measure: TextMeasure,
    width: float,
    *,
    size: float = 13.5,
) -> Picture:
    """A bar for each objective that the form asks enough about."""
    names = {o: f"{o} {wording.objective(o)}" for o in card.objectives}
    bars = [Bar(o, names[o], score.declared) for o, score in card.objectives.items()]
    rows = tuple(
        (
            wording.area_short(wording.instrument.objectives[o].area),
            names[o],
            number_or_missing(score.declared, words),
            range_words(score, words),
        )
        for o, score in card.objectives.items()
    )
    header = (
        words.gettext("Area"),
        words.gettext("Objective"),
        words.gettext("Declared"),
        words.gettext("Could lie between"),
    )
    return share_chart(
        bars,
        words,
        measure,
        width,
        title=words.gettext("Score by objective"),
        table=DataTable(header, rows),
        size=size,
        names=0.42,
    )


def typology_shares(
    card: Scorecard,
    wording: Wording,
    words: Translator,
    measure: TextMeasure,
    width: float,
    *,
    size: float = 13.5,
) -> Picture:
    """A bar for each weighted average that the instrument declares."""
    bars = [Bar(name, wording.typology(name), value) for name, value in card.typologies.items()]
    rows = tuple((bar.name, number_or_missing(bar.value, words)) for bar in bars)
    return share_chart(
        bars,
        words,
        measure,
        width,
        title=words.gettext("Weighted averages"),
        table=DataTable((words.gettext("Profile"), words.gettext("Score")), rows),
        size=size,
    )


def alert_shares(
    card: Scorecard,
    wording: Wording,
    words: Translator,
    measure: TextMeasure,
    width: float,
    *,
    size: float = 13.5,
) -> Picture:
    """A bar for each group of questions that gives an alert, with marks where its sentence
    changes; the table has the sentences."""
    cuts = {alert.code: alert.cuts for alert in wording.instrument.alerts}
    hits = [hit for hit in card.alerts if hit.value is not None]
    bars = [
        Bar(hit.code, wording.alert_name(hit.code), hit.value, cuts=cuts.get(hit.code, ()))
        for hit in hits
    ]
    rows = tuple(
        (
            wording.alert_name(hit.code),
            number_or_missing(hit.value, words),
            wording.alert(hit.code, hit.band),
        )
        for hit in hits
    )
    header = (words.gettext("Alert"), words.gettext("Score"), words.gettext("What it says"))
    return share_chart(
        bars,
        words,
        measure,
        width,
        title=words.gettext("Alerts by group of questions"),
        table=DataTable(header, rows),
        size=size,
    )
