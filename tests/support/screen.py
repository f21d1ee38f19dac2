"""A screen that nobody sits before: an X server, with a window manager where there is one."""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
from collections.abc import Iterator

SIZE = "1366x768x24"


@contextlib.contextmanager
def screen() -> Iterator[str]:
    """The value of DISPLAY, together with QT_QPA_PLATFORM=xcb."""
    read, write = os.pipe()
    command = ["Xvfb", "-displayfd", str(write), "-screen", "0", SIZE, "-nolisten", "tcp"]
    quiet = subprocess.DEVNULL
    with subprocess.Popen(command, pass_fds=[write], stderr=quiet) as server:
        os.close(write)
        with os.fdopen(read, encoding="ascii") as numbers:
            number = f":{numbers.readline().strip()}"
        manager = None
        if shutil.which("openbox"):
            environment = {**os.environ, "DISPLAY": number}
            manager = subprocess.Popen(["openbox"], env=environment, stdout=quiet, stderr=quiet)
        try:
            yield number
        finally:
            if manager is not None:
                manager.kill()
                manager.wait()
            server.terminate()
