"""The open measurement as pages see it: immutable, a new one for every change."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property
from typing import Literal

from topp_desktop.domain.assessment import Assessment, Response
from topp_desktop.domain.instrument import Instrument, Item
from topp_desktop.services.measurement.answer import with_response
from topp_desktop.services.measurement.results import Results, standing_results
from topp_desktop.services.ports import StoredAssessment


@dataclass(frozen=True)
class Snapshot:
    """What is stored of a measurement, and who answers here.

    answering: a respondent's id; the first respondent where there is none of this id.
    """

    instrument: Instrument
    stored: StoredAssessment
    answering: str = ""

    @property
    def id(self) -> str:
        return self.stored.id

    @property
    def assessment(self) -> Assessment:
        return self.stored.assessment

    @property
    def practice(self) -> bool:
        return self.stored.practice

    @property
    def created(self) -> datetime:
        return self.stored.created

    @property
    def names(self) -> Mapping[str, str]:
        """Names of respondents, where people gave one; they never leave this computer."""
        return self.stored.names

    @property
    def plan_settings(self) -> Mapping[str, object]:
        return self.stored.plan_settings

    @property
    def items(self) -> tuple[Item, ...]:
        """The questions of the form, in the order in which they are asked."""
        return self.instrument.form_items(self.assessment.form)

    @cached_property
    def respondent(self) -> str:
        """Who answers at this computer."""
        known = [r.id for r in self.assessment.respondents]
        return self.answering if self.answering in known else known[0]

    @cached_property
    def answers(self) -> Mapping[str, Response]:
        """The responses of who answers here, by item."""
        return self.answers_of(self.respondent)

    @cached_property
    def results(self) -> Results:
        """Scores and what stands out; computed when first asked for, a few milliseconds."""
        return standing_results(self.instrument, self.assessment)

    @cached_property
    def agreed(self) -> frozenset[str]:
        """Questions on which the group's agreement is on record."""
        return frozenset(c.item for c in self.assessment.consensus)

    def response(self, item: str) -> Response:
        """The response to an item; an empty one where nothing was answered."""
        return self.answers.get(item) or Response(self.respondent, item, None)

    def answers_of(self, respondent: str) -> Mapping[str, Response]:
        """The responses of anybody who takes part, by item."""
        return {r.item: r for r in self.assessment.responses if r.respondent == respondent}

    def is_answered(self, item: str) -> bool:
        """A level, "not applicable" or "don't know", of who answers here or agreed by the group;
        a note alone is not an answer."""
        return item in self.agreed or self.response(item).answer is not None

    def with_response(self, response: Response) -> Snapshot:
        """The measurement with one more answer, which is still on its way to the disk."""
        assessment = with_response(self.assessment, response)
        return replace(self, stored=replace(self.stored, assessment=assessment))


@dataclass(frozen=True, slots=True)
class Changed:
    """What became different. `items` is empty where everything may have."""

    what: Literal["opened", "answer", "reloaded", "closed"]
    items: frozenset[str] = frozenset()
