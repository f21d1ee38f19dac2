"""One institution: what arrived from it, its computers, its other entries, what it took back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QVBoxLayout, QWidget

from topp_desktop.domain.errors import UserError
from topp_desktop.domain.exchange import Outcome
from topp_desktop.foundation.text import fold
from topp_desktop.services.exchange.outcome_texts import outcome_text
from topp_desktop.services.secretariat.identity import Invited
from topp_desktop.services.secretariat.inbox import Invitee
from topp_desktop.services.secretariat.institution_view import InstitutionView, Version
from topp_desktop.services.secretariat.office import Office
from topp_desktop.services.secretariat.purge import Purged
from topp_desktop.services.secretariat.trust import Decided
from topp_desktop.services.terms import GOVERNMENT_LEVELS, INSTITUTION_TYPES, term
from topp_desktop.ui.file_dialogs import ask_folder
from topp_desktop.ui.hub import Desk
from topp_desktop.ui.pages.secretariat.computers import ComputersCard
from topp_desktop.ui.pages.secretariat.office_page import OfficePage
from topp_desktop.ui.pages.secretariat.same_one import EraseCard, SameOneCard
from topp_desktop.ui.widgets import Button, Card, EmptyState, Tag, Text, clear, column, row
from topp_desktop.ui.widgets.flow import FlowBox
from topp_desktop.ui.widgets.row_button import RowButton

_SHOWN = 8


@dataclass(frozen=True, slots=True)
class Known:
    """view: None where no institution was chosen; others: entries that may be the same."""

    view: InstitutionView | None = None
    others: tuple[Invitee, ...] = ()
    open_rounds: frozenset[str] = frozenset()


class InstitutionPage(OfficePage[Known]):
    """`arrive` is given the institution's id."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._institution = ""
        self._all = False
        self._empty = EmptyState(pressed=lambda: desk.navigate("institutions"))
        self._who = Card(spacing=8)
        self._facts, self._also = Text(), Text(role="small", tone="muted")
        self.again, self.compare = Button("", self._ask_where), Button("", self._compare)
        self._again_hint = Text(role="small", tone="muted")
        buttons = FlowBox(spacing=10)
        for widget in (self.compare, self.again):
            buttons.add(widget)
        self._who.add(self._facts, self._also, buttons, self._again_hint)
        self._arrived = Card(spacing=8)
        self._nothing = Text(tone="muted")
        self._rows = QVBoxLayout()
        self._rows.setSpacing(6)
        self.more = Button("", self._show_all, kind="link")
        self._arrived.add(self._nothing, self._rows, row(self.more))
        self.computers = ComputersCard(desk)
        self.computers.form.asked.connect(self._distrust)
        self.same = SameOneCard(desk)
        self.same.asked.connect(self._join)
        self.erase = EraseCard(desk)
        self.erase.asked.connect(self._erase)
        cards = (self._who, self._arrived, self.computers, self.same, self.erase)
        self.put(self._empty, self.narrow(*cards))

    def title(self) -> str:
        return self.desk.words.gettext("Institution")

    def look(self, office: Office) -> Known:
        if not self._institution:
            return Known()
        try:
            view = office.institution(self._institution)
        except UserError:
            return Known()
        own = {entry.id for entry in view.entries}
        others = [one for one in office.invitations() if one.id not in own]
        names = {fold(entry.name) for entry in view.entries}
        country = view.entries[0].institution.country
        others.sort(key=lambda one: (fold(one.name) not in names, one.country != country))
        rounds = {c.round for c in office.conflicts() if c.institution in own}
        return Known(view, tuple(others), frozenset(rounds))

    def arrive(self, argument: object) -> None:
        if isinstance(argument, str):
            self._institution = argument
        self._all = False
        self.computers.close_form()
        self.same.close_form()
        self.erase.clear_fields()
        super().arrive(argument)

    def here(self, came_with: object) -> object:
        return self._institution

    def show_found(self, found: Known) -> None:
        words, view = self.desk.words, found.view
        self._empty.setVisible(view is None)
        self._empty.set_texts(
            words.gettext("No institution was chosen"),
            words.gettext("Choose one from the list of institutions."),
            words.gettext("Go to the institutions"),
        )
        for part in (self._who, self._arrived, self.computers, self.same, self.erase):
            part.setVisible(view is not None)
        if view is None:
            return
        first, invited = view.entries[0].institution, view.entries[0].invited
        self._who.set_title(view.name)
        self._facts.setText(
            " · ".join(
                (
                    words.territory(first.country),
                    term(GOVERNMENT_LEVELS, first.level, words),
                    term(INSTITUTION_TYPES, first.type, words),
                    words.gettext("invited on {date}").format(
                        date=words.date(invited.astimezone())
                    ),
                )
            )
        )
        names = [entry.name for entry in view.entries[1:]]
        self._also.setVisible(bool(names))
        self._also.setText(words.gettext("Joined with: {names}").format(names=words.join(names)))
        self.again.set_text(words.gettext("Write another invitation for it"))
        self._again_hint.setText(
            words.gettext(
                "For when the first was lost, or two computers use a copy of one program. What it "
                "sends still counts as one institution."
            )
        )
        self.compare.setVisible(bool(found.open_rounds))
        self.compare.set_text(words.gettext("Compare the two versions"))
        self._show_versions(view)
        self.computers.show_view(view)
        self.same.show_view(view, found.others)
        self.erase.show_view(view)

    def _show_versions(self, view: InstitutionView) -> None:
        words = self.desk.words
        self._arrived.set_title(words.gettext("What arrived"))
        self._nothing.setVisible(not view.versions)
        self._nothing.setText(words.gettext("Nothing has arrived yet."))
        clear(self._rows)
        shown = view.versions if self._all else view.versions[:_SHOWN]
        withdrawn = {one.round for one in view.rounds if one.withdrawn}
        for version in shown:
            self._rows.addWidget(self._row(version, version.round in withdrawn))
        left = len(view.versions) - len(shown)
        self.more.setVisible(left > 0)
        self.more.set_text(
            words.ngettext("Show {n} more version", "Show {n} more versions", left).format(
                n=words.number(left)
            )
        )

    def _row(self, version: Version, withdrawn: bool) -> RowButton:
        words = self.desk.words
        made = version.created.astimezone()
        measured = words.gettext("Measurement {round}").format(round=version.round)
        detail = words.gettext("made on {date}, {time}, on computer {number}").format(
            date=words.date(made), time=words.time(made), number=version.number
        )
        said = outcome_text(Outcome(version.outcome), words).title
        state = Outcome(version.outcome).state
        if withdrawn:
            said, state = words.gettext("Taken back"), "neutral"
        button = RowButton(self.desk.theme)
        button.setCheckable(False)
        texts = QWidget()
        lines = column(Text(measured, weight="semibold"), Text(detail, role="small", tone="muted"))
        lines.setContentsMargins(0, 0, 0, 0)
        texts.setLayout(lines)
        button.add(texts, 1)
        button.add(Tag(said, state))
        see = words.gettext("See everything in it")
        short = words.gettext("See")
        button.add(Text(short, role="small", weight="semibold", tone="accent", wrap=False))
        button.setAccessibleName(f"{measured}, {detail}. {said}. {see}")
        button.clicked.connect(partial(self.desk.navigate, "received-version", version.rid))
        return button

    def _show_all(self) -> None:
        self._all = True
        self.reload()

    def _compare(self) -> None:
        seen = self.seen
        if seen is not None and seen.found.view is not None:
            place = seen.found.view.entries[0].id
            self.desk.navigate("two-versions", (place, min(seen.found.open_rounds)))

    # --- deciding -----------------------------------------------------------------------------

    def _after(self, sentence: str, then: Callable[[], None]) -> Callable[[object], None]:
        def done(_: object) -> None:
            then()
            self.reload()
            self.desk.say(sentence)

        return done

    def _distrust(self, kid: str, good: list[str] | None, reason: str) -> None:
        def work(office: Office) -> Decided:
            if good is None:
                return office.revoke(kid, reason)
            return office.revoke_after(kid, reason, good)

        said = self.desk.words.gettext(
            "The computer is no longer trusted. Save the receipts in the inbox: they tell the "
            "institution's other computers."
        )
        self.decide(work, self._after(said, self.computers.close_form))

    def _join(self, other: str, reason: str) -> None:
        mine = self._institution
        said = self.desk.words.gettext("Both entries are one institution from now on.")
        self.decide(
            lambda office: office.alias(mine, other, reason),
            self._after(said, self.same.close_form),
        )

    def _erase(self, round_id: str, reason: str) -> None:
        words, mine = self.desk.words, self._institution

        def done(found: Purged) -> None:
            self.erase.clear_fields()
            self.reload()
            n = len(found.rids)
            said = words.ngettext("{n} entry was erased.", "{n} entries were erased.", n)
            self.desk.say(said.format(n=words.number(n)))

        self.decide(lambda office: office.purge(mine, round_id, reason), done)

    def _ask_where(self) -> None:
        title = self.desk.words.gettext("Folder for the invitations")
        path = ask_folder(self.desk, self, title, "exchange")
        if path is not None:
            self.invite_again(path)

    def invite_again(self, folder: Path) -> None:
        """Another invitation under the same identifier."""
        seen, words = self.seen, self.desk.words
        if seen is None or seen.found.view is None:
            return
        who = seen.found.view.entries[0].institution

        def done(invited: list[Invited]) -> None:
            self.reload()
            said = words.gettext("The invitation was written. Give it to the institution alone.")
            self.desk.say(said, file=invited[0].written.path)

        self.decide(lambda office: office.invite([who], folder), done)
