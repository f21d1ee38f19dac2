"""The full form by keyboard alone, in the real window, cut off in the middle by `kill -9`."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.support.keyboard_window import plan
from topp_desktop.bootstrap import LocalAdapters, compose
from topp_desktop.domain.assessment import Institution, Response
from topp_desktop.foundation.settings import SettingsFile

ROOT = Path(__file__).resolve().parents[2]
TOWN = Institution("Municipio de Ejemplo", "GT", "local", "municipality")
QUESTIONS = 84
MIDDLE = 41
PATIENCE_SECONDS = 240


def _begin(data: Path) -> tuple[str, list[str]]:
    """A measurement with the full form; its id and its questions."""
    program = compose(data)
    measurement = program.assessments.begin(TOWN, "2026-1", form="full")
    instrument, _ = program.assessments.open(measurement)
    program.close()
    SettingsFile(program.places.settings).change(language="es", configured=True)
    return measurement, [item.id for item in instrument.form_items("full")]


@contextmanager
def _window(
    display: str, *arguments: str, before: tuple[str, ...] = ()
) -> Iterator[subprocess.Popen[str]]:
    """A window that does not go on for ever, whatever happens to it."""
    with subprocess.Popen(
        [*before, sys.executable, "-m", "tests.support.keyboard_window", *arguments],
        cwd=ROOT,
        env={**os.environ, "DISPLAY": display, "QT_QPA_PLATFORM": "xcb", "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    ) as window:
        watchdog = threading.Timer(PATIENCE_SECONDS, window.kill)
        watchdog.start()
        try:
            yield window
        finally:
            watchdog.cancel()
            window.kill()


def _stored(data: Path, measurement: str) -> tuple[dict[str, Response], list[str]]:
    """The answers by question and the institution's list, as a fresh reader finds them."""
    program = compose(data)
    _, stored = program.assessments.open(measurement)
    institution = stored.assessment.institution.id
    titles = [document.title for document in program.documents.entries(institution)]
    assert isinstance(program.adapters, LocalAdapters)
    with program.adapters.engine.connect() as connection:
        sound = connection.exec_driver_sql("PRAGMA integrity_check").fetchone()
    program.close()
    assert sound is not None
    assert sound[0] == "ok"
    return {r.item: r for r in stored.assessment.responses}, titles


def _check(found: dict[str, Response], items: list[str]) -> None:
    for number, item in enumerate(items):
        planned, response = plan(number), found[item]
        assert response.answer == planned.answer, item
        assert (response.reason, response.note) == (planned.reason, planned.note), item
        assert response.documents == ((planned.document,) if planned.document else ()), item
        assert response.flagged == planned.flagged, item


def test_the_full_form_by_keyboard_with_a_kill_in_the_middle(
    tmp_path: Path, x_display: str
) -> None:
    data = tmp_path / "data"
    measurement, items = _begin(data)
    assert len(items) == QUESTIONS
    stop = items[MIDDLE]
    with _window(x_display, str(data), stop) as first:
        assert first.stdout is not None
        seen = []
        for line in first.stdout:
            seen.append(line.split())
            if seen[-1] == ["at", stop]:
                break
        first.kill()
        first.wait()
    assert first.returncode == -9
    assert [code for what, code in seen if what == "saved"] == items[:MIDDLE]
    found, titles = _stored(data, measurement)
    assert set(found) == set(items[:MIDDLE])
    _check(found, items[:MIDDLE])
    assert titles == ["Plan de la Nación"]

    with _window(x_display, str(data)) as second:
        out, _ = second.communicate()
    assert second.returncode == 0
    lines = [line.split() for line in out.splitlines()]
    assert lines[0] == ["at", stop], "it opened at another question than it was killed at"
    assert [code for what, code in lines if what == "at"] == items[MIDDLE:]
    assert lines[-1] == ["finished", "check"]
    found, titles = _stored(data, measurement)
    _check(found, items)
    assert titles == ["Plan de la Nación"]


@pytest.mark.skipif(shutil.which("strace") is None, reason="needs strace (Debian: strace)")
def test_saved_is_said_after_at_least_one_fsync(tmp_path: Path, x_display: str) -> None:
    data, trace = tmp_path / "data", tmp_path / "trace"
    _, items = _begin(data)
    calls = "--trace=fsync,fdatasync,write"
    before = ("strace", "-f", "-o", str(trace), "-s", "64", calls)
    stop = items[6]
    with _window(x_display, str(data), stop, before=before) as window:
        assert window.stdout is not None
        for line in window.stdout:
            if line.split() == ["at", stop]:
                break
        # strace ends with the window that it follows.
        children = Path(f"/proc/{window.pid}/task/{window.pid}/children").read_text("ascii")
        os.kill(int(children.split()[0]), signal.SIGKILL)
        window.wait()
    synced, counted = 0, []
    for line in trace.read_text("utf-8", "replace").splitlines():
        if re.search(r"\b(fsync|fdatasync)\(", line):
            synced += 1
        elif (said := re.search(r'write\(1, "saved (\S+?)\\n', line)) is not None:
            counted.append((said.group(1), synced))
            synced = 0
    assert [item for item, _ in counted] == items[:6]
    assert all(syncs >= 1 for _, syncs in counted), counted
    print("fsync before “saved”:", counted)
