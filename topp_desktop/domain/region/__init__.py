"""The regional picture: figures of groups, with suppression. See docs/exchange.md, "Region"."""

from topp_desktop.domain.region.summary import (
    CellFigures,
    RegionGroup,
    RegionMember,
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
    "RegionGroup",
    "RegionMember",
    "Projection",
    "figures",
    "quantile",
    "summarise",
    "unpack_cells",
    "unpack_levels",
]
