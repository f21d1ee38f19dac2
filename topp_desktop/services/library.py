"""The instruments and catalogues that the program knows."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from topp_desktop.domain.errors import UserError
from topp_desktop.domain.instrument import AGENDA_ID, Instrument
from topp_desktop.domain.instrument.build import instrument_from_document
from topp_desktop.domain.roadmap.catalogue import Catalogue, catalogue_from_document
from topp_desktop.foundation.resources import resource_bytes, resource_path


def _shipped_document(name: str) -> dict[str, Any]:
    """The self-contained document of a shipped instrument: structure plus one text per language.

    On disk the texts lie apart, one file per language, so that a translator opens one file.
    """
    document: dict[str, Any] = json.loads(resource_bytes("instruments", name, "structure.json"))
    document["texts"] = _texts("instruments", name)
    return document


def _texts(kind: str, name: str) -> dict[str, Mapping[str, Any]]:
    texts = {}
    for path in sorted(resource_path(kind, name).glob("??.json")):
        text = json.loads(path.read_bytes())
        for key in ("format", "version"):
            text.pop(key)
        texts[text.pop("language")] = text
    return texts


class Library:
    """Instruments by id and hash; shipped ones are read when first asked for."""

    def __init__(self) -> None:
        self._instruments: dict[str, Instrument] = {}
        self._catalogues: dict[str, Catalogue] = {}

    def add(self, instrument: Instrument) -> None:
        """Takes in an instrument that was loaded from a file."""
        self._instruments[instrument.sha256] = instrument

    @property
    def agenda(self) -> Instrument:
        """The instrument that ships: "TOPP – Regional Agenda"."""
        for instrument in self._instruments.values():
            if instrument.id == AGENDA_ID:
                return instrument
        instrument = instrument_from_document(_shipped_document(AGENDA_ID))
        self._instruments[instrument.sha256] = instrument
        return instrument

    def instruments(self) -> tuple[Instrument, ...]:
        """Everything known, the shipped instrument first."""
        first = self.agenda
        return (first, *(i for i in self._instruments.values() if i is not first))

    def find(self, instrument_id: str, version: str | None) -> Instrument:
        """By id and version; any version where None. UserError("instrument-unknown")."""
        for instrument in self.instruments():
            if instrument.id == instrument_id and version in (None, instrument.version):
                return instrument
        raise UserError("instrument-unknown", id=instrument_id, version=version or "")

    def by_hash(self, sha256: str) -> Instrument | None:
        """The instrument that an answer pinned, if it is known."""
        return next((i for i in self.instruments() if i.sha256 == sha256), None)

    def catalogue(self, instrument: Instrument) -> Catalogue | None:
        """The action catalogue made for an instrument; None where there is none."""
        if not resource_path("catalogues", instrument.id, "structure.json").is_file():
            return None
        if instrument.id not in self._catalogues:
            structure = json.loads(resource_bytes("catalogues", instrument.id, "structure.json"))
            texts = _texts("catalogues", instrument.id)
            self._catalogues[instrument.id] = catalogue_from_document(structure, texts)
        return self._catalogues[instrument.id]
