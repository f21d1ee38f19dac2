"""The regional picture: figures of groups, with suppression. See docs/exchange.md, "Region"."""

from topp_desktop.domain.region.summary import (
    CellFigures,
    Group,
    Member,
    figures,
    quantile,
    summarise,
)
from topp_desktop.domain.region.vector import (
    Projection,
    unpack_cells,
    unpack_levels,
)

__all__ = [
    "CellFigures",
    "Group",
    "Member",
    "Projection",
    "figures",
    "quantile",
    "summarise",
    "unpack_cells",
    "unpack_levels",
]
