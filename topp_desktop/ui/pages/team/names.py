"""What the people of a measurement are called on this computer."""

from __future__ import annotations

from topp_desktop.foundation.i18n import Translator
from topp_desktop.services.terms import ROLES, term
from topp_desktop.ui.hub import Snapshot


def names_of(snapshot: Snapshot, words: Translator) -> dict[str, str]:
    """By respondent, in the order in which they were added: the name or the office that was noted
    here, and the role, numbered where several share it without either."""
    people = snapshot.assessment.respondents
    roles = [p.role for p in people]
    found: dict[str, str] = {}
    for place, person in enumerate(people):
        role = term(ROLES, person.role, words)
        if roles.count(person.role) > 1:
            number = roles[: place + 1].count(person.role)
            role = f"{role} {words.number(number)}"
        noted = noted_of(snapshot, person.id)
        found[person.id] = f"{noted} · {role}" if noted else role
    return found


def noted_of(snapshot: Snapshot, respondent: str) -> str:
    """Somebody's name, else their office, else ""; it never leaves this computer."""
    member = snapshot.stored.members.get(respondent)
    return (member.name or member.unit) if member else snapshot.names.get(respondent, "")
