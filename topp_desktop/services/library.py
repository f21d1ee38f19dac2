"""The instruments and catalogues that the program knows."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from topp_desktop.domain.errors import ToppError, UserError
from topp_desktop.domain.instrument import AGENDA_ID, Instrument
from topp_desktop.domain.instrument.build import instrument_from_document
from topp_desktop.domain.roadmap.catalogue import Catalogue, catalogue_from_document
from topp_desktop.foundation.files import private_folder, replace_file
from topp_desktop.foundation.resources import resource_bytes, resource_path
from topp_desktop.services.errors.system import write_faults


def _shipped_document(name: str) -> dict[str, Any]:
    """The self-contained document of a shipped instrument: structure plus one text per language.

    On disk the texts lie apart, one file per language, so that a translator opens one file.
    """
    document: dict[str, Any] = json.loads(resource_bytes("instruments", name, "structure.json"))
    document["texts"] = _texts("instruments", name)
    return document


def _edition(instrument: Instrument) -> tuple[int, ...]:
    return tuple(int(part) for part in instrument.version.split("."))


def _same_content(instrument: Instrument, known: Iterable[Instrument]) -> Instrument | None:
    """The known one with this id and version; UserError where its content is another."""
    for other in known:
        if (other.id, other.version) == (instrument.id, instrument.version):
            if other.sha256 != instrument.sha256:
                raise UserError("instrument-changed", id=instrument.id, version=instrument.version)
            return other
    return None


def _texts(kind: str, name: str) -> dict[str, Mapping[str, Any]]:
    texts = {}
    for path in sorted(resource_path(kind, name).glob("??.json")):
        text = json.loads(path.read_bytes())
        for key in ("format", "version"):
            text.pop(key)
        texts[text.pop("language")] = text
    return texts


@dataclass(frozen=True, slots=True)
class RefusedFile:
    """A file among the installed instruments that cannot be used, and why."""

    path: Path
    fault: ToppError


class Library:
    """Instruments by id, version and hash: the shipped one, those opened, those installed.

    Installed ones lie in `folder` (None: nothing is installed). They are read when something
    is asked for that neither ships nor was opened, so that a start does not pay for them.
    """

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder
        self._opened: list[Instrument] = []
        self._catalogues: dict[str, Catalogue] = {}

    @cached_property
    def agenda(self) -> Instrument:
        """The instrument that ships: "TOPP – Regional Agenda"."""
        return instrument_from_document(_shipped_document(AGENDA_ID))

    @cached_property
    def _installed(self) -> tuple[list[Instrument], list[RefusedFile]]:
        sound: list[Instrument] = []
        refused: list[RefusedFile] = []
        folder = self._folder
        for path in sorted(folder.glob("*.json")) if folder is not None else ():
            from topp_desktop.formats.instrument import read_instrument

            try:
                instrument = read_instrument(path)
                _same_content(instrument, (self.agenda, *sound))
            except ToppError as fault:
                refused.append(RefusedFile(path, fault))
            else:
                sound.append(instrument)
        return sound, refused

    def _known(self) -> Iterator[Instrument]:
        yield self.agenda
        yield from self._opened
        yield from self._installed[0]

    @property
    def refused(self) -> tuple[RefusedFile, ...]:
        """Installed files that were skipped."""
        return tuple(self._installed[1])

    def instruments(self) -> tuple[Instrument, ...]:
        """Everything known, the shipped instrument first."""
        return tuple({instrument.sha256: instrument for instrument in self._known()}.values())

    def find(self, instrument_id: str, version: str | None) -> Instrument:
        """By id and version; the newest where None. UserError("instrument-unknown")."""
        if version is not None:
            found = (i for i in self._known() if (i.id, i.version) == (instrument_id, version))
            instrument = next(found, None)
        else:
            having = [i for i in self.instruments() if i.id == instrument_id]
            instrument = max(having, key=_edition, default=None)
        if instrument is None:
            raise UserError("instrument-unknown", id=instrument_id, version=version or "")
        return instrument

    @property
    def known(self) -> frozenset[str]:
        """The SHA-256 values of everything known."""
        return frozenset(instrument.sha256 for instrument in self._known())

    def by_hash(self, sha256: str) -> Instrument | None:
        """The instrument that an answer pinned, if it is known."""
        return next((i for i in self._known() if i.sha256 == sha256), None)

    def add(self, instrument: Instrument) -> Instrument:
        """Takes in an instrument; UserError("instrument-changed") where its id and version are
        known with other content, because answers pin what they were given to."""
        known = _same_content(instrument, self._known())
        if known is None:
            self._opened.append(instrument)
        return known or instrument

    def open(self, path: Path) -> Instrument:
        """Reads a file and knows its instrument until the program ends."""
        from topp_desktop.formats.instrument import read_instrument

        return self.add(read_instrument(path))

    def install(self, path: Path) -> Instrument:
        """Reads a file and keeps a copy in the folder, for good."""
        from topp_desktop.formats.instrument import parse_instrument
        from topp_desktop.formats.strict import read_limited

        if self._folder is None:
            raise ValueError("this library has no folder")
        content = read_limited(path)
        instrument = parse_instrument(content, path=str(path))
        known = self.add(instrument)
        if known.sha256 == self.agenda.sha256:
            return known
        target = self._folder / f"{instrument.id}-{instrument.version}.json"
        with write_faults(target):
            private_folder(self._folder)
            replace_file(target, content)
        return known

    def catalogue(self, instrument: Instrument) -> Catalogue | None:
        """The action catalogue made for an instrument; None where there is none."""
        if not resource_path("catalogues", instrument.id, "structure.json").is_file():
            return None
        if instrument.id not in self._catalogues:
            structure = json.loads(resource_bytes("catalogues", instrument.id, "structure.json"))
            texts = _texts("catalogues", instrument.id)
            self._catalogues[instrument.id] = catalogue_from_document(structure, texts, instrument)
        return self._catalogues[instrument.id]
