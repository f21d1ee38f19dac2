"""What the window refuses and remembers, the commands refuse and remember too."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from topp_desktop.bootstrap import compose
from topp_desktop.cli.main import main
from topp_desktop.packages.identity_folder import IdentityFolders
from topp_desktop.services.secretariat.identity import make_identity

PASSPHRASE = "cuatro palabras bien largas"
Topp = Callable[..., Any]


@pytest.fixture
def topp(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Topp:
    """Runs a command here; gives its result, or the code with which it was refused."""
    # The log belongs to a process, and this process is the test run's.
    monkeypatch.setattr("topp_desktop.cli.main.start_log", lambda path: None)
    monkeypatch.setenv("TOPP_IDENTITY_PASSPHRASE", PASSPHRASE)

    def run(*arguments: object) -> Any:
        words = [*map(str, arguments), "--json"]
        program = compose(tmp_path / "data")
        code = main(words, lambda: program)
        program.close()
        said = capsys.readouterr()
        return json.loads(said.out) if code == 0 else json.loads(said.err)["error"]["code"]

    return run


@pytest.fixture(scope="module")
def founded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An identity whose card nobody has tried."""
    folder = tmp_path_factory.mktemp("founded")
    make_identity(IdentityFolders(), folder / "id", "Secretaría", PASSPHRASE)
    return folder / "id"


@pytest.fixture
def identity(founded: Path, tmp_path: Path) -> Path:
    shutil.copytree(founded, tmp_path / "id")
    return tmp_path / "id"


def rehearse(topp: Topp, identity: Path) -> None:
    """Prints a card and types it again, as whoever publishes has to."""
    card = topp("identity", "card", identity, "-o", identity / "card.pdf")
    groups = identity / "groups.txt"
    groups.write_text("\n".join(card["groups"]).lower(), "utf-8")
    topp("identity", "rehearse", identity, "--groups", groups)


@pytest.fixture
def pack(topp: Topp, identity: Path) -> Path:
    """A region file of the secretariat."""
    keys = IdentityFolders()
    root = keys.open(identity, PASSPHRASE).root_kid
    keys.note_rehearsal(identity, root, datetime(2026, 3, 1, tzinfo=UTC))
    topp("region-pack", "--identity", identity, "-o", identity / "r.topp-region")
    return identity / "r.topp-region"


def url(folder: Path) -> str:
    return f"sqlite:///{(folder / 'store.sqlite').as_posix()}"


def acts(topp: Topp, folder: Path) -> list[str]:
    """What the store's log says was done, the oldest first."""
    found = topp("acts", "--store", url(folder))["acts"]
    return [entry["act"] for entry in reversed(found)]


@pytest.mark.parametrize("position", ["", "   "])
def test_an_officer_without_a_position_is_refused(
    position: str, topp: Topp, pack: Path, tmp_path: Path
) -> None:
    refused = topp(
        *("identity", "officer", tmp_path / "officer", "--pack", pack, "--position", position),
        *("-o", tmp_path / "o.topp-officer"),
    )
    assert refused == "name-missing"
    assert not (tmp_path / "officer").exists()


def test_a_long_position_is_cut_so_that_the_officer_can_be_named(
    topp: Topp, identity: Path, pack: Path, tmp_path: Path
) -> None:
    request = tmp_path / "o.topp-officer"
    officer = ("identity", "officer", tmp_path / "officer", "--pack", pack, "-o", request)
    topp(*officer, "--position", "Técnica " * 400)
    named = topp("identity", "officers", identity, "--add", request)
    assert len(named["officers"][0]["position"]) == 500


@pytest.mark.parametrize("command", ["region-pack", "invite"])
def test_nothing_is_published_before_the_card_was_tried(
    command: str, topp: Topp, identity: Path, tmp_path: Path
) -> None:
    more = {
        "region-pack": ("-o", tmp_path / "r.topp-region"),
        "invite": ("--name", "M", "--country", "GT", "-o", tmp_path / "m.topp-invite"),
    }[command]
    desk = ("--identity", identity, "--store", url(tmp_path))
    refused = topp(command, *desk, *more)
    assert refused == "restore-not-rehearsed"
    assert not list(tmp_path.glob("*.topp-*"))


def test_the_first_invitation_publishes_the_region_file(
    topp: Topp, identity: Path, tmp_path: Path
) -> None:
    rehearse(topp, identity)
    desk = ("--identity", identity, "--store", url(tmp_path))
    topp("invite", *desk, "--name", "M", "--country", "GT", "-o", tmp_path / "m.topp-invite")
    assert (tmp_path / "region.topp-region").is_file()
    assert acts(topp, tmp_path) == ["rehearsed", "published", "invited"]


def test_what_is_done_without_a_store_is_in_the_log_of_the_next(
    topp: Topp, identity: Path, tmp_path: Path
) -> None:
    rehearse(topp, identity)
    topp("identity", "rotate", identity)
    rehearse(topp, identity)
    topp("region-pack", "--identity", identity, "-o", tmp_path / "r.topp-region")
    desk = ("--identity", identity, "--store", url(tmp_path))
    for name in ("one", "two"):
        topp("invite", *desk, "--name", name, "--country", "GT", "-o", tmp_path / "m.topp-invite")
    before = ["rehearsed", "rotated", "rehearsed", "published"]
    assert acts(topp, tmp_path) == [*before, "invited", "invited"]


def test_an_identity_command_that_names_the_store_logs_there(
    topp: Topp, identity: Path, tmp_path: Path
) -> None:
    rehearse(topp, identity)
    topp("identity", "rotate", identity, "--store", url(tmp_path))
    assert acts(topp, tmp_path) == ["rehearsed", "rotated"]
