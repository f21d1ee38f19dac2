"""The sheet that an authority signs by hand: what is approved, and where it stands."""

from __future__ import annotations

from reportlab.platypus import Spacer

from topp_desktop.reports import styles
from topp_desktop.reports.banner import banner_document
from topp_desktop.reports.kit import Cell, Kit, Story
from topp_desktop.reports.sections.approval import signature_lines, standing_facts
from topp_desktop.services.measurement.sentences import level_sentence
from topp_desktop.services.plan.documents import ApprovalContent

FIRST_ACTIONS = 5
"""Actions that are listed, so that all of it stays on one page; the document has them all."""


def approval_sheet_bytes(content: ApprovalContent) -> bytes:
    """The document; equal contents give equal bytes."""
    title = content.report.words.gettext("Approval of the road map")
    return banner_document(content.report, title, lambda kit: _story(kit, content))


def _story(kit: Kit, content: ApprovalContent) -> Story:
    words, road_map = kit.words, kit.road_map
    plan = road_map.plan
    story: Story = [
        kit.text(
            words.gettext(
                "This sheet approves the measurement and the road map as they stand. A later "
                "change of the answers or the plan needs a new approval."
            ),
            styles.LEAD,
        ),
        kit.facts(_facts(kit, content)),
        Spacer(1, 6),
    ]
    first = [a for a in plan.first(FIRST_ACTIONS) if a.firm]
    if first:
        rows: list[tuple[Cell, ...]] = []
        for planned in first:
            title = kit.action_title(planned.action)
            start = planned.start.short if planned.start is not None else "–"
            rows.append((title, kit.responsible(planned.action), start))
        header = (
            words.gettext("Action"),
            words.gettext("Responsible"),
            words.gettext("Semester"),
        )
        story += [
            *kit.heading(words.gettext("First actions")),
            kit.grid(header, rows, (0.56, 0.3, 0.14)),
        ]
    return [*story, kit.together(*_signature(kit, content))]


def _facts(kit: Kit, content: ApprovalContent) -> list[tuple[str, Cell]]:
    words, road_map = kit.words, kit.road_map
    plan, milestones = road_map.plan, road_map.edits.milestones
    actions = words.ngettext("{n} action", "{n} actions", len(plan.scheduled))
    facts: list[tuple[str, Cell]] = []
    if kit.results.card.leveled:
        facts.append((words.gettext("Result"), level_sentence(kit.results, kit.wording, words)))
    facts += [
        (
            words.gettext("Road map"),
            f"{actions.format(n=len(plan.scheduled))} · "
            f"{plan.semesters[0].short} – {plan.semesters[-1].short}",
        ),
        (words.gettext("Milestones"), words.number(len(milestones))),
        *standing_facts(kit, content.status),
    ]
    return facts


def _signature(kit: Kit, content: ApprovalContent) -> Story:
    words = kit.words
    mark = words.gettext("Check of the content: {code}").format(code=content.status.content)
    return [
        kit.title(words.gettext("Signed by")),
        signature_lines(kit, (30, 28, 28, 54)),
        Spacer(1, 10),
        kit.text(mark, styles.TINY),
    ]
