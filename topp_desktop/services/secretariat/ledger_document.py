"""The inbox and the list of acts as tables, for archives and for those who have to account."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from topp_desktop.foundation.i18n import Translator
from topp_desktop.services.exchange.outcome_texts import outcome_text
from topp_desktop.services.exchange.ports import Act
from topp_desktop.services.secretariat.acts import ActNames, act_words
from topp_desktop.services.secretariat.inbox import InboxRow
from topp_desktop.services.tables import Sheet, TableDocument


def ledger_document(rows: Sequence[InboxRow], words: Translator, made: datetime) -> TableDocument:
    """One line for each thing that came, with what it means and what to do."""
    header = [
        words.gettext("Received on"),
        words.gettext("File"),
        words.gettext("Institution"),
        words.gettext("Country"),
        words.gettext("Measurement"),
        words.gettext("Result"),
        words.gettext("What it means"),
        words.gettext("What to do"),
    ]
    lines = []
    for row in rows:
        text = outcome_text(row.outcome, words)
        lines.append(
            (
                row.at.isoformat(),
                row.file,
                row.name,
                row.country,
                row.round,
                text.title,
                text.sentence,
                text.next_step,
            )
        )
    title = words.gettext("What was received")
    sheet = Sheet(title, header, lines, (20, 28, 30, 8, 12, 20, 40, 40))
    return TableDocument(title, [sheet], words, made)


def acts_document(
    acts: Sequence[Act], names: ActNames, words: Translator, made: datetime
) -> TableDocument:
    """What the secretariat did, the newest first."""
    header = [
        words.gettext("Date"),
        words.gettext("What was done"),
        words.gettext("Institution"),
        words.gettext("Measurement"),
        words.gettext("About"),
        words.gettext("Reason"),
    ]
    lines = [
        (
            act.at,
            act_words(act, words),
            names.institution(act),
            act.round,
            names.subject(act, words),
            act.reason,
        )
        for act in acts
    ]
    title = words.gettext("What the secretariat did")
    sheet = Sheet(title, header, lines, (20, 34, 36, 12, 30, 40))
    return TableDocument(title, [sheet], words, made)
