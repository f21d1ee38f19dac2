"""What the ledger's outcomes mean to a person: title, sentence, next step."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from topp_desktop.domain.errors import Phrase
from topp_desktop.domain.exchange import Outcome
from topp_desktop.foundation.i18n import N_, Translator


class OutcomeText(NamedTuple):
    """English sources, or their translations."""

    title: str
    sentence: str
    next_step: str


_TEXTS: Mapping[Outcome, OutcomeText] = {
    Outcome.ACCEPTED: OutcomeText(
        N_("Received"),
        N_("It was checked and added."),
        N_("Nothing to do."),
    ),
    Outcome.DUPLICATE: OutcomeText(
        N_("Already here"),
        N_("The same had been received before. Nothing was changed."),
        N_("Nothing to do."),
    ),
    Outcome.SUPERSEDED: OutcomeText(
        N_("Replaced"),
        N_("The institution has sent a newer version, which counts. This one is kept."),
        N_("Nothing to do."),
    ),
    Outcome.CONFLICT: OutcomeText(
        N_("Two different versions"),
        N_("Two computers of the institution sent different answers to the same question."),
        N_("Compare both versions with the institution and choose which one counts."),
    ),
    Outcome.GAP: OutcomeText(
        N_("The earlier version is missing"),
        N_("It was added, but it builds on a version that has not arrived."),
        N_("Ask the institution to send its latest file again; it contains the earlier versions."),
    ),
    Outcome.COPIED_INSTALLATION: OutcomeText(
        N_("Copied program"),
        N_("Two computers work with a copy of the same program folder. Both versions are kept."),
        N_(
            "Ask the institution to open its invitation again on one of the two computers and to "
            "choose “Make it a computer of its own”."
        ),
    ),
    Outcome.HELD_SENDER: OutcomeText(
        N_("To be checked: unknown sender"),
        N_("The computer it comes from is not known for this institution. It is kept aside."),
        N_("Call the institution at a number you know and ask whether they sent it."),
    ),
    Outcome.HELD_INSTRUMENT: OutcomeText(
        N_("To be checked: unknown questionnaire"),
        N_("It was answered with a version of the questionnaire that is not installed here."),
        N_("Install that version of the questionnaire; then it is added by itself."),
    ),
    Outcome.DAMAGED: OutcomeText(
        N_("Damaged"),
        N_("The file was damaged on its way. Nothing of it was taken over."),
        N_("Ask the institution for the file again."),
    ),
    Outcome.WRONG_KEY: OutcomeText(
        N_("Made for somebody else, or damaged"),
        N_("This file cannot be opened here. Nothing of it was taken over."),
        N_("Ask the institution for the file again, made with your invitation."),
    ),
    Outcome.NOT_FOR_US: OutcomeText(
        N_("Meant for another secretariat"),
        N_("The institution addressed it to another secretariat. Nothing of it was taken over."),
        N_("Hand the file on unchanged to the secretariat it is meant for."),
    ),
    Outcome.TOO_NEW: OutcomeText(
        N_("Made with a newer program"),
        N_("It was made with a newer version of this program. Nothing of it was taken over."),
        N_("Update this program and open the file again."),
    ),
    Outcome.TOO_LARGE: OutcomeText(
        N_("Too large"),
        N_("It is larger than any file this program makes. Nothing of it was taken over."),
        N_("Check that it is the right file."),
    ),
    Outcome.MALFORMED: OutcomeText(
        N_("Not a file to receive"),
        N_("It does not have the form of a file made by this program. Nothing was taken over."),
        N_("Check that it is the right file, or ask the institution for it again."),
    ),
}


_FOR_SENDER: Mapping[Outcome, str] = {
    Outcome.SUPERSEDED: N_("Received; a later version counts."),
    Outcome.CONFLICT: N_(
        "Two computers of your institution sent different answers. Open the other computer's file "
        "here and compare, or tell the secretariat which one counts."
    ),
    Outcome.GAP: N_(
        "An earlier version has not arrived. Send again: the file carries all of them."
    ),
    Outcome.COPIED_INSTALLATION: N_("Two computers send as if they were one. See above."),
    Outcome.HELD_SENDER: N_(
        "The secretariat does not know this computer yet. It will call you and ask for its number."
    ),
    Outcome.HELD_INSTRUMENT: N_(
        "The secretariat does not have this questionnaire yet. Nothing to do here."
    ),
}
"""What a receipt says to the institution that sent it; the others say enough by their title."""


def outcome_text(outcome: Outcome, words: Translator) -> OutcomeText:
    """The outcome in the reader's language."""
    return OutcomeText(*(words.gettext(part) for part in _TEXTS[outcome]))


def sender_text(outcome: Outcome, words: Translator) -> str:
    """What it means to the institution that sent it; "" where the title says it."""
    return words.gettext(_FOR_SENDER[outcome]) if outcome in _FOR_SENDER else ""


def outcome_phrase(outcome: Outcome) -> Phrase:
    """The outcome's sentence, to be said in whatever language a fault is told in."""
    return Phrase(_TEXTS[outcome].sentence, {})
