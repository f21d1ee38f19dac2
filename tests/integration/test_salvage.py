"""Damaged databases: noticed when opened, and what can be read is rescued."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.laptop import Laptop, laptop, with_answers
from topp_desktop.domain.errors import ToppError

SECRET = "cuatro palabras al azar"
LEVELS = (1, 2, 3, 4, 0, 1, 2, 3)
_PAGE = 4096


@pytest.fixture
def here(tmp_path: Path) -> Iterator[Laptop]:
    with laptop(tmp_path / "data") as found:
        yield found


def damage(store: Path, *pages: int) -> None:
    """Overwrites pages, counted from 1."""
    with store.open("r+b") as file:
        for page in pages:
            file.seek((page - 1) * _PAGE)
            file.write(b"\xa5" * _PAGE)


def closed(here: Laptop) -> Path:
    """The store as one file, nobody has it open."""
    here.safety.set_passphrase(SECRET)  # storing it anew brings everything into one file
    here.safety.remove_passphrase(SECRET)
    here.close()
    return here.places.store


@pytest.mark.parametrize("protected", [False, True])
def test_what_can_be_read_is_rescued_from_every_damaged_page(
    protected: bool, tmp_path: Path
) -> None:
    with laptop(tmp_path / "data") as here:
        name = with_answers(here, *LEVELS)
        copy = here.safety.back_up().path
        store = closed(here)
        if protected:
            here.safety.set_passphrase(SECRET)
            here.close()
    pages = store.stat().st_size // _PAGE
    rescued, unreadable = [], 0
    for page in range(2, pages + 1, max(1, pages // 12)):
        folder = tmp_path / f"page {page}"
        shutil.copytree(tmp_path / "data", folder)
        damage(folder / store.name, page)
        with laptop(folder) as later:
            if protected:
                later.unlock(SECRET)
            damaged = (folder / store.name).read_bytes()
            try:
                there = later.safety.readable()
            except ToppError:  # the page that says which tables there are
                unreadable += 1
                continue
            done = later.safety.rescue()
            assert done.contents == there
            assert done.kept is not None
            assert done.kept.read_bytes() == damaged
            assert not later.safety.damaged()
            assert later.safety.back_up().path.exists()
            if there.answers:
                assert later.assessments.open(name)
                later.answer(name, "1.1-P", 4)
            rescued.append(there.answers)
            assert not list(folder.glob("topp.sqlite.*"))
    assert rescued.count(len(LEVELS)) >= len(rescued) * 3 // 4
    assert len(rescued) > unreadable
    assert copy.exists()


def test_damage_is_noticed_when_opened(here: Laptop) -> None:
    with_answers(here, *LEVELS)
    store = closed(here)
    assert not here.safety.damaged()
    damage(store, store.stat().st_size // _PAGE // 2)
    assert here.safety.damaged()


def test_files_of_two_databases_that_were_mixed_are_noticed_or_do_no_harm(
    here: Laptop, tmp_path: Path
) -> None:
    with_answers(here, *LEVELS)
    store = closed(here)
    with laptop(tmp_path / "other") as other:
        with_answers(other, 4, 4, 4)
        shutil.copy(f"{other.places.store}-wal", f"{store}-wal")
    if here.safety.damaged():
        return
    found = here.safety.here()
    assert found is not None
    assert found.answers in {3, len(LEVELS)}


def test_of_a_file_that_is_no_database_nothing_is_rescued_and_it_stays(here: Laptop) -> None:
    with_answers(here, 1)
    here.close()
    for file in here.places.data.glob("topp.sqlite*"):
        file.unlink()
    here.places.store.write_bytes(b"\xa5" * _PAGE * 4)
    with pytest.raises(ToppError):
        here.safety.rescue()
    assert here.places.store.read_bytes() == b"\xa5" * _PAGE * 4


@pytest.mark.parametrize("state", ["empty", "gone"])
def test_a_database_that_is_lost_beside_its_copies_is_known(here: Laptop, state: str) -> None:
    assert not here.safety.lost()
    with_answers(here, 1)
    here.safety.back_up()
    assert not here.safety.lost()
    here.close()
    for file in here.places.data.glob("topp.sqlite*"):
        file.unlink()
    if state == "empty":
        here.places.store.touch()
    assert here.safety.lost()
