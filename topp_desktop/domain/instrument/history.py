"""Whether a new version keeps its promises: an item is retired, never deleted or reused."""

from __future__ import annotations

from collections.abc import Iterator

from topp_desktop.domain.instrument.findings import Finding
from topp_desktop.domain.instrument.model import Instrument


def history_findings(earlier: Instrument, later: Instrument) -> Iterator[Finding]:
    """Ids of the earlier version that vanished, came back, or now mean something else."""
    for old in earlier.items:
        place = f"items.{old.id}"
        new = later.by_id.get(old.id)
        if new is None:
            yield Finding("item-deleted", place)
        elif old.retired and not new.retired:
            yield Finding("item-revived", place)
        elif (old.type, old.objective, old.dimension) != (new.type, new.objective, new.dimension):
            yield Finding("item-reused", place)
        elif new.revision < old.revision:
            yield Finding("item-revision-lower", place)
        elif old.elements != new.elements and new.revision == old.revision:
            yield Finding("elements-changed", place)
