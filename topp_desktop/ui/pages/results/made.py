"""How a result was made: it stands under every one of them."""

from __future__ import annotations

from topp_desktop.domain.instrument.lines import lines_of
from topp_desktop.services.measurement.findings import meta_line, plans_line
from topp_desktop.services.terms import SCOPES, term
from topp_desktop.ui.hub import Desk
from topp_desktop.ui.widgets import Button, Card, Text
from topp_desktop.ui.widgets.flow import FlowBox


class MadeCard(Card):
    """Scope, method, participants, form, weights, and the plans considered."""

    def __init__(self, desk: Desk) -> None:
        words = desk.words
        super().__init__(words.gettext("How this result was made"), spacing=4)
        self._desk = desk
        self._facts = Text(role="small", tone="muted")
        self._plans = Text(role="small", tone="muted")
        self._change = Button(
            words.gettext("Change"),
            lambda: desk.navigate("details"),
            kind="link",
            small=True,
            name=words.gettext("Change: about this measurement"),
        )
        # Which answers are agreed, and what people said before.
        self.agreed = Button(
            words.gettext("See what the group agreed"),
            lambda: desk.navigate("agreement", "agreed"),
            kind="link",
            small=True,
        )
        self.lines = Button("", lambda: desk.navigate("inventory"), kind="link", small=True)
        self.add(self._facts, self._plans)
        self.add(FlowBox(self._change, self.agreed, self.lines, spacing=16))

    def show_results(self) -> None:
        """Of the desk's measurement, in the words of the moment."""
        desk, words = self._desk, self._desk.words
        results = desk.results
        measured = words.gettext("Measured: {scope}").format(
            scope=term(SCOPES, results.assessment.scope, words)
        )
        facts = meta_line(results, words).removeprefix(
            f"{term(SCOPES, results.assessment.scope, words)} · "
        )
        self._facts.setText(f"{measured} · {facts}")
        plans = plans_line(results, words)
        self._plans.setText(plans or words.gettext("Plans considered: none named yet"))
        self.agreed.setVisible(any(value.agreed for value in results.values.values()))
        lines = lines_of(results.instrument)
        said = sum(line in results.assessment.lines for line in lines)
        self.lines.setVisible(bool(lines))
        self.lines.set_text(
            words.gettext("Lines of action: {done} of {total}").format(done=said, total=len(lines))
        )
