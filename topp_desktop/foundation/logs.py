"""The log: what the program did, never what people answered, who they are, or a passphrase."""

from __future__ import annotations

import faulthandler
import logging
import logging.handlers
import traceback
from pathlib import Path

from topp_desktop.foundation.files import private_folder

_root = logging.getLogger("topp_desktop")
# Without a handler of ours Python would print the log to a user's console.
_root.addHandler(logging.NullHandler())
_root.propagate = False


def start_log(path: Path) -> None:
    """Writes to a rotating file; does without when the folder cannot be written."""
    _root.setLevel(logging.INFO)
    # A log on a full disk is no matter for whoever reads the console.
    logging.raiseExceptions = False
    if any(isinstance(h, logging.handlers.RotatingFileHandler) for h in _root.handlers):
        return
    try:
        private_folder(path.parent)
        handler = logging.handlers.RotatingFileHandler(
            path, maxBytes=512_000, backupCount=2, encoding="utf-8", delay=True
        )
        faulthandler.enable(path.with_suffix(".fault.log").open("a", encoding="utf-8"))
    except OSError:
        return
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
    _root.addHandler(handler)


def bug_report(fault: BaseException) -> str:
    """Kind and place of a bug, innermost last. The message is left out: it may quote an answer."""
    frames = traceback.extract_tb(fault.__traceback__)
    places = [f"{Path(f.filename).name}:{f.lineno} {f.name}" for f in frames]
    return "\n".join([type(fault).__name__, *places])


def log_bug(fault: BaseException) -> None:
    """Writes `bug_report` to the log."""
    _root.error("bug: %s", bug_report(fault).replace("\n", " < "))
