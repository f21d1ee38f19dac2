"""Files that are either whole or not there: `.part`, write, fsync, replace, fsync of the folder."""

from __future__ import annotations

import contextlib
import errno
import hashlib
import os
from collections.abc import Callable
from pathlib import Path

from topp_desktop.domain.errors import EnvironmentFault
from topp_desktop.foundation.file_names import part_of
from topp_desktop.foundation.files import private_file, put_in_place, remove_file, sync_folder
from topp_desktop.services.exchange.ports import Written


def write_whole(
    path: Path, data: bytes, check: Callable[[bytes], int], *, private: bool = False
) -> Written:
    """Writes and reads back; `check` looks at what was read and counts its objects.

    EnvironmentFault("disk-full" | "cannot-write") leaves what was there before;
    EnvironmentFault("written-differs") means that the medium gave back something else.
    """
    part = part_of(path)
    try:
        with part.open("wb") as file:
            if private:
                private_file(part)
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        put_in_place(part, path)
        sync_folder(path.parent)
        written = path.read_bytes()
    except OSError as fault:
        with contextlib.suppress(OSError):
            remove_file(part)
        full = {errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)}
        code = "disk-full" if fault.errno in full else "cannot-write"
        raise EnvironmentFault(code, path=str(path)) from fault
    if written != data:
        raise EnvironmentFault("written-differs", path=str(path))
    return Written(path, check(written), len(written), hashlib.sha256(written).hexdigest())
