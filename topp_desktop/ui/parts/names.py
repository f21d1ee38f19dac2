"""What the people of a measurement are called on this computer."""

from __future__ import annotations

from topp_desktop.foundation.i18n import Translator
from topp_desktop.services.terms import ROLES, term
from topp_desktop.ui.hub import Snapshot


def names_of(snapshot: Snapshot, words: Translator) -> dict[str, str]:
    """By respondent, in the order in which they were added: the name or the office that was noted
    here, and the role; numbered where several would be called alike."""
    people = snapshot.assessment.respondents
    plain: list[str] = []
    for person in people:
        role, noted = term(ROLES, person.role, words), noted_of(snapshot, person.id)
        plain.append(f"{noted} · {role}" if noted else role)
    found: dict[str, str] = {}
    for place, (person, name) in enumerate(zip(people, plain, strict=True)):
        if plain.count(name) > 1:
            name = f"{name} {words.number(plain[: place + 1].count(name))}"
        found[person.id] = name
    return found


def noted_of(snapshot: Snapshot, respondent: str) -> str:
    """Somebody's name, else their office, else ""; it never leaves this computer."""
    member = snapshot.stored.members.get(respondent)
    return (member.name or member.unit) if member else snapshot.names.get(respondent, "")
