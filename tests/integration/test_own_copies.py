"""Copies that the program makes by itself: when, in which order, and which are kept."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.laptop import Laptop, laptop, with_answers
from topp_desktop.services.kept_copies import kept_of
from topp_desktop.services.safety import Backup


@pytest.fixture
def here(tmp_path: Path) -> Iterator[Laptop]:
    with laptop(tmp_path / "data") as found:
        yield found


def test_a_start_copies_once_a_day(here: Laptop) -> None:
    assert here.safety.back_up_if_due() is None
    assert not here.places.store.exists()
    with_answers(here, 1)
    first = here.safety.back_up_if_due()
    assert first is not None
    here.time.move(hours=2)
    assert here.safety.back_up_if_due() is None
    here.time.move(hours=22, seconds=-3)  # the next morning, a little earlier than today
    assert here.safety.back_up_if_due() is not None
    assert len(here.safety.backups()) == 2
    assert here.safety.whereabouts().last_backup == here.time.now


def test_a_clock_that_was_set_back_does_not_stop_the_copies(here: Laptop) -> None:
    with_answers(here, 1)
    here.safety.back_up()
    here.time.move(days=-30)
    assert here.safety.back_up_if_due() is not None


def test_seven_days_and_four_weeks_are_kept(here: Laptop) -> None:
    with_answers(here, 1)
    for _ in range(45):
        here.time.move(hours=25)
        here.safety.back_up()
    made = [b.made for b in here.safety.backups()]
    assert made[0] == here.time.now
    days = [m.date() for m in made[:7]]
    assert len(set(days)) == 7
    assert (made[0] - made[6]) < timedelta(days=8)
    assert len({m.isocalendar()[:2] for m in made}) == 4
    assert 8 <= len(made) <= 11


@pytest.mark.parametrize("year", [2009, 2036])
def test_what_was_just_copied_stays_whatever_the_clock_says(here: Laptop, year: int) -> None:
    with_answers(here, 1)
    for _ in range(40):
        here.time.move(days=1)
        here.safety.back_up_if_due()
    for now in (datetime(year, 1, 1, 9, tzinfo=UTC), datetime(2026, 5, 1, 9, tzinfo=UTC)):
        here.time.now = now
        for _ in range(3):
            here.time.move(days=1)
            made = (here.safety.back_up_if_due(), here.safety.back_up())
            assert all(copy is not None and copy.path.exists() for copy in made)
            assert here.safety.backups()[0] == made[1]
            assert here.safety.whereabouts().last_backup == here.time.now


@pytest.mark.parametrize("year", [2009, 2036])
def test_what_stood_here_before_a_restore_stays_whatever_the_clock_says(
    here: Laptop, year: int
) -> None:
    with_answers(here, 1)
    copy = here.safety.back_up().path
    for _ in range(3):
        here.time.move(days=30)
        here.safety.restore(copy, fresh_device=False)
    here.time.now = datetime(year, 6, 1, 9, tzinfo=UTC)
    kept = here.safety.restore(copy, fresh_device=False).kept
    here.safety.back_up()
    assert kept is not None
    assert kept.exists()


def test_copies_of_an_earlier_version_come_after_the_numbered_ones(here: Laptop) -> None:
    with_answers(here, 1)
    copy = here.safety.back_up().path
    old = copy.with_name("topp-20991231T235959000000Z.sqlite")
    shutil.copy(copy, old)
    made = here.safety.back_up()
    assert [b.path for b in here.safety.backups()] == [made.path, copy, old]


def test_a_copy_is_made_only_of_what_was_changed(here: Laptop) -> None:
    name = with_answers(here, 1, 2)
    first = here.safety.back_up_if_changed("closing")
    assert first is not None
    assert here.safety.back_up_if_changed("closing") is None
    here.answer(name, "1.1-P", 4)
    second = here.safety.back_up_if_changed("answers")
    assert second is not None
    contents = [here.safety.held(copy) for copy in (second, first)]
    assert [c.answers for c in contents if c is not None] == [3, 2] or contents[0] == contents[1]
    assert here.safety.held(second) == here.safety.here()


@pytest.mark.parametrize("state", ["empty", "gone"])
def test_copies_of_a_database_that_was_lost_are_kept_for_good(here: Laptop, state: str) -> None:
    with_answers(here, 1, 2, 3)
    copy = here.safety.back_up()
    here.close()
    for file in here.places.data.glob("topp.sqlite*"):
        file.unlink()
    if state == "empty":
        here.places.store.touch()
    with laptop(here.places.data) as later:
        with_answers(later, 4)
        for _ in range(60):
            later.time.move(days=1)
            later.safety.back_up_if_due()
        kept = [b for b in later.safety.backups() if b.reason == "kept"]
        assert [b.number for b in kept] == [copy.number]
        assert later.safety.preview(kept[0].path).there.answers == 3


def test_what_a_killed_program_left_is_removed(here: Laptop) -> None:
    name = with_answers(here, 1)
    copy = here.safety.back_up()
    data = here.places.data
    here.places.attachments.mkdir(exist_ok=True)
    left = [
        *(data / f"topp.sqlite.{what}" for what in ("copy", "look", "new", "new-journal")),
        *(copy.path.with_name(f"topp-000009-x.sqlite.part{more}") for more in ("", "-journal")),
        here.places.attachments / "1234.part",
    ]
    for path in left:
        path.write_bytes(b"secreto")
    here.safety.tidy()
    assert not [path for path in left if path.exists()]
    assert copy.path.exists()
    assert here.assessment(name).responses


def test_what_needs_no_passphrase_is_protected_or_deleted(here: Laptop) -> None:
    with_answers(here, 1)
    plain = here.safety.back_up()
    aside = here.places.backups / "damaged-20260101T000000000000Z" / "topp.sqlite"
    aside.parent.mkdir()
    whole = plain.path.read_bytes()
    # Which of the later pages holds what is the database's affair; without all it is damaged.
    aside.write_bytes(whole[:4096] + bytes(len(whole) - 4096))
    here.safety.set_passphrase("cuatro palabras al azar")
    assert set(here.safety.remainders()) == {plain.path, aside}
    assert here.safety.protect_remainders() == [aside]
    assert here.safety.remainders() == [aside]
    held = here.safety.held(here.safety.backups()[0])
    assert held is not None
    assert held.answers == 1
    assert here.safety.discard_remainders() == 1
    assert not aside.parent.exists()
    assert b"secreto-en-claro" not in b"".join(
        file.read_bytes() for file in here.places.data.rglob("*") if file.is_file()
    )


@given(st.lists(st.integers(0, 60 * 24 * 90), max_size=60, unique=True))
def test_the_newest_copy_is_always_kept(minutes: list[int]) -> None:
    start = datetime(2026, 1, 1, tzinfo=UTC)
    backups = [
        Backup(
            Path(f"{m}"),
            start + timedelta(minutes=m),
            1,
            "before-restore" if m % 5 == 0 else "daily",
            protected=False,
        )
        for m in minutes
    ]
    kept = kept_of(backups)
    regular = [b for b in backups if b.reason == "daily"]
    if regular:
        newest = max(regular, key=lambda b: b.made)
        assert newest in kept
        days = sorted({b.made.date() for b in regular})[-7:]
        assert {b.made.date() for b in kept & set(regular)} >= set(days)
    assert len(kept) <= 3 + 3 + 7 + 4
    assert kept_of(list(kept)) == kept
