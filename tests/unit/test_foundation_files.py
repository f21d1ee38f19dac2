"""Files that are replaced as a whole, settings that anybody may have edited, places."""

from __future__ import annotations

import errno
import os
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.disks import fill, small_disk
from topp_desktop.domain.errors import EnvironmentFault
from topp_desktop.foundation import paths
from topp_desktop.foundation.files import private_folder, replace_file
from topp_desktop.foundation.settings import Settings, SettingsFile
from topp_desktop.services.errors.system import write_faults


def _names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def test_a_file_is_made_and_replaced(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    replace_file(path, b"one")
    replace_file(path, b"two")
    assert path.read_bytes() == b"two"
    assert _names(tmp_path) == {"a.json"}


@pytest.mark.skipif(os.name != "posix", reason="modes tell accounts apart on POSIX only")
def test_a_folder_that_is_made_is_for_one_account(tmp_path: Path) -> None:
    shared = tmp_path / "shared"
    shared.mkdir(mode=0o755)
    shared.chmod(0o755)
    private_folder(shared / "ñandú" / "data")
    private_folder(shared / "ñandú" / "data")
    private_folder(shared)
    modes = [p.stat().st_mode & 0o777 for p in (shared, *sorted(shared.rglob("*")))]
    assert modes == [0o755, 0o700, 0o700]


@pytest.mark.parametrize("step", ["fsync", "replace"])
def test_a_failing_disk_leaves_the_old_file(
    step: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.json"
    replace_file(path, b"old")

    def fail(*arguments: object) -> None:
        raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr(os, step, fail)
    with pytest.raises(OSError, match="Input/output error"):
        replace_file(path, b"new")
    assert path.read_bytes() == b"old"
    assert _names(tmp_path) == {"a.json"}


def test_content_is_synced_before_it_takes_its_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps: list[str] = []
    sync, rename = os.fsync, os.replace

    def noted_sync(handle: int) -> None:
        steps.append("sync")
        sync(handle)

    def noted_rename(source: Path, goal: Path) -> None:
        steps.append("rename")
        rename(source, goal)

    monkeypatch.setattr(os, "fsync", noted_sync)
    monkeypatch.setattr(os, "replace", noted_rename)
    replace_file(tmp_path / "a", b"x")
    expected = ["sync", "rename"] + (["sync"] if os.name == "posix" else [])
    assert steps == expected


def test_a_folder_that_cannot_be_synced_is_no_fault(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*arguments: object) -> int:
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(os, "open", refuse)
    replace_file(tmp_path / "a", b"x")
    assert (tmp_path / "a").read_bytes() == b"x"


def test_a_full_disk(tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk") as disk:
        path = disk / "a"
        replace_file(path, b"old")
        fill(disk)
        with pytest.raises(EnvironmentFault) as caught, write_faults(path):
            replace_file(path, b"n" * 20_000)
        assert caught.value.code == "disk-full"
        assert caught.value.params == {"path": str(path)}
        assert path.read_bytes() == b"old"
        assert _names(disk) == {"a", "filler"}


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(EnvironmentFault, match="cannot-write"), write_faults(tmp_path / "x/y"):
        replace_file(tmp_path / "x" / "y", b"")


def test_settings_are_kept(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "settings.json"
    settings = SettingsFile(path)
    assert settings.value == Settings()
    settings.change(language="en", theme="dark", window="ñ🏛")
    assert SettingsFile(path).value == Settings(language="en", theme="dark", window="ñ🏛")
    assert _names(path.parent) == {"settings.json"}


@pytest.mark.parametrize(
    "content",
    [
        *(b"", b"null", b"[]", b'"x"', b"{", b"\xff\xfe", b"\0" * 100, b'{"language": 5}'),
        *(b'{"language": "xx"}', b'{"theme": ["dark"]}', b'{"configured": 1}', b'{"x": {}}'),
        *(b"[" * 100_000, b'{"a":' * 100_000, b'{"window": null}', b"1" * 5000),
    ],
)
def test_damaged_settings_are_the_usual_ones(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    path.write_bytes(content)
    settings = SettingsFile(path)
    assert settings.value == Settings()
    settings.change(theme="light")
    assert SettingsFile(path).value.theme == "light"


def test_sound_values_survive_beside_damaged_ones(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    path.write_bytes(b'{"language": "en", "theme": "pink", "configured": "yes", "window": "w"}')
    assert SettingsFile(path).value == Settings(language="en", window="w")


@given(st.binary(max_size=200))
def test_any_bytes_are_tolerated(content: bytes) -> None:
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "settings.json"
        path.write_bytes(content)
        assert isinstance(SettingsFile(path).value, Settings)


def test_a_full_disk_loses_a_preference_not_the_program(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "settings.json"
    settings = SettingsFile(path)
    settings.change(theme="dark")

    def fail(*arguments: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", fail)
    assert settings.change(theme="light").theme == "light"
    assert SettingsFile(path).value.theme == "dark"
    path.unlink()
    path.mkdir()
    assert SettingsFile(path).value == Settings()


def test_places(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    named = tmp_path / "named"
    monkeypatch.setenv(paths.DATA_FOLDER_VARIABLE, str(named))
    assert paths.find_places().data == named
    assert paths.find_places(tmp_path).data == tmp_path
    monkeypatch.delenv(paths.DATA_FOLDER_VARIABLE)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "share"))
    monkeypatch.setattr(sys, "platform", "linux")
    places = paths.find_places()
    assert places == paths.Places(tmp_path / "share" / "topp-desktop", portable=False)
    assert places.store.parent == places.data
    assert not places.data.exists()


def test_a_portable_program_keeps_its_data_beside_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(paths.DATA_FOLDER_VARIABLE, raising=False)
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", str(tmp_path / "topp-desktop"))
    assert not paths.find_places().portable
    (tmp_path / "topp-portable").touch()
    assert paths.find_places() == paths.Places(tmp_path.resolve() / "data", portable=True)


@pytest.mark.parametrize(
    ("path", "network"),
    [("//server/share/x", True), ("\\\\server\\share", True), ("/home/x", False), ("x", False)],
)
def test_network_shares_are_recognised_by_name(path: str, network: bool) -> None:
    class Named(type(Path())):  # type: ignore[misc]
        def __str__(self) -> str:
            return path

    assert paths.is_network_path(Named(path)) is network
