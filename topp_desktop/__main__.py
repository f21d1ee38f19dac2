"""Two programs in one: the window (`topp-desktop`) and the command line (`topp`).

`python -m topp_desktop` is the window; with one of the commands of `topp` it is that command.
"""

from __future__ import annotations

import time

_STARTED = time.perf_counter()

import os  # noqa: E402 — the clock starts before anything else is read from the disk
import sys  # noqa: E402
from collections.abc import Sequence  # noqa: E402
from pathlib import Path  # noqa: E402

_WRONG_USAGE = 2


def window_main(arguments: Sequence[str] | None = None) -> int:
    """The window. Files to open may be named; `--smoke` ends after the first usable page."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    options = [word for word in words if word.startswith("-")]
    if set(options) - {"--smoke"}:
        sys.stderr.write("topp-desktop [--smoke] [FILE …]\n")
        return _WRONG_USAGE

    from topp_desktop.bootstrap import compose
    from topp_desktop.ui.app import run

    program = compose()
    try:
        return run(
            program,
            [Path(word) for word in words if word not in options],
            smoke="--smoke" in options,
            timing=os.environ.get("TOPP_TIMING") == "1",
            started=_STARTED,
        )
    finally:
        program.close()


def command_main(arguments: Sequence[str] | None = None) -> int:
    """The command line: the same services without a window."""
    from topp_desktop.bootstrap import compose
    from topp_desktop.cli.main import main

    return main(sys.argv[1:] if arguments is None else arguments, compose)


def main() -> int:
    """The window, unless the first word is a command: files to open have a suffix."""
    words = sys.argv[1:]
    if words and not words[0].startswith("-") and not Path(words[0]).suffix:
        return command_main(words)
    return window_main(words)


if __name__ == "__main__":
    sys.exit(main())
