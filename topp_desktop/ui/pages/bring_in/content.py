"""What a file with answers says, in a card: facts, or the cells to put right."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from topp_desktop.domain.assessment import Assessment
from topp_desktop.domain.errors import UserError
from topp_desktop.domain.instrument import Instrument, Wording
from topp_desktop.services.errors.texts import explain
from topp_desktop.services.terms import FORMS, GOVERNMENT_LEVELS, INSTITUTION_TYPES, ROLES, term
from topp_desktop.ui.hub import Desk
from topp_desktop.ui.widgets import Card, Table, Text
from topp_desktop.ui.widgets.facts import Facts


class ContentCard(Card):
    """Whose answers they are, about what, and how many."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(spacing=10)
        self._desk = desk
        self.facts = Facts(desk.theme)
        self.add(self.facts)

    def show_file(self, path: Path, instrument: Instrument, assessment: Assessment) -> None:
        """In the words of the moment."""
        words, who = self._desk.words, assessment.institution
        self.set_title(path.name)
        answered = sum(r.answer is not None for r in assessment.responses)
        people = max(1, len(assessment.respondents))
        total = people * len(instrument.form(assessment.form).items)
        agreed = len(assessment.consensus)
        self.facts.show_facts(
            [
                (words.gettext("Institution"), who.name),
                (words.gettext("Country or territory"), words.territory(who.country)),
                (words.gettext("Level of government"), term(GOVERNMENT_LEVELS, who.level, words)),
                (words.gettext("Type of institution"), term(INSTITUTION_TYPES, who.type, words)),
                (words.gettext("Measurement"), assessment.round),
                (
                    words.gettext("Questionnaire"),
                    f"{Wording(instrument, words.language).name} · "
                    f"{term(FORMS, assessment.form, words)}",
                ),
                (words.gettext("Who answered"), self._people(assessment)),
                (
                    words.gettext("Answers"),
                    words.gettext("{done} of {total}").format(
                        done=words.number(answered), total=words.number(total)
                    ),
                ),
                (words.gettext("Agreed by the group"), words.number(agreed) if agreed else ""),
            ]
        )

    def _people(self, assessment: Assessment) -> str:
        words = self._desk.words
        roles = Counter(person.role for person in assessment.respondents)
        said = [
            f"{term(ROLES, role, words)} ({words.number(n)})" if n > 1 else term(ROLES, role, words)
            for role, n in roles.items()
        ]
        return ", ".join(said)


class FaultsCard(Card):
    """The cells of a spreadsheet that have to be put right first."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(spacing=10)
        self._desk = desk
        self._text = Text(tone="muted")
        self.table = Table(desk.words.gettext("Cells to put right"), whole_height=True)
        self.add(self._text, self.table)

    def show_faults(self, path: Path, faults: Sequence[UserError]) -> None:
        """Each cell, what is wrong with it, and what to do."""
        words = self._desk.words
        self.set_title(path.name)
        self._text.setText(
            words.ngettext(
                "{n} cell has to be put right. Nothing was taken in: correct it in the "
                "spreadsheet, save it, and open it again.",
                "{n} cells have to be put right. Nothing was taken in: correct them in the "
                "spreadsheet, save it, and open it again.",
                len(faults),
            ).format(n=words.number(len(faults)))
        )
        rows = []
        for fault in faults:
            told = explain(fault, words)
            place = f"{fault.params.get('sheet', '')} · {fault.params.get('cell', '')}"
            rows.append((place, told.cause, told.next_step))
        self.table.show_rows(
            [
                words.gettext("Cell of the sheet"),
                words.gettext("What is wrong"),
                words.gettext("What to do"),
            ],
            rows,
            stretch=1,
        )
