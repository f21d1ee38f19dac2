"""Windows: another program holds a file for a moment, or for good."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from topp_desktop.foundation import files
from topp_desktop.foundation.files import put_in_place, remove_file, replace_file


def held(times: int, code: int, real: Callable[..., None]) -> Callable[..., None]:
    """As Windows refuses: `times` times, then the real deed."""
    left = iter(range(times))

    def refuse(*args: object, **more: object) -> None:
        if next(left, None) is None:
            real(*args, **more)
            return
        fault = PermissionError(13, "held")
        fault.winerror = code  # type: ignore[attr-defined]  # only Windows has it
        raise fault

    return refuse


@pytest.mark.parametrize("code", [5, 32, 33])
def test_a_file_that_is_held_for_a_moment_is_written(
    code: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "settings.json"
    path.write_bytes(b"old")
    monkeypatch.setattr(os, "replace", held(3, code, os.replace))
    replace_file(path, b"new")
    assert path.read_bytes() == b"new"
    assert list(tmp_path.iterdir()) == [path]


def test_a_file_that_is_held_for_a_moment_is_removed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "kept.docx"
    path.write_bytes(b"x")
    monkeypatch.setattr(Path, "unlink", held(2, 32, Path.unlink))
    remove_file(path)
    assert not path.exists()


def test_a_file_that_stays_held_is_told_and_left_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "settings.json"
    path.write_bytes(b"old")
    monkeypatch.setattr(files, "PATIENCE", 0.05)
    monkeypatch.setattr(os, "replace", held(1000, 5, os.replace))
    with pytest.raises(PermissionError):
        replace_file(path, b"new")
    assert path.read_bytes() == b"old"


def test_a_right_that_is_missing_is_told_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tries: list[int] = []

    def refuse(*_: object) -> None:
        tries.append(1)
        raise PermissionError(13, "not allowed")

    monkeypatch.setattr(os, "replace", refuse)
    with pytest.raises(PermissionError):
        put_in_place(tmp_path / "a", tmp_path / "b")
    assert tries == [1]
