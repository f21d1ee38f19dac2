"""What is about to be sent, put together from the measurement as it is stored."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from topp_desktop.domain.exchange import Consent
from topp_desktop.services.institution.send import PackageDraft, SentApproval
from topp_desktop.services.institution.send_parts import road_map_elements
from topp_desktop.services.measurement.approval import ApprovalService
from topp_desktop.services.plan.road_maps import RoadMaps


@dataclass(frozen=True, slots=True)
class Drafting:
    """Makes drafts on the writer thread: the answers, the road map as people left it, and the
    approval that stands at this moment."""

    road_maps: RoadMaps
    approvals: ApprovalService

    def draft(
        self,
        assessment_id: str,
        consent: Consent,
        language: str,
        decisions: Mapping[str, str] | None = None,
    ) -> PackageDraft:
        """A draft of a measurement; up to a second for a full form whose plan nobody touched.

        language: of the catalogue's texts where nobody wrote their own.
        """
        opened = self.road_maps.edit.open(assessment_id)
        status = self.approvals.status(assessment_id)
        found = status.approval if status.state == "approved" else None
        return PackageDraft(
            opened.results.instrument,
            opened.results.assessment,
            road_map_elements(opened.road_map, consent=consent, language=language),
            consent,
            SentApproval(found.position, found.date.isoformat(), found.letter) if found else None,
            decisions or {},
            opened.stored.practice,
        )
