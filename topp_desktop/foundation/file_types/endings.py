"""Which files belong to the program."""

from __future__ import annotations

from typing import Final

ENDINGS: Final = (".topp", ".topp-invite", ".topp-region", ".topp-backup", ".topp-study")
