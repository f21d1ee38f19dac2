"""Sending: what leaves and what stays, who reads it, who approved it, and one safe file."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QFrame, QHBoxLayout, QVBoxLayout

from topp_desktop.foundation.paths import documents_folder
from topp_desktop.services.approval import ApprovalStatus
from topp_desktop.services.exchange_ports import Membership
from topp_desktop.services.findings import file_name
from topp_desktop.services.join import Joined
from topp_desktop.services.plan_elements import plan_elements
from topp_desktop.services.secretariat import check_number
from topp_desktop.services.send import Approval, Draft, Sent
from topp_desktop.services.sending import Standing
from topp_desktop.services.tasks import Task
from topp_desktop.ui.hub import Changed, Desk
from topp_desktop.ui.page import OpenedFile, Page
from topp_desktop.ui.pages.approval import show_status, told
from topp_desktop.ui.pages.send_parts import (
    ConsentChoice,
    EarlierCard,
    ListCard,
)
from topp_desktop.ui.widgets import (
    Button,
    Card,
    Choice,
    FieldRow,
    Notice,
    PageScroll,
    Tag,
    Text,
    row,
    rule,
)
from topp_desktop.ui.widgets.columns import Columns


class SendPage(Page):
    """Leaves and stays, read by, approved by, permitted use; then one file."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._standing = Standing(None, (), ())
        self._seen = ""
        self._written = ""
        self._scroll = PageScroll(desk.theme, side_width=300)
        self.tag = Tag("")
        self._status: ApprovalStatus | None = None
        self.done = Notice(state="done")
        self.done.hide()
        self.leaves, self.stays = ListCard("+", "done"), ListCard("–", "muted")
        both = Columns(desk.theme, 520)
        both.add(self.leaves)
        both.add(self.stays)

        self._card = Card(spacing=12)
        self._read_by, self.readers = Text(role="small", tone="muted"), Text(weight="semibold")
        self.open_file = Button("", self._ask_for_invitation, small=True)
        self.membership = Choice()
        self.membership_row = FieldRow(self.membership)
        self.membership.chosen.connect(lambda _: self._load())
        self._approved_by, self._approval = (
            Text(role="small", tone="muted"),
            Text(weight="semibold"),
        )
        self._approval_hint = Text(role="small", tone="muted")
        self._to_approval = Button("", lambda: desk.navigate("approval"), small=True)
        self._use = Text(weight="semibold")
        self.consent = ConsentChoice()
        self._card.add(
            self._read_by,
            self.readers,
            row(self.open_file),
            self.membership_row,
            rule(),
            self._approved_by,
            self._approval,
            self._approval_hint,
            row(self._to_approval),
            rule(),
            self._use,
            self.consent,
        )

        self.missing = Notice(state="attention")
        self.save = Button("", self._ask_where, kind="primary")
        self._hint = Text(role="small", tone="muted")
        self.earlier = EarlierCard(desk)
        for part in (self.done, both, self._card, self.missing):
            self._scroll.main.addWidget(part)
        bar = QFrame()
        bar.setObjectName("bottom")
        line = QHBoxLayout(bar)
        line.setContentsMargins(28, 10, 28, 16)
        line.setSpacing(14)
        line.addWidget(self.save)
        line.addWidget(self._hint, 1)
        self._scroll.main.addStretch(1)
        self._scroll.side.addWidget(self.earlier)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._scroll, 1)
        layout.addWidget(bar)

    def title(self) -> str:
        return self.desk.words.gettext("Send to the secretariat")

    def header_actions(self) -> tuple[Tag, ...]:
        return (self.tag,)

    # --- showing ----------------------------------------------------------------------------

    def refresh(self, _: Changed | None) -> None:
        snapshot = self.desk.snapshot
        if snapshot is None:
            return
        if self._seen != snapshot.id:
            self._seen = snapshot.id
            self._standing = Standing(None, (), ())
            self._written, self._status = "", None
            self.done.hide()
            self.membership.show_options([])
        self._show()
        self._load()

    def arrive(self, argument: object) -> None:
        if isinstance(argument, OpenedFile):
            self.take_file(argument.path)
        else:
            self._scroll.to_top()
            self._load()

    def _load(self) -> None:
        """Reads memberships and earlier versions; the page shows what it knew until then."""
        snapshot, program = self.desk.open_snapshot, self.desk.program
        who, round_id = snapshot.assessment.institution, snapshot.assessment.round
        chosen = str(self.membership.currentData() or "")

        def read() -> tuple[Standing, ApprovalStatus]:
            standing = program.sending.standing(who, round_id, chosen)
            return standing, program.approvals.status(snapshot.id)

        def loaded(found: tuple[Standing, ApprovalStatus]) -> None:
            if self.desk.snapshot is None or self.desk.snapshot.id != snapshot.id:
                return
            first = self._status is None
            self._standing, self._status = found
            if first and self._standing.earlier:
                # What was permitted for the last file is proposed for this one.
                self.consent.show_value(self._standing.earlier[0].consent)
            self._show()

        self.desk.tasks.write(read, loaded)

    def _show_approval(self) -> None:
        words, status = self.desk.words, self._status
        show_status(self.tag, status, words)
        approval = status.approval if status and status.state == "approved" else None
        self._approved_by.setText(words.gettext("Approved by"))
        self._approval.setText(
            told(approval, words) if approval else words.gettext("Nobody has approved it as it is.")
        )
        self._approval_hint.setText(words.gettext("It may be sent all the same; the file says so."))
        self._approval_hint.setVisible(approval is None)
        self._to_approval.set_text(words.gettext("Review and approval"))

    def _show(self) -> None:
        words = self.desk.words
        self.leaves.show_lines(
            words.gettext("Leaves"),
            (
                words.gettext("Agreed levels"),
                words.gettext("Justifications"),
                words.gettext("Document titles"),
                words.gettext("Road map"),
                words.gettext("Needs"),
            ),
        )
        self.stays.show_lines(
            words.gettext("Stays here"),
            (
                words.gettext("Names"),
                words.gettext("Individual answers"),
                words.gettext("Private notes"),
                words.gettext("Files"),
            ),
        )
        self._show_readers()
        self._show_approval()
        use = words.gettext("Permitted use")
        self._use.setText(use)
        self.consent.retranslate(self.desk, use)
        missing = self._missing()
        self.missing.text.setText("\n".join(missing))
        self.missing.setVisible(bool(missing))
        self.save.set_text(words.gettext("Save file to send"))
        self.save.setEnabled(not missing)
        self._hint.setText(words.gettext("A small file: it fits into an e-mail or on a USB stick."))
        self.earlier.show_earlier(self._standing.earlier)
        self.done.text.setText(self._written)

    def _show_readers(self) -> None:
        words, joined = self.desk.words, self._standing.joined
        self._read_by.setText(words.gettext("Read by"))
        if joined is None:
            self.readers.setText(words.gettext("Nobody yet: the secretariat's file is missing."))
            self.open_file.set_text(words.gettext("Open the secretariat's file"))
        else:
            self.readers.setText(words.join(joined.readers))
            self.open_file.set_text(words.gettext("Open a newer file of the secretariat"))
        several = len(self._standing.others) > 1
        self.membership_row.setVisible(several)
        self.membership_row.set_texts(words.gettext("Send as"))
        if several:
            self.membership.show_options(
                [(o.institution.id, o.institution.name) for o in self._standing.others],
                joined.institution.id if joined else None,
            )

    def _missing(self) -> list[str]:
        """What has to be done before anything can be sent."""
        words, snapshot = self.desk.words, self.desk.open_snapshot
        found = []
        if snapshot.practice:
            found.append(words.gettext("This is for practice only and is never sent."))
        if self._standing.joined is None:
            found.append(
                words.gettext(
                    "Open the file that the secretariat sent you; it says who may read yours."
                )
            )
        if not snapshot.results.answered:
            found.append(words.gettext("Answer at least one question."))
        return found

    # --- the secretariat's file -------------------------------------------------------------

    def _ask_for_invitation(self) -> None:
        words = self.desk.words
        chosen, _ = QFileDialog.getOpenFileName(
            self,
            words.gettext("Open the secretariat's file"),
            str(documents_folder()),
            words.gettext("Files of the secretariat (*.topp-invite *.topp-region)"),
        )
        if chosen:
            self.take_file(Path(chosen))

    def take_file(self, path: Path) -> None:
        """Opens an invitation or a newer region pack."""
        program, joined = self.desk.program, self._standing.joined
        institution = joined.institution.id if joined else ""
        self.desk.tasks.write(
            lambda: program.sending.open_file(path, institution), self._file_taken
        )

    def _file_taken(self, joined: Joined) -> None:
        words = self.desk.words
        self._written = words.gettext(
            "The file of {secretariat} was opened for {institution}. You can send now."
        ).format(secretariat=joined.secretariat, institution=joined.institution.name)
        self.done.show()
        self.membership.show_options(
            [(joined.institution.id, joined.institution.name)], joined.institution.id
        )
        self._load()

    # --- sending ----------------------------------------------------------------------------

    def _ask_where(self) -> None:
        words, snapshot = self.desk.words, self.desk.open_snapshot
        name = file_name(snapshot.assessment, words.gettext("to send"))
        chosen, _ = QFileDialog.getSaveFileName(
            self,
            words.gettext("Save file to send"),
            str(documents_folder() / f"{name}.topp"),
            words.gettext("Files to send (*.topp)"),
        )
        if chosen:
            path = Path(chosen)
            self.send_to(path if path.suffix else path.with_suffix(".topp"))

    def send_to(self, path: Path) -> None:
        """Makes the file, writes it, and checks it by opening it again."""
        joined = self._standing.joined
        assert joined is not None
        desk, snapshot, words = self.desk, self.desk.open_snapshot, self.desk.words
        program, membership = desk.program, joined.membership
        consent = self.consent.value

        def work(task: Task) -> Sent:
            task.advance(words.gettext("Computing the road map"), 0, 3)
            settings = program.plans.settings_from(snapshot.plan_settings)
            road_map = program.planner.road_map(snapshot.results, settings)
            elements = plan_elements(road_map, consent, words.language)
            approval = self._approved(snapshot.id)
            draft = Draft(snapshot.instrument, snapshot.assessment, elements, consent, approval)
            task.advance(words.gettext("Writing and checking the file"), 1, 3)
            return self._write(draft, membership, path)

        self.done.hide()
        desk.tasks.work(words.gettext("Save file to send"), work, self._sent, writes=True)

    def _approved(self, assessment_id: str) -> Approval | None:
        """The approval that stands at the moment of sending."""
        status = self.desk.program.approvals.status(assessment_id)
        found = status.approval if status.state == "approved" else None
        return Approval(found.position, found.date.isoformat(), found.letter) if found else None

    def _write(self, draft: Draft, membership: Membership, path: Path) -> Sent:
        return self.desk.program.sending.send(draft, membership, path)

    def _sent(self, sent: Sent) -> None:
        words, snapshot = self.desk.words, self.desk.open_snapshot
        kilobytes = words.number(max(1.0, sent.written.size / 1000))
        answers = words.ngettext("{n} answer", "{n} answers", snapshot.results.answered)
        lines = [
            words.gettext("Safe to remove the stick: the file was written and checked."),
            words.gettext("{path} · {answers} · {size} kB · check number {number}").format(
                path=sent.written.path,
                answers=answers.format(n=snapshot.results.answered),
                size=kilobytes,
                number=check_number(sent.written.sha256),
            ),
        ]
        if sent.again:
            lines.append(
                words.gettext("Nothing had changed since the last file: it says the same again.")
            )
        self._written = "\n".join(lines)
        self.done.text.setText(self._written)
        self.done.show()
        self._scroll.to_top()
        self._load()
