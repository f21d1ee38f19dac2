"""How much memory a piece of work takes at its peak, beyond what the process had before."""

from __future__ import annotations

from pathlib import Path

import psutil

_STATUS, _CLEAR = Path("/proc/self/status"), Path("/proc/self/clear_refs")
_MEGABYTE = 1024 * 1024


class Peak:
    """Linux keeps the highest mark and can reset it; elsewhere what is left afterwards counts."""

    def __init__(self) -> None:
        self._process = psutil.Process()
        self._exact = True
        self._before = 0
        self.reset()

    def reset(self) -> None:
        """From now on."""
        if self._exact:
            try:
                _CLEAR.write_text("5", "ascii")
            except OSError:
                self._exact = False
        self._before = int(self._process.memory_info().rss)

    def megabytes(self) -> float:
        """The peak since the reset, beyond what there was then; never below zero."""
        highest = int(self._process.memory_info().rss)
        if self._exact:
            for line in _STATUS.read_text("ascii").splitlines():
                if line.startswith("VmHWM:"):
                    highest = int(line.split()[1]) * 1024
        return max(0.0, (highest - self._before) / _MEGABYTE)
