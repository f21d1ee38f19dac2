"""What the comparison page shows: two measurements, and what may be said about them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from topp_desktop.domain.assessment.work import Proposal
from topp_desktop.domain.instrument import Instrument, Wording
from topp_desktop.domain.scoring import form_that_counts
from topp_desktop.domain.scoring.rounds import Comparison
from topp_desktop.foundation.i18n import Translator
from topp_desktop.services.measurement.findings import meta_line
from topp_desktop.services.measurement.results import standing_results
from topp_desktop.services.ports import AssessmentSummary, StoredAssessment
from topp_desktop.services.program import Program
from topp_desktop.services.terms import METHODS, SCOPES, term


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two measurements."""

    instrument: Instrument
    stored: StoredAssessment

    @property
    def id(self) -> str:
        return self.stored.id

    @property
    def form(self) -> str:
        """The form whose result counts."""
        return form_that_counts(self.instrument, self.stored.assessment)

    def facts(self, words: Translator) -> str:
        """How it was made, when, and with which version of the questionnaire."""
        results = standing_results(self.instrument, self.stored.assessment)
        return " · ".join(
            (
                meta_line(results, words),
                words.gettext("begun on {date}").format(date=words.date(self.stored.created)),
                words.gettext("questionnaire {version}").format(version=self.instrument.version),
            )
        )


@dataclass(frozen=True, slots=True)
class Pair:
    """Everything that was read: what there is to choose from, and the two that are compared."""

    known: tuple[AssessmentSummary, ...]
    before: Side
    after: Side
    comparison: Comparison

    @property
    def has_figures(self) -> bool:
        """Whether anything has a figure both times."""
        found = self.comparison
        return any((found.overall, found.dimensions, found.cells, found.items))

    def wording(self, language: str) -> Wording:
        """The words of the later one's questionnaire; another one may be open."""
        return Wording(self.after.instrument, language)

    def changes(self) -> dict[str, Proposal]:
        """By question: what people said had changed when they were asked again."""
        return {p.item: p for p in self.after.stored.proposals if p.state == "changed"}


def read_pair(
    program: Program, open_id: str, practice: bool, before: str, after: str
) -> tuple[AssessmentSummary, ...] | Pair:
    """On the writer thread. The two measurements asked for; where there are none of these ids,
    the open one and the one before it. Only what there is, where that is a single one."""
    summaries = program.assessments.list()
    mine = next(s.institution.id for s in summaries if s.id == open_id)
    known = tuple(s for s in summaries if (s.institution.id, s.practice) == (mine, practice))
    if len(known) < 2:
        return known
    ids = [s.id for s in known]
    if before not in ids or after not in ids or before == after:
        before, after = usual_pair(ids, open_id)
    sides = [Side(*program.assessments.open(which)) for which in (before, after)]
    return Pair(known, sides[0], sides[1], program.rounds.compare(before, after))


def usual_pair(ids: Sequence[str], open_id: str) -> tuple[str, str]:
    """The open measurement and the one before it; the first two while the first is open."""
    place = max(1, ids.index(open_id))
    return ids[place - 1], ids[place]


def what_is_compared(pair: Pair, words: Translator) -> str:
    """On which questions the two are compared, and why not on all."""
    common = len(pair.comparison.common)
    if pair.comparison.series == "break":
        return words.gettext(
            "These two cannot be compared: their questionnaires are different ones. Each can be "
            "read for itself."
        )
    if not pair.has_figures:
        return words.gettext("There is nothing to compare yet: too few answers in one of the two.")
    if pair.comparison.series == "linked":
        return words.ngettext(
            "The questionnaire has another version: compared on the {n} question that is the same "
            "in both.",
            "The questionnaire has another version: compared on the {n} questions that are the "
            "same in both.",
            common,
        ).format(n=common)
    if pair.before.form != pair.after.form:
        return words.ngettext(
            "The forms are different ones: compared on the {n} question that both ask. The figures "
            "here are not those of the whole forms.",
            "The forms are different ones: compared on the {n} questions that both ask. The "
            "figures here are not those of the whole forms.",
            common,
        ).format(n=common)
    return words.ngettext(
        "Compared on {n} question, asked in the same words both times.",
        "Compared on {n} questions, asked in the same words both times.",
        common,
    ).format(n=common)


def what_differs(pair: Pair, words: Translator) -> list[str]:
    """That the two are about different things, or were answered in different ways."""
    one, other = (side.stored.assessment for side in (pair.before, pair.after))
    told = []
    if one.scope != other.scope:
        told.append(
            words.gettext("They are about different things: {before}; {after}.").format(
                before=_lower(term(SCOPES, one.scope, words)),
                after=_lower(term(SCOPES, other.scope, words)),
            )
        )
    if one.method != other.method:
        told.append(
            words.gettext("They were answered in different ways: {before}; {after}.").format(
                before=_lower(term(METHODS, one.method, words)),
                after=_lower(term(METHODS, other.method, words)),
            )
        )
    if told:
        told.append(words.gettext("Part of what changed may come from that."))
    return told


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]
