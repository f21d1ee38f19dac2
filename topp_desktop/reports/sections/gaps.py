"""Gaps and targets."""

from __future__ import annotations

from reportlab.platypus import Spacer

from topp_desktop.charts.gaps import gap_chart
from topp_desktop.reports import styles
from topp_desktop.reports.kit import CHART_SIZE, Kit, Story


def gaps(kit: Kit) -> Story:
    """The dumbbells of all cells; nothing for an instrument without areas or without figures."""
    card, words = kit.results.card, kit.words
    if not any(cell.published for cell in card.cells.values()):
        return []
    picture = gap_chart(card, kit.wording, words, kit.measure, kit.width, size=CHART_SIZE + 0.8)
    edited = kit.results.assessment.targets
    said = words.gettext(
        "Unless the institution chose another one, the target is the next level, and level 2 at "
        "the least."
    )
    if edited:
        said += " " + words.ngettext(
            "The institution chose the target of {n} cell.",
            "The institution chose the targets of {n} cells.",
            len(edited),
        ).format(n=len(edited))
    return [
        *kit.section(words.gettext("Gaps and targets"), room=picture.height + 100),
        kit.text(said, styles.LEAD),
        Spacer(1, 4),
        kit.picture(picture),
    ]
