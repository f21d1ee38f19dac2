"""The territories of Latin America and the Caribbean, by ISO 3166-1 alpha-2 code.

The 33 states, and the associate members of the region's economic commission. Names in a
language come from `Translator.territory`.
"""

from __future__ import annotations

from typing import Final

STATES: Final = (
    *("AG", "AR", "BB", "BO", "BR", "BS", "BZ", "CL", "CO", "CR", "CU"),
    *("DM", "DO", "EC", "GD", "GT", "GY", "HN", "HT", "JM", "KN", "LC"),
    *("MX", "NI", "PA", "PE", "PY", "SR", "SV", "TT", "UY", "VC", "VE"),
)
ASSOCIATE_MEMBERS: Final = (
    *("AI", "AW", "BM", "CW", "GF", "GP", "KY", "MQ", "MS", "PR", "SX", "TC", "VG", "VI"),
)
TERRITORIES: Final = (*STATES, *ASSOCIATE_MEMBERS)
