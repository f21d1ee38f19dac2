"""The institutions of this program: who they are, and those that are only for practice."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from topp_desktop.domain.assessment import Institution
from topp_desktop.domain.assessment.territory import Doubt, check_territory
from topp_desktop.domain.errors import UserError


@dataclass(frozen=True, slots=True)
class KnownInstitution:
    """An institution. practice: to try things out, never sent; measurements: how many it has."""

    institution: Institution
    practice: bool
    measurements: int


class InstitutionStore(Protocol):
    """Faults: EnvironmentFault store-write-failed, …; UserError institution-unknown."""

    def institutions(self) -> list[KnownInstitution]: ...

    def save(self, institution: Institution) -> None: ...

    def reset(self, institution_id: str) -> int:
        """Deletes every answer, agreement, note and trail of its measurements, and all
        respondents but the first; returns how many measurements were emptied."""
        ...


class InstitutionService:
    """Runs on the writer thread."""

    def __init__(self, store: InstitutionStore) -> None:
        self._store = store

    def known(self) -> list[KnownInstitution]:
        """Every institution, oldest first."""
        return self._store.institutions()

    def edit(self, institution: Institution) -> tuple[Institution, tuple[Doubt, ...]]:
        """Saves name, place and codes; returns them as saved, and what looks odd about the codes.

        Codes are made uniform and never refused. UserError: institution-name-missing.
        """
        checked = check_territory(institution)
        if not checked.institution.name:
            raise UserError("institution-name-missing")
        self._store.save(checked.institution)
        return checked.institution, checked.doubts

    def reset_practice(self, institution_id: str) -> int:
        """Empties the measurements of a practice institution; this cannot be undone.

        UserError("not-practice") for a real one.
        """
        found = next((k for k in self.known() if k.institution.id == institution_id), None)
        if found is None or not found.practice:
            raise UserError("not-practice")
        return self._store.reset(institution_id)
