"""An assessment: institution, round, respondents and what each of them answered.

What may be answered is the instrument's: `domain.instrument.answers`. "NA" needs its reason; what
is absent is blank. See docs/scoring.md.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, Literal

from topp_desktop.domain.assessment.marks import NO_MARKS, Marks
from topp_desktop.domain.instrument.answers import Answer

GOVERNMENT_LEVELS: Final = ("central", "intermediate", "local")
INSTITUTION_TYPES: Final = (
    "planning",
    "finance",
    "sector",
    "centre",
    "statistics",
    "council",
    "municipality",
    "intermediate-government",
    "association",
    "legislature",
    "audit",
    "school",
    "regional-body",
    "other",
)
ROLES: Final = (
    "authority",
    "technical",
    "operational",
    "external",
    "elected",
    "civil-society",
    "academia",
)
CONFIDENCES: Final = ("A", "M", "B")
SCOPES: Final = ("institution", "territory", "sector")
METHODS: Final = ("individual", "team", "workshop")
LINE_STATES: Final = ("none", "planned", "under-way", "done")
FEEDBACK_KINDS: Final = ("hard-to-agree", "unclear", "not-for-us", "other")

Confidence = Literal["A", "M", "B"]


@dataclass(frozen=True, slots=True)
class Institution:
    """Who is assessed. `country` is ISO 3166-1 alpha-2; territory codes may be empty."""

    name: str
    country: str
    level: str
    type: str
    id: str = ""
    subdivision: str = ""
    local_code: str = ""
    local_scheme: str = ""


@dataclass(frozen=True, slots=True)
class Respondent:
    """Somebody who answers; `items` limits what was asked of them (None: everything)."""

    id: str
    role: str
    items: frozenset[str] | None = None


@dataclass(frozen=True, slots=True)
class Response:
    """One respondent's answer to one item.

    answer None means: not answered, though something else was noted down.
    evidence 0–3 or None (not recorded); confidence None counts as "M".
    `note` travels and prints; `private_note` and `flagged` never leave this computer, and the
    marks of one person's clauses are as individual as the answer.
    """

    respondent: str
    item: str
    answer: Answer | None
    evidence: int | None = None
    confidence: Confidence | None = None
    reason: str = ""
    note: str = ""
    missing: str = ""
    documents: tuple[str, ...] = ()
    private_note: str = ""
    flagged: bool = False
    marks: Marks = NO_MARKS


@dataclass(frozen=True, slots=True)
class Consensus:
    """What the group agreed; wins over every individual answer.

    documents: titles of the means of verification.
    """

    item: str
    answer: Answer
    evidence: int | None = None
    confidence: Confidence | None = None
    reason: str = ""
    rationale: str = ""
    dissent: str = ""
    documents: tuple[str, ...] = ()
    marks: Marks = NO_MARKS


@dataclass(frozen=True, slots=True)
class Tally:
    """Voting cards counted by role: `counts[level]` cards, and those of don't know and NA."""

    item: str
    role: str
    counts: tuple[int, ...]
    dk: int = 0
    na: int = 0

    @property
    def people(self) -> int:
        return sum(self.counts) + self.dk + self.na


@dataclass(frozen=True, slots=True)
class LineStatus:
    """How far a line of action of the agenda is; `year`: when it was done, or is to be done."""

    state: str
    year: int | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Feedback:
    """What the institution tells the instrument's authors about a question."""

    kind: str = "hard-to-agree"
    text: str = ""


@dataclass(frozen=True, slots=True)
class Weights:
    """Weights that the institution set itself; they mark the result as local."""

    items: Mapping[str, float] = field(default_factory=dict)
    areas: Mapping[str, float] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.items or self.areas)


@dataclass(frozen=True, slots=True)
class Assessment:
    """One institution, one round, one form; everything that scoring needs, and what it is about.

    participants: how many people took part, None where nobody said; plans: titles of the plans
    considered; lines: status by line of action; feedback: by item.
    """

    institution: Institution
    form: str
    round: str
    respondents: tuple[Respondent, ...] = ()
    responses: tuple[Response, ...] = ()
    consensus: tuple[Consensus, ...] = ()
    tallies: tuple[Tally, ...] = ()
    targets: Mapping[str, float] = field(default_factory=dict)
    weights: Weights = field(default_factory=Weights)
    scope: str = "institution"
    method: str = "individual"
    participants: int | None = None
    plans: tuple[str, ...] = ()
    lines: Mapping[str, LineStatus] = field(default_factory=dict)
    feedback: Mapping[str, Feedback] = field(default_factory=dict)
