"""The one door to every document: what is in it says what it will look like."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol


class Papers(Protocol):
    """Implemented by `reports`, whose list says which contents there are."""

    def write(self, content: object, path: Path) -> None:
        """Lays `content` out by its type, tables by the ending too, and replaces `path` as a whole.

        EnvironmentFault: cannot-write, disk-full; UserError: table-suffix.
        """
        ...
