"""Maps of cells beside the heat map: targets, coverage, and what changed."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from topp_desktop.charts.cell_grid import Face, cell_grid, empty_face
from topp_desktop.charts.gaps import gap_table, gap_words
from topp_desktop.charts.heatmap import cell_words
from topp_desktop.charts.shapes import DataTable, Picture
from topp_desktop.charts.text import TextMeasure
from topp_desktop.domain.instrument import Wording
from topp_desktop.domain.scoring import CellScore, Scorecard
from topp_desktop.domain.scoring.bands import band, exact
from topp_desktop.domain.scoring.rounds import ScoreDifference
from topp_desktop.foundation.i18n import Translator


def target_map(
    card: Scorecard,
    own: Mapping[str, float],
    wording: Wording,
    words: Translator,
    measure: TextMeasure,
    width: float,
    *,
    size: float = 13.5,
) -> Picture:
    """Declared → target in each cell, in the colour of the target's level; `own` are the targets
    that the institution set itself, with a frame. Targets of the picture have the cell's key."""

    def face(key: str) -> Face:
        cell = card.cells.get(key)
        mine = key in own
        if cell is None or cell.target is None:
            return empty_face(cell_words(cell, wording, words))
        if cell.declared is None:
            said = words.gettext("target {n}").format(n=words.number(cell.target))
            return empty_face(said)
        level = band(cell.target)
        name = wording.level(level)
        said = words.gettext("{declared}, target {target} ({level})").format(
            declared=cell_words(cell, wording, words), target=words.number(cell.target), level=name
        )
        if mine:
            said = words.gettext("{target}, set by you").format(target=said)
        return Face(
            gap_words(cell, words),
            name,
            said,
            f"level-{level}",
            f"ink-on-level-{level}",
            "ink" if mine else "line" if level == 0 else None,
            3.0 if mine else 1.0,
        )

    grid = cell_grid(face, wording, measure, width, size)
    return Picture(
        width,
        grid.height,
        grid.shapes,
        words.gettext("Targets by area"),
        words.gettext("Each place of the map says its score and its target."),
        gap_table(card, wording, words, [a.id for a in wording.instrument.areas]),
        grid.targets,
    )


def coverage_map(
    card: Scorecard,
    wording: Wording,
    words: Translator,
    measure: TextMeasure,
    width: float,
    *,
    size: float = 13.5,
) -> Picture:
    """How many of a cell's questions have an answer that counts, and how many are missing until
    it has a figure."""

    def face(key: str) -> Face:
        cell = card.cells.get(key, CellScore())
        if not cell.applicable:
            return empty_face(words.gettext("not applicable"))
        figure = words.gettext("{done} of {total}").format(
            done=cell.answered, total=cell.applicable
        )
        missing = answers_needed(cell)
        if missing:
            name = words.ngettext("{n} missing", "{n} missing", missing).format(n=missing)
            return Face(figure, name, f"{figure}, {name}", None, "muted", "muted", dash=(3.0, 2.5))
        whole = cell.answered == cell.applicable
        name = words.gettext("complete") if whole else words.gettext("enough")
        tone = "done" if whole else "active"
        return Face(figure, name, f"{figure}, {name}", f"{tone}-tint", tone)

    rows = tuple(
        (
            wording.area_short(area.id),
            wording.dimension(dimension.id),
            words.number(cell.answered),
            words.number(cell.applicable),
            words.number(answers_needed(cell)),
        )
        for area in wording.instrument.areas
        for dimension in wording.instrument.dimensions
        for cell in (card.cells.get(f"{area.id}-{dimension.id}", CellScore()),)
    )
    header = (
        words.gettext("Area"),
        words.gettext("Capacity"),
        words.gettext("Answered"),
        words.gettext("Applicable"),
        words.gettext("Missing to publish"),
    )
    grid = cell_grid(face, wording, measure, width, size)
    return Picture(
        width,
        grid.height,
        grid.shapes,
        words.gettext("Coverage"),
        words.gettext("How many questions of each cell have an answer that counts."),
        DataTable(header, rows),
        grid.targets,
    )


def answers_needed(cell: CellScore) -> int:
    """How many answers a cell lacks until it has a figure: three fifths of what applies."""
    return max(0, -(-3 * cell.applicable // 5) - cell.answered)


def change_map(
    cells: Mapping[str, ScoreDifference],
    wording: Wording,
    words: Translator,
    measure: TextMeasure,
    width: float,
    *,
    size: float = 13.5,
) -> Picture:
    """Before → after in each cell that has a figure both times; only that it changed is said."""

    def face(key: str) -> Face:
        found = cells.get(key)
        if found is None:
            return empty_face(words.gettext("cannot be compared"))
        name, tone = change_words(found, words), "neutral"
        if exact(found.delta):
            tone = "done" if found.delta > 0 else "attention"
        figures = step_figures(found, words)
        said = f"{figures}, {name}"
        return Face(figures, name, said, f"{tone}-tint", tone)

    grid = cell_grid(face, wording, measure, width, size)
    return Picture(
        width,
        grid.height,
        grid.shapes,
        words.gettext("Changes by area"),
        words.gettext("Each cell says its score in both measurements, on the common questions."),
        change_table(cells, _cell_name(wording), words.gettext("Area and capacity"), words),
        grid.targets,
    )


def step_figures(difference: ScoreDifference, words: Translator) -> str:
    """ "44 → 56"."""
    return f"{words.number(difference.before)} → {words.number(difference.after)}"


def change_words(difference: ScoreDifference, words: Translator) -> str:
    """Whether it changed; for what can be judged, whether by more than answers vary anyway."""
    if not exact(difference.delta):
        return words.gettext("no change")
    figure = words.signed(difference.delta)
    if difference.meaningful is None:
        return words.gettext("changed: {figure}").format(figure=figure)
    if difference.meaningful:
        return words.gettext("clear change: {figure}").format(figure=figure)
    return words.gettext("within the usual variation: {figure}").format(figure=figure)


def change_table(
    found: Mapping[str, ScoreDifference], name: Callable[[str], str], head: str, words: Translator
) -> DataTable:
    """Before, after, and what the difference means, a row for each; `head` is what the rows are."""
    header = (
        head,
        words.gettext("Before"),
        words.gettext("After"),
        words.gettext("Difference"),
    )
    rows = tuple(
        (
            name(key),
            words.number(difference.before),
            words.number(difference.after),
            change_words(difference, words),
        )
        for key, difference in found.items()
    )
    return DataTable(header, rows)


def _cell_name(wording: Wording) -> Callable[[str], str]:
    def name(key: str) -> str:
        area, _, dimension = key.partition("-")
        return f"{wording.area_short(area)} · {wording.dimension(dimension)}"

    return name
