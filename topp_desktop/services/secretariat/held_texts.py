"""Why something waits, and what to do about it, in the reader's words."""

from __future__ import annotations

from collections.abc import Mapping

from topp_desktop.foundation.i18n import N_, Translator
from topp_desktop.services.exchange.outcome_texts import OutcomeText
from topp_desktop.services.secretariat.held import (
    INSTRUMENT,
    REVOKED,
    UNKNOWN_DEVICE,
    UNKNOWN_KEY,
    UNKNOWN_OFFICER,
    Held,
)

_TEXTS: Mapping[str, OutcomeText] = {
    UNKNOWN_DEVICE: OutcomeText(
        N_("The computer is not known"),
        N_("It came from a computer that did not open an invitation of this secretariat."),
        N_(
            "Call the institution at a number you know. If the twelve digits on its screen are "
            "these, admit the computer."
        ),
    ),
    UNKNOWN_KEY: OutcomeText(
        N_("The file is not complete"),
        N_("The part that says which computer it comes from is missing; nothing of it was read."),
        N_("Ask for the file again; it is added by itself when that part arrives."),
    ),
    REVOKED: OutcomeText(
        N_("The computer is no longer trusted"),
        N_("It was sent after this computer had been reported as lost or misused."),
        N_("If the computer is in good hands again, ask to open a new invitation on it."),
    ),
    INSTRUMENT: OutcomeText(
        N_("The questionnaire is not known"),
        N_("It was answered with the questionnaire {instrument}, which is not installed here."),
        N_("Install that questionnaire; then it is added by itself."),
    ),
    UNKNOWN_OFFICER: OutcomeText(
        N_("The officer is not known"),
        N_("It was decided by somebody whom the region file known here does not name."),
        N_("Take over the latest region file of the secretariat."),
    ),
}


def held_text(held: Held, words: Translator) -> OutcomeText:
    """Title, sentence and next step."""
    texts = (words.gettext(part) for part in _TEXTS[held.reason])
    return OutcomeText(*(text.format(instrument=held.instrument) for text in texts))
