"""What the pages around sending hand to each other, and what they read first."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from topp_desktop.domain.exchange import Consent
from topp_desktop.foundation.i18n import Translator
from topp_desktop.services.institution.joining import HERE, CompetingValue
from topp_desktop.services.institution.send import PackageDraft
from topp_desktop.services.institution.sending import Standing
from topp_desktop.ui.hub import Desk


@dataclass(frozen=True, slots=True)
class Leaving:
    """What is about to be sent. institution: the one that was chosen, or "" for the obvious one;
    decisions: as in `services.institution.send.Draft`."""

    institution: str = ""
    consent: Consent | None = None
    decisions: Mapping[str, str] = field(default_factory=dict)


def asked(argument: object) -> Leaving:
    """What a page was given, or what stands where it was opened by itself."""
    return argument if isinstance(argument, Leaving) else Leaving()


def standing_and_draft(desk: Desk, leaving: Leaving) -> tuple[Standing, PackageDraft | None]:
    """On the writer thread: where the open measurement stands, and its draft if it has joined."""
    snapshot, program = desk.open_snapshot, desk.program
    who, round_id = snapshot.assessment.institution, snapshot.assessment.round
    standing = program.sending.standing(who, round_id, leaving.institution)
    if standing.joined is None:
        return standing, None
    consent = leaving.consent or last_consent(standing, round_id)
    language = desk.words.language
    draft = program.drafting.draft(snapshot.id, consent, language, leaving.decisions)
    return standing, draft


def last_consent(standing: Standing, round_id: str) -> Consent:
    """What was permitted for the last file of a round is proposed for the next one."""
    if "consent" in standing.taken_back:
        return "secretariat"
    return next(
        (e.consent for e in standing.earlier if e.what is None and e.round == round_id),
        "secretariat",
    )


def is_here(choice: CompetingValue) -> bool:
    """Whether this computer says it, now or in a file it sent."""
    return not choice.number and not choice.by_secretariat


def who_says(choice: CompetingValue, words: Translator) -> str:
    """Which computer a value comes from, and when."""
    if choice.rid == HERE:
        return words.gettext("This computer, now")
    day = words.date(choice.created.astimezone(), "medium") if choice.created else ""
    if choice.by_secretariat:
        return words.gettext("From the secretariat, {date}").format(date=day)
    if not choice.number:
        return words.gettext("This computer, {date}").format(date=day)
    said = words.gettext("Another computer, {date} (number {number})")
    return said.format(date=day, number=choice.number)
