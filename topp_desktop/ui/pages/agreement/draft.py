"""What the group is about to agree on a question: shown like an answer, saved as an agreement."""

from __future__ import annotations

from dataclasses import dataclass, replace

from topp_desktop.domain.assessment import Answer, Consensus, Response
from topp_desktop.domain.assessment.review import awaits_reason
from topp_desktop.domain.assessment.work import GROUP


@dataclass(frozen=True, slots=True)
class AgreementDraft:
    """An agreement that may still lack its level.

    response: level, grade, documents, how sure, reason and justification (its note), as the parts
    of a question show them; dissent: what somebody sees differently.
    """

    response: Response
    dissent: str = ""

    @property
    def is_complete(self) -> bool:
        """Whether it can be saved."""
        return self.response.answer is not None

    @property
    def is_begun(self) -> bool:
        """Whether something was written that is not saved yet, for want of a level."""
        said = self.response
        written = said.note or said.documents or self.dissent or said.evidence is not None
        begun = bool(written or said.marks or awaits_reason(said))
        return begun and not self.is_complete

    def answered(self, answer: Answer | None, reason: str) -> AgreementDraft:
        """With another level, state, or none."""
        return replace(self, response=replace(self.response, answer=answer, reason=reason))


def draft_of(item: str, agreed: Consensus | None) -> AgreementDraft:
    """What is on record; an empty draft where nothing is."""
    if agreed is None:
        return AgreementDraft(Response(GROUP, item, None))
    return AgreementDraft(
        Response(
            GROUP,
            item,
            agreed.answer,
            evidence=agreed.evidence,
            confidence=agreed.confidence,
            reason=agreed.reason,
            note=agreed.rationale,
            documents=agreed.documents,
            marks=agreed.marks,
        ),
        agreed.dissent,
    )


def agreement_of(draft: AgreementDraft) -> Consensus | None:
    """The agreement to save; None while it lacks its level."""
    said = draft.response
    if said.answer is None:
        return None
    return Consensus(
        said.item,
        said.answer,
        evidence=said.evidence,
        confidence=said.confidence,
        reason=said.reason.strip(),
        rationale=said.note.strip(),
        dissent=draft.dissent.strip(),
        documents=said.documents,
        marks=said.marks,
    )
