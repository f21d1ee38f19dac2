"""Facts that the document and the spreadsheet both tell: documents, participants, what was set."""

from __future__ import annotations

from collections import Counter, defaultdict

from topp_desktop.domain.assessment import Assessment, Consensus, Response
from topp_desktop.domain.instrument import Wording
from topp_desktop.domain.roadmap import PlannedAction
from topp_desktop.foundation.i18n import Translator
from topp_desktop.foundation.text import fold
from topp_desktop.services.measurement.results import Results
from topp_desktop.services.terms import ROLES


def named_documents(results: Results, wording: Wording) -> list[tuple[str, str]]:
    """(document, codes of its questions) of everything named as evidence, by name."""
    order = {item.id: n for n, item in enumerate(results.instrument.items)}
    named: dict[str, set[str]] = defaultdict(set)
    assessment = results.assessment
    sayings: list[Response | Consensus] = [*assessment.responses, *assessment.consensus]
    for said in sayings:
        for document in said.documents:
            if document.strip():
                named[document.strip()].add(said.item)
    rows = []
    for document in sorted(named, key=lambda d: (fold(d), d)):
        codes = [
            wording.item_code(results.instrument.by_id[item])
            for item in sorted(named[document], key=lambda item: order[item])
        ]
        rows.append((document, ", ".join(codes)))
    return rows


def participants(assessment: Assessment) -> list[tuple[str, int, int]]:
    """(role, people who answered, people who voted with cards); never names."""
    answering = Counter(r.role for r in assessment.respondents)
    voting: Counter[str] = Counter()
    for tally in assessment.tallies:
        voting[tally.role] = max(voting[tally.role], tally.people)
    return [(r, answering[r], voting[r]) for r in ROLES if answering[r] or voting[r]]


def action_marks(planned: PlannedAction, words: Translator) -> list[str]:
    """What people set about an action beside its texts: that it is their own, that it is fixed."""
    found = [words.gettext("Own action")] if planned.action.own else []
    return found + (
        [words.gettext("Its start was fixed by the institution.")] if planned.pinned else []
    )
