"""A hand-over file from a stranger: nothing in it runs, deletes or reaches out of the folder."""

from __future__ import annotations

import hashlib
import json
import os
import sqlite3
import zipfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
import sqlcipher3.dbapi2 as sqlcipher

from tests.support.laptop import Laptop, laptop, with_answers
from topp_desktop.domain.errors import ToppError, UserError
from topp_desktop.services.measurement.documents import Attachment, is_document

PROGRAM = b"MZ this would run"
HASH = hashlib.sha256(PROGRAM).hexdigest()


@pytest.fixture
def here(tmp_path: Path) -> Iterator[Laptop]:
    with laptop(tmp_path / "data") as found:
        yield found


def handed_over(folder: Path, sha256: str, name: str = "Plan.pdf") -> Path:
    """A hand-over file whose one document names its file so, as somebody could have made it."""
    with laptop(folder / "stranger") as stranger:
        measurement = with_answers(stranger, 1)
        source = folder / "plan.pdf"
        source.write_bytes(PROGRAM)
        institution = stranger.assessment(measurement).institution.id
        stranger.documents.attach(stranger.documents.add(institution, "Plan"), source)
        path = stranger.safety.back_up_to(folder).path
    with zipfile.ZipFile(path) as archive:
        parts = {item: archive.read(item) for item in archive.namelist()}
    store = folder / "changed.sqlite"
    store.write_bytes(parts["topp.sqlite"])
    with closing(sqlite3.connect(store)) as connection:
        connection.execute("PRAGMA ignore_check_constraints = ON")
        connection.execute("UPDATE document SET sha256 = ?, file_name = ?", (sha256, name))
        connection.commit()
    manifest = json.loads(parts.pop("topp-backup.json"))
    parts["topp.sqlite"] = store.read_bytes()
    manifest["database"] = hashlib.sha256(parts["topp.sqlite"]).hexdigest()
    (kept,) = (item for item in parts if item.startswith("attachments/"))
    ending = Path(name).suffix
    manifest["attachments"] = [f"attachments/{HASH}{ending}"]
    parts[f"attachments/{HASH}{ending}"] = parts.pop(kept)
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("topp-backup.json", json.dumps(manifest))
        for item, content in parts.items():
            archive.writestr(item, content)
    return path


STRANGE = {
    "outside": "../../important",
    "a share": "//evil/share/payload",
    "a drive": "C:/Windows/notepad",
    "capitals": HASH.upper(),
    "short": HASH[:63],
    "nothing": "",
    "a line more": HASH + "\n",
}


@pytest.mark.parametrize("sha256", STRANGE.values(), ids=STRANGE)
def test_a_file_that_names_anything_but_a_hash_is_refused_when_read(
    sha256: str, here: Laptop, tmp_path: Path
) -> None:
    path = handed_over(tmp_path, sha256)
    for deed in (here.safety.preview, here.safety.restore):
        with pytest.raises(ToppError, match="copy-not-ours"):
            deed(path)
    assert not here.places.store.exists()
    assert not here.places.attachments.exists()


@pytest.mark.parametrize("sha256", STRANGE.values(), ids=STRANGE)
def test_the_table_itself_takes_nothing_but_a_hash(sha256: str, here: Laptop) -> None:
    with_answers(here, 1)
    statement = (
        "INSERT INTO document (id, institution_id, title, hierarchy, place, sha256, file_name, "
        "listed, created) SELECT 'd', id, 't', 'other', '', ?, 'x.pdf', 1, '' FROM institution"
    )
    with here.local.engine.connect() as connection:
        raw = connection.connection.driver_connection
        assert raw is not None
        with pytest.raises(sqlcipher.IntegrityError, match="sha256"):
            raw.execute(statement, (sha256,))


@pytest.mark.parametrize("sha256", STRANGE.values(), ids=STRANGE)
def test_no_path_is_made_of_anything_but_a_hash(sha256: str, here: Laptop) -> None:
    strange = Attachment(sha256, "x.pdf", 1)
    with pytest.raises(UserError, match="copy-not-ours"):
        here.documents.path_of(strange)
    assert not here.documents.intact(strange)


@pytest.mark.parametrize("name", ["Plan.exe", "Plan.pdf.lnk", "Plan.html", "Plan.docm", "Plan.scr"])
def test_what_a_system_would_run_keeps_no_ending_and_is_not_opened(
    name: str, here: Laptop, tmp_path: Path
) -> None:
    here.safety.restore(handed_over(tmp_path, HASH, name))
    (kept,) = here.places.attachments.iterdir()
    assert kept.name == HASH
    assert not is_document(name)
    (summary,) = here.assessments.list()
    (document,) = here.documents.entries(summary.institution.id)
    assert document.attachment is not None
    assert here.documents.intact(document.attachment)


def test_programs_that_an_earlier_version_kept_lose_their_ending(here: Laptop) -> None:
    with_answers(here, 1)
    folder = here.places.attachments
    folder.mkdir(exist_ok=True)
    for ending in (".exe", ".pdf"):
        (folder / f"{HASH}{ending}").write_bytes(PROGRAM)
    here.safety.tidy()
    assert {path.name for path in folder.iterdir()} == {HASH, f"{HASH}.pdf"}


def test_names_cannot_look_like_others(here: Laptop, tmp_path: Path) -> None:
    institution = here.assessment(with_answers(here, 1)).institution.id
    source = tmp_path / "plan\u202efdp.exe"
    source.write_bytes(PROGRAM)
    listed = here.documents.add(institution, "Plan\u202e\x07fdp", place="\u2066oficina\x1b[2J")
    kept = here.documents.attach(listed, source)
    assert kept.attachment is not None
    assert kept.attachment.name == "planfdp.exe"
    (entry,) = here.documents.entries(institution)
    assert (entry.title, entry.place) == ("Planfdp", "oficina[2J")


def test_a_copy_for_a_stick_carries_no_live_key_of_this_computer(
    here: Laptop, tmp_path: Path
) -> None:
    with_answers(here, 1)
    seed = b"live-device-seed-of-this-laptop!"
    here.close()
    with closing(sqlcipher.connect(str(here.places.store))) as connection, connection:
        names = [c[1] for c in connection.execute("PRAGMA table_info(exchange_membership)")]
        values = {name: seed if name == "device_seed" else b"x" for name in names}
        marks = ", ".join("?" * len(values))
        connection.execute(
            f"INSERT INTO exchange_membership VALUES ({marks})",
            tuple(values.values()),
        )
    written = here.safety.back_up_to(tmp_path).path
    assert seed not in written.read_bytes()
    here.close()
    assert seed in here.places.store.read_bytes()


@pytest.mark.skipif(os.name != "posix", reason="modes tell accounts apart on POSIX only")
def test_names_notes_and_keys_are_for_one_account(tmp_path: Path) -> None:
    with laptop(tmp_path / "data") as found:
        with_answers(found, 1)
        copy = found.safety.back_up_to(tmp_path).path
    assert (tmp_path / "data").stat().st_mode & 0o077 == 0
    assert copy.stat().st_mode & 0o077 == 0


def test_a_small_archive_that_unpacks_to_a_whole_disk_is_refused(
    here: Laptop, tmp_path: Path
) -> None:
    path = handed_over(tmp_path, HASH)
    with zipfile.ZipFile(path) as archive:
        manifest = archive.read("topp-backup.json")
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("topp-backup.json", manifest)
        archive.writestr("topp.sqlite", bytes(50_000_000))
    with pytest.raises(ToppError, match="database-damaged"):
        here.safety.preview(path)


@pytest.mark.parametrize("manifest", ["[" * 100_000, '{"format": ' * 50_000])
def test_a_manifest_that_is_too_deep_is_refused(
    manifest: str, here: Laptop, tmp_path: Path
) -> None:
    path = tmp_path / "deep.topp-backup"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("topp-backup.json", manifest)
    with pytest.raises(UserError, match="wrong-format"):
        here.safety.preview(path)
