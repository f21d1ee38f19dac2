"""The commands of dev.py."""

from __future__ import annotations

import argparse
import subprocess
import sys
from collections.abc import Callable, Sequence

from tools import environment, freeze, house, stages, system
from tools.places import OUT, PYTHON, child_environment, shown

_USAGE = 2


def _program(*arguments: str) -> int:
    """Runs the program from the checkout, in the folder the developer stands in."""
    command = [PYTHON, "-m", "topp_desktop", *arguments]
    offscreen = {} if system.has_display() else {"QT_QPA_PLATFORM": "offscreen"}
    return subprocess.run(command, env=child_environment(**offscreen), check=False).returncode


def _window_ready() -> None:
    parts = [*system.WINDOW, *(system.X_WINDOW if system.has_display() else ())]
    if system.provide(parts):
        raise environment.SetupError("The window cannot open without the parts named above.")


def _run(arguments: Sequence[str]) -> int:
    """Opens the program; without a display, goes through the main job instead."""
    _window_ready()
    if system.has_display() or arguments:
        return _program(*arguments)
    print("There is no display here: the main job runs without a window.", flush=True)
    return _demo([])


def _demo(arguments: Sequence[str]) -> int:
    """The main job on the shipped sample: pictures, PDF, package, a store that receives it."""
    _window_ready()
    target = arguments[0] if arguments else str(OUT / "demo")
    code = _program("demo", target, *arguments[1:])
    if code == 0:
        print(f"Pictures, PDF and package are in {target}")
    return code


def _screenshots(arguments: Sequence[str]) -> int:
    """The demo, for its pictures."""
    code = _demo(arguments)
    for picture in sorted((OUT / "demo").rglob("*.png")) if not arguments else ():
        print(shown(picture))
    return code


def _pictures(_: Sequence[str]) -> int:
    """The pictures of README and the guides, anew, into docs/images."""
    _window_ready()
    command = [PYTHON, "-m", "tools.pictures"]
    return subprocess.run(command, env=child_environment(), check=False).returncode


def _test(arguments: Sequence[str]) -> int:
    """Everything CI runs; with arguments only pytest, which gets them."""
    # Tests that miss a program of the system are skipped and say which.
    system.provide([*system.WINDOW, *system.X_WINDOW, *system.TESTS])
    if arguments:
        return stages.run([stages.pytest_stage(arguments)])
    return stages.run(stages.everything())


def _check(_: Sequence[str]) -> int:
    """Style, format, types, layers and translations: what takes seconds."""
    return stages.run(stages.checks())


def _bench(arguments: Sequence[str]) -> int:
    """Benchmarks with their baselines: a table, and out/bench.md."""
    _window_ready()
    command = [PYTHON, "-m", "tests.bench", *arguments]
    return subprocess.run(command, env=child_environment(), check=False).returncode


def _fuzz(arguments: Sequence[str]) -> int:
    """Hostile files by the thousand: dev.py fuzz --mutants 100000 --seed 7."""
    command = [PYTHON, "-m", "tests.fuzz", *arguments]
    return subprocess.run(command, env=child_environment(), check=False).returncode


def _monkey(arguments: Sequence[str]) -> int:
    """Chance before the real window: dev.py monkey --seed 7 --minutes 120."""
    needs = [*system.WINDOW, *system.X_WINDOW, *system.TESTS]
    if system.provide(needs):
        raise environment.SetupError("The monkey needs the parts named above.")
    command = [PYTHON, "-m", "tests.monkey", *arguments]
    return subprocess.run(command, env=child_environment(), check=False).returncode


def _build(_: Sequence[str]) -> int:
    """The one-folder program in dist/topp-desktop."""
    return 0 if freeze.build() else 1


def _translations(_: Sequence[str]) -> int:
    """Extracts the template, renews every language, compiles, and says what is missing."""
    command = [PYTHON, "-m", "tools.catalogues"]
    subprocess.run([*command, "update"], env=child_environment(), check=True)
    return subprocess.run([*command, "check"], env=child_environment(), check=False).returncode


def _house(arguments: Sequence[str]) -> int:
    """How the house is built, in numbers: circles, names used twice, lines."""
    return house.main(list(arguments))


def _lock(_: Sequence[str]) -> int:
    """Resolves requirements.lock anew; needs a package index."""
    return environment.lock()


def _setup(_: Sequence[str]) -> int:
    """Nothing but the set-up that every command does first."""
    return 0


_COMMANDS: dict[str, Callable[[Sequence[str]], int]] = {
    "run": _run,
    "test": _test,
    "check": _check,
    "bench": _bench,
    "fuzz": _fuzz,
    "monkey": _monkey,
    "screenshots": _screenshots,
    "pictures": _pictures,
    "build": _build,
    "translations": _translations,
    "demo": _demo,
    "house": _house,
    "lock": _lock,
    "setup": _setup,
}


def command_names() -> tuple[str, ...]:
    """Every command of the door."""
    return tuple(_COMMANDS)


def _parser() -> argparse.ArgumentParser:
    lines = [f"  {name:<14}{work.__doc__}" for name, work in _COMMANDS.items()]
    parser = argparse.ArgumentParser(
        prog="dev.py",
        usage="dev.py COMMAND [ARGUMENTS]",
        description="The developers' door. Every command sets up what it needs.",
        epilog="commands:\n" + "\n".join(lines),
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("command", choices=list(_COMMANDS), help=argparse.SUPPRESS)
    parser.add_argument("arguments", nargs=argparse.REMAINDER, help=argparse.SUPPRESS)
    return parser


def main(words: Sequence[str]) -> int:
    """Runs one command; the exit code is the command's."""
    for stream in (sys.stdout, sys.stderr):
        # A Windows console's code page lacks the lines of the summary.
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="replace")
    parser = _parser()
    if not words:
        parser.print_help()
        return _USAGE
    asked = parser.parse_args(words)
    try:
        environment.ready()
        return _COMMANDS[asked.command](asked.arguments)
    except environment.SetupError as fault:
        print(fault, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
