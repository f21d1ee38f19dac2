"""The overall level as a row of segments."""

from __future__ import annotations

from topp_desktop.charts.shapes import DataTable, Picture, Rect, Shape
from topp_desktop.domain.instrument import Wording
from topp_desktop.foundation.i18n import Translator

GAP = 3.0


def level_meter(
    level: int | None,
    wording: Wording,
    words: Translator,
    width: float,
    *,
    height: float = 9.0,
) -> Picture:
    """One segment for each level, filled up to `level`; None: no level yet, all empty."""
    count = wording.instrument.level_count
    segment = (width - GAP * (count - 1)) / count
    shapes: tuple[Shape, ...] = tuple(
        Rect(
            n * (segment + GAP),
            0,
            segment,
            height,
            "accent" if level is not None and n <= level else "level-0",
            "line",
            0.75,
            min(height / 2, 4.0),
        )
        for n in range(count)
    )
    said = words.gettext("missing") if level is None else wording.level(level)
    return Picture(
        width,
        height,
        shapes,
        words.gettext("Overall level"),
        words.gettext("Overall level: {level}").format(level=said),
        DataTable((words.gettext("Overall level"),), ((said,),)),
    )
