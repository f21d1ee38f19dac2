"""What happens to the data file while the program is open, and who is told what."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.support.laptop import Laptop, laptop, with_answers
from topp_desktop.domain.errors import EnvironmentFault
from topp_desktop.foundation.i18n import translator
from topp_desktop.foundation.paths import user_data_folder
from topp_desktop.persistence import copies
from topp_desktop.services.errors.texts import explain


@pytest.fixture
def here(tmp_path: Path) -> Iterator[Laptop]:
    with laptop(tmp_path / "data") as found:
        yield found


@pytest.mark.skipif(os.name == "nt", reason="Windows lets nobody remove a file that is open")
@pytest.mark.parametrize("how", ["removed", "replaced", "folder removed"])
def test_a_store_that_is_taken_away_while_open_is_noticed(how: str, here: Laptop) -> None:
    name = with_answers(here, 1)
    store = here.places.store
    copy = here.safety.back_up().path
    if how == "folder removed":
        shutil.rmtree(here.places.data)
    elif how == "removed":
        store.unlink()
    else:
        other = store.with_name("other")
        shutil.copy(copy, other)
        other.replace(store)
    for _ in range(2):
        with pytest.raises(EnvironmentFault, match="store-gone"):
            here.answer(name, "1.1-P", 4)
    assert how != "folder removed" or not here.places.data.exists()


def test_a_store_that_the_program_replaces_itself_is_its_own(here: Laptop) -> None:
    name = with_answers(here, 1)
    here.safety.restore(here.safety.back_up().path)
    here.answer(name, "1.1-P", 4)
    here.safety.set_passphrase("cuatro palabras al azar")
    here.answer(name, "1.1-P", 3)


@pytest.mark.parametrize("code", ["store-write-failed", "store-busy", "store-gone"])
def test_whoever_answers_is_told_that_it_was_not_kept(code: str) -> None:
    told = explain(EnvironmentFault(code, path="x"), translator("es"))
    assert "no se conservó" in told.cause


@pytest.mark.parametrize("deed", ["copy", "restore", "passphrase"])
def test_an_operation_that_the_disk_refuses_speaks_of_itself(
    deed: str, here: Laptop, monkeypatch: pytest.MonkeyPatch
) -> None:
    with_answers(here, 1)
    copy = here.safety.back_up().path

    def refuse(*_: object) -> None:
        raise PermissionError(13, "held")

    monkeypatch.setattr(copies, "put_in_place", refuse)
    monkeypatch.setattr(copies, "sync_folder", refuse if deed == "copy" else lambda _: None)
    deeds: dict[str, Callable[[], object]] = {
        "copy": here.safety.back_up,
        "restore": lambda: here.safety.restore(copy),
        "passphrase": lambda: here.safety.set_passphrase("cuatro palabras al azar"),
    }
    with pytest.raises(EnvironmentFault) as caught:
        deeds[deed]()
    assert caught.value.code == "store-replace-failed"
    assert "respuesta" not in explain(caught.value, translator("es")).title


@pytest.mark.parametrize("given", ["relative", "./relative", "..", ""])
def test_a_data_folder_that_is_not_absolute_is_ignored(
    given: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", given)
    assert user_data_folder() == Path.home() / ".local/share"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a disk that is always full")
def test_a_log_that_cannot_be_written_is_not_told_on_the_console(tmp_path: Path) -> None:
    (tmp_path / "topp.log").symlink_to("/dev/full")
    script = (
        "import sys; from pathlib import Path; from topp_desktop.foundation import logs\n"
        "logs.start_log(Path(sys.argv[1]))\n"
        "logs.log_bug(ValueError())\n"
    )
    told = subprocess.run(
        [sys.executable, "-c", script, str(tmp_path / "topp.log")],
        capture_output=True,
        text=True,
        check=True,
    )
    assert told.stderr == ""
