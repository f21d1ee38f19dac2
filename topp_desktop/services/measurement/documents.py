"""The institution's own list of plans and policies, and the files kept with it.

Answers name documents by title; titles travel. Files are copied into the data folder by their
SHA-256 and never leave this computer.
"""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final, Protocol
from uuid import uuid4

from topp_desktop.domain.errors import EnvironmentFault, ToppError, UserError
from topp_desktop.foundation.files import private_folder, put_in_place, remove_file, sync_folder
from topp_desktop.foundation.text import fold, shown
from topp_desktop.services.errors.system import write_faults
from topp_desktop.services.ports import Clock

HIERARCHIES: Final = (
    "international",
    "national",
    "sector",
    "territorial",
    "institutional",
    "other",
)
LONGEST_TITLE = 500
DOCUMENT_TYPES: Final = frozenset(
    f".{ending}"
    for ending in (
        *("pdf", "doc", "docx", "odt", "rtf", "txt", "xls", "xlsx", "ods", "csv"),
        *("ppt", "pptx", "odp", "png", "jpg", "jpeg", "gif", "tif", "tiff", "bmp", "webp"),
    )
)
"""Endings of what people attach and the system may open; anything else is only shown in its
folder."""
_CHUNK = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file kept beside the database. size in bytes; name: as it was called."""

    sha256: str
    name: str
    size: int


@dataclass(frozen=True, slots=True)
class Document:
    """An entry of the list. period_from, period_to: years."""

    id: str
    title: str
    hierarchy: str = "institutional"
    period_from: int | None = None
    period_to: int | None = None
    place: str = ""
    attachment: Attachment | None = None


@dataclass(frozen=True, slots=True)
class DocumentUse:
    """A measurement that names a document: in how many answers, agreements and plans."""

    assessment_id: str
    round: str
    times: int


class DocumentStore(Protocol):
    """Faults: EnvironmentFault store-write-failed, …; UserError document-unknown."""

    def entries(self, institution_id: str) -> list[Document]: ...

    def institution_of(self, document_id: str) -> str: ...

    def put(self, institution_id: str, document: Document, created: str) -> None:
        """Adds or changes an entry. Answers that named its title without the list now name the
        entry, so that a new title shows there too."""
        ...

    def find_unlisted(self, institution_id: str, title: str) -> str | None:
        """The id of an entry with this title that was taken off the list."""
        ...

    def unlist(self, document_id: str) -> None:
        """Takes an entry off the list; answers that name it keep its title."""
        ...

    def uses(self, document_id: str) -> Sequence[DocumentUse]: ...

    def attachments(self) -> Sequence[str]:
        """SHA-256 of every file that some entry has."""
        ...


class DocumentService:
    """Runs on the writer thread. folder: where attached files are kept."""

    def __init__(self, store: DocumentStore, folder: Path, clock: Clock) -> None:
        self._store = store
        self._folder = folder
        self._clock = clock

    def entries(self, institution_id: str) -> list[Document]:
        """The institution's list, by title."""
        return sorted(self._store.entries(institution_id), key=lambda d: fold(d.title))

    def add(
        self,
        institution_id: str,
        title: str,
        *,
        hierarchy: str = "institutional",
        period_from: int | None = None,
        period_to: int | None = None,
        place: str = "",
    ) -> Document:
        """Adds an entry. UserError: document-title-missing, document-title-taken,
        document-period, invalid-detail."""
        known = self._store.find_unlisted(institution_id, title.strip())
        document = Document(known or str(uuid4()), title, hierarchy, period_from, period_to, place)
        return self._put(institution_id, document)

    def change(self, document: Document) -> Document:
        """Replaces an entry; a new title shows in every answer that names it (a measurement
        that was approved is then reopened, see `uses`). Faults as `add`; the attachment stays
        what `attach` made it."""
        return self._put(self._store.institution_of(document.id), document)

    def _put(self, institution_id: str, document: Document) -> Document:
        title = " ".join(shown(document.title).split())
        if not title or len(title) > LONGEST_TITLE:
            raise UserError("document-title-missing", limit=LONGEST_TITLE)
        others = [d for d in self._store.entries(institution_id) if d.id != document.id]
        if any(d.title.casefold() == title.casefold() for d in others):
            raise UserError("document-title-taken", title=title)
        if document.hierarchy not in HIERARCHIES:
            raise UserError("invalid-detail", detail=document.hierarchy)
        years = [y for y in (document.period_from, document.period_to) if y is not None]
        if any(not 1900 <= year <= 2200 for year in years) or years != sorted(years):
            raise UserError("document-period")
        clean = replace(document, title=title, place=shown(document.place).strip())
        self._store.put(institution_id, clean, self._clock().isoformat())
        return clean

    def remove(self, document: Document) -> None:
        """Takes an entry off the list and deletes its file; answers keep the title."""
        self._store.unlist(document.id)
        self._forget_unused(document.attachment)

    def uses(self, document_id: str) -> Sequence[DocumentUse]:
        """Where a document is named."""
        return self._store.uses(document_id)

    # --- files ------------------------------------------------------------------------------

    def attach(self, document: Document, source: Path) -> Document:
        """Copies a file and keeps its SHA-256. EnvironmentFault: file-not-readable, disk-full,
        cannot-write; UserError file-not-found."""
        if not source.is_file():
            raise UserError("file-not-found", path=str(source))
        attachment = self._copy(source)
        changed = self._put(
            self._store.institution_of(document.id), replace(document, attachment=attachment)
        )
        if document.attachment != attachment:
            self._forget_unused(document.attachment)
        return changed

    def detach(self, document: Document) -> Document:
        """Deletes the kept copy; the original is not touched."""
        institution = self._store.institution_of(document.id)
        changed = self._put(institution, replace(document, attachment=None))
        self._forget_unused(document.attachment)
        return changed

    def path_of(self, attachment: Attachment) -> Path:
        """Where the kept copy lies."""
        return self._folder / kept_name(attachment.sha256, attachment.name)

    def intact(self, attachment: Attachment) -> bool:
        """Whether the kept copy is there and still the same."""
        try:
            return _hash(self.path_of(attachment)) == attachment.sha256
        except (OSError, ToppError):
            return False

    def _copy(self, source: Path) -> Attachment:
        part = self._folder / f"{uuid4()}.part"
        digest, size = hashlib.sha256(), 0
        try:
            with write_faults(self._folder):
                private_folder(self._folder)
                with part.open("wb") as out:
                    for chunk in _chunks(source):
                        digest.update(chunk)
                        size += len(chunk)
                        out.write(chunk)
                    out.flush()
                    os.fsync(out.fileno())
                found = Attachment(digest.hexdigest(), shown(source.name), size)
                put_in_place(part, self.path_of(found))
                sync_folder(self._folder)
        finally:
            remove_file(part)
        return found

    def _forget_unused(self, attachment: Attachment | None) -> None:
        if attachment is not None and attachment.sha256 not in self._store.attachments():
            with write_faults(self._folder):
                remove_file(self.path_of(attachment))


def _chunks(source: Path) -> Iterator[bytes]:
    """The file's bytes, piece by piece; EnvironmentFault("file-not-readable")."""
    try:
        with source.open("rb") as file:
            while chunk := file.read(_CHUNK):
                yield chunk
    except OSError as fault:
        raise EnvironmentFault("file-not-readable", path=str(source)) from fault


def _hash(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def is_document(name: str) -> bool:
    """Whether the system may be asked to open a file of this name: no program."""
    return Path(name).suffix.lower() in DOCUMENT_TYPES


def kept_name(sha256: str, name: str) -> str:
    """What the copy of a file is called in its folder. Only a document keeps its ending: nothing
    that a system would run. UserError("copy-not-ours") for what is no SHA-256."""
    if not re.fullmatch(r"[0-9a-f]{64}", sha256):
        raise UserError("copy-not-ours", path=shown(name))
    return sha256 + (Path(name).suffix.lower() if is_document(name) else "")
