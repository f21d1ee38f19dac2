"""The lines of action of a questionnaire."""

from __future__ import annotations

from topp_desktop.domain.instrument.model import Instrument


def lines_of(instrument: Instrument, area: str | None = None) -> tuple[str, ...]:
    """The lines of action of an area, or of all, in the agenda's order."""
    return tuple(
        line
        for a in instrument.areas
        if area is None or a.id == area
        for objective in a.objectives
        for line in objective.lines
    )
