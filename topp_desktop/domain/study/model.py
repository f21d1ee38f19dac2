"""What a study file says: who rated which question how, under a name that means nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final, Literal

from topp_desktop.domain.assessment.marks import NO_MARKS, Marks
from topp_desktop.domain.assessment.model import Confidence
from topp_desktop.domain.instrument import InstrumentRef
from topp_desktop.domain.instrument.answers import Answer

FEWEST_RATERS: Final = 3
"""Of fewer people nothing leaves: whoever knows the office would know who is who."""
LONGEST_SECONDS: Final = 600
"""A question that was open longer counts as open so long: somebody went for coffee."""
LONGEST_REMARK: Final = 2_000
LONGEST_NAME: Final = 40
WAVES: Final = ("first", "retest")

Wave = Literal["first", "retest"]
RoleClass = Literal["leads", "other"]
_LEADS: Final = frozenset({"authority", "elected"})


@dataclass(frozen=True, slots=True)
class Rating:
    """One answer to one question in one of its wordings (`revision`).

    seconds: how long the question was open, None where nobody measured; remark: the justification.
    """

    item: str
    revision: int
    answer: Answer
    evidence: int | None = None
    confidence: Confidence | None = None
    marks: Marks = NO_MARKS
    seconds: int | None = None
    remark: str = ""


@dataclass(frozen=True, slots=True)
class Rater:
    """Somebody who agreed. role: None where it would single somebody out."""

    pseudonym: str
    role: RoleClass | None
    ratings: tuple[Rating, ...]


@dataclass(frozen=True, slots=True)
class StudyFile:
    """What one institution's raters gave to one study.

    group: stands for the institution, random, the same in every file of this study; declared:
    item → the institution's level 0–4, as it stands in its results; made: a later file of a group
    and wave replaces an earlier one; verified: the second rating.
    """

    study: str
    wave: Wave
    instrument: InstrumentRef
    form: str
    group: str
    country: str
    level: str
    raters: tuple[Rater, ...]
    declared: Mapping[str, float]
    made: datetime
    verified: tuple[Rating, ...] = ()


def role_classes(roles: Mapping[str, str]) -> dict[str, RoleClass | None]:
    """Rater → "leads" or "other"; None for everybody where one of the classes has a single rater.

    roles: rater → role of the measurement.
    """
    found: dict[str, RoleClass | None] = {
        rater: "leads" if role in _LEADS else "other" for rater, role in roles.items()
    }
    sizes = [list(found.values()).count(name) for name in ("leads", "other")]
    return dict.fromkeys(found) if 1 in sizes else found
