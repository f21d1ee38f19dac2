"""What dev.py is made of."""

from __future__ import annotations

import hashlib
import subprocess
import sys
from pathlib import Path

import pytest

from tests.bench.table import Table
from tools import environment, freeze, stages, system, trim
from tools.places import PYTHON, ROOT

LINUX = pytest.mark.skipif(sys.platform != "linux", reason="only Linux collects more than it needs")


@pytest.mark.parametrize(
    ("place", "travels"),
    [
        ("PySide6/Qt/plugins/platforms/libqxcb.so", True),
        ("PySide6/Qt/plugins/platforms/libqwayland.so", False),
        ("PySide6/plugins/platforms/qwindows.dll", True),
        ("PySide6/plugins/styles/qmodernwindowsstyle.dll", True),
        ("PySide6/Qt/plugins/platformthemes/libqgtk3.so", False),
        ("PySide6/Qt/plugins/imageformats/libqsvg.so", True),
        ("PySide6/Qt/plugins/imageformats/libqtiff.so", False),
        ("PySide6/Qt/lib/libQt6Network.so.6", False),
        ("PySide6/opengl32sw.dll", False),
        ("PySide6/Qt/translations/qtbase_es.qm", True),
        ("PySide6/Qt/translations/qtbase_de.qm", False),
        ("babel/locale-data/root.dat", True),
        ("babel/locale-data/es_GT.dat", True),
        ("babel/locale-data/et.dat", False),
        ("translations/es/LC_MESSAGES/topp.mo", True),
        ("translations/es/LC_MESSAGES/topp.po", False),
        ("reportlab/fonts/VeraBd.ttf", False),
        ("resources/fonts/DejaVuSans.ttf", True),
    ],
)
def test_what_travels(place: str, travels: bool) -> None:
    assert trim.kept((place, "", "DATA")) is travels


@LINUX
def test_libraries_stay_when_something_that_stays_needs_them() -> None:
    links = {"ext": {"liba.so"}, "a": {"libb.so"}, "orphan": {"libc.so"}}
    entries = [
        ("pkg/ext.so", "ext", "EXTENSION"),
        ("liba.so", "a", "BINARY"),
        ("libb.so", "b", "BINARY"),
        ("libc.so", "c", "BINARY"),
        ("liborphan.so", "orphan", "BINARY"),
        ("libpython3.11.so.1.0", "python", "BINARY"),
    ]
    kept = trim.reachable(entries, lambda source: links.get(source, set()))
    assert [place for place, _, _ in kept] == [
        *("pkg/ext.so", "liba.so", "libb.so", "libpython3.11.so.1.0")
    ]


def test_links_to_what_was_left_out_are_left_out() -> None:
    datas = [("libx.so", "deep/libx.so", "SYMLINK"), ("liby.so", "deep/liby.so", "SYMLINK")]
    kept = trim.without_dangling(datas, [("deep/libx.so", "/x", "BINARY")])
    assert kept == datas[:1]


def test_the_installer_of_the_lock_is_itself_pinned() -> None:
    block = environment.block_of("uv")
    assert block.startswith("uv==")
    assert block.count("==") == 1
    assert "--hash=sha256:" in block


@LINUX
def test_missing_system_parts_are_found() -> None:
    there = system.Need("present", "libc.so.6", system.library)
    gone = system.Need("absent", "libtopp-no-such.so.1", system.library)
    assert system.missing([there, gone]) == [gone]


@pytest.fixture
def report(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "report.xml"
    monkeypatch.setattr(stages, "REPORT", path)
    return path


def _tests_that_write(report: Path, **counts: int) -> stages.Stage:
    numbers = " ".join(f'{name}="{n}"' for name, n in counts.items())

    def work() -> bool:
        report.write_text(f"<testsuites><testsuite {numbers}/></testsuites>", "utf-8")
        return True

    return stages.Stage("tests", work)


@pytest.mark.parametrize(
    ("counts", "style", "code", "last"),
    [
        ({"tests": 5, "failures": 0, "errors": 0, "skipped": 1}, True, 0, "4 passed, 0 failed"),
        ({"tests": 5, "failures": 0, "errors": 0, "skipped": 0}, False, 1, "5 passed, 1 failed"),
        ({"tests": 0, "failures": 0, "errors": 0, "skipped": 0}, True, 1, "0 passed, 0 failed"),
        ({"tests": 3, "failures": 0, "errors": 0, "skipped": 3}, True, 1, "0 passed, 0 failed"),
    ],
)
def test_the_last_line_counts_and_the_code_tells(
    report: Path,
    capsys: pytest.CaptureFixture[str],
    counts: dict[str, int],
    style: bool,
    code: int,
    last: str,
) -> None:
    run = stages.run([stages.Stage("style", lambda: style), _tests_that_write(report, **counts)])
    assert run == code
    assert capsys.readouterr().out.splitlines()[-1] == last


def test_tests_that_never_ran_are_a_failure(
    report: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert stages.run([stages.Stage("tests", lambda: True)]) == 1
    assert capsys.readouterr().out.splitlines()[-1] == "0 passed, 0 failed"


def test_a_frozen_folder_is_current_only_for_its_inputs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stamp = tmp_path / "stamp"
    monkeypatch.setattr(freeze, "STAMP", stamp)
    monkeypatch.setattr(freeze, "FROZEN", tmp_path)
    assert not freeze.is_current()
    stamp.write_text(freeze.inputs_hash(), "utf-8")
    assert freeze.is_current()
    stamp.write_text(hashlib.sha256(b"other inputs").hexdigest(), "utf-8")
    assert not freeze.is_current()


def test_the_door_names_its_commands() -> None:
    root = Path(__file__).resolve().parents[2]
    done = subprocess.run(
        [sys.executable, root / "dev.py"], capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode == 2
    assert all(name in done.stdout for name in ("run", "test", "check", "bench", "build"))


def test_the_table_compares_in_one_run() -> None:
    table = Table()
    table.compare("twice", lambda: 2e-3, lambda: 1e-3, against="(once)", repeats=3, aim=1.5)
    table.alone("alone", lambda: 0.5, repeats=3, aim=1.0)
    table.counted("bytes", 90, "kB", aim=100)
    assert table.markdown().splitlines()[2:] == [
        "| twice | 2.0 ms | 1.0 ms (once) | 2.00 (2.00 to 2.00) | ≤ 1.5 ×: not met | 3 |",
        "| alone | 500.0 ms |  |  | ≤ 1.00 s: met | 3 |",
        "| bytes | 90 kB |  |  | ≤ 100 kB: met |  |",
    ]


def test_both_programs_start_from_anywhere(tmp_path: Path) -> None:
    """What the set-up leaves beside Python, called from another folder."""
    environment.write_starters()
    folder = Path(PYTHON).parent
    for name in environment.STARTERS:
        (found,) = (p for p in folder.glob(f"{name}*") if p.stem == name)
        done = subprocess.run(
            [str(found), "--help"], cwd=tmp_path, capture_output=True, encoding="utf-8", check=True
        )
        assert f" {name} " in done.stdout


def test_a_starter_for_windows_names_this_checkout() -> None:
    text = environment.starter("command_main", windows=True)
    assert f'"PYTHONPATH={ROOT}"' in text
    assert text.endswith("%*\n")
