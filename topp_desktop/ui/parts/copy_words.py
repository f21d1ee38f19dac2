"""Copies in words: when and why one was made, and what it holds."""

from __future__ import annotations

from datetime import datetime

from topp_desktop.foundation.i18n import N_, Translator
from topp_desktop.services.safety import Backup, BackupContents

_REASONS = {
    "daily": N_("Automatic, at the start"),
    "closing": N_("Automatic, when the program was closed"),
    "answers": N_("Automatic, after 20 changes"),
    "asked": N_("Asked for"),
    "before-restore": N_("Before a copy was brought back"),
    "before-update": N_("Before the program was updated"),
    "kept": N_("Of before the answers here were lost"),
}


def reason_words(words: Translator, backup: Backup) -> str:
    """Why a copy was made."""
    return words.gettext(_REASONS.get(backup.reason, _REASONS["daily"]))


def moment(words: Translator, at: datetime) -> str:
    """Day and hour, as people look for them."""
    here = at.astimezone()
    return f"{words.date(here, 'medium')}, {words.time(here)}"


def contents_of(words: Translator, contents: BackupContents) -> str:
    """Such as "2 measurements · 64 answers · 3 documents"."""
    rounds, answers, documents = len(contents.rounds), contents.answers, contents.documents
    return " · ".join(
        (
            words.ngettext("{n} measurement", "{n} measurements", rounds).format(n=rounds),
            words.ngettext("{n} answer", "{n} answers", answers).format(n=answers),
            words.ngettext("{n} document", "{n} documents", documents).format(n=documents),
        )
    )
