"""One line above the plan: where it stands, whether it is up to date, and what can be set."""

from __future__ import annotations

from typing import TYPE_CHECKING

from topp_desktop.domain.assessment.work import APPROVAL_STANDING, ApprovalState
from topp_desktop.domain.roadmap import PlanDifference
from topp_desktop.services.plan.terms import PLAN_STATES, PROPOSED
from topp_desktop.services.terms import term
from topp_desktop.ui.hub import Desk
from topp_desktop.ui.loading import Loader
from topp_desktop.ui.timers import one_shot
from topp_desktop.ui.widgets import Button, Card, Tag, Text
from topp_desktop.ui.widgets.flow import FlowBox

if TYPE_CHECKING:  # what it needs is not read before something is approved
    from topp_desktop.services.measurement.approval import ApprovalStatus

_CALM_MS = 600
"""How long nothing has to change before it is worked out what a new computation would change."""


def show_plan_state(tag: Tag, status: ApprovalStatus | None, desk: Desk) -> None:
    """The state of the plan as a word in its colours."""
    state: ApprovalState = status.state if status else "draft"
    tag.show_state(term(PLAN_STATES, state, desk.words), APPROVAL_STANDING[state])


class StatusLine(Card):
    """State, who said so, and links to approval, settings and what waits."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(spacing=6, margin=16)
        self._desk = desk
        self._states, self._differences = Loader(desk), Loader(desk)
        self.state: ApprovalStatus | None = None
        self._waiting: int | None = None
        self.tag = Tag("")
        self.keep = Button("", self._keep, small=True)
        self.approval = Button("", lambda: desk.navigate("road-map-approval"), kind="link")
        self.settings = Button("", lambda: desk.navigate("road-map-settings"), kind="link")
        line = FlowBox(self.tag, self.keep, self.approval, self.settings, spacing=16)
        self._who = Text(role="small", tone="muted")
        self._proposed = Text(role="small", tone="muted")
        self.waits = Text(role="small", tone="attention")
        self.add(line, self._proposed, self._who, self.waits)
        self._calm = one_shot(self, _CALM_MS)
        self._calm.timeout.connect(self.compare)
        self.show_state()

    def read(self) -> None:
        """Reads where the plan stands; a little later, what a new computation would change."""
        program, mine = self._desk.program, self._desk.open_snapshot.id

        def done(state: ApprovalStatus) -> None:
            self.state = state
            self.show_state()
            self._calm.start()

        self._differences.drop()
        self._states.load(lambda: program.road_maps.approval.status(mine), done)

    def _keep(self) -> None:
        """The plan is the institution's from now on, as it stands."""
        program, mine = self._desk.program, self._desk.open_snapshot.id
        self._desk.change(
            lambda: program.road_maps.edit.keep(mine), lambda _: self.settings.setFocus()
        )

    def compare(self) -> None:
        """Counts what a new computation would change in a plan that people own."""
        if self._desk.snapshot is None or not self.isVisible():
            return
        program, mine = self._desk.program, self._desk.open_snapshot.id

        def done(found: tuple[PlanDifference, object]) -> None:
            shown = found[0]
            touched = {m.action.id for m in shown.moved} | {c.action.id for c in shown.changed}
            self._waiting = len(touched) + len(shown.added) + len(shown.removed)
            self.show_state()

        # What stands is shown all the same: a fault would be told where the difference is shown.
        self._differences.load(
            lambda: program.road_maps.edit.preview(mine),
            done,
            lambda _: self.show_state(),
            in_order=False,
        )

    def show_state(self) -> None:
        """The words of the moment."""
        words, state = self._desk.words, self.state
        show_plan_state(self.tag, state, self._desk)
        self.approval.set_text(words.gettext("Validate and approve"))
        self.settings.set_text(words.gettext("Settings of the plan"))
        proposed = state is not None and state.state == "proposed"
        self.keep.setVisible(proposed)
        self.keep.set_text(words.gettext("Keep this plan"))
        self._proposed.setVisible(proposed)
        self._proposed.setText(words.gettext(PROPOSED))
        approval = state.approval if state else None
        self._who.setVisible(approval is not None)
        if approval is not None:
            from topp_desktop.ui.parts.approval_status import told

            self._who.setText(
                words.gettext("{state}: {facts}").format(
                    state=term(PLAN_STATES, approval.state, words), facts=told(approval, words)
                )
            )
        self.waits.setVisible(bool(self._waiting))
        if self._waiting:
            self.waits.setText(
                words.ngettext(
                    "If it were computed again, {n} action would change. Your plan stays as it "
                    "is until you take that.",
                    "If it were computed again, {n} actions would change. Your plan stays as it "
                    "is until you take that.",
                    self._waiting,
                ).format(n=self._waiting)
            )
