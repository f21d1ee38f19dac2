"""One institution's answers in one round."""

from topp_desktop.domain.assessment.model import (
    CONFIDENCES,
    DONT_KNOW,
    GOVERNMENT_LEVELS,
    INSTITUTION_TYPES,
    NOT_APPLICABLE,
    ROLES,
    Answer,
    Assessment,
    Consensus,
    Institution,
    Respondent,
    Response,
    Tally,
    Weights,
)

__all__ = [
    "CONFIDENCES",
    "DONT_KNOW",
    "GOVERNMENT_LEVELS",
    "INSTITUTION_TYPES",
    "NOT_APPLICABLE",
    "ROLES",
    "Answer",
    "Assessment",
    "Consensus",
    "Institution",
    "Respondent",
    "Response",
    "Tally",
    "Weights",
]
