"""A whole installation in one file for a stick: database, attached files and a note.

A ZIP without compression, so that other tools open it (docs/file-formats.md, "Backup file").
Everything in it is checked by its SHA-256 before it is used.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import zipfile
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from topp_desktop.domain.errors import EnvironmentFault, UserError
from topp_desktop.foundation.file_names import part_of
from topp_desktop.foundation.files import private_file, put_in_place, remove_file, sync_folder
from topp_desktop.foundation.i18n import N_
from topp_desktop.services.measurement.documents import kept_name
from topp_desktop.services.tasks import Task

FORMAT, VERSION = "topp-backup", 1
_MANIFEST, _DATABASE = "topp-backup.json", "topp.sqlite"
_ATTACHMENT = re.compile(r"attachments/([0-9a-f]{64})(\.[a-z0-9]{1,8})?")
_IDENTITY = re.compile(r"identity/[a-z0-9][a-z0-9.-]{0,60}")
_LARGEST_MANIFEST = 1024 * 1024
_CHUNK = 1024 * 1024
_WRITING, _READING = N_("Writing the copy"), N_("Reading the copy")


@dataclass(frozen=True, slots=True)
class Manifest:
    """What an archive says about itself. database: SHA-256; attachments: names inside; identity:
    name inside → SHA-256, of a secretariat's identity."""

    made: datetime
    note: str
    database: str
    attachments: tuple[str, ...]
    identity: Mapping[str, str]


def write_archive(
    path: Path,
    database: Path,
    attachments: Iterable[Path],
    identity: Iterable[Path],
    note: str,
    at: datetime,
    task: Task,
    look_at: Callable[[Path], None],
) -> int:
    """Writes the archive as a whole, synced; returns how many attachments are in it.

    look_at: reads what was written, before it takes its name. Whatever it raises, and OSError
    and Cancelled, leave `path` as it was.
    """
    files = sorted(f for f in attachments if _ATTACHMENT.fullmatch(f"attachments/{f.name}"))
    own = sorted(f for f in identity if _IDENTITY.fullmatch(f"identity/{f.name}"))
    manifest = {
        "format": FORMAT,
        "version": VERSION,
        "made": at.isoformat(),
        "note": note,
        "database": _hash(database),
        "attachments": [f"attachments/{f.name}" for f in files],
    }
    if own:
        manifest["identity"] = {f"identity/{f.name}": _hash(f) for f in own}
    part = part_of(path)
    try:
        with part.open("wb") as out:
            private_file(part)
            with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
                archive.writestr(_MANIFEST, json.dumps(manifest, ensure_ascii=False, indent=1))
                inside = [(database, _DATABASE)]
                inside += [(file, f"attachments/{file.name}") for file in files]
                inside += [(file, f"identity/{file.name}") for file in own]
                total, done = sum(file.stat().st_size for file, _ in inside), 0
                for file, name in inside:
                    with file.open("rb") as source, archive.open(name, "w") as goal:
                        while chunk := source.read(_CHUNK):
                            task.advance(_WRITING, done // _CHUNK, total // _CHUNK)
                            goal.write(chunk)
                            done += len(chunk)
            out.flush()
            os.fsync(out.fileno())
        look_at(part)
        put_in_place(part, path)
    except BaseException:
        remove_file(part)
        raise
    sync_folder(path.parent)
    return len(files)


def is_archive(path: Path) -> bool:
    """Whether a file looks like an archive rather than a database."""
    try:
        with path.open("rb") as file:
            return file.read(4) == b"PK\x03\x04"
    except OSError as fault:
        raise EnvironmentFault("file-not-readable", path=str(path)) from fault


def read_manifest(path: Path) -> Manifest:
    """UserError: wrong-format, format-too-new."""
    wrong = UserError("wrong-format", path=str(path), expected=FORMAT)
    try:
        with zipfile.ZipFile(path) as archive:
            if archive.getinfo(_MANIFEST).file_size > _LARGEST_MANIFEST:
                raise wrong
            found = json.loads(archive.read(_MANIFEST))
        if found.get("format") != FORMAT:
            raise wrong
        if found["version"] > VERSION:
            raise UserError("format-too-new", path=str(path), found=found["version"], known=VERSION)
        return _manifest(found)
    except (
        *(zipfile.BadZipFile, ValueError, KeyError, TypeError, AttributeError),
        *(NotImplementedError, RecursionError, RuntimeError),
    ) as fault:
        raise wrong from fault
    except OSError as fault:
        raise EnvironmentFault("file-not-readable", path=str(path)) from fault


def _manifest(found: dict[str, Any]) -> Manifest:
    names = tuple(str(name) for name in found["attachments"])
    if not all(_ATTACHMENT.fullmatch(name) for name in names):
        raise ValueError("name of an attachment")
    identity = {str(n): str(sha) for n, sha in found.get("identity", {}).items()}
    if not all(_IDENTITY.fullmatch(name) for name in identity):
        raise ValueError("name of a part of an identity")
    made = datetime.fromisoformat(found["made"])
    if made.tzinfo is None:
        raise ValueError("a moment without its zone")
    return Manifest(made, str(found["note"]), str(found["database"]), names, identity)


def extract_database(path: Path, manifest: Manifest, goal: Path, task: Task) -> None:
    """The archive's database at `goal`; EnvironmentFault("database-damaged") for another hash."""
    _extract(path, _DATABASE, goal, manifest.database, task)


def extract_attachments(path: Path, manifest: Manifest, folder: Path, task: Task) -> None:
    """Every attached file that is not in `folder` yet; their names are their hashes."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in manifest.attachments:
        goal = folder / kept_name(name.removeprefix("attachments/").partition(".")[0], name)
        if goal.exists():
            continue
        part = part_of(goal)
        try:
            _extract(path, name, part, goal.name.partition(".")[0], task)
            put_in_place(part, goal)
        finally:
            remove_file(part)
    sync_folder(folder)


def extract_identity(path: Path, manifest: Manifest, goal: Path, task: Task) -> None:
    """The identity of an archive in a folder of its own."""
    goal.mkdir(parents=True)
    for name, sha256 in manifest.identity.items():
        file = goal / name.removeprefix("identity/")
        _extract(path, name, file, sha256, task)
        private_file(file)
    sync_folder(goal)


def _extract(path: Path, name: str, goal: Path, sha256: str, task: Task) -> None:
    damaged = EnvironmentFault("database-damaged", path=str(path), backups="backups")
    digest = hashlib.sha256()
    try:
        with zipfile.ZipFile(path) as archive, archive.open(name) as file, goal.open("wb") as out:
            if archive.getinfo(name).compress_type != zipfile.ZIP_STORED:
                raise damaged  # a small file that unpacks to a whole disk
            while chunk := file.read(_CHUNK):
                task.advance(_READING, 0, 0)
                digest.update(chunk)
                out.write(chunk)
            out.flush()
            os.fsync(out.fileno())
    except (zipfile.BadZipFile, KeyError, EOFError, NotImplementedError, RuntimeError) as fault:
        raise damaged from fault
    if digest.hexdigest() != sha256:
        raise damaged


def _hash(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
