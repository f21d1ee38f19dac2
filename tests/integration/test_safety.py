"""Copies, restore, hand-over and the passphrase, on real files."""

from __future__ import annotations

import shutil
import sqlite3
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.disks import fill, make_read_only, small_disk
from tests.support.laptop import Laptop, laptop, with_answers
from topp_desktop.domain.errors import EnvironmentFault, ToppError


@pytest.fixture
def here(tmp_path: Path) -> Iterator[Laptop]:
    with laptop(tmp_path / "data") as found:
        yield found


# --- copies ---------------------------------------------------------------------------------


def test_a_copy_goes_to_a_stick_with_its_files_and_is_read_again(
    here: Laptop, tmp_path: Path
) -> None:
    name = with_answers(here, 1, 2, 3)
    source = tmp_path / "plan.pdf"
    source.write_bytes(b"%PDF plan")
    institution = here.assessment(name).institution.id
    here.documents.attach(here.documents.add(institution, "Plan"), source)
    stick = tmp_path / "stick"
    stick.mkdir()
    written = here.safety.back_up_to(stick, "para la nueva jefa ñ")
    assert written.path.parent == stick
    assert (written.contents.answers, written.attachments) == (3, 1)
    assert list(stick.iterdir()) == [written.path]
    assert {p.name for p in here.places.data.iterdir()} <= {
        *("topp.sqlite", "topp.sqlite-wal", "topp.sqlite-shm", "attachments"),
    }
    with laptop(tmp_path / "other") as other:
        preview = other.safety.preview(written.path)
        assert (preview.note, preview.made) == ("para la nueva jefa ñ", here.time.now)
        assert (preview.here, preview.attachments, preview.older) == (None, 1, False)
        assert [(r.round, r.answers) for r in preview.there.rounds] == [("2026-2", 3)]
        done = other.safety.restore(written.path)
        assert done.kept is None
        assert other.assessment(name) == here.assessment(name)
        (document,) = other.documents.entries(institution)
        assert document.attachment is not None
        assert other.documents.intact(document.attachment)
        assert other.audit.device().id != here.audit.device().id
        other.answer(name, "1.1-P", 4)


@pytest.mark.parametrize("state", ["full", "read-only"])
def test_a_stick_that_cannot_take_it(state: str, here: Laptop, tmp_path: Path) -> None:
    with_answers(here, 1)
    with small_disk(tmp_path / "stick", 128) as stick:
        if state == "full":
            fill(stick)
        else:
            make_read_only(stick)
        before = sorted(p.name for p in stick.iterdir())
        with pytest.raises(EnvironmentFault) as caught:
            here.safety.back_up_to(stick)
        assert caught.value.code == ("disk-full" if state == "full" else "cannot-write")
        assert sorted(p.name for p in stick.iterdir()) == before
    assert not list(here.places.data.glob("topp.sqlite.*"))


# --- back again -----------------------------------------------------------------------------


def test_a_restore_shows_first_keeps_what_was_here_and_can_itself_be_undone(
    here: Laptop,
) -> None:
    name = with_answers(here, 1, 2)
    old = here.assessment(name)
    backup = here.safety.back_up()
    here.time.move(hours=1)
    here.answer(name, "1.1-P", 4)
    new = here.assessment(name)
    preview = here.safety.preview(backup.path)
    assert preview.here is not None
    assert preview.older
    assert preview.there.newest is not None
    assert preview.there.newest < (preview.here.newest or preview.there.newest)
    assert here.assessment(name) == new

    done = here.safety.restore(backup.path, fresh_device=False)
    assert here.assessment(name) == old
    assert done.contents.answers == len(old.responses)
    assert done.kept is not None
    here.time.move(hours=1)
    here.safety.restore(done.kept, fresh_device=False)
    assert here.assessment(name) == new
    here.answer(name, "1.1-F", 2)


def test_another_device_goes_on_from_a_copy(here: Laptop) -> None:
    name = with_answers(here, 1)
    label, first = here.audit.device().label, here.audit.device().id
    backup = here.safety.back_up()
    here.safety.restore(backup.path, fresh_device=False)
    assert here.audit.device().id == first
    here.safety.restore(backup.path)
    assert here.audit.device().id != first
    assert here.audit.device().label == label
    assert here.audit.steps(name)[-1].device == label


def _damage(path: Path, how: str) -> None:
    content = path.read_bytes()
    if how == "text":
        path.write_bytes(b"Esto no es una copia. " * 400)
    elif how == "cut":
        path.write_bytes(content[: len(content) // 4096 // 2 * 4096])
    elif how == "cut mid-page":
        path.write_bytes(content[:-100])
    elif how == "other program":
        path.unlink()
        connection = sqlite3.connect(path)
        connection.execute("CREATE TABLE theirs (x)")
        connection.commit()
        connection.close()
    elif how == "newer":
        connection = sqlite3.connect(path)
        connection.execute("UPDATE alembic_version SET version_num = 'future'")
        connection.commit()
        connection.close()
    elif how == "a reference":
        connection = sqlite3.connect(path)
        connection.execute("UPDATE response SET assessment_id = 'nowhere'")
        connection.commit()
        connection.close()
    else:
        path.unlink()


@pytest.mark.parametrize(
    ("how", "code"),
    [
        ("text", "wrong-format"),
        ("cut", "database-damaged"),
        ("cut mid-page", "wrong-format"),
        ("other program", "database-damaged"),
        ("newer", "database-too-new"),
        ("a reference", "database-damaged"),
        ("gone", "file-not-found"),
    ],
)
def test_a_copy_that_is_not_sound_changes_nothing(
    how: str, code: str, here: Laptop, tmp_path: Path
) -> None:
    name = with_answers(here, *[1] * 16)
    copy = tmp_path / "copia.sqlite"
    shutil.copy(here.safety.back_up().path, copy)
    _damage(copy, how)
    before = here.stored(name)
    with pytest.raises(ToppError) as caught:
        here.safety.restore(copy)
    assert caught.value.code == code
    assert caught.value.params["path"] == str(copy) or how == "a reference"
    assert here.stored(name) == before
    here.answer(name, "1.1-P", 4)
    assert not list(here.places.data.glob("topp.sqlite.*"))


@pytest.mark.parametrize("damage", ["database", "attachment", "manifest", "name", "truncated"])
def test_an_archive_that_was_tampered_with_changes_nothing(
    damage: str, here: Laptop, tmp_path: Path
) -> None:
    name = with_answers(here, 1)
    source = tmp_path / "plan.pdf"
    source.write_bytes(b"%PDF plan")
    institution = here.assessment(name).institution.id
    here.documents.attach(here.documents.add(institution, "Plan"), source)
    written = here.safety.back_up_to(tmp_path)
    bad = tmp_path / "malo.topp-backup"
    with zipfile.ZipFile(written.path) as old, zipfile.ZipFile(bad, "w") as new:
        for entry in old.infolist():
            data, inside = old.read(entry), entry.filename
            if damage == "database" and inside == "topp.sqlite":
                data = data[:5000] + b"\xff" + data[5001:]
            if damage == "attachment" and inside.startswith("attachments/"):
                data = b"otro"
            if damage == "manifest" and inside.endswith(".json"):
                data = data.replace(b'"topp-backup"', b'"topp-other"')
            if damage == "name" and inside.endswith(".json"):
                data = data.replace(b"attachments/", b"../../../x/")
            new.writestr(inside, data)
    if damage == "truncated":
        bad.write_bytes(bad.read_bytes()[:-2000])
    for file in here.places.attachments.iterdir():
        file.unlink()
    before = here.stored(name)
    with pytest.raises(ToppError) as caught:
        here.safety.restore(bad)
    assert caught.value.code in {"database-damaged", "wrong-format"}
    assert here.stored(name) == before
    assert list(here.places.attachments.iterdir()) == []


def test_a_database_that_cannot_be_read_is_set_aside(here: Laptop) -> None:
    name = with_answers(here, 1, 2)
    expected = here.assessment(name)
    backup = here.safety.back_up()
    here.close()
    content = here.places.store.read_bytes()
    rubbish = content[:100] + b"\xff" * 8000 + content[8100:]
    here.places.store.write_bytes(rubbish)
    with laptop(here.places.data) as again:
        with pytest.raises(EnvironmentFault, match="database-damaged"):
            again.assessments.list()
        assert again.safety.preview(backup.path).here is None
        done = again.safety.restore(backup.path)
        assert again.assessment(name) == expected
        assert done.kept is not None
        assert done.kept.read_bytes() == rubbish


def test_nothing_is_replaced_while_somebody_is_reading(here: Laptop) -> None:
    name = with_answers(here, 1)
    backup = here.safety.back_up()
    here.answer(name, "1.1-P", 4)
    before = here.stored(name)
    with here.local.engine.connect() as reader:
        reader.exec_driver_sql("SELECT count(*) FROM response").fetchall()
        with pytest.raises(EnvironmentFault, match="database-locked"):
            here.safety.restore(backup.path)
    assert here.stored(name) == before
    here.safety.restore(backup.path)
