"""What a measurement says to others, as canonical JSON: what an approval is bound to."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from topp_desktop.domain.exchange.aggregate import assessment_elements
from topp_desktop.domain.instrument import Instrument
from topp_desktop.foundation.canonical import canonical_json, sha256_hex
from topp_desktop.services.measurement.results import standing
from topp_desktop.services.ports import StoredAssessment


def content_of(instrument: Instrument, stored: StoredAssessment) -> dict[str, Any]:
    """What would leave this computer, and the settings that the road map is computed from.

    Names, individual answers, private notes and flags are not in it: changing them reopens
    nothing, except where the common value or the printed words change with them.
    """
    assessment = standing(instrument, stored.assessment)
    who = assessment.institution
    return {
        "institution": who.id,
        "territory": [who.country, who.subdivision, who.local_code, who.local_scheme],
        "profile": [who.name, who.level, who.type],
        "round": assessment.round,
        "form": assessment.form,
        "scope": assessment.scope,
        "method": assessment.method,
        "participants": assessment.participants,
        "plans": list(assessment.plans),
        "instrument": instrument.sha256,
        "elements": assessment_elements(instrument, assessment),
        "plan": stored.plan_settings,
    }


def content_hash(content: Mapping[str, Any]) -> str:
    """SHA-256 of the canonical JSON."""
    return sha256_hex(canonical_json(content))
