"""Territory codes as people type them, made uniform. Nothing is refused: codes change, and an
institution knows its own better than a list does.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final, Literal

from topp_desktop.domain.assessment.model import Institution

LOCAL_SCHEMES: Final[Mapping[str, str]] = {
    "AR": "INDEC",
    "BO": "INE",
    "BR": "IBGE",
    "CL": "CUT",
    "CO": "DIVIPOLA",
    "CR": "DTA",
    "CU": "ONEI",
    "DO": "ONE",
    "EC": "DPA",
    "GT": "INE",
    "HN": "INE",
    "MX": "INEGI",
    "NI": "INIDE",
    "PA": "INEC",
    "PE": "UBIGEO",
    "PY": "INE",
    "SV": "DIGESTYC",
    "UY": "INE",
    "VE": "INE",
}
"""The usual scheme of local codes of a country; a suggestion."""

Doubt = Literal["subdivision-shape", "subdivision-other-country", "scheme-missing", "code-missing"]

_SUBDIVISION = re.compile(r"[A-Z]{2}-[A-Z0-9]{1,3}")


@dataclass(frozen=True, slots=True)
class TerritoryCheck:
    """institution: with uniform codes; doubts: what looks odd, never an obstacle."""

    institution: Institution
    doubts: tuple[Doubt, ...] = ()


def check_territory(institution: Institution) -> TerritoryCheck:
    """Uniform codes: "gt 1" → "GT-1", "01" → "GT-01" for Guatemala (ISO 3166-2)."""
    country = institution.country.strip().upper()
    subdivision = _subdivision(institution.subdivision, country)
    code, scheme = institution.local_code.strip(), institution.local_scheme.strip()
    doubts: list[Doubt] = []
    if subdivision and not _SUBDIVISION.fullmatch(subdivision):
        doubts.append("subdivision-shape")
    elif subdivision and not subdivision.startswith(country):
        doubts.append("subdivision-other-country")
    if code and not scheme:
        doubts.append("scheme-missing")
    if scheme and not code:
        doubts.append("code-missing")
    clean = replace(
        institution,
        name=" ".join(institution.name.split()),
        country=country,
        subdivision=subdivision,
        local_code=code,
        local_scheme=scheme,
    )
    return TerritoryCheck(clean, tuple(doubts))


def _subdivision(text: str, country: str) -> str:
    text = re.sub(r"[\s_./–-]+", "-", text.strip().upper()).strip("-")
    if re.fullmatch(r"[A-Z0-9]{1,3}", text) and text != country:
        return f"{country}-{text}"
    return text
