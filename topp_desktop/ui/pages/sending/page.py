"""Sending: what leaves and what stays, who reads it, who approved it, and one safe file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout

from topp_desktop.domain.errors import UserError
from topp_desktop.domain.exchange import Consent
from topp_desktop.services.institution.join import JoinedSecretariat
from topp_desktop.services.institution.joining import NextVersion
from topp_desktop.services.institution.opening import Confirmed, Opened
from topp_desktop.services.institution.send import Sent
from topp_desktop.services.institution.sending import Standing
from topp_desktop.services.measurement.approval import ApprovalStatus
from topp_desktop.services.measurement.findings import file_name
from topp_desktop.services.tasks import Cancelled, Task
from topp_desktop.ui.file_dialogs import TO_SEND, ask_save
from topp_desktop.ui.hub import Changed, Desk
from topp_desktop.ui.loading import Loader
from topp_desktop.ui.page import OpenedFile, Page
from topp_desktop.ui.pages.sending.earlier import EarlierCard
from topp_desktop.ui.pages.sending.join import JoinPart
from topp_desktop.ui.pages.sending.leaving import Leaving, last_consent, standing_and_draft
from topp_desktop.ui.pages.sending.news import (
    confirmed_words,
    copied_words,
    differ_words,
    missing_words,
    opened_words,
    sent_words,
)
from topp_desktop.ui.pages.sending.parts import (
    Advice,
    ApprovedBy,
    ConsentChoice,
    Fact,
    ListCard,
    leaving_lines,
    staying_lines,
)
from topp_desktop.ui.parts.approval_status import show_status
from topp_desktop.ui.parts.unagreed import UnagreedNotice
from topp_desktop.ui.widgets import Button, Card, Notice, PageScroll, Tag, Text, row, rule
from topp_desktop.ui.widgets.bottom_bar import BottomBar
from topp_desktop.ui.widgets.columns import Columns


class SendPage(Page):
    """Leaves and stays, read by, approved by, permitted use; then one file."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        words = desk.words
        self._standing = Standing(None, (), ())
        self._together: NextVersion | None = None
        self._decisions: Mapping[str, str] = {}
        self._consent: Consent | None = None
        """What was chosen before the page was made anew."""
        self._unwritten: frozenset[str] = frozenset()
        self._before: frozenset[str] | None = None
        """What there was before a file that could not be written."""
        self._others = Loader(desk)
        self._known_copy = False
        self._status: ApprovalStatus | None = None
        self._proposed = False
        self.unagreed = UnagreedNotice(desk)
        self._scroll = PageScroll(desk.theme, side_width=330)
        self.tag = Tag("")
        self.decided = Advice(
            words.gettext("See what was decided"), lambda: desk.navigate("send-decision"), "active"
        )
        self.copied = Advice(words.gettext("Make it a computer of its own"), self._renew)
        self.differ = Advice(
            words.gettext("Compare"), lambda: desk.navigate("send-compare", self._leaving())
        )
        self.leaves, self.stays = ListCard("+", "done"), ListCard("–", "muted")
        self.stays.show_lines(words.gettext("Stays here"), staying_lines(words))
        both = Columns(desk.theme, 520)
        both.add(self.leaves)
        both.add(self.stays)
        self.join = JoinPart(desk)
        self._card = Card(spacing=12)
        self.approved = ApprovedBy(desk)
        self._use_hint = Text(role="small", tone="muted")
        use = words.gettext("Permitted use")
        self.consent = ConsentChoice(words, use)
        theme = desk.theme
        self._card.add(
            Fact(theme, words.gettext("Read by"), self.join),
            rule(),
            self.approved,
            rule(),
            Fact(theme, use, self.consent, self._use_hint),
        )
        self.missing = Notice(state="attention")
        self.save = Button(words.gettext("Save file to send"), self._ask_where, kind="primary")
        self.everything = Button(
            words.gettext("See everything that leaves"),
            lambda: desk.navigate("send-content", self._leaving()),
        )
        self._hint = Text(
            words.gettext("A small file: it fits into an e-mail or on a USB stick."),
            role="small",
            tone="muted",
        )
        self.earlier = EarlierCard(desk)
        self._back = Card(words.gettext("Take something back"))
        self.take_back = Button(
            words.gettext("See how"),
            lambda: desk.navigate("send-withdraw", self._leaving()),
            small=True,
        )
        also_later = words.gettext("The permission to share, or the whole measurement, also later.")
        self._back.add(Text(also_later, role="small", tone="muted"), row(self.take_back))
        self._build(both)
        self.join.path_chosen.connect(self.take_file)
        self.join.joined.connect(self._file_taken)
        self.join.chosen.connect(self._load)
        self.earlier.receipt.connect(self.take_file)
        self.earlier.confirmed.connect(self._confirmed)

    def _build(self, both: Columns) -> None:
        for part in (self.decided, self.copied, self.differ, self.unagreed, both):
            self._scroll.main.addWidget(part)
        self._scroll.main.addWidget(self._card)
        self._scroll.main.addWidget(self.missing)
        self._scroll.main.addStretch(1)
        for card in (self.earlier, self._back):
            self._scroll.side.addWidget(card)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._scroll, 1)
        layout.addWidget(BottomBar(self.save, self.everything, self._hint))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._hint.setVisible(not self._scroll.narrow)

    def title(self) -> str:
        return self.desk.words.gettext("Send to the secretariat")

    def header_actions(self) -> tuple[Tag, ...]:
        return (self.tag,)

    # --- showing ----------------------------------------------------------------------------

    def refresh(self, change: Changed | None) -> None:
        snapshot = self.desk.snapshot
        if snapshot is None:
            return
        if self.another_measurement():
            self._standing, self._status = Standing(None, (), ()), None
            self._together, self._decisions, self._known_copy = None, {}, False
            self._consent = None
            self._unwritten, self._before = frozenset(), None
            self.join.forget()
        self._show()
        if change is not None:
            self._load()

    def arrive(self, argument: object) -> None:
        if isinstance(argument, OpenedFile):
            self._load()
            self.take_file(argument.path)
            return
        if isinstance(argument, Leaving):
            self._decisions, self._consent = argument.decisions, argument.consent
            self.join.choose_again(argument.institution)
        self._scroll.to_top()
        self._begin()
        self._load()

    def here(self, came_with: object) -> object:
        # A file that was opened is not opened once more.
        return self._leaving()

    def _begin(self) -> None:
        """Puts the keyboard on what comes next."""
        (self.save if self.save.isEnabled() else self.join.open_file).setFocus()

    def _leaving(self) -> Leaving:
        return Leaving(self.join.choice, self.consent.value, self._decisions)

    def _load(self) -> None:
        """Reads memberships and earlier versions; the page shows what it knew until then."""
        snapshot, program, chosen = self.desk.open_snapshot, self.desk.program, self.join.choice
        who, round_id = snapshot.assessment.institution, snapshot.assessment.round

        def read() -> tuple[Standing, ApprovalStatus, bool]:
            standing = program.sending.standing(who, round_id, chosen)
            kept = program.road_maps.edit.is_kept(snapshot.id)
            return standing, program.approvals.status(snapshot.id), not kept

        def loaded(found: tuple[Standing, ApprovalStatus, bool]) -> None:
            first = self._status is None
            self._standing, self._status, self._proposed = found
            if self._before is not None:
                made = {one.rid for one in self._standing.earlier}
                self._unwritten, self._before = self._unwritten | (made - self._before), None
            if first:
                usual = last_consent(self._standing, round_id)
                self.consent.show_value(self._consent or usual)
            self._show()
            if first and self.isVisible():
                self._begin()
            self._look_at_others(round_id)

        self.load(read, loaded)

    def _look_at_others(self, round_id: str) -> None:
        """Where other computers made versions of this round, what differs."""
        standing = self._standing
        others = any(not e.here and e.round == round_id and not e.what for e in standing.earlier)
        if standing.joined is None or not others:
            self._others.drop()
            self._together = None
            self._show_advice()
            return
        desk, leaving, membership = self.desk, self._leaving(), standing.joined.membership

        def read() -> NextVersion | None:
            _, draft = standing_and_draft(desk, leaving)
            return desk.program.sending.compare(draft, membership) if draft else None

        def compared(found: NextVersion | None) -> None:
            self._together = found
            self._show_advice()

        self._others.load(read, compared)

    def _show(self) -> None:
        words = self.desk.words
        self.leaves.show_lines(
            words.gettext("Leaves"), leaving_lines(words, proposed=self._proposed)
        )
        self.join.show_standing(self._standing)
        show_status(self.tag, self._status, words)
        self.approved.show_status(self._status)
        taken_back = "consent" in self._standing.taken_back
        self.consent.restrict(taken_back=taken_back)
        self._use_hint.setText(
            words.gettext("You took back the permission to share this measurement.")
            if taken_back
            else words.gettext("It holds for this measurement, and can be taken back later.")
        )
        snapshot = self.desk.open_snapshot
        missing = missing_words(
            self._standing, words, practice=snapshot.practice, answered=snapshot.results.answered
        )
        self.missing.text.setText("\n".join(missing))
        # Until it is read, nobody is told that something is missing.
        known = self._status is not None
        self._card.setVisible(known)
        self.missing.setVisible(known and bool(missing))
        self.unagreed.show_count()
        self.save.setEnabled(known and not missing)
        self.save.set_kind("primary" if self._standing.joined else "secondary")
        self.everything.setEnabled(self._standing.joined is not None)
        joined = self._standing.joined
        self.earlier.institution = joined.institution.id if joined else ""
        self.earlier.unwritten = self._unwritten
        self.earlier.show_earlier(self._standing.earlier, decided=bool(self._standing.decisions))
        self._back.setVisible(bool(self._standing.earlier))
        self._show_advice()
        self._scroll.arrange()

    def _show_advice(self) -> None:
        words, standing = self.desk.words, self._standing
        self.differ.show_advice(differ_words(self._together, words))
        waiting = any(not decision.built_on for decision in standing.decisions)
        decided = words.gettext(
            "The secretariat decided between two different versions. The next file builds on that."
        )
        self.decided.show_advice(decided if waiting else "")
        self.copied.show_advice(copied_words(words, told=standing.copied, again=self._known_copy))

    def _say(self, lines: Sequence[str], file: Path | None = None) -> None:
        """What was done: the first line, and what else there is to know."""
        self.desk.say(lines[0], "\n".join(lines[1:]), file=file)

    # --- files that come in -----------------------------------------------------------------

    def take_file(self, path: Path) -> None:
        """Opens an invitation, a newer file of the secretariat, a receipt, a colleague's file."""
        program, joined = self.desk.program, self._standing.joined
        institution = joined.institution.id if joined else ""
        self._known_copy = False
        if path.suffix.lower() == ".topp":
            self.desk.tasks.write(lambda: program.sending.open_package(path), self._opened)
            return

        def refused(fault: Exception) -> None:
            if isinstance(fault, UserError) and fault.code == "code-needed":
                self.join.ask_for_code(path)
            else:
                self.desk.show_fault(fault)

        self.desk.tasks.write(
            lambda: program.sending.open_file(path, institution),
            lambda found: self._file_taken(found, path),
            refused,
        )

    def _file_taken(self, joined: JoinedSecretariat, path: Path | None = None) -> None:
        words = self.desk.words
        said = words.gettext(
            "The file of {secretariat} was opened for {institution}: it says who will read "
            "what you send."
        )
        self._known_copy = joined.again
        self._say(
            [said.format(secretariat=joined.secretariat, institution=joined.institution.name)]
        )
        self.join.choose(joined, path)
        self._load()

    def _opened(self, opened: Opened) -> None:
        words, round_id = self.desk.words, self.desk.open_snapshot.assessment.round
        self._say(opened_words(opened, round_id, words))
        self._load()

    def _confirmed(self, found: Confirmed) -> None:
        self._say([confirmed_words(found, self.desk.words)])
        self._load()

    def _renew(self) -> None:
        joined = self._standing.joined
        assert joined is not None
        program, words = self.desk.program, self.desk.words

        def renewed(_: JoinedSecretariat) -> None:
            self._known_copy = False
            self._say(
                [
                    words.gettext(
                        "This is a computer of its own now. Send again: the next file builds on "
                        "the earlier ones."
                    )
                ]
            )
            self._load()

        self.desk.tasks.write(lambda: program.sending.renew(joined.membership), renewed)

    # --- sending ----------------------------------------------------------------------------

    def _ask_where(self) -> None:
        words, snapshot = self.desk.words, self.desk.open_snapshot
        name = file_name(snapshot.assessment, words.gettext("to send"))
        path = ask_save(self.desk, self, words.gettext("Save file to send"), name, TO_SEND)
        if path is not None:
            self.send_to(path)

    def send_to(self, path: Path) -> None:
        """Makes the file, writes it, and checks it by opening it again."""
        joined = self._standing.joined
        assert joined is not None
        desk, snapshot, words = self.desk, self.desk.open_snapshot, self.desk.words
        program, leaving, membership = desk.program, self._leaving(), joined.membership
        consent = self.consent.value

        def work(task: Task) -> Sent:
            task.advance(words.gettext("Computing the road map"), 0, 2)
            draft = program.drafting.draft(snapshot.id, consent, words.language, leaving.decisions)
            task.advance(words.gettext("Writing and checking the file"), 1, 2)
            return program.sending.send(draft, membership, path)

        known = frozenset(one.rid for one in self._standing.earlier)

        def failed(fault: Exception) -> None:
            if not isinstance(fault, Cancelled):
                desk.show_fault(fault)
            self._before = known
            self._load()

        self._known_copy = False
        desk.tasks.work(words.gettext("Save file to send"), work, self._sent, failed, writes=True)

    def _sent(self, sent: Sent) -> None:
        self._decisions, self._unwritten = {}, frozenset()
        self._say(sent_words(sent, self.desk.results.answered, self.desk.words), sent.written.path)
        self._load()
