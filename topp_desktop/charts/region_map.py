"""The medians of a group of institutions as a map of capacities."""

from __future__ import annotations

from dataclasses import replace

from topp_desktop.charts.heatmap import heat_map
from topp_desktop.charts.shapes import DataTable, Picture
from topp_desktop.charts.text import TextMeasure
from topp_desktop.domain.instrument import Wording
from topp_desktop.domain.region import CellFigures, RegionGroup
from topp_desktop.domain.scoring import CellScore, OverallScore, Scorecard
from topp_desktop.domain.scoring.bands import band
from topp_desktop.foundation.i18n import Translator


def region_map(
    group: RegionGroup,
    wording: Wording,
    words: Translator,
    measure: TextMeasure,
    width: float,
    *,
    size: float = 13.5,
) -> Picture:
    """The heat map of medians; the table adds how many institutions and the quartiles.

    A cell that too few institutions published has no figure. Targets have the cell's key.
    """
    cells = {
        key: CellScore(published=f.median is not None, declared=f.median, applicable=1)
        for key, f in group.cells.items()
    }
    card = Scorecard("region", OverallScore(), {}, cells=cells)
    picture = heat_map(card, wording, words, measure, width, size=size)
    figures = group.cells
    return replace(
        picture,
        title=words.gettext("Medians by area and capacity"),
        table=_table(group, wording, words),
        targets=tuple(
            replace(target, name=_name(target.key, figures.get(target.key), wording, words))
            for target in picture.targets
        ),
    )


def _name(key: str, figures: CellFigures | None, wording: Wording, words: Translator) -> str:
    area, _, dimension = key.partition("-")
    where = f"{wording.area_short(area)}, {wording.dimension(dimension)}"
    if figures is None or figures.median is None:
        few = words.gettext("too few institutions to show a figure")
        return f"{where}: {few}"
    said = words.ngettext(
        "median {median} ({level}), {n} institution",
        "median {median} ({level}), {n} institutions",
        figures.n,
    ).format(
        median=words.number(figures.median),
        level=wording.level(band(figures.median)),
        n=words.number(figures.n),
    )
    return f"{where}: {said}"


def _table(group: RegionGroup, wording: Wording, words: Translator) -> DataTable:
    header = (
        words.gettext("Area"),
        words.gettext("Capacity"),
        words.gettext("Institutions"),
        words.gettext("Median"),
        words.gettext("Middle half"),
        words.gettext("Below 25"),
    )
    rows = []
    for area in wording.instrument.areas:
        for dimension in wording.instrument.dimensions:
            figures = group.cells.get(f"{area.id}-{dimension.id}")
            rows.append(
                (
                    wording.area_short(area.id),
                    wording.dimension(dimension.id),
                    *_cells(figures, words),
                )
            )
    return DataTable(header, tuple(rows))


def _cells(figures: CellFigures | None, words: Translator) -> tuple[str, str, str, str]:
    if figures is None:
        return ("–", "–", "–", "–")
    n = words.number(figures.n)
    if figures.median is None or figures.q1 is None or figures.q3 is None:
        return (n, "–", "–", "–")
    return (
        n,
        words.number(figures.median),
        f"{words.number(figures.q1)}–{words.number(figures.q3)}",
        "–" if figures.below_25 is None else words.number(figures.below_25),
    )
