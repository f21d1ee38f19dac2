"""Saving a study file: for the secretariat alone, not even for the institution's own computers."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from topp_desktop.domain.assessment import Institution
from topp_desktop.domain.errors import UserError
from topp_desktop.formats.study import study_bytes
from topp_desktop.foundation.files import replace_file
from topp_desktop.services.errors.system import write_faults
from topp_desktop.services.exchange.ports import Codec, Membership
from topp_desktop.services.institution.sending import SendingService
from topp_desktop.services.measurement.study import StudyService


@dataclass(frozen=True, slots=True)
class StudySaved:
    """What was written. raters: of how many people; readers: names of who can open it."""

    path: Path
    raters: int
    readers: tuple[str, ...]


class StudyFiles:
    """Runs on the writer thread."""

    def __init__(self, codec: Codec, studies: StudyService) -> None:
        self._codec = codec
        self._studies = studies

    def save_for(
        self,
        assessment_id: str,
        sending: SendingService,
        institution: Institution,
        round_id: str,
        path: Path,
    ) -> StudySaved:
        """For the secretariat that this institution sends to. UserError("not-joined"), and as
        `save`."""
        joined = sending.standing(institution, round_id).joined
        if joined is None:
            raise UserError("not-joined")
        return self.save(assessment_id, joined.membership, path)

    def save(self, assessment_id: str, membership: Membership, path: Path) -> StudySaved:
        """Seals what those who agreed answered, and writes it.

        The institution's own key is left out, unlike in a package: a colleague could open what
        somebody answered. UserError: study-off, study-too-few, cannot-seal; EnvironmentFault:
        disk-full, cannot-write.
        """
        content = self._studies.content(assessment_id)
        pack = self._codec.payload(membership.pack)
        sealed = self._codec.seal(study_bytes(content), pack["recipients"])
        with write_faults(path):
            replace_file(path, sealed)
        self._studies.note_saved(assessment_id)
        readers = tuple(reader["name"] for reader in pack["audience"])
        return StudySaved(path, len(content.raters), readers)
