"""The log: what the program did, never what people answered, who they are, or a passphrase."""

from __future__ import annotations

import faulthandler
import logging
import logging.handlers
from pathlib import Path


def start_log(path: Path) -> None:
    """Writes to a rotating file; does without when the folder cannot be written."""
    root = logging.getLogger("topp_desktop")
    root.setLevel(logging.INFO)
    if any(isinstance(h, logging.handlers.RotatingFileHandler) for h in root.handlers):
        return
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handler = logging.handlers.RotatingFileHandler(
            path, maxBytes=512_000, backupCount=2, encoding="utf-8", delay=True
        )
        faulthandler.enable(path.with_suffix(".fault.log").open("a", encoding="utf-8"))
    except OSError:
        return
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
    root.addHandler(handler)
