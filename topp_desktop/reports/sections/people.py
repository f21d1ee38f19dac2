"""Who took part: roles and counts, never names."""

from __future__ import annotations

from topp_desktop.reports import styles
from topp_desktop.reports.facts import participants
from topp_desktop.reports.kit import Kit, Story
from topp_desktop.services.terms import METHODS, ROLES, SCOPES, term


def people(kit: Kit) -> Story:
    """Roles with their counts, and how the answers came about."""
    words, assessment = kit.words, kit.results.assessment
    found = participants(assessment)
    voting = any(voted for _, _, voted in found)
    story = kit.section(words.gettext("Who took part"), room=200)
    said = words.gettext("{method}. It is about: {scope}.").format(
        method=term(METHODS, assessment.method, words),
        scope=term(SCOPES, assessment.scope, words),
    )
    story.append(kit.text(said))
    if not found:
        return [*story, kit.text(words.gettext("Nobody is registered as a participant."))]
    header = [words.gettext("Role"), words.gettext("People who answered")]
    if voting:
        header.append(words.gettext("People who voted"))
    rows = []
    for role, answered, voted in found:
        row = [term(ROLES, role, words), words.number(answered)]
        if voting:
            row.append(words.number(voted))
        rows.append(row)
    shares = (0.5, *(0.5 / (len(header) - 1),) * (len(header) - 1))
    agreed = len(assessment.consensus)
    story.append(kit.grid(header, rows, shares, right=range(1, len(header))))
    if agreed:
        sentence = words.ngettext(
            "{n} question was decided by group agreement.",
            "{n} questions were decided by group agreement.",
            agreed,
        )
        story.append(kit.text(sentence.format(n=agreed)))
    private = words.gettext("Names and individual answers stay at the institution.")
    return [*story, kit.text(private, styles.MUTED)]
