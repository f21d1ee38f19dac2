"""What a check finds: a code, how grave it is, where, in which language, and the particulars."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Severity = Literal["error", "warning"]
Detail = str | int | float


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding. An error has to be mended; a warning asks for a second look.

    place: a path such as "items.2.3-F.levels.4"; language: "" where words play no part.
    """

    code: str
    place: str
    severity: Severity = "error"
    language: str = ""
    details: Mapping[str, Detail] = field(default_factory=dict)
