"""The passphrase: set, asked for, changed, removed; and what copies make of it."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.laptop import Laptop, laptop, with_answers
from topp_desktop.domain.errors import UserError

SECRET = "cuatro palabras con ñ"


@pytest.fixture
def here(tmp_path: Path) -> Iterator[Laptop]:
    with laptop(tmp_path / "data") as found:
        yield found


def test_a_passphrase_is_set_asked_for_changed_and_removed(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    caplog.set_level(logging.DEBUG)
    with laptop(tmp_path) as here:
        name = with_answers(here, 1, 2, 3)
        expected = here.assessment(name)
        assert b"secreto-en-claro" in _everything(here.places.store)
        here.safety.set_passphrase(SECRET)
        assert here.assessment(name) == expected
        here.answer(name, "1.1-P", 1, note="secreto-en-claro")
        assert b"secreto-en-claro" not in _everything(here.places.store)
        expected = here.assessment(name)
        assert here.safety.whereabouts().protected
    with laptop(tmp_path) as here:
        asked = [here.needs_passphrase]
        for _ in range(2):
            with pytest.raises(UserError, match="data-locked"):
                here.assessments.list()
        with pytest.raises(UserError, match="wrong-passphrase"):
            here.unlock(SECRET + " ")
        asked.append(here.needs_passphrase)
        # The same letters, composed otherwise by another keyboard.
        here.unlock(SECRET.replace("ñ", "n\u0303"))
        asked.append(here.needs_passphrase)
        assert asked == [True, True, False]
        assert here.assessment(name) == expected
        key = here.local.database.key
        assert key is not None
        with pytest.raises(UserError, match="wrong-passphrase"):
            here.safety.set_passphrase("otra frase larga", "no es esta frase")
        with pytest.raises(UserError, match="data-locked"):
            here.safety.set_passphrase("otra frase larga")
        with pytest.raises(UserError, match="passphrase-too-short"):
            here.safety.set_passphrase("corta", SECRET)
        here.safety.set_passphrase("otra frase larga", SECRET)
        assert here.assessment(name) == expected
    with laptop(tmp_path) as here:
        with pytest.raises(UserError, match="wrong-passphrase"):
            here.unlock(SECRET)
        here.unlock("otra frase larga")
        here.safety.remove_passphrase("otra frase larga")
        assert here.assessment(name) == expected
        assert not here.safety.whereabouts().protected
    with laptop(tmp_path) as here:
        assert not here.needs_passphrase
        assert here.assessment(name) == expected
    said = caplog.text + "".join(capfd.readouterr())
    assert SECRET not in said
    assert key.hex()[:64] not in said
    assert "hmac" not in said


def _everything(store: Path) -> bytes:
    return b"".join(p.read_bytes() for p in store.parent.glob(store.name + "*"))


def test_copies_of_a_protected_database_are_protected(here: Laptop, tmp_path: Path) -> None:
    name = with_answers(here, 1, 2)
    expected = here.assessment(name)
    here.safety.back_up()
    here.time.move(hours=1)
    here.safety.set_passphrase(SECRET)
    assert len(here.safety.remainders()) == 1
    archive = here.safety.back_up_to(tmp_path, "nota").path
    assert b"secreto-en-claro" not in archive.read_bytes()
    assert here.safety.discard_remainders() == 1
    (kept,) = here.safety.backups()
    assert kept.protected
    here.safety.set_passphrase("otra frase larga", SECRET)
    with pytest.raises(UserError, match="data-locked"):
        here.safety.preview(archive)
    assert here.safety.preview(archive, SECRET).there.answers == 2
    here.safety.restore(kept.path, SECRET)
    assert here.assessment(name) == expected
    assert here.safety.whereabouts().protected
    with laptop(here.places.data) as again:
        # The present passphrase stays, whatever the copy had.
        again.unlock("otra frase larga")
        assert again.assessment(name) == expected
    with laptop(tmp_path / "other") as other:
        with pytest.raises(UserError, match="data-locked"):
            other.safety.restore(archive)
        with pytest.raises(UserError, match="wrong-passphrase"):
            other.safety.restore(archive, "no es esta frase")
        assert not other.places.store.exists()
        other.safety.restore(archive, SECRET)
        assert other.assessment(name) == expected
    with laptop(tmp_path / "other") as other:
        other.unlock(SECRET)
        assert other.assessment(name) == expected


def test_whoever_forgot_the_passphrase_can_go_back_to_an_open_copy(here: Laptop) -> None:
    name = with_answers(here, 1)
    backup = here.safety.back_up()
    here.safety.set_passphrase(SECRET)
    with laptop(here.places.data) as again:
        done = again.safety.restore(backup.path)
        assert len(again.assessment(name).responses) == 1
        assert done.kept is not None
        assert done.kept.read_bytes()[:16] != b"SQLite format 3\0"
