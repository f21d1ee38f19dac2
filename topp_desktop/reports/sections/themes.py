"""The cross-cutting reading, in the annex."""

from __future__ import annotations

from topp_desktop.reports import styles
from topp_desktop.reports.kit import Kit, Story
from topp_desktop.services.measurement.themes import theme_table


def themes(kit: Kit) -> Story:
    """A table of the questionnaire's themes; nothing where it has none."""
    found = theme_table(kit.results, kit.wording, kit.words)
    if found is None:
        return []
    return [
        *kit.section(found.title, room=120 + 22 * len(found.rows)),
        kit.text(found.lead, styles.LEAD),
        kit.grid(found.header, found.rows, (0.62, 0.22, 0.16), right=(1, 2)),
    ]
