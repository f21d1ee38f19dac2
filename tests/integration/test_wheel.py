"""The wheel carries what the program reads: resources, compiled catalogues, migrations."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

_PROBE = """
from topp_desktop.foundation.i18n import translator
from topp_desktop.foundation.resources import resource_path, translations_path
assert "_shipped" in str(resource_path()), resource_path()
print(translator("es").gettext("The disk is full"))
"""


@pytest.fixture(scope="module")
def unpacked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel's content, built from the checkout as an installer would unpack it."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    [wheel] = folder.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder / "site")
    return folder / "site"


def _files(folder: Path) -> set[str]:
    return {
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*")
        if path.is_file() and path.suffix != ".pyc"
    }


def test_every_resource_is_inside(unpacked: Path) -> None:
    shipped = unpacked / "topp_desktop" / "_shipped"
    assert _files(shipped / "resources") == _files(ROOT / "resources")
    compiled = {name for name in _files(shipped / "translations") if name.endswith(".mo")}
    assert "es/LC_MESSAGES/topp.mo" in compiled


def test_every_module_and_migration_is_inside(unpacked: Path) -> None:
    inside = {name for name in _files(unpacked / "topp_desktop") if "_shipped" not in name}
    assert inside == _files(ROOT / "topp_desktop")


def test_it_speaks_without_the_checkout(unpacked: Path, tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", _PROBE],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(unpacked)},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == "El disco está lleno"
