"""The one way to a ReportLab table."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from reportlab.platypus import Table

from topp_desktop.reports.fonts import REGULAR


def table(
    rows: Sequence[Sequence[Any]],
    widths: Sequence[float],
    style: Sequence[tuple[Any, ...]],
    **more: Any,
) -> Table:
    """A table of flowables; `widths` in points, `style` as ReportLab's commands.

    ReportLab sets a font for every cell, even where a cell is empty or holds a flowable; its
    default would bring a font that is not embedded into the document.
    """
    made = Table([list(row) for row in rows], colWidths=list(widths), **more)
    made.setStyle([("FONTNAME", (0, 0), (-1, -1), REGULAR), *style])
    return made
