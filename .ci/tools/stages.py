"""The stages of a check: each runs whatever happens to the others, and shows its time."""

from __future__ import annotations

import subprocess
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from xml.etree import ElementTree

from tools import freeze
from tools.places import OUT, PYTHON, ROOT, child_environment, tool

REPORT = OUT / "test" / "pytest.xml"


@dataclass(frozen=True, slots=True)
class Stage:
    """A name and what does the work; the work says whether it went well."""

    name: str
    work: Callable[[], bool]


@dataclass(frozen=True, slots=True)
class Tally:
    """What pytest counted; errors count as failures."""

    passed: int
    failed: int
    skipped: int


def command(*words: str, **environment: str) -> Callable[[], bool]:
    """Work that is one program run in the checkout; it succeeds with exit code 0."""

    def run() -> bool:
        env = child_environment(**environment)
        return subprocess.run(words, cwd=ROOT, env=env, check=False).returncode == 0

    return run


def checks() -> list[Stage]:
    """What reads the code without running it."""
    return [
        Stage("style", command(tool("ruff"), "check", "--quiet", ".")),
        Stage("format", command(tool("ruff"), "format", "--check", "--quiet", ".")),
        Stage("types", command(tool("mypy"))),
        Stage("layers", command(tool("lint-imports"), "--no-logo")),
        Stage("translations", command(PYTHON, "-m", "tools.catalogues", "check")),
    ]


def pytest_stage(arguments: Sequence[str]) -> Stage:
    """The tests; a display of its own is started by the tests that need one."""
    REPORT.parent.mkdir(parents=True, exist_ok=True)
    REPORT.unlink(missing_ok=True)
    words = [PYTHON, "-m", "pytest", f"--junitxml={REPORT}", *arguments]
    return Stage("tests", command(*words, QT_QPA_PLATFORM="offscreen"))


def everything() -> list[Stage]:
    """What CI runs, in CI's order: the quick ones first, the program before its tests."""
    parallel = ["-n", "2", "--dist", "worksteal", "--hypothesis-profile=ci", "-q"]
    return [*checks(), Stage("frozen program", freeze.build), pytest_stage(parallel)]


def tally() -> Tally:
    """What the last run of the tests counted; nothing at all when it did not get that far."""
    if not REPORT.is_file():
        return Tally(0, 0, 0)
    # Our own file, written a moment ago by pytest.
    suites = list(ElementTree.parse(REPORT).getroot().iter("testsuite"))  # noqa: S314

    def total(name: str) -> int:
        return sum(int(suite.get(name, "0")) for suite in suites)

    failed, skipped = total("failures") + total("errors"), total("skipped")
    return Tally(total("tests") - failed - skipped, failed, skipped)


def run(stages: Sequence[Stage]) -> int:
    """Runs all stages, prints how each went, and answers with the exit code."""
    results: list[tuple[str, bool, float]] = []
    for stage in stages:
        print(f"\n── {stage.name}", flush=True)
        started = time.monotonic()
        results.append((stage.name, stage.work(), time.monotonic() - started))
    counted = tally() if any(name == "tests" for name, _, _ in results) else None
    print("\n" + "─" * 40)
    for name, went_well, seconds in results:
        print(f"{name:<20} {'ok' if went_well else 'FAILED':<8} {seconds:7.1f} s")
    print(f"{'together':<29} {sum(seconds for _, _, seconds in results):7.1f} s")
    went_well = all(ok for _, ok, _ in results)
    if counted is not None:
        went_well = went_well and counted.passed > 0
        stages_failed = sum(not ok for name, ok, _ in results if name != "tests")
        if counted.skipped:
            print(f"{counted.skipped} tests were skipped, for the reasons that pytest lists")
        print(f"{counted.passed} passed, {counted.failed + stages_failed} failed", flush=True)
    return 0 if went_well else 1
