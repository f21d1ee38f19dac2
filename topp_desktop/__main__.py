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
        return _window_help(asked=bool({"-h", "--help"} & set(options)))

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


def _window_help(*, asked: bool) -> int:
    """How the window is called: on stdout where it was asked for, else on stderr, as a fault."""
    from topp_desktop.foundation.i18n import DEFAULT_LANGUAGE, LANGUAGE_NAMES, translator
    from topp_desktop.foundation.paths import find_places
    from topp_desktop.foundation.settings import SettingsFile

    stream = sys.stdout if asked else sys.stderr
    if hasattr(stream, "reconfigure"):
        stream.reconfigure(encoding="utf-8", errors="replace")
    chosen = SettingsFile(find_places().settings).value.language
    words = translator(chosen if chosen in LANGUAGE_NAMES else DEFAULT_LANGUAGE)
    usage = words.gettext("FILE")
    stream.write(words.gettext("usage: ") + f"topp-desktop [-h] [--smoke] [{usage} …]\n")
    if not asked:
        return _WRONG_USAGE
    lines = (
        (usage, words.gettext("opens what a double-click opens: an invitation, a package, a copy")),
        ("-h, --help", words.gettext("show this help message and exit")),
        ("--smoke", words.gettext("ends after the first page that can be used")),
    )
    stream.write("\n" + words.gettext("TOPP Desktop, the window.") + "\n\n")
    stream.writelines(f"  {name:<12}{what}\n" for name, what in lines)
    more = words.gettext(
        "The same without a window: topp --help. Another data folder: the environment variable "
        "TOPP_DATA."
    )
    stream.write("\n" + more + "\n")
    return 0


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
