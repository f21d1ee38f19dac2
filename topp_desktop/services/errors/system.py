"""The operating system's refusals as known faults."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from topp_desktop.domain.errors import EnvironmentFault

_FULL = {errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)}  # Windows has no EDQUOT


@contextmanager
def write_faults(path: Path) -> Iterator[None]:
    """Inside, an OSError becomes disk-full or cannot-write, naming `path`."""
    try:
        yield
    except OSError as fault:
        full = fault.errno in _FULL or getattr(fault, "winerror", 0) == 112
        code = "disk-full" if full else "cannot-write"
        raise EnvironmentFault(code, path=str(path)) from fault
