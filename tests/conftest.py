"""What every test stands on: no display, no network, repeatable examples, a folder of its own."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

# Before anything imports Qt: without a platform the whole process aborts.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import hypothesis
import pytest

hypothesis.settings.register_profile("ci", derandomize=True, deadline=None, print_blob=True)
hypothesis.settings.register_profile("dev", deadline=None)
hypothesis.settings.register_profile("thorough", deadline=None, max_examples=2000)
hypothesis.settings.load_profile("dev")

_NETWORK_EVENTS = frozenset(
    {
        *("socket.connect", "socket.bind", "socket.sendto", "socket.sendmsg"),
        *("socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr"),
        "urllib.Request",
    }
)
_attempts: list[str] = []


def _watch_network(event: str, arguments: tuple[Any, ...]) -> None:
    """An audit hook sees every socket of Python, however the code came by it."""
    if event not in _NETWORK_EVENTS:
        return
    address = arguments[1] if event.startswith("socket.") and len(arguments) > 1 else None
    if event in {"socket.connect", "socket.bind"} and isinstance(address, str | bytes):
        return  # a Unix socket does not leave this machine
    _attempts.append(event)
    raise AssertionError(f"a test opened the network: {event}")


sys.addaudithook(_watch_network)


@pytest.fixture(autouse=True)
def _no_network() -> Iterator[None]:
    """Fails the test that went to the network, even when the code swallowed the refusal."""
    _attempts.clear()
    yield
    assert not _attempts, f"a test opened the network: {_attempts}"


@pytest.fixture
def data_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A fresh data folder that the program and its children take for theirs (TOPP_DATA)."""
    folder = tmp_path / "data"
    monkeypatch.setenv("TOPP_DATA", str(folder))
    return folder


@pytest.fixture(scope="session")
def x_display() -> Iterator[str]:
    """A real X server of 1366 by 768, for tests that start the window as a program.

    The value goes into the child's DISPLAY, together with QT_QPA_PLATFORM=xcb.
    """
    if sys.platform != "linux" or shutil.which("Xvfb") is None:
        pytest.skip("needs Xvfb (Debian: xvfb)")
    read, write = os.pipe()
    command = ["Xvfb", "-displayfd", str(write), "-screen", "0", "1366x768x24", "-nolisten", "tcp"]
    with subprocess.Popen(command, pass_fds=[write], stderr=subprocess.DEVNULL) as server:
        os.close(write)
        try:
            with os.fdopen(read, encoding="ascii") as numbers:
                number = numbers.readline().strip()
            assert number, "Xvfb did not start"
            yield f":{number}"
        finally:
            server.terminate()
