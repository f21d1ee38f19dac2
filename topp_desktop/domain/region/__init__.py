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
    pack_cells,
    pack_levels,
    unpack_cells,
    unpack_levels,
)

__all__ = [
    "CellFigures",
    "Group",
    "Member",
    "figures",
    "pack_cells",
    "pack_levels",
    "quantile",
    "summarise",
    "unpack_cells",
    "unpack_levels",
]
